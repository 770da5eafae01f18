package report

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bulletin/config"
)

// make1 makes the Document of a release whose one section has a text; it gives the problems without the folder's name.
func make1(t testing.TB, text string) (*Document, []string) {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"trust.csv":   "id;;trust;hard\n;Мекеме;Сенеді;Қиналды\npolice;Полиция;61,6;38,5\ncourts;Сот;3,0;…\n",
		"reasons.csv": "id;;share\n;Себеп;Үлесі\nlighting;Жарық;26,7\nalone;Жалғыз;19,1\n",
		"survey.csv":  "id;;households;share\n;;Саны;Үлесі\nall;Барлығы;18005;0,35\n",
		"bulletin.toml": `title = "Т"
issuer = "И"
wave = "2024-1"
period = "2024 жыл"
published = 2024-07-17T10:00:00+05:00

[table.trust]
file = "trust.csv"
unit = "%"
title = "Кесте"

[table.reasons]
file = "reasons.csv"
unit = "%"

[table.survey]
file = "survey.csv"
units = { share = "%" }

[chart.trust]
kind = "bars"
table = "reasons"
title = "Сурет"

[[section]]
title = "Б"
text = '''
` + text + `
'''
`,
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
	var told []string
	for _, p := range problems {
		told = append(told, strings.TrimPrefix(p.String(), filepath.Join(dir, "bulletin.toml")+":"))
	}
	return d, told
}

// line is the line of bulletin.toml on which the text of make1 begins.
const line = 28

func TestFigures(t *testing.T) {
	cases := []struct{ text, want string }{
		{"{{.trust.police.trust}} құрады", "61,6% құрады"},
		{"{{.trust.courts.trust}}, {{ .trust.courts.hard }}", "3%, …"},
		{"{{.reasons.lighting}}", "26,7%"},
		{"{{.reasons.lighting.share}}", "26,7%"},
		{"{{.survey.households}} немесе {{.survey.all.share}}-ы", "18005 немесе 0,35%-ы"},
		{"**{{.reasons.alone}}**", "19,1%"},
		{`1\*2 &amp; {{/* ескерту */}}3`, "1*2 & 3"},
	}
	for _, c := range cases {
		d, problems := make1(t, c.text)
		if len(problems) > 0 {
			t.Errorf("%s: %v", c.text, problems)
			continue
		}
		var got strings.Builder
		for _, i := range d.Sections[0].Blocks[0].(Paragraph).Text {
			got.WriteString(i.Text)
		}
		if got.String() != c.want {
			t.Errorf("%s = %q, want %q", c.text, got.String(), c.want)
		}
	}
}

func TestQuotesKnowTheirCells(t *testing.T) {
	d, _ := make1(t, "А {{.reasons.alone}} б")
	text := d.Sections[0].Blocks[0].(Paragraph).Text
	if len(text) != 3 || !slices.Equal(text[1].Quotes, []Quote{{"reasons", "alone", "share"}}) {
		t.Errorf("text = %+v, want the second stretch to quote reasons.alone.share", text)
	}
}

func TestProblems(t *testing.T) {
	placed := regexp.MustCompile(`^\d:\d+: `)
	cases := []struct {
		name, text string
		want       []string // line within the text:column: part of the message
	}{
		{"unknown table", "А\n\n  {{.trst.police.trust}}", []string{`3:5: no table "trst" for .trst.police.trust (did you mean "trust"?)`}},
		{"unknown row", "{{.trust.polise.trust}}", []string{`1:3: table "trust" has no row "polise" (did you mean "police"?)`}},
		{"unknown column", "{{.trust.police.trusts}}", []string{`table "trust" has no column "trusts" (did you mean "trust"?)`}},
		{"unknown column of the one row", "{{.survey.housholds}}", []string{`table "survey" has no column "housholds" (did you mean "households"?)`}},
		{"a name too few", "{{.trust.police}}", []string{".trust.police names a row; add a column: trust, hard"}},
		{"a name too many", "{{.trust.police.trust.x}}", []string{".trust.police.trust.x has a name too many"}},
		{"all at once", "{{.a.b.c}} {{.trust.police.d}}\n\n{{chart \"x\"}}", []string{`1:3: no table "a"`, `1:14: table "trust" has no column "d"`, `3:9: no chart "x"`}},
		{"unknown word", "А {{chrt \"trust\"}}", []string{`1:5: chrt is no word that can stand here (did you mean "chart"?); it is written {{chart "id"}}`}},
		{"not closed", "А\n\nб {{.trust", []string{"3:3: what {{ begins is not closed; }} is missing"}},
		{"no control structures", "{{range .trust}}x{{end}}", []string{"{{range}} is not for a bulletin's text"}},
		{"no templates", `{{define "x"}}{{template "x"}}{{end}}а`, []string{"1:3: {{define}} is not for a bulletin's text", "1:17: {{template}} is not for"}},
		{"no printing functions", `{{printf "%1000000000d" 1}}`, []string{"1:3: printf is no word that can stand here"}},
		{"all at once, also beside what cannot be read", "А {{.trust-2}} б {{trust.police.trust}}\n{{.trst.a.b}} {{chart “trust”}} {{ }} {{.trust.police.trust}} {{.ұят.a.b}} {{а", []string{
			"1:3: {{.trust-2}} cannot be read", "1:20: a figure begins with a point: .trust.police.trust", `2:3: no table "trst"`,
			`2:23: ids and words stand in straight quotation marks, "id", not in “`, "2:33: nothing stands between {{ and }}", `2:65: no table "ұят"`, "2:76: what {{ begins is not closed",
		}},
		{"chart twice", "{{chart \"trust\"}}\n\n{{chart \"trust\"}}", []string{`3:1: chart "trust" stands at`}},
		{"chart in a sentence", "Мынау {{chart \"trust\"}}", []string{"1:7: a chart or table stands in a paragraph of its own"}},
		{"chart in a list", "- {{chart \"trust\"}}", []string{"cannot stand in a list"}},
		{"table without title", "{{table \"reasons\"}}", []string{`table "reasons" is printed, so it needs a title`}},
		{"broken address", "[а](htps://stat.gov.kz) [б](https://localhost/) [в]()", []string{
			"1:2: the address htps://stat.gov.kz begins with neither", "1:26: the address https://localhost/ names no site", "1:50: the link has no address",
		}},
		{"figure in an address", "[а](https://stat.gov.kz/{{.trust.police.trust}}) <https://stat.gov.kz/{{.trust.police.trust}}>", []string{
			"1:2: a figure, chart or table cannot stand in the address", "1:50: a figure, chart or table cannot stand in the address",
		}},
		{"figure in the name of an address", "[{{.trust.police.trust}}]: https://stat.gov.kz/", []string{"1:2: this would not be printed"}},
		{"letter of an address that the face lacks", "а <https://stat.gov.kz/信>", []string{"has no letter '信'"}},
		{"address with a space", "[а](https://stat.gov.kz/а б)", []string{"1:3: this is not read as a link"}},
		{"addresses that mislead", "[а](https://stat.gov.kz@x.kz/) [б](tel:а)", []string{"a name before @", "is no telephone number"}},
		{"title of a link", `[а](https://stat.gov.kz/ "б")`, []string{"a link's title in quotation marks is not printed"}},
		{"chart in a heading", `# {{chart "trust"}}`, []string{"in a paragraph of its own"}},
		{"deep heading", "##### а", []string{"headings go four levels deep"}},
		{"deep list", "- а\n  - б\n    - в\n      - г\n        - ғ\n          - д", []string{"lists go four levels deep"}},
		{"deep list on one line", strings.Repeat("- ", 20_000) + "а", []string{"1:1: this line begins more than 16 lists"}},
		{"markup without end", strings.Repeat("_*а", 10_000), []string{"more than 1000 characters of markup"}},
		{"empty item", "- а\n-\n- б", []string{"2:1: an item of the list has no words"}},
		{"link without words", "[](https://stat.gov.kz/)", []string{"a link without words"}},
		{"picture", "![а](x.png)", []string{"a bulletin shows no pictures of its own"}},
		{"html", "а <b>б</b>", []string{"1:3: a bulletin prints no HTML", "1:7: a bulletin prints no HTML"}},
		{"html block", "<div>\n</div>", []string{"1:1: a bulletin prints no HTML"}},
		{"code", "    а", []string{"1:5: a line indented by four spaces"}},
		{"quotation", "> а", []string{"a bulletin has no block quotations"}},
		{"skipped level", "## а", []string{"the heading skips a level"}},
		{"letter that the face lacks", "сөз → сөз", []string{"1:5: the face NotoSans-Regular has no letter '→' (U+2192)"}},
		{"hidden by an entity", "а&#xAD;б", []string{"1:2: a letter that cannot be seen (U+00AD)"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, got := make1(t, c.text)
			if len(got) != len(c.want) {
				t.Fatalf("problems: %q, want %q", got, c.want)
			}
			for i, want := range c.want {
				if placed.MatchString(want) {
					want = strconv.Itoa(line+int(want[0]-'1')) + want[1:]
				}
				if !strings.Contains(got[i], want) {
					t.Errorf("problem %q, want %q", got[i], want)
				}
			}
		})
	}
}

// Config tells of private characters, and the words are read all the same to tell the rest.
func TestMarksCannotBeTyped(t *testing.T) {
	for _, text := range []string{"а \uE0005\uE002", "\uE001\uE010\uE002 {{chart \"trust\"}}", "\uE000а", "\uE019"} {
		b := &config.Bulletin{Language: config.MakeText("kk"), Sections: []config.Section{{Title: config.MakeText("Б"), Text: config.MakeText(text)}}}
		if _, problems := Make(b); len(problems) != 1 || !strings.Contains(problems[0].Message, "private character") {
			t.Errorf("%q: %v", text, problems)
		}
	}
}

// TestMissingDefinition holds that what the TOML lacks is told once, by who read it.
func TestMissingDefinition(t *testing.T) {
	for definition, want := range map[string]int{"": 0, " ": 0, "{{/* сөз */}}": 1} {
		b := &config.Bulletin{Language: config.MakeText("kk"), Sections: []config.Section{{Title: config.MakeText("Б"), Terms: []config.Term{{Name: config.MakeText("А"), Definition: config.MakeText(definition)}}}}}
		if _, problems := Make(b); len(problems) != want {
			t.Errorf("%q: %v", definition, problems)
		}
	}
}
