// Package proof reads a release as an editor does, before it is published: its
// words, its figures and what one language edition says beside another. It
// tells what it finds, each with its place, a code and how grave it is; it
// mends nothing, and of grammar and sense it knows nothing.
//
// One file holds one rule.
package proof

import (
	"bulletin/config"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/tables"
)

// Severity says what a finding keeps from happening.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the release is not built
	Warning Severity = "warning" // it is built, unless the strict way is asked for
)

// A Finding is something that an editor would ask about.
type Finding struct {
	Code     string // of the rule: mixed-script
	Severity Severity
	Place    tables.Place
	Message  string // no capital, no full stop; says what to do
	About    string // the words it is about, by which it can be silenced
	Silenced string // the reason given; empty: it is told
}

// An Edition is a language of a release as the rules read it.
type Edition struct {
	Bulletin *config.Bulletin
	Document *report.Document
	Pages    *layout.Pages
}

// Vocabulary is what words are known beside those of the release: the house's
// word list and the releases recorded before, by language tag. The list holds
// for all languages.
type Vocabulary struct {
	House   []string
	Records map[string][]string
}

// Read gives what the rules find in the editions of a release, the first of
// them first, in the order of files and places. Silenced findings are among them.
func Read(editions []Edition, known Vocabulary) []Finding { return nil }

// Words gives the words that an edition uses, sorted, for the Vocabulary of later releases.
func Words(b *config.Bulletin) []string { return nil }
