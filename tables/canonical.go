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
	return canonicalCSV(t, langs, func(i, j int) string { return t.Cells[i][j].String() })
}

// canonicalCSV writes a table with what cell gives in the place of its figures.
func canonicalCSV(t *Table, langs []string, cell func(i, j int) string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	line := func(cells []string) {
		for i, s := range cells {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(csvField(s))
		}
		b.WriteByte('\n')
	}
	line(t.canonicalHeads(langs))
	for i := -1; i < len(langs); i++ {
		line(t.canonicalLabels(langs, i))
	}
	for i := range t.Rows {
		cells := t.canonicalSubject(langs, i)
		for j := range t.Columns {
			cells = append(cells, cell(i, j))
		}
		line(cells)
	}
	return b.Bytes()
}

// csvField puts a field in quotation marks where it needs them.
func csvField(s string) string {
	if strings.ContainsAny(s, ";\t\"\n") || s != strings.TrimSpace(s) {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// canonicalHeads gives the line of ids.
func (t *Table) canonicalHeads(langs []string) []string {
	cells := []string{"id", ""}
	if len(langs) > 0 {
		cells[1] = "label"
	}
	for _, lang := range langs {
		cells = append(cells, labelHead+lang)
	}
	return append(cells, t.ColumnIDs()...)
}

// canonicalLabels gives the line of labels in langs[i], or with -1 in the table's first language.
func (t *Table) canonicalLabels(langs []string, i int) []string {
	cells := make([]string, 2+len(langs), 2+len(langs)+len(t.Columns))
	switch {
	case i >= 0:
		cells[0], cells[2+i] = labelHead+langs[i], t.Corners[langs[i]].Text
	case len(langs) > 0:
		cells[0], cells[1] = "label", t.Corner
	default:
		cells[1] = t.Corner
	}
	for j := range t.Columns {
		label := t.Columns[j].Label
		if i >= 0 {
			label = t.Columns[j].Labels[langs[i]].Text
		}
		cells = append(cells, label)
	}
	return cells
}

// canonicalSubject gives a row's id and labels.
func (t *Table) canonicalSubject(langs []string, i int) []string {
	row := &t.Rows[i]
	cells := []string{row.ID, row.Label}
	for _, lang := range langs {
		cells = append(cells, row.Labels[lang].Text)
	}
	return cells
}

// String gives a cell as it is typed, with a decimal comma and every digit.
func (c Cell) String() string {
	if !c.IsNumber() {
		return string(c.Symbol)
	}
	return strings.Replace(c.Number.String(), ".", ",", 1)
}
