package release

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulletin/report"
)

var update = flag.Bool("update", false, "rewrite what tests compare with")

// everything is a difference of all kinds.
func everything() *Difference {
	where := []Where{{"kk", "sentence", "Полицияға сенетіндер үлесі 62,4% құрады.", 1}, {"kk", "chart", "1-сурет", 2}, {"ru", "table", "Таблица 1", 0}}
	return &Difference{
		Figures: []FigureChange{
			{report.Quote{Table: "trust", Row: "police", Column: "yes"}, "Полиция", "Сенеді", "61,6", "62,4", "61,6%", "62,4%", "+0,8", true, where},
			{report.Quote{Table: "trust", Row: "police", Column: "no"}, "Полиция", "Сенбейді", "38,4", "37,6", "38,4%", "37,6%", "−0,8", true, where},
			{report.Quote{Table: "more", Row: "all", Column: "n"}, "Барлығы", "Саны", "9285", "x", "9285", "x", "", true, nil},
			{report.Quote{Table: "more", Row: "all", Column: "m"}, "Барлығы", "Үлес", "1,24", "1,21", "1,2%", "1,2%", "−0,03", false, where[:1]},
		},
		Words: []WordChange{
			{"kk", "section 1", "Бұл сәуірде болды.", "Бұл мамырда болды.", wordEdits("Бұл сәуірде болды.", "Бұл мамырда болды.")},
			{"kk", "section 1", "", "Жаңа <b>сөйлем</b>.", []WordEdit{{'+', "Жаңа <b>сөйлем</b>."}}},
			{"ru", "ru title", "Доверие", "Уверенность", wordEdits("Доверие", "Уверенность")},
		},
		Parts: []PartChange{
			{"kk", "section 3", "Глоссарий", true},
			{"kk", "row trust.fire", "Өрт", false},
			{"kk", "link https://stat.gov.kz/?a=1&b=2", "сілтеме", true},
		},
		Methods:  []MethodChange{{"table trust sum", "100", "none"}},
		Turned:   []Turn{{"kk", "section 1", "Ол өсті.", "Ол төмендеді."}},
		Compared: []string{"kk", "ru"},
		Language: "kk",
	}
}

// TestShow compares the forms of a difference with testdata.
func TestShow(t *testing.T) {
	d := everything()
	plain := func(_ byte, s string) string { return s }
	data, err := d.JSON("a.pdf", "b")
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{
		"difference.txt": []byte(d.Text(plain)), "difference.json": data, "difference.html": d.HTML("a.pdf", "b"),
	} {
		name = filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != string(got) {
			t.Errorf("%s is not as it was; look at what -update makes of it", name)
		}
	}
	if want := "3 figures, 1 figure that prints the same, 3 sentences and labels, 3 parts, 1 method, 1 sense turned round"; d.Summary() != want {
		t.Errorf("summary %q", d.Summary())
	}
}

func TestShowNothing(t *testing.T) {
	d := &Difference{}
	if s := d.Text(nil); s != "" {
		t.Errorf("%q", s)
	}
	data, err := d.JSON("a", "b")
	if err != nil || strings.Contains(string(data), "null") || !strings.Contains(string(data), `"same": true`) {
		t.Errorf("%s, %v", data, err)
	}
	if page := string(d.HTML("a", "b")); !strings.Contains(page, "no figure and no word is different") {
		t.Error(page)
	}
}

// TestPaintSeesAll holds that nothing of a release reaches a terminal but through Paint.
func TestPaintSeesAll(t *testing.T) {
	out := everything().Text(func(byte, string) string { return "" })
	if strings.Trim(out, " \n→") != "" {
		t.Errorf("%q", out)
	}
}

// TestPageIsSound reads the page as XML: each element closed, headers scoped,
// every text of the release in its language, nothing of it taken for markup.
func TestPageIsSound(t *testing.T) {
	d := everything()
	page := d.HTML(`"><script>a.pdf`, "b")
	decoder := xml.NewDecoder(strings.NewReader(strings.Replace(string(page), "<!DOCTYPE html>", "", 1)))
	decoder.Strict, decoder.AutoClose, decoder.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var open []string
	headings, languages := "", []string{}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			open = append(open, name)
			attr := map[string]string{}
			for _, a := range token.Attr {
				attr[a.Name.Local] = a.Value
			}
			if !slices.Contains(strings.Fields("html head meta title style body main h1 h2 p strong div table caption thead tbody tr th td ul li span del ins"), name) {
				t.Errorf("<%s> stands on the page", name)
			}
			if name == "th" && attr["scope"] == "" {
				t.Error("a header without a scope")
			}
			if name[0] == 'h' && len(name) == 2 {
				headings += name[1:]
			}
			if attr["lang"] != "" && !slices.Contains(languages, attr["lang"]) {
				languages = append(languages, attr["lang"])
			}
			_, named := attr["lang"]
			if named && attr["lang"] == "" {
				t.Error("an empty language")
			}
		case xml.EndElement:
			if n := len(open); n == 0 || open[n-1] != token.Name.Local {
				t.Fatalf("</%s> closes %v", token.Name.Local, open)
			}
			open = open[:len(open)-1]
		}
	}
	if headings != "1222222" || !slices.Equal(languages, []string{"en", "kk", "ru"}) {
		t.Errorf("headings %s, languages %v", headings, languages)
	}
	for _, s := range []string{"Жаңа &lt;b&gt;сөйлем", "a=1&amp;b=2", "&lt;script&gt;"} {
		if !strings.Contains(string(page), s) {
			t.Errorf("the page has no %s", s)
		}
	}
}

func TestJSONIsRead(t *testing.T) {
	data, err := everything().JSON("a", "b")
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Figures []struct {
			Table, Row, Column, Difference string
			Visible                        bool
			Where                          []struct{ Page int }
		}
		Words []struct{ Words []struct{ Op, Text string } }
	}
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Figures) != 4 || d.Figures[0].Where[1].Page != 2 || d.Figures[3].Visible || d.Words[0].Words[1].Op != "-" {
		t.Errorf("%+v", d)
	}
}
