package layout

import (
	"math/rand/v2"
	"slices"
	"testing"

	"bulletin/fonts"
)

// rowOf gives a row that can be told on a page by its mark.
func rowOf(n int, height fonts.Length, keep bool) row {
	return row{height: height, keep: keep, above: 2, marks: []Mark{{Rect: &Rect{Width: fonts.Length(n), Height: height}}}}
}

// placement is where a row came to stand.
type placement struct {
	row, page   int
	top, bottom fonts.Length
}

func placements(pages []Page) []placement {
	var out []placement
	for i := range pages {
		for _, m := range pages[i].Marks {
			out = append(out, placement{int(m.Rect.Width), i, m.Y, m.Y + m.Rect.Height})
		}
	}
	return out
}

var paper = geometry{width: 100, height: 240, top: 20, bottom: 20, left: 10, right: 10}

func paged(blocks []block) *paginator {
	p := &paginator{geometry: paper}
	p.paginate(blocks)
	return p
}

func TestPagesHoldEveryRow(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		var blocks []block
		n, keeps := 0, map[int]bool{}
		figures := map[int]bool{}
		for range 2 + r.IntN(12) {
			b := block{whole: r.IntN(4) == 0, section: r.IntN(4) == 0}
			for range 1 + r.IntN(8) {
				keep := r.IntN(4) == 0
				b.rows = append(b.rows, rowOf(n, fonts.Length(5+r.IntN(15)), keep))
				keeps[n], figures[n] = keep, b.whole
				n++
			}
			blocks = append(blocks, b)
		}
		p := paged(blocks)
		at := placements(p.pages)
		if len(at) != n {
			t.Fatalf("seed %d: %d rows stand on the pages, want %d", seed, len(at), n)
		}
		page := map[int]int{}
		var text []int
		for i, a := range at {
			page[a.row] = a.page
			if a.top < paper.top || a.bottom > paper.height-paper.bottom {
				t.Errorf("seed %d: row %d stands outside the page's area: %d to %d", seed, a.row, a.top, a.bottom)
			}
			if i > 0 && at[i-1].page == a.page && at[i-1].bottom > a.top {
				t.Errorf("seed %d: row %d stands over row %d", seed, a.row, at[i-1].row)
			}
			if !figures[a.row] {
				text = append(text, a.row)
			}
		}
		if !slices.IsSorted(text) {
			t.Errorf("seed %d: the text is out of order: %v", seed, text)
		}
		for _, b := range blocks {
			for i, r := range b.rows[1:] {
				before, after := int(b.rows[i].marks[0].Rect.Width), int(r.marks[0].Rect.Width)
				if b.whole && page[before] != page[after] {
					t.Errorf("seed %d: a figure is parted between rows %d and %d", seed, before, after)
				}
				if !b.whole && b.rows[i].keep && page[before] != page[after] && chainHeight(b.rows, i) < paper.depth()/2 {
					t.Errorf("seed %d: a page ends behind row %d, which is kept with %d", seed, before, after)
				}
			}
		}
	}
}

// chainHeight gives the height of the rows that are kept together around one.
func chainHeight(rows []row, i int) fonts.Length {
	first, last := i, i+1
	for first > 0 && rows[first-1].keep {
		first--
	}
	for last < len(rows)-1 && rows[last].keep {
		last++
	}
	var h fonts.Length
	for _, r := range rows[first : last+1] {
		h += r.above + r.height
	}
	return h
}

func TestFigureWaitsForTheNextPage(t *testing.T) {
	text := block{}
	for i := range 10 {
		text.rows = append(text.rows, rowOf(i, 13, false))
	}
	figure := block{rows: []row{rowOf(100, 80, false)}, whole: true}
	after := block{}
	for i := range 10 {
		after.rows = append(after.rows, rowOf(200+i, 13, false))
	}
	p := paged([]block{text, figure, after})
	at := placements(p.pages)
	i := slices.IndexFunc(at, func(a placement) bool { return a.row == 100 })
	if at[i].page != 1 || at[i].top != paper.top {
		t.Errorf("the figure stands on page %d at %d, want the top of page 1", at[i].page, at[i].top)
	}
	if at[i-1].row < 200 || at[i-1].bottom < paper.height-paper.bottom-15 {
		t.Errorf("row %d at %d ends page 0, want the text behind the figure to fill it", at[i-1].row, at[i-1].bottom)
	}
}

func TestHeadingStaysWithFigureOrText(t *testing.T) {
	fill := block{rows: []row{rowOf(0, 120, false)}}
	heading := block{rows: []row{rowOf(1, 10, true)}, section: true}
	figure := block{rows: []row{rowOf(2, 80, false)}, whole: true}
	text := block{rows: []row{rowOf(3, 10, false)}}
	p := paged([]block{fill, heading, figure, text})
	var order []int
	for _, a := range placements(p.pages) {
		order = append(order, a.row)
	}
	if !slices.Equal(order, []int{0, 1, 3, 2}) {
		t.Errorf("order = %v, want the heading with the text behind the figure, and the figure on the next page", order)
	}
}

func TestTableHeadStandsOnEachPage(t *testing.T) {
	repeat := rowOf(900, 10, true)
	table := block{repeat: &repeat, name: "1-кесте"}
	for i := range 40 {
		table.rows = append(table.rows, rowOf(i, 12, i == 0 || i == 38))
	}
	p := paged([]block{table})
	if len(p.pages) < 3 {
		t.Fatalf("%d pages, want at least 3", len(p.pages))
	}
	for i, page := range p.pages[1:] {
		if got := int(page.Marks[0].Rect.Width); got != 900 {
			t.Errorf("page %d begins with row %d, want the head", i+1, got)
		}
	}
}

func TestTooLargeIsTold(t *testing.T) {
	p := paged([]block{{rows: []row{rowOf(1, 500, false)}, whole: true, name: "1-сурет"}})
	if len(p.tooLarge) != 1 || p.tooLarge[0].name != "1-сурет" {
		t.Errorf("too large: %v, want 1-сурет", p.tooLarge)
	}
}

// TestNoHeadingIsOverNothing sees that a figure waits for no other page where only it stands below a heading.
func TestNoHeadingIsOverNothing(t *testing.T) {
	heading := func(n int) block {
		b := block{rows: []row{rowOf(n, 10, true)}, section: true}
		b.rows[0].anchor = &Bookmark{}
		return b
	}
	fill := block{rows: []row{rowOf(0, 120, false)}}
	figure := func(n int) block { return block{rows: []row{rowOf(n, 80, false)}, whole: true} }
	text := block{rows: []row{rowOf(9, 10, false)}}
	for name, blocks := range map[string][]block{
		"before a heading":     {fill, heading(1), figure(2), heading(3), text},
		"at the end":           {fill, heading(1), figure(2)},
		"behind waiting ones":  {fill, figure(4), heading(1), figure(2), heading(3), text},
		"of two":               {fill, heading(1), figure(2), figure(5), heading(3), text},
		"two headings":         {fill, heading(6), heading(1), figure(2), heading(3), text},
		"of two, at the end":   {fill, heading(1), figure(2), figure(5)},
		"many wait":            {fill, figure(4), figure(7), figure(8), heading(1), figure(2), heading(3), text},
		"nothing but headings": {fill, heading(6), heading(7), heading(8), heading(1), figure(2)},
	} {
		at := placements(paged(blocks).pages)
		find := func(n int) int { return slices.IndexFunc(at, func(a placement) bool { return a.row == n }) }
		if h, f := find(1), find(2); at[h].page != at[f].page || f != h+1 {
			t.Errorf("%s: the heading stands on page %d and its figure on page %d; order: %v", name, at[h].page, at[f].page, at)
		}
		if last := -1; len(at) > 0 {
			for _, n := range []int{4, 7, 8, 2, 5} { // the order of the figures
				if name == "nothing but headings" {
					break
				}
				if i := find(n); i >= 0 {
					if i < last {
						t.Errorf("%s: the figures are out of order: %v", name, at)
					}
					last = i
				}
			}
		}
		for _, a := range at {
			if a.bottom > paper.height-paper.bottom {
				t.Errorf("%s: row %d stands below the page's area", name, a.row)
			}
		}
	}
}

// TestTooLargeUnderRepeatedHead sees that a row which has no room below its table's head is told, not drawn off the page.
func TestTooLargeUnderRepeatedHead(t *testing.T) {
	repeat := rowOf(900, 60, true)
	table := block{repeat: &repeat, name: "1-кесте", rows: []row{rowOf(1, 60, true), rowOf(2, 130, false), rowOf(3, 150, false)}}
	p := paged([]block{table})
	if len(p.tooLarge) != 1 || p.tooLarge[0].name != "1-кесте" {
		t.Errorf("too large: %v, want 1-кесте", p.tooLarge)
	}
}

// TestTableGoesOnBehindWaitingFigures sees that a page that figures fill is not taken for one that has no room for a row.
func TestTableGoesOnBehindWaitingFigures(t *testing.T) {
	repeat := rowOf(900, 20, true)
	p := paged([]block{
		{rows: []row{rowOf(0, 100, false)}},
		{rows: []row{rowOf(100, 150, false)}, whole: true},
		{rows: []row{rowOf(1, 60, false), rowOf(2, 60, false)}, repeat: &repeat, name: "1-кесте"},
	})
	if len(p.tooLarge) > 0 {
		t.Fatalf("%s is told to fit on no page", p.tooLarge[0].name)
	}
	var order []int
	for _, a := range placements(p.pages) {
		order = append(order, a.row)
	}
	if want := []int{0, 1, 100, 900, 2}; !slices.Equal(order, want) {
		t.Errorf("order = %v, want %v", order, want)
	}
}
