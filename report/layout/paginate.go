package layout

import (
	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/tables"
)

// block is a run of rows that belong together.
type block struct {
	rows []row
	// whole: a figure, which is never parted and may go to the top of the next
	// page while the text after it fills this one.
	whole bool
	// section: it opens a section. Figures that wait go before it where they can.
	section bool
	// repeat stands again at the top of each page that the block goes on to.
	repeat *row
	// name and place are those of a figure or table, for the error when it fits on no page.
	name  string
	place tables.Place
}

// panel is a tinted field with a band at its left. Where it goes on to another
// page it reaches a little beyond the text there, so that no line touches its edge.
type panel struct{ fill, band charts.Color }

const panelBleed = 4 * fonts.Point

// largeBlank is the share of a page (one in so many) that is left blank at
// most so that a waiting figure stands before the next section's heading.
const largeBlank = 4

// maxPages bounds what a release may come to; none is near it.
const maxPages = 500

// geometry is the paper and the area of the text on it.
type geometry struct {
	width, height            fonts.Length
	top, bottom, left, right fonts.Length
}

func (g geometry) measure() fonts.Length { return g.width - g.left - g.right }
func (g geometry) depth() fonts.Length   { return g.height - g.top - g.bottom }

// entry is a row in the order of the document.
type entry struct {
	row
	block *block
	index int // in the block
}

// paginator puts rows onto pages.
type paginator struct {
	geometry
	entries  []entry
	pages    []Page
	y        fonts.Length // of the next row on the last page
	fresh    bool         // no row of the text stands on the last page yet
	figured  bool         // figures that waited stand at the top of it
	waiting  []*block     // figures for the top of the next page
	full     bool         // there are more than maxPages
	tooLarge []*block     // what fits on no page
	onPanel  *panel       // that the last row stands on
	drawn    []*Rect      // what is drawn of it
	drawnOn  int          // the number of pages when it was
}

func (p *paginator) paginate(blocks []block) {
	for b := range blocks {
		for i, r := range blocks[b].rows {
			p.entries = append(p.entries, entry{r, &blocks[b], i})
		}
	}
	p.newPage()
	for i := 0; i < len(p.entries); {
		if len(p.pages) > maxPages {
			p.full = true
			return
		}
		e := &p.entries[i]
		if e.block.section && e.index == 0 && len(p.waiting) > 0 && p.room() < p.depth()/largeBlank {
			p.newPage()
		}
		if e.block.whole && len(p.waiting) > 0 {
			p.waiting = append(p.waiting, e.block)
			i += len(e.block.rows)
			continue
		}
		i = p.next(i)
	}
	for len(p.waiting) > 0 {
		p.newPage()
	}
}

// next places the rows from an entry on that must stand together, and gives the entry after them.
func (p *paginator) next(i int) int {
	rows, passed, end := p.together(i)
	// A figure among the rows comes after those that wait.
	inTurn := len(p.waiting) == 0 || !p.entries[end-1].block.whole || len(passed) > 0
	switch {
	case inTurn && p.fits(rows):
		p.place(rows)
		p.waiting = append(p.waiting, passed...)
		return end
	case p.entries[i].block.whole && !p.fresh:
		p.waiting = append(p.waiting, p.entries[i].block)
		return end
	case !p.fresh || p.figured:
		p.newPage()
		for p.figured && !p.fits(append(p.head(i), rows...)) {
			p.newPage()
		}
		p.repeatHead(i)
		return i
	}
	// Longer than a page: text is parted after all; a figure or a single row that is too tall is told.
	e := &p.entries[i]
	if !e.block.whole {
		rows, end = rows[:1], i+1
	}
	if !p.fits(rows) {
		p.tooLarge = append(p.tooLarge, e.block)
	}
	p.place(rows)
	return end
}

// together gives the rows from an entry to the first behind which a page may
// end. A figure among them that does not fit is passed over, to wait, unless
// the next heading follows it: no heading stands without what it is over.
func (p *paginator) together(i int) (rows []row, passed []*block, end int) {
	if b := p.entries[i].block; b.whole {
		return b.rows, nil, i + len(b.rows)
	}
	first := -1 // the figure that was passed first
	var height fonts.Length
	for end = i; end < len(p.entries); end++ {
		e := &p.entries[end]
		if first >= 0 && e.index == 0 && e.anchor != nil {
			break
		}
		if e.block.whole {
			if first < 0 {
				first = end
			}
			if with := append(rows[:len(rows):len(rows)], e.block.rows...); len(p.waiting)+len(passed) == 0 && p.fits(with) {
				return with, nil, end + len(e.block.rows)
			}
			passed = append(passed, e.block)
			end += len(e.block.rows) - 1
			continue
		}
		rows = append(rows, e.row)
		height += e.above + e.height
		if !e.keep || height > p.depth() { // what is longer than a page is parted anyway
			return rows, passed, end + 1
		}
	}
	if first >= 0 {
		b := p.entries[first].block
		return append(rows, b.rows...), nil, first + len(b.rows)
	}
	return rows, nil, end
}

func (p *paginator) room() fonts.Length { return p.height - p.bottom - p.y }

func (p *paginator) fits(rows []row) bool {
	room := p.room()
	for i, r := range rows {
		if i > 0 || !p.atTop() {
			room -= r.above
		}
		room -= r.height
	}
	return room >= 0
}

func (p *paginator) atTop() bool { return p.y == p.top }

// newPage begins a page; figures that wait come first.
func (p *paginator) newPage() {
	p.pages = append(p.pages, Page{Width: p.width, Height: p.height})
	p.y, p.fresh, p.figured = p.top, true, len(p.waiting) > 0
	for len(p.waiting) > 0 {
		b := p.waiting[0]
		if !p.fits(b.rows) {
			if !p.atTop() {
				break
			}
			p.tooLarge = append(p.tooLarge, b)
		}
		p.place(b.rows)
		p.waiting = p.waiting[1:]
	}
}

// head gives the head of a table that goes on at an entry, if it is one with a head.
func (p *paginator) head(i int) []row {
	if e := &p.entries[i]; e.index > 0 && e.block.repeat != nil {
		return []row{*e.block.repeat}
	}
	return nil
}

// repeatHead sets the head of a table again where it goes on to a new page.
func (p *paginator) repeatHead(i int) {
	if head := p.head(i); head != nil {
		p.place(head)
		p.fresh = true
	}
}

// place puts rows onto the last page.
func (p *paginator) place(rows []row) {
	page := &p.pages[len(p.pages)-1]
	for _, r := range rows {
		if !p.atTop() {
			p.y += r.above
		}
		p.drawPanel(page, &r)
		if r.anchor != nil {
			r.anchor.Page, r.anchor.Y = len(p.pages)-1, p.y
		}
		for _, m := range r.marks {
			m.X += p.left
			m.Y += p.y
			page.Marks = append(page.Marks, m)
		}
		p.y += r.height
	}
	p.fresh = false
}

// drawPanel draws the field that a row stands on, or makes it as deep as the row reaches.
func (p *paginator) drawPanel(page *Page, r *row) {
	if r.panel == nil {
		p.onPanel = nil
		return
	}
	top := p.y
	switch {
	case p.onPanel == r.panel && p.drawnOn == len(p.pages):
		for _, field := range p.drawn {
			field.Height += r.above + r.height
		}
		return
	case p.onPanel == r.panel: // it goes on from the page before
		for _, field := range p.drawn {
			field.Height += panelBleed
		}
		top -= panelBleed
	}
	p.onPanel, p.drawnOn = r.panel, len(p.pages)
	p.drawn = []*Rect{
		{Width: p.measure(), Height: p.y + r.height - top, Fill: r.panel.fill},
		{Width: 2 * fonts.Point, Height: p.y + r.height - top, Fill: r.panel.band},
	}
	for _, field := range p.drawn {
		page.Marks = append(page.Marks, Mark{Artifact: Decoration, Rect: field, X: p.left, Y: top})
	}
}
