package tables

import (
	"bytes"
	"strings"
)

// CanonicalCSV gives a table as the one CSV file that says the same: UTF-8 with
// a byte-order mark, semicolons, a decimal comma and line feeds, as Excel of
// Kazakh and Russian Windows opens it by a double click; quotes only where a
// field needs them. Reading it gives the same table, with every digit as it was
// typed, and writing that gives the same bytes. Of the labels in other
// languages it has those in langs.
func CanonicalCSV(t *Table, langs ...string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	field := func(s string, first bool) {
		if !first {
			b.WriteByte(';')
		}
		if strings.ContainsAny(s, ";\t\"\n") || s != strings.TrimSpace(s) {
			b.WriteString(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`)
			return
		}
		b.WriteString(s)
	}
	line := func(id, label string, n int, rest func(int) string) {
		field(id, true)
		field(label, false)
		for j := range n {
			field(rest(j), false)
		}
		b.WriteByte('\n')
	}
	n := len(t.Columns)
	line("id", "", n, func(j int) string { return t.Columns[j].ID })
	line("", t.Corner, n, func(j int) string { return t.Columns[j].Label })
	for i, row := range t.Rows {
		line(row.ID, row.Label, n, func(j int) string {
			if c := t.Cells[i][j]; !c.IsNumber() {
				return string(c.Symbol)
			}
			return strings.Replace(t.Cells[i][j].Number.String(), ".", ",", 1)
		})
	}
	return b.Bytes()
}
