package config

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bulletin/tables"
)

// readEdition reads the words of a further edition and gives the bulletin that
// they make with what all share in the first one, which is nil where its TOML
// cannot be read.
func (l *loader) readEdition(e editionName, first *Bulletin) *Bulletin {
	l.toml = newSource(l.dir+e.name, "", true)
	own := firstLanguage
	if first != nil {
		own = first.Language.Value
	}
	if problem := e.problem(own); problem != "" {
		l.problem(l.toml.place(-1), problem)
		return nil
	}
	if !l.readTOML(e.name, e.first) || first == nil {
		return nil
	}
	m := &merger{loader: l, first: first, firstFile: e.first, language: e.tag}
	return m.merge()
}

// merger puts the words of a further edition in the place of the first one's.
type merger struct {
	*loader   // of the further edition; its bulletin has the words alone
	first     *Bulletin
	firstFile string
	language  string
}

func (m *merger) merge() *Bulletin {
	words := m.bulletin
	out := *m.first
	take(&out, words)
	out.Language = m.unset(m.language)
	m.checkIDs()
	out.Tables = make(map[string]*Table, len(m.first.Tables))
	for id, t := range m.first.Tables { // in any order: problems are sorted
		out.Tables[id] = m.table(t, words.Tables[id])
	}
	out.Charts = make(map[string]*Chart, len(m.first.Charts))
	for id, c := range m.first.Charts {
		out.Charts[id] = m.chart(c, words.Charts[id])
	}
	out.Contact = m.contact(m.first.Contact, words.Contact)
	out.Corrections = m.corrections(m.first.Corrections, words.Corrections)
	out.source, out.first = m.first.Files, m.first.Language.Value
	out.Files = m.files(&out)
	return &out
}

// take replaces the fields of a struct of the schema that hold words.
func take[T any](dst, words *T) {
	to, from := reflect.ValueOf(dst).Elem(), reflect.ValueOf(words).Elem()
	for i := range to.NumField() {
		if to.Type().Field(i).Tag.Get("words") != "" {
			to.Field(i).Set(from.Field(i))
		}
	}
}

// checkIDs tells of tables and charts that the first edition does not have.
func (m *merger) checkIDs() {
	check := func(what string, ids, known []string) {
		for _, id := range ids {
			if !slices.Contains(known, id) {
				m.problem(m.at(what, id), m.firstFile+" has no "+what+" "+strconv.Quote(id)+tables.Hint(id, known))
			}
		}
	}
	check("table", keys(m.bulletin.Tables), keys(m.first.Tables))
	check("chart", keys(m.bulletin.Charts), keys(m.first.Charts))
}

func keys[T any](m map[string]T) []string {
	ids := make([]string, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	return ids
}

// table gives a table with the words of the edition, which may have none.
func (m *merger) table(first, words *Table) *Table {
	if words == nil {
		words = &Table{Place: m.toml.place(-1)}
	}
	out := *first
	take(&out, words)
	out.Place = words.Place
	d := declared{"[table." + first.ID + "]", words.Place}
	m.wanted(d, "period", first.Period, words.Period)
	m.wanted(d, "source", first.Source, words.Source)
	if words.Unit.Value != "" {
		m.samePercent(words.Unit.Place(), first.Unit.Value, words.Unit.Value)
	}
	out.Unit = m.unit(d, first.Unit, words.Unit)
	out.Units = m.units(d, first, words)
	m.label(&out, first)
	return &out
}

// chart gives a chart with the words of the edition; one that it leaves out has no title.
func (m *merger) chart(first, words *Chart) *Chart {
	out := *first
	if words == nil {
		take(&out, &Chart{})
		out.Place = m.toml.place(-1)
		return &out
	}
	take(&out, words)
	out.Place = words.Place
	d := declared{"[chart." + first.ID + "]", words.Place}
	m.wanted(d, "period", first.Period, words.Period)
	m.wanted(d, "source", first.Source, words.Source)
	out.Unit = m.unit(d, first.Unit, words.Unit)
	return &out
}

// declared is what the edition declares of a table or a chart.
type declared struct {
	heading string // [table.trust]
	place   tables.Place
}

// wanted asks for words that the first edition has of a table or chart where,
// without them, something else would be printed for it: the period or the source
// of the release, or a bare figure.
func (m *merger) wanted(d declared, key string, first, words Text) {
	if first.Value != "" && words.Value == "" {
		m.problem(d.place, "the "+key+" of "+d.heading+" is "+strconv.Quote(first.Value)+" in "+m.firstFile+
			"; write it in this language under "+d.heading+": "+key+` = "…"`)
	}
}

// unit gives the unit of a table or chart in the language of the edition: one without letters is the same in all.
func (m *merger) unit(d declared, first, words Text) Text {
	if words.Value == "" && !isWord(first.Value) {
		return first
	}
	m.wanted(d, "unit", first, words)
	return words
}

func isWord(unit string) bool { return strings.IndexFunc(unit, unicode.IsLetter) >= 0 }

// units gives the units of columns in the language of the edition.
func (m *merger) units(d declared, first, words *Table) map[string]string {
	if len(first.Units)+len(words.Units) == 0 {
		return nil
	}
	n := m.root.child("table").child(first.ID).child("units")
	out := make(map[string]string, len(first.Units))
	for id, unit := range words.Units { // in any order: problems are sorted
		if first.Data != nil {
			m.checkColumn(first, id, n)
		}
		was, ok := first.Units[id]
		if !ok {
			was = first.Unit.Value
		}
		m.samePercent(m.toml.place(n.child(id).begin()), was, unit)
		out[id] = unit
	}
	for id, unit := range first.Units {
		if _, ok := out[id]; ok {
			continue
		}
		if isWord(unit) {
			m.problem(d.place, "the unit of the column "+strconv.Quote(id)+" of "+d.heading+" is "+strconv.Quote(unit)+" in "+m.firstFile+
				"; write it in this language under "+d.heading+": units = { "+id+` = "…" }`)
			continue
		}
		out[id] = unit
	}
	return out
}

// samePercent asks that what is a percentage in one language is one in all: the
// sign stands with every figure in the text.
func (m *merger) samePercent(place tables.Place, first, words string) {
	switch {
	case first == "%" && words != "%":
		m.problem(place, `the unit is "%" in `+m.firstFile+", which is the same in every language; leave it out here")
	case first != "%" && words == "%":
		m.problem(place, `the unit is not "%" in `+m.firstFile+"; write it in words here, or mend it there")
	}
}

// label gives a table its labels and units in the language of the edition.
func (m *merger) label(out, first *Table) {
	if first.Names == nil {
		return
	}
	labelled, problems := first.Names.In(m.language)
	m.others = append(m.others, problems...)
	if out.Data = nil; len(problems) > 0 {
		return
	}
	own := *labelled
	own.Unit = out.Unit.Value
	own.Columns = slices.Clone(labelled.Columns)
	for i := range own.Columns {
		unit, ok := out.Units[own.Columns[i].ID]
		if !ok {
			unit = own.Unit
		}
		own.Columns[i].Unit = unit
	}
	out.Names = &own
	if first.Data != nil {
		out.Data = &own
	}
}

// contact gives the block at the end: the words of the edition, with the
// addresses and telephones that all share. An edition without people leaves them out.
func (m *merger) contact(first, words *Contact) *Contact {
	if first == nil {
		first = &Contact{}
	}
	if words == nil {
		if first.Email.Value == "" {
			return nil
		}
		words = &Contact{}
	}
	out := *first
	take(&out, words)
	if n := len(words.People); n > 0 && n != len(first.People) {
		m.problem(m.atPerson(len(first.People)), m.firstFile+" has "+people(len(first.People))+" and this file "+strconv.Itoa(n)+
			"; name the same ones in the same order, since telephones and e-mail addresses come from there")
	}
	out.People = nil
	for i := range words.People {
		p := words.People[i]
		if i < len(first.People) {
			p = first.People[i]
			take(&p, &words.People[i])
		}
		out.People = append(out.People, p)
	}
	return &out
}

// atPerson gives the place of a person, or of the last one.
func (m *merger) atPerson(i int) tables.Place {
	n := m.root.child("contact").child("person")
	return m.toml.place(n.item(min(i, len(n.items)-1)).begin())
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return strconv.Itoa(n) + " people"
}

// files are those that the edition is built from.
func (m *merger) files(out *Bulletin) []File {
	files := []File{m.first.Files[0], {Name: editionFile(FileName, m.language), Data: []byte(m.toml.text)}}
	for _, f := range m.first.Files[1:] {
		if t := out.Tables[f.Table]; t.Data != nil {
			f.Data = tables.CanonicalCSV(m.first.Tables[f.Table].Data, m.language)
		}
		files = append(files, f)
	}
	return files
}
