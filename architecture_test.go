package bulletin

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestArchitecture holds the packages to the table in docs/architecture.md: each
// is in it, and imports those of ours that it names and no others.
func TestArchitecture(t *testing.T) {
	listed := listedImports(t)
	used := map[string]map[string]bool{}
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		in := strings.TrimPrefix(path.Join("bulletin", path.Dir(filepath.ToSlash(name))), "bulletin/")
		if used[in] == nil {
			used[in] = map[string]bool{}
		}
		for _, i := range file.Imports {
			imported, _ := strconv.Unquote(i.Path.Value)
			if own, ok := strings.CutPrefix(imported, "bulletin/"); ok || imported == "bulletin" {
				used[in][own] = true
				if !slices.Contains(listed[in], own) && !slices.Contains(listed[in], "all") {
					t.Errorf("%s imports %s, which docs/architecture.md does not let it", name, own)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range used {
		if listed[name] == nil {
			t.Errorf("docs/architecture.md does not list the package %s", name)
		}
	}
	for name, imports := range listed {
		if used[name] == nil {
			t.Errorf("docs/architecture.md lists %s, which is no package", name)
		}
		for _, i := range imports {
			if i != "all" && !used[name][i] {
				t.Errorf("docs/architecture.md lets %s import %s, and it does not", name, i)
			}
		}
	}
}

// listedImports gives the packages of the table with what they may import.
func listedImports(t *testing.T) map[string][]string {
	t.Helper()
	page, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string][]string{}
	row := regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|.*\\| ([a-z/, –]+) \\|\r?$")
	for _, found := range row.FindAllStringSubmatch(string(page), -1) {
		listed[found[1]] = []string{}
		for imported := range strings.SplitSeq(found[2], ", ") {
			switch imported {
			case "–":
			case "layout": // as the page calls it, for short
				listed[found[1]] = append(listed[found[1]], "report/layout")
			case "pdf":
				listed[found[1]] = append(listed[found[1]], "report/pdf")
			default:
				listed[found[1]] = append(listed[found[1]], imported)
			}
		}
	}
	return listed
}
