package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bulletin/config"
	"bulletin/report"
)

// A corrected release in three languages: the tables, what its texts say, and what its corrections declare.
var correctedFiles = map[string]string{
	"trust.csv": `id;label;label.ru;label.en;w2023_2;w2024_1
label;Мекеме;;;2023-2;2024-1
label.ru;;Орган;;2023-2;2024-1
label.en;;;Body;2023-2;2024-1
police;Полиция;Полиция;Police;63,1;61,6
courts;Сот жүйесі;Суды;Courts;60,0;62,0
fire;Өртке қарсы қызмет;Противопожарная служба;Fire service;78,0;79,4
`,
	"cities.csv": `id;label;label.ru;label.en;cases;rate
label;Қала;;;Тіркелген;Коэффициент
label.ru;;Город;;Зарегистрировано;Коэффициент
label.en;;;City;Registered;Rate
almaty;Алматы;Алматы;Almaty;12604;61,63
astana;Астана;Астана;Astana;9285;59,11
`,
	"bulletin.toml": `title = "Сенім"
issuer = "Бюро"
wave = "2024-1"
period = "2024 жыл"
published = 2024-07-17T10:00:00+05:00
[numbers]
grouping = true
[table.trust]
file = "trust.csv"
unit = "%"
title = "Сенім деңгейі"
[table.cities]
file = "cities.csv"
title = "Қалалар"
units = { cases = "жағдай" }
[chart.trust]
kind = "bars"
table = "trust"
column = "w2024_1"
title = "Сенім"
[chart.waves]
kind = "lines"
table = "trust"
title = "Динамика"
[chart.cities]
kind = "bars"
table = "cities"
column = "cases"
title = "Қалалар"
[[section]]
title = "Негізгі ойлар"
text = """
Полицияға сенім {{change .trust.police.w2024_1 .trust.police.w2023_2}}. Бұл 2024 ж. Есептен белгілі.

- Сотқа сенім {{change .trust.courts.w2024_1 .trust.courts.w2023_2}}.
- Ең жоғары үлес – {{row (highest "trust" "w2024_1")}} ({{highest "trust" "w2024_1"}}).

{{chart "trust"}}

{{chart "waves"}}

{{chart "cities"}}

{{table "trust"}}
"""
`,
	"bulletin.ru.toml": `title = "Доверие"
issuer = "Бюро"
period = "2024 год"
[table.trust]
title = "Уровень доверия"
[table.cities]
title = "Города"
units = { cases = "случаев" }
[chart.trust]
title = "Доверие"
[chart.waves]
title = "Динамика"
[chart.cities]
title = "Города"
[[section]]
title = "Основное"
text = """
Доля доверяющих полиции {{change .trust.police.w2024_1 .trust.police.w2023_2}}. Это следует из обследования.

- Доля доверяющих судам {{change .trust.courts.w2024_1 .trust.courts.w2023_2}}.
- Наибольшая доля – {{row (highest "trust" "w2024_1")}} ({{highest "trust" "w2024_1"}}).

{{chart "trust"}}

{{chart "waves"}}

{{chart "cities"}}

{{table "trust"}}
"""
`,
	"bulletin.en.toml": `title = "Trust"
issuer = "Bureau"
period = "2024"
[table.trust]
title = "Level of trust"
[table.cities]
title = "Cities"
units = { cases = "cases" }
[chart.trust]
title = "Trust"
[chart.waves]
title = "Trend"
[chart.cities]
title = "Cities"
[[section]]
title = "Key findings"
text = """
Trust in the police {{compare .trust.police.w2024_1 .trust.police.w2023_2 "grew" "shrank" "held"}}, see [the site](https://stat.gov.kz). This is known.

- Trust in courts {{change .trust.courts.w2024_1 .trust.courts.w2023_2}}.
- The highest share is that of the {{row (highest "trust" "w2024_1")}} ({{highest "trust" "w2024_1"}}).

{{chart "trust"}}

{{chart "waves"}}

{{chart "cities"}}

{{table "trust"}}
"""
`,
}

// correctionOf writes a [[correction]]; changes are table.row.column old new.
func correctionOf(day int, severity, also string, changes ...string) string {
	var w strings.Builder
	fmt.Fprintf(&w, "[[correction]]\ndate = 2024-07-%dT12:00:00+05:00\nseverity = %q\nreason = \"Жаңылыс %d\"\nalso = [%s]\n", day, severity, day, also)
	for _, c := range changes {
		f := strings.Fields(c)
		cell := strings.Split(f[0], ".")
		fmt.Fprintf(&w, "[[correction.change]]\ntable = %q\nrow = %q\ncolumn = %q\nold = %q\nnew = %q\n", cell[0], cell[1], cell[2], f[1], f[2])
	}
	return w.String()
}

// corrected makes the editions of correctedFiles with corrections, and gives the problems there are.
func corrected(t testing.TB, corrections string) (map[string]*report.Document, []string) {
	t.Helper()
	folder := t.TempDir()
	docs := make(map[string]*report.Document)
	var told []string
	for name, text := range correctedFiles {
		switch {
		case name == config.FileName:
			text += corrections
		case strings.HasSuffix(name, ".toml"):
			for line := range strings.Lines(corrections) {
				if strings.HasPrefix(line, "reason") {
					text += "[[correction]]\n" + strings.Replace(line, "Жаңылыс", "Mistake", 1)
				}
			}
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, tag := range []string{"kk", "ru", "en"} {
		name := "bulletin." + tag + ".toml"
		if tag == "kk" {
			name = config.FileName
		}
		b, _, problems := config.Load(filepath.Join(folder, name))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		d, problems := report.Make(b)
		docs[tag] = d
		for _, p := range problems {
			told = append(told, tag+" "+filepath.Base(p.String()))
		}
	}
	return docs, told
}

// revisions prints what a document says of its corrections.
func revisions(d *report.Document) string {
	var w strings.Builder
	list := func(in string, changes []report.Corrected) {
		for _, c := range changes {
			fmt.Fprintf(&w, "%s%s | %s | %s | %s | %s\n", in, c.Subject, c.Answer, c.Old, c.New, c.Difference)
		}
	}
	if n := d.Notice; n != nil {
		fmt.Fprintf(&w, "%s complete=%v\n  %s\n", n.Title, n.Complete, strings.Join(n.Lines, "\n  "))
		for _, s := range n.Turned {
			fmt.Fprintf(&w, "  turned: %s\n", s)
		}
		list("  ", n.Changes)
	}
	for _, v := range d.History {
		fmt.Fprintf(&w, "%d. %s\n   %s\n", v.Number, v.Label, strings.Join(v.Lines, "\n   "))
		list("   ", v.Changes)
		for _, s := range v.Also {
			fmt.Fprintf(&w, "   also: %s\n", s)
		}
	}
	return w.String()
}

func TestCorrectedDocument(t *testing.T) {
	docs, problems := corrected(t,
		correctionOf(18, "minor", `"section 1", "ru section 1", "en section 1", "chart trust title", "ru table trust note", "table trust decimals"`, "trust.police.w2024_1 60,9 61,5")+
			correctionOf(20, "major", `"en term Crime", "row cities.almaty", "section nine"`,
				"trust.police.w2024_1 61,5 61,6", "trust.fire.w2024_1 61,0 79,4", "cities.almaty.cases 12064 12604", "cities.astana.rate … 59,11", "trust.courts.w2024_1 59.0 62"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for tag, d := range docs {
		if d.Revision != 3 {
			t.Errorf("%s: revision %d", tag, d.Revision)
		}
		file := "testdata/corrected." + tag + ".txt"
		got := revisions(d)
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				if table, ok := b.(report.Table); ok {
					got += fmt.Sprintln(table.Notes)
					for _, r := range table.Rows {
						got += fmt.Sprintln(r.Label, r.Cells, r.Corrected)
					}
				}
			}
		}
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s has changed; see the difference after: go test ./report -update", file)
		}
	}
}

// What a correction turns round is told in every edition whose words say it, at the severity.
func TestMinorCorrectionsTurnNothingRound(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []string
		want    string // of the first problem; empty: none
	}{
		{"nothing turns", []string{"trust.courts.w2024_1 61,9 62,0"}, ""},
		{"what rose fell", []string{"trust.courts.w2024_1 59 62,0"}, `this correction turns round what is said in section 1, chart "waves", which is not minor; write severity = "major"`},
		{"from no change", []string{"trust.courts.w2024_1 60 62,0"}, `this correction turns round what is said in section 1, which is not minor`},
		{"another leads", []string{"trust.fire.w2024_1 61 79,4"}, `what is said in section 1, chart "trust", chart "waves", which`},
		{"a place is shared", []string{"trust.fire.w2024_1 62 79,4"}, `what is said in section 1, chart "trust", chart "waves", which`},
		{"in a chart alone", []string{"cities.almaty.cases 9284 12604"}, `what is said in chart "cities", which`},
		{"a symbol of which nothing could be said", []string{"trust.courts.w2024_1 … 62,0"}, ""},
		{"as many as two symbols leave", []string{"cities.almaty.cases x 12604"}, ""},
	} {
		_, problems := corrected(t, correctionOf(20, "minor", "", c.changes...))
		told := strings.Join(problems, "\n")
		switch {
		case c.want == "" && told == "":
		case c.want == "" || !strings.Contains(told, c.want) || len(problems) != 3 || !strings.HasPrefix(problems[1], "ru bulletin.toml:48:12: "):
			t.Errorf("%s: got\n%s\nwant %q", c.name, told, c.want)
		}
		if _, problems := corrected(t, correctionOf(20, "major", "", c.changes...)); len(problems) > 0 {
			t.Errorf("%s, as a major one: %v", c.name, problems)
		}
		// Only the last correction is held to the figures that there are.
		if _, problems := corrected(t, correctionOf(20, "minor", "", c.changes...)+correctionOf(21, "minor", `"title"`)); len(problems) > 0 {
			t.Errorf("%s, before another: %v", c.name, problems)
		}
	}
}

// A sentence whose figure was a symbol hides no other that turned.
func TestTurnsBesideSymbols(t *testing.T) {
	docs, problems := corrected(t, correctionOf(20, "major", "", "trust.police.w2023_2 … 63,1", "trust.courts.w2024_1 59 62"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := strings.Join(docs["en"].Notice.Turned, "\n"); !strings.Contains(got, "Was: Trust in courts fell") || strings.Contains(got, "police") {
		t.Errorf("got %s", got)
	}
}

// Words and charts that say who leads, or that were chosen by two figures, turn as those do that say what rose.
func TestWhatElseTurns(t *testing.T) {
	const csv = "id;;b;a\n;;Б;А\nx;Икс;-9,0;-2,0\ny;Игрек;-9,0;-1,0\nz;Зет;-9,0;-3,0\n"
	const section = "\n[[section]]\ntitle = 'А'\ntext = '"
	for _, c := range []struct{ text, old, want string }{
		{section + `Алда {{largest 2 "t" "a"}}.'`, "-4,0", "Алда Икс (−2%) және Зет (−3%)."},
		{section + `Алда {{largest 2 "t" "a"}}.'`, "-1,5", ""},
		{section + `Игрек {{compare .t.y.a .t.x.a "озды" "қалды" "теңесті"}}.'`, "-4,0", "Игрек қалды."},
		{section + `Игрек {{compare .t.y.a .t.x.a "озды" "қалды" "теңесті"}}.'`, "-1,5", ""},
		{"[chart.c]\nkind = 'lines'\ntable = 't'\ntitle = 'С'\nunit = '%'" + section + `{{chart "c"}}'`, "-4,0", "Икс"},
		{"[chart.c]\nkind = 'lines'\ntable = 't'\ntitle = 'С'\nunit = '%'" + section + `{{chart "c"}}'`, "-1,5", ""},
	} {
		d := made(t, csv, "unit = '%'\n"+c.text, `change = [{ table = "t", row = "y", column = "a", old = "`+c.old+`", new = "-1,0" }]`)
		if got := strings.Join(d.Notice.Turned, "\n"); !strings.Contains(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%s from %s: got %q, want %q", c.text, c.old, got, c.want)
		}
	}
}

func TestLargestChanges(t *testing.T) {
	var rows, declared strings.Builder
	for i, old := range []string{"10,1", "10,9", "9,0", "…", "10,2", "10,3", "11,5", "10,04", "8,9", "10,6"} {
		fmt.Fprintf(&rows, "r%d;Қатар %d;10,0\n", i, i)
		fmt.Fprintf(&declared, "{ table = \"t\", row = \"r%d\", column = \"a\", old = %q, new = \"10,0\" }, ", i, old)
	}
	d := made(t, "id;;a\n;;А\n"+rows.String(), "decimals = 1", "change = ["+declared.String()+"]")
	var got []string
	for _, c := range d.Notice.Changes {
		got = append(got, c.Subject+" "+c.Old+" "+c.Difference)
	}
	const want = "Қатар 3 … ; Қатар 6 11,5 −1,5; Қатар 8 8,9 +1,1; Қатар 2 9,0 +1,0; Қатар 1 10,9 −0,9; Қатар 9 10,6 −0,6; Қатар 5 10,3 −0,3; Қатар 4 10,2 −0,2"
	if strings.Join(got, "; ") != want || d.Notice.Complete || len(d.History[1].Changes) != 10 {
		t.Errorf("got %s, complete %v, of %d", strings.Join(got, "; "), d.Notice.Complete, len(d.History[1].Changes))
	}
	if c := d.History[1].Changes[7]; c.Old != "10,04" || c.New != "10,00" || c.Difference != "−0,04" {
		t.Errorf("a figure that rounds to the same: %+v", c)
	}
}

// made makes the Document of a release of one table with a correction.
func made(t testing.TB, csv, table, correction string) *report.Document {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{
		"t.csv": csv,
		config.FileName: "title = 'Т'\nissuer = 'И'\nwave = '2024-1'\nperiod = '2024'\npublished = 2024-07-17T10:00:00+05:00\n[table.t]\nfile = 't.csv'\ntitle = 'Кесте'\n" + table +
			"\n[[section]]\ntitle = 'Б'\ntext = '{{table \"t\"}}'\n[[correction]]\ndate = 2024-07-18T10:00:00+05:00\nseverity = 'major'\nreason = 'x'\n" + correction + "\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, _, problems := config.Load(folder)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	before := fmt.Sprintf("%+v", b.Tables["t"].Data)
	d, problems := report.Make(b)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if fmt.Sprintf("%+v", b.Tables["t"].Data) != before {
		t.Error("Make altered the release")
	}
	return d
}

func TestCorrectedFigures(t *testing.T) {
	const csv = "id;;a;b\n;Мекеме;Жауап;Саны\nx;Икс;61,6;1000\ny;Игрек;60,25;2000\n"
	for _, c := range []struct{ table, change, want string }{
		{`unit = "%"`, `row = "x", column = "a", old = "63", new = "61,6"`, "Икс | Жауап | 63,00% | 61,60% | −1,40\u00a0пайыздық\u00a0тармақ"},
		{`unit = "%"`, `row = "x", column = "a", old = "61,60", new = "61,6"`, "Икс | Жауап | 61,60% | 61,6% | 0,00\u00a0пайыздық\u00a0тармақ"},
		{`unit = "%"`, `row = "x", column = "a", old = "61,5999", new = "61,6"`, "Икс | Жауап | 61,5999% | 61,6000% | +0,0001\u00a0пайыздық\u00a0тармақ"},
		{"unit = \"%\"\ndecimals = 1", `row = "y", column = "a", old = "60,3", new = "60,25"`, "Игрек | Жауап | 60,30% | 60,25% | −0,05\u00a0пайыздық\u00a0тармақ"},
		{"unit = \"%\"\ndecimals = 1", `row = "y", column = "a", old = "60,24", new = "60,25"`, "Игрек | Жауап | 60,2% | 60,3% | +0,1\u00a0пайыздық\u00a0тармақ"},
		{"units = { b = \"жағдай\" }", `row = "x", column = "b", old = "-5", new = "1000"`, "Икс | Саны, жағдай | −5 | 1000 | +1005"},
		{`unit = "%"`, `row = "x", column = "a", old = "x", new = "61,6"`, "Икс | Жауап | x | 61,60% | "},
	} {
		d := made(t, csv, c.table, "change = [{ table = \"t\", "+c.change+" }]")
		if got := d.Corrected.Format(time.RFC3339); got != "2024-07-18T10:00:00+05:00" {
			t.Errorf("corrected %s", got)
		}
		x := d.Notice.Changes[0]
		if got := strings.Join([]string{x.Subject, x.Answer, x.Old, x.New, x.Difference}, " | "); got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.table, c.change, got, c.want)
		}
	}
}

// Without a correction a Document says nothing of one.
func TestFirstRevision(t *testing.T) {
	docs, problems := corrected(t, "")
	d := docs["kk"]
	if len(problems) > 0 || d.Revision != 1 || d.Notice != nil || d.History != nil || !d.Corrected.IsZero() {
		t.Errorf("got %+v, %v", d, problems)
	}
	for _, b := range d.Sections[0].Blocks {
		if table, ok := b.(report.Table); ok && (len(table.Notes) > 0 || table.Rows[0].Corrected != nil) {
			t.Errorf("got %+v", table)
		}
	}
}

// A letter that the face lacks is told of a reason as of all other words.
func TestLettersOfReasons(t *testing.T) {
	_, problems := corrected(t, strings.Replace(correctionOf(20, "major", `"section ☃"`), "Жаңылыс", "Жаңылыс ☃", 1))
	if told := strings.Join(problems, "\n"); !strings.Contains(told, "kk bulletin.toml:49:19: the face NotoSans-Regular has no letter '☃'") || !strings.Contains(told, "kk bulletin.toml:50:18: ") {
		t.Errorf("got %s", told)
	}
}
