// Package tables reads the figures of a release and keeps them exact.
//
// A table has one row for each subject (an institution, a city) and one column
// for each answer or measure; both have an id, by which the words of the
// release quote a cell, and a label, which is printed. A cell is an exact
// decimal number or one of three symbols; a symbol is never zero.
//
// The package knows nothing of the words, the pages or the charts that quote
// its figures, and it never rounds a figure on its own: rounding is asked for.
package tables

// Symbol says why a cell has no number. The zero value means that it has one.
type Symbol string

// The symbols that statistics offices print instead of a figure.
const (
	Absent       Symbol = "–" // the phenomenon does not occur
	NotAvailable Symbol = "…" // the figure is not available
	Confidential Symbol = "x" // the figure is confidential
)

// A Cell is one figure and the place it was read from.
type Cell struct {
	Number Number // meaningless where Symbol is set
	Symbol Symbol
	Place  Place
}

// IsNumber reports whether the cell has a figure.
func (c Cell) IsNumber() bool { return c.Symbol == "" }

// A Header names a row or a column.
type Header struct {
	ID    string // a lower-case Latin letter, then letters, digits and _
	Label string // as printed
	Place Place  // of the id

	LabelPlace Place // of the label's cell

	Labels map[string]Label // in the other languages of the release, by tag
}

// A Label is a label in another language than the release's first.
type Label struct {
	Text  string
	Place Place
}

// A Column is a header with the form of the figures below it.
type Column struct {
	Header
	Unit     string // "%" is joined to the figure; other units are printed only in headings
	Decimals int    // digits after the decimal mark in tables and charts
}

// A Table is a rectangle of cells: Cells[row][column].
type Table struct {
	ID          string
	File        string           // as named in the TOML, with slashes
	Language    string           // of its labels, BCP 47
	Corner      string           // label of the column of subjects; may be empty
	CornerPlace Place            // of its cell, where the file has it
	Corners     map[string]Label // in the other languages, by tag
	Columns     []Column
	Rows        []Header
	Cells       [][]Cell
	Unit        string  // of the whole table; a column's own wins
	Sum         *Number // what every row must sum to, beyond rounding; nil: nothing

	scales []int // the decimals of each column's figures as typed
}

// Row gives the index of the row with that id, or -1.
func (t *Table) Row(id string) int {
	for i := range t.Rows {
		if t.Rows[i].ID == id {
			return i
		}
	}
	return -1
}

// Column gives the index of the column with that id, or -1.
func (t *Table) Column(id string) int {
	for i := range t.Columns {
		if t.Columns[i].ID == id {
			return i
		}
	}
	return -1
}

// RowIDs gives the ids of the rows, in order.
func (t *Table) RowIDs() []string {
	ids := make([]string, len(t.Rows))
	for i := range t.Rows {
		ids[i] = t.Rows[i].ID
	}
	return ids
}

// ColumnIDs gives the ids of the columns, in order.
func (t *Table) ColumnIDs() []string {
	ids := make([]string, len(t.Columns))
	for i := range t.Columns {
		ids[i] = t.Columns[i].ID
	}
	return ids
}
