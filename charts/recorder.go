package charts

import (
	"io"
	"math"
	"strings"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"bulletin/fonts"
)

// go-chart knows a face by its *truetype.Font only. These two stand for the
// faces of the family and are never looked into; since one is always set,
// go-chart has no reason to parse its own.
var regularKey, boldKey truetype.Font

// fontKey is the key under which go-chart is given a face.
func fontKey(s fonts.Style) *truetype.Font {
	if s == fonts.Bold {
		return &boldKey
	}
	return &regularKey
}

// go-chart passes the class name of a style on to its renderer; these tell the
// recorder what is being drawn.
const (
	classSegment = "segment" // the part of a bar that one value takes
	classTick    = "tick"    // a figure along the left axis
)

// tickGap is the distance of an axis from its figures. go-chart's own is a
// constant number of pixels, so the recorder adds it to the width it measures.
const tickGap = 5 * fonts.Point

// recorder is a chart.Renderer that writes down what go-chart draws. Its pixel
// is a fonts.Length.
type recorder struct {
	picture *Picture
	family  fonts.Family
	dpi     float64

	class       string
	stroke      drawing.Color
	fill        drawing.Color
	strokeWidth float64
	dash        []float64
	font        *truetype.Font
	fontColor   drawing.Color
	fontSize    fonts.Length

	paths    []Segment // of all that was drawn, and of what is being drawn
	start    int       // where the path that is being drawn begins among them
	segments []segment
}

// segment is a part of a bar that has been drawn: where it is, and its path.
type segment struct {
	left, top, right, bottom fonts.Length
	path                     []Segment
}

var _ chart.Renderer = (*recorder)(nil)

func newRecorder(f fonts.Family) *recorder {
	return &recorder{picture: &Picture{Ops: make([]Op, 0, 128)}, family: f, paths: make([]Segment, 0, 384)}
}

// provider gives the recorder to go-chart and notes the size of the picture.
func (r *recorder) provider(width, height int) (chart.Renderer, error) {
	r.picture.Width, r.picture.Height = fonts.Length(width), fonts.Length(height)
	return r, nil
}

func (r *recorder) ResetStyle() {
	r.class, r.strokeWidth, r.dash, r.fontSize = "", 0, nil, 0
	r.stroke, r.fill, r.fontColor = drawing.Color{}, drawing.Color{}, drawing.Color{}
}

func (r *recorder) GetDPI() float64                   { return r.dpi }
func (r *recorder) SetDPI(dpi float64)                { r.dpi = dpi }
func (r *recorder) SetClassName(name string)          { r.class = name }
func (r *recorder) SetStrokeColor(c drawing.Color)    { r.stroke = c }
func (r *recorder) SetFillColor(c drawing.Color)      { r.fill = c }
func (r *recorder) SetStrokeWidth(width float64)      { r.strokeWidth = width }
func (r *recorder) SetStrokeDashArray(dash []float64) { r.dash = dash }
func (r *recorder) SetFont(f *truetype.Font)          { r.font = f }
func (r *recorder) SetFontColor(c drawing.Color)      { r.fontColor = c }
func (r *recorder) SetFontSize(points float64)        { r.fontSize = fonts.Length(math.Round(points * 1000)) }
func (r *recorder) SetTextRotation(float64)           {} // no text of ours is turned
func (r *recorder) ClearTextRotation()                {}
func (r *recorder) Save(io.Writer) error              { return nil }

func (r *recorder) MoveTo(x, y int) { r.add(Move, x, y) }

// LineTo begins a path where there is none, as go-chart's own renderers do.
func (r *recorder) LineTo(x, y int) {
	if len(r.paths) == r.start {
		r.add(Move, x, y)
		return
	}
	r.add(Line, x, y)
}

// QuadCurveTo raises the quadratic to a cubic: control points two thirds of the way to the quadratic's.
func (r *recorder) QuadCurveTo(cx, cy, x, y int) {
	x0, y0 := r.point()
	r.add(Curve, x0+2*(cx-x0)/3, y0+2*(cy-y0)/3, x+2*(cx-x)/3, y+2*(cy-y)/3, x, y)
}

// ArcTo draws a part of an ellipse in cubics of at most a quarter each. Angles
// run clockwise from three o'clock, in radians. A line leads to its start
// where a path has begun.
func (r *recorder) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
	if math.IsNaN(delta) || math.IsInf(delta, 0) {
		return
	}
	delta = max(-2*math.Pi, min(2*math.Pi, delta))
	n := max(1, int(math.Ceil(math.Abs(delta)/(math.Pi/2))))
	step := delta / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	at := func(cos, sin float64) (int, int) {
		return cx + int(math.Round(rx*cos)), cy + int(math.Round(ry*sin))
	}
	sin, cos := math.Sincos(startAngle)
	r.LineTo(at(cos, sin))
	for i := 1; i <= n; i++ {
		nextSin, nextCos := math.Sincos(startAngle + float64(step*float64(i)))
		ax, ay := at(cos-float64(k*sin), sin+float64(k*cos))
		bx, by := at(nextCos+float64(k*nextSin), nextSin-float64(k*nextCos))
		x, y := at(nextCos, nextSin)
		r.add(Curve, ax, ay, bx, by, x, y)
		sin, cos = nextSin, nextCos
	}
}

// Circle adds a circle of four cubics to the path.
func (r *recorder) Circle(radius float64, x, y int) {
	q := int(math.Round(radius))
	c := q * 5523 / 10000 // the control distance of a quarter circle: 4/3 tan(π/8)
	r.add(Move, x+q, y)
	r.add(Curve, x+q, y+c, x+c, y+q, x, y+q)
	r.add(Curve, x-c, y+q, x-q, y+c, x-q, y)
	r.add(Curve, x-q, y-c, x-c, y-q, x, y-q)
	r.add(Curve, x+c, y-q, x+q, y-c, x+q, y)
	r.Close()
}

func (r *recorder) Close()      { r.add(Close) }
func (r *recorder) Stroke()     { r.draw(false, true) }
func (r *recorder) Fill()       { r.draw(true, false) }
func (r *recorder) FillStroke() { r.draw(true, true) }

// Text draws a line of text that starts at x on the baseline y.
func (r *recorder) Text(body string, x, y int) {
	if strings.TrimSpace(body) == "" || r.fontColor.A == 0 || r.fontSize <= 0 {
		return
	}
	r.picture.Ops = append(r.picture.Ops, Op{
		Text: body, X: fonts.Length(x), Y: fonts.Length(y),
		Size: r.fontSize, Style: r.style(), Color: fromDrawing(r.fontColor),
	})
}

// MeasureText gives the width of a text and, as its height, that of capitals:
// go-chart centres text on half of it.
func (r *recorder) MeasureText(body string) chart.Box {
	f := r.family[r.style()]
	b := chart.Box{
		Right:  int(f.Width(body, r.fontSize)),
		Bottom: int(fonts.Length(f.CapHeight) * r.fontSize / 1000),
		IsSet:  true,
	}
	if r.class == classTick {
		b.Right += int(tickGap)
	}
	return b
}

func (r *recorder) style() fonts.Style {
	if r.font == &boldKey {
		return fonts.Bold
	}
	return fonts.Regular
}

func (r *recorder) add(v Verb, xy ...int) {
	s := Segment{Verb: v}
	for i, n := range xy {
		s.Points[i] = fonts.Length(n)
	}
	r.paths = append(r.paths, s)
}

// point is the end of the path so far.
func (r *recorder) point() (x, y int) {
	for i := len(r.paths) - 1; i >= r.start; i-- {
		switch p := r.paths[i].Points; r.paths[i].Verb {
		case Move, Line:
			return int(p[0]), int(p[1])
		case Curve:
			return int(p[4]), int(p[5])
		}
	}
	return 0, 0
}

// draw writes the path down, unless nothing of it would be seen: a colour
// without opacity, a stroke without width (in a PDF, zero is a hairline), a
// path that never leaves its start.
func (r *recorder) draw(fill, stroke bool) {
	op := Op{Path: r.paths[r.start:len(r.paths):len(r.paths)]}
	if fill && r.fill.A > 0 {
		c := fromDrawing(r.fill)
		op.Fill = &c
	}
	if width := fonts.Length(math.Round(r.strokeWidth)); stroke && r.stroke.A > 0 && width > 0 {
		c := fromDrawing(r.stroke)
		op.Stroke, op.StrokeWidth = &c, width
		for _, d := range r.dash {
			op.Dash = append(op.Dash, fonts.Length(math.Round(d)))
		}
	}
	if len(op.Path) < 2 || op.Fill == nil && op.Stroke == nil {
		r.paths = r.paths[:r.start]
		return
	}
	r.start = len(r.paths)
	if r.class == classSegment && len(op.Path) == 5 {
		r.addSegment(op.Path)
	}
	r.picture.Ops = append(r.picture.Ops, op)
}

// addSegment notes the place of a segment, a rectangle from its top left corner
// clockwise. go-chart paints every segment from the left end of its bar and the
// next one over it; what would be painted over is cut off instead, since the
// colours below would show at the edges.
func (r *recorder) addSegment(rectangle []Segment) {
	rectangle[4] = Segment{Verb: Close}
	first, third := rectangle[0].Points, rectangle[2].Points
	s := segment{left: first[0], top: first[1], right: third[0], bottom: third[1], path: rectangle}
	if n := len(r.segments); n > 0 && r.segments[n-1].top == s.top {
		before := &r.segments[n-1]
		before.left = s.right
		before.path[0].Points[0], before.path[3].Points[0] = s.right, s.right
	}
	r.segments = append(r.segments, s)
}

func fromDrawing(c drawing.Color) Color { return Color{c.R, c.G, c.B} }

func toDrawing(c Color) drawing.Color { return drawing.Color{R: c.R, G: c.G, B: c.B, A: 255} }

// transparent is set where go-chart would fill in a colour of its own for the zero value.
var transparent = drawing.Color{R: 255, G: 255, B: 255, A: 0}
