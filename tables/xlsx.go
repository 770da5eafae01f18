package tables

// ReadXLSX reads a table from a sheet of a workbook, which stands there as it
// would in a CSV file (see [ReadCSV]), from cell A1 on. An empty name means the
// only sheet.
//
// A number is what its cell shows: 0.616 in the format 0.0% is 61,6, and 66 in
// the format 0.0 is 66,0. Digits that the format does not show are a problem
// unless the table declares its decimals. A formula is the value that Excel
// calculated last.
func ReadXLSX(file, sheet string, data []byte, o Options) (*Table, []Problem) {
	whole := Place{File: file, Sheet: sheet}
	book, err := openWorkbook(data)
	if err != nil {
		return nil, []Problem{{Place{File: file}, err.Error()}}
	}
	named, err := book.sheet(sheet)
	if err != nil {
		if named.name == "" {
			whole.Sheet = ""
		}
		return nil, []Problem{{whole, err.Error()}}
	}
	whole.Sheet = named.name
	r := newReader(whole, o)
	cells, err := book.readSheet(named.part, whole, o.Decimals != nil)
	if err != nil {
		r.problem(whole, err.Error())
		return r.result()
	}
	r.problems = cells.problems()
	switch {
	case len(cells.cells) == 0:
		r.problem(whole, "the sheet is empty; its first row has the ids of the columns, its second row their labels")
	case cells.cells[0].place.Line > 1 || cells.cells[0].place.Column > 3:
		r.problem(cells.at(1, 1), "the table begins in this cell: the first row has the ids of the columns, the first column the ids of the rows; delete the empty rows and columns before it")
	case len(cells.merged) > 0: // what else is wrong follows from that
	default:
		r.read(cells)
	}
	return r.result()
}
