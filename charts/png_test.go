package charts

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golang/freetype/raster"
	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"

	"bulletin/fonts"
)

var pngFolder = flag.String("png", "", "folder to write the charts of the tests to as PNG, to be looked at")

func pixelsOf(t testing.TB, name string, p *Picture, width int) image.Image {
	t.Helper()
	data, err := p.PNG(fonts.Default(), width)
	if err != nil {
		t.Fatal(err)
	}
	if *pngFolder != "" {
		if err := os.WriteFile(filepath.Join(*pngFolder, name+".png"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestPNG sees that each mark of the samples is there: text in its colour where
// it was measured to stand, and areas in theirs.
func TestPNG(t *testing.T) {
	const width = 1200
	for name, s := range samples() {
		t.Run(name, func(t *testing.T) {
			p := draw(t, s, measure)
			m := pixelsOf(t, name, p, width)
			if got := m.Bounds().Dx(); got != width {
				t.Fatalf("%d pixels wide", got)
			}
			at := func(l fonts.Length) int { return int(int64(l+bleed) * width / int64(p.Width+2*bleed)) }
			for _, op := range p.Ops {
				switch {
				case op.Text != "":
					right := op.X + fonts.Default()[op.Style].Width(strings.TrimRight(op.Text, " "), op.Size)
					if !holds(m, image.Rect(at(op.X), at(op.Y-op.Size*3/4), at(right)+1, at(op.Y)+1), op.Color) {
						t.Errorf("no text %q", op.Text)
					}
				case op.Fill != nil && len(op.Path) == 5 && op.Path[2].Verb == Line:
					a, b := op.Path[0].Points, op.Path[2].Points
					area := image.Rect(at(a[0]), at(a[1]), at(b[0])+1, at(b[1])+1)
					if area.Dx() > 4 && !holds(m, area, *op.Fill) {
						t.Errorf("no area of %v at %v", *op.Fill, area)
					}
				case op.Stroke != nil && op.StrokeWidth >= fonts.Point && op.Path[1].Verb == Line:
					a, b := op.Path[0].Points, op.Path[1].Points
					area := image.Rect(at(a[0]), at(a[1]), at(b[0])+1, at(b[1])+1).Canon().Inset(-3)
					if !holds(m, area, *op.Stroke) {
						t.Errorf("no line of %v at %v", *op.Stroke, area)
					}
				}
			}
		})
	}
}

// holds reports whether a part of an image has a pixel of a colour.
func holds(m image.Image, part image.Rectangle, c Color) bool {
	part = part.Intersect(m.Bounds())
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			got := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			if near(got.R, c.R) && near(got.G, c.G) && near(got.B, c.B) {
				return true
			}
		}
	}
	return false
}

// near allows for thin strokes that fill no pixel whole.
func near(a, b uint8) bool { return max(a, b)-min(a, b) <= 40 }

// TestPNGLetters sees that the letters of the three languages are all drawn, each its own.
func TestPNGLetters(t *testing.T) {
	const letters = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя0123456789%№₸«»–−"
	seen := map[string]rune{}
	for _, style := range []fonts.Style{fonts.Regular, fonts.Bold} {
		clear(seen)
		for _, r := range letters + "\uffff" { // the face has no last one
			m := pixelsOf(t, "letter", &Picture{Width: 20 * fonts.Point, Height: 20 * fonts.Point, Ops: []Op{{
				Text: string(r), X: 2 * fonts.Point, Y: 15 * fonts.Point, Size: 12 * fonts.Point, Style: style,
			}}}, 120)
			var dots strings.Builder
			for y := range m.Bounds().Dy() {
				for x := range m.Bounds().Dx() {
					shade, _, _, _ := m.At(x, y).RGBA()
					dots.WriteByte(byte(shade >> 8))
				}
			}
			if strings.Count(dots.String(), "\xff") == dots.Len() {
				t.Errorf("%q is not drawn", r)
			}
			if other, ok := seen[dots.String()]; ok {
				t.Errorf("%q is drawn as %q", r, other)
			}
			seen[dots.String()] = r
		}
	}
}

func TestPNGDashes(t *testing.T) {
	black := Color{}
	line := func(dash ...fonts.Length) *Picture {
		return &Picture{Width: 100 * fonts.Point, Height: 10 * fonts.Point, Ops: []Op{{
			Path:   []Segment{{Move, [6]fonts.Length{0, 5 * fonts.Point}}, {Line, [6]fonts.Length{50 * fonts.Point, 5 * fonts.Point}}, {Line, [6]fonts.Length{100 * fonts.Point, 5 * fonts.Point}}},
			Stroke: &black, StrokeWidth: 2 * fonts.Point, Dash: dash,
		}}}
	}
	for _, c := range []struct {
		dash  []fonts.Length
		parts int
	}{
		{nil, 1},
		{[]fonts.Length{10 * fonts.Point, 10 * fonts.Point}, 5},
		{[]fonts.Length{5 * fonts.Point}, 10},
		{[]fonts.Length{0, 0}, 1},
		{[]fonts.Length{40 * fonts.Point, 20 * fonts.Point}, 2},
	} {
		m := pixelsOf(t, "dashes", line(c.dash...), 1120)
		y, parts, before := m.Bounds().Dy()/2, 0, false
		for x := range m.Bounds().Dx() {
			shade, _, _, _ := m.At(x, y).RGBA()
			now := shade < 0x8000
			if now && !before {
				parts++
			}
			before = now
		}
		if parts != c.parts {
			t.Errorf("dashes %v: %d parts, want %d", c.dash, parts, c.parts)
		}
	}
}

// TestPNGOverlap sees that contours that overlap, as the bar of «Ұ» may its stem, leave no hole.
func TestPNGOverlap(t *testing.T) {
	square := func(x, y fonts.Length) []Segment {
		const side = 40 * fonts.Point
		return []Segment{
			{Move, [6]fonts.Length{x, y}},
			{Line, [6]fonts.Length{x + side, y}},
			{Line, [6]fonts.Length{x + side, y + side}},
			{Line, [6]fonts.Length{x, y + side}},
			{Verb: Close},
		}
	}
	black := Color{}
	p := &Picture{Width: 60 * fonts.Point, Height: 60 * fonts.Point, Ops: []Op{{Path: append(square(0, 0), square(20*fonts.Point, 20*fonts.Point)...), Fill: &black}}}
	m := pixelsOf(t, "overlap", p, 144)
	for _, at := range []image.Point{{30, 30}, {72, 72}, {114, 114}} {
		if shade, _, _, _ := m.At(at.X, at.Y).RGBA(); shade != 0 {
			t.Errorf("%v is not filled", at)
		}
	}
}

// TestContour draws a quarter of a bow: a point off the line with one on it at either side.
func TestContour(t *testing.T) {
	d := &pixels{image: image.NewRGBA(image.Rect(0, 0, 48, 48)), raster: raster.NewRasterizer(48, 48)}
	d.painter = raster.NewRGBAPainter(d.image)
	const on, side = 1, 40 * 64
	d.contour([]truetype.Point{{Flags: on}, {X: side}, {X: side, Y: -side, Flags: on}, {Y: -side, Flags: on}}, fixed.Point26_6{})
	d.paint(Color{})
	for at, want := range map[image.Point]bool{{32, 9}: false, {32, 15}: true, {36, 13}: false, {5, 5}: true, {45, 20}: false} {
		if _, _, _, ink := d.image.At(at.X, at.Y).RGBA(); (ink > 0) != want {
			t.Errorf("ink at %v: %v", at, !want)
		}
	}
}

// TestPaletted sees that a colour that has no place of its own is shown by one near to it.
func TestPaletted(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 256, 3)) // two rows of 256 colours, and one of other shades
	for x := range 256 {
		m.SetRGBA(x, 0, color.RGBA{R: uint8(x), A: 255})
		m.SetRGBA(x, 1, color.RGBA{R: uint8(x), A: 255})
		m.SetRGBA(x, 2, color.RGBA{R: uint8(x), G: 1, A: 255})
	}
	out := paletted(m)
	for x := range 256 {
		for y := range 3 {
			if got, want := color.RGBAModel.Convert(out.At(x, y)), (color.RGBA{R: uint8(x), A: 255}); got != want {
				t.Fatalf("%v is shown as %v", m.RGBAAt(x, y), got)
			}
		}
	}
}

func TestPNGRefuses(t *testing.T) {
	p := draw(t, trust(), measure)
	for _, width := range []int{0, -1, 1 << 30} {
		if _, err := p.PNG(fonts.Default(), width); err == nil {
			t.Errorf("drawn %d pixels wide", width)
		}
	}
	family := fonts.Default()
	family[fonts.Regular] = &fonts.Face{Name: "Torn", Data: slices.Clone(family[fonts.Regular].Data[:100])}
	if _, err := p.PNG(family, 1200); err == nil || !strings.Contains(err.Error(), "Torn") {
		t.Errorf("a damaged face: %v", err)
	}
}

func BenchmarkPNG(b *testing.B) {
	p := draw(b, trust(), measure)
	for b.Loop() {
		data, err := p.PNG(fonts.Default(), 1200)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(data)), "bytes")
	}
}
