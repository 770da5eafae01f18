package charts

import (
	chart "github.com/wcharczuk/go-chart/v2"

	"bulletin/fonts"
)

// legend names the answers above the bars, in the order of the segments.
type legend struct {
	keys   []key
	height fonts.Length // with what parts it from the bars
}

// key is a swatch and the name of its answer. x, y is the left end of the axis of the swatch.
type key struct {
	x, y  fonts.Length
	color Color
	name  label
}

// Distances in the legend.
const (
	swatchGap = 4 * fonts.Point
	keyGap    = 13 * fonts.Point
	tightGap  = 8 * fonts.Point // where that brings all keys onto one line
)

func (p *painter) swatch() fonts.Length { return p.Size * 8 / 9 }

// legend lays the keys out: on one line over the bars where they fit there,
// on one line over the whole chart where they fit there, else on several lines.
func (p *painter) legend(colors []Color, bars fonts.Length) (*legend, error) {
	l := &legend{}
	var total fonts.Length
	for j, c := range p.Table.Columns {
		name, ok := p.wrap(c.Label, p.Size, p.width-p.swatch()-swatchGap)
		if !ok {
			return nil, noRoom(c.Header, "the answer")
		}
		l.keys = append(l.keys, key{color: colors[j], name: name})
		total += p.keyWidth(name)
	}
	left, gap := bars, keyGap
	gaps := fonts.Length(len(l.keys) - 1)
	if total+gaps*gap > p.width-bars {
		left = 0
	}
	if total+gaps*gap > p.width && total+gaps*tightGap <= p.width {
		gap = (p.width - total) / gaps
	}
	x, y := left, p.Size/2
	deepest := fonts.Length(0) // of the line, beyond its first
	for j := range l.keys {
		k := &l.keys[j]
		if x > left && x+p.keyWidth(k.name) > p.width {
			x, y, deepest = left, y+lineHeight(p.Size)*5/4+deepest, 0
		}
		k.x, k.y = x, y
		x += p.keyWidth(k.name) + gap
		deepest = max(deepest, p.height(k.name, p.Size)-p.capHeight(p.Size))
	}
	l.height = y + deepest + p.Size/2 + 5*fonts.Point
	return l, nil
}

// keyWidth is the width of a key without what parts it from the next.
func (p *painter) keyWidth(name label) fonts.Length { return p.swatch() + swatchGap + name.width }

func (l *legend) draw(p *painter, r chart.Renderer) {
	side := p.swatch()
	for _, k := range l.keys {
		p.drawRectangle(r, k.color, k.x, k.y-side/2, k.x+side, k.y-side/2+side)
		middle := k.y + (p.height(k.name, p.Size)-p.capHeight(p.Size))/2
		p.drawLabel(r, k.name, p.Size, fonts.Regular, ink, alignLeft, k.x+side+swatchGap, middle)
	}
}
