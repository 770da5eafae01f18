package tables

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// listed gives a list as its rows are handed over: cells by their places.
func listed(read func(func([]ListCell)) []Problem) string {
	var b strings.Builder
	problems := read(func(cells []ListCell) {
		for _, c := range cells {
			text := c.Text
			if c.Faulty {
				text = "(faulty)"
			}
			fmt.Fprintf(&b, "%d:%d %s|", c.Place.Line, c.Place.Column, text)
		}
		b.WriteByte('\n')
	})
	for _, p := range problems {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

func TestListsInCSV(t *testing.T) {
	utf16File := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("a\tб\r\nв\t\r\n")) {
		utf16File = append(utf16File, byte(u), byte(u>>8))
	}
	tests := []struct{ name, data, want string }{
		{"semicolons", "a;b\n x ; y\n", "1:1 a|1:3 b|\n2:2 x|2:6 y|\n"},
		{"commas", "a,b\nx,\"y, z\"\n", "1:1 a|1:3 b|\n2:1 x|2:3 y, z|\n"},
		{"one column", "a\nx@example.org\n", "1:1 a|\n2:1 x@example.org|\n"},
		{"rows of nothing", "a;b\n\n;;\nx\n", "1:1 a|1:3 b|\n4:1 x|\n"},
		{"wider than its head", "a\nx;y\n", "1:1 a|\n2:1 x|2:3 y|\n"},
		{"Excel's delimiter", "sep=,\na,b\n", "2:1 a|2:3 b|\n"},
		{"UTF-16", string(utf16File), "1:1 a|1:3 б|\n2:1 в|\n"},
		{"mark", "\ufeffa;b", "1:1 a|1:3 b|\n"},
		{"empty", "", ""},
		{"control character", "a\nx\x00y;z\n", "1:1 a|\n2:1 (faulty)|2:5 z|\nl.csv:2:2: the control character U+0000 cannot be printed; delete it\n"},
		{"Windows-1251", "a\n\xc0\xed\xed\xe0\n", "l.csv: the file is in Windows-1251, in which Kazakh letters are lost; open the workbook it was made from, and " + saveAsUTF8 + "\n"},
		{"half of UTF-16", "\xff\xfea", "l.csv: the file is cut short; save it again: " + saveAsUTF8 + "\n"},
		{"wide", "a\n" + strings.Repeat(";", maxListWidth) + "x\n", "1:1 a|\nl.csv:2:51: this row goes on beyond the last column allowed; delete what is not of the list\n"},
		{"open", "a\n\"x\n", "1:1 a|\nl.csv:2:1: this quotation mark is never closed\n"},
	}
	for _, test := range tests {
		got := listed(func(row func([]ListCell)) []Problem { return ReadListCSV("l.csv", []byte(test.data), row) })
		if got != test.want {
			t.Errorf("%s:\n%swant:\n%s", test.name, got, test.want)
		}
	}
}

// A list may be larger than a table.
func TestLargeLists(t *testing.T) {
	line := "қабылдау@example.org;" + strings.Repeat("Ә", 40) + "\r\n"
	n := maxBytes/len(line) + 10_000
	large := []byte("a;b\r\n" + strings.Repeat(line, n))
	rows, last := 0, Place{}
	problems := ReadListCSV("l.csv", large, func(cells []ListCell) {
		rows++
		last = cells[1].Place
		if rows > 1 && cells[1].Text != strings.Repeat("Ә", 40) {
			t.Fatalf("%+v", cells[1])
		}
	})
	if len(problems) > 0 || rows != n+1 || last.Line != n+1 || last.Column != 22 {
		t.Errorf("%d rows, the last at %s, %v", rows, last, problems)
	}
	for name, broken := range map[string][]byte{
		"one line":     bytes.Repeat([]byte("Ә"), maxBytes/2+10),
		"bytes inside": append(bytes.Clone(large), 0xc0, 0xed, 0xed, 0xe0),
		"too large":    make([]byte, maxListBytes+1),
		"UTF-16":       append([]byte{0xff, 0xfe}, large...),
	} {
		rows = 0
		problems := ReadListCSV("l.csv", broken, func([]ListCell) { rows++ })
		if name == "one line" && (rows != 1 || len(problems) > 0) || name != "one line" && (rows > 0 || len(problems) != 1) {
			t.Errorf("%s: %d rows, %v", name, rows, problems)
		}
	}
}

func TestListsInWorkbooks(t *testing.T) {
	book := excelize.NewFile()
	for name, value := range map[string]any{"A2": "address", "B2": "name", "A3": "x@example.org", "B3": 12.5, "A6": true} {
		if err := book.SetCellValue("Sheet1", name, value); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := book.NewSheet("Empty"); err != nil {
		t.Fatal(err)
	}
	var data bytes.Buffer
	if err := book.Write(&data); err != nil {
		t.Fatal(err)
	}
	read := func(sheet string, data []byte) string {
		return listed(func(row func([]ListCell)) []Problem { return ReadListXLSX("l.xlsx", sheet, data, row) })
	}
	want := "2:1 address|2:2 name|\n3:1 x@example.org|3:2 12.5|\n6:1 (faulty)|\n" +
		"l.xlsx#Sheet1!A6: this cell is TRUE or FALSE, not a figure; type the figure, or give the cell the format Text and type the word\n"
	if got := read("sheet1", data.Bytes()); got != want {
		t.Errorf("%swant:\n%s", got, want)
	}
	if got := read("Empty", data.Bytes()); got != "" {
		t.Errorf("empty sheet: %s", got)
	}
	for sheet, want := range map[string]string{"": "several sheets", "Sheet": `no sheet "Sheet"`} {
		if got := read(sheet, data.Bytes()); !strings.Contains(got, want) {
			t.Errorf("%q: %s, want %s", sheet, got, want)
		}
	}
	if got := read("", []byte("a;b")); !strings.Contains(got, "not an Excel workbook") {
		t.Error(got)
	}
	if err := book.MergeCell("Sheet1", "A2", "B2"); err != nil {
		t.Fatal(err)
	}
	data.Reset()
	if err := book.Write(&data); err != nil {
		t.Fatal(err)
	}
	if got := read("Sheet1", data.Bytes()); !strings.HasPrefix(got, "l.xlsx#Sheet1!A2: the cells A2:B2 are merged") {
		t.Error(got)
	}
	if got := read("", make([]byte, maxBytes+1)); got != "l.xlsx: the workbook is too large for a list; "+saveAsUTF8+"\n" {
		t.Error(got)
	}
}

func FuzzLists(f *testing.F) {
	for _, s := range []string{"a;b\nx;y\n", "sep=;\n", "\"", "\xff\xfea\x00", "a\tb\r\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		line := 0
		ReadListCSV("l.csv", data, func(cells []ListCell) {
			if len(cells) == 0 || cells[0].Place.Line <= line {
				t.Errorf("row after line %d: %+v", line, cells)
			}
			line = cells[0].Place.Line
			for _, c := range cells {
				if offset, _ := Unprintable(c.Text, false); offset >= 0 {
					t.Errorf("%+v", c)
				}
			}
		})
	})
}
