package charts

import (
	"slices"

	chart "github.com/wcharczuk/go-chart/v2"

	"bulletin/fonts"
)

// tag is a text beside an end of a line.
type tag struct {
	trend  trend
	wave   int // the point that it belongs to, or -1
	name   label
	figure string // after the name, bold
	color  Color
}

// tags are the texts at one side of the lines.
type tags struct {
	tags   []tag
	width  fonts.Length
	height fonts.Length // of all, one below the other
}

// tagHeight is the height that a text takes among others.
func (p *painter) tagHeight(l label) fonts.Length {
	return fonts.Length(len(l.lines))*lineHeight(p.Size) + p.Size/8
}

// endLabels names each line and gives its figure in the last wave; where that
// is missing, its symbol.
func (p *painter) endLabels(all []trend) (*tags, error) {
	ends := &tags{}
	last := len(p.Table.Columns) - 1
	for _, t := range all {
		cell := p.Table.Cells[t.row][last]
		g := tag{trend: t, wave: t.last, figure: string(cell.Symbol), color: t.color}
		if cell.IsNumber() {
			g.figure = p.number(cell.Number, p.Table.Columns[last])
		}
		if t.last < 0 {
			g.color = faded
		}
		var ok bool
		for _, most := range []fonts.Length{p.width * 30 / 100, p.width * 36 / 100} {
			if g.name, ok = p.wrapWith(t.name, g.figure, p.Size, most); ok {
				break
			}
		}
		if !ok {
			return nil, noRoom(p.Table.Rows[t.row], "the name")
		}
		ends.add(p, g)
	}
	return ends, nil
}

// startLabels gives the first figure of each line where there are two waves.
func (p *painter) startLabels(all []trend) *tags {
	starts := &tags{}
	if len(p.Table.Columns) != 2 {
		return starts
	}
	for _, t := range all {
		if t.known[0] {
			s := p.number(p.Table.Cells[t.row][0].Number, p.Table.Columns[0])
			starts.add(p, tag{trend: t, wave: 0, name: p.line(s, fonts.Regular, p.Size), color: t.color})
		}
	}
	return starts
}

func (t *tags) add(p *painter, g tag) {
	t.tags = append(t.tags, g)
	t.width = max(t.width, g.name.width)
	t.height += p.tagHeight(g.name)
}

// arrange orders the texts by their points and gives the height of the axis
// of each, so that none lies on another. A line without a figure comes last.
func (p *painter) arrange(t *tags, f *field) (at []fonts.Length) {
	point := func(g tag) fonts.Length {
		if g.wave < 0 {
			return fonts.Length(f.box.Bottom)
		}
		return f.y(g.trend.values[g.wave])
	}
	slices.SortStableFunc(t.tags, func(a, b tag) int {
		if (a.wave < 0) != (b.wave < 0) {
			return b.wave - a.wave
		}
		return int(point(a) - point(b))
	})
	var want, heights []fonts.Length
	for _, g := range t.tags {
		h := p.tagHeight(g.name)
		want, heights = append(want, point(g)-h/2), append(heights, h)
	}
	// A block is higher than its letters, so it may stand out of the picture a little.
	at = spread(want, heights, -p.Size/4, fonts.Length(f.box.Bottom)+p.Size/2)
	for i := range at {
		at[i] += heights[i] / 2
	}
	return at
}

// drawEnds sets the names at the right. A thin line leads to a name that does
// not stand at the height of its point, or whose line ends early.
func (p *painter) drawEnds(r chart.Renderer, t *tags, f *field) {
	x := fonts.Length(f.box.Right) + leadRoom
	for i, y := range p.arrange(t, f) {
		g := t.tags[i]
		if g.wave >= 0 {
			early := g.wave+1 < len(f.waves)
			p.drawLeader(r, g, early, f.x(g.wave)+markerRadius+rule, x-2*fonts.Point, y, f)
		}
		p.drawEnd(r, g, x, y)
	}
}

// drawEnd sets the name of a line and, after its last word, its figure.
func (p *painter) drawEnd(r chart.Renderer, g tag, x, y fonts.Length) {
	l, last := g.name, len(g.name.lines)-1
	base := y + p.height(l, p.Size)/2
	left := l.widths[last] - p.textWidth(g.figure, fonts.Bold, p.Size)
	if l.lines[last] != "" {
		l.lines[last] += " "
	}
	p.drawLabel(r, l, p.Size, fonts.Regular, g.color, alignLeft, x, y)
	chart.Draw.Text(r, g.figure, int(x+left), int(base), textStyle(fonts.Bold, p.Size, g.color))
}

// drawStarts sets the first figures at the left.
func (p *painter) drawStarts(r chart.Renderer, t *tags, f *field) {
	if len(t.tags) == 0 {
		return
	}
	x := f.x(0) - markerRadius - leadRoom
	around, half := fonts.Point, p.capHeight(p.Size)/2
	for i, y := range p.arrange(t, f) {
		g := t.tags[i]
		// The grid runs behind the figures: keep it off them.
		p.drawRectangle(r, white, x-g.name.width-around, y-half-around, x+around, y+half+around)
		p.drawLeader(r, g, false, f.x(0)-markerRadius-rule, x+2*fonts.Point, y, f)
		p.drawLabel(r, g.name, p.Size, fonts.Regular, g.color, alignRight, x, y)
	}
}

// drawLeader leads from beside a point to a text, unless the text is so near
// in height that the eye needs no help. It is dotted where the line ends early.
func (p *painter) drawLeader(r chart.Renderer, g tag, early bool, from, to, y fonts.Length, f *field) {
	point := f.y(g.trend.values[g.wave])
	if d := y - point; !early && d < p.Size/4 && d > -p.Size/4 {
		return
	}
	if early {
		r.SetStrokeDashArray([]float64{float64(fonts.Point), float64(2 * fonts.Point)})
	}
	p.drawLine(r, g.color, hairline, from, point, to, y)
}
