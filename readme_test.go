package bulletin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeExample builds the first bulletin that README.md tells its readers to make.
func TestReadmeExample(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	// block gives what stands between the next line that is fence and the end of that block.
	rest := strings.ReplaceAll(string(data), "\r\n", "\n")
	block := func(fence string) string {
		_, after, found := strings.Cut(rest, "\n"+fence+"\n")
		text, next, closed := strings.Cut(after, "\n```\n")
		if !found || !closed {
			t.Fatalf("README.md has no %s block where one is looked for", fence)
		}
		rest = next
		return text + "\n"
	}
	toml, csv := block("```toml"), block("```")
	if n := strings.Count(toml, "\n"); n > 10 {
		t.Errorf("the TOML of a first bulletin has %d lines, ten are promised", n)
	}
	folder := t.TempDir()
	write(t, filepath.Join(folder, "bulletin.toml"), toml)
	write(t, filepath.Join(folder, "trust.csv"), csv)
	out := build(t, folder)
	if out.Pages < 1 || out.Pages > 2 {
		t.Errorf("a first bulletin has %d pages", out.Pages)
	}

	// The problem that is shown below it is that of a row's id with a letter changed.
	write(t, filepath.Join(folder, "bulletin.toml"), strings.Replace(toml, ".police.", ".polise.", 1))
	err = check(t, folder)
	if err == nil {
		t.Fatal("a row that is not there was not missed")
	}
	told := strings.TrimPrefix(err.Error(), folder+string(filepath.Separator))
	if !strings.Contains(rest, "\n    "+told+"\n") {
		t.Errorf("README.md does not show %s", told)
	}
}
