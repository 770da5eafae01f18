// Package proof reads a release as an editor does, before it is published: its
// words, its figures and what one language edition says beside another. It
// tells what it finds, each with its place, a code and how grave it is; it
// mends nothing, and of grammar and sense it knows nothing.
//
// One file holds one rule.
package proof

import (
	"cmp"
	"slices"
	"sync"

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

// An Edition is a language of a release as the rules read it. Where the
// Document or the Pages could not be made, the rules that ask for them are silent.
type Edition struct {
	Bulletin *config.Bulletin
	Document *report.Document // nil: it has problems
	Pages    *layout.Pages    // nil: it has problems
}

// Vocabulary is what words are known beside those of the release: the house's
// word list and the releases recorded before, by language tag. The list holds
// for all languages.
type Vocabulary struct {
	House   []string
	Records map[string][]string
}

// A rule is one question that an editor asks of each edition.
type rule struct {
	code     string
	severity Severity
	// check gives what is found in an edition, each with its Place, Message and
	// About; it changes nothing, since the editions are read at once. What several editions share is told once: of the same finding at
	// the same place the first edition's is kept.
	check func(*reading, *edition) []Finding

	worse bool // of its findings, some are errors though the rule's severity is a warning
}

// refuses reports whether a finding of the rule can keep a release from being built.
func (r *rule) refuses() bool { return r.severity == Error || r.worse }

// rules lists every rule there is.
func rules() []rule {
	return []rule{
		{code: "sum", severity: Error, check: sums},
		{code: "typed-figure", severity: Warning, check: typedFigures},
		{code: "no-such-reference", severity: Error, check: references},
		{code: "bad-address", severity: Error, check: badAddresses},
		{code: "chart-gap", severity: Warning, check: chartGaps},
		{code: "long-label", severity: Warning, check: longLabels},
		{code: "wave-mismatch", severity: Warning, check: waveMismatches},
		{code: "wave-figure", severity: Warning, check: waveFigures},
		{code: "edition-differs", severity: Warning, check: editionDifferences, worse: true},
		{code: "stray-markup", severity: Warning, check: strayMarkup},

		{code: "mixed-script", severity: Error, check: mixedScripts},
		{code: "hyphen-for-dash", severity: Warning, check: hyphensForDashes},
		{code: "space-before-percent", severity: Warning, check: spacesBeforePercent},
		{code: "double-space", severity: Warning, check: doubleSpaces},
		{code: "space-before-mark", severity: Warning, check: spacesBeforeMarks},
		{code: "straight-quotes", severity: Warning, check: straightQuotes},
		{code: "unbalanced-quotes", severity: Warning, check: unbalancedQuotes},
		{code: "repeated-text", severity: Warning, check: repeatedTexts},
		{code: "misprint", severity: Warning, check: misprints},
	}
}

// Read gives what the rules find in the editions of a release, of which the
// first comes first, in the order of files and places. Silenced findings are among them.
func Read(editions []Edition, known Vocabulary) []Finding {
	return read(newReading(editions, known), rules())
}

// Errors gives those findings of [Read] that keep the release from being built.
func Errors(editions []Edition) []Finding {
	refusing := slices.DeleteFunc(rules(), func(r rule) bool { return !r.refuses() })
	found := read(newReading(editions, Vocabulary{}), refusing)
	return slices.DeleteFunc(found, func(f Finding) bool { return f.Severity != Error })
}

func read(r *reading, rules []rule) []Finding {
	of := make([][]Finding, len(r.editions))
	var all sync.WaitGroup
	for i, e := range r.editions {
		all.Go(func() { of[i] = e.findings(r, rules) })
	}
	all.Wait()
	told := map[Finding]bool{}
	var out []Finding
	for i, e := range r.editions {
		found := slices.DeleteFunc(of[i], func(f Finding) bool { return told[f] })
		for _, f := range found {
			told[f] = true
		}
		found = silenced(found, e.Bulletin.Silences)
		if !e.isWhole() { // what an entry silences may not have been looked for
			found = slices.DeleteFunc(found, func(f Finding) bool { return f.Code == unusedSilence })
		}
		out = append(out, found...)
	}
	sortFindings(out)
	return out
}

// findings gives what all rules find in one edition, in the order of places.
func (e *edition) findings(r *reading, rules []rule) []Finding {
	var found []Finding
	for _, rule := range rules {
		for _, f := range rule.check(r, e) {
			f.Code = cmp.Or(f.Code, rule.code)
			f.Severity = cmp.Or(f.Severity, rule.severity)
			found = append(found, f)
		}
	}
	sortFindings(found)
	return slices.Compact(found)
}

func sortFindings(found []Finding) {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(
			comparePlaces(a.Place, b.Place),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message))
	})
}

func comparePlaces(a, b tables.Place) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Sheet, b.Sheet),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column))
}
