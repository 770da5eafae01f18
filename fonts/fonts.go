// Package fonts holds the faces that a bulletin is set in: four of Noto Sans,
// prepared by prepare.py, or TTF files of the release. It answers what a line
// of text needs (widths, heights, which letters there are); it draws nothing.
package fonts

// Length is a distance on the page in thousandths of a point (1/72 inch).
// Layout counts in it alone, so that every machine gives the same pages.
type Length int

// Units of length. A millimetre is rounded to a thousandth of a point.
const (
	Point      Length = 1000
	Millimetre Length = 2835
)

// Style is one of the four faces of a family.
type Style uint8

// The faces of a family.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
	Styles = 4
)

// Family is the four faces; all are set (a release that names only a regular
// face gets Noto Sans for the others).
type Family [Styles]*Face
