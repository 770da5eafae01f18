package release

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"bulletin"
	"bulletin/config"
	"bulletin/locale"
	"bulletin/report"
	"bulletin/tables"
)

// Compare tells what changed from old to new. Corrections and silences are not
// compared: they speak of the release and are none of it.
func Compare(old, new *Source) *Difference {
	d := &Difference{}
	pairs := paired(old, new, d)
	first := pair{d: d, old: old.Editions[0], new: new.Editions[0]}
	if len(pairs) > 0 {
		first = *pairs[0]
	}
	d.Language = first.new.Language
	first.settings()
	changed := first.tables()
	first.charts()
	for _, p := range pairs {
		d.Compared = append(d.Compared, p.new.Language)
		p.words()
	}
	locate(d, new, changed)
	d.seen(pairs)
	return d
}

// pair is an edition before and after.
type pair struct {
	d        *Difference
	old, new *bulletin.Edition
	prefix   string // of the names of its parts
}

// paired gives the editions that both versions have, and tells of those that only one has.
func paired(old, new *Source, d *Difference) []*pair {
	in := func(s *Source, language string) *bulletin.Edition {
		for _, e := range s.Editions {
			if e.Language == language {
				return e
			}
		}
		return nil
	}
	var out []*pair
	for _, e := range new.Editions {
		p := &pair{d: d, old: in(old, e.Language), new: e}
		if isFurther(e) {
			p.prefix = e.Language + " "
		}
		switch {
		case p.old != nil:
			out = append(out, p)
		case old.whole && new.whole:
			d.Parts = append(d.Parts, PartChange{Language: e.Language, At: "edition " + e.Language, Title: e.Bulletin.Title.Value, Added: true})
		}
	}
	for _, e := range old.Editions {
		if old.whole && new.whole && in(new, e.Language) == nil {
			d.Parts = append(d.Parts, PartChange{Language: e.Language, At: "edition " + e.Language, Title: e.Bulletin.Title.Value})
		}
	}
	return out
}

func (p *pair) method(at, old, new string) {
	if old != new {
		p.d.Methods = append(p.d.Methods, MethodChange{p.prefix + at, old, new})
	}
}

func (p *pair) part(at, title string, added bool) {
	p.d.Parts = append(p.d.Parts, PartChange{p.new.Language, p.prefix + at, title, added})
}

// shared tells of a part that all editions have.
func (p *pair) shared(at, title string, added bool) {
	p.d.Parts = append(p.d.Parts, PartChange{p.new.Language, at, title, added})
}

// settings compares what all of the release shares.
func (p *pair) settings() {
	old, new := p.old.Bulletin, p.new.Bulletin
	p.allMethod("wave", old.Wave.Value, new.Wave.Value)
	p.allMethod("published", old.Published.Format(time.RFC3339), new.Published.Format(time.RFC3339))
	p.allMethod("numbers grouping", strconv.FormatBool(old.Numbers.Grouping), strconv.FormatBool(new.Numbers.Grouping))
	p.allMethod("numbers keep_zeros", strconv.FormatBool(old.Numbers.KeepZeros), strconv.FormatBool(new.Numbers.KeepZeros))
}

// allMethod tells of a setting that all editions share, whichever are compared.
func (p *pair) allMethod(at, old, new string) {
	if old != new {
		p.d.Methods = append(p.d.Methods, MethodChange{at, old, new})
	}
}

// charts compares how charts that stand in both versions are drawn.
func (p *pair) charts() {
	old, new := p.old.Bulletin, p.new.Bulletin
	for _, id := range slices.Sorted(maps.Keys(new.Charts)) {
		was, is := old.Charts[id], new.Charts[id]
		if was == nil {
			continue
		}
		for _, v := range []struct {
			key     string
			was, is config.Text
		}{{"kind", was.Kind, is.Kind}, {"table", was.Table, is.Table}, {"row", was.Row, is.Row}, {"column", was.Column, is.Column}} {
			p.allMethod("chart "+id+" "+v.key, v.was.Value, v.is.Value)
		}
	}
}

// tables compares the tables and gives the cells that changed.
func (p *pair) tables() map[report.Quote]int {
	old, new := p.old.Bulletin, p.new.Bulletin
	changed := map[report.Quote]int{}
	for _, id := range slices.Sorted(maps.Keys(old.Tables)) {
		if new.Tables[id] == nil {
			p.shared("table "+id, old.Tables[id].Title.Value, false)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(new.Tables)) {
		is, was := new.Tables[id], old.Tables[id]
		if was == nil {
			p.shared("table "+id, is.Title.Value, true)
			continue
		}
		t := p.table(id, was, is)
		t.headers()
		t.columns("decimals", p.allMethod, func(c tables.Column) string { return strconv.Itoa(c.Decimals) })
		t.cells(changed)
		t.settings(was, is)
	}
	return changed
}

// tablePair is a table before and after.
type tablePair struct {
	*pair
	id       string
	old, new *tables.Table

	row, column map[string]int // the old ones, by id
}

func (p *pair) table(id string, was, is *config.Table) *tablePair {
	return &tablePair{p, id, was.Data, is.Data, indices(was.Data.RowIDs()), indices(was.Data.ColumnIDs())}
}

// indices gives where each id stands.
func indices(ids []string) map[string]int {
	out := make(map[string]int, len(ids))
	for i, id := range ids {
		out[id] = i
	}
	return out
}

// headers tells of rows and columns that came, went or moved.
func (t *tablePair) headers() {
	side := func(what string, was, is []string, titleWas, titleIs func(int) string) {
		inOld, inNew := indices(was), indices(is)
		both := func(a []string, b map[string]int) string {
			return strings.Join(slices.DeleteFunc(slices.Clone(a), func(id string) bool { return !has(b, id) }), ", ")
		}
		for i, id := range was {
			if !has(inNew, id) {
				t.shared(what+" "+t.id+"."+id, titleWas(i), false)
			}
		}
		for i, id := range is {
			if !has(inOld, id) {
				t.shared(what+" "+t.id+"."+id, titleIs(i), true)
			}
		}
		t.allMethod("table "+t.id+" "+what+"s", both(was, inNew), both(is, inOld))
	}
	side("row", t.old.RowIDs(), t.new.RowIDs(), func(i int) string { return t.old.Rows[i].Label }, func(i int) string { return t.new.Rows[i].Label })
	side("column", t.old.ColumnIDs(), t.new.ColumnIDs(), func(i int) string { return t.old.Columns[i].Label }, func(i int) string { return t.new.Columns[i].Label })
}

func has(m map[string]int, id string) bool {
	_, ok := m[id]
	return ok
}

// columns tells of columns that are set another way; of all at once where all changed alike.
func (t *tablePair) columns(key string, tell func(at, old, new string), of func(tables.Column) string) {
	var was, is []string
	var ids []string
	alike := true
	for _, c := range t.new.Columns {
		if j, ok := t.column[c.ID]; ok {
			was, is, ids = append(was, of(t.old.Columns[j])), append(is, of(c)), append(ids, c.ID)
			n := len(ids) - 1
			alike = alike && was[n] == was[0] && is[n] == is[0]
		}
	}
	if alike && len(ids) > 1 {
		tell("table "+t.id+" "+key, was[0], is[0])
		return
	}
	for j, id := range ids {
		tell("table "+t.id+" column "+id+" "+key, was[j], is[j])
	}
}

// cells tells of figures that changed. Zeros at the end of one are no other
// figure; they are told of once for the table.
func (t *tablePair) cells(changed map[report.Quote]int) {
	was, is := "", ""
	for i := range t.new.Rows {
		oldRow, ok := t.row[t.new.Rows[i].ID]
		if !ok {
			continue
		}
		for j := range t.new.Columns {
			oldColumn, ok := t.column[t.new.Columns[j].ID]
			if !ok {
				continue
			}
			a, b := t.old.Cells[oldRow][oldColumn], t.new.Cells[i][j]
			switch {
			case !a.Same(b):
				f := t.figure(a, b, t.old.Columns[oldColumn], t.new.Columns[j])
				f.Cell = report.Quote{Table: t.id, Row: t.new.Rows[i].ID, Column: t.new.Columns[j].ID}
				f.Subject, f.Answer = t.new.Rows[i].Label, t.new.Columns[j].Label
				changed[f.Cell] = len(t.d.Figures)
				t.d.Figures = append(t.d.Figures, f)
			case typed(a) != typed(b) && was == "":
				was, is = typed(a), typed(b)
			}
		}
	}
	t.allMethod("table "+t.id+" digits", was, is)
}

// figure tells how a cell was and is.
func (t *tablePair) figure(a, b tables.Cell, was, is tables.Column) FigureChange {
	f := FigureChange{
		Old: typed(a), New: typed(b),
		OldPrinted: printedCell(t.pair.old.Bulletin, a, was),
		NewPrinted: printedCell(t.pair.new.Bulletin, b, is),
	}
	f.Visible = f.OldPrinted != f.NewPrinted
	if !a.IsNumber() || !b.IsNumber() {
		return f
	}
	n := b.Number.Round(is.Decimals).Sub(a.Number.Round(was.Decimals))
	if n.Coef == 0 {
		n = b.Number.Sub(a.Number)
	}
	language := locale.For(t.pair.new.Bulletin.Language.Value)
	f.Points = language.Number(n.Coef, n.Scale, locale.NumberForm{Decimals: -1, Grouping: t.pair.new.Bulletin.Numbers.Grouping})
	if n.Coef > 0 {
		f.Points = "+" + f.Points
	}
	return f
}

// typed gives a cell as it is typed, with a decimal comma and every digit.
func typed(c tables.Cell) string {
	if !c.IsNumber() {
		return string(c.Symbol)
	}
	return strings.Replace(c.Number.String(), ".", ",", 1)
}

// printedCell gives a cell as tables print it, with its unit where that is joined to figures.
func printedCell(b *config.Bulletin, c tables.Cell, column tables.Column) string {
	if !c.IsNumber() {
		return string(c.Symbol)
	}
	language := locale.For(b.Language.Value)
	n := language.Number(c.Number.Coef, c.Number.Scale, locale.NumberForm{Decimals: column.Decimals, Grouping: b.Numbers.Grouping})
	return language.WithUnit(n, column.Unit)
}

// settings compares what the TOML says of a table, but for words.
func (t *tablePair) settings(was, is *config.Table) {
	sum := func(c *config.Table) string {
		if c.Sum == nil {
			return "none"
		}
		return strconv.FormatFloat(*c.Sum, 'f', -1, 64)
	}
	t.allMethod("table "+t.id+" sum", sum(was), sum(is))
	from := func(o *config.Origin) string {
		if o == nil {
			return "none"
		}
		return o.Release.Value + " " + o.Table.Value + "." + o.Column.Value + " " + o.Digest.Value
	}
	columns := maps.Clone(was.From)
	if columns == nil {
		columns = map[string]*config.Origin{}
	}
	maps.Copy(columns, is.From)
	for _, id := range slices.Sorted(maps.Keys(columns)) {
		t.allMethod("table "+t.id+" from "+id, from(was.From[id]), from(is.From[id]))
	}
}

// seen takes figures that sentences print with more digits than tables for visible.
func (d *Difference) seen(pairs []*pair) {
	if len(d.Figures) == 0 {
		return
	}
	for _, p := range pairs {
		old, new := alone(p.old.Document), alone(p.new.Document)
		for i := range d.Figures {
			f := &d.Figures[i]
			was, is := old[f.Cell], new[f.Cell]
			lost := slices.ContainsFunc(was, func(s string) bool { return !slices.Contains(is, s) })
			found := slices.ContainsFunc(is, func(s string) bool { return !slices.Contains(was, s) })
			f.Visible = f.Visible || lost && found
		}
	}
}

// alone gives what the texts print that follows from one cell alone.
func alone(d *report.Document) map[report.Quote][]string {
	out := map[report.Quote][]string{}
	for i := range d.Sections {
		inlines(d.Sections[i].Blocks, func(text []report.Inline) {
			for _, t := range text {
				if len(t.Quotes) == 1 && !slices.Contains(out[t.Quotes[0]], t.Text) {
					out[t.Quotes[0]] = append(out[t.Quotes[0]], t.Text)
				}
			}
		})
	}
	return out
}

// inlines calls do with every running text of blocks, in order.
func inlines(blocks []report.Block, do func([]report.Inline)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			do(b.Text)
		case report.Paragraph:
			do(b.Text)
		case report.List:
			for _, item := range b.Items {
				inlines(item, do)
			}
		case report.Terms:
			for _, t := range b.Entries {
				inlines(t.Definition, do)
			}
		}
	}
}
