package charts

import (
	"io"
	"slices"

	chart "github.com/wcharczuk/go-chart/v2"

	"bulletin/fonts"
	"bulletin/locale"
)

// wholeNumber prints a figure without decimals.
var wholeNumber = locale.NumberForm{}

// Weights and distances of lines.
const (
	lineWidth = 1500 * fonts.Point / 1000
	leadRoom  = 9 * fonts.Point // between the end of the grid and the names
	edge      = 7 * fonts.Point // between the end of the grid and the nearest point
	lineTop   = 2 * fonts.Point // above the highest figure of the left axis, for markers
	waveGap   = 6 * fonts.Point // between the axis below and the names of the waves
)

// field is where lines lie: the canvas of go-chart and the scales on it.
type field struct {
	waves []fonts.Length // distance of each wave from the left edge of the canvas
	width fonts.Length
	scale int // figures are whole numbers of 10^-scale
	ticks ticks
	box   chart.Box // as go-chart laid it, known while it draws
}

// fixedRange is a range that go-chart cannot widen to its ticks.
type fixedRange struct{ chart.ContinuousRange }

func (r *fixedRange) SetMin(float64) {}
func (r *fixedRange) SetMax(float64) {}

func newRange(high int64) *fixedRange {
	return &fixedRange{chart.ContinuousRange{Max: float64(high)}}
}

// above is the height of a value over the foot of the scale, in which go-chart
// counts: a float64 would not tell large values apart by themselves.
func (f *field) above(value int64) float64 { return float64(value - f.ticks.low) }

// x and y give a place on the page.
func (f *field) x(wave int) fonts.Length { return fonts.Length(f.box.Left) + f.waves[wave] }

func (f *field) y(value int64) fonts.Length {
	r := chart.ContinuousRange{Max: f.above(f.ticks.high), Domain: f.box.Height()}
	return fonts.Length(f.box.Bottom - r.Translate(f.above(value)))
}

// lines draws a line for each row over the columns. Its name and last figure
// stand at its end; with two waves its first figure stands at its start too.
func (p *painter) lines() error {
	all := p.trends()
	f := &field{scale: commonScale(slices.Concat(p.Table.Cells...)...)}
	f.ticks = p.valueTicks(all, f.scale)
	figures := p.tickLabels(f)

	left := fonts.Length(0)
	for _, t := range figures {
		left = max(left, p.textWidth(t.Label, fonts.Regular, p.small()))
	}
	left += tickGap
	names, err := p.endLabels(all)
	if err != nil {
		return err
	}
	starts := p.startLabels(all)
	f.width = p.width - left - leadRoom - names.width
	if f.width-starts.width < p.width/4 {
		return Faults{{Message: "the names and figures leave no room for the lines: shorten the names"}}
	}
	f.place(len(p.Table.Columns), starts.width)
	waves, step, err := p.waveLabels(left, f)
	if err != nil {
		return err
	}

	letters := p.capHeight(p.small())
	// go-chart takes half a figure's height off the canvas at the top and at the foot.
	height := max(p.width*36/100, names.height+p.Size, starts.height+p.Size)
	foot := waveGap + fonts.Length(waves.depth)*lineHeight(p.small())
	c := chart.Chart{
		Width:  int(p.width),
		Height: int(lineTop + letters + height + foot),
		DPI:    72 * 1000,
		Background: chart.Style{
			Padding:   chart.Box{Top: int(lineTop), Right: int(p.width - left - f.width), Bottom: int(foot - letters/2), IsSet: true},
			FillColor: transparent, StrokeColor: transparent,
		},
		Canvas:         chart.Style{FillColor: transparent, StrokeColor: transparent},
		Font:           &regularKey,
		XAxis:          p.waveAxis(f, step),
		YAxis:          chart.YAxis{Style: chart.Hidden(), Range: newRange(f.ticks.high - f.ticks.low)},
		YAxisSecondary: p.valueAxis(f, figures),
		Series:         p.runs(all, f),
		Elements: []chart.Renderable{func(r chart.Renderer, box chart.Box, _ chart.Style) {
			f.box = box
			p.drawWaves(r, waves, step, f)
			p.drawMarkers(r, all, f)
			p.drawEnds(r, names, f)
			p.drawStarts(r, starts, f)
		}},
	}
	return failed(c.Render(p.rec.provider, io.Discard))
}

// trend is a row as it is drawn.
type trend struct {
	row    int
	name   string
	color  Color
	shape  shape
	dashed bool
	values []int64 // whole numbers of 10^-scale, by wave
	known  []bool  // whether there is a figure, by wave
	last   int     // the last wave with a figure, or -1
}

func (p *painter) trends() []trend {
	colors := p.Palette
	if colors == nil {
		colors = lineColors()
	}
	scale := commonScale(slices.Concat(p.Table.Cells...)...)
	all := make([]trend, len(p.Table.Rows))
	for i, h := range p.Table.Rows {
		t := trend{row: i, name: h.Label, color: legible(colors[i]), shape: shape(i % int(shapes)), dashed: i%8 >= 4, last: -1}
		for j, c := range p.Table.Cells[i] {
			t.known = append(t.known, c.IsNumber())
			t.values = append(t.values, 0)
			if c.IsNumber() {
				t.values[j] = at(c.Number, scale)
				t.last = j
			}
		}
		all[i] = t
	}
	return all
}

// valueTicks fits the left axis to the figures.
func (p *painter) valueTicks(all []trend, scale int) ticks {
	low, high, any := int64(0), int64(0), false
	for _, t := range all {
		for j, v := range t.values {
			if !t.known[j] {
				continue
			}
			if !any {
				low, high, any = v, v, true
			}
			low, high = min(low, v), max(high, v)
		}
	}
	return niceTicks(low, high, power(scale), p.lineUnit() == "%")
}

// lineUnit is the unit of the left axis: the first column's, since all columns measure the same.
func (s Spec) lineUnit() string { return s.unit(s.Table.Columns[0]) }

// tickLabels prints the figures of the left axis, with no more decimals than a step has.
func (p *painter) tickLabels(f *field) []chart.Tick {
	decimals, step := f.scale, f.ticks.step
	for decimals > 0 && step%10 == 0 {
		decimals, step = decimals-1, step/10
	}
	form := locale.NumberForm{Decimals: decimals, Grouping: p.Grouping}
	var labels []chart.Tick
	for v := f.ticks.low; v <= f.ticks.high; v += f.ticks.step {
		text := p.Language.WithUnit(p.Language.Number(v, f.scale, form), p.lineUnit())
		labels = append(labels, chart.Tick{Value: f.above(v), Label: text})
	}
	return labels
}

// place spreads the waves over the canvas; start is the room for figures before the first.
func (f *field) place(n int, start fonts.Length) {
	left := edge
	if start > 0 {
		left = start + edge + leadRoom
	}
	inner := f.width - left - edge
	if n == 1 {
		f.waves = []fonts.Length{left + inner/2}
		return
	}
	for i := range n {
		f.waves = append(f.waves, left+inner*fonts.Length(i)/fonts.Length(n-1))
	}
}

// waveAxis is the axis below. Its names are wrapped, which go-chart cannot do;
// it draws the axis and its marks.
func (p *painter) waveAxis(f *field, step int) chart.XAxis {
	var marks []chart.Tick
	for i := range f.waves {
		if shown(i, len(f.waves), step) {
			marks = append(marks, chart.Tick{Value: float64(f.waves[i])})
		}
	}
	return chart.XAxis{
		Style:          chart.Style{StrokeColor: toDrawing(axis), StrokeWidth: float64(hairline), Font: &regularKey, FontSize: float64(p.small()) / 1000},
		Range:          newRange(int64(f.width)),
		Ticks:          marks,
		GridMajorStyle: chart.Hidden(),
		GridMinorStyle: chart.Hidden(),
	}
}

// valueAxis is the axis at the left, with a grid line for each figure but that
// on the axis below.
func (p *painter) valueAxis(f *field, figures []chart.Tick) chart.YAxis {
	var lines []chart.GridLine
	for _, t := range figures[1:] {
		c := grid
		if t.Value == f.above(0) { // zero itself, where values lie on both sides of it
			c = axis
		}
		lines = append(lines, chart.GridLine{Value: t.Value, Style: chart.Style{StrokeColor: toDrawing(c), StrokeWidth: float64(hairline)}})
	}
	return chart.YAxis{
		Style: chart.Style{
			ClassName: classTick, StrokeColor: transparent,
			Font: &regularKey, FontSize: float64(p.small()) / 1000, FontColor: toDrawing(faded),
		},
		Range:          newRange(f.ticks.high - f.ticks.low),
		Ticks:          figures,
		Zero:           chart.GridLine{Style: chart.Hidden()},
		GridLines:      lines,
		GridMajorStyle: chart.Style{StrokeColor: toDrawing(grid), StrokeWidth: float64(hairline)},
		GridMinorStyle: chart.Hidden(),
	}
}

// runs gives the stretches of each line that no missing figure interrupts.
func (p *painter) runs(all []trend, f *field) []chart.Series {
	var runs []chart.Series
	for _, t := range all {
		style := chart.Style{StrokeColor: toDrawing(t.color), StrokeWidth: float64(lineWidth)}
		if t.dashed {
			style.StrokeDashArray = []float64{float64(4 * fonts.Point), float64(2 * fonts.Point)}
		}
		var xs, ys []float64
		for j := range t.values {
			if t.known[j] {
				xs, ys = append(xs, float64(f.waves[j])), append(ys, f.above(t.values[j]))
			}
			if len(xs) > 0 && (!t.known[j] || j+1 == len(t.values)) {
				runs = append(runs, chart.ContinuousSeries{YAxis: chart.YAxisSecondary, Style: style, XValues: xs, YValues: ys})
				xs, ys = nil, nil
			}
		}
	}
	if len(runs) == 0 { // go-chart draws no axes without a series
		runs = append(runs, chart.ContinuousSeries{
			YAxis: chart.YAxisSecondary, Style: chart.Style{StrokeColor: transparent},
			XValues: []float64{0}, YValues: []float64{0},
		})
	}
	return runs
}

func (p *painter) drawMarkers(r chart.Renderer, all []trend, f *field) {
	for _, t := range all {
		for j, v := range t.values {
			if t.known[j] {
				p.drawMarker(r, t, f.x(j), f.y(v))
			}
		}
	}
}

// waveNames are the names of the waves below the axis, by wave.
type waveNames struct {
	labels []label
	depth  int // lines of the tallest
}

// waveLabels wraps the names of the waves. Where all have no room, every
// second, third and so on is shown, always with the last.
func (p *painter) waveLabels(left fonts.Length, f *field) (waveNames, int, error) {
	n := len(f.waves)
	between := 4 * fonts.Point
	for step := 1; step <= n; step++ {
		room := 2 * (left + f.waves[(n-1)%step])
		room = min(room, 2*(p.width-left-f.waves[n-1]))
		if n > step {
			room = min(room, (f.waves[n-1]-f.waves[n-1-step])-between)
		}
		if names, ok := p.wrapWaves(room, step); ok {
			return names, step, nil
		}
	}
	return waveNames{}, 0, noRoom(p.Table.Columns[n-1].Header, "the name of the wave")
}

func (p *painter) wrapWaves(room fonts.Length, step int) (waveNames, bool) {
	names := waveNames{labels: make([]label, len(p.Table.Columns))}
	for i, c := range p.Table.Columns {
		if !shown(i, len(p.Table.Columns), step) {
			continue
		}
		l, ok := p.wrapWhole(c.Label, p.small(), room)
		if !ok {
			return names, false
		}
		names.labels[i] = l
		names.depth = max(names.depth, len(l.lines))
	}
	return names, true
}

// shown reports whether a wave's name is shown when every step-th is, counted from the last.
func shown(i, n, step int) bool { return (n-1-i)%step == 0 }

func (p *painter) drawWaves(r chart.Renderer, names waveNames, step int, f *field) {
	size := p.small()
	top := fonts.Length(f.box.Bottom)
	for i, l := range names.labels {
		if !shown(i, len(names.labels), step) {
			continue
		}
		p.drawLine(r, axis, hairline, f.x(i), top, f.x(i), top+2*fonts.Point)
		p.drawLabel(r, l, size, fonts.Regular, faded, alignCenter, f.x(i), top+waveGap+p.height(l, size)/2)
	}
}
