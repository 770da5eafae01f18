package tables

import "testing"

func TestSplitWorkbook(t *testing.T) {
	for _, c := range []struct {
		file, book, sheet string
		ok                bool
	}{
		{"a.xlsx", "a.xlsx", "", true},
		{"a.xlsx#Лист 1", "a.xlsx", "Лист 1", true},
		{"data/A.XLSX#Сенім", "data/A.XLSX", "Сенім", true},
		{"a#1.xlsx#b#2", "a#1.xlsx", "b#2", true},
		{"a.xlsx#", "a.xlsx", "", true},
		{"a.csv", "", "", false},
		{"a.xls#b", "", "", false},
		{".xlsx", "", "", false},
		{"", "", "", false},
	} {
		book, sheet, ok := SplitWorkbook(c.file)
		if book != c.book || sheet != c.sheet || ok != c.ok {
			t.Errorf("%q: got %q, %q, %v", c.file, book, sheet, ok)
		}
	}
}
