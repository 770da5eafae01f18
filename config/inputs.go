package config

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bulletin/tables"
)

// readTables reads the tables in the order of their ids.
func (l *loader) readTables() {
	ids := slices.Sorted(maps.Keys(l.bulletin.Tables))
	if len(ids) > maxFiles {
		l.problem(l.at("table", ids[maxFiles]), "a release has at most "+strconv.Itoa(maxFiles)+" tables")
		return
	}
	for _, id := range ids {
		t := l.bulletin.Tables[id]
		if t.File.Value == "" {
			continue
		}
		in, problem := l.input(t.File.Value)
		if problem == "" && l.bytes > maxTables {
			problem = "the tables of a release have at most 16 MiB together"
		}
		if problem == "" {
			problem = l.claim(in.name, t.File.Value)
		}
		if problem != "" {
			l.problem(t.File.Place(), problem)
			continue
		}
		l.readTable(t, in)
		if l.cells > maxCells {
			l.problem(t.File.Place(), "the tables of a release have at most 500 000 cells together; leave out what is not printed")
			return
		}
	}
}

// claim keeps the name that a file has inside the PDF, where the TOML calls it
// written, and says why it cannot have it. Capitals tell no two names apart: a
// release is the same on every system.
func (l *loader) claim(name, written string) (problem string) {
	key := strings.ToLower(name)
	if _, words := editionOf(FileName, name); words || key == FileName {
		return strconv.Quote(written) + " is the name of a file with words; rename the file"
	}
	if other, ok := l.names[key]; ok && other != written {
		return strconv.Quote(written) + " and " + strconv.Quote(other) + " would be one file inside the PDF, where capitals tell no names apart; write the name in one way, or rename one"
	}
	if l.names == nil {
		l.names = make(map[string]string)
	}
	l.names[key] = written
	return ""
}

// input is where a table is read from.
type input struct {
	file  string // as the user would name it
	book  bool
	sheet string // of the workbook; empty: its only one
	name  string // of the file inside the PDF that has the cells
	data  []byte
}

// input reads the file that a table names. A sheet of a workbook stands inside
// a PDF as a CSV file, which is read where the workbook is not there.
func (l *loader) input(file string) (in input, problem string) {
	book, sheet, isBook := tables.SplitWorkbook(file)
	if !isBook {
		in = input{file: l.shown(file), name: file}
		in.data, problem = l.readBytes(file)
		return in, problem
	}
	in = input{file: l.shown(book), book: true, sheet: sheet, name: file + ".csv"}
	if problem := NameProblem(in.name); problem != "" {
		return in, problem
	}
	if _, err := fs.Stat(l.folder, book); errors.Is(err, fs.ErrNotExist) && isFile(l.folder, in.name) {
		in.file, in.book = l.shown(in.name), false
		in.data, problem = l.readBytes(in.name)
		return in, problem
	}
	data, ok := l.books[book]
	if !ok {
		data, problem = l.readBytes(book)
		if l.books == nil {
			l.books = make(map[string][]byte)
		}
		l.books[book] = data
	}
	in.data = data
	return in, problem
}

// readBytes reads a file with tables, which counts as one of all together.
func (l *loader) readBytes(name string) (data []byte, problem string) {
	data, problem = read(l.folder, name, maxTable)
	l.bytes += len(data)
	return data, problem
}

func (l *loader) readTable(t *Table, in input) {
	options := tables.Options{
		ID: t.ID, File: t.File.Value, Language: l.bulletin.Language.Value,
		Unit: t.Unit.Value, Units: t.Units, Decimals: l.decimals(t), Sum: l.sum(t),
	}
	var problems []tables.Problem
	if in.book {
		t.Names, problems = tables.ReadXLSX(in.file, in.sheet, in.data, options)
	} else {
		t.Names, problems = tables.ReadCSV(in.file, in.data, options)
		l.sources[in.file] = tables.SourceText(in.data)
	}
	if len(problems) > 0 {
		l.others = append(l.others, problems...)
		return
	}
	t.Data = t.Names
	l.cells += len(t.Data.Rows) * len(t.Data.Columns)
	if !slices.ContainsFunc(l.bulletin.Files, func(f File) bool { return f.Name == in.name }) {
		l.bulletin.Files = append(l.bulletin.Files, File{Name: in.name, Table: t.ID, Data: tables.CanonicalCSV(t.Data)})
	}
}

// decimals gives the declared decimals where they are right.
func (l *loader) decimals(t *Table) *int {
	if t.Decimals != nil && (*t.Decimals < 0 || *t.Decimals > maxDecimal) {
		l.problem(l.at("table", t.ID, "decimals"), "decimals is 0 to 9, not "+strconv.Itoa(*t.Decimals))
		return nil
	}
	return t.Decimals
}

// sum gives the declared sum as the decimal that was typed.
func (l *loader) sum(t *Table) *tables.Number {
	if t.Sum == nil {
		return nil
	}
	n, err := tables.ParseNumber(strconv.FormatFloat(*t.Sum, 'f', -1, 64))
	if err != nil {
		l.problem(l.at("table", t.ID, "sum"), "sum: "+err.Error())
		return nil
	}
	return &n
}
