package release

import "bulletin/report"

// A Difference is what changed from one version of a release to another.
//
// What changed elsewhere than in a figure has a name, which [[correction]] takes
// under also. Sections have their numbers in the new version (removed ones, those
// in the old), charts and tables their ids; what belongs to another edition than
// the first has its language before it, «ru section 2». The names are
//
//	title, series, issuer, period, source, contact
//	section 2, section 2 title, term NAME
//	chart ID title, … period, source, note, unit, description
//	table ID title, … subject, period, source, note, labels
//
// for words; for what was added or removed
//
//	edition ru, section 2, term NAME, contact, link ADDRESS
//	chart ID, printed table ID
//	table ID, row TABLE.ROW, column TABLE.COLUMN
//
// and for how figures are made and shown
//
//	wave, published, numbers grouping, numbers keep_zeros
//	table ID sum, … unit, decimals, digits, rows, columns, from COLUMN
//	table ID column COLUMN unit, … decimals
//	chart ID kind, … table, row, column
//	chart ID place, printed table ID place
//	section 2 figures, section 2 form, term NAME figures, … form
type Difference struct {
	Figures  []FigureChange
	Words    []WordChange
	Parts    []PartChange
	Methods  []MethodChange
	Turned   []Turn
	Compared []string // languages that both versions have; words are compared in these
	Language string   // of the labels and printed figures
}

// A FigureChange is a cell with two figures.
type FigureChange struct {
	Cell            report.Quote
	Subject, Answer string // labels of its row and column, in the first language
	Old, New        string // as typed: 61,7
	OldPrinted      string // as tables print it, with its unit: 61,7%
	NewPrinted      string
	Points          string // the difference as printed, with its sign: −2,3; with all digits where that is nothing; empty where one of them is no figure
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
	Language string // of its title
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
