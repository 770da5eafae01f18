package layout

import (
	"bulletin/fonts"
	"bulletin/report"
)

func (c *compositor) contactTitle() string {
	if c.d.Contact == nil {
		return ""
	}
	return c.d.Contact.Title
}

// contact sets the block at the end: people and address side by side on a tinted field.
func (c *compositor) contact(contact *report.Contact) []block {
	if contact == nil {
		return nil
	}
	const pad, gutter = 12 * fonts.Point, 14 * fonts.Point
	sect := &Element{Tag: Sect}
	e := &Element{Parent: sect, Tag: Heading{Level: 2}}
	inner := c.measure() - 2*pad
	titleSize := c.scaled(109)
	rows := c.set([]stretch{{contact.Title, look{fonts.Bold, titleSize, c.accent}, e}}, small(inner, titleSize))
	rows[0].anchor = c.bookmark(contact.Title, 0, e)
	if n := len(c.contents); n > 0 {
		c.contents[n-1].heading = rows[0].anchor
	}
	if contact.Department != "" {
		rows = append(rows, c.contactLine(sect, contact.Department, fonts.Bold, inner)...)
	}
	columns := c.contactColumns(sect, contact)
	shares := 0
	for _, column := range columns {
		shares += column.share
	}
	side := row{above: 5 * fonts.Point}
	x := fonts.Length(0)
	for _, column := range columns {
		width := (inner - gutter*fonts.Length(len(columns)-1)) * fonts.Length(column.share) / fonts.Length(shares)
		part := stacked(moved(column.set(width), x))
		side.height = max(side.height, part.height)
		side.marks = append(side.marks, part.marks...)
		x += width + gutter
	}
	rows = append(rows, side)
	return []block{{rows: []row{c.panel(rows, pad, c.leading*2)}}}
}

func (c *compositor) contactLine(parent *Element, text string, style fonts.Style, measure fonts.Length) []row {
	size := c.scaled(90)
	return c.set([]stretch{{text, look{style, size, c.ink}, &Element{Parent: parent, Tag: P}}}, small(measure, size))
}

// contactColumn is one of the columns of the block; its width is its share of all.
type contactColumn struct {
	share int
	set   func(width fonts.Length) []row
}

// contactColumns gives what stands side by side: each person, then address and e-mail.
func (c *compositor) contactColumns(sect *Element, contact *report.Contact) []contactColumn {
	var out []contactColumn
	for _, p := range contact.People {
		out = append(out, contactColumn{2, func(width fonts.Length) []row {
			var rows []row
			if p.Role != "" {
				size := c.scaled(82)
				rows = c.set([]stretch{{p.Role, look{fonts.Regular, size, c.quiet}, &Element{Parent: sect, Tag: P}}}, small(width, size))
			}
			rows = append(rows, c.contactLine(sect, p.Name, fonts.Bold, width)...)
			return append(rows, c.details(sect, p.Details, width)...)
		}})
	}
	if len(contact.Details) > 0 {
		out = append(out, contactColumn{3, func(width fonts.Length) []row { return c.details(sect, contact.Details, width) }})
	}
	return out
}

// details sets labelled entries: telephone, e-mail, address.
func (c *compositor) details(sect *Element, details []report.Detail, width fonts.Length) []row {
	size := c.scaled(90)
	var rows []row
	for _, d := range details {
		p := &Element{Parent: sect, Tag: P}
		label := d.Label
		if label != "" && label[len(label)-1] != '.' {
			label += ":"
		}
		text := []stretch{{label + "\u00a0", look{fonts.Regular, size, c.quiet}, p}}
		text = append(text, c.stretches([]report.Inline{d.Text}, p, look{fonts.Regular, size, c.ink})...)
		sh := small(width, size)
		sh.hyphenate = false
		rows = append(rows, c.set(text, sh)...)
	}
	return rows
}
