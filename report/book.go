package report

import (
	"cmp"
	"slices"
	"strings"

	"bulletin/config"
	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

// Book gives the tables of a release for publication as a workbook, in the
// words of its edition: all of them, also those that no page prints. They stand
// in the order in which the text shows them first, as tables or charts; the
// rest follow by id.
func Book(b *config.Bulletin) (*tables.Book, []tables.Problem) {
	d, problems := Make(b)
	if d == nil {
		return nil, problems
	}
	words := d.Language.Book
	out := &tables.Book{
		Language:  d.Language.Tag,
		Title:     d.Revised(d.Title),
		Creator:   d.Issuer,
		Published: d.Published,
		Corrected: d.Corrected,
		Grouping:  b.Numbers.Grouping || d.Language.Grouped,
		Cover:     words.Cover,
		About:     d.aboutLines(),
		Notice:    d.noticeLines(),
		Contact:   d.contactLines(),
		Contents:  words.Contents,
		Notes:     words.Notes,
		Heads:     tables.ListHeads{Holds: words.Holds, Note: d.Language.Note, Sheet: words.Sheet},
	}
	// Pages have no problems. A letter that their faces lack may stand in a
	// workbook, so what this maker tells is not asked for.
	m := &maker{b: b, language: d.Language, family: d.Style.Family}
	for _, shown := range d.shownTables(b) {
		out.Sheets = append(out.Sheets, m.sheet(shown.table, shown.chart))
	}
	return out, nil
}

// aboutLines says what the release is.
func (d *Document) aboutLines() []tables.Line {
	series := d.Wave
	if d.Series != "" {
		series = d.Series + ", " + d.Wave
	}
	return filledLines(series, d.Issuer, locale.Capital(d.Period), d.Language.Published+": "+d.Language.Date(d.Published))
}

// noticeLines says what the last correction changed, all of it, under a heading.
func (d *Document) noticeLines() []tables.Line {
	if d.Notice == nil {
		return nil
	}
	lines := filledLines(append([]string{d.Notice.Title}, d.Notice.Lines...)...)
	for _, c := range d.History[len(d.History)-1].Changes {
		text := c.Subject + ", " + c.Answer + ": " + c.Old + " → " + c.New
		if c.Difference != "" {
			text += " (" + c.Difference + ")"
		}
		lines = append(lines, tables.Line{Text: text})
	}
	return append(lines, filledLines(d.Notice.Turned...)...)
}

// contactLines says whom to ask, under a heading.
func (d *Document) contactLines() []tables.Line {
	c := d.Contact
	if c == nil {
		return nil
	}
	lines := filledLines(c.Title, c.Department)
	for _, p := range c.People {
		name := p.Name
		if p.Role != "" {
			name = p.Role + ": " + p.Name
		}
		lines = append(append(lines, filledLines(name)...), detailLines(p.Details)...)
	}
	return append(lines, detailLines(c.Details)...)
}

func filledLines(texts ...string) []tables.Line {
	var lines []tables.Line
	for _, s := range texts {
		if s != "" {
			lines = append(lines, tables.Line{Text: s})
		}
	}
	return lines
}

func detailLines(details []Detail) []tables.Line {
	var lines []tables.Line
	for _, detail := range details {
		label := detail.Label + ": "
		if strings.HasSuffix(detail.Label, ".") {
			label = detail.Label + " " // «Тел.»
		}
		line := tables.Line{Text: label + detail.Text.Text}
		if detail.Text.Link != nil {
			line.Link = detail.Text.Link.URL
		}
		lines = append(lines, line)
	}
	return lines
}

// A shownTable is a table of the release with the first chart that is drawn of it.
type shownTable struct {
	table *config.Table
	chart *config.Chart // nil: none
}

// shownTables gives all tables in the order of a workbook.
func (d *Document) shownTables(b *config.Bulletin) []shownTable {
	var out []shownTable
	show := func(id string, chart *config.Chart) {
		i := slices.IndexFunc(out, func(s shownTable) bool { return s.table.ID == id })
		if i < 0 {
			i, out = len(out), append(out, shownTable{table: b.Tables[id]})
		}
		if out[i].chart == nil {
			out[i].chart = chart
		}
	}
	for i := range d.Sections {
		for _, block := range d.Sections[i].Blocks {
			switch block := block.(type) {
			case Chart:
				show(block.Spec.Table.ID, chartAt(b, block.Place))
			case Table:
				show(tableAt(b, block.Place), nil)
			}
		}
	}
	for _, id := range keys(b.Tables) {
		show(id, nil)
	}
	return out
}

// chartAt and tableAt find what a block of the Document was made of: by the
// place of its declaration, which no other has.
func chartAt(b *config.Bulletin, place tables.Place) *config.Chart {
	for _, c := range b.Charts {
		if c.Place == place {
			return c
		}
	}
	return nil
}

func tableAt(b *config.Bulletin, place tables.Place) string {
	for id, t := range b.Tables {
		if t.Place == place {
			return id
		}
	}
	return ""
}

// sheet gives a table as a workbook has it: its title, period, source and unit
// are those of the chart drawn of it where it has none.
func (m *maker) sheet(table *config.Table, chart *config.Chart) tables.Sheet {
	if chart == nil {
		chart = &config.Chart{}
	}
	plain := func(t config.Text) string { return m.plain(t, fonts.Regular) }
	out := tables.Sheet{
		Title:  cmp.Or(plain(table.Title), plain(chart.Title), table.ID),
		Corner: cmp.Or(plain(table.Subject), table.Data.Corner, m.language.Book.Subject),
		Table:  table.Data,
	}
	for i := range table.Data.Columns {
		out.Heads = append(out.Heads, bookHead(&table.Data.Columns[i], chart))
	}
	out.Notes = m.sheetNotes(table, chart)
	return out
}

// bookHead gives the heading of a column with the unit of its figures.
func bookHead(c *tables.Column, chart *config.Chart) string {
	unit := c.Unit
	if unit == "" && (chart.Column.Value == "" || chart.Column.Value == c.ID) {
		unit = chart.Unit.Value
	}
	if unit == "" || strings.HasSuffix(c.Label, ", "+unit) {
		return c.Label
	}
	return c.Label + ", " + unit
}

// sheetNotes gives the lines of the cover about a table: unit and period,
// source, notes, and what its symbols and its rounding mean.
func (m *maker) sheetNotes(table *config.Table, chart *config.Chart) []string {
	unit, period := table.Unit, table.Period
	if unit.Value == "" {
		unit = chart.Unit
	}
	if period.Value == "" {
		period = chart.Period
	}
	lines := []string{locale.Capital(m.subtitle(unit, period, table)), m.source(table.Source, chart.Source)}
	if table.Note.Value == "" {
		lines = append(lines, m.plain(chart.Note, fonts.Regular))
	}
	for _, note := range m.tableNotes(table) {
		// They stand in a column of notes, so the word is not said again.
		lines = append(lines, strings.TrimPrefix(note, m.language.Note+": "))
	}
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}
