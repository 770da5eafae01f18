package config

import (
	"fmt"
	"strings"
	"testing"

	"bulletin/tables"
)

// correctedTOML is trustTOML after two corrections of one figure, the second with another.
const correctedTOML = trustTOML + `
[[correction]]
date     = 2024-07-19T12:00:00+05:00
severity = "minor"
reason   = "Жаңылыс."
[[correction.change]]
table  = "trust"
row    = "police"
column = "trust"
old    = "61,7"
new    = "61,5"

[[correction]]
date     = 2024-08-01T12:00:00+05:00
severity = "major"
reason   = "Тағы бір жаңылыс."
also     = ["section 2", "ru section 2"]
change   = [
  { table = "trust", row = "police", column = "trust", old = "61.50", new = "61.6" },
  { table = "trust", row = "courts", column = "hard", old = "…", new = "10" },
]
`

func TestCorrections(t *testing.T) {
	const ru = russianTOML + "[[correction]]\nreason = \"Описка.\"\n[[correction]]\nreason = \"Ещё одна.\"\n"
	files := release(correctedTOML, further(ru)...)
	b, _, problems := load(files, "", FileName)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	own, _, problems := load(files, "", russian)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if b.Revision() != 3 || own.Revision() != 3 {
		t.Errorf("revisions %d and %d, want 3", b.Revision(), own.Revision())
	}
	show := func(b *Bulletin) string {
		var w strings.Builder
		for _, c := range b.Corrections {
			fmt.Fprintf(&w, "%s %s %s %s\n", c.Place, c.Date.Format("2006-01-02"), c.Severity.Value, c.Reason.Value)
			for _, x := range c.Changes {
				fmt.Fprintf(&w, "  %s %s.%s.%s %s→%s\n", x.Place, x.Table.Value, x.Row.Value, x.Column.Value, x.Old.Value, x.New.Value)
			}
			for _, a := range c.Also {
				fmt.Fprintf(&w, "  %s %s\n", a.Place(), a.Value)
			}
		}
		return w.String()
	}
	const want = `bulletin.toml:57:1 2024-07-19 minor Жаңылыс.
  bulletin.toml:61:1 trust.police.trust 61,7→61,5
bulletin.toml:68:1 2024-08-01 major Тағы бір жаңылыс.
  bulletin.toml:74:3 trust.police.trust 61.50→61.6
  bulletin.toml:75:3 trust.courts.hard …→10
  bulletin.toml:72:13 section 2
  bulletin.toml:72:26 ru section 2
`
	if got := show(b); got != want {
		t.Errorf("got\n%s", got)
	}
	if got, want := show(own), strings.NewReplacer("Жаңылыс.", "Описка.", "Тағы бір жаңылыс.", "Ещё одна.").Replace(want); got != want {
		t.Errorf("in Russian:\n%s", got)
	}
	if b.Corrections[0].Reason.Value != "Жаңылыс." {
		t.Error("reading the further edition altered the first one")
	}
}

func TestProblemsOfCorrections(t *testing.T) {
	const toml = "bulletin.toml"
	for _, c := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"none", nil, nil},
		{"missing keys", []string{"severity = \"minor\"\n", "", "old    = \"61,7\"\n", ""}, []string{
			toml + `:57:1|missing key "severity"; write severity = "…"`, toml + `:60:1|missing key "old"; write old = "…"`,
		}},
		{"unknown keys", []string{"severity = \"minor\"", "severity = \"minor\"\nfigures = 1"}, []string{toml + `:60:1|unknown key "figures" under [[correction]]`}},
		{"severity", []string{`"minor"`, `"miner"`}, []string{toml + `:59:12|unknown severity "miner" (did you mean "minor"?); known are major, minor`}},
		{"before publication", []string{"2024-07-19", "2024-07-16"}, []string{toml + `:58:12|this one is not later than 2024-07-17T10:00:00+05:00, when the release was published`}},
		{"order", []string{"2024-08-01", "2024-07-18"}, []string{toml + `:69:12|corrections stand in the order of their dates; this one is not later than 2024-07-19T12:00:00+05:00, when the correction before it was made`}},
		{"same instant elsewhere", []string{"2024-08-01T12:00:00+05:00", "2024-07-19T07:00:00Z"}, []string{toml + `:69:12|not later`}},
		{"no date", []string{"2024-08-01T12:00:00+05:00", "2024-08-01"}, []string{toml + `:69:12|date must be a date with its time and zone`}},
		{"nothing changed", []string{correctedTOML, trustTOML + "[[correction]]\ndate = 2024-07-19T12:00:00+05:00\nseverity = 'minor'\nreason = 'x'\n"}, []string{toml + `:56:1|says nothing of what it changed; list figures under [[correction.change]]`}},
		{"an empty also", []string{`"ru section 2"`, `" "`}, []string{toml + `:72:26|also is empty`}},
		{"also twice", []string{`"ru section 2"`, `"section 2"`}, []string{toml + `:72:26|"section 2" is named already in this correction`}},
		{"also of another type", []string{`["section 2", "ru section 2"]`, `"section 2"`}, []string{toml + `:72:12|also must be a list of texts: also = ["…", "…"]`}},
		{"also of numbers", []string{`"ru section 2"`, `2`}, []string{toml + `:72:26|also must be text in quotation marks: also = "2"`}},
		{"unprintable", []string{`"ru section 2"`, `"a\u200bb"`}, []string{toml + `:72:28|zero-width space`}},
		{"unknown table", []string{"table  = \"trust\"\nrow    = \"police\"\ncolumn", "table  = \"trus\"\nrow    = \"police\"\ncolumn"}, []string{toml + `:62:10|no table "trus" (did you mean "trust"?)`}},
		{"unknown row", []string{"row    = \"police\"\ncolumn", "row    = \"polise\"\ncolumn"}, []string{toml + `:63:10|no row "polise" in trust.csv (did you mean "police"?)`}},
		{"unknown column", []string{`column = "trust"`, `column = "trsut"`}, []string{toml + `:64:10|no column "trsut" in trust.csv (did you mean "trust"?)`}},
		{"not a figure", []string{`"…"`, `"..."`, `"61,7"`, `"61,7%"`}, []string{toml + `:65:10|"61,7%" is not a number; leave the % out`, toml + `:75:61|"..." is not a figure; the one character …`}},
		{"a number without quotation marks", []string{`"61,7"`, `61.7`}, []string{toml + `:65:10|old must be text in quotation marks: old = "61.7"`}},
		{"no change", []string{`"61,7"`, `"61.5"`}, []string{toml + `:66:10|old and new are the same figure`}},
		{"another precision", []string{`"61,7"`, `"61,50"`}, nil},
		{"twice", []string{`row = "courts", column = "hard", old = "…", new = "10"`, `row = "police", column = "trust", old = "61,5", new = "61,6"`}, []string{toml + `:75:3|this correction changes .trust.police.trust already`}},
		{"chain", []string{`"61.50"`, `"61,7"`}, []string{toml + `:74:62|the correction before, in line 66, made this figure 61,5, not 61,7`}},
		{"not the table's", []string{`"61.6"`, `"61.4"`, `"10"`, `"x"`}, []string{
			toml + `:74:77|the table has 61,6 here (trust.csv:3:16), not 61,4; put one of them right or, if this correction was published, leave it as it is and declare another that has { table = "trust", row = "police", column = "trust", old = "61,4", new = "61,6" }`, toml + `:75:72|the table has 10,0 here (trust.csv:4:22), not x`,
		}},
		{"an earlier one of another cell", []string{"row    = \"police\"\ncolumn", "row    = \"courts\"\ncolumn"}, []string{toml + `:66:10|the table has 60,1 here`}},
	} {
		b, _, problems := load(release(edited(t, correctedTOML, c.edits...)), "", FileName)
		if b != nil {
			problems = tables.SortProblems(append(problems, b.Misdeclared...))
		}
		wantProblems(t, c.name, problems, c.want...)
	}
}

// Names are looked up where figures are wrong, and nothing is said of those figures twice.
func TestCorrectionsOfFaultyTables(t *testing.T) {
	files := release(edited(t, correctedTOML, "row    = \"police\"\ncolumn", "row    = \"polise\"\ncolumn"), "trust.csv", strings.Replace(trustCSV, "61,6", "x6", 1))
	_, _, problems := load(files, "", FileName)
	wantProblems(t, "a wrong figure", problems, `bulletin.toml:63:10|no row "polise"`, `trust.csv:3:16|"x6" is not a number`)
	_, _, problems = load(release(correctedTOML, "trust.csv", "x"), "", FileName)
	for _, p := range problems {
		if p.Place.File == FileName {
			t.Errorf("of a table that cannot be read: %s", p)
		}
	}
}

func TestReasonsOfFurtherEdition(t *testing.T) {
	for _, c := range []struct {
		name, own string
		want      []string
	}{
		{"none", "", []string{russian + `|bulletin.toml has 2 corrections and this file 0; write the reason of each in this language, in the same order`}},
		{"too few", "[[correction]]\nreason = 'x'\n", []string{russian + `:30:1|bulletin.toml has 2 corrections and this file 1; write the reason`}},
		{"too many", strings.Repeat("[[correction]]\nreason = 'x'\n", 3), []string{russian + `:34:1|bulletin.toml has 2 corrections and this file 3; a correction is declared there first`}},
		{"shared", strings.Repeat("[[correction]]\nreason = 'x'\n", 2) + "severity = 'major'\nchange = []\n", []string{
			russian + `:34:1|"severity" is shared by all editions; it stands under [[correction]] in bulletin.toml alone`, russian + `:35:1|"change" is shared`,
		}},
		{"no reason", "[[correction]]\nreason = 'x'\n[[correction]]\n", []string{russian + `:32:1|missing key "reason"; write reason = "…"`}},
	} {
		_, _, problems := load(release(correctedTOML, further(russianTOML+c.own)...), "", russian)
		wantProblems(t, c.name, problems, c.want...)
	}
}

func TestTooManyCorrections(t *testing.T) {
	var toml strings.Builder
	toml.WriteString(trustTOML)
	for i := range maxCorrections + 1 {
		fmt.Fprintf(&toml, "[[correction]]\ndate = %d-07-19T12:00:00+05:00\nseverity = 'minor'\nreason = 'x'\nalso = ['title']\n", 2025+i)
	}
	_, _, problems := load(release(toml.String()), "", FileName)
	wantProblems(t, "a correction too many", problems, `bulletin.toml:556:1|a release has at most 100 corrections`)
}
