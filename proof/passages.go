package proof

import (
	"maps"
	"slices"
	"sort"
	"strconv"

	"bulletin/config"
	"bulletin/tables"
)

// kind is what a passage is to its reader.
type kind uint8

// The kinds of passage.
const (
	heading  kind = iota // the release's title, series, titles of sections, charts and tables, headings within a text
	sentence             // a paragraph, an item of a list, a definition, a note, a description
	term                 // the name of an entry of a glossary
	caption              // what stands beside a chart or a table: unit, period, source
	label                // of a row or a column of a table
	name                 // of an office, a department, a person, a role
	address              // a postal address
)

// A passage is a stretch of the author's words that is read in one go: a title,
// a paragraph, an item of a list, a label. Rules look at words, which are those
// that a reader sees: each figure is the one letter figureMark, CommonMark's
// own marks and the addresses of links are left out, \n is the end of a line
// as it was typed.
type passage struct {
	kind    kind
	section int    // number, from 1; 0: of none
	of      string // what it belongs to: table.trust, chart.trust, contact
	key     string // of the TOML, where it is the whole of a value: title, note
	words   string
	figures []quoted // one for each figureMark, in order
	links   []link

	place func(offset int) tables.Place // of an offset in words
}

// figureMark stands in the words of a passage for what an action such as
// {{.trust.police.trust}} prints: a figure, or words that follow from figures.
const figureMark = '\uE000'

// quoted is an action that prints.
type quoted struct {
	at     int    // in words
	action string // {{.trust.police.trust}}
}

// link is a stretch of words that leads to an address.
type link struct {
	from, to int // in words
	address  string
	place    tables.Place // of the address
}

// at gives the place of the character at an offset of words.
func (p *passage) at(offset int) tables.Place { return p.place(offset) }

// inLink reports whether an offset of words stands in a link.
func (p *passage) inLink(offset int) bool {
	return slices.ContainsFunc(p.links, func(l link) bool { return l.from <= offset && offset < l.to })
}

// figureAt gives the action whose figureMark stands at an offset of words.
func (p *passage) figureAt(offset int) (quoted, bool) {
	i := sort.Search(len(p.figures), func(i int) bool { return p.figures[i].at >= offset })
	if i < len(p.figures) && p.figures[i].at == offset {
		return p.figures[i], true
	}
	return quoted{}, false
}

// placing is where a text places a chart or a table.
type placing struct {
	kind    string // chart or table
	id      string
	section int
	place   tables.Place
}

// passages gives the words of an edition in the order in which its pages have
// them, with the words of charts and tables, and their labels, at the end.
func passages(b *config.Bulletin) []passage { return collect(b).all }

func collect(b *config.Bulletin) *collector {
	c := &collector{}
	c.plain(heading, "title", b.Title)
	c.plain(heading, "series", b.Series)
	c.plain(name, "issuer", b.Issuer)
	c.plain(caption, "period", b.Period)
	c.plain(caption, "source", b.Source)
	for i := range b.Sections {
		s := &b.Sections[i]
		c.section = i + 1
		c.plain(heading, "title", s.Title)
		c.text(s.Text)
		for j := range s.Terms {
			c.plain(term, "name", s.Terms[j].Name)
			c.text(s.Terms[j].Definition)
		}
	}
	c.section = 0
	for _, id := range slices.Sorted(maps.Keys(b.Charts)) {
		c.chart(b.Charts[id])
	}
	for _, id := range slices.Sorted(maps.Keys(b.Tables)) {
		c.table(b.Tables[id])
	}
	c.contact(b.Contact)
	return c
}

// collector collects passages.
type collector struct {
	all      []passage
	placings []placing
	section  int
	of       string
}

// plain adds a text that is printed as it was typed.
func (c *collector) plain(k kind, key string, t config.Text) {
	if t.Value != "" {
		c.all = append(c.all, passage{kind: k, section: c.section, of: c.of, key: key, words: t.Value, place: t.At})
	}
}

func (c *collector) chart(chart *config.Chart) {
	c.of = "chart." + chart.ID
	c.plain(heading, "title", chart.Title)
	c.plain(caption, "unit", chart.Unit)
	c.plain(caption, "period", chart.Period)
	c.plain(caption, "source", chart.Source)
	c.plain(sentence, "note", chart.Note)
	c.plain(sentence, "description", chart.Description)
}

func (c *collector) table(t *config.Table) {
	c.of = "table." + t.ID
	c.plain(heading, "title", t.Title)
	c.plain(caption, "unit", t.Unit)
	c.plain(caption, "period", t.Period)
	c.plain(caption, "source", t.Source)
	c.plain(sentence, "note", t.Note)
	c.plain(label, "subject", t.Subject)
	if t.Data == nil {
		return
	}
	c.label(t.Data.Corner, t.Data.CornerPlace)
	for i := range t.Data.Columns {
		c.label(t.Data.Columns[i].Label, t.Data.Columns[i].LabelPlace)
	}
	for i := range t.Data.Rows {
		c.label(t.Data.Rows[i].Label, t.Data.Rows[i].LabelPlace)
	}
}

// label adds a label of a table. Its place is the cell.
func (c *collector) label(words string, place tables.Place) {
	if words != "" {
		c.all = append(c.all, passage{kind: label, of: c.of, words: words, place: func(int) tables.Place { return place }})
	}
}

func (c *collector) contact(contact *config.Contact) {
	if contact == nil {
		return
	}
	c.of = "contact"
	c.plain(heading, "title", contact.Title)
	c.plain(name, "department", contact.Department)
	for i := range contact.People {
		c.of = "contact.person " + strconv.Itoa(i+1)
		c.plain(name, "role", contact.People[i].Role)
		c.plain(name, "name", contact.People[i].Name)
	}
	c.of = "contact"
	c.plain(address, "address", contact.Address)
}
