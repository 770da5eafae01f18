package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
