package main

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("а", 60) + "X" + strings.Repeat("б", 60)
	for _, c := range []struct {
		name, line   string
		column       int
		text, before string
	}{
		{"start", `titel = "Халық"`, 1, `titel = "Халық"`, ""},
		{"Cyrillic takes a cell a letter", `wave = "Қаңтар`, 9, `wave = "Қаңтар`, strings.Repeat(" ", 8)},
		{"past the end", "ab", 3, "ab", "  "},
		{"far past the end", "ab", 30, "ab", "  "},
		{"empty", "", 1, "", ""},
		{"tabs stay", "\ta\tb", 4, "\ta\tb", "\t \t"},
		{"a mark shares its letter's cell", "и\u0306а = 1", 3, "и\u0306а = 1", " "},
		{"the mark itself", "и\u0306 = 1", 2, "и\u0306 = 1", ""},
		{"a control character is seen", "a\x1b[31mb", 7, "a·[31mb", strings.Repeat(" ", 6)},
		{"turned writing is seen", "a\u202eb", 3, "a·b", "  "},
		{"window at the start", long, 1, strings.Repeat("а", 39) + "…", ""},
		{
			"window in the middle", long, 61,
			"…" + strings.Repeat("а", 19) + "X" + strings.Repeat("б", 18) + "…", strings.Repeat(" ", 20),
		},
		{"window at the end", long, 121, "…" + strings.Repeat("б", 39), strings.Repeat(" ", 39)},
		{"window past the end", long, 122, "…" + strings.Repeat("б", 38), strings.Repeat(" ", 39)},
		{"past the end of a line that just fits", long[:80], 41, "…" + strings.Repeat("а", 38), strings.Repeat(" ", 39)},
		{"tabs in a window", "\t" + long, 1, " " + strings.Repeat("а", 38) + "…", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, before := excerpt(c.line, c.column, 40)
			if text != c.text || before != c.before {
				t.Errorf("got\n%s\n%s^\nwant\n%s\n%s^", text, before, c.text, c.before)
			}
		})
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add(`title = "Халық"`, 9, 40)
	f.Add("\t\t\u0306й\x1b", 3, 20)
	f.Fuzz(func(t *testing.T, line string, column, width int) {
		if width < 20 || width > 500 || column < 1 {
			t.Skip()
		}
		text, before := excerpt(line, column, width)
		if n := utf8.RuneCountInString(before); n >= width && !strings.Contains(before, "\t") {
			t.Errorf("a caret after %d cells of %d", n, width)
		}
		if strings.ContainsAny(text, "\x1b\r\n\u202e") {
			t.Errorf("%q would move the cursor", text)
		}
	})
}
