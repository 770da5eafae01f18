package tables

import (
	"errors"
	"slices"
	"strings"
)

// ParseCell reads what is typed into a cell of a CSV file: a figure or a
// symbol. The error says what to write instead. The cell has no place.
func ParseCell(s string) (Cell, error) {
	switch text := strings.Trim(s, " \u00a0\u202f"); text {
	case "":
		return Cell{}, errors.New("nothing is typed here; " + symbolRule)
	case string(Absent), string(NotAvailable), string(Confidential):
		return Cell{Symbol: Symbol(text)}, nil
	case "-", "—", "−":
		return Cell{}, errors.New(quote(text) + " is not a figure; " + symbolRule)
	case "...", "..":
		return Cell{}, errors.New(quote(text) + " is not a figure; the one character … says that it is not available")
	case "X", "х", "Х": // the last two are Cyrillic
		return Cell{}, errors.New(quote(text) + " is not a figure; a small Latin x says that it is confidential")
	default:
		number, err := ParseNumber(text)
		return Cell{Number: number}, err
	}
}

// Same reports whether two cells say the same, whatever zeros their figures end with: 64 and 64,0.
func (c Cell) Same(d Cell) bool {
	return c.Symbol == d.Symbol && (!c.IsNumber() || c.Number.Cmp(d.Number) == 0)
}

// A Replacement is another cell for a place in a table.
type Replacement struct {
	Row, Column int
	Cell        Cell
}

// With gives a table that has other cells in some places; t stays as it is.
// Where the release declares no decimals, its columns have as many as their figures then have.
func (t *Table) With(cells []Replacement, declared bool) *Table {
	out := *t
	out.Cells, out.Columns = slices.Clone(t.Cells), slices.Clone(t.Columns)
	own := make(map[int]bool, len(cells)) // the rows that are no longer shared
	for _, r := range cells {
		if !own[r.Row] {
			out.Cells[r.Row], own[r.Row] = slices.Clone(out.Cells[r.Row]), true
		}
		out.Cells[r.Row][r.Column] = r.Cell
	}
	out.scales = out.columnScales()
	for i := range out.Columns {
		if !declared {
			out.Columns[i].Decimals = out.scales[i]
		}
	}
	return &out
}
