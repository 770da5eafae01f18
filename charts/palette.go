package charts

import "math"

// Colours of text and rules. The ink is legible on white at 15:1, the axis at 7:1.
var (
	white = Color{255, 255, 255}
	ink   = Color{0x26, 0x26, 0x26}
	black = Color{0, 0, 0}
	faded = Color{0x59, 0x59, 0x59} // figures along an axis
	axis  = Color{0x8c, 0x8c, 0x8c}
	grid  = Color{0xdd, 0xdd, 0xdd}
)

// The colours of answers run from agreement (blue) to its opposite (red) and
// end in grey for those who had no answer. Neighbours differ in lightness too,
// so that they can be told apart in print without colour.
var (
	nightBlue = Color{0x12, 0x3a, 0x63}
	deepBlue  = Color{0x1b, 0x4f, 0x82}
	midBlue   = Color{0x33, 0x74, 0xae}
	paleBlue  = Color{0x8f, 0xbf, 0xe3}
	skyBlue   = Color{0x74, 0xac, 0xd8}
	sand      = Color{0xf3, 0xe6, 0xc4}
	paleAmber = Color{0xf9, 0xd0, 0x94}
	amber     = Color{0xe0, 0x8f, 0x3c}
	deepRed   = Color{0x8f, 0x2d, 0x1c}
	grey      = Color{0xc9, 0xc9, 0xc9}
)

// answerColors gives the built-in colours of n answers in order, or nil where
// there are none for so many. From three answers on, the last is grey.
func answerColors(n int) []Color {
	switch n {
	case 1:
		return []Color{deepBlue}
	case 2:
		return []Color{deepBlue, amber}
	case 3:
		return []Color{deepBlue, amber, grey}
	case 4:
		return []Color{deepBlue, skyBlue, deepRed, grey}
	case 5:
		return []Color{deepBlue, skyBlue, paleAmber, deepRed, grey}
	case 6:
		return []Color{deepBlue, skyBlue, sand, amber, deepRed, grey}
	case 7:
		return []Color{nightBlue, midBlue, paleBlue, sand, amber, deepRed, grey}
	}
	return nil
}

// lineColors are the built-in colours of lines: dark enough for text on white.
func lineColors() []Color {
	return []Color{
		{0x0b, 0x4f, 0x8a}, // blue
		{0xb4, 0x46, 0x0c}, // vermilion
		{0x00, 0x6f, 0x5b}, // green
		{0x7a, 0x3b, 0x9a}, // violet
		{0x7d, 0x5a, 0x00}, // ochre
		{0x1f, 0x1f, 0x1f}, // black
		{0xb0, 0x1f, 0x6b}, // crimson
		{0x5c, 0x66, 0x70}, // slate
	}
}

// luminance is the relative luminance of a colour, 0 to 1 (WCAG 2.2, 1.4.3).
func luminance(c Color) float64 {
	return float64(0.2126*linear(c.R)) + float64(0.7152*linear(c.G)) + float64(0.0722*linear(c.B))
}

// linear takes the transfer curve of sRGB off a channel (IEC 61966-2-1).
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// contrast is the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3).
func contrast(a, b Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// textContrast is the least contrast of text (WCAG 2.2, 1.4.3 level AA).
const textContrast = 4.5

// textOn is the colour of text on a colour. One of black and white always reaches the contrast.
func textOn(c Color) Color {
	for _, t := range []Color{white, ink} {
		if contrast(t, c) >= textContrast {
			return t
		}
	}
	return black
}

// legible darkens a colour until text in it can be read on white.
func legible(c Color) Color {
	for contrast(c, white) < textContrast {
		c = Color{scale(c.R), scale(c.G), scale(c.B)}
	}
	return c
}

// scale takes a sixteenth off a channel.
func scale(v uint8) uint8 { return uint8(int(v) * 15 / 16) }
