package pdf

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPageOfClauses sees that the tests which docs/pdf-ua.md names are there.
func TestPageOfClauses(t *testing.T) {
	page, err := os.ReadFile("../../docs/pdf-ua.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	err = filepath.WalkDir("../..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := os.ReadFile(name)
		tests.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllStringSubmatch(string(page), -1)
	if len(named) < 20 {
		t.Errorf("%d tests are named", len(named))
	}
	for _, found := range named {
		if !strings.Contains(tests.String(), "func "+found[1]+"(") {
			t.Errorf("docs/pdf-ua.md names %s, which is no test", found[1])
		}
	}
}
