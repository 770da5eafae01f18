package release

import (
	"cmp"
	"slices"

	"bulletin"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/tables"
)

// locate tells where each edition of the new version prints the figures that
// changed, whose indices are by their cells: sentences first, then charts and tables.
func locate(d *Difference, new *Source, changed map[report.Quote]int) {
	if len(changed) == 0 {
		return
	}
	for _, e := range new.Editions {
		l := &locator{d: d, e: e, changed: changed, is: readable(e.Bulletin), pages: pagesOf(e.Pages)}
		for i := range e.Document.Sections {
			l.blocks(e.Bulletin.Sections[i].Text.Value, e.Document.Sections[i].Blocks)
			for _, b := range e.Document.Sections[i].Blocks {
				if terms, ok := b.(report.Terms); ok {
					for j, t := range terms.Entries {
						l.blocks(e.Bulletin.Sections[i].Terms[j].Definition.Value, t.Definition)
					}
				}
			}
		}
		for i := range e.Document.Sections {
			l.figures(e.Document.Sections[i].Blocks)
		}
	}
}

// locator finds what changed on the pages of one edition.
type locator struct {
	d       *Difference
	e       *bulletin.Edition
	is      *bulletinEdition
	changed map[report.Quote]int
	pages   *paged
}

func (l *locator) add(cell report.Quote, w Where) {
	i, ok := l.changed[cell]
	if !ok {
		return
	}
	f := &l.d.Figures[i]
	w.Language = l.e.Language
	if !slices.Contains(f.Where, w) {
		f.Where = append(f.Where, w)
	}
}

// blocks goes through the sentences of a text.
func (l *locator) blocks(text string, blocks []report.Block) {
	for _, p := range l.is.passages(text, blocks) {
		name := ""
		for _, f := range p.figures {
			page := l.pages.quoted(f.quotes)
			for _, q := range f.quotes {
				if _, ok := l.changed[q]; ok {
					name = cmp.Or(name, beginning(p.text))
					l.add(q, Where{Kind: "sentence", Name: name, Page: page})
				}
			}
		}
	}
}

// figures goes through the charts and tables of a section.
func (l *locator) figures(blocks []report.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Chart:
			l.chart(&b)
		case report.Table:
			l.table(&b)
		}
	}
}

// chart adds the cells that a chart draws.
func (l *locator) chart(c *report.Chart) {
	t := c.Spec.Table
	for i := range t.Rows {
		for j := range t.Columns {
			if drawn(c, t, i, j) {
				l.add(report.Quote{Table: t.ID, Row: t.Rows[i].ID, Column: t.Columns[j].ID}, Where{Kind: "chart", Name: c.Label, Page: l.pages.block[c.Label]})
			}
		}
	}
}

// drawn reports whether a chart shows a cell: bars show one row or one column.
func drawn(c *report.Chart, t *tables.Table, i, j int) bool {
	return (c.Spec.Row == "" || c.Spec.Row == t.Rows[i].ID) && (c.Spec.Column == "" || c.Spec.Column == t.Columns[j].ID)
}

// table adds the cells of a printed table, each on the page that its row is on.
func (l *locator) table(b *report.Table) {
	var id string
	for name, t := range l.e.Bulletin.Tables {
		if t.Place == b.Place {
			id = name
		}
	}
	if id == "" {
		return
	}
	t := l.e.Bulletin.Tables[id].Data
	for i := range t.Rows {
		page := l.pages.block[b.Label]
		if rows := l.pages.rows[b.Label]; len(rows) == len(t.Rows) {
			page = rows[i]
		}
		for j := range t.Columns {
			l.add(report.Quote{Table: id, Row: t.Rows[i].ID, Column: t.Columns[j].ID}, Where{Kind: "table", Name: b.Label, Page: page})
		}
	}
}

// paged says which page things are on.
type paged struct {
	runs  []quotedRun
	next  int              // of runs: the first that has not been gone past
	used  int              // of its quotes
	block map[string]int   // of charts and tables, by their labels
	rows  map[string][]int // of the rows of tables
}

// quotedRun is a run of text that follows from cells.
type quotedRun struct {
	page   int
	quotes []report.Quote
}

func pagesOf(pages *layout.Pages) *paged {
	p := &paged{block: map[string]int{}, rows: map[string][]int{}}
	seen := map[*layout.Element]bool{}
	for i := range pages.Pages {
		for _, m := range pages.Pages[i].Marks {
			if m.Text != nil && len(m.Text.Quotes) > 0 {
				p.runs = append(p.runs, quotedRun{i + 1, m.Text.Quotes})
			}
			p.mark(m.Owner, i+1, seen)
		}
	}
	return p
}

// mark notes the chart, the table and the row that a mark is drawn for.
func (p *paged) mark(owner *layout.Element, page int, seen map[*layout.Element]bool) {
	var row *layout.Element
	for e := owner; e != nil && !seen[e]; e = e.Parent {
		if e.Tag == layout.TR && e.Parent != nil && e.Parent.Tag == layout.TBody {
			row = e
		}
		label := ""
		switch b := e.Block.(type) {
		case report.Chart:
			label = b.Label
		case report.Table:
			label = b.Label
		default:
			continue
		}
		if p.block[label] == 0 {
			p.block[label] = page
		}
		if row != nil {
			seen[row] = true
			p.rows[label] = append(p.rows[label], page)
		}
		return
	}
}

// quoted gives the page of the next text that follows from these cells; the
// texts are asked for in their order. 0: it is not known.
func (p *paged) quoted(cells []report.Quote) int {
	used := p.used
	for i := p.next; i < len(p.runs); i++ {
		quotes := p.runs[i].quotes
		for at := used; at+len(cells) <= len(quotes); at++ {
			if slices.Equal(quotes[at:at+len(cells)], cells) {
				p.next, p.used = i, at+len(cells)
				return p.runs[i].page
			}
		}
		used = 0
	}
	return 0
}
