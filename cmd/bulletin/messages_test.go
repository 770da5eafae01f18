package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulletin"
	"bulletin/config"
	"bulletin/proof"
	"bulletin/tables"
)

func oneProblem() *bulletin.Problems {
	const file = "2024-1/bulletin.toml"
	return &bulletin.Problems{
		List: []proof.Finding{{
			Code: bulletin.Invalid, Severity: proof.Error,
			Place:   tables.Place{File: file, Line: 2, Column: 1},
			Message: `unknown key "titel" (did you mean "title"?)`,
		}},
		Sources: config.Sources{file: "wave = \"2024-1\"\ntitel = \"Халық\"\n"},
	}
}

func TestProblemsAreShown(t *testing.T) {
	const plain = `2024-1/bulletin.toml:2:1: unknown key "titel" (did you mean "title"?)` + "\n"
	const excerpt = "  titel = \"Халық\"\n  ^\n"
	const total = "bulletin: 1 problem\n"
	for _, c := range []struct {
		name string
		to   terminal
		want string
	}{
		{"a file", terminal{}, plain + total},
		{"a quiet file", terminal{quiet: true}, plain + total},
		{"a terminal without colour", terminal{width: 80}, plain + excerpt + total},
		{
			"a terminal",
			terminal{width: 80, color: true},
			"\x1b[1m2024-1/bulletin.toml:2:1:\x1b[0m " + strings.TrimPrefix(plain, "2024-1/bulletin.toml:2:1: ") +
				"  titel = \"Халық\"\n  \x1b[1;31m^\x1b[0m\n" + total,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			c.to.w = &b
			if code := c.to.failure(oneProblem()); code != exitProblems {
				t.Errorf("exit code %d", code)
			}
			if b.String() != c.want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), c.want)
			}
		})
	}
}

func TestMessagesCannotDriveTheTerminal(t *testing.T) {
	var b strings.Builder
	to := terminal{w: &b, width: 80}
	p := oneProblem()
	p.List[0].Place.File, p.List[0].Message = "a\x1b]0;b", "c\x07\u202ed"
	to.failure(p)
	to.failure(errors.New("e\x1b[2J"))
	if strings.ContainsAny(b.String(), "\x1b\x07\u202e") {
		t.Errorf("%q", b.String())
	}
}

func TestFaultIsOwned(t *testing.T) {
	var b strings.Builder
	func() {
		to := terminal{w: &b}
		defer func() { to.fault(recover()) }()
		var none []int
		_ = none[len(b.String())]
	}()
	got := b.String()
	for _, part := range []string{"a fault of the program, not of your files", "index out of range", "please report it", "TestFaultIsOwned"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in\n%s", part, got)
		}
	}
	if strings.Contains(got, "goroutine") || strings.Count(got, "\n") != 2 {
		t.Errorf("more than two lines:\n%s", got)
	}
}

func TestAFileIsNoTerminal(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if to := newTerminal(f, func(string) string { return "" }); to.width != 0 || to.color {
		t.Errorf("%+v", to)
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		n    int
		want string
	}{{0, "0 bytes"}, {1, "1 byte"}, {999, "999 bytes"}, {1000, "1 000 bytes"}, {47812, "47 812 bytes"}, {1234567, "1 234 567 bytes"}} {
		if got := count(c.n, "byte"); got != c.want {
			t.Errorf("count(%d) is %q, want %q", c.n, got, c.want)
		}
	}
}
