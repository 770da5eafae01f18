package layout

import (
	"slices"
	"strings"

	"bulletin/fonts"
	"bulletin/report"
)

// contactTitle is the heading of the contact block, in the language's own word where none is set.
func (c *compositor) contactTitle() string {
	if c.d.Contact == nil {
		return ""
	}
	if title := strings.TrimSpace(c.d.Contact.Title); title != "" {
		return title
	}
	return c.d.Language.Contact
}

// contact sets the block at the end: people and address side by side on a tinted field.
func (c *compositor) contact(contact *report.Contact) []block {
	if contact == nil {
		return nil
	}
	const pad = 12 * fonts.Point
	sect := &Element{Tag: Sect}
	e := &Element{Parent: sect, Tag: Heading{Level: 2}}
	inner := c.measure() - 2*pad
	titleSize := c.scaled(109)
	rows := c.set(plain(c.contactTitle(), look{fonts.Bold, titleSize, c.accent}, e), small(inner, titleSize))
	rows[0].anchor = c.bookmark(c.contactTitle(), 0, e)
	c.leadsTo(contact, rows[0].anchor)
	if contact.Department != "" {
		rows = append(rows, c.contactLine(sect, contact.Department, fonts.Bold, inner)...)
	}
	above := 5 * fonts.Point
	for _, columns := range c.contactLines(c.contactColumns(sect, contact), inner) {
		rows = append(rows, sideBySide(columns, inner, above))
		above = c.leading * 6 / 10
	}
	return []block{{rows: c.onPanel(keepAll(rows), pad, c.leading*2), name: "the contact block"}}
}

func (c *compositor) contactLine(parent *Element, text string, style fonts.Style, measure fonts.Length) []row {
	size := c.scaled(90)
	return c.set(plain(text, look{style, size, c.ink}, &Element{Parent: parent, Tag: P}), small(measure, size))
}

// gutter parts the columns of the contact block.
const gutter = 14 * fonts.Point

// contactLines parts the columns into lines in which each has room to be read:
// one line for all, or else the people in even lines and the address below them.
func (c *compositor) contactLines(columns []contactColumn, measure fonts.Length) [][]contactColumn {
	least, fit := 10*c.size, true
	for i, width := range columnWidths(columns, measure) {
		fit = fit && width >= max(least, columns[i].widest)
		if columns[i].person {
			least = max(least, columns[i].widest)
		}
	}
	if fit {
		return [][]contactColumn{columns}
	}
	most := max(1, int((measure+gutter)/(least+gutter)))
	var people, rest []contactColumn
	for _, column := range columns {
		if column.person {
			people = append(people, column)
		} else {
			rest = append(rest, column)
		}
	}
	var out [][]contactColumn
	if n := len(people); n > 0 {
		lines := (n + most - 1) / most
		each := (n + lines - 1) / lines
		for part := range slices.Chunk(people, each) {
			for len(part) < each { // so that the columns stand below each other
				part = append(part[:len(part):len(part)], contactColumn{share: 2})
			}
			out = append(out, part)
		}
	}
	if len(rest) > 0 {
		out = append(out, rest)
	}
	return out
}

// columnWidths shares a measure out.
func columnWidths(columns []contactColumn, measure fonts.Length) []fonts.Length {
	shares, out := 0, make([]fonts.Length, len(columns))
	for _, column := range columns {
		shares += column.share
	}
	for i, column := range columns {
		out[i] = (measure - gutter*fonts.Length(len(columns)-1)) * fonts.Length(column.share) / fonts.Length(shares)
	}
	return out
}

// sideBySide sets columns into one row.
func sideBySide(columns []contactColumn, measure, above fonts.Length) row {
	out := row{above: above}
	x := fonts.Length(0)
	for i, width := range columnWidths(columns, measure) {
		if columns[i].set != nil {
			part := stacked(moved(columns[i].set(width), x))
			out.height = max(out.height, part.height)
			out.marks = append(out.marks, part.marks...)
		}
		x += width + gutter
	}
	return out
}

// contactColumn is one of the columns of the block; its width is its share of all.
type contactColumn struct {
	share  int
	person bool
	widest fonts.Length                   // of its links, which are better not parted
	set    func(width fonts.Length) []row // nil: an empty column
}

// contactColumns gives what stands side by side: each person, then address and e-mail.
func (c *compositor) contactColumns(sect *Element, contact *report.Contact) []contactColumn {
	var out []contactColumn
	for _, p := range contact.People {
		out = append(out, contactColumn{2, true, c.widestLink(p.Details), func(width fonts.Length) []row {
			var rows []row
			if p.Role != "" {
				size := c.scaled(82)
				rows = c.set(plain(p.Role, look{fonts.Regular, size, c.quiet}, &Element{Parent: sect, Tag: P}), small(width, size))
			}
			rows = append(rows, c.contactLine(sect, p.Name, fonts.Bold, width)...)
			return append(rows, c.details(sect, p.Details, width)...)
		}})
	}
	if len(contact.Details) > 0 {
		out = append(out, contactColumn{3, false, c.widestLink(contact.Details), func(width fonts.Length) []row { return c.details(sect, contact.Details, width) }})
	}
	return out
}

// widestLink gives the room that the widest telephone number or e-mail address takes with its label.
func (c *compositor) widestLink(details []report.Detail) fonts.Length {
	var widest fonts.Length
	for _, d := range details {
		if d.Text.Link != nil {
			widest = max(widest, c.family[fonts.Regular].Width(labelOf(d)+d.Text.Text, c.scaled(90)))
		}
	}
	return widest
}

// labelOf gives the label of an entry with what parts it from the entry.
func labelOf(d report.Detail) string {
	if d.Label != "" && !strings.HasSuffix(d.Label, ".") {
		return d.Label + ":\u00a0"
	}
	return d.Label + "\u00a0"
}

// details sets labelled entries: telephone, e-mail, address.
func (c *compositor) details(sect *Element, details []report.Detail, width fonts.Length) []row {
	size := c.scaled(90)
	var rows []row
	for _, d := range details {
		p := &Element{Parent: sect, Tag: P}
		text := plain(labelOf(d), look{fonts.Regular, size, c.quiet}, p)
		text = append(text, c.stretches([]report.Inline{d.Text}, p, look{fonts.Regular, size, c.ink})...)
		sh := small(width, size)
		sh.hyphenate = false
		rows = append(rows, c.set(text, sh)...)
	}
	return rows
}
