// Package report makes a Document of a release: the tree of what is said, in
// order, with every figure filled in and every chart and table numbered. It
// knows no millimetres of where things stand; layout does that.
//
// Words are CommonMark with actions in the syntax of text/template, which quote
// figures and print what follows from them: how they changed, which is the
// highest. The package refuses what a bulletin cannot show (images, raw HTML,
// code) rather than drop it.
package report

import (
	"errors"
	"time"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

// Document is a bulletin as it is read from the first word to the last.
type Document struct {
	Place     tables.Place // its file
	Language  *locale.Language
	Title     string
	Series    string
	Issuer    string
	Wave      string
	Period    string
	Published time.Time
	Corrected time.Time // when the last correction was made; zero at revision 1
	Style     Style
	Sections  []Section
	Contact   *Contact

	Revision int       // 1: as first published
	Draft    bool      // differs from what was published, and declares no correction: every page says so
	Notice   *Notice   // of the last correction; nil at revision 1
	History  []Version // all revisions, the first one first; none at revision 1

	Standard string // the standards that the file is to follow: "ua-1+a-3a"
	Files    []File // what the release was read from
	Faces    []File // the faces that it brought, by name
}

// File is a file of the release as it is published.
type File struct {
	Name        string
	Description string
	Words       bool // the TOML; else a table
	Data        []byte
}

// Style is what the release sets of the looks.
type Style struct {
	Width, Height            fonts.Length // of the page
	Top, Bottom, Left, Right fonts.Length // margins
	Accent                   charts.Color
	Justified                bool
	Size                     fonts.Length // of the text
	Family                   fonts.Family
	FacePlaces               [fonts.Styles]tables.Place // where the release names the faces that are its own
}

// Section is a numbered part.
type Section struct {
	Number int
	Title  string
	Blocks []Block
}

// Notice is what the first page of a corrected edition says of the correction.
type Notice struct {
	Title    string   // «Түзетілген басылым · 2-нұсқа»
	Lines    []string // when, how large, why
	Turned   []string // what turned round by it: each a sentence
	Changes  []Corrected
	Complete bool // Changes are all there are; else the history has them all
}

// Corrected is a figure before and after a correction, as printed.
type Corrected struct{ Subject, Answer, Old, New, Difference string }

// Version is a revision in the history at the end.
type Version struct {
	Number  int
	Label   string // «2-нұсқа»
	Lines   []string
	Changes []Corrected
	Also    []string
}

// Block is a part of a section: Heading, Paragraph, List, Terms, Chart or Table.
type Block interface{ block() }

// Heading parts a section; Level 1 is the first below the section's own.
type Heading struct {
	Level int
	Text  []Inline
}

// Paragraph is running text.
type Paragraph struct{ Text []Inline }

// List is a list; Start is the number of the first item of an ordered one.
type List struct {
	Ordered bool
	Start   int
	Items   [][]Block
}

// Terms is a glossary.
type Terms struct{ Entries []Term }

// Term is an entry of a glossary; the first block of a definition goes on the name's line.
type Term struct {
	Name       string
	Definition []Block
}

// Chart is a figure: its words, and what is drawn.
type Chart struct {
	Place       tables.Place // of its declaration
	Label       string       // «1-сурет»
	Headline    string
	Subtitle    string // unit and period
	Source      string // with its word: «Дереккөз: …»
	Notes       []string
	Description string // text alternative, made from the figures
	Spec        charts.Spec
}

// Faults gives why a chart cannot be drawn: of a cell or a label at its place,
// of the chart as a whole at its declaration.
func (c *Chart) Faults(err error) []Problem {
	var faults charts.Faults
	if !errors.As(err, &faults) {
		faults = charts.Faults{{Message: err.Error()}}
	}
	out := make([]Problem, len(faults))
	for i, f := range faults {
		if f.Place == (tables.Place{}) {
			f.Place = c.Place
		}
		out[i] = Problem{Place: f.Place, Message: c.Label + ": " + f.Message}
	}
	return out
}

// Table is a printed table: every cell as it reads.
type Table struct {
	Place    tables.Place // of its declaration
	Label    string       // «1-кесте»
	Title    string
	Subtitle string // unit and period
	Source   string
	Notes    []string
	Corner   string
	Columns  []string
	Rows     []Row
}

// Row is a subject with its printed figures.
type Row struct {
	Label     string
	Cells     []string
	Corrected []bool // the cells that the last correction changed; nil: none
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Terms) block()     {}
func (Chart) block()     {}
func (Table) block()     {}

// Inline is a stretch of text in one form.
type Inline struct {
	Text   string // "\n" alone is a line break
	Strong bool
	Emph   bool
	Link   *Link   // shared by the stretches of one link
	Quotes []Quote // the cells that the text follows from, where it is a figure or words made from figures
	Sense  string  // of words made from figures: which way it went, who leads; two versions that differ in it say the opposite
}

// Link leads to an address.
type Link struct {
	URL         string
	Description string // for those who cannot see where it leads
}

// Quote names the cell that a figure in a sentence comes from.
type Quote struct{ Table, Row, Column string }

// Contact is the block at the end: whom to ask.
type Contact struct {
	Title      string
	Department string
	People     []Person
	Details    []Detail // address, e-mail
}

// Person is someone to ask.
type Person struct {
	Role, Name string
	Details    []Detail // telephone, e-mail
}

// Detail is a labelled entry: «Тел.» and the number.
type Detail struct {
	Label string
	Text  Inline
}

// Problem is something in a release that must be mended.
type Problem = tables.Problem
