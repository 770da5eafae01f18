package tables

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// WriteCSV gives a sheet's table as Excel opens it by a double click where the
// language is at home: the heads, then a line a subject, figures with the
// decimals that pages print. It is UTF-8 with a byte-order mark and the line
// ends of RFC 4180. English has commas and a decimal point, other languages
// semicolons and a decimal comma. Thousands are not parted.
func WriteCSV(s *Sheet, language string) []byte {
	between, mark := byte(';'), ","
	if language == "en" || strings.HasPrefix(language, "en-") {
		between, mark = ',', "."
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	for j, head := range s.heads() {
		if j > 0 {
			b.WriteByte(between)
		}
		WriteCSVText(&b, head)
	}
	b.WriteString("\r\n")
	t := s.Table
	for i := range t.Rows {
		WriteCSVText(&b, t.Rows[i].Label)
		for j := range t.Columns {
			b.WriteByte(between)
			if c := t.Cells[i][j]; c.IsNumber() {
				b.WriteString(strings.Replace(c.Number.Round(t.Columns[j].Decimals).String(), ".", mark, 1))
			} else {
				b.WriteString(string(c.Symbol))
			}
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// WriteCSVText writes a text as a field of CSV with semicolons, quoted where a program could part it, with an
// apostrophe before what a spreadsheet would take for a formula. Reading
// refuses such labels, so this guards what is put together from elsewhere.
func WriteCSVText(b *bytes.Buffer, s string) {
	if wouldRun(s) {
		s = "'" + s
	}
	if strings.ContainsAny(s, ";,\t\"\r\n") || s != strings.TrimSpace(s) {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	b.WriteString(s)
}

// wouldRun reports whether a spreadsheet takes a text for a formula when it is
// typed or read from CSV; the signs are also those of full width.
func wouldRun(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0"))
	return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}
