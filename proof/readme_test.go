package proof

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeListsEveryCode holds the table of codes in README.md to the rules and their severities.
func TestReadmeListsEveryCode(t *testing.T) {
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	_, list, _ := strings.Cut(string(data), "| code | severity | finding |")
	list, _, _ = strings.Cut(strings.ReplaceAll(list, "\r\n", "\n"), "\n\n")
	code := regexp.MustCompile("`([a-z-]+)`")
	for row := range strings.Lines(list) {
		codes, rest, _ := strings.Cut(strings.TrimPrefix(row, "| "), " | ")
		severity, _, _ := strings.Cut(rest, " | ")
		for _, found := range code.FindAllStringSubmatch(codes, -1) {
			listed[found[1]] = severity
		}
	}
	want := map[string]string{
		"invalid": "error", deadLink: "warning", unusedSilence: "warning",
		"undeclared-change": "warning", "correction-mismatch": "error", "superseded-wave": "warning", // of package release
	}
	for _, r := range rules() {
		want[r.code] = string(r.severity)
		if r.worse {
			want[r.code] = "error, warning"
		}
	}
	for c, severity := range want {
		if listed[c] != severity {
			t.Errorf("README.md has %s as %q, want %q", c, listed[c], severity)
		}
	}
	for c := range listed {
		if want[c] == "" {
			t.Errorf("README.md has the code %s, which no rule has", c)
		}
	}
}
