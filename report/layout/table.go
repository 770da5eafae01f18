package layout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bulletin/fonts"
	"bulletin/report"
)

// tableSetter sets one table: a column of labels, and columns of figures.
type tableSetter struct {
	c         *compositor
	t         report.Table
	e         *Element
	size      fonts.Length
	headSize  fonts.Length
	widths    []fonts.Length // of the column of labels, then of each column of figures
	signs     []fonts.Length // of each column of figures: room for the sign of a corrected one
	hyphenate bool           // the headings: where their words have no room
	name      string         // of this table's header cells
}

const cellPad = 3 * fonts.Point

// table sets a table with its caption above and its notes below. It is parted
// between rows; its head stands again on each page.
func (c *compositor) table(parent *Element, t report.Table, first bool) []block {
	c.tables++
	ts := &tableSetter{
		c: c, t: t,
		e:    &Element{Parent: parent, Tag: Table, Block: t},
		size: c.scaled(84), headSize: c.scaled(75),
		name: fmt.Sprintf("t%d", c.tables),
	}
	if !ts.measure() {
		c.tell(t.Place, "%s has too many columns for the page: print it as two tables, or make the page larger under [page]", t.Label)
		return nil
	}
	rows := c.caption(&Element{Parent: ts.e, Tag: Caption}, t.Label, t.Title, t.Subtitle)
	rows[0].above = c.aboveFigure(first)
	head := ts.head()
	head.above = 5 * fonts.Point
	repeat := asArtifact(head)
	rows = append(rows, head)
	body := &Element{Parent: ts.e, Tag: TBody}
	for i := range t.Rows {
		r := ts.row(body, i)
		// At least two rows on each side of a page's end.
		r.keep = i == 0 || i == len(t.Rows)-2
		rows = append(rows, r)
	}
	notes := c.notes(parent, t.Notes, t.Source)
	if len(notes) > 0 {
		keepLast(rows)
	}
	rows = append(rows, notes...)
	rows[len(rows)-1].height += c.leading * 6 / 10
	return []block{{rows: rows, repeat: &repeat, name: t.Label, place: t.Place}}
}

// measure shares the width out; it reports whether the widest figures have room.
//
// A column takes its longest word, so that headings need no hyphens; the labels
// take what they need, up to two fifths; then come headings of more than two
// lines, and the rest is shared by the columns.
func (ts *tableSetter) measure() bool {
	measure := ts.c.measure()
	n := fonts.Length(len(ts.t.Columns))
	ts.widths = make([]fonts.Length, n+1)
	least, figures := fonts.Length(0), fonts.Length(0)
	ts.signs = make([]fonts.Length, n)
	for j := range ts.t.Columns {
		ts.signs[j] = ts.signWidth(j)
		figure := ts.figureWidth(j) + ts.signs[j] + 2*cellPad
		ts.widths[j+1] = max(figure, ts.longestWord(ts.t.Columns[j])+ts.signs[j]+2*cellPad)
		least += ts.widths[j+1]
		figures = max(figures, figure)
	}
	label := min(ts.labelWidth()+2*cellPad, measure*40/100)
	least += ts.widen(measure - label - least)
	if measure-least < measure*24/100 {
		ts.hyphenate = true
		label = min(label, measure*30/100)
		room := make([]fonts.Length, n)
		for j := range ts.t.Columns {
			room[j] = max(figures, ts.widestPart(ts.t.Columns[j])+ts.signs[j]+2*cellPad)
		}
		least = ts.shareOut(measure-label, room)
	}
	if spare := measure - least - label; spare > 0 {
		share := min(spare/n, measure*24/100-least/n)
		for j := range ts.t.Columns {
			ts.widths[j+1] += max(share, 0)
		}
		least += n * max(share, 0)
	}
	ts.widths[0] = measure - least
	return ts.widths[0] >= min(measure*18/100, ts.labelWidth()+2*cellPad)
}

// shareOut gives each column what it wants where that is less than an even
// share, and the others an even share of what is left, but none less than its
// least. It returns the sum.
func (ts *tableSetter) shareOut(room fonts.Length, least []fonts.Length) (sum fonts.Length) {
	columns := ts.widths[1:]
	order, rest := make([]int, len(columns)), fonts.Length(0)
	for j := range order {
		order[j] = j
		rest += least[j]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(columns[a], columns[b]) })
	for i, j := range order {
		rest -= least[j] // what those behind cannot do without
		even := (room - sum) / fonts.Length(len(columns)-i)
		columns[j] = max(min(columns[j], even, room-sum-rest), least[j])
		sum += columns[j]
	}
	return sum
}

// widen gives the columns room to set their headings in two lines, or in three,
// where there is so much to spare. It returns how much they take.
func (ts *tableSetter) widen(spare fonts.Length) (taken fonts.Length) {
	for lines := 2; lines <= 3; lines++ {
		wants, sum := make([]fonts.Length, len(ts.t.Columns)), fonts.Length(0)
		for j, heading := range ts.t.Columns {
			wants[j] = max(0, ts.headingWidth(strings.Fields(heading), lines)+ts.signs[j]+2*cellPad-ts.widths[j+1])
			sum += wants[j]
		}
		if sum <= spare {
			for j := range wants {
				ts.widths[j+1] += wants[j]
			}
			return sum
		}
	}
	return 0
}

// headingWidth gives the least width in which words take that many lines.
func (ts *tableSetter) headingWidth(words []string, lines int) fonts.Length {
	width := func(words []string) fonts.Length {
		return ts.c.family[fonts.Bold].Width(strings.Join(words, " "), ts.headSize)
	}
	least := width(words)
	if lines > 1 {
		for i := 1; i < len(words); i++ {
			least = min(least, max(width(words[:i]), ts.headingWidth(words[i:], lines-1)))
		}
	}
	return least
}

func (ts *tableSetter) labelWidth() fonts.Length {
	widest := ts.c.family[fonts.Bold].Width(ts.t.Corner, ts.headSize)
	for _, r := range ts.t.Rows {
		widest = max(widest, ts.c.family[fonts.Regular].Width(r.Label, ts.size))
	}
	return widest
}

func (ts *tableSetter) figureWidth(j int) fonts.Length {
	var widest fonts.Length
	for _, r := range ts.t.Rows {
		widest = max(widest, ts.c.family[fonts.Regular].Width(r.Cells[j], ts.size))
	}
	return widest
}

// correctedSign hangs behind a corrected figure, which stays in line with the others.
const correctedSign = "\u00a0" + report.CorrectedMark

func (ts *tableSetter) signWidth(j int) fonts.Length {
	for i := range ts.t.Rows {
		if ts.corrected(i, j) {
			return ts.c.family[fonts.Regular].Width(correctedSign, ts.size)
		}
	}
	return 0
}

func (ts *tableSetter) corrected(i, j int) bool {
	c := ts.t.Rows[i].Corrected
	return j < len(c) && c[j]
}

func (ts *tableSetter) longestWord(heading string) fonts.Length {
	var widest fonts.Length
	for _, w := range strings.Fields(heading) {
		widest = max(widest, ts.c.family[fonts.Bold].Width(w, ts.headSize))
	}
	return widest
}

// widestPart gives the width of what no line's end parts in a heading, with its
// hyphen: in less room it would stand on its neighbour.
func (ts *tableSetter) widestPart(heading string) fonts.Length {
	// On a line of no width, for what a heading does that has no room.
	items := ts.c.items(plain(heading, look{fonts.Bold, ts.headSize, ts.c.ink}, ts.e), shape{hyphenate: true})
	var widest fonts.Length
	for i, it := range items {
		if it.kind != box {
			continue
		}
		if i+1 < len(items) && items[i+1].hyphen {
			it.width += items[i+1].width
		}
		widest = max(widest, it.width)
	}
	return widest
}

// head sets the row of column headings, bottom aligned over a rule.
func (ts *tableSetter) head() row {
	c := ts.c
	tr := &Element{Parent: &Element{Parent: ts.e, Tag: THead}, Tag: TR}
	cells := make([][]row, len(ts.t.Columns)+1)
	owners := make([]*Element, len(cells))
	var height fonts.Length
	for j := range cells {
		text, align, width := ts.t.Corner, left, ts.widths[j]-2*cellPad
		if j > 0 {
			text, align, width = ts.t.Columns[j-1], right, width-ts.signs[j-1]
		}
		th := &Element{Parent: tr, Tag: TH{Scope: "Column", ID: fmt.Sprintf("%sc%d", ts.name, j)}}
		owners[j] = th
		sh := small(width, ts.headSize)
		sh.align, sh.hyphenate = align, ts.hyphenate
		cells[j] = c.set(plain(text, look{fonts.Bold, ts.headSize, c.ink}, th), sh)
		height = max(height, stacked(cells[j]).height)
	}
	out := row{height: height + 7*fonts.Point, keep: true}
	out.marks = append(out.marks, c.rule(0, 0, c.measure(), out.height, c.tint))
	for j := range cells {
		cell := stacked(cells[j])
		out.marks = append(out.marks, placed(cell, owners[j], ts.x(j)+cellPad, out.height-3500-cell.height)...)
	}
	out.marks = append(out.marks, c.rule(0, out.height-800, c.measure(), 800, c.accent))
	return out
}

// x gives the left edge of a column; the first is that of labels.
func (ts *tableSetter) x(j int) fonts.Length {
	var x fonts.Length
	for _, w := range ts.widths[:j] {
		x += w
	}
	return x
}

// row sets a subject and its figures, which stand on the label's last line.
func (ts *tableSetter) row(body *Element, i int) row {
	c := ts.c
	r := ts.t.Rows[i]
	tr := &Element{Parent: body, Tag: TR}
	id := fmt.Sprintf("%sr%d", ts.name, i)
	th := &Element{Parent: tr, Tag: TH{Scope: "Row", ID: id}}
	l := look{fonts.Regular, ts.size, c.ink}
	label := stacked(c.set(plain(r.Label, l, th), small(ts.widths[0]-2*cellPad, ts.size)))
	out := row{height: label.height + 5*fonts.Point}
	out.marks = placed(label, th, cellPad, 2500)
	for j, cell := range r.Cells {
		td := &Element{Parent: tr, Tag: TD{Headers: []string{fmt.Sprintf("%sc%d", ts.name, j+1), id}}}
		sh := small(ts.widths[j+1]-2*cellPad, ts.size)
		sh.align = right
		if ts.corrected(i, j) {
			cell += correctedSign
		} else {
			sh.measure -= ts.signs[j]
		}
		figure := stacked(c.set(plain(cell, l, td), sh))
		out.marks = append(out.marks, placed(figure, td, ts.x(j+1)+cellPad, 2500+label.height-figure.height)...)
	}
	out.marks = append(out.marks, c.rule(0, out.height-400, c.measure(), 400, c.hairline))
	return out
}

// placed moves the marks of a cell; a cell without text still has its element.
func placed(cell row, owner *Element, x, y fonts.Length) []Mark {
	if len(cell.marks) == 0 {
		return []Mark{{Owner: owner, X: x, Y: y}}
	}
	for i := range cell.marks {
		cell.marks[i].X += x
		cell.marks[i].Y += y
	}
	return cell.marks
}

// asArtifact gives a row that is drawn again without being content.
func asArtifact(r row) row {
	out := row{height: r.height, keep: true}
	for _, m := range r.marks {
		m.Owner, m.Artifact = nil, Decoration
		out.marks = append(out.marks, m)
	}
	return out
}
