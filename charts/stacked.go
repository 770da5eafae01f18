package charts

import (
	"slices"

	chart "github.com/wcharczuk/go-chart/v2"

	"bulletin/fonts"
	"bulletin/tables"
)

// thinnest is the width that a value above zero is given at least, so that
// it can be seen in print.
const thinnest = 400 * fonts.Point / 1000

// Distances of the scale of percents: of its marks from the last bar, and of
// its figures from the upper end of the marks.
const (
	percentTop = 2 * fonts.Point
	percentGap = 5 * fonts.Point
)

// stacked draws a bar of 100% for each row. What is missing leaves its room
// empty: the other shares are not stretched to fill the bar.
func (p *painter) stacked() error {
	colors := p.Palette
	if colors == nil {
		colors = answerColors(len(p.Table.Columns))
	}
	names := make([]string, len(p.Table.Rows))
	for i, h := range p.Table.Rows {
		names[i] = h.Label
	}
	labels, width, bad := p.column(names)
	if bad >= 0 {
		return noRoom(p.Table.Rows[bad], "the name")
	}
	bed := p.makeBed(labels)
	bed.left, bed.right = width+gutter, p.width

	keys, err := p.legend(colors, bed.left)
	if err != nil {
		return err
	}
	bed.top = keys.height
	bed.below = max(0, percentTop+percentGap+p.capHeight(p.small())+p.small()/4-bed.space/2)

	laid := make([]chart.StackedBar, len(names))
	for i := range laid {
		laid[i] = chart.StackedBar{Width: int(bed.bar), Values: p.segments(i, colors, bed.right-bed.left)}
	}
	return p.drawBars(bed, laid, func(r chart.Renderer, _ chart.Box, _ chart.Style) {
		p.drawRules(r)
		for i := range names {
			p.drawLabel(r, labels[i], p.Size, fonts.Regular, ink, alignRight, width, bed.middle(i))
			if text := p.empty(i); text != "" {
				p.drawLabel(r, p.line(text, fonts.Regular, p.Size), p.Size, fonts.Regular, ink, alignLeft, bed.left+pad, bed.middle(i))
			}
		}
		p.drawPercents(r, bed, len(names))
		keys.draw(p, r)
	})
}

// segments gives the values of a row for go-chart, from the right. A figure is
// put into its segment where it fits; where it does not, the table has it.
func (p *painter) segments(row int, colors []Color, width fonts.Length) []chart.Value {
	b := p.shares(row)
	widths, rest := visible(b, width)
	values := make([]chart.Value, 0, len(b.parts)+1)
	values = append(values, part(int64(rest), nil))
	for j := len(b.parts) - 1; j >= 0; j-- {
		if widths[j] == 0 {
			continue
		}
		v := part(int64(widths[j]), &colors[j])
		figure := p.number(p.Table.Cells[row][j].Number, p.Table.Columns[j])
		if p.textWidth(figure, fonts.Regular, p.Size)+2*inset <= widths[j] {
			v.Label = figure
			v.Style.FontSize = float64(p.Size) / 1000
			v.Style.FontColor = toDrawing(textOn(colors[j]))
		}
		values = append(values, v)
	}
	return values
}

// visible turns shares into widths and what remains of the bar. What is above
// zero gets the thinnest width at least; the widest segment gives it up.
func visible(b shares, width fonts.Length) (widths []fonts.Length, rest fonts.Length) {
	widths = make([]fonts.Length, len(b.parts))
	whole, rest, widest := b.whole(), width, 0
	for i, v := range b.parts {
		if v > 0 {
			widths[i] = max(thinnest, fonts.Length(float64(v)/float64(whole)*float64(width)))
		}
		rest -= widths[i]
		if widths[i] > widths[widest] {
			widest = i
		}
	}
	if rest < 0 || b.sum == whole {
		widths[widest] += rest // what rounding to a thousandth of a point left, or the thinnest took
		rest = 0
	}
	return widths, rest
}

// empty is what is printed where a bar would begin: the symbol of a row that
// has no figures, or zero.
func (p *painter) empty(row int) string {
	cells := p.Table.Cells[row]
	switch symbol := emptySymbol(cells); {
	case symbol != "":
		return string(symbol)
	case slices.ContainsFunc(cells, aboveZero):
		return ""
	}
	return p.number(tables.Number{}, p.Table.Columns[0])
}

// emptySymbol is the first symbol of a row without anything to draw.
func emptySymbol(cells []tables.Cell) tables.Symbol {
	if slices.ContainsFunc(cells, aboveZero) {
		return ""
	}
	for _, c := range cells {
		if !c.IsNumber() {
			return c.Symbol
		}
	}
	return ""
}

func aboveZero(c tables.Cell) bool { return c.IsNumber() && c.Number.Coef > 0 }

// drawRules parts neighbouring segments by white. The rule lies in the wider
// of the two and takes at most a third of it, so that no small share vanishes.
func (p *painter) drawRules(r chart.Renderer) {
	for i := 1; i < len(p.rec.segments); i++ {
		right, left := p.rec.segments[i-1], p.rec.segments[i]
		if right.top != left.top {
			continue
		}
		x := left.right
		if right.right-right.left > left.right-left.left {
			w := min(rule, (right.right-right.left)/3)
			p.drawRectangle(r, white, x, left.top, x+w, left.bottom)
		} else {
			w := min(rule, (left.right-left.left)/3)
			p.drawRectangle(r, white, x-w, left.top, x, left.bottom)
		}
	}
}

// drawPercents draws the scale under the bars, in as many steps as have room.
func (p *painter) drawPercents(r chart.Renderer, bed bedding, rows int) {
	size := p.small()
	top := bed.foot(rows) - bed.space/2 + percentTop
	full := bed.right - bed.left
	steps := fonts.Length(4)
	if p.textWidth(p.Language.WithUnit("100", "%"), fonts.Regular, size)*6 > full {
		steps = 1
	}
	for i := range steps + 1 {
		x := bed.left + full*i/steps
		p.drawLine(r, axis, hairline, x, top, x, top+2*fonts.Point)
		number := "0"
		if i > 0 {
			number = p.Language.WithUnit(p.Language.Number(int64(100*i/steps), 0, wholeNumber), "%")
		}
		l, to := p.line(number, fonts.Regular, size), alignCenter
		if i == steps {
			to = alignRight
		}
		p.drawLabel(r, l, size, fonts.Regular, faded, to, x, top+percentGap+p.capHeight(size)/2)
	}
}
