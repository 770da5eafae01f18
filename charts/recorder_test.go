package charts

import (
	"math"
	"testing"

	"github.com/wcharczuk/go-chart/v2/drawing"

	"bulletin/fonts"
)

func TestRecorderPaths(t *testing.T) {
	draw := func(paint func(r *recorder)) *Picture {
		r := newRecorder(fonts.Default())
		r.SetFillColor(drawing.ColorBlack)
		paint(r)
		r.Fill()
		return r.picture
	}
	for _, c := range []struct {
		name  string
		paint func(r *recorder)
		want  string
	}{
		{"a quadratic is raised to a cubic", func(r *recorder) {
			r.MoveTo(0, 0)
			r.QuadCurveTo(3000, 6000, 6000, 0)
		}, "M0.000 0.000C2.000 4.000 4.000 4.000 6.000 0.000"},
		{"a quarter clockwise from three o'clock", func(r *recorder) {
			r.ArcTo(0, 0, 1000, 1000, 0, math.Pi/2)
		}, "M1.000 0.000C1.000 0.552 0.552 1.000 0.000 1.000"},
		{"a line leads to an arc", func(r *recorder) {
			r.MoveTo(5000, 0)
			r.ArcTo(0, 0, 1000, 2000, 0, -math.Pi/2)
		}, "M5.000 0.000L1.000 0.000C1.000 -1.105 0.552 -2.000 0.000 -2.000"},
		{"half a circle takes two cubics", func(r *recorder) {
			r.ArcTo(0, 0, 1000, 1000, math.Pi, math.Pi)
		}, "M-1.000 0.000C-1.000 -0.552 -0.552 -1.000 0.000 -1.000C0.552 -1.000 1.000 -0.552 1.000 0.000"},
		{"a circle", func(r *recorder) {
			r.Circle(1000, 0, 0)
		}, "M1.000 0.000C1.000 0.552 0.552 1.000 0.000 1.000C-0.552 1.000 -1.000 0.552 -1.000 0.000" +
			"C-1.000 -0.552 -0.552 -1.000 0.000 -1.000C0.552 -1.000 1.000 -0.552 1.000 0.000Z"},
		{"a line begins a path", func(r *recorder) {
			r.LineTo(1000, 1000)
			r.LineTo(2000, 1000)
			r.Close()
		}, "M1.000 1.000L2.000 1.000Z"},
	} {
		p := draw(c.paint)
		if len(p.Ops) != 1 {
			t.Errorf("%s: %d marks", c.name, len(p.Ops))
			continue
		}
		if got := pathData(p.Ops[0].Path); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What would not be seen is not written down, and does not leak into the next path.
func TestRecorderSkipsTheUnseen(t *testing.T) {
	r := newRecorder(fonts.Default())
	line := func() {
		r.MoveTo(0, 0)
		r.LineTo(1000, 0)
	}
	r.SetStrokeColor(transparent)
	r.SetStrokeWidth(1000)
	line()
	r.Stroke()
	r.SetStrokeColor(drawing.ColorBlack)
	r.SetStrokeWidth(0)
	line()
	r.Stroke()
	r.SetFillColor(transparent)
	line()
	r.FillStroke()
	r.SetStrokeWidth(1000)
	r.MoveTo(0, 0)
	r.Stroke()
	r.Stroke()
	r.SetFontColor(drawing.ColorBlack)
	r.SetFontSize(8)
	r.Text("", 0, 0)
	if len(r.picture.Ops) != 0 {
		t.Errorf("written down: %s", dump(r.picture))
	}
	line()
	r.Stroke()
	if len(r.picture.Ops) != 1 || len(r.picture.Ops[0].Path) != 2 {
		t.Errorf("got %s", dump(r.picture))
	}
}
