// Package config reads a release: the TOML file with its words and order, the
// tables and the faces that it names. It gives a Bulletin that later stages can
// trust, or every problem there is with its place.
//
// It reads nothing outside the release folder, knows nothing of pages, and does
// not look into the words of a section: what they quote is checked where they
// are put together.
package config

import (
	"cmp"
	"time"

	"bulletin/tables"
)

// Bulletin is one edition of a release, a language, as the TOML says it, with
// its tables read and checked.
//
// The tags of its fields are the schema of the TOML:
//
//	toml:"title"  the key
//	words:"yes"   it holds words: a further edition's TOML sets it in its own language, and nothing else
//	need:"yes"    it must be set, in each edition that may set it; need:"first": in the first one
//	lines:"yes"   its text may have several lines
//	id:"COLUMN"   what the keys of a map are in messages; ID unless said
type Bulletin struct {
	Title     Text      `toml:"title" words:"yes" need:"yes"`
	Series    Text      `toml:"series" words:"yes"` // «Статистикалық бюллетень»
	Issuer    Text      `toml:"issuer" words:"yes" need:"yes"`
	Wave      Text      `toml:"wave" need:"yes"`               // 2024-1
	Period    Text      `toml:"period" words:"yes" need:"yes"` // «2024 жылғы сәуір–мамыр»
	Published time.Time `toml:"published" need:"yes"`
	Language  Text      `toml:"language"`           // kk unless set
	Standard  Text      `toml:"standard"`           // ua-1+a-3a unless set
	Source    Text      `toml:"source" words:"yes"` // the source line of charts and tables that set none

	Page    Page    `toml:"page"`
	Style   Style   `toml:"style"`
	Fonts   Fonts   `toml:"fonts"`
	Numbers Numbers `toml:"numbers"`

	Tables   map[string]*Table `toml:"table" words:"yes"`
	Charts   map[string]*Chart `toml:"chart" words:"yes"`
	Sections []Section         `toml:"section" words:"yes" need:"yes"`
	Silences []Silence         `toml:"silence" words:"yes"`
	Contact  *Contact          `toml:"contact" words:"yes"`

	Corrections []Correction `toml:"correction" words:"yes"`

	// Misdeclared tells of figures that are not what the last correction of them
	// says: they were changed since it was declared.
	Misdeclared []tables.Problem `toml:"-"`

	// Files is what the edition was read from: the TOML with \n at line ends (of
	// a further edition the first one's, then its own), then the cells of each
	// table as canonical CSV, with the labels of the first edition and of this one.
	Files []File `toml:"-"`

	// source is what the first edition was read from; none: Files.
	source []File
	first  string // the first edition's language; empty: Language
}

// FirstLanguage is that of the release's first edition.
func (b *Bulletin) FirstLanguage() string { return cmp.Or(b.first, b.Language.Value) }

// Page is the paper and its margins, in millimetres.
type Page struct {
	Size   Text    `toml:"size"` // A4 (default), A5, Letter
	Top    float64 `toml:"top"`
	Bottom float64 `toml:"bottom"`
	Left   float64 `toml:"left"`
	Right  float64 `toml:"right"`
}

// Paper gives the width and height of the page in millimetres (ISO 216, ANSI A); zero where its size is unknown.
func (p *Page) Paper() (width, height float64) {
	switch p.Size.Value {
	case "A4":
		return 210, 297
	case "A5":
		return 148, 210
	case "Letter":
		return 215.9, 279.4
	}
	return 0, 0
}

// Style is what a house may set of the looks.
type Style struct {
	Accent  Color   `toml:"accent"`  // headings, rules, bars of one series
	Palette []Color `toml:"palette"` // answers in order; none: the built-in ones
	Align   Text    `toml:"align"`   // justified (default) or left
	Size    float64 `toml:"size"`    // of the text, in points
}

// Fonts names TTF files in the release folder; what is not set is Noto Sans.
type Fonts struct {
	Regular    Text `toml:"regular"`
	Bold       Text `toml:"bold"`
	Italic     Text `toml:"italic"`
	BoldItalic Text `toml:"bold_italic"`

	// Files holds the bytes of the files named above, by name.
	Files map[string][]byte `toml:"-"`
}

// Numbers is the house's rule for figures in sentences.
type Numbers struct {
	Grouping  bool `toml:"grouping"`   // part thousands: 12 604
	KeepZeros bool `toml:"keep_zeros"` // 66,0% rather than 66%
}

// Table is a table as the TOML declares it, and as it was read.
type Table struct {
	ID       string            `toml:"-"`
	File     Text              `toml:"file" need:"yes"`
	Title    Text              `toml:"title" words:"yes"` // the caption where the table is printed
	Unit     Text              `toml:"unit" words:"yes"`
	Units    map[string]string `toml:"units" words:"yes"`   // by column id
	Decimals *int              `toml:"decimals"`            // digits after the mark; none: as many as the column has
	Sum      *float64          `toml:"sum"`                 // what rows sum to
	Subject  Text              `toml:"subject" words:"yes"` // heading of the column of row labels; wins over the file's corner
	Period   Text              `toml:"period" words:"yes"`  // the release's unless set
	Source   Text              `toml:"source" words:"yes"`
	Note     Text              `toml:"note" words:"yes"`

	From map[string]*Origin `toml:"from" id:"COLUMN"` // by column id: the release that an earlier wave's figures were copied from

	Data  *tables.Table `toml:"-"` // nil where the file has problems
	Names *tables.Table `toml:"-"` // for its rows and columns alone: also where figures are wrong
	Place tables.Place  `toml:"-"` // of its [table.ID] heading
}

// Origin says which release the figures of a column were copied from.
type Origin struct {
	ID      string `toml:"-"`                  // of the column here
	Release Text   `toml:"release" need:"yes"` // its wave: 2023-2
	Digest  Text   `toml:"digest" need:"yes"`  // of its source: see Bulletin.Digest
	Table   Text   `toml:"table" need:"yes"`   // id of the table there
	Column  Text   `toml:"column" need:"yes"`  // id of the column there

	Place tables.Place `toml:"-"`
}

// Correction declares what a revision corrects. The first one makes revision 2,
// the next revision 3, and so on: all stay, in the order of their dates.
type Correction struct {
	Date     time.Time `toml:"date" need:"yes"`
	Severity Text      `toml:"severity" need:"yes"`           // minor or major
	Reason   Text      `toml:"reason" words:"yes" need:"yes"` // as readers are told it
	Changes  []Change  `toml:"change"`                        // of figures
	Also     []Text    `toml:"also"`                          // where else something changed, as «bulletin diff» names it: "section 2", "ru section 2"

	Place tables.Place `toml:"-"`
}

// Change is a figure that a correction put right: a cell with what it was and what it became, as typed.
type Change struct {
	Table  Text `toml:"table" need:"yes"`
	Row    Text `toml:"row" need:"yes"`
	Column Text `toml:"column" need:"yes"`
	Old    Text `toml:"old" need:"yes"` // 61,7, or a symbol
	New    Text `toml:"new" need:"yes"`

	Place tables.Place `toml:"-"`
}

// Revision counts the versions of the release that its words declare, from 1.
func (b *Bulletin) Revision() int { return len(b.Corrections) + 1 }

// Silence keeps one finding of the editor's rules from being told, for a reason.
type Silence struct {
	Code   Text `toml:"code" words:"yes" need:"yes"`  // of the finding
	About  Text `toml:"about" words:"yes" need:"yes"` // the words that the finding is about, as it quotes them
	Reason Text `toml:"reason" words:"yes" need:"yes"`

	Place tables.Place `toml:"-"`
}

// Chart is a chart as the TOML declares it.
type Chart struct {
	ID          string `toml:"-"`
	Kind        Text   `toml:"kind" need:"yes"`                // stacked, bars or lines; empty in a chart with problems
	Table       Text   `toml:"table" need:"yes"`               // id of a table
	Row         Text   `toml:"row"`                            // bars: the one row to draw, where the table has several of both
	Column      Text   `toml:"column"`                         // bars: the one column to draw
	Title       Text   `toml:"title" words:"yes" need:"first"` // the headline
	Unit        Text   `toml:"unit" words:"yes"`               // «пайызбен»; the table's unit unless set
	Period      Text   `toml:"period" words:"yes"`             // the release's unless set
	Source      Text   `toml:"source" words:"yes"`
	Note        Text   `toml:"note" words:"yes"`
	Description Text   `toml:"description" words:"yes"` // words put before the description made from the figures

	Place tables.Place `toml:"-"`
}

// Section is a numbered part of the bulletin.
type Section struct {
	Title Text   `toml:"title" words:"yes" need:"yes"`
	Text  Text   `toml:"text" words:"yes" lines:"yes"` // CommonMark with figures
	Terms []Term `toml:"term" words:"yes"`             // a glossary, after the text

	Place tables.Place `toml:"-"`
}

// Term is an entry of a glossary.
type Term struct {
	Name       Text `toml:"name" words:"yes" need:"yes"`
	Definition Text `toml:"definition" words:"yes" need:"yes" lines:"yes"` // CommonMark with figures
}

// Contact is the block at the end.
type Contact struct {
	Title      Text     `toml:"title" words:"yes"` // «Шығарылымға жауапты»
	Department Text     `toml:"department" words:"yes"`
	Address    Text     `toml:"address" words:"yes"`
	Email      Text     `toml:"email"`
	People     []Person `toml:"person" words:"yes"`
}

// Person is someone whom readers may ask.
type Person struct {
	Role  Text `toml:"role" words:"yes"`
	Name  Text `toml:"name" words:"yes" need:"yes"`
	Phone Text `toml:"phone"`
	Email Text `toml:"email"`
}

// Color is written "#1b4f72" in the TOML.
type Color struct{ R, G, B uint8 }
