package charts

import (
	chart "github.com/wcharczuk/go-chart/v2"

	"bulletin/fonts"
)

// shape is the form of a line's markers, which tells lines apart where colours do not.
type shape uint8

const (
	circle shape = iota
	square
	triangle
	diamond
	openCircle
	openSquare
	openTriangle
	openDiamond
	shapes
)

// markerRadius is that of the circle; the others look as large.
const markerRadius = 2600 * fonts.Point / 1000

// drawMarker draws a point of a line, parted from what lies below by a white edge.
func (p *painter) drawMarker(r chart.Renderer, t trend, x, y fonts.Length) {
	outline, fill, width := white, t.color, rule
	radius := markerRadius + rule/2
	if t.shape >= openCircle {
		outline, fill, width = t.color, white, 2*rule
		radius = markerRadius - rule/2
	}
	r.SetFillColor(toDrawing(fill))
	r.SetStrokeColor(toDrawing(outline))
	r.SetStrokeWidth(float64(width))
	switch t.shape {
	case circle, openCircle:
		r.Circle(float64(radius), int(x), int(y))
	case square, openSquare:
		a := radius * 9 / 10
		polygon(r, x-a, y-a, x+a, y-a, x+a, y+a, x-a, y+a)
	case triangle, openTriangle:
		polygon(r, x, y-radius*5/4, x+radius*6/5, y+radius*4/5, x-radius*6/5, y+radius*4/5)
	case diamond, openDiamond:
		a := radius * 4 / 3
		polygon(r, x, y-a, x+a, y, x, y+a, x-a, y)
	}
	r.FillStroke()
	r.ResetStyle()
}

// polygon adds a closed shape to the path; its points are pairs of x and y.
func polygon(r chart.Renderer, xy ...fonts.Length) {
	r.MoveTo(int(xy[0]), int(xy[1]))
	for i := 2; i < len(xy); i += 2 {
		r.LineTo(int(xy[i]), int(xy[i+1]))
	}
	r.Close()
}
