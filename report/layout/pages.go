package layout

import (
	"time"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report"
)

// Pages is a laid out bulletin: where each mark stands, and what it belongs to.
type Pages struct {
	Pages   []Page
	Outline []Bookmark
	Family  fonts.Family

	Language  string // BCP 47
	Title     string
	Author    string // the issuing body
	Subject   string
	Published time.Time
	Corrected time.Time // when the last correction was made; zero at revision 1
	Revision  int       // 1: as first published
	Draft     bool

	Standard    Standard
	Attachments []Attachment
	Faces       []CustomFace
}

// Modified is when the release came to be as it is: published, or last corrected.
func (p *Pages) Modified() time.Time {
	if p.Corrected.IsZero() {
		return p.Published
	}
	return p.Corrected
}

// Standard is the pair of standards that a file follows, for readers and for archives.
type Standard string

// The standards that can be written.
const (
	UA1A3a Standard = "ua-1+a-3a" // ISO 14289-1 and ISO 19005-3, PDF 1.7
	UA2A4f Standard = "ua-2+a-4f" // ISO 14289-2 and ISO 19005-4, PDF 2.0
)

// Attachment is a file inside the PDF, associated with the document (ISO 19005-3 6.8).
type Attachment struct {
	Name         string // a path with slashes, as the release has it
	Description  string
	MIME         string // text/csv
	Relationship string // Source or Data
	Data         []byte
}

// CustomFace records a face that the release brought: it is named, not attached.
type CustomFace struct {
	Name   string // of the file, as the TOML has it
	SHA256 string // hexadecimal
}

// Page is one page. Marks come in reading order; lengths count from the top left corner, downward.
type Page struct {
	Width, Height fonts.Length
	Marks         []Mark
}

// Mark is one thing on a page. Neighbours with one owner form one marked
// content sequence; a mark without an owner is an artifact.
type Mark struct {
	Owner    *Element
	Artifact Artifact // where Owner is nil

	Text    *Run // exactly one of Text, Rect and Picture is set, or none: an owner without marks (an empty cell)
	Rect    *Rect
	Picture *charts.Picture // drawn with its top left corner at X, Y
	X, Y    fonts.Length    // text: start of the baseline; rect and picture: top left corner
}

// Artifact is the kind of a mark that is not content (ISO 32000-1 14.8.2.2.2).
type Artifact uint8

// The kinds of artifact.
const (
	Decoration Artifact = iota // rules, fills: /Type /Layout
	Header                     // running header: /Type /Pagination /Subtype /Header
	Footer
	Watermark // the word across each page of a draft: /Type /Pagination /Subtype /Watermark
)

// Run is text in one face. Its last character is a space where the word ends with the line, so that extraction parts words.
type Run struct {
	S     string
	Size  fonts.Length
	Style fonts.Style
	Color charts.Color

	Quotes []report.Quote // the cells that it follows from, where it is a figure or words made from figures
	Turn   int            // counterclockwise, in degrees: 0, or 45 for the mark of a draft
}

// Rect is a filled rectangle.
type Rect struct {
	Width, Height fonts.Length
	Fill          charts.Color
}

// Bookmark is an entry of the document outline.
type Bookmark struct {
	Title   string
	Level   int // from 0
	Page    int // from 0
	Y       fonts.Length
	Element *Element // what it leads to
}

// Element is a node of the structure tree (ISO 32000-1 14.8.4). It stands
// among its parent's children where its first mark, or its first child's, is drawn.
type Element struct {
	Parent *Element // nil: the document
	Tag    Tag
	Block  report.Block // the chart or table that it is, where it is one
}

// Tag is what an element is; each kind carries what the standard asks of it.
type Tag interface{ tag() }

// The tags.
type (
	// Plain is a tag without attributes.
	Plain string
	// Heading is H1 to H6.
	Heading struct{ Level int }
	// Figure is a chart; BBox is filled by whoever draws it.
	Figure struct{ Alt string }
	// List is L; Numbering is Disc, Decimal, or Description for terms and what they mean.
	List struct{ Numbering string }
	// TH is a header cell; Scope is Row or Column. ID is unique in the document.
	TH struct{ Scope, ID string }
	// TD is a data cell; Headers are the IDs of its header cells.
	TD struct{ Headers []string }
	// Link leads to an address, or to a place in the document where Target is set.
	Link struct {
		URI, Description string
		Target           *Target
	}
	// Whole is a Span that carries the whole of a word broken over two lines:
	// the first sequence drawn has it as ActualText, the others none (an empty one).
	Whole struct{ Word string }
)

// The plain tags in use.
const (
	P         Plain = "P"
	Sect      Plain = "Sect"
	Caption   Plain = "Caption"
	TOC       Plain = "TOC"
	TOCI      Plain = "TOCI"
	Reference Plain = "Reference"
	LI        Plain = "LI"
	Lbl       Plain = "Lbl"
	LBody     Plain = "LBody"
	Table     Plain = "Table"
	THead     Plain = "THead"
	TBody     Plain = "TBody"
	TR        Plain = "TR"
	Span      Plain = "Span"
	Note      Plain = "Note"
	Div       Plain = "Div"
)

// Target is a place in the document.
type Target struct {
	Page    int // from 0
	Y       fonts.Length
	Element *Element
}

func (Plain) tag()   {}
func (Heading) tag() {}
func (Figure) tag()  {}
func (List) tag()    {}
func (TH) tag()      {}
func (TD) tag()      {}
func (Link) tag()    {}
func (Whole) tag()   {}
