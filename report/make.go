package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/charts"
	"bulletin/config"
	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

// maker turns one release into its Document and collects what is wrong with it.
type maker struct {
	b        *config.Bulletin
	language *locale.Language
	family   fonts.Family
	faces    [fonts.Styles]tables.Place // where the release names its own
	problems []tables.Problem
	figures  int // charts numbered so far
	tables   int
	lacking  map[tables.Place]bool   // labels told to have a letter that a face lacks
	placed   map[string]tables.Place // where each chart and table was named first
	ranked   int                     // figures ranked so far

	corrected map[Quote]*config.Change // by the last correction; nil where nothing was corrected
	before    bool                     // the figures are those before a correction: what they cannot say is passed over
}

// Make gives the Document of a release, or all that is wrong with its words and charts.
func Make(b *config.Bulletin) (*Document, []tables.Problem) {
	m := &maker{b: b, language: locale.For(b.Language.Value), placed: map[string]tables.Place{}, lacking: map[tables.Place]bool{}}
	if m.language == nil {
		m.tell(b.Language.Place(), "no language %q; there is %s", b.Language.Value, strings.Join(locale.Tags(), ", "))
		return nil, m.problems
	}
	m.loadFamily()
	m.corrected = lastChanges(b)
	d := &Document{
		Place:     tables.Place{File: b.Title.Place().File},
		Language:  m.language,
		Title:     m.plain(b.Title, fonts.Bold),
		Series:    m.plain(b.Series, fonts.Bold),
		Issuer:    m.plain(b.Issuer, fonts.Bold),
		Wave:      m.plain(b.Wave, fonts.Regular),
		Period:    m.plain(b.Period, fonts.Regular),
		Published: b.Published,
		Revision:  b.Revision(),
		Style:     m.style(),
	}
	for i := range b.Sections {
		d.Sections = append(d.Sections, m.section(i+1, &b.Sections[i]))
	}
	d.Contact = m.contact(b.Contact)
	if len(b.Corrections) > 0 {
		m.correct(d)
	}
	d.Standard = b.Standard.Value
	d.Files = m.files()
	for _, name := range keys(b.Fonts.Files) {
		d.Faces = append(d.Faces, File{Name: name, Data: b.Fonts.Files[name]})
	}
	if len(m.problems) > 0 {
		return nil, tables.LimitProblems(m.problems)
	}
	return d, nil
}

func (m *maker) tell(place tables.Place, format string, args ...any) {
	m.problems = append(m.problems, tables.Problem{Place: place, Message: fmt.Sprintf(format, args...)})
}

// files describes what the release was read from, for the reader who finds it in the PDF.
func (m *maker) files() []File {
	out := make([]File, len(m.b.Files))
	for i, f := range m.b.Files {
		out[i] = File{Name: f.Name, Data: f.Data, Words: f.Table == "", Description: m.language.WordsFile}
		if f.Table != "" {
			out[i].Description = fmt.Sprintf(m.language.TableFile, m.titleOf(f.Table))
		}
	}
	return out
}

// titleOf gives the title of a table, of a chart drawn of it, or the id of one that no page shows.
func (m *maker) titleOf(table string) string {
	title := m.b.Tables[table].Title.Value
	for _, id := range keys(m.b.Charts) {
		if c := m.b.Charts[id]; c.Table.Value == table {
			title = cmp.Or(title, c.Title.Value)
		}
	}
	return cmp.Or(title, table)
}

// loadFamily takes the release's own faces and Noto Sans for the rest.
func (m *maker) loadFamily() {
	m.family = fonts.Default()
	own := []config.Text{m.b.Fonts.Regular, m.b.Fonts.Bold, m.b.Fonts.Italic, m.b.Fonts.BoldItalic}
	for style, name := range own {
		data, ok := m.b.Fonts.Files[name.Value]
		if !ok {
			continue
		}
		face, err := fonts.Parse(data)
		if err != nil {
			m.tell(name.Place(), "%s: %v", name.Value, err)
			continue
		}
		m.family[style], m.faces[style] = face, name.Place()
	}
}

func (m *maker) style() Style {
	page := m.b.Page
	width, height := page.Paper()
	return Style{
		Width: paper(width), Height: paper(height),
		Top: millimetres(page.Top), Bottom: millimetres(page.Bottom),
		Left: millimetres(page.Left), Right: millimetres(page.Right),
		Accent:    color(m.b.Style.Accent),
		Justified: m.b.Style.Align.Value != "left",
		Size:      fonts.Length(m.b.Style.Size*float64(fonts.Point) + 0.5),
		Family:    m.family, FacePlaces: m.faces,
	}
}

// paper gives a length of the paper, to the thousandth of a point.
func paper(mm float64) fonts.Length { return fonts.Length(mm*72_000/25.4 + 0.5) }

func millimetres(mm float64) fonts.Length { return fonts.Length(mm*float64(fonts.Millimetre) + 0.5) }

func color(c config.Color) charts.Color { return charts.Color{R: c.R, G: c.G, B: c.B} }

func (m *maker) section(number int, s *config.Section) Section {
	out := Section{Number: number, Title: m.plain(s.Title, fonts.Bold)}
	out.Blocks = m.blocks(s.Text, 1)
	if len(s.Terms) > 0 {
		var terms Terms
		for i := range s.Terms {
			told := len(m.problems)
			term := Term{
				Name:       m.plain(s.Terms[i].Name, fonts.Bold),
				Definition: m.blocks(s.Terms[i].Definition, 2),
			}
			if len(term.Definition) == 0 && len(m.problems) == told && strings.TrimSpace(s.Terms[i].Definition.Value) != "" { // that it is missing has been told
				m.tell(s.Terms[i].Definition.Place(), "the definition has no words")
			}
			terms.Entries = append(terms.Entries, term)
		}
		out.Blocks = append(out.Blocks, terms)
	}
	if strings.TrimSpace(s.Text.Value) == "" && len(s.Terms) == 0 {
		m.tell(s.Place, "section %q has neither text nor terms", s.Title.Value)
	}
	return out
}

func (m *maker) contact(c *config.Contact) *Contact {
	if c == nil {
		return nil
	}
	out := &Contact{
		Title:      m.plain(c.Title, fonts.Bold),
		Department: m.plain(c.Department, fonts.Bold),
	}
	if out.Title == "" {
		out.Title = m.language.Contact
	}
	for i := range c.People {
		p := &c.People[i]
		person := Person{Role: m.plain(p.Role, fonts.Regular), Name: m.plain(p.Name, fonts.Bold)}
		person.Details = append(person.Details, m.phone(p.Phone)...)
		person.Details = append(person.Details, m.email(p.Email)...)
		out.People = append(out.People, person)
	}
	if c.Address.Value != "" {
		out.Details = append(out.Details, Detail{m.language.Address, Inline{Text: m.plain(c.Address, fonts.Regular)}})
	}
	out.Details = append(out.Details, m.email(c.Email)...)
	return out
}

func (m *maker) phone(number config.Text) []Detail {
	if number.Value == "" {
		return nil
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number.Value)
	return []Detail{{m.language.Phone, m.link(number, "tel:"+digits)}}
}

func (m *maker) email(address config.Text) []Detail {
	if address.Value == "" {
		return nil
	}
	return []Detail{{m.language.Email, m.link(address, "mailto:"+address.Value)}}
}

func (m *maker) link(text config.Text, url string) Inline {
	return Inline{Text: m.plain(text, fonts.Regular), Link: &Link{URL: url, Description: m.describeLink(text.Value, url)}}
}

// describeLink says where a link leads, unless its text does.
func (m *maker) describeLink(text, url string) string {
	if strings.Contains(url, text) {
		return fmt.Sprintf(m.language.LinkTo, url)
	}
	return fmt.Sprintf(m.language.LinkTo, text+" ("+url+")")
}

// Bounds of what one text may have, in letters; nothing that is read is near them.
const (
	maxPlain = 2000
	maxWord  = 300
)

// plain gives a text that is printed as it stands, having seen that the face has its letters.
func (m *maker) plain(text config.Text, style fonts.Style) string {
	if n := utf8.RuneCountInString(text.Value); n > maxPlain {
		m.tell(text.Place(), "this has %d letters; %d are the most", n, maxPlain)
		return ""
	}
	m.checkLetters(text.Value, style, text.At)
	return text.Value
}

// checkLetters tells the first letter that the face lacks, and the first word without end.
func (m *maker) checkLetters(s string, style fonts.Style, at func(int) tables.Place) {
	face := m.family[style]
	word := 0
	for offset, r := range s {
		if !face.Has(r) && r != '\n' {
			m.tell(at(offset), "the face %s has no letter %q (U+%04X); type another one, or name a face that has it under [fonts]", face.Name, r, r)
			return
		}
		word++
		if unicode.IsSpace(r) {
			word = 0
		}
		if word > maxWord {
			m.tell(at(offset), "a word of more than %d letters; part it with spaces", maxWord)
			return
		}
	}
}

// didYouMean hints at the nearest of the names there are.
func didYouMean(name string, names []string) string {
	if hint := tables.Hint(name, names); hint != "" {
		return hint
	}
	if len(names) == 0 {
		return ""
	}
	return ": there is " + enumerate(names)
}

// enumerate lists names, the first of them where they are many.
func enumerate(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
