package report

import (
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/tables"
)

// FuzzText holds that no text makes the program panic or print without bound,
// and that whatever is refused is told with a place in the text.
func FuzzText(f *testing.F) {
	for _, text := range []string{
		"Сөз {{.trust.police.trust}} **қалың** [сілтеме](https://stat.gov.kz/)\n\n# А\n\n- б\n- в\n\n1. г",
		"{{chart \"trust\"}}\n{{table \"trust\"}}",
		"{{.trust}} {{.x.y}} {{chart}} {{range .trust}}{{end}} {{define \"x\"}}{{end}}",
		"{{- .trust.police.trust -}} {{/* а */}} {{.trust.police.trust | printf \"%9999999d\"}}",
		`{{row (highest "trust" "trust")}} {{column .trust.police.trust}} {{largest 2 "trust" "trust"}} {{smallest 1 "trust" "police"}} {{lowest "trust" "hard"}}`,
		`{{change .trust.police.trust .trust.courts.trust}} {{compare .trust.police.trust .trust.courts.trust "а" "б" "в\n"}} {{points .trust.police.trust .trust.courts.hard}}`,
		`{{format (difference .trust.police.trust .trust.courts.trust) "+# ##0,0%"}} {{plural (sum .trust.police.trust .trust.police.hard) "а" "ә" "б"}}`,
		`{{chart “trust”}} {{(((.trust.police.trust))).x}} {{- /* {{ */ -}} {{/* }} {{row 'а'}} {{largest 0x10 .a "}}"}} {{trust.police}} {{sum $x := 1 | end}}`,
		"> а\n\n```\nб\n```\n\n<b>в</b> ![г](д) &#xE000;1&#xE002; &amp;\\*",
		"[а]: https://stat.gov.kz/\n\n[б][а] <a@b.kz> <https://stat.gov.kz>",
		"а \uE000\uE015\uE002 <https://a.kz/{{.trust.police.trust}}> [{{.trust.police.trust}}]: б",
		strings.Repeat("- ", 200) + "а",
		strings.Repeat("*а", 200),
		strings.Repeat("[", 300) + "а" + strings.Repeat("](б)", 300),
	} {
		f.Add(text)
	}
	languages := []string{"kk", "ru", "en"}
	csv := []byte("id;;trust;hard\n;Мекеме;Сенеді;Қиналды\npolice;Полиция;61,6;38,5\ncourts;Сот;3,0;…\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip() // longer texts are only slower
		}
		data, problems := tables.ReadCSV("trust.csv", csv, tables.Options{ID: "trust", File: "trust.csv", Unit: "%"})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		b := &config.Bulletin{
			Title: config.MakeText("Т"), Issuer: config.MakeText("И"), Language: config.MakeText(languages[len(text)%3]),
			Tables:   map[string]*config.Table{"trust": {ID: "trust", Title: config.MakeText("Кесте"), Data: data, Names: data}},
			Charts:   map[string]*config.Chart{"trust": {ID: "trust", Kind: config.MakeText("stacked"), Table: config.MakeText("trust"), Title: config.MakeText("Сурет")}},
			Sections: []config.Section{{Title: config.MakeText("Б"), Text: config.MakeText(text)}},
		}
		d, problems := Make(b)
		if (d == nil) != (len(problems) > 0) {
			t.Fatalf("document: %v, problems: %v", d != nil, problems)
		}
		for _, p := range problems {
			if p.Message == "" {
				t.Errorf("a problem without words at %v", p.Place)
			}
			if p.Place.Line > strings.Count(text, "\n")+1 {
				t.Errorf("%v is told behind the end of the text", p)
			}
		}
	})
}
