package config

import (
	"fmt"
	"strings"
	"testing"
)

// What follows from a problem is not told as another one.
func TestNoFollowUps(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"published =", "publised =", `unknown key "publised" (did you mean "published"?)`},
		{"title ", "Title ", `unknown key "Title" (did you mean "title"?)`},
		{"sum  = 100", "unit2 = { a = 100,0 }", "a comma after a number"},
		{"sum  = 100", "unit2 = “адам”", `text must stand in quotation marks, "so": straight ones, not “`},
	} {
		toml := strings.Replace(trustTOML, c.from, c.to, 1)
		if toml == trustTOML {
			t.Fatalf("no %q in the release", c.from)
		}
		_, _, problems := load(release(toml), "", FileName)
		if len(problems) != 1 || !strings.Contains(problems[0].Message, c.want) {
			t.Errorf("%s: %v, want %s alone", c.to, problems, c.want)
		}
	}
}

// Later stages look at a release with problems for more of them: what was
// wrong must not lead them to tell it again in other words.
func TestWrongValuesAreLeftOut(t *testing.T) {
	b, _, problems := load(release(`title = "А"
issuer = "Б"
wave = "В"
period = "Г"
published = 2024-07-17T10:00:00+05:00
style.palette = ["#111111", "red"]
table.t = { file = "t.csv", decimals = 15 }
chart.a = { kind = "bar", table = "t", title = "Д" }
chart.b = { kind = "bars", table = "t", title = "Д", row = "x", column = "y" }
[[section]]
title = "Е"
`, "t.csv", "id;;a\n;;А\nb;Б;1\n"), "", FileName)
	if len(problems) != 6 {
		t.Errorf("%d problems: %v", len(problems), problems)
	}
	if len(b.Style.Palette) > 0 || b.Tables["t"].Data.Columns[0].Decimals != 0 || b.Charts["a"].Kind.Value != "" || b.Charts["b"].Kind.Value != "" {
		t.Errorf("palette %v, decimals %d, kinds %q and %q", b.Style.Palette, b.Tables["t"].Data.Columns[0].Decimals, b.Charts["a"].Kind.Value, b.Charts["b"].Kind.Value)
	}
}

func TestAllTablesTogetherAreBounded(t *testing.T) {
	ids := make([]string, 100)
	for i := range ids {
		ids[i] = fmt.Sprintf("c%d", i)
	}
	var csv, toml strings.Builder
	fmt.Fprintf(&csv, "id;;%s\n;;%[1]s\n", strings.Join(ids, ";"))
	for i := range 2000 {
		fmt.Fprintf(&csv, "r%d;r;1%s\n", i, strings.Repeat(";1", len(ids)-1))
	}
	for i := range 5 {
		fmt.Fprintf(&toml, "[table.t%d]\nfile = \"long.csv\"\n", i)
	}
	_, _, problems := load(release(toml.String(), "long.csv", csv.String()), "", FileName)
	told := 0
	for _, p := range problems {
		if strings.Contains(p.Message, "500 000 cells together") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("told %d times: %v", told, problems)
	}
}
