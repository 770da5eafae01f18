// Package bulletin makes an official statistical bulletin from a release
// folder: a TOML file with the words and their order, and the tables that the
// words, charts and lists of figures draw on. What comes out is a tagged PDF.
//
// Most programs want one call:
//
//	out, err := bulletin.Build("testdata/2024-1", bulletin.Options{})
//	if err != nil {
//		return err // every problem of the folder, a line each
//	}
//	return out.Save(out.Path)
//
// [Check] walks the same stairs as [Build] and stops before the PDF: what it
// lets pass can be built. [Load] stops earlier still, with the words and the
// figures as the folder has them, for a program that compares editions or asks
// about their tables.
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
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/config"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/report/pdf"
	"bulletin/tables"
)

// Version is the program's, as the PDF names its producer. It moves whenever
// the bytes that a folder gives move.
const Version = pdf.Version

// A Release is a folder that was read: its words, and its tables with every figure in place.
type Release struct {
	Bulletin *config.Bulletin
	Sources  config.Sources // the text of its files, to show the line of a problem
}

// Load reads the release at path: its folder, or its TOML file; "" is the
// current folder. Problems in the files come as [*Problems]; those that only
// show in sentences or on pages, such as a figure that no table has, are left to [Check].
func Load(path string) (*Release, error) {
	b, sources, found := config.Load(path)
	if len(found) > 0 {
		return nil, problems(found, sources)
	}
	return &Release{b, sources}, nil
}

// Check reports everything that keeps the release at path from being built, as
// [*Problems]. It writes nothing.
func Check(path string) error {
	_, _, err := lay(path, Options{})
	return err
}

// An Output is a finished bulletin.
type Output struct {
	PDF    []byte
	Pages  int
	Inside []Inside // the files attached
	Path   string   // where it belongs unless the user says otherwise: bulletin.pdf in the folder, or NAME.pdf beside NAME.toml

	files []string // those of the release, which no PDF may replace
}

// Options are what a build takes from whoever asks for it and not from the release.
type Options struct {
	Standard string // "ua-1+a-3a" or "ua-2+a-4f"; empty: the release's own
}

// Inside is a file that a PDF carries.
type Inside struct {
	Name        string
	Description string
	Size        int // in bytes
}

// Build makes the PDF of the release at path, in memory. It checks first: a
// release with problems gives [*Problems] and no output.
func Build(path string, o Options) (*Output, error) {
	pages, sources, err := lay(path, o)
	if err != nil {
		return nil, err
	}
	data, err := pdf.Write(pages)
	if err != nil {
		return nil, err
	}
	out := &Output{PDF: data, Pages: len(pages.Pages), Path: outputPath(path)}
	out.files = slices.Collect(maps.Keys(sources))
	for _, f := range pages.Faces {
		out.files = append(out.files, filepath.Join(filepath.Dir(out.Path), filepath.FromSlash(f.Name)))
	}
	for _, a := range pages.Attachments {
		out.Inside = append(out.Inside, Inside{a.Name, a.Description, len(a.Data)})
	}
	return out, nil
}

// lay goes from the folder to its pages. The words of a release with problems
// are looked at all the same, so that those in them are told along with the rest.
func lay(path string, o Options) (*layout.Pages, config.Sources, error) {
	b, sources, found := config.Load(path)
	if b == nil {
		return nil, nil, problems(found, sources)
	}
	doc, more := report.Make(b)
	found = append(found, besides(found, more)...)
	if len(found) > 0 {
		return nil, nil, problems(found, sources)
	}
	pages, found := layout.Lay(doc)
	if len(found) > 0 {
		return nil, nil, problems(found, sources)
	}
	if o.Standard != "" {
		pages.Standard = layout.Standard(o.Standard)
	}
	return pages, sources, nil
}

// besides leaves out the problems at places of which one is told already: they follow from it.
func besides(told, more []tables.Problem) []tables.Problem {
	return slices.DeleteFunc(more, func(p tables.Problem) bool {
		return slices.ContainsFunc(told, func(t tables.Problem) bool { return t.Place == p.Place })
	})
}

// Save writes the PDF to path as [WriteFile] does. It refuses a path that is
// one of the files that the release was read from.
func (o *Output) Save(path string) error {
	if target, err := os.Stat(path); err == nil {
		for _, name := range o.files {
			if source, err := os.Stat(name); err == nil && os.SameFile(target, source) {
				return fmt.Errorf("%s: is a file of the release, name another for the PDF", path)
			}
		}
	}
	return WriteFile(path, o.PDF)
}

// outputPath names the PDF that belongs to a release.
func outputPath(path string) string {
	if info, err := os.Stat(path); path == "" || err == nil && info.IsDir() {
		return filepath.Join(path, "bulletin.pdf")
	}
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".pdf"
}

// Problems is what is wrong in a release, in the order of its files and lines.
type Problems struct {
	List    []tables.Problem
	Sources config.Sources // where the line of a problem can be had
}

func problems(list []tables.Problem, sources config.Sources) *Problems {
	return &Problems{tables.SortProblems(list), sources}
}

// Error gives one line a problem, file:line:column: message.
func (p *Problems) Error() string {
	lines := make([]string, len(p.List))
	for i, one := range p.List {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}
