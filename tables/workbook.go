package tables

import "strings"

// SplitWorkbook parts the name of a sheet, book.xlsx#Sheet, into the workbook's
// file and the sheet, which is empty where none is named. It reports whether
// the file is a workbook.
func SplitWorkbook(file string) (book, sheet string, ok bool) {
	for i := range len(file) {
		if file[i] == '#' && isWorkbook(file[:i]) {
			return file[:i], file[i+1:], true
		}
	}
	if isWorkbook(file) {
		return file, "", true
	}
	return "", "", false
}

func isWorkbook(file string) bool {
	const ending = ".xlsx"
	return len(file) > len(ending) && strings.EqualFold(file[len(file)-len(ending):], ending)
}
