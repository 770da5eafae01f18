package layout

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report"
)

func newCompositor(t testing.TB) *compositor {
	d := release(t, "2024-1")
	return &compositor{d: d, design: newDesign(d.Style), setter: setter{d.Language, d.Style.Family}}
}

func inlines(text string) []report.Inline { return []report.Inline{{Text: text}} }

// wordsOf gives the text of a row.
func wordsOf(r row) string {
	var b strings.Builder
	for _, m := range r.marks {
		if m.Text != nil {
			b.WriteString(m.Text.S)
		}
	}
	return b.String()
}

// No line of a paragraph is left alone on a page, and no page ends within a word.
func TestLinesOfParagraphsAreKept(t *testing.T) {
	c := newCompositor(t)
	within, free := 0, 0
	for _, text := range paragraphs(c.d) {
		rows := c.set(c.stretches(text, &Element{Tag: P}, c.design.text(fonts.Regular)), c.body())
		n := len(rows)
		for i, r := range rows {
			last := r.marks[len(r.marks)-1]
			parted := false
			if last.Owner != nil {
				_, parted = last.Owner.Tag.(Whole)
				parted = parted && strings.HasSuffix(last.Text.S, "-")
			}
			want := i < n-1 && (i == 0 || i == n-2 || parted)
			if r.keep != want {
				t.Errorf("line %d of %d, %q: keep is %v", i+1, n, wordsOf(r), r.keep)
			}
			switch {
			case parted && i > 0 && i < n-2:
				within++
			case !r.keep && i < n-1:
				free++
			}
		}
	}
	if within == 0 || free == 0 {
		t.Errorf("%d lines end within a word in the middle of a paragraph, %d end freely there: nothing was seen", within, free)
	}
}

// A heading stays with what it is over, and a paragraph that ends in a colon with what it announces.
func TestHeadingsAreKept(t *testing.T) {
	c := newCompositor(t)
	kept := func(rows []row) bool {
		return !slices.ContainsFunc(rows, func(r row) bool { return !r.keep })
	}
	long := strings.Repeat("Негізгі ойлар ", 12)
	if rows := c.section(&report.Section{Number: 1, Title: long})[0].rows; len(rows) < 2 || !kept(rows) {
		t.Errorf("a page may end in or behind a section's heading of %d lines", len(rows))
	}
	sect := &Element{Tag: Sect}
	for level := 1; level <= 4; level++ {
		heading := c.block(sect, report.Heading{Level: level, Text: inlines(long + "кестелер:")}, false)[0]
		if len(heading.rows) < 2 || !kept(heading.rows) {
			t.Errorf("a page may end in or behind a heading of level %d", level)
		}
		if title := c.bookmarks[len(c.bookmarks)-1].Title; title != long+"кестелер" {
			t.Errorf("the outline has %q", title)
		}
	}
	for text, want := range map[string]bool{"Нысан мына бөлімдерден тұрады:": true, "Нысан бөлімдерден тұрады.": false} {
		rows := c.block(sect, report.Paragraph{Text: inlines(text)}, false)[0].rows
		if rows[len(rows)-1].keep != want {
			t.Errorf("%q: keep is %v", text, !want)
		}
	}
}

// The next section's heading does not come before a figure that waits, where that leaves no large blank.
func TestFigureStandsBeforeTheNextSection(t *testing.T) {
	fill := block{rows: []row{rowOf(0, 120, false)}}
	figure := block{rows: []row{rowOf(1, 100, false)}, whole: true}
	text := block{rows: []row{rowOf(2, 40, false)}}
	heading := block{rows: []row{rowOf(3, 10, true), rowOf(4, 10, false)}, section: true}
	var order []int
	for _, a := range placements(paged([]block{fill, figure, text, heading}).pages) {
		order = append(order, a.row)
	}
	if !slices.Equal(order, []int{0, 2, 1, 3, 4}) {
		t.Errorf("order = %v, want the figure before the section that follows it", order)
	}
}

// A table leaves no row alone on a page, has its head again on the next one, where
// it is no content, and each figure names the heads of its row and column.
func TestTableRowsAndHead(t *testing.T) {
	c := newCompositor(t)
	const rows, columns = 6, 3
	table := report.Table{Label: "1-кесте", Title: "Үлестер", Corner: "Мекеме"}
	for j := range columns {
		table.Columns = append(table.Columns, fmt.Sprint("Баған", j))
	}
	for i := range rows {
		table.Rows = append(table.Rows, report.Row{Label: fmt.Sprint("Жол", i), Cells: []string{"1", "2", "3"}})
	}
	b := c.table(&Element{Tag: Sect}, table, false)[0]
	body := b.rows[len(b.rows)-rows:]
	for i, r := range body {
		if want := i == 0 || i == rows-2; r.keep != want {
			t.Errorf("row %d: keep is %v", i, r.keep)
		}
	}
	head := b.rows[len(b.rows)-rows-1]
	if !head.keep {
		t.Error("a page may end behind the head")
	}
	if b.repeat == nil || wordsOf(*b.repeat) != wordsOf(head) || len(b.repeat.marks) != len(head.marks) {
		t.Fatalf("the head is not repeated: %+v", b.repeat)
	}
	for _, m := range b.repeat.marks {
		if m.Owner != nil || m.Artifact != Decoration {
			t.Errorf("the repeated head is content: %+v", m)
		}
	}
	names := map[string]string{} // of the header cells, by ID
	for _, r := range b.rows {
		for _, m := range r.marks {
			if m.Owner == nil {
				continue
			}
			if th, ok := m.Owner.Tag.(TH); ok && m.Text != nil {
				names[th.ID] += strings.TrimSpace(m.Text.S)
			}
		}
	}
	for i, r := range body {
		j := 0
		for _, m := range r.marks {
			if m.Owner == nil {
				continue
			}
			if td, ok := m.Owner.Tag.(TD); ok {
				got := []string{names[td.Headers[0]], names[td.Headers[1]]}
				if want := []string{fmt.Sprint("Баған", j), fmt.Sprint("Жол", i)}; !slices.Equal(got, want) {
					t.Errorf("the cell %d of row %d is headed by %q", j, i, got)
				}
				j++
			}
		}
	}
}

func TestOrderedListCountsFromItsStart(t *testing.T) {
	c := newCompositor(t)
	item := []report.Block{report.Paragraph{Text: inlines("Кесте")}}
	rows := c.list(&Element{Tag: Sect}, report.List{Ordered: true, Start: 9, Items: [][]report.Block{item, item}}, c.measure())
	if got := wordsOf(rows[0]) + "|" + wordsOf(rows[1]); got != "9. Кесте |10. Кесте " && got != "9. Кесте|10. Кесте" {
		t.Errorf("items read %q", got)
	}
}

// A number and its suffix are one box; a line may end behind a hyphen between words, with no other hyphen drawn.
func TestHyphensOfWordsAndNumbers(t *testing.T) {
	c := newCompositor(t)
	for text, want := range map[string]int{"0,35%-ы": 0, "25-ке": 0, "А4-тен": 0, "1-сурет": 0, "ҚР-ға": 0, "сондай-ақ": 0, "сәуір-май": 1, "екі/үш": 1} {
		plain, parted := 0, 0
		sh := c.body()
		sh.hyphenate = false
		for _, it := range c.items([]stretch{{text: text, look: c.design.text(fonts.Regular), owner: &Element{Tag: P}}}, sh) {
			switch {
			case it.kind == parts && it.hyphen:
				parted++
			case it.kind == parts:
				plain++
			}
		}
		if plain != want || parted != 0 {
			t.Errorf("%s may be parted in %d places, and %d with a hyphen; want %d and 0", text, plain, parted, want)
		}
	}
}

// Text is 7:1 on white and on a panel that warns; grey text is at least 4.5:1 on
// the tint of a table's head and on the word across a draft (WCAG 2.2, 1.4.6 and 1.4.3).
func TestGreyTextCanBeRead(t *testing.T) {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	light := func(c charts.Color) float64 {
		return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B) + 0.05
	}
	d := newCompositor(t).design
	for _, c := range []charts.Color{ink, quiet} {
		if ratio := 1.05 / light(c); ratio < 7 {
			t.Errorf("%v is %.1f:1 on white", c, ratio)
		}
		if ratio := light(d.tint) / light(c); ratio < 4.5 {
			t.Errorf("%v is %.1f:1 on the tint", c, ratio)
		}
		if ratio := light(draftGrey) / light(c); ratio < 4.5 {
			t.Errorf("%v is %.1f:1 on the word across a draft", c, ratio)
		}
	}
	for _, ground := range []charts.Color{warningTint, warningHead} {
		for _, c := range []charts.Color{ink, warning} {
			if ratio := light(ground) / light(c); ratio < 7 {
				t.Errorf("%v is %.1f:1 on %v", c, ratio, ground)
			}
		}
	}
}
