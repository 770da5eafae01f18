package layout

import (
	"strconv"
	"strings"

	"bulletin/fonts"
	"bulletin/report"
)

// section sets a section: its heading, and its blocks in order.
func (c *compositor) section(s *report.Section) []block {
	sect := &Element{Tag: Sect}
	heading := c.sectionHeading(sect, strconv.Itoa(s.Number)+". ", s.Title)
	c.leadsTo(s, heading[0].anchor)
	out := []block{{rows: heading, section: true}}
	first := true // below a heading
	for _, b := range s.Blocks {
		out = append(out, c.block(sect, b, first)...)
		_, first = b.(report.Heading)
	}
	return out
}

func (c *compositor) sectionHeading(sect *Element, number, title string) []row {
	e := &Element{Parent: sect, Tag: Heading{Level: 2}}
	size := c.scaled(136)
	l := look{fonts.Bold, size, c.accent}
	indent := c.family[fonts.Bold].Width(number, size)
	rows := moved(c.set(plain(title, l, e), shape{measure: c.measure() - indent, leading: size * 125 / 100}), indent)
	first := &rows[0]
	if number != "" {
		first.marks = append([]Mark{{Owner: e, Y: first.marks[0].Y, Text: &Run{S: number, Size: size, Style: l.style, Color: l.color}}}, first.marks...)
	}
	first.above = c.leading * 3 / 2
	first.anchor = c.bookmark(number+title, 0, e)
	rows[len(rows)-1].height += 3 * fonts.Point
	return keepAll(rows)
}

// block sets one block; the first below a heading stands close to it.
func (c *compositor) block(parent *Element, b report.Block, first bool) []block {
	gap := c.leading * 55 / 100
	if first {
		gap = 2 * fonts.Point
	}
	switch b := b.(type) {
	case report.Heading:
		if report.Blank(b.Text) {
			return nil
		}
		return []block{{rows: c.heading(parent, b)}}
	case report.Paragraph:
		if report.Blank(b.Text) {
			return nil
		}
		p := &Element{Parent: parent, Tag: P}
		rows := c.set(c.stretches(b.Text, p, c.design.text(fonts.Regular)), c.body())
		spaced(rows, gap)
		if strings.HasSuffix(lastText(b.Text), ":") {
			keepLast(rows) // it announces what follows
		}
		return []block{{rows: rows}}
	case report.List:
		return []block{{rows: spaced(c.list(parent, b, c.measure()), gap)}}
	case report.Terms:
		return []block{{rows: spaced(c.terms(parent, b), gap)}}
	case report.Chart:
		return c.figure(parent, b, first)
	case report.Table:
		return c.table(parent, b, first)
	}
	return nil
}

func spaced(rows []row, above fonts.Length) []row {
	if len(rows) > 0 {
		rows[0].above = above
	}
	return rows
}

func keepLast(rows []row) {
	if len(rows) > 0 {
		rows[len(rows)-1].keep = true
	}
}

func lastText(text []report.Inline) string {
	if len(text) == 0 {
		return ""
	}
	return text[len(text)-1].Text
}

func (c *compositor) heading(parent *Element, h report.Heading) []row {
	e := &Element{Parent: parent, Tag: Heading{Level: h.Level + 2}}
	size, color := c.size, c.ink
	switch h.Level {
	case 1:
		size = c.scaled(112)
	case 2:
		size = c.scaled(106)
	case 4:
		color = c.quiet
	}
	l := look{fonts.Bold, size, color}
	rows := c.set(c.stretches(h.Text, e, l), shape{measure: c.measure(), leading: size * 130 / 100})
	rows[0].above = c.leading * 8 / 10
	var title strings.Builder
	for _, t := range h.Text {
		title.WriteString(t.Text)
	}
	rows[0].anchor = c.bookmark(strings.TrimSuffix(title.String(), ":"), h.Level, e)
	return keepAll(rows)
}

// stretches gives the words of a text their looks and owners; each link becomes an element.
func (c *compositor) stretches(text []report.Inline, owner *Element, base look) []stretch {
	var out []stretch
	links := map[*report.Link]*Element{}
	for _, t := range text {
		l, e := base, owner
		bold, italic := t.Strong || base.style == fonts.Bold, t.Emph
		switch {
		case bold && italic:
			l.style = fonts.BoldItalic
		case bold:
			l.style = fonts.Bold
		case italic:
			l.style = fonts.Italic
		}
		if t.Link != nil {
			l.color = c.accent
			if links[t.Link] == nil {
				links[t.Link] = &Element{Parent: owner, Tag: Link{URI: t.Link.URL, Description: t.Link.Description}}
			}
			e = links[t.Link]
		}
		out = append(out, stretch{t.Text, l, e, t.Quotes})
	}
	return out
}

// list sets a list: labels stand in a column of their own.
func (c *compositor) list(parent *Element, l report.List, measure fonts.Length) []row {
	numbering := "Disc"
	if l.Ordered {
		numbering = "Decimal"
	}
	list := &Element{Parent: parent, Tag: List{Numbering: numbering}}
	text := c.design.text(fonts.Regular)
	face := c.family[fonts.Regular]
	widest := "•  "
	if l.Ordered {
		widest = strconv.Itoa(l.Start+len(l.Items)-1) + ". "
	}
	indent := face.Width(widest, text.size) + 3*fonts.Point
	var out, before []row
	for i, item := range l.Items {
		li := &Element{Parent: list, Tag: LI}
		label := "•"
		if l.Ordered {
			label = strconv.Itoa(l.Start+i) + "."
		}
		rows := c.flow(&Element{Parent: li, Tag: LBody}, item, measure-indent)
		lbl := &Element{Parent: li, Tag: Lbl}
		rows = labelled(rows, lbl, label, text, indent)
		if i > 0 {
			rows[0].above = 2500
		}
		// No short item is alone on a page.
		if last := len(l.Items) - 1; len(before) > 0 && (i == 1 && len(before) < 3 || i == last && len(rows) < 3) {
			out[len(out)-1].keep = true
		}
		out = append(out, rows...)
		before = rows
	}
	return out
}

// labelled sets a label before the first of the rows, which are moved to make room for it.
func labelled(rows []row, lbl *Element, label string, l look, indent fonts.Length) []row {
	rows = moved(rows, indent)
	first := &rows[0]
	mark := Mark{Owner: lbl, X: 3 * fonts.Point, Y: baselineOf(first), Text: &Run{S: label + " ", Size: l.size, Style: l.style, Color: l.color}}
	first.marks = append([]Mark{mark}, first.marks...)
	return rows
}

func baselineOf(r *row) fonts.Length {
	for _, m := range r.marks {
		if m.Text != nil {
			return m.Y
		}
	}
	return r.height
}

// flow sets the blocks of a list's item or a definition.
func (c *compositor) flow(parent *Element, blocks []report.Block, measure fonts.Length) []row {
	var out []row
	sh := c.body()
	sh.measure = measure
	for i, b := range blocks {
		var rows []row
		switch b := b.(type) {
		case report.Paragraph:
			rows = c.set(c.stretches(b.Text, parent, c.design.text(fonts.Regular)), sh)
		case report.List:
			rows = c.list(parent, b, measure)
		}
		if i > 0 {
			spaced(rows, 2500)
		}
		out = append(out, rows...)
	}
	return out
}

// terms sets a glossary: the term in bold, and its definition behind a dash.
func (c *compositor) terms(parent *Element, t report.Terms) []row {
	list := &Element{Parent: parent, Tag: List{Numbering: "Description"}}
	var out []row
	for i, entry := range t.Entries {
		li := &Element{Parent: list, Tag: LI}
		lbl := &Element{Parent: li, Tag: Lbl}
		body := &Element{Parent: li, Tag: LBody}
		text := append(plain(entry.Name, c.design.text(fonts.Bold), lbl), plain(" – ", c.design.text(fonts.Regular), body)...)
		rest := entry.Definition
		if len(rest) > 0 {
			if p, ok := rest[0].(report.Paragraph); ok {
				text = append(text, c.stretches(p.Text, body, c.design.text(fonts.Regular))...)
				rest = rest[1:]
			}
		}
		rows := c.set(text, c.body())
		rows = append(rows, spaced(c.flow(body, rest, c.measure()), 2500)...)
		if i > 0 {
			rows[0].above = c.leading * 55 / 100
		}
		out = append(out, rows...)
	}
	return out
}
