package tables

import "time"

// A Book is what a workbook for publication holds: the tables of a release in
// the words of one edition.
type Book struct {
	Language  string // BCP 47
	Title     string
	Creator   string
	Published time.Time
	About     [][2]string // lines of the cover: label and text
	Contents  string      // heading of the list of sheets
	Headings  [2]string   // of its two columns: sheet, what it has
	Notes     string      // heading of the notes
	CoverName string      // name of the cover's sheet
	Sheets    []Sheet
}

// A Sheet is one table of a Book.
type Sheet struct {
	Name   string // of the sheet: at most 31 characters
	Title  string
	Notes  []string // unit, period, source, symbols: a line each
	Corner string   // heading of the column of subjects
	Table  *Table   // labels in the language of the Book
	Heads  []string // of the columns of figures, with their units
}

// WriteXLSX gives the workbook: a cover, then one sheet for each table,
// starting at A1. The same Book gives the same bytes.
func WriteXLSX(b *Book) ([]byte, error) { return nil, nil }

// WriteCSV gives a sheet's table as Excel opens it by a double click: labels,
// then figures with the decimals that are printed.
func WriteCSV(s *Sheet, language string) []byte { return nil }
