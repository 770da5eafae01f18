package report

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/charts"
	"bulletin/config"
	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

// inTable prints a cell as tables do: with the column's decimals, so that marks stand under each other.
func (m *maker) inTable(c tables.Cell, column tables.Column) string {
	if !c.IsNumber() {
		return string(c.Symbol)
	}
	return m.language.Number(c.Number.Coef, c.Number.Scale, locale.NumberForm{
		Decimals: column.Decimals,
		Grouping: m.grouped(),
	})
}

// grouped reports whether thousands are parted: where the house or the language asks for it.
func (m *maker) grouped() bool { return m.b.Numbers.Grouping || m.language.Grouped }

// chart makes the chart that a text names.
func (m *maker) chart(id string, place tables.Place) (Block, bool) {
	c := m.b.Charts[id]
	table := m.b.Tables[c.Table.Value]
	if !m.placeOnce("chart", id, place) || table == nil || table.Data == nil {
		return nil, false
	}
	if m.isFurtherEdition() && strings.TrimSpace(c.Title.Value) == "" {
		m.tell(place, "chart %q has no title in this edition; write title = \"…\" under [chart.%s] in %s", id, id, filepath.Base(place.File))
	}
	m.figures++
	m.checkTableLetters(table, fonts.Regular)
	out := Chart{
		Place:    c.Place,
		Label:    m.language.Figure(m.figures),
		Headline: m.plain(c.Title, fonts.Bold),
		Subtitle: m.subtitle(c.Unit, c.Period, table),
		Source:   m.source(c.Source, table.Source),
		Spec: charts.Spec{
			Kind:     charts.Kind(c.Kind.Value),
			Table:    table.Data,
			Row:      c.Row.Value,
			Column:   c.Column.Value,
			Unit:     cmp.Or(c.Unit.Value, table.Unit.Value),
			Language: m.language,
			Family:   m.family,
			Accent:   color(m.b.Style.Accent),
			Palette:  colors(m.b.Style.Palette),
			Grouping: m.grouped(),
		},
	}
	if out.Spec.Kind == "" {
		return nil, false // what is wrong with the chart has been told
	}
	if note := m.plain(c.Note, fonts.Regular); note != "" {
		out.Notes = []string{note}
	}
	if m.before {
		return out, true
	}
	if err := charts.Check(out.Spec); err != nil {
		m.problems = append(m.problems, out.Faults(err)...)
		return nil, false
	}
	out.Notes = append(out.Notes, m.meanings(out.Spec.Symbols())...)
	if len(out.Notes) > 0 {
		out.Notes[0] = m.note(out.Notes[0])
	}
	out.Description = strings.TrimSpace(m.plain(c.Description, fonts.Regular) + " " + charts.Describe(out.Spec))
	return out, true
}

// table makes the printed table that a text names.
func (m *maker) table(id string, place tables.Place) (Block, bool) {
	table := m.b.Tables[id]
	if !m.placeOnce("table", id, place) || table == nil || table.Data == nil {
		return nil, false
	}
	if strings.TrimSpace(table.Title.Value) == "" {
		if m.isFurtherEdition() {
			m.tell(place, "table %q has no title in this edition; write title = \"…\" under [table.%s] in %s", id, id, filepath.Base(place.File))
		} else {
			m.tell(table.Place, "table %q is printed, so it needs a title: title = \"…\"", id)
		}
	}
	m.tables++
	t := table.Data
	m.checkTableLetters(table, fonts.Bold)
	out := Table{
		Place:    table.Place,
		Label:    m.language.Table(m.tables),
		Title:    m.plain(table.Title, fonts.Bold),
		Subtitle: m.subtitle(config.Text{}, table.Period, table),
		Source:   m.source(table.Source),
		Corner:   cmp.Or(m.plain(table.Subject, fonts.Bold), t.Corner),
	}
	for _, c := range t.Columns {
		label := c.Label
		if c.Unit != "" && c.Unit != t.Unit {
			label += ", " + c.Unit // that of the whole table stands in the subtitle
			m.checkLetters(c.Unit, fonts.Bold, func(int) tables.Place { return table.Place })
		}
		out.Columns = append(out.Columns, label)
	}
	for i := range t.Rows {
		row := Row{Label: t.Rows[i].Label}
		for j := range t.Columns {
			row.Cells = append(row.Cells, m.inTable(t.Cells[i][j], t.Columns[j]))
		}
		row.Corrected = m.correctedCells(t, i)
		out.Rows = append(out.Rows, row)
	}
	out.Notes = m.tableNotes(table)
	return out, true
}

// correctedCells says which cells of a row the last correction changed; nil: none.
func (m *maker) correctedCells(t *tables.Table, row int) []bool {
	var out []bool
	for j := 0; j < len(t.Columns) && len(m.corrected) > 0; j++ {
		if m.corrected[Quote{t.ID, t.Rows[row].ID, t.Columns[j].ID}] != nil {
			if out == nil {
				out = make([]bool, len(t.Columns))
			}
			out[j] = true
		}
	}
	return out
}

// isFurtherEdition reports whether the words are not those of the release's first TOML file.
func (m *maker) isFurtherEdition() bool {
	words := 0
	for _, f := range m.b.Files {
		if f.Table == "" {
			words++
		}
	}
	return words > 1
}

// tableNotes explains what a reader of the table may stumble over.
func (m *maker) tableNotes(table *config.Table) []string {
	var notes []string
	if note := m.plain(table.Note, fonts.Regular); note != "" {
		notes = append(notes, note)
	}
	t := table.Data
	for i := range t.Rows {
		if off, _ := t.SumOff(i); off.Coef != 0 {
			notes = append(notes, m.roundedSums(t))
			break
		}
	}
	var seen []tables.Symbol
	for _, row := range t.Cells {
		for _, c := range row {
			if !c.IsNumber() && !slices.Contains(seen, c.Symbol) {
				seen = append(seen, c.Symbol)
			}
		}
	}
	notes = append(notes, m.meanings(seen)...)
	for q := range m.corrected {
		if q.Table == t.ID {
			notes = append(notes, fmt.Sprintf(m.language.Corrections.Mark, CorrectedMark))
			break
		}
	}
	if len(notes) > 0 {
		notes[0] = m.note(notes[0])
	}
	return notes
}

// roundedSums says why the figures of a row may miss what they sum to.
func (m *maker) roundedSums(t *tables.Table) string {
	if t.Sum.Cmp(tables.Number{Coef: 100}) == 0 && t.Unit == "%" {
		return m.language.RoundedShares
	}
	return m.language.RoundedSums
}

// placeOnce sees that a chart or table stands at one place only, so that its number is its name.
func (m *maker) placeOnce(kind, id string, place tables.Place) bool {
	if first, ok := m.placed[kind+" "+id]; ok {
		m.tell(place, "%s %q stands at %s already; it has one place and one number", kind, id, first)
		return false
	}
	m.placed[kind+" "+id] = place
	return true
}

// subtitle is the unit and the period of what is shown.
func (m *maker) subtitle(unit, period config.Text, table *config.Table) string {
	for _, t := range []config.Text{table.Period, m.b.Period} {
		if period.Value == "" {
			period = t
		}
	}
	if unit.Value == "" {
		unit = table.Unit
	}
	unitName := m.plain(unit, fonts.Regular)
	if unitName == "%" {
		unitName = m.language.Percent
	}
	parts := []string{unitName, m.plain(period, fonts.Regular)}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, ", ")
}

func (m *maker) source(own ...config.Text) string {
	for _, t := range append(own, m.b.Source) {
		if t.Value != "" {
			return m.language.Source + ": " + m.plain(t, fonts.Regular)
		}
	}
	return ""
}

func (m *maker) note(s string) string { return m.language.Note + ": " + s }

// meanings says what symbols mean, a note each.
func (m *maker) meanings(symbols []tables.Symbol) []string {
	var notes []string
	for _, s := range slices.Sorted(slices.Values(symbols)) {
		notes = append(notes, m.language.Quotes[0]+string(s)+m.language.Quotes[1]+" – "+m.language.Symbols[string(s)]+".")
	}
	return notes
}

// checkTableLetters sees that the labels of a table can be set.
func (m *maker) checkTableLetters(table *config.Table, style fonts.Style) {
	t := table.Data
	check := func(label string, place tables.Place) {
		if m.lacking[place] {
			return // for another face
		}
		told := len(m.problems)
		if m.checkLetters(label, style, func(int) tables.Place { return place }); len(m.problems) > told {
			m.lacking[place] = true
		}
	}
	if table.Subject.Value == "" {
		check(t.Corner, t.CornerPlace)
	}
	for i := range t.Rows {
		check(t.Rows[i].Label, t.Rows[i].LabelPlace)
	}
	for j := range t.Columns {
		check(t.Columns[j].Label, t.Columns[j].LabelPlace)
	}
}

func colors(cs []config.Color) []charts.Color {
	var out []charts.Color
	for _, c := range cs {
		out = append(out, color(c))
	}
	return out
}
