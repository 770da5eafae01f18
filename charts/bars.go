package charts

import (
	"io"

	chart "github.com/wcharczuk/go-chart/v2"

	"bulletin/fonts"
)

// bedding is where horizontal bars lie in the picture.
type bedding struct {
	left, right fonts.Length // the ends of a full bar
	top         fonts.Length
	bar, space  fonts.Length // the height of a bar, and what parts it from the next
	below       fonts.Length // under the last bar
}

// pitch is the distance from bar to bar.
func (b bedding) pitch() fonts.Length { return b.bar + b.space }

// middle is the height of the axis of the i-th bar.
func (b bedding) middle(i int) fonts.Length {
	return b.top + fonts.Length(i)*b.pitch() + b.space/2 + b.bar/2
}

// foot is the lower end of the rows of n bars.
func (b bedding) foot(n int) fonts.Length { return b.top + fonts.Length(n)*b.pitch() }

// makeBed chooses the heights of bars beside a column of names.
func (p *painter) makeBed(names []label) bedding {
	b := bedding{bar: p.Size * 15 / 8, space: p.Size * 7 / 8}
	if len(names) > 12 {
		b.bar, b.space = p.Size*3/2, p.Size/2
	}
	for _, l := range names {
		b.space = max(b.space, p.height(l, p.Size)+p.Size*3/4-b.bar)
	}
	b.space += b.space % 2 // go-chart puts half of it on either side
	return b
}

// drawBars has go-chart lay the bars into their bed. It paints from the right,
// so the values of each bar come in that order.
func (p *painter) drawBars(b bedding, bars []chart.StackedBar, elements ...chart.Renderable) error {
	c := chart.StackedBarChart{
		Width:  int(p.width),
		Height: int(b.foot(len(bars)) + b.below),
		DPI:    72 * 1000,
		Background: chart.Style{Padding: chart.Box{
			Left: int(b.left), Top: int(b.top), Right: int(p.width - b.right), Bottom: int(b.below), IsSet: true,
		}},
		Canvas:       chart.Style{FillColor: transparent, StrokeColor: transparent},
		XAxis:        chart.Hidden(),
		YAxis:        chart.Hidden(),
		Font:         &regularKey,
		IsHorizontal: true,
		BarSpacing:   int(b.space),
		Bars:         bars,
		Elements:     elements,
	}
	return failed(c.Render(p.rec.provider, io.Discard))
}

// part is one value of a bar for go-chart. Without a colour it only takes up room.
func part(value int64, c *Color) chart.Value {
	v := chart.Value{Value: float64(value), Style: chart.Style{
		ClassName: classSegment, FillColor: transparent, StrokeColor: transparent, Font: &regularKey,
	}}
	if c != nil {
		v.Style.FillColor = toDrawing(*c)
	}
	return v
}

// bars draws one series: a name, a bar from zero, its figure. The longest bar
// leaves room for the widest figure, so that every figure stands outside.
func (p *painter) bars() error {
	series, _ := p.series()
	names := make([]string, len(series))
	figures := make([]label, len(series))
	scale, widest, longest := 0, fonts.Length(0), int64(0)
	for i, b := range series {
		names[i] = b.header.Label
		figures[i] = p.line(p.figure(b), fonts.Regular, p.Size)
		widest = max(widest, figures[i].width)
		scale = max(scale, commonScale(b.cell))
	}
	labels, width, bad := p.column(names)
	if bad >= 0 {
		return noRoom(series[bad].header, "the name")
	}
	bed := p.makeBed(labels)
	bed.left, bed.right = width+gutter, p.width-widest-pad
	if bed.right-bed.left < p.width/5 {
		return Faults{{Message: "the names and figures leave no room for the bars: shorten the names"}}
	}

	values := make([]int64, len(series))
	for i, b := range series {
		if b.cell.IsNumber() {
			values[i] = at(b.cell.Number, scale)
			longest = max(longest, values[i])
		}
	}
	lengths := make([]fonts.Length, len(series))
	laid := make([]chart.StackedBar, len(series))
	for i, v := range values {
		laid[i].Width = int(bed.bar)
		if v > 0 {
			lengths[i] = p.lay(&laid[i], v, longest, bed)
		}
	}
	return p.drawBars(bed, laid, func(r chart.Renderer, _ chart.Box, _ chart.Style) {
		p.drawLine(r, axis, hairline, bed.left, bed.top, bed.left, bed.foot(len(series)))
		for i := range series {
			p.drawLabel(r, labels[i], p.Size, fonts.Regular, ink, alignRight, width, bed.middle(i))
			p.drawLabel(r, figures[i], p.Size, fonts.Regular, ink, alignLeft, bed.left+lengths[i]+pad, bed.middle(i))
		}
	})
}

// lay gives a bar its value and the rest up to the longest, and says how long
// it will be. A value above zero is never too short to be seen.
func (p *painter) lay(b *chart.StackedBar, value, longest int64, bed bedding) fonts.Length {
	full := bed.right - bed.left
	length := max(thinnest, fonts.Length(float64(value)/float64(longest)*float64(full)))
	b.Values = []chart.Value{part(int64(full-length), nil), part(int64(length), &p.Accent)}
	return length
}

// figure prints what stands at the end of a bar.
func (s Spec) figure(b bar) string {
	if !b.cell.IsNumber() {
		return string(b.cell.Symbol)
	}
	return s.Language.WithUnit(s.number(b.cell.Number, b.column), s.unit(b.column))
}

// drawLine draws a straight rule.
func (p *painter) drawLine(r chart.Renderer, c Color, width, x1, y1, x2, y2 fonts.Length) {
	r.SetStrokeColor(toDrawing(c))
	r.SetStrokeWidth(float64(width))
	r.MoveTo(int(x1), int(y1))
	r.LineTo(int(x2), int(y2))
	r.Stroke()
	r.ResetStyle()
}

// drawRectangle fills a rectangle.
func (p *painter) drawRectangle(r chart.Renderer, c Color, left, top, right, bottom fonts.Length) {
	chart.Draw.Box(r, chart.Box{Left: int(left), Top: int(top), Right: int(right), Bottom: int(bottom), IsSet: true},
		chart.Style{FillColor: toDrawing(c), StrokeColor: transparent})
}
