package charts

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	imagedraw "image/draw"
	"image/png"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/golang/freetype/raster"
	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"bulletin/fonts"
)

// bleed is the white around a picture that is drawn as pixels: letters and marks
// may stand out of its frame by as much.
const bleed = 6 * fonts.Point

// PNG draws the picture as pixels on white, in the faces that it was measured
// with; width is that of the image, in pixels. The pixels may differ from machine
// to machine by a shade, since nothing published is made of them.
func (p *Picture) PNG(family fonts.Family, width int) ([]byte, error) {
	across := int64(p.Width + 2*bleed)
	height := int((int64(p.Height+2*bleed)*int64(width) + across - 1) / across)
	const most = 1 << 25 // pixels, more than any screen has
	if width <= 0 || height <= 0 || width > most/height {
		return nil, fmt.Errorf("the picture cannot be drawn %d pixels wide", width)
	}
	d := &pixels{
		family: family, width: int64(width), across: across,
		image:  image.NewRGBA(image.Rect(0, 0, width, height)),
		raster: raster.NewRasterizer(width, height),
	}
	d.raster.UseNonZeroWinding = true
	d.painter = raster.NewRGBAPainter(d.image)
	imagedraw.Draw(d.image, d.image.Bounds(), image.White, image.Point{}, imagedraw.Src)
	for i := range p.Ops {
		if err := d.op(&p.Ops[i]); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, paletted(d.image)); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// paletted gives an image with its 256 most frequent colours, and for each other
// one, a shade at the edge of a letter or a line, the nearest of these. As a file it
// has less than half the size.
func paletted(m *image.RGBA) *image.Paletted {
	counts := make(map[color.RGBA]int)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			counts[m.RGBAAt(x, y)]++
		}
	}
	value := func(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	colors := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(value(a), value(b)))
	})
	const most = 256
	var palette color.Palette
	for _, c := range colors[:min(len(colors), most)] {
		palette = append(palette, c)
	}
	index := make(map[color.RGBA]uint8, len(colors))
	for i, c := range colors {
		if i >= most {
			i = palette.Index(c)
		}
		index[c] = uint8(i)
	}
	out := image.NewPaletted(m.Rect, palette)
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			out.SetColorIndex(x, y, index[m.RGBAAt(x, y)])
		}
	}
	return out
}

// pixels is a picture on its way to pixels.
type pixels struct {
	family        fonts.Family
	faces         [fonts.Styles]*truetype.Font // as far as text was drawn in them
	width, across int64                        // in pixels, and in thousandths of a point
	image         *image.RGBA
	raster        *raster.Rasterizer
	painter       *raster.RGBAPainter
	glyph         truetype.GlyphBuf
}

func (d *pixels) op(o *Op) error {
	if o.Text != "" {
		return d.text(o)
	}
	if o.Fill != nil {
		d.raster.AddPath(d.path(o.Path))
		d.paint(*o.Fill)
	}
	if o.Stroke != nil {
		for _, line := range d.polylines(o) {
			var ends raster.Capper = raster.ButtCapper
			if line.closed {
				ends = raster.RoundCapper // the two ends meet in a corner
			}
			d.raster.AddStroke(line.path(), d.length(o.StrokeWidth), ends, raster.RoundJoiner)
		}
		d.paint(*o.Stroke)
	}
	return nil
}

// paint fills what was added since the last time.
func (d *pixels) paint(c Color) {
	d.painter.SetColor(color.RGBA{R: c.R, G: c.G, B: c.B, A: 255})
	d.raster.Rasterize(d.painter)
	d.raster.Clear()
}

// length gives a length in pixels.
func (d *pixels) length(l fonts.Length) fixed.Int26_6 {
	return fixed.Int26_6((int64(l)*d.width*64 + d.across/2) / d.across)
}

func (d *pixels) at(x, y fonts.Length) fixed.Point26_6 {
	return fixed.Point26_6{X: d.length(x + bleed), Y: d.length(y + bleed)}
}

// path gives the pixels of a path, each part of it closed, as it is filled.
func (d *pixels) path(segments []Segment) raster.Path {
	var path raster.Path
	var start fixed.Point26_6
	open := false
	closed := func() {
		if open {
			path.Add1(start)
		}
		open = false
	}
	for _, s := range segments {
		p := s.Points
		switch s.Verb {
		case Move:
			closed()
			start, open = d.at(p[0], p[1]), true
			path.Start(start)
		case Line:
			path.Add1(d.at(p[0], p[1]))
		case Curve:
			path.Add3(d.at(p[0], p[1]), d.at(p[2], p[3]), d.at(p[4], p[5]))
		case Close:
			closed()
		}
	}
	closed()
	return path
}

// polyline is a stretch of a path as it is stroked.
type polyline struct {
	points []fixed.Point26_6
	closed bool
}

func (l *polyline) path() raster.Path {
	var path raster.Path
	path.Start(l.points[0])
	for _, p := range l.points[1:] {
		path.Add1(p)
	}
	return path
}

// polylines parts a path where it moves and where its dashes end, with curves as short lines.
func (d *pixels) polylines(o *Op) []polyline {
	var all []polyline
	var now polyline
	done := func() {
		if len(now.points) > 1 {
			all = append(all, now)
		}
		now = polyline{}
	}
	for _, s := range o.Path {
		p := s.Points
		switch s.Verb {
		case Move:
			done()
			now.points = []fixed.Point26_6{d.at(p[0], p[1])}
		case Line:
			now.points = append(now.points, d.at(p[0], p[1]))
		case Curve:
			now.points = append(now.points, flattened(now.points[len(now.points)-1], d.at(p[0], p[1]), d.at(p[2], p[3]), d.at(p[4], p[5]))...)
		case Close:
			start := now.points[0]
			now.points = append(now.points, start)
			now.closed = true
			done()
			now.points = []fixed.Point26_6{start}
		}
	}
	done()
	return d.dashed(all, o.Dash)
}

// flattened gives the points of a cubic after its first one.
func flattened(a, b, c, e fixed.Point26_6) []fixed.Point26_6 {
	const steps = 16
	out := make([]fixed.Point26_6, steps)
	for i := range out {
		t := float64(i+1) / steps
		u := 1 - t
		mix := func(a, b, c, e fixed.Int26_6) fixed.Int26_6 {
			return fixed.Int26_6(math.Round(u*u*u*float64(a) + 3*u*u*t*float64(b) + 3*u*t*t*float64(c) + t*t*t*float64(e)))
		}
		out[i] = fixed.Point26_6{X: mix(a.X, b.X, c.X, e.X), Y: mix(a.Y, b.Y, c.Y, e.Y)}
	}
	return out
}

// dashed cuts lines into dashes; an odd number of lengths is gone through twice, as in a PDF.
func (d *pixels) dashed(lines []polyline, dash []fonts.Length) []polyline {
	var lengths []float64
	sum := 0.0
	for _, l := range dash {
		lengths = append(lengths, float64(d.length(l)))
		sum += lengths[len(lengths)-1]
	}
	if len(lengths)%2 == 1 {
		lengths = append(lengths, lengths...)
	}
	if sum < 64 { // below a pixel no dashes are seen
		return lines
	}
	var out []polyline
	for _, l := range lines {
		out = append(out, l.dashes(lengths)...)
	}
	return out
}

func (l *polyline) dashes(lengths []float64) []polyline {
	var out []polyline
	now := []fixed.Point26_6{l.points[0]}
	i, left := 0, lengths[0]
	turn := func(at fixed.Point26_6) {
		if i%2 == 0 && len(now) > 1 {
			out = append(out, polyline{points: now})
		}
		now = []fixed.Point26_6{at}
	}
	for k, to := range l.points[1:] {
		from := l.points[k]
		length := math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y))
		for gone := 0.0; gone < length; {
			if length-gone < left {
				left -= length - gone
				break
			}
			gone += left
			at := fixed.Point26_6{
				X: from.X + fixed.Int26_6(float64(to.X-from.X)*gone/length),
				Y: from.Y + fixed.Int26_6(float64(to.Y-from.Y)*gone/length),
			}
			now = append(now, at)
			turn(at)
			i = (i + 1) % len(lengths)
			left = lengths[i]
		}
		now = append(now, to)
	}
	turn(fixed.Point26_6{})
	return out
}

// text draws a line of text. Its letters are as far apart as they were measured.
func (d *pixels) text(o *Op) error {
	face, err := d.face(o.Style)
	if err != nil {
		return err
	}
	measured := d.family[o.Style]
	x, size := o.X, d.length(o.Size)
	for _, r := range strings.TrimRight(o.Text, " ") {
		index := face.Index(r)
		if r == '\u00a0' && index == 0 {
			index = face.Index(' ')
		}
		if err := d.glyph.Load(face, size, index, font.HintingNone); err != nil {
			return fmt.Errorf("the letter %q of the face %s cannot be drawn: %w", r, measured.Name, err)
		}
		d.outline(d.at(x, o.Y))
		x += fonts.Length(measured.Advance(r)) * o.Size / 1000
	}
	d.paint(o.Color)
	return nil
}

func (d *pixels) face(s fonts.Style) (*truetype.Font, error) {
	if d.faces[s] == nil {
		face, err := truetype.Parse(d.family[s].Data)
		if err != nil {
			return nil, fmt.Errorf("the face %s cannot be drawn: %w", d.family[s].Name, err)
		}
		d.faces[s] = face
	}
	return d.faces[s], nil
}

// outline adds the contours of the glyph that was loaded, its origin at a place.
func (d *pixels) outline(origin fixed.Point26_6) {
	start := 0
	for _, end := range d.glyph.Ends {
		d.contour(d.glyph.Points[start:end], origin)
		start = end
	}
}

// contour adds a closed line of quadratic curves. Between two points off the line
// stands one on it that is not written down (OpenType, "glyf").
func (d *pixels) contour(points []truetype.Point, origin fixed.Point26_6) {
	if len(points) == 0 {
		return
	}
	on := func(i int) bool { return points[i%len(points)].Flags&1 != 0 }
	at := func(i int) fixed.Point26_6 {
		p := points[i%len(points)]
		return fixed.Point26_6{X: origin.X + p.X, Y: origin.Y - p.Y}
	}
	between := func(a, b fixed.Point26_6) fixed.Point26_6 {
		return fixed.Point26_6{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
	}
	first := 0
	for first < len(points) && !on(first) {
		first++
	}
	begin := at(first)
	if first == len(points) {
		begin, first = between(at(len(points)-1), at(0)), -1
	}
	d.raster.Start(begin)
	for i := first + 1; i <= first+len(points); i++ {
		switch {
		case on(i):
			d.raster.Add1(at(i))
		case i == first+len(points):
			d.raster.Add2(at(i), begin)
		case on(i + 1):
			d.raster.Add2(at(i), at(i+1))
			i++
		default:
			d.raster.Add2(at(i), between(at(i), at(i+1)))
		}
	}
	d.raster.Add1(begin)
}
