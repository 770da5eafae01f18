package report_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestDocumentTree compares what the releases of testdata say, in order, with files that were read and found right.
func TestDocumentTree(t *testing.T) {
	for name, path := range map[string]string{
		"2023-2": "2023-2", "2024-1": "2024-1", "2024-1.ru": "2024-1/bulletin.ru.toml", "2024-1.en": "2024-1/bulletin.en.toml",
	} {
		b, _, problems := config.Load("../testdata/" + path)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		d, problems := report.Make(b)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		got := tree(d)
		file := "testdata/" + name + ".txt"
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

// tree prints a document, a line for each thing said.
func tree(d *report.Document) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%s | %s | %s | %s | %s | %s\n", d.Title, d.Series, d.Issuer, d.Wave, d.Period, d.Language.Date(d.Published))
	for _, s := range d.Sections {
		fmt.Fprintf(&w, "section %d. %s\n", s.Number, s.Title)
		blocks(&w, s.Blocks, "  ")
	}
	if c := d.Contact; c != nil {
		fmt.Fprintf(&w, "contact %s | %s\n", c.Title, c.Department)
		for _, p := range c.People {
			fmt.Fprintf(&w, "  %s: %s\n", p.Role, p.Name)
			details(&w, p.Details, "    ")
		}
		details(&w, c.Details, "  ")
	}
	return w.String()
}

func blocks(w *strings.Builder, bs []report.Block, in string) {
	for _, b := range bs {
		switch b := b.(type) {
		case report.Heading:
			fmt.Fprintf(w, "%sheading %d: %s\n", in, b.Level, inlines(b.Text))
		case report.Paragraph:
			fmt.Fprintf(w, "%sparagraph: %s\n", in, inlines(b.Text))
		case report.List:
			fmt.Fprintf(w, "%slist ordered=%v start=%d\n", in, b.Ordered, b.Start)
			for _, item := range b.Items {
				blocks(w, item, in+"  ")
			}
		case report.Terms:
			for _, e := range b.Entries {
				fmt.Fprintf(w, "%sterm: %s\n", in, e.Name)
				blocks(w, e.Definition, in+"  ")
			}
		case report.Chart:
			fmt.Fprintf(w, "%schart %s: %s | %s | %s | %s\n%s  %s\n", in, b.Label, b.Headline, b.Subtitle, strings.Join(b.Notes, " "), b.Source, in, b.Description)
		case report.Table:
			fmt.Fprintf(w, "%stable %s: %s | %s | %s | %s\n", in, b.Label, b.Title, b.Subtitle, strings.Join(b.Notes, " "), b.Source)
			fmt.Fprintf(w, "%s  %s; %s\n", in, b.Corner, strings.Join(b.Columns, "; "))
			for _, r := range b.Rows {
				fmt.Fprintf(w, "%s  %s; %s\n", in, r.Label, strings.Join(r.Cells, "; "))
			}
		}
	}
}

func details(w *strings.Builder, ds []report.Detail, in string) {
	for _, d := range ds {
		fmt.Fprintf(w, "%s%s %s\n", in, d.Label, inlines([]report.Inline{d.Text}))
	}
}

// inlines prints text with its marks: figures as [61,6% trust.police.trust], links as <text → address>.
func inlines(text []report.Inline) string {
	var w strings.Builder
	for _, i := range text {
		s := i.Text
		if len(i.Quotes) > 0 {
			for _, q := range i.Quotes {
				s += fmt.Sprintf(" %s.%s.%s", q.Table, q.Row, q.Column)
			}
			s = "[" + s + "]"
		}
		if i.Strong {
			s = "**" + s + "**"
		}
		if i.Emph {
			s = "_" + s + "_"
		}
		if i.Link != nil {
			s = "<" + s + " → " + i.Link.URL + " | " + i.Link.Description + ">"
		}
		w.WriteString(s)
	}
	return w.String()
}
