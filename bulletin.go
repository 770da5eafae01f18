// Package bulletin makes an official statistical bulletin from a release
// folder: TOML files with the words and their order, one for each language
// edition, and the tables that the words, charts and lists of figures draw on.
// What comes out is a tagged PDF for each edition.
//
// Most programs want one call:
//
//	outputs, err := bulletin.Build("testdata/2024-1", bulletin.Options{})
//	if err != nil {
//		return err // every problem of the folder, a line each
//	}
//	for _, out := range outputs {
//		if err := out.Save(out.Path); err != nil {
//			return err
//		}
//	}
//
// [Check] walks the same stairs as [Build], stops before the PDF, and reads the
// release as an editor does. [Open] gives the words, figures and pages
// themselves, for a program that compares editions or asks about their tables.
//
// What is wrong in a folder comes as [*Problems], all of it at once, each with
// the line and column to mend. Any other error speaks of the machine: a disk
// that is full, a folder that may not be written.
//
// Write a PDF with [Output.Save], or other files that readers may have open
// with [WriteFile]; os.WriteFile can leave half a bulletin behind. Do not alter
// a [Release] in order to build something else from it: the folder is the
// bulletin, and whoever asks later how a figure came to be printed must find it
// there.
//
// The same folder gives the same bytes on every machine, at any hour and in any
// locale, for as long as [Version] stays as it is. The keys of the TOML file and
// the form of the tables outlast versions; the Go types of the stages (packages
// report, layout and pdf) do not, so keep the folder, not the values in between.
package bulletin

import (
	"fmt"
	"slices"
	"strings"

	"bulletin/config"
	"bulletin/proof"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/report/pdf"
	"bulletin/tables"
)

// Version is the program's, as the PDF names its producer. It moves whenever
// the bytes that a folder gives move.
const Version = pdf.Version

// A Release is a folder that was read: its editions, with every figure in place.
type Release struct {
	Editions []*Edition
	Sources  config.Sources // the text of its files, to show the line of a problem
}

// An Edition is a release in one language.
type Edition struct {
	Language string // BCP 47
	File     string // its TOML file
	proof.Edition
}

// Open reads the release at path: its folder, or its TOML file; "" is the
// current folder. It reads every edition that is there, or the one in language.
// What keeps an edition from being built comes as [*Problems]; the editor's
// rules are those of [Release.Problems].
func Open(path, language string) (*Release, error) {
	r, found, err := open(path, language)
	if err == nil && len(found) > 0 {
		err = r.problems(invalid(found))
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// open reads as far as it can: an edition with problems lacks what they keep from being made.
func open(path, language string) (*Release, []tables.Problem, error) {
	r := &Release{Sources: config.Sources{}}
	editions, found := config.Editions(path)
	if language != "" && len(found) == 0 {
		all := editions
		editions = slices.DeleteFunc(slices.Clone(all), func(e config.Edition) bool { return e.Language != language })
		if len(editions) == 0 {
			return nil, nil, noEdition(language, all)
		}
	}
	for _, e := range editions {
		edition := &Edition{Language: e.Language, File: e.File}
		found = append(found, r.lay(edition)...)
		r.Editions = append(r.Editions, edition)
	}
	return r, tables.SortProblems(found), nil
}

func noEdition(language string, all []config.Edition) error {
	var there []string
	for _, e := range all {
		there = append(there, e.Language)
	}
	return fmt.Errorf("the release has no edition in %q, only in %s; its words would stand in bulletin.%s.toml", language, strings.Join(there, ", "), language)
}

// lay goes from an edition's files to its pages. The words of an edition with
// problems are looked at all the same, so that those in them are told along with the rest.
func (r *Release) lay(e *Edition) []tables.Problem {
	b, sources, found := config.Load(e.File)
	for file, text := range sources {
		r.Sources[file] = text
	}
	if b == nil {
		return found
	}
	e.Bulletin = b
	doc, more := report.Make(b)
	found = append(found, besides(found, more)...)
	if len(found) > 0 {
		return found
	}
	e.Document = doc
	e.Pages, found = layout.Lay(doc)
	return found
}

// besides leaves out the problems at places of which one is told already: they follow from it.
func besides(told, more []tables.Problem) []tables.Problem {
	return slices.DeleteFunc(more, func(p tables.Problem) bool {
		return slices.ContainsFunc(told, func(t tables.Problem) bool { return t.Place == p.Place })
	})
}

// Problems reads the editions as an editor does and gives what package proof
// finds. known are words that need not be in the release.
func (r *Release) Problems(known proof.Vocabulary) *Problems {
	return r.withMisdeclared(proof.Read(r.read(), known))
}

// Errors gives those of [Release.Problems] that keep the release from being built.
func (r *Release) Errors() *Problems {
	return r.withMisdeclared(proof.Errors(r.read()))
}

// withMisdeclared adds to findings the figures that were changed since a
// correction of them was declared. They are no errors in a draft.
func (r *Release) withMisdeclared(found []proof.Finding) *Problems {
	all := r.problems(found)
	if editions := r.read(); len(editions) > 0 {
		told := invalid(editions[0].Bulletin.Misdeclared)
		for i := range told {
			told[i].Code = CorrectionMismatch
		}
		all.Add(told)
	}
	return all
}

// read gives the editions whose words could be read.
func (r *Release) read() []proof.Edition {
	var editions []proof.Edition
	for _, e := range r.Editions {
		if e.Bulletin != nil {
			editions = append(editions, e.Edition)
		}
	}
	return editions
}

// Options are what a build takes from whoever asks for it and not from the release.
type Options struct {
	Language string // of the one edition to build; empty: all that are there
	Standard string // "ua-1+a-3a" or "ua-2+a-4f"; empty: the release's own
}

// Build makes the PDFs of the release at path, in memory, its first edition
// first. It checks first: a release with problems, or with findings that are
// errors, gives [*Problems] and no output.
func Build(path string, o Options) ([]*Output, error) {
	r, err := Open(path, o.Language)
	if err != nil {
		return nil, err
	}
	if found := r.Errors(); found.Refuses(false) {
		return nil, found
	}
	outputs := make([]*Output, len(r.Editions))
	for i := range r.Editions {
		if outputs[i], err = r.Output(i, o.Standard); err != nil {
			return nil, err
		}
	}
	return outputs, nil
}
