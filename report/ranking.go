package report

import (
	"slices"

	"bulletin/tables"
)

// maxRanked bounds how many figures the texts of a release may have ranked, all
// together: a call is a few letters, and a table may be long.
const maxRanked = 200_000

// A ranking has the figures of one row or column, the first of them first, and
// those that are printed alike in the order of the table.
type ranking struct {
	figures  []ranked
	byColumn bool // they are told apart by their columns' labels
}

type ranked struct {
	*figure
	printed tables.Number
	quote   Quote
}

// label names the subject or the answer that a figure is of.
func (r *ranking) label(i int) string {
	if r.byColumn {
		return r.figures[i].columns[0]
	}
	return r.figures[i].rows[0]
}

// id is that of the row or column which label names.
func (r *ranking) id(i int) string {
	if r.byColumn {
		return r.figures[i].quote.Column
	}
	return r.figures[i].quote.Row
}

// with gives how many there are of the first n and those that are printed like the last of them.
func (r *ranking) with(n int) int {
	for n < len(r.figures) && r.figures[n].printed.Cmp(r.figures[n-1].printed) == 0 {
		n++
	}
	return n
}

// extreme gives the highest or the lowest figure of a row or column. Where
// several are printed alike, it stands in all their rows or columns.
func (a *action) extreme(f *function, ids []argument) (any, bool) {
	r, ok := a.rank(f, ids)
	if !ok {
		return nil, false
	}
	var labels []string
	out := *r.figures[0].figure
	for i := range r.with(1) {
		labels = append(labels, r.label(i))
		out.first = append(out.first, r.id(i))
	}
	if len(labels) > 1 {
		out.number = r.figures[0].printed // no one of them has more to show
	}
	if r.byColumn {
		out.columns = labels
	} else {
		out.rows = labels
	}
	return &out, true
}

// leaders names the first of a ranking with their figures, «А (79,4%), Ә (66%)
// және Б (61,8%)», and those that are printed like the last.
func (a *action) leaders(f *function, count *argument, ids []argument) (any, bool) {
	r, ok := a.rank(f, ids)
	if !ok {
		return nil, false
	}
	if count.count < 1 || count.count > len(r.figures) {
		a.tellAt(count.node, "%s figures cannot be named of the %d that are ranked here; write a number from 1 to %d",
			written(count.node), len(r.figures), len(r.figures))
		return nil, false
	}
	var names []string
	for i := range r.with(count.count) {
		names = append(names, r.label(i)+" ("+a.m.printed(r.figures[i].figure)+")")
		a.sense = append(a.sense, r.id(i))
	}
	return words(a.m.language.List(names)), true
}

// rank orders the figures of a row or column as they are printed: from the top,
// or from the bottom for {{lowest}} and {{smallest}}.
func (a *action) rank(f *function, ids []argument) (*ranking, bool) {
	r, ok := a.series(f, ids)
	if !ok {
		return nil, false
	}
	last := &ids[len(ids)-1]
	for _, g := range r.figures {
		switch {
		case g.symbol != "":
			a.tellSymbol(last.node, "."+g.quote.Table+"."+g.quote.Row+"."+g.quote.Column, g.symbol, f)
			return nil, false
		case g.unit != r.figures[0].unit:
			a.tellAt(last.node, "some of these figures are in %s and some in %s; %s needs figures of one unit",
				unitName(r.figures[0].figure), unitName(g.figure), f.name)
			return nil, false
		}
	}
	down := -1
	if f.name == "lowest" || f.name == "smallest" {
		down = 1
	}
	slices.SortStableFunc(r.figures, func(x, y ranked) int { return down * x.printed.Cmp(y.printed) })
	for _, g := range r.figures {
		a.quotes = append(a.quotes, g.quote)
	}
	return r, true
}

// series gives the figures of the row or column that ids name, in the order of
// the table. One id is enough where the table has one row or one column.
func (a *action) series(f *function, ids []argument) (*ranking, bool) {
	if !a.known("table", &ids[0], keys(a.m.b.Tables)) {
		return nil, false
	}
	table := a.m.b.Tables[ids[0].text]
	if table.Names == nil {
		return nil, false // what is wrong with the table has been told
	}
	row, column, ok := a.rowOrColumn(f, table.Names, ids)
	t := table.Data
	if !ok || t == nil {
		return nil, false
	}
	r := &ranking{byColumn: row >= 0}
	if r.byColumn {
		for j := range t.Columns {
			r.add(t, row, j)
		}
	} else {
		for i := range t.Rows {
			r.add(t, i, column)
		}
	}
	if a.m.ranked += len(r.figures); a.m.ranked > maxRanked {
		a.tellAt(ids[0].node, "the texts of this release rank more than %d figures; make a shorter table of those that matter", maxRanked)
		return nil, false
	}
	if len(r.figures) < 2 {
		a.tellAt(ids[len(ids)-1].node, "there is one figure here and nothing to rank it among; name the row or column of several")
		return nil, false
	}
	return r, true
}

func (r *ranking) add(t *tables.Table, row, column int) {
	g := cellFigure(t, row, column)
	r.figures = append(r.figures, ranked{g, g.asPrinted(), Quote{t.ID, t.Rows[row].ID, t.Columns[column].ID}})
}

// rowOrColumn gives the row or the column that ids name; the other one is -1.
func (a *action) rowOrColumn(f *function, t *tables.Table, ids []argument) (row, column int, ok bool) {
	if len(ids) == 1 {
		switch {
		case len(t.Rows) == 1:
			return 0, -1, true
		case len(t.Columns) == 1:
			return -1, 0, true
		}
		a.tellAt(ids[0].node, "table %q has several rows and columns; name the column whose rows are ranked, or the row, after it: %s", ids[0].text, f.form)
		return -1, -1, false
	}
	id := &ids[1]
	row, column = t.Row(id.text), t.Column(id.text)
	switch {
	case row >= 0 && column >= 0:
		a.tellAt(id.node, "table %q has a row and a column %q; give one of them another id", ids[0].text, id.text)
	case row < 0 && column < 0:
		a.tellAt(id.node, "table %q has no row or column %q%s", ids[0].text, id.text, didYouMean(id.text, append(t.ColumnIDs(), t.RowIDs()...)))
	}
	return row, column, (row >= 0) != (column >= 0)
}
