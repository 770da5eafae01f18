package proof

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"bulletin/config"
)

// slipOfSeed is a line of testdata/seed/expected.txt.
type slipOfSeed struct {
	code     string
	line     int
	words    string
	from, to int // columns that the words take up on the line
}

// slipsOfSeed reads what must be found in the department's text.
func slipsOfSeed(t *testing.T) []slipOfSeed {
	t.Helper()
	expected, err := os.ReadFile("testdata/seed/expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("testdata/seed/bulletin.toml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(source), "\n")
	var out []slipOfSeed
	for text := range strings.Lines(string(expected)) {
		if strings.HasPrefix(text, "#") || strings.TrimSpace(text) == "" {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(text, "\n"), "\t")
		if len(fields) != 3 {
			t.Fatalf("%q has not three fields", text)
		}
		line, err := strconv.Atoi(fields[1])
		if err != nil || line > len(lines) {
			t.Fatalf("%q names no line", text)
		}
		at := strings.Index(lines[line-1], fields[2])
		if at < 0 {
			t.Fatalf("line %d has no %q", line, fields[2])
		}
		from := utf8.RuneCountInString(lines[line-1][:at]) + 1
		out = append(out, slipOfSeed{fields[0], line, fields[2], from, from + utf8.RuneCountInString(fields[2])})
	}
	return out
}

// TestSeed reads the department's own text, slips left in: all that is
// expected is found, and nothing else.
func TestSeed(t *testing.T) {
	expected := slipsOfSeed(t)
	told := map[slipOfSeed]bool{}
	b, _, problems := config.Load("testdata/seed/bulletin.toml")
	none(t, problems)
	// No Document: the Latin ə is in no face, which is a problem of its own.
	for _, f := range Read([]Edition{{Bulletin: b}}, Vocabulary{}) {
		matched := false
		for _, s := range expected {
			if s.code == f.Code && s.line == f.Place.Line && s.from <= f.Place.Column && f.Place.Column < s.to && !told[s] {
				told[s], matched = true, true
				break
			}
		}
		if !matched {
			t.Errorf("not expected: %s %s: %s", f.Code, f.Place, f.Message)
		}
	}
	for _, s := range expected {
		if !told[s] {
			t.Errorf("not found: %s in line %d, %q", s.code, s.line, s.words)
		}
	}
}
