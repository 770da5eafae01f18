// Package charts draws the charts of a bulletin with go-chart and says in
// words what they show. A chart is drawn onto a Picture: paths and text in
// exact places, for whoever writes the file.
//
// Draw refuses a chart that would mislead or could not be read: shares that do
// not add up, more bars than an eye can compare, names that have no room. It
// has no headline, number, source or note: those are text, and text is set by
// the page.
package charts

import (
	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

// Color is an opaque sRGB colour.
type Color struct{ R, G, B uint8 }

// Kind is how a table is drawn.
type Kind string

// The kinds of chart.
const (
	Stacked Kind = "stacked" // horizontal bars of 100%: a bar for each row, a segment for each column
	Bars    Kind = "bars"    // horizontal bars of one series: one row or one column of the table
	Lines   Kind = "lines"   // a line for each row over the columns, in time
)

// Spec is all that a chart depends on.
type Spec struct {
	Kind     Kind
	Table    *tables.Table
	Row      string // Bars: the id of the row drawn; empty where the table has one row or Column is set
	Column   string // Bars: the id of the column drawn
	Unit     string // as said in words: «пайызбен»
	Language *locale.Language
	Family   fonts.Family
	Palette  []Color      // colours of the answers or lines in order; nil: the built-in ones
	Accent   Color        // bars of one series; the zero value: the first of the built-in colours
	Size     fonts.Length // of labels; 0: 8.5 points
	Grouping bool         // part the thousands of figures, as the house sets it for sentences
}

// Picture is a drawing in exact places: the origin is its top left corner, y grows downward.
type Picture struct {
	Width, Height fonts.Length
	Ops           []Op
}

// Op is one thing drawn: a path (Path is set) or a line of text (Text is set).
type Op struct {
	// A path.
	Path        []Segment
	Fill        *Color       // nil: not filled
	Stroke      *Color       // nil: not stroked
	StrokeWidth fonts.Length // above zero where Stroke is set
	Dash        []fonts.Length

	// A line of text, X and Y at the start of its baseline.
	Text  string
	X, Y  fonts.Length
	Size  fonts.Length
	Style fonts.Style
	Color Color
}

// Verb is what a segment of a path does.
type Verb uint8

// The verbs of a path. Curve has two control points and an end (a cubic).
const (
	Move Verb = iota
	Line
	Curve
	Close
)

// Segment is a verb with its points as x, y pairs.
type Segment struct {
	Verb   Verb
	Points [6]fonts.Length
}
