package bulletin

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/locale"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/report/pdf"
	"bulletin/tables"
)

// An Output is a finished bulletin.
type Output struct {
	Language string
	PDF      []byte
	Pages    int
	Inside   []Inside // the files attached
	Path     string   // where it belongs unless the user says otherwise: NAME.pdf, NAME-r2.pdf or NAME-draft.pdf beside NAME.toml

	files []string // those of the release, which no output may replace
}

// Inside is a file that a PDF carries.
type Inside struct {
	Name        string
	Description string
	Size        int // in bytes
}

// Output makes the PDF of the i-th edition. standard is as in [Options].
func (r *Release) Output(i int, standard string) (*Output, error) {
	e := r.Editions[i]
	pages := *e.Pages
	if standard != "" {
		pages.Standard = layout.Standard(standard)
	}
	data, err := pdf.Write(&pages)
	if err != nil {
		return nil, err
	}
	out := &Output{Language: e.Language, PDF: data, Pages: len(pages.Pages), Path: e.stem() + ".pdf", files: r.files()}
	for _, a := range pages.Attachments {
		out.Inside = append(out.Inside, Inside{a.Name, a.Description, len(a.Data)})
	}
	return out, nil
}

// MarkDraft makes a draft of the release: every page, the title, the metadata and
// the file names say that it is no publication. Problems are those of faces that
// lack a letter for it, or of paper that has no room.
func (r *Release) MarkDraft() error {
	var found []tables.Problem
	for _, e := range r.Editions {
		if e.Document == nil {
			continue
		}
		doc := *e.Document
		doc.Draft = true
		pages, problems := layout.Lay(&doc)
		e.Document, e.Pages = &doc, pages
		found = append(found, problems...)
	}
	if len(found) > 0 {
		return r.problems(invalid(tables.SortProblems(found)))
	}
	return nil
}

// stem is the path of what an edition gives, without its ending: that of its
// TOML file with the revision, or that it is a draft, before the language.
func (e *Edition) stem() string {
	stem := strings.TrimSuffix(e.File, filepath.Ext(e.File))
	version := ""
	switch {
	case e.Document.Draft:
		version = "-draft"
	case e.Document.Revision > 1:
		version = fmt.Sprintf("-r%d", e.Document.Revision)
	}
	if first, ok := strings.CutSuffix(stem, "."+e.Language); ok {
		return first + version + "." + e.Language
	}
	return stem + version
}

// files gives the paths of all that the release is made of: what was read, and
// the words of editions that were not.
func (r *Release) files() []string {
	files := slices.Collect(maps.Keys(r.Sources))
	for _, e := range r.Editions {
		folder := filepath.Dir(e.File)
		files = append(files, filepath.Join(folder, WordList))
		entries, _ := os.ReadDir(folder)
		for _, entry := range entries {
			if name := entry.Name(); strings.EqualFold(filepath.Ext(name), ".toml") && !strings.EqualFold(name, RecordFile) {
				files = append(files, filepath.Join(folder, entry.Name()))
			}
		}
		for _, f := range e.Pages.Faces {
			files = append(files, filepath.Join(folder, filepath.FromSlash(f.Name)))
		}
		for _, t := range e.Bulletin.Tables {
			name := t.File.Value
			if book, _, ok := tables.SplitWorkbook(name); ok {
				name = book
			}
			files = append(files, filepath.Join(folder, filepath.FromSlash(name)))
		}
	}
	return files
}

// MayReplace sees that a path can be written to: a file of the release itself is never replaced.
func (r *Release) MayReplace(path string) error { return mayReplace(path, r.files()) }

func mayReplace(path string, files []string) error {
	target, err := os.Stat(path)
	if err != nil {
		return nil // there is nothing to replace
	}
	for _, name := range files {
		if source, err := os.Stat(name); err == nil && os.SameFile(target, source) {
			return fmt.Errorf("%s: is a file of the release, name another", path)
		}
	}
	return nil
}

// Save writes the PDF to path as [WriteFile] does. It refuses a path that is
// one of the files of the release.
func (o *Output) Save(path string) error { return save(path, o.PDF, o.files) }

func save(path string, data []byte, files []string) error {
	if err := mayReplace(path, files); err != nil {
		return err
	}
	return WriteFile(path, data)
}

// A Spreadsheet is tables of an edition for publication.
type Spreadsheet struct {
	Path string // where it belongs beside a PDF of that name
	Data []byte

	files []string
}

// Spreadsheets makes the tables of the i-th edition for publication: one
// workbook with all of them, then a CSV file of each. They belong beside the
// PDF, whose path without its ending is stem; empty: where that belongs.
func (r *Release) Spreadsheets(i int, stem string) ([]Spreadsheet, error) {
	e := r.Editions[i]
	if stem == "" {
		stem = e.stem()
	}
	book, found := report.Book(e.Bulletin)
	if len(found) > 0 {
		return nil, r.problems(invalid(found))
	}
	workbook, err := tables.WriteXLSX(book)
	if err != nil {
		return nil, err
	}
	files := r.files()
	out := []Spreadsheet{{stem + ".xlsx", workbook, files}}
	for j := range book.Sheets {
		sheet := &book.Sheets[j]
		out = append(out, Spreadsheet{stem + "." + sheet.Table.ID + ".csv", tables.WriteCSV(sheet, e.Language), files})
	}
	return out, nil
}

// Save writes the spreadsheet to its path as [Output.Save] does.
func (s *Spreadsheet) Save() error { return save(s.Path, s.Data, s.files) }

// Languages lists the languages that an edition can have, by tag.
func Languages() []string { return locale.Tags() }
