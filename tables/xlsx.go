package tables

// ReadXLSX reads a table from a sheet of a workbook, which stands there as it
// would in a CSV file (see [ReadCSV]), from cell A1 on. An empty name means the
// only sheet.
func ReadXLSX(file, sheet string, data []byte, o Options) (*Table, []Problem) {
	return nil, []Problem{{Place{File: file, Sheet: sheet}, "workbooks cannot be read yet"}}
}
