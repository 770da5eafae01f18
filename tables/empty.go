package tables

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Emptied is a table whose figures are to be filled in anew. Its row and column
// ids and labels stay.
type Emptied struct {
	Table *Table
	Keep  bool   // its figures stay too, and only those of Added are to be filled in
	Added Header // a column put after the last; none where it has no id
}

// EmptyCSV gives the table as a canonical CSV file with empty cells to fill in,
// with its labels in langs beside those of the first language.
func EmptyCSV(e Emptied, langs ...string) []byte {
	t := *e.Table
	if e.Added.ID != "" {
		t.Columns = append(t.Columns[:len(t.Columns):len(t.Columns)], Column{Header: e.Added})
	}
	figure := func(i, j int) string {
		if e.Keep && j < len(e.Table.Columns) {
			return e.Table.Cells[i][j].String()
		}
		return ""
	}
	return canonicalCSV(&t, langs, figure)
}

// EmptyXLSX gives a workbook with the figures of some of its tables emptied;
// all else in it stays.
func EmptyXLSX(data []byte, all []Emptied) ([]byte, error) {
	book, err := openWorkbook(data)
	if err != nil {
		return nil, err
	}
	return guard(func() ([]byte, error) {
		for _, e := range all {
			if err := e.clear(book.file); err != nil {
				return nil, err
			}
		}
		var out bytes.Buffer
		err := book.file.Write(&out)
		return out.Bytes(), err
	})
}

// clear empties the cells of one table in a workbook.
func (e *Emptied) clear(f *excelize.File) error {
	for _, row := range e.Table.Cells {
		for _, c := range row {
			if e.Keep {
				break
			}
			name, err := excelize.CoordinatesToCellName(c.Place.Column, c.Place.Line)
			if err != nil {
				return err
			}
			if err := f.SetCellValue(c.Place.Sheet, name, nil); err != nil {
				return err
			}
		}
	}
	if e.Added.ID == "" {
		return nil
	}
	last := e.Table.Columns[len(e.Table.Columns)-1]
	return e.addColumn(f, last)
}

// addColumn writes the heads of a further column beside those of the last.
func (e *Emptied) addColumn(f *excelize.File, last Column) error {
	put := func(beside Place, text string) error {
		name, err := excelize.CoordinatesToCellName(beside.Column+1, beside.Line)
		if err != nil {
			return err
		}
		if value, err := f.GetCellValue(beside.Sheet, name); err != nil || value != "" {
			return fmt.Errorf("the cell %s of sheet %q is not free for another wave", name, beside.Sheet)
		}
		return f.SetCellStr(beside.Sheet, name, text)
	}
	for _, row := range e.Table.Cells { // 61.6 is to be typed in as it was before, with the same format
		if err := sameStyle(f, row[len(row)-1].Place); err != nil {
			return err
		}
	}
	if err := put(last.Place, e.Added.ID); err != nil {
		return err
	}
	if err := put(last.LabelPlace, e.Added.Label); err != nil {
		return err
	}
	for _, language := range slices.Sorted(maps.Keys(last.Labels)) {
		if err := put(last.Labels[language].Place, e.Added.Labels[language].Text); err != nil {
			return err
		}
	}
	return nil
}

// sameStyle gives the cell to the right of a place the style of that there.
func sameStyle(f *excelize.File, p Place) error {
	from, err := excelize.CoordinatesToCellName(p.Column, p.Line)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(p.Column+1, p.Line)
	if err != nil {
		return err
	}
	style, err := f.GetCellStyle(p.Sheet, from)
	if err != nil {
		return err
	}
	return f.SetCellStyle(p.Sheet, to, to, style)
}
