package proof

import (
	"fmt"
	"net/url"
	"slices"

	"bulletin/config"
	"bulletin/tables"
)

// editionDifferences compares a further edition with the first one, section by
// section and, where their numbers agree, paragraph by paragraph: what it
// leaves out, what it adds, and where it has another figure. Words are not
// compared, and figures may come in another order within a paragraph.
func editionDifferences(r *reading, e *edition) []Finding {
	first := r.editions[0]
	if e == first || !first.first || first.Document == nil || e.Document == nil {
		return nil
	}
	d := &difference{first: first, further: e}
	d.words()
	for _, pair := range alignSections(first.outline(), e.outline()) {
		d.sections(pair[0], pair[1])
	}
	return d.found
}

// difference collects what a further edition has otherwise than the first.
type difference struct {
	first, further *edition
	found          []Finding
	last           tables.Place // where the last section that both have stands
}

func (d *difference) tell(place tables.Place, about, format string, args ...any) {
	d.found = append(d.found, Finding{Place: place, Message: fmt.Sprintf(format, args...), About: about})
}

// file is the place of what the further edition does not have at all.
func (d *difference) file() tables.Place {
	return tables.Place{File: d.further.Bulletin.Title.Place().File}
}

// words compares the texts that an edition can do without.
func (d *difference) words() {
	a, b := d.first.Bulletin, d.further.Bulletin
	d.word("series", d.file(), a.Series, b.Series)
	d.word("source", d.file(), a.Source, b.Source)
	for _, p := range d.first.placings {
		place := func(title config.Text) tables.Place {
			if title.Value != "" {
				return title.Place()
			}
			return d.file()
		}
		if !slices.ContainsFunc(d.further.placings, func(q placing) bool { return q.kind == p.kind && q.id == p.id }) {
			continue // the whole is left out
		}
		name := p.kind + "." + p.id
		if p.kind == "chart" {
			x, y := a.Charts[p.id], b.Charts[p.id]
			d.word(name+".note", place(y.Title), x.Note, y.Note)
			d.word(name+".description", place(y.Title), x.Description, y.Description)
		} else {
			x, y := a.Tables[p.id], b.Tables[p.id]
			d.word(name+".note", place(y.Title), x.Note, y.Note)
		}
	}
	d.contact(a.Contact, b.Contact)
}

// word tells of a text that only one of the two editions has.
func (d *difference) word(key string, place tables.Place, first, further config.Text) {
	switch {
	case first.Value != "" && further.Value == "":
		d.tell(place, key, "%s is left out; %s has «%s»", key, first.Place(), first.Value)
	case first.Value == "" && further.Value != "":
		d.tell(further.Place(), key, "%s has no %s, so this stands in one edition alone", d.first.Bulletin.Title.Place().File, key)
	}
}

func (d *difference) contact(first, further *config.Contact) {
	if first == nil {
		return
	}
	if further == nil {
		further = &config.Contact{}
	}
	d.word("contact.department", d.file(), first.Department, further.Department)
	d.word("contact.address", d.file(), first.Address, further.Address)
	for i := len(further.People); i < len(first.People); i++ {
		person := first.People[i].Name
		d.tell(d.file(), person.Value, "%s, of %s, is left out; add a [[contact.person]]", person.Value, person.Place())
	}
}

// sections compares two sections; one of them is nil where the other edition has none like it.
func (d *difference) sections(first, further *outline) {
	if d.last == (tables.Place{}) {
		d.last = d.file()
	}
	switch {
	case further == nil:
		d.tell(d.last, first.title.Value, "the section «%s», which stands at %s, is left out", first.title.Value, first.title.Place())
		return
	case first == nil:
		d.last = further.title.Place()
		d.tell(d.last, further.title.Value, "the section «%s» is not in %s", further.title.Value, d.first.Bulletin.Title.Place().File)
		return
	}
	d.last = further.title.Place()
	d.placings(first, further)
	if a, b := first.terms, further.terms; a != b {
		d.tell(d.last, further.title.Value, "the glossary has %s here and %s at %s", entries(b), entries(a), first.title.Place())
	}
	d.links(first, further)
	d.figures(first, further)
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// placings tells of the charts and tables that one edition places and the other does not.
func (d *difference) placings(first, further *outline) {
	in := func(all []placing, p placing) bool {
		return slices.ContainsFunc(all, func(q placing) bool { return q.kind == p.kind && q.id == p.id })
	}
	for _, p := range first.placings {
		if !in(d.further.placings, p) {
			d.tell(d.last, p.id, "the %s %q, which stands at %s, is left out", p.kind, p.id, p.place)
		}
	}
	for _, p := range further.placings {
		if !in(d.first.placings, p) {
			d.tell(p.place, p.id, "the %s %q is not placed in %s", p.kind, p.id, d.first.Bulletin.Title.Place().File)
		}
	}
}

// links compares addresses; the part of one that names a language does not count.
func (d *difference) links(first, further *outline) {
	missing, extra := without(first.links(), further.links(), link.key), without(further.links(), first.links(), link.key)
	for i := range max(len(missing), len(extra)) {
		switch {
		case i >= len(missing):
			d.tell(extra[i].place, extra[i].address, "the link to %s is not in the section at %s", extra[i].address, first.title.Place())
		case i >= len(extra):
			d.tell(d.last, missing[i].address, "the link to %s, which stands at %s, is left out", missing[i].address, missing[i].place)
		default:
			d.tell(extra[i].place, extra[i].address, "this link leads to %s, and %s leads to %s", extra[i].address, missing[i].place, missing[i].address)
		}
	}
}

// key is what the addresses of a page in two languages share.
func (l link) key() string {
	u, err := url.Parse(l.address)
	if err != nil || u.Host == "" {
		return l.address
	}
	return pageKey(u)
}

// without gives what of a has no like in b, each counted once.
func without[T any, K comparable](a, b []T, key func(T) K) []T {
	count := map[K]int{}
	for _, x := range b {
		count[key(x)]++
	}
	var rest []T
	for _, x := range a {
		if count[key(x)]--; count[key(x)] < 0 {
			rest = append(rest, x)
		}
	}
	return rest
}

// figures compares what two sections quote and what was typed into them.
func (d *difference) figures(first, further *outline) {
	a, b := first.paragraphs, further.paragraphs
	if len(a) != len(b) {
		a, b = []paragraph{joined(a)}, []paragraph{joined(b)}
	}
	var missing, extra []said
	for i := range a {
		lacking, added := unlike(a[i].figures, b[i].figures)
		if len(first.paragraphs) == len(further.paragraphs) {
			n := min(len(lacking), len(added))
			for j := range n {
				d.another(lacking[j], added[j])
			}
			lacking, added = lacking[n:], added[n:]
		}
		for _, x := range lacking {
			x.otherwise = b[i].place
			missing = append(missing, x)
		}
		for _, x := range added {
			x.otherwise = a[i].place
			extra = append(extra, x)
		}
	}
	// A figure that only stands in another paragraph has moved with its sentence.
	lost, gained := without(missing, extra, said.key), without(extra, missing, said.key)
	for _, x := range lost {
		if x.cell != "" {
			d.tell(orPlace(x.otherwise, d.last), x.cell, "%s (%s), quoted at %s, is left out", x.cell, x.text, x.place)
		}
	}
	for _, x := range gained {
		if x.cell != "" {
			d.tell(x.place, x.cell, "%s (%s) is not quoted at %s", x.cell, x.text, orPlace(x.otherwise, first.title.Place()))
		}
	}
}

// another tells of a paragraph that has another figure than the first edition's.
func (d *difference) another(first, further said) {
	d.tell(further.place, further.about(), "%s stands here, and %s at %s; mend the one that is wrong", further, first, first.place)
	d.found[len(d.found)-1].Severity = Error
}

func orPlace(p, otherwise tables.Place) tables.Place {
	if p == (tables.Place{}) {
		return otherwise
	}
	return p
}
