package layout

import (
	"fmt"
	"strings"

	"bulletin/fonts"
	"bulletin/report"
)

// changesSetter sets the table of corrected figures: what a figure is of in two
// columns, and in three what it was, what it is, and the difference. It has
// neither number nor caption, so that the tables of the bulletin keep theirs.
type changesSetter struct {
	c              *compositor
	e              *Element
	name           string // of this table's header cells
	size, headSize fonts.Length
	heads          [5]string
	rows           [][5]string
	widths         [5]fonts.Length
}

// changesLabels is how many of the columns say what a figure is of.
const changesLabels = 2

const changesPad = 4 * fonts.Point

// changes sets the table of corrected figures, and gives its head for the pages
// that it goes on to. Where the page is too narrow for it, it is a list.
func (c *compositor) changes(parent *Element, name string, list []report.Corrected) (rows []row, repeat *row) {
	if len(list) == 0 {
		return nil, nil
	}
	w := c.d.Language.Corrections
	cs := &changesSetter{
		c: c, e: &Element{Parent: parent, Tag: Table}, name: name,
		size: c.scaled(86), headSize: c.scaled(78),
		heads: [5]string{w.Subject, w.Answer, w.Old, w.New, w.Difference},
	}
	for _, one := range list {
		cs.rows = append(cs.rows, [5]string{one.Subject, one.Answer, one.Old, one.New, one.Difference})
	}
	if !cs.measure() {
		return c.list(parent, cs.sentences(), c.measure()), nil
	}
	thead := &Element{Parent: cs.e, Tag: THead}
	head := cs.row(&Element{Parent: thead, Tag: TR}, -1)
	again := asArtifact(head)
	rows = append(rows, head)
	body := &Element{Parent: cs.e, Tag: TBody}
	for i := range cs.rows {
		r := cs.row(&Element{Parent: body, Tag: TR}, i)
		r.keep = i == 0 || i == len(cs.rows)-2 // at least two rows on each side of a page's end
		rows = append(rows, r)
	}
	return rows, &again
}

// measure shares the width out: figures take what they and their heads need, the
// labels the rest. It reports whether the labels have room.
func (cs *changesSetter) measure() bool {
	var natural [5]fonts.Length
	rest := cs.c.measure()
	for j := range natural {
		natural[j] = cs.widest(j, "\n")
		if j >= changesLabels {
			cs.widths[j] = natural[j]
			rest -= natural[j]
		}
	}
	// Percentage points take two lines where they would leave the labels less than half.
	if last := len(cs.widths) - 1; rest < min(natural[0]+natural[1], cs.c.measure()/2) {
		least := cs.widest(last, " ")
		rest += cs.widths[last] - least
		cs.widths[last] = least
	}
	// The labels have their natural widths where there is room, and else shares of
	// what there is: neither less than a third.
	if spare := rest - natural[0] - natural[1]; spare >= 0 {
		cs.widths[0], cs.widths[1] = natural[0]+spare/2, natural[1]+spare-spare/2
	} else {
		cs.widths[0] = min(max(rest*natural[0]/(natural[0]+natural[1]), rest/3), rest-rest/3)
		cs.widths[1] = rest - cs.widths[0]
	}
	for j := range changesLabels {
		if cs.widths[j] < min(6*cs.size, natural[j]) {
			return false
		}
	}
	return true
}

// widest gives the width that a column needs for the longest word of its head and
// for its cells, parted at a mark.
func (cs *changesSetter) widest(j int, mark string) fonts.Length {
	var most fonts.Length
	for word := range strings.FieldsSeq(cs.heads[j]) {
		most = max(most, cs.c.family[fonts.Bold].Width(word, cs.headSize))
	}
	for _, r := range cs.rows {
		for part := range strings.SplitSeq(r[j], mark) {
			most = max(most, cs.c.family[fonts.Regular].Width(part, cs.size))
		}
	}
	const rounding = 100 // of the words of a cell, which are rounded one by one
	return most + rounding + 2*changesPad
}

// row sets a row; -1 is the head. Figures stand on the labels' last line.
func (cs *changesSetter) row(tr *Element, i int) row {
	c := cs.c
	l, over, under := look{fonts.Regular, cs.size, c.ink}, fonts.Length(2500), fonts.Length(2500)
	cells := cs.heads
	if i < 0 {
		l, over, under = look{fonts.Bold, cs.headSize, c.ink}, 3500, 3500
	} else {
		cells = cs.rows[i]
	}
	var set [5]row
	var owners [5]*Element
	var height, x fonts.Length
	for j, text := range cells {
		owners[j] = &Element{Parent: tr, Tag: cs.tag(i, j)}
		sh := small(cs.widths[j]-2*changesPad, l.size)
		if j >= changesLabels {
			sh.align = right
		}
		set[j] = stacked(c.set(plain(text, l, owners[j]), sh))
		height = max(height, set[j].height)
	}
	out := row{height: over + height + under, keep: i < 0}
	if i < 0 {
		out.marks = append(out.marks, c.rule(0, 0, c.measure(), out.height, c.tint))
	}
	for j := range set {
		y := over
		if i < 0 || j >= changesLabels {
			y += height - set[j].height
		}
		out.marks = append(out.marks, placed(set[j], owners[j], x+changesPad, y)...)
		x += cs.widths[j]
	}
	line, color := fonts.Length(400), c.hairline
	if i < 0 {
		line, color = 800, c.accent
	}
	out.marks = append(out.marks, c.rule(0, out.height-line, c.measure(), line, color))
	return out
}

// tag is what a cell is: both labels head their row, since one subject may have several corrected figures.
func (cs *changesSetter) tag(i, j int) Tag {
	column := func(j int) string { return fmt.Sprintf("%sc%d", cs.name, j) }
	label := func(j int) string { return fmt.Sprintf("%sr%d.%d", cs.name, i, j) }
	switch {
	case i < 0:
		return TH{Scope: "Column", ID: column(j)}
	case j < changesLabels:
		return TH{Scope: "Row", ID: label(j)}
	}
	return TD{Headers: []string{column(j), label(0), label(1)}}
}

// sentences says the same without a table.
func (cs *changesSetter) sentences() report.List {
	var texts []string
	for _, r := range cs.rows {
		text := r[0]
		if r[1] != "" {
			text += " – " + r[1]
		}
		var figures []string
		for j := changesLabels; j < len(r); j++ {
			if r[j] != "" {
				figures = append(figures, strings.ToLower(cs.heads[j])+"\u00a0"+strings.ReplaceAll(r[j], " ", "\u00a0"))
			}
		}
		texts = append(texts, text+": "+strings.Join(figures, ", "))
	}
	return listOf(texts)
}
