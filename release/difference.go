package release

import (
	"bulletin"
	"bulletin/report"
)

// A Source is a version of a release that can be compared: a folder, a recorded
// revision, or what is inside a PDF.
type Source struct {
	Name     string // as the user named it
	Editions []*bulletin.Edition
}

// OpenSource opens a release folder, a recorded revision of one (FOLDER@1), or a PDF that bulletin wrote.
func OpenSource(path string) (*Source, error) { return nil, nil }

// A Difference is what changed from one version of a release to another.
type Difference struct {
	Figures []FigureChange
	Words   []WordChange
	Parts   []PartChange
	Methods []MethodChange
	Turned  []Turn
}

// A FigureChange is a cell with two figures.
type FigureChange struct {
	Cell            report.Quote
	Subject, Answer string // labels of its row and column, in the first language
	Old, New        string // as typed: 61,7
	OldPrinted      string // as tables print it, with its unit: 61,7%
	NewPrinted      string
	Points          string // the difference as printed, with its sign: −2,3; empty where one of them is no figure
	Visible         bool   // it prints otherwise than before
	Where           []Where
}

// Where is a place of the printed release that a figure stands at.
type Where struct {
	Language string
	Kind     string // sentence, chart, table
	Name     string // the sentence's beginning, «1-сурет», «1-кесте»
	Page     int    // from 1
}

// A WordChange is a text with other words.
type WordChange struct {
	Language string
	At       string // section 2, chart trust title: as Correction.Also names it, with the language before it unless it is the first
	Old, New string // a sentence; empty: added, removed
	Words    []WordEdit
}

// A WordEdit is a run of words that stayed (=), went (-) or came (+).
type WordEdit struct {
	Op   byte
	Text string
}

// A PartChange is a part that was added or removed.
type PartChange struct {
	Language string
	At       string // section 2, chart trust, table trust, row trust.police, link https://…
	Title    string
	Added    bool // else removed
}

// A MethodChange is a setting by which figures are made or shown.
type MethodChange struct {
	At       string // table trust sum
	Old, New string
}

// A Turn is a sense that turned round: rose to fell, another leader.
type Turn struct {
	Language string
	At       string // section 1, chart trust
	Old, New string // what was said, and is said now
}

// Empty reports whether nothing changed.
func (d *Difference) Empty() bool {
	return len(d.Figures)+len(d.Words)+len(d.Parts)+len(d.Methods) == 0
}

// Compare tells what changed from old to new.
func Compare(old, new *Source) *Difference { return &Difference{} }
