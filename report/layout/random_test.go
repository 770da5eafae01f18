package layout

import (
	"math/rand/v2"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/report"
)

// randomText gives text with all that makes lines hard to break.
func randomText(r *rand.Rand) []report.Inline {
	words := []string{
		"деректер", "сәуір-мамыр", "№", "5", "–", "25\u00a0000", "репрезентативтік", "61,6%", "2024", "жыл", "Н.", "Ә.", "Ханжігітов",
		"https://stat.gov.kz/industries/social-statistics/stat-crime/dynamic-tables/?a=b&c=d", "а", "болмауы/жеткіліксіздігі",
		strings.Repeat("құқыққорғау", 9), strings.Repeat("1234567890", 8), "«Талдау»,", "n.khanzhigitov@aspire.gov.kz",
	}
	var out []report.Inline
	var link *report.Link
	for range 1 + r.IntN(12) {
		var s strings.Builder
		for range 1 + r.IntN(14) {
			s.WriteString(words[r.IntN(len(words))])
			if r.IntN(8) == 0 {
				s.WriteString("\u00a0")
			} else if r.IntN(20) > 0 {
				s.WriteString(" ")
			}
		}
		if r.IntN(5) == 0 {
			link = &report.Link{URL: "https://stat.gov.kz/", Description: "Сілтеме"}
		} else if r.IntN(2) == 0 {
			link = nil
		}
		out = append(out, report.Inline{Text: s.String(), Strong: r.IntN(4) == 0, Emph: r.IntN(4) == 0, Link: link})
		if r.IntN(10) == 0 {
			out = append(out, report.Inline{Text: "\n"})
		}
	}
	return out
}

func randomBlocks(r *rand.Rand, from []report.Block, nesting int) []report.Block {
	var out []report.Block
	for range 1 + r.IntN(5) {
		switch n := r.IntN(12); {
		case n < 5:
			out = append(out, report.Paragraph{Text: randomText(r)})
		case n < 7 && nesting < 4:
			l := report.List{Ordered: r.IntN(2) == 0, Start: r.IntN(200)}
			for range 1 + r.IntN(4) {
				item := []report.Block{report.Paragraph{Text: randomText(r)}}
				if r.IntN(3) == 0 {
					for _, b := range randomBlocks(r, nil, nesting+1) {
						if _, ok := b.(report.Heading); !ok {
							item = append(item, b)
						}
					}
				}
				l.Items = append(l.Items, item)
			}
			out = append(out, l)
		case n < 9 && nesting == 1:
			out = append(out, report.Heading{Level: 1, Text: []report.Inline{{Text: "Тақырып"}}})
		case len(from) > 0:
			out = append(out, from[r.IntN(len(from))])
		}
	}
	return out
}

// TestNothingStandsOutside lays random documents out and looks for text beyond
// the margins, lines on other lines, lost letters, and headings that end a page.
func TestNothingStandsOutside(t *testing.T) {
	base := release(t, "2024-1")
	var figures []report.Block
	for _, s := range base.Sections {
		for _, b := range s.Blocks {
			switch b.(type) {
			case report.Chart, report.Table:
				figures = append(figures, b)
			}
		}
	}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 9))
		d := *base
		d.Style.Size = fonts.Length(9+r.IntN(6)) * fonts.Point
		d.Style.Justified = r.IntN(2) == 0
		if r.IntN(3) == 0 {
			d.Style.Height = 612_000
		}
		d.Sections = nil
		for i := range 1 + r.IntN(6) {
			d.Sections = append(d.Sections, report.Section{Number: i + 1, Title: "Бөлім атауы", Blocks: randomBlocks(r, figures, 1)})
		}
		pages, problems := Lay(&d)
		if len(problems) > 0 {
			t.Errorf("seed %d: %v", seed, problems)
			continue
		}
		g := newDesign(d.Style)
		for i, page := range pages.Pages {
			last := ""
			for j, m := range page.Marks {
				if m.Owner == nil || m.Text == nil && m.Picture == nil {
					continue
				}
				right, bottom := m.X, m.Y
				if m.Text != nil {
					right += pages.Family[m.Text.Style].Width(strings.TrimRight(m.Text.S, " "), m.Text.Size)
				} else {
					right, bottom = right+m.Picture.Width, bottom+m.Picture.Height
				}
				if m.X < g.left || right > page.Width-g.right+50 || m.Y < g.top || bottom > page.Height-g.bottom {
					t.Errorf("seed %d: page %d: mark %d stands outside: %d to %d, at %d: %v", seed, i+1, j, m.X, right, m.Y, m.Text)
				}
				if m.Text != nil {
					last = name(m)
				} else {
					last = ""
				}
			}
			if strings.HasSuffix(last, "/H2") || strings.HasSuffix(last, "/H3") {
				if i+1 < len(pages.Pages) || seed == 0 {
					t.Errorf("seed %d: page %d ends in a heading", seed, i+1)
				}
			}
		}
	}
}
