package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bulletin/charts"
	"bulletin/config"
	"bulletin/locale"
	"bulletin/tables"
)

// A Turn is a sense that another version turns round: what rose fell, or another leads.
type Turn struct {
	Section  int    // number of the section that it stands in
	Chart    *Chart // of the later version; nil: it is a sentence
	Of       string // the row or column of the chart that is meant, where there are several
	Led      bool   // Old and New are who led in the chart; else what was said, or how far a line went at its end
	Old, New string
}

// Text tells of it in a sentence or two.
func (t *Turn) Text(l *locale.Language) string {
	where := ""
	if t.Chart != nil {
		where = t.Chart.Label
		if t.Of != "" {
			where += ", " + t.Of
		}
	}
	if t.Led {
		return fmt.Sprintf(l.Corrections.Leader, where, t.Old, t.New)
	}
	if where != "" {
		where += ". "
	}
	end := func(s string) string { return strings.TrimSuffix(s, ".") }
	return where + fmt.Sprintf(l.Corrections.Turned, end(t.Old), end(t.New))
}

// Turns tells, in the order of now, what it says otherwise than old: the
// sentences with words made from the same figures whose sense is another one,
// and of each chart of the same rows and columns who leads, and which of its
// lines turned. Both are in one language.
func Turns(old, now *Document) []Turn {
	before, after := old.said(), now.said()
	byKey := func(all []saying) map[string][]*saying {
		out := make(map[string][]*saying)
		for i := range all {
			out[all[i].key] = append(out[all[i].key], &all[i])
		}
		return out
	}
	were, are := byKey(before), byKey(after)
	var out []Turn
	seen := make(map[string]int)
	for i := range after {
		is := &after[i]
		n := seen[is.key]
		seen[is.key]++
		if len(were[is.key]) != len(are[is.key]) {
			continue // there is no telling which is which
		}
		was := were[is.key][n]
		switch {
		case is.chart != nil:
			out = append(out, chartTurns(was.chart, is)...)
		case was.sense != is.sense:
			out = append(out, Turn{Section: is.section, Old: was.sentence(old.Language), New: is.sentence(now.Language)})
		}
	}
	return slices.CompactFunc(out, func(x, y Turn) bool { // two words of one sentence
		return x.Chart == nil && y.Chart == nil && x.Old == y.Old && x.New == y.New
	})
}

// A saying is a chart, or words that were made from figures and have a sense.
type saying struct {
	section  int
	key      string // the same in two versions
	chart    *Chart
	sense    string
	text     string // of the whole paragraph
	from, to int    // where the words stand in it
}

// said gives what the document says, in its order.
func (d *Document) said() []saying {
	var out []saying
	for i := range d.Sections {
		s := &d.Sections[i]
		visit(s.Blocks, func(b Block) {
			switch b := b.(type) {
			case Heading:
				out = append(out, inWords(s.Number, b.Text)...)
			case Paragraph:
				out = append(out, inWords(s.Number, b.Text)...)
			case Chart:
				key := fmt.Sprintf("chart %s %s %q %q", b.Spec.Kind, b.Spec.Table.ID, b.Spec.Row, b.Spec.Column)
				out = append(out, saying{section: s.Number, key: key, chart: &b})
			}
		})
	}
	return out
}

// visit sees blocks and those within them.
func visit(blocks []Block, see func(Block)) {
	for _, b := range blocks {
		see(b)
		switch b := b.(type) {
		case List:
			for _, item := range b.Items {
				visit(item, see)
			}
		case Terms:
			for _, e := range b.Entries {
				visit(e.Definition, see)
			}
		}
	}
}

// inWords gives the words of a paragraph that have a sense.
func inWords(section int, text []Inline) []saying {
	if !slices.ContainsFunc(text, func(i Inline) bool { return i.Sense != "" }) {
		return nil
	}
	var whole strings.Builder
	var out []saying
	for _, i := range text {
		from := whole.Len()
		whole.WriteString(strings.ReplaceAll(i.Text, "\n", " "))
		if i.Sense == "" {
			continue
		}
		cells := slices.Clone(i.Quotes) // in the order of a ranking, which may have changed
		slices.SortFunc(cells, func(x, y Quote) int {
			return cmp.Or(cmp.Compare(x.Table, y.Table), cmp.Compare(x.Row, y.Row), cmp.Compare(x.Column, y.Column))
		})
		out = append(out, saying{section: section, key: fmt.Sprint(cells), sense: i.Sense, from: from, to: whole.Len()})
	}
	for i := range out {
		out[i].text = whole.String()
	}
	return out
}

// sentence gives the sentence that the words stand in.
func (s *saying) sentence(l *locale.Language) string {
	end := 0
	for _, one := range l.Sentences(s.text) {
		if end += len(one); s.from < end {
			return strings.TrimSpace(one)
		}
	}
	return strings.TrimSpace(s.text)
}

// chartTurns tells who leads in a chart where others led before, and which of its lines turned.
func chartTurns(old *Chart, is *saying) []Turn {
	var out []Turn
	now := is.chart
	language := now.Spec.Language
	turn := func(of string, led bool, old, new string) {
		out = append(out, Turn{Section: is.section, Chart: now, Of: of, Led: led, Old: old, New: new})
	}
	were, are := rankings(&old.Spec), rankings(&now.Spec)
	for i := 0; i < min(len(were), len(are)); i++ {
		was, is := were[i].first(), are[i].first()
		if were[i].id == are[i].id && len(was.ids)*len(is.ids) > 0 && !slices.Equal(was.ids, is.ids) {
			turn(are[i].of, true, language.List(was.labels), language.List(is.labels))
		}
	}
	if now.Spec.Kind != charts.Lines {
		return out
	}
	for i := range min(len(old.Spec.Table.Rows), len(now.Spec.Table.Rows)) {
		was, before := lastStep(&old.Spec, i)
		is, after := lastStep(&now.Spec, i)
		if t := now.Spec.Table; was*is == -1 && old.Spec.Table.Rows[i].ID == t.Rows[i].ID {
			last := len(t.Columns) - 1
			turn(t.Rows[i].Label+", "+t.Columns[last-1].Label+" – "+t.Columns[last].Label, false, before, after)
		}
	}
	return out
}

// A series is what a chart lets readers rank: the figures of a row or a column.
type series struct {
	id, of  string // of the row or the column, where the chart has several
	headers []*tables.Header
	cells   []tables.Cell
	digits  []int
}

// rankings gives the series that a chart ranks: bars, the subjects by the first
// answer and each subject's answers where bars are stacked, and lines at the last wave.
func rankings(s *charts.Spec) []series {
	t := s.Table
	row, column := t.Row(s.Row), t.Column(s.Column)
	switch {
	case s.Kind == charts.Lines:
		return []series{ofColumn(t, len(t.Columns)-1, true)}
	case s.Kind == charts.Stacked:
		out := []series{ofColumn(t, 0, true)}
		for i := range t.Rows {
			out = append(out, ofRow(t, i, len(t.Rows) > 1))
		}
		return out
	case row >= 0, s.Column == "" && len(t.Rows) == 1:
		return []series{ofRow(t, max(row, 0), false)}
	}
	return []series{ofColumn(t, max(column, 0), false)}
}

func ofRow(t *tables.Table, row int, named bool) series {
	var out series
	if named {
		out.id, out.of = t.Rows[row].ID, t.Rows[row].Label
	}
	for j := range t.Columns {
		out.add(&t.Columns[j].Header, t.Cells[row][j], t.Columns[j].Decimals)
	}
	return out
}

func ofColumn(t *tables.Table, column int, named bool) series {
	var out series
	if named {
		out.id, out.of = t.Columns[column].ID, t.Columns[column].Label
	}
	for i := range t.Rows {
		out.add(&t.Rows[i], t.Cells[i][column], t.Columns[column].Decimals)
	}
	return out
}

func (s *series) add(h *tables.Header, c tables.Cell, decimals int) {
	s.headers, s.cells, s.digits = append(s.headers, h), append(s.cells, c), append(s.digits, decimals)
}

// leaders are those who share the first place.
type leaders struct{ ids, labels []string }

// first gives who has the highest figure as it is printed; none where there are not two figures.
func (s *series) first() leaders {
	var out leaders
	var most tables.Number
	figures := 0
	for i, c := range s.cells {
		if !c.IsNumber() {
			continue
		}
		n := c.Number.Round(s.digits[i])
		order := n.Cmp(most)
		if figures == 0 || order > 0 {
			out, most, order = leaders{}, n, 0
		}
		if figures++; order == 0 {
			out.ids, out.labels = append(out.ids, s.headers[i].ID), append(out.labels, s.headers[i].Label)
		}
	}
	if figures < 2 {
		return leaders{}
	}
	return out
}

// lastStep says which way a line goes at its end, and how far.
func lastStep(s *charts.Spec, row int) (locale.Direction, string) {
	last := len(s.Table.Columns) - 1
	if last < 1 || !s.Table.Cells[row][last].IsNumber() || !s.Table.Cells[row][last-1].IsNumber() {
		return locale.Unchanged, ""
	}
	now, before := cellFigure(s.Table, row, last), cellFigure(s.Table, row, last-1)
	by := difference(now, before)
	m := &maker{language: s.Language, b: &config.Bulletin{Numbers: config.Numbers{Grouping: s.Grouping}}}
	return direction(now, before), m.signed(by.number, s.Table.Columns[last])
}
