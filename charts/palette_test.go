package charts

import (
	"math"
	"testing"
)

// vision is how an eye sees linear RGB: the matrices of Machado, Oliveira and
// Fernandes (2009) at full severity.
type vision [9]float64

var visions = map[string]vision{
	"normal":       {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// lab gives L*, a* and b* (CIE 1976, white D65) of a colour as an eye sees it.
func (v vision) lab(c Color) [3]float64 {
	in := [3]float64{linear(c.R), linear(c.G), linear(c.B)}
	var rgb [3]float64
	for i := range rgb {
		for j := range in {
			rgb[i] += v[3*i+j] * in[j]
		}
		rgb[i] = max(0, min(1, rgb[i]))
	}
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047)
	y := f(0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2])
	z := f((0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// difference is the distance of two colours in the Lab space (CIE 1976).
func (v vision) difference(a, b Color) float64 {
	p, q := v.lab(a), v.lab(b)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

// lightness is what is left of a colour in print without colour: L* (CIE 1976).
func lightness(c Color) float64 {
	y := luminance(c)
	if y > 216.0/24389 {
		return 116*math.Cbrt(y) - 16
	}
	return 24389.0 / 27 * y
}

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b Color
		want float64
	}{
		{black, white, 21},
		{white, white, 1},
		{Color{0x77, 0x77, 0x77}, white, 4.48},
		{Color{0xff, 0, 0}, white, 4.00},
	} {
		if got := contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("contrast of %s and %s is %.3f, want %.2f", hex(c.a), hex(c.b), got, c.want)
		}
	}
}

func TestAnswerColors(t *testing.T) {
	for n := 1; n <= 7; n++ {
		colors := answerColors(n)
		if len(colors) != n {
			t.Fatalf("%d colours for %d answers", len(colors), n)
		}
		for i, c := range colors {
			if got := contrast(c, textOn(c)); got < textContrast {
				t.Errorf("%d answers: text on %s has a contrast of %.2f", n, hex(c), got)
			}
			if i == 0 {
				continue
			}
			before := colors[i-1]
			if d := math.Abs(lightness(before) - lightness(c)); d < 12 {
				t.Errorf("%d answers: in grey, %s and %s differ by %.1f only", n, hex(before), hex(c), d)
			}
			for name, v := range visions {
				if d := v.difference(before, c); d < 20 {
					t.Errorf("%d answers: with %s vision, %s and %s differ by %.1f only", n, name, hex(before), hex(c), d)
				}
			}
		}
		if n >= 3 && colors[n-1] != grey {
			t.Errorf("%d answers: the last is %s, not grey", n, hex(colors[n-1]))
		}
	}
	if answerColors(8) != nil {
		t.Error("colours for eight answers were not made for them")
	}
}

// Text must be legible on any colour that a house may choose.
func TestTextOnAnyColor(t *testing.T) {
	for v := range 1 << 12 {
		c := Color{uint8(v>>8) * 17, uint8(v>>4&15) * 17, uint8(v&15) * 17}
		if got := contrast(c, textOn(c)); got < textContrast {
			t.Fatalf("text on %s has a contrast of %.2f", hex(c), got)
		}
		if got := contrast(legible(c), white); got < textContrast {
			t.Fatalf("%s was made %s for text on white: contrast %.2f", hex(c), hex(legible(c)), got)
		}
	}
}

func TestLineColors(t *testing.T) {
	colors := lineColors()
	for i, c := range colors {
		if got := contrast(c, white); got < textContrast {
			t.Errorf("%s has a contrast of %.2f on white", hex(c), got)
		}
		for j := range i {
			if shape(i%int(shapes)) != shape(j%int(shapes)) {
				continue // told apart by the marker
			}
			for name, v := range visions {
				if d := v.difference(colors[j], c); d < 20 {
					t.Errorf("with %s vision, %s and %s differ by %.1f only, and have one marker", name, hex(colors[j]), hex(c), d)
				}
			}
		}
		if i > 0 && i < 6 { // the colours of six lines differ by themselves
			for name, v := range visions {
				if d := v.difference(colors[i-1], c); d < 20 && name != "tritanopia" {
					t.Errorf("with %s vision, %s and %s differ by %.1f only", name, hex(colors[i-1]), hex(c), d)
				}
			}
		}
	}
}

func TestMarkersDiffer(t *testing.T) {
	p := &painter{Spec: trust(), rec: newRecorder(trust().Family)}
	seen := map[string]shape{}
	for s := range shapes {
		p.rec.picture.Ops = nil
		p.drawMarker(p.rec, trend{shape: s, color: deepBlue}, 0, 0)
		form := dump(p.rec.picture)
		if other, ok := seen[form]; ok {
			t.Errorf("markers %d and %d are the same", other, s)
		}
		seen[form] = s
	}
	if len(seen) < len(lineColors()) {
		t.Errorf("%d markers for %d lines", len(seen), len(lineColors()))
	}
}

// Figures along axes, inks and the grid.
func TestPlainColors(t *testing.T) {
	for _, c := range []Color{ink, faded} {
		if got := contrast(c, white); got < textContrast {
			t.Errorf("text in %s has a contrast of %.2f", hex(c), got)
		}
	}
	if got := contrast(axis, white); got < 3 {
		t.Errorf("the axis, %s, has a contrast of %.2f", hex(axis), got)
	}
}
