package report

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/fonts"
)

// makeFrom makes the Document of a release with these tables and this TOML below what must be there.
func makeFrom(t *testing.T, toml string, tables map[string]string) *Document {
	t.Helper()
	dir := t.TempDir()
	const head = "title = \"Т\"\nissuer = \"И\"\nwave = \"2024-1\"\nperiod = \"2024 жыл\"\npublished = 2024-07-17T10:00:00+05:00\nsource = \"бюро\"\n"
	files := map[string]string{"bulletin.toml": head + toml}
	for name, content := range tables {
		files[name] = content
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, _, problems := config.Load(dir)
	if len(problems) > 0 {
		t.Fatalf("config.Load: %v", problems)
	}
	d, problems := Make(b)
	if len(problems) > 0 {
		t.Fatalf("Make: %v", problems)
	}
	return d
}

// A table says what its figures are, by whom they are, and all that a reader may stumble over.
func TestPrintedTables(t *testing.T) {
	d := makeFrom(t, `
[numbers]
grouping = true
[table.first]
file = "first.csv"
title = "Үлестер"
unit = "%"
units = { number = "адам" }
period = "2024 жылғы сәуір"
source = "комитет"
subject = "Мекеме"
note = "Алғашқы деректер."
[table.shares]
file = "shares.csv"
title = "Үлестер"
unit = "%"
sum = 100
[table.whole]
file = "whole.csv"
title = "Сомалар"
sum = 1000
[[section]]
title = "Б"
text = '''
{{table "first"}}

{{table "shares"}}

{{table "whole"}}
'''
`, map[string]string{
		"first.csv":  "id;;share;number\n;Орган;Үлесі;Саны\na;А;61,6;12604\nb;Б;–;x\nc;В;3,0;…\n",
		"shares.csv": "id;;yes;no\n;;Иә;Жоқ\na;А;61,6;38,3\n", // below the sum
		"whole.csv":  "id;;yes;no\n;;Иә;Жоқ\na;А;333,3;666,8\n",
	})
	want := []Table{
		{
			Label: "1-кесте", Title: "Үлестер", Subtitle: "пайызбен, 2024 жылғы сәуір", Source: "Дереккөз: комитет",
			Notes:  []string{"Ескертпе: Алғашқы деректер.", "«x» – құпия деректер.", "«–» – құбылыс жоқ.", "«…» – деректер жоқ."},
			Corner: "Мекеме", Columns: []string{"Үлесі", "Саны, адам"},
			Rows: []Row{{Label: "А", Cells: []string{"61,6", "12\u00a0604"}}, {Label: "Б", Cells: []string{"–", "x"}}, {Label: "В", Cells: []string{"3,0", "…"}}},
		},
		{
			Label: "2-кесте", Title: "Үлестер", Subtitle: "пайызбен, 2024 жыл", Source: "Дереккөз: бюро",
			Notes:   []string{"Ескертпе: Дөңгелектеуге байланысты жауаптар үлестерінің қосындысы 100%-дан өзгеше болуы мүмкін."},
			Columns: []string{"Иә", "Жоқ"}, Rows: []Row{{Label: "А", Cells: []string{"61,6", "38,3"}}},
		},
		{
			Label: "3-кесте", Title: "Сомалар", Subtitle: "2024 жыл", Source: "Дереккөз: бюро",
			Notes:   []string{"Ескертпе: Қорытынды мен қосылғыштар сомасы арасындағы елеусіз алшақтықтар деректерді дөңгелектеумен түсіндіріледі."},
			Columns: []string{"Иә", "Жоқ"}, Rows: []Row{{Label: "А", Cells: []string{"333,3", "666,8"}}},
		},
	}
	for i, b := range d.Sections[0].Blocks {
		got := b.(Table)
		got.Place = want[i].Place
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("got\n%+v\nwant\n%+v", got, want[i])
		}
	}
}

// A chart has words of its own, then those of its table, then those of the release.
func TestChartWords(t *testing.T) {
	d := makeFrom(t, `
[numbers]
grouping = true
[style]
accent = "#102030"
palette = ["#405060", "#708090"]
[table.t]
file = "t.csv"
unit = "%"
period = "2024 жылғы сәуір"
source = "комитет"
[table.plain]
file = "t.csv"
[chart.own]
kind = "bars"
table = "t"
row = "a"
title = "Өзі"
unit = "үлес"
period = "2024 жылғы мамыр"
source = "орган"
note = "Алғашқы деректер."
description = "Алғашқы сөз."
[chart.given]
kind = "bars"
table = "t"
column = "no"
title = "Кестенікі"
[chart.release]
kind = "bars"
table = "plain"
column = "no"
title = "Шығарылымдікі"
[[section]]
title = "Б"
text = '''
{{chart "own"}}

{{chart "given"}}

{{chart "release"}}
'''
`, map[string]string{"t.csv": "id;;yes;no\n;;Иә;Жоқ\na;А;61,6;38,4\nb;Б;60,0;40,0\n"})
	want := []Chart{
		{Label: "1-сурет", Headline: "Өзі", Subtitle: "үлес, 2024 жылғы мамыр", Source: "Дереккөз: орган", Notes: []string{"Ескертпе: Алғашқы деректер."}, Description: "Алғашқы сөз. "},
		{Label: "2-сурет", Headline: "Кестенікі", Subtitle: "пайызбен, 2024 жылғы сәуір", Source: "Дереккөз: комитет"},
		{Label: "3-сурет", Headline: "Шығарылымдікі", Subtitle: "2024 жыл", Source: "Дереккөз: бюро"},
	}
	for i, b := range d.Sections[0].Blocks {
		got := b.(Chart)
		spec := got.Spec
		if !spec.Grouping || len(spec.Palette) != 2 || spec.Palette[1].R != 0x70 || spec.Accent.R != 0x10 {
			t.Errorf("%s does not heed the style: %+v", got.Label, spec)
		}
		if !strings.HasPrefix(got.Description, want[i].Description) || strings.TrimSpace(got.Description) == strings.TrimSpace(want[i].Description) {
			t.Errorf("%s is described by %q", got.Label, got.Description)
		}
		got.Place, got.Spec, got.Description, want[i].Description = want[i].Place, want[i].Spec, "", ""
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("got\n%+v\nwant\n%+v", got, want[i])
		}
	}
}

// Symbols that a chart prints are explained under it, and no others.
func TestSymbolsOfCharts(t *testing.T) {
	for chart, want := range map[string][]string{
		`kind = "stacked"`:                  {"Ескертпе: «x» – құпия деректер."},
		"kind = \"bars\"\ncolumn = \"yes\"": {"Ескертпе: «x» – құпия деректер.", "«–» – құбылыс жоқ."},
		`kind = "lines"`:                    {"Ескертпе: «x» – құпия деректер.", "«…» – деректер жоқ."},
		"kind = \"bars\"\nrow = \"d\"\nnote = \"Алғашқы деректер.\"": {"Ескертпе: Алғашқы деректер."},
	} {
		d := makeFrom(t, "[table.t]\nfile = \"t.csv\"\n[chart.c]\n"+chart+`
table = "t"
title = "Т"
[[section]]
title = "Б"
text = "{{chart \"c\"}}"
`, map[string]string{"t.csv": "id;;yes;no\n;;Иә;Жоқ\na;А;x;x\nb;Б;–;99,9\nc;В;33,3;…\nd;Г;20;80\n"})
		if got := d.Sections[0].Blocks[0].(Chart).Notes; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", chart, got, want)
		}
	}
}

// Sentences print figures by the house's rule.
func TestHouseRule(t *testing.T) {
	for settings, want := range map[string]string{
		"":                  "66% 12604",
		"keep_zeros = true": "66,0% 12604",
		"grouping = true":   "66% 12\u00a0604",
	} {
		d := makeFrom(t, "[numbers]\n"+settings+`
[table.t]
file = "t.csv"
units = { share = "%" }
[[section]]
title = "Б"
text = "{{.t.share}} {{.t.number}}"
`, map[string]string{"t.csv": "id;;share;number\n;;Үлесі;Саны\na;А;66,0;12604\n"})
		var got strings.Builder
		for _, i := range d.Sections[0].Blocks[0].(Paragraph).Text {
			got.WriteString(i.Text)
		}
		if got.String() != want {
			t.Errorf("with %q: %q, want %q", settings, got.String(), want)
		}
	}
}

func TestStyleAndContact(t *testing.T) {
	for size, want := range map[string][2]fonts.Length{"A4": {595_276, 841_890}, "A5": {419_528, 595_276}, "Letter": {612_000, 792_000}} {
		d := makeFrom(t, "[page]\nsize = \""+size+`"
left = 10
[style]
align = "left"
[contact]
address = "Астана"
[[contact.person]]
name = "Г. Сағат"
phone = "+7 (7172) 74-92-58"
email = "a@stat.gov.kz"
[[section]]
title = "Б"
text = "М"
`, nil)
		if got := [2]fonts.Length{d.Style.Width, d.Style.Height}; got != want {
			t.Errorf("%s is %v, want %v", size, got, want)
		}
		if d.Style.Justified || d.Style.Left != 10*fonts.Millimetre {
			t.Errorf("style %+v", d.Style)
		}
		if c := d.Contact; c.Title != "Шығарылымға жауапты" || len(c.Details) != 1 || len(c.People[0].Details) != 2 ||
			c.People[0].Details[0].Text.Link.URL != "tel:+77172749258" || c.People[0].Details[1].Text.Link.URL != "mailto:a@stat.gov.kz" {
			t.Errorf("contact %+v", c)
		}
	}
}
