package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bulletin/config"
	"bulletin/fonts"
	"bulletin/tables"
)

const (
	// CorrectedMark stands beside a figure of a table that the last correction changed.
	CorrectedMark = "*"

	mostShown = 8 // changes in the notice; all of them stand in the history
)

// lastChanges gives the changes of the last correction by their cells, of
// tables and cells that are there; nil where nothing was corrected.
func lastChanges(b *config.Bulletin) map[Quote]*config.Change {
	if len(b.Corrections) == 0 {
		return nil
	}
	last := &b.Corrections[len(b.Corrections)-1]
	out := make(map[Quote]*config.Change, len(last.Changes))
	for i := range last.Changes {
		c := &last.Changes[i]
		if t, _, _ := cellOf(b, c); t != nil {
			out[Quote{c.Table.Value, c.Row.Value, c.Column.Value}] = c
		}
	}
	return out
}

// cellOf finds the cell that a change is of; the table is nil where there is none.
func cellOf(b *config.Bulletin, c *config.Change) (t *config.Table, row, column int) {
	t = b.Tables[c.Table.Value]
	if t == nil || t.Data == nil {
		return nil, -1, -1
	}
	row, column = t.Data.Row(c.Row.Value), t.Data.Column(c.Column.Value)
	if row < 0 || column < 0 {
		return nil, -1, -1
	}
	return t, row, column
}

// correct says what the corrections of the release changed: the last one in the notice, all in the history.
func (m *maker) correct(d *Document) {
	w := &m.language.Corrections
	d.Corrected = m.b.Corrections[len(m.b.Corrections)-1].Date
	d.History = []Version{{
		Number: 1,
		Label:  fmt.Sprintf(w.Revision, 1),
		Lines:  []string{fmt.Sprintf(w.First, m.language.Date(m.b.Published))},
	}}
	m.checkChangedLetters()
	shown := d.shown(m.b)
	var changes []measured
	for i := range m.b.Corrections {
		c := &m.b.Corrections[i]
		changes = m.changes(c, shown)
		v := Version{Number: i + 2, Label: fmt.Sprintf(w.Revision, i+2), Lines: m.about(c), Also: m.also(c, d, shown)}
		for _, x := range changes {
			v.Changes = append(v.Changes, x.Corrected)
		}
		d.History = append(d.History, v)
	}
	last := &d.History[len(d.History)-1]
	d.Notice = &Notice{Title: w.Corrected + " · " + last.Label, Lines: last.Lines, Changes: last.Changes, Complete: true}
	if len(last.Also) > 0 {
		d.Notice.Lines = append(slices.Clone(last.Lines), fmt.Sprintf(w.Words, strings.Join(last.Also, ", ")))
	}
	if len(m.b.Corrections) > 1 {
		d.Notice.Lines = slices.Insert(slices.Clone(d.Notice.Lines), 1, fmt.Sprintf(w.Earlier, w.History))
	}
	if len(changes) > mostShown {
		d.Notice.Changes, d.Notice.Complete = largest(changes, mostShown), false
	}
	if len(m.problems) == 0 {
		m.turned(d)
	}
}

// Revised gives a title with which revision it is; the first one as it is.
func (d *Document) Revised(title string) string {
	if d.Revision > 1 {
		return fmt.Sprintf(d.Language.Corrections.Title, title, d.Revision)
	}
	return title
}

// checkChangedLetters sees that what names the changed figures can be set: a table may be in no text and no chart.
func (m *maker) checkChangedLetters() {
	seen := make(map[string]bool)
	for i := range m.b.Corrections {
		for j := range m.b.Corrections[i].Changes {
			t := m.b.Tables[m.b.Corrections[i].Changes[j].Table.Value]
			if t == nil || t.Data == nil || seen[t.ID] {
				continue
			}
			seen[t.ID] = true
			m.checkTableLetters(t, fonts.Regular)
			for j := range t.Data.Columns {
				m.checkLetters(t.Data.Columns[j].Unit, fonts.Regular, func(int) tables.Place { return t.Place })
			}
		}
	}
}

// about says when a correction was made, how large it is, and why.
func (m *maker) about(c *config.Correction) []string {
	w := &m.language.Corrections
	lines := []string{fmt.Sprintf(w.Date, m.language.Date(c.Date))}
	if s := w.Severity[c.Severity.Value]; s != "" {
		lines = append(lines, s)
	}
	return append(lines, fmt.Sprintf(w.Reason, m.plain(c.Reason, fonts.Regular)))
}

// measured is a corrected figure with how far it moved; nil where a symbol came or went.
type measured struct {
	Corrected
	by    *tables.Number
	table string
}

// changes gives the figures that a correction changed, as they are printed.
func (m *maker) changes(c *config.Correction, shown map[string]string) []measured {
	var out []measured
	tablesOf := make(map[[2]string]string) // by subject and answer: the table; "": several
	for i := range c.Changes {
		x, ok := m.change(&c.Changes[i])
		if !ok {
			continue
		}
		out = append(out, x)
		name := [2]string{x.Subject, x.Answer}
		if other, seen := tablesOf[name]; seen && other != x.table {
			tablesOf[name] = ""
		} else {
			tablesOf[name] = x.table
		}
	}
	for i := range out { // what is called alike is told apart by its table
		if x := &out[i]; tablesOf[[2]string{x.Subject, x.Answer}] == "" {
			x.Subject += " (" + m.tableName(x.table, shown) + ")"
		}
	}
	return out
}

// change gives a corrected figure as tables print it, with all of its digits
// where it would look the same otherwise.
func (m *maker) change(c *config.Change) (measured, bool) {
	was, err := tables.ParseCell(c.Old.Value)
	is, err2 := tables.ParseCell(c.New.Value)
	t, row, column := cellOf(m.b, c)
	if t == nil || err != nil || err2 != nil {
		return measured{}, false // told
	}
	col := t.Data.Columns[column]
	out := measured{table: t.ID, Corrected: Corrected{Subject: m.subjectOf(t, row), Answer: col.Label}}
	if col.Unit != "" && col.Unit != "%" {
		out.Answer += ", " + col.Unit
	}
	wasDigits, isDigits := col.Decimals, col.Decimals
	digits := max(was.Number.Scale, is.Number.Scale)
	if t.Decimals == nil {
		wasDigits = max(wasDigits, digits) // the column had as many, or has now
		isDigits = wasDigits
	}
	both := was.IsNumber() && is.IsNumber()
	if both && was.Number.Round(wasDigits).Cmp(is.Number.Round(isDigits)) == 0 {
		wasDigits, isDigits = digits, digits
		if was.Same(is) { // more or fewer digits are given than before
			wasDigits, isDigits = was.Number.Scale, is.Number.Scale
		}
	}
	col.Decimals = wasDigits
	out.Old = m.inNotice(was, col)
	col.Decimals = isDigits
	out.New = m.inNotice(is, col)
	if both {
		by := is.Number.Round(isDigits).Sub(was.Number.Round(wasDigits))
		out.Difference = m.signed(by, col)
		if by.Coef < 0 {
			by.Coef = -by.Coef
		}
		out.by = &by
	}
	return out, true
}

// subjectOf names the subject of a corrected figure: its row, or, where that is
// the only one and says nothing («Барлығы»), what the table is about.
func (m *maker) subjectOf(t *config.Table, row int) string {
	if len(t.Data.Rows) > 1 {
		return t.Data.Rows[row].Label
	}
	title := t.Title
	for _, id := range keys(m.b.Charts) {
		if c := m.b.Charts[id]; title.Value == "" && c.Table.Value == t.ID {
			title = c.Title
		}
	}
	return cmp.Or(m.plain(title, fonts.Regular), t.Data.Rows[row].Label)
}

// inNotice prints a cell as tables do, with % where it is one.
func (m *maker) inNotice(c tables.Cell, column tables.Column) string {
	s := m.inTable(c, column)
	if c.IsNumber() {
		s = m.language.WithUnit(s, column.Unit)
	}
	return s
}

// signed prints a difference with its sign: +2,3 пайыздық тармақ.
func (m *maker) signed(by tables.Number, column tables.Column) string {
	s := m.inTable(tables.Cell{Number: by}, tables.Column{Decimals: by.Scale})
	if by.Coef > 0 {
		s = "+" + s
	}
	if column.Unit == "%" {
		form, _ := m.language.Plural(by.Coef, by.Scale, m.language.Corrections.Points)
		s += "\u00a0" + strings.ReplaceAll(form, " ", "\u00a0")
	}
	return s
}

// largest gives the n changes that moved a figure furthest, the furthest first.
// Where a symbol came or went, no difference tells how far: these stand before all others.
func largest(all []measured, n int) []Corrected {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(x, y measured) int {
		if x.by == nil || y.by == nil {
			return cmp.Compare(known(x.by), known(y.by))
		}
		return y.by.Cmp(*x.by)
	})
	out := make([]Corrected, n)
	for i := range out {
		out[i] = all[i].Corrected
	}
	return out
}

func known(n *tables.Number) int {
	if n == nil {
		return 0
	}
	return 1
}

// shown gives the labels of the charts and tables of the text, by "chart" or "table" and id.
func (d *Document) shown(b *config.Bulletin) map[string]string {
	out := make(map[string]string)
	for i := range d.Sections {
		for _, block := range d.Sections[i].Blocks {
			switch block := block.(type) {
			case Chart:
				if c := chartAt(b, block.Place); c != nil {
					out["chart "+c.ID] = block.Label
				}
				if name := "drawn " + block.Spec.Table.ID; out[name] == "" {
					out[name] = block.Label
				}
			case Table:
				out["table "+tableAt(b, block.Place)] = block.Label
			}
		}
	}
	return out
}

// tableName says which table is meant: by its label, or that of a chart drawn of it, or its title.
func (m *maker) tableName(id string, shown map[string]string) string {
	name := cmp.Or(shown["table "+id], shown["drawn "+id])
	if t := m.b.Tables[id]; name == "" && t != nil && t.Title.Value != "" {
		name = m.quoted(m.plain(t.Title, fonts.Regular))
	}
	return cmp.Or(name, m.quoted(id))
}

func (m *maker) quoted(s string) string { return m.language.Quotes[0] + s + m.language.Quotes[1] }

// also names what a correction changed beside figures, as readers know it. Of
// words that are not in this edition it says in which.
func (m *maker) also(c *config.Correction, d *Document, shown map[string]string) []string {
	var names []string
	editions := make(map[string][]string) // by name; "" is all of them
	for _, entry := range c.Also {
		m.plain(entry, fonts.Regular)
		name, edition := m.namePlace(entry.Value, d, shown)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		editions[name] = append(editions[name], edition)
	}
	for i, name := range names {
		in := editions[name]
		if slices.Contains(in, "") || slices.Contains(in, m.language.Tag) {
			continue
		}
		slices.Sort(in)
		in = slices.Compact(in)
		for j := range in {
			in[j] = m.language.Corrections.Editions[in[j]]
		}
		names[i] += " (" + strings.Join(in, ", ") + ")"
	}
	return names
}

// namePlace turns the name that «bulletin diff» gives to a part of the release
// into one for readers, and says in which edition it is; none: in all of them.
func (m *maker) namePlace(entry string, d *Document, shown map[string]string) (name, edition string) {
	edition = m.b.FirstLanguage()
	tag, rest, ok := strings.Cut(entry, " ")
	named := ok && slices.Contains(tables.Languages(), tag)
	if named {
		edition, entry = tag, rest
	}
	entry, printed := strings.CutPrefix(entry, "printed ")
	what, rest, _ := strings.Cut(entry, " ")
	id, key, _ := strings.Cut(rest, " ")
	switch what {
	case "section":
		if n, err := strconv.Atoi(id); err == nil && n > 0 {
			return fmt.Sprintf(m.language.Corrections.Section, n), edition
		}
	case "chart", "table", "row", "column":
		if !named && !isWords(key) {
			edition = "" // a setting that all editions share
		}
		if printed && shown["table "+id] == "" { // it is no more, and no chart is meant
			return m.tableName(id, nil), edition
		}
		return m.nameFigure(what, id, shown), edition
	case "term":
		return m.quoted(rest), edition
	case "link":
		return rest, edition
	case "contact":
		if d.Contact != nil {
			return m.quoted(d.Contact.Title), edition
		}
		return m.quoted(m.language.Contact), edition
	case "published":
		return m.quoted(m.language.Published), ""
	case "source":
		return m.quoted(m.language.Source), edition
	case "edition":
		if name := m.language.Corrections.Editions[id]; name != "" {
			return name, ""
		}
	case "numbers":
		return m.language.Corrections.Numbers, ""
	case "wave":
		return m.quoted(d.Wave), ""
	}
	if words := map[string]string{"title": d.Title, "series": d.Series, "issuer": d.Issuer, "period": d.Period}[what]; words != "" {
		return m.quoted(words), edition
	}
	return m.quoted(entry), edition
}

// nameFigure names a chart, a table, or the table of a row or column.
func (m *maker) nameFigure(what, id string, shown map[string]string) string {
	if what == "row" || what == "column" {
		id, _, _ = strings.Cut(id, ".")
	}
	if what != "chart" {
		return m.tableName(id, shown)
	}
	if label := shown["chart "+id]; label != "" {
		return label
	}
	if c := m.b.Charts[id]; c != nil && c.Title.Value != "" {
		return m.quoted(m.plain(c.Title, fonts.Regular))
	}
	return m.quoted(id)
}

// isWords reports whether a part of a chart or a table stands in each edition's own words.
func isWords(key string) bool {
	return slices.Contains([]string{"title", "unit", "units", "subject", "period", "source", "note", "description", "labels", "caption"}, key)
}

// turned names in the notice what the last correction turned round, which no
// minor correction does.
func (m *maker) turned(d *Document) {
	last := &m.b.Corrections[len(m.b.Corrections)-1]
	if len(last.Changes) == 0 {
		return
	}
	turns := Turns(m.beforeLast(), d)
	var where []string
	for i := range turns {
		if text := turns[i].Text(m.language); !slices.Contains(d.Notice.Turned, text) {
			d.Notice.Turned = append(d.Notice.Turned, text)
		}
		at := "section " + strconv.Itoa(turns[i].Section)
		if turns[i].Chart != nil {
			at = "a chart" // there is one, where a Document has it
			if c := chartAt(m.b, turns[i].Chart.Place); c != nil {
				at = "chart " + strconv.Quote(c.ID)
			}
		}
		if !slices.Contains(where, at) {
			where = append(where, at)
		}
	}
	if len(where) > 0 && last.Severity.Value == "minor" {
		m.tell(last.Severity.Place(), "this correction turns round what is said in %s, which is not minor; write severity = \"major\"", enumerate(where))
	}
}

// beforeLast gives what the texts and charts of the release say of the figures
// before the last correction. The Bulletin stays as it is.
func (m *maker) beforeLast() *Document {
	b := *m.b
	b.Tables = maps.Clone(m.b.Tables)
	cells := make(map[string][]tables.Replacement)
	for q, c := range lastChanges(m.b) {
		t, row, column := cellOf(m.b, c)
		if old, err := tables.ParseCell(c.Old.Value); err == nil {
			old.Place = t.Data.Cells[row][column].Place
			cells[q.Table] = append(cells[q.Table], tables.Replacement{Row: row, Column: column, Cell: old})
		}
	}
	for id, replaced := range cells {
		t := *b.Tables[id]
		t.Data = t.Data.With(replaced, t.Decimals != nil)
		t.Names = t.Data
		b.Tables[id] = &t
	}
	before := &maker{
		b: &b, language: m.language, family: m.family, before: true,
		placed: map[string]tables.Place{}, lacking: map[tables.Place]bool{},
	}
	d := &Document{Language: m.language}
	for i := range b.Sections {
		d.Sections = append(d.Sections, before.section(i+1, &b.Sections[i]))
	}
	return d
}
