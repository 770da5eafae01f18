// Package layout sets a Document on pages: it hyphenates, breaks lines and
// pages, and gives every mark its place and the element of the structure tree
// that it belongs to. It writes no PDF and chooses no words.
package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report"
	"bulletin/tables"
)

// Lay sets a document. Problems are charts that cannot be drawn, and what
// fits on no page.
func Lay(d *report.Document) (*Pages, []report.Problem) {
	c := &compositor{
		d:      d,
		design: newDesign(d.Style),
		setter: setter{language: d.Language, family: d.Style.Family},
	}
	blocks := c.front()
	for i := range d.Sections {
		blocks = append(blocks, c.section(&d.Sections[i])...)
	}
	blocks = append(blocks, c.history()...)
	blocks = append(blocks, c.contact(d.Contact)...)
	p := paginator{geometry: c.geometry}
	p.paginate(blocks)
	for _, b := range p.tooLarge {
		if b.place == (tables.Place{}) {
			b.place = d.Place
		}
		c.tell(b.place, "%s does not fit on a page: make its labels shorter, or the page larger under [page]", b.name)
	}
	if p.full {
		c.tell(d.Place, "the bulletin comes to more than %d pages; make several of it", maxPages)
	}
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	c.numberContents(p.pages)
	c.furnish(p.pages)
	c.markDraft(p.pages)
	if c.checkLetters(p.pages); len(c.problems) > 0 {
		return nil, c.problems
	}
	return &Pages{
		Pages:     p.pages,
		Outline:   c.outline(),
		Family:    d.Style.Family,
		Language:  d.Language.Tag,
		Title:     c.fullTitle(),
		Author:    d.Issuer,
		Subject:   joinParts(d.Series, d.Wave, d.Period),
		Published: d.Published,
		Corrected: d.Corrected,
		Revision:  max(1, d.Revision),
		Draft:     d.Draft,

		Standard:    Standard(d.Standard),
		Attachments: attachments(d),
		Faces:       faces(d),
	}, nil
}

// compositor turns the parts of a document into blocks of rows.
type compositor struct {
	d *report.Document
	design
	setter
	bookmarks []*Bookmark
	contents  []*contentsEntry
	tables    int // for the IDs of header cells
	problems  []report.Problem
}

func (c *compositor) tell(place tables.Place, format string, args ...any) {
	c.problems = append(c.problems, report.Problem{Place: place, Message: fmt.Sprintf(format, args...)})
}

// checkLetters tells of the letters that a face of the release lacks for what
// is printed on its own: words of the language, signs of figures, labels of lists.
func (c *compositor) checkLetters(pages []Page) {
	var told [fonts.Styles]bool
	check := func(s string, style fonts.Style) {
		place := c.d.Style.FacePlaces[style]
		if told[style] || place == (tables.Place{}) {
			return
		}
		face := c.family[style]
		if r, _, lacks := face.Missing(s); lacks {
			told[style] = true
			c.tell(place, "the face %s has no letter %q (U+%04X), and «%s» is printed in it; name another face", face.Name, r, r, strings.TrimSpace(s))
		}
	}
	for i := range pages {
		for j := range pages[i].Marks {
			m := &pages[i].Marks[j]
			if m.Text != nil {
				check(m.Text.S, m.Text.Style)
			}
			if m.Picture == nil {
				continue
			}
			for _, o := range m.Picture.Ops {
				check(o.Text, o.Style)
			}
		}
	}
}

// bookmark remembers a heading for the outline.
func (c *compositor) bookmark(title string, level int, e *Element) *Bookmark {
	b := &Bookmark{Title: title, Level: level, Element: e}
	c.bookmarks = append(c.bookmarks, b)
	return b
}

func (c *compositor) outline() []Bookmark {
	var out []Bookmark
	for _, b := range c.bookmarks {
		out = append(out, *b)
	}
	return out
}

// rule gives a filled rectangle that is no content.
func (c *compositor) rule(x, y, width, height fonts.Length, fill charts.Color) Mark {
	return Mark{Artifact: Decoration, Rect: &Rect{width, height, fill}, X: x, Y: y}
}

// moved gives rows shifted to the right.
func moved(rows []row, x fonts.Length) []row {
	for i := range rows {
		for j := range rows[i].marks {
			rows[i].marks[j].X += x
		}
	}
	return rows
}

// stacked joins rows into one that no page parts; space over each but the first is kept.
func stacked(rows []row) row {
	var out row
	for i, r := range rows {
		if i > 0 {
			out.height += r.above
		} else {
			out.above = r.above
		}
		for _, m := range r.marks {
			m.Y += out.height
			out.marks = append(out.marks, m)
		}
		if r.anchor != nil {
			out.anchor = r.anchor
		}
		out.height += r.height
	}
	return out
}

func joinParts(parts ...string) string {
	out := ""
	for _, p := range parts {
		switch {
		case p == "":
		case out == "":
			out = p
		default:
			out += " · " + p
		}
	}
	return out
}

// attachments are the files that the document was made of, so that it can be made again.
func attachments(d *report.Document) []Attachment {
	out := make([]Attachment, len(d.Files))
	for i, f := range d.Files {
		out[i] = Attachment{Name: f.Name, Description: f.Description, MIME: "text/csv", Relationship: "Data", Data: f.Data}
		if f.Words {
			out[i].MIME, out[i].Relationship = "application/toml", "Source"
		}
	}
	return out
}

func faces(d *report.Document) []CustomFace {
	out := make([]CustomFace, len(d.Faces))
	for i, f := range d.Faces {
		sum := sha256.Sum256(f.Data)
		out[i] = CustomFace{Name: f.Name, SHA256: hex.EncodeToString(sum[:])}
	}
	return out
}
