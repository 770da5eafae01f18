package layout

import (
	"math/rand/v2"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/report"
)

func sentence(n int) report.Paragraph {
	return report.Paragraph{Text: []report.Inline{{Text: strings.TrimSpace(strings.Repeat("мәліметтер алынды ", n))}}}
}

// TestLongItemsFillPages sees that items of several lines, nested four deep, leave no blank at a page's end.
func TestLongItemsFillPages(t *testing.T) {
	items := func(n int, in ...report.Block) [][]report.Block {
		var out [][]report.Block
		for range n {
			out = append(out, append([]report.Block{sentence(20)}, in...))
		}
		return out
	}
	list := report.List{Items: items(2)}
	for range 3 {
		list = report.List{Items: items(2, sentence(12), list)}
	}
	d := release(t, "2023-2")
	d.Sections = []report.Section{{Number: 1, Title: "Тізім", Blocks: []report.Block{list, list}}}
	d.Contact = nil
	pages, problems := Lay(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(pages.Pages) < 3 {
		t.Fatalf("%d pages, want at least 3", len(pages.Pages))
	}
	design := newDesign(d.Style)
	for i, page := range pages.Pages[:len(pages.Pages)-1] {
		var lowest fonts.Length
		for _, m := range page.Marks {
			if m.Text != nil && m.Owner != nil {
				lowest = max(lowest, m.Y)
			}
		}
		if blank := page.Height - design.bottom - lowest; blank > 5*design.leading {
			t.Errorf("page %d ends in a blank of %d lines", i+1, blank/design.leading)
		}
	}
}

// TestTextOfNothing sees that paragraphs and headings of nothing but spaces leave no trace.
func TestTextOfNothing(t *testing.T) {
	d := release(t, "2023-2")
	want, problems := Lay(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	empty := []report.Inline{{Text: "\u00a0"}}
	s := &d.Sections[0]
	s.Blocks = append(s.Blocks, report.Paragraph{Text: empty}, report.Heading{Level: 1, Text: empty})
	got, _ := Lay(d)
	if lines(got) != lines(want) || len(got.Outline) != len(want.Outline) {
		t.Error("a paragraph and a heading without words changed the pages")
	}
}

// TestShareOut sees that columns take up the room, none more than it wants nor less than its least.
func TestShareOut(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		n := 1 + r.IntN(12)
		ts := &tableSetter{widths: make([]fonts.Length, n+1)}
		wants, sum := make([]fonts.Length, n), fonts.Length(0)
		least, most := make([]fonts.Length, n), fonts.Length(0)
		for j := range wants {
			least[j] = fonts.Length(10 + r.IntN(20))
			most += least[j]
			wants[j] = least[j] + fonts.Length(r.IntN(100))
			sum += wants[j]
			ts.widths[j+1] = wants[j]
		}
		room := most + fonts.Length(n*r.IntN(60))
		got := ts.shareOut(room, least)
		if want := min(room, sum); got > want || got < want-fonts.Length(n) {
			t.Errorf("seed %d: the columns take %d, want %d", seed, got, want)
		}
		for j, w := range ts.widths[1:] {
			if w > wants[j] || w < least[j] {
				t.Errorf("seed %d: column %d takes %d, want %d to %d", seed, j, w, least[j], wants[j])
			}
		}
	}
}

// TestHeadingsOfTables sees that a heading takes no more than two lines while the table has room to spare.
func TestHeadingsOfTables(t *testing.T) {
	d := release(t, "2024-1/bulletin.en.toml")
	c := &compositor{d: d, design: newDesign(d.Style), setter: setter{d.Language, d.Style.Family}}
	for _, b := range d.Sections[0].Blocks {
		if table, ok := b.(report.Table); ok {
			ts := &tableSetter{c: c, t: table, size: c.scaled(84), headSize: c.scaled(75), e: &Element{Tag: Table}}
			if !ts.measure() {
				t.Fatal("the table is too wide")
			}
			if got, most := ts.head().height, 2*ts.headSize*132/100+7*fonts.Point; got > most {
				t.Errorf("the head of %s is %d high, want at most %d", table.Label, got, most)
			}
			return
		}
	}
	t.Fatal("no table")
}

// TestHeadingsOfManyColumns sees that no heading stands on its neighbour, nor beyond the margin.
func TestHeadingsOfManyColumns(t *testing.T) {
	told, set := 0, 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 11))
		c := newCompositor(t)
		table := report.Table{Label: "1-кесте", Title: "Үлестер", Corner: "Облыс"}
		cells := []string{"–", "0,0", "−29,8", "100"}[:1+r.IntN(4)]
		row := report.Row{Label: "Облыс орталықтарындағы ауылдық елді мекендер"}
		for range 2 + r.IntN(14) {
			words := []string{"Әйелдер", "Ерлер", "Барлығы", "15–24 жас", "Ауыл", "Қала", "Through", "ҚСжАЕК", "Қауіпсіздіктері", "CORRUPTION"}
			table.Columns = append(table.Columns, words[r.IntN(len(words))])
			row.Cells = append(row.Cells, cells[r.IntN(len(cells))])
		}
		table.Rows = []report.Row{row}
		ts := &tableSetter{c: c, t: table, size: c.scaled(84), headSize: c.scaled(75), e: &Element{Tag: Table}}
		if !ts.measure() {
			told++
			continue
		}
		set++
		for _, m := range ts.head().marks {
			if m.Text == nil {
				continue
			}
			end := m.X + c.family[m.Text.Style].Width(strings.TrimSpace(m.Text.S), m.Text.Size)
			j := 0
			for j+1 < len(ts.widths) && m.X >= ts.x(j+1) {
				j++
			}
			if end > ts.x(j)+ts.widths[j] {
				t.Errorf("seed %d: %q of %d columns ends %d behind its column", seed, m.Text.S, len(table.Columns), end-ts.x(j)-ts.widths[j])
			}
		}
	}
	if told == 0 || set < 100 {
		t.Errorf("%d tables are set and %d told of", set, told)
	}
}

// A period begins with a capital where it stands on a line of its own.
func TestPeriodBeginsWithACapital(t *testing.T) {
	pages, _ := Lay(release(t, "2024-1/bulletin.ru.toml"))
	for i := range pages.Pages[:2] { // under the title, and in the running header
		found := false
		for _, m := range pages.Pages[i].Marks {
			found = found || m.Text != nil && strings.HasPrefix(m.Text.S, "Апрель–май")
		}
		if !found {
			t.Errorf("page %d has no «Апрель–май»", i+1)
		}
	}
}
