package layout

import (
	"strconv"
	"strings"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/locale"
)

// front gives the masthead, the title, the notice of a correction and the list of contents.
func (c *compositor) front() []block {
	blocks := append(c.draftNotice(),
		block{rows: []row{c.masthead()}, name: "the masthead"},
		block{rows: c.title()})
	blocks = append(blocks, c.notice()...)
	return append(blocks, block{rows: c.contentsList()})
}

// masthead names the issuing body, the series and the wave under a band in the house's colour.
func (c *compositor) masthead() row {
	const band = 3 * fonts.Point
	measure := c.measure()
	column := measure * 62 / 100
	size := c.scaled(86)
	name := shape{measure: column, leading: size * 132 / 100} // names are not hyphenated
	issuer := c.set(plain(c.d.Issuer, look{fonts.Bold, size, c.ink}, &Element{Tag: P}), name)
	aside := shape{measure: measure - column - 12*fonts.Point, leading: name.leading, align: right}
	series := &Element{Tag: P}
	side := c.set(plain(c.d.Series, look{fonts.Bold, size, c.accent}, series), aside)
	wave := &Element{Tag: P}
	side = append(side, c.set(plain(c.d.Wave, look{fonts.Regular, size, c.quiet}, wave), aside)...)

	first, second := stacked(issuer), stacked(moved(side, column+12*fonts.Point))
	height := max(first.height, second.height)
	out := row{height: band + 9*fonts.Point + height + 9*fonts.Point + 500, keep: true}
	out.marks = append(out.marks, c.rule(0, 0, measure, band, c.accent))
	for _, part := range []row{first, second} {
		for _, m := range part.marks {
			m.Y += band + 9*fonts.Point
			out.marks = append(out.marks, m)
		}
	}
	out.marks = append(out.marks, c.rule(0, out.height-500, measure, 500, c.hairline))
	return out
}

// title gives the title, the period and the day of publication.
func (c *compositor) title() []row {
	e := &Element{Tag: Heading{Level: 1}}
	size := c.scaled(200)
	sh := shape{measure: c.measure(), leading: size * 122 / 100}
	rows := c.set(plain(c.d.Title, look{fonts.Bold, size, c.accent}, e), sh)
	rows[0].above = 22 * fonts.Point
	rows[0].anchor = c.bookmark(c.d.Title, 0, e)
	keepAll(rows)

	if c.d.Period != "" {
		size := c.scaled(118)
		period := c.set(plain(locale.Capital(c.d.Period), look{fonts.Regular, size, c.ink}, &Element{Tag: P}), small(c.measure(), size))
		period[0].above = 7 * fonts.Point
		rows = append(rows, keepAll(period)...)
	}
	size = c.scaled(86)
	date := c.d.Language.Published + ": " + c.d.Language.Date(c.d.Published)
	published := c.set(plain(date, look{fonts.Regular, size, c.quiet}, &Element{Tag: P}), small(c.measure(), size))
	published[0].above = 3 * fonts.Point
	return append(rows, keepAll(published)...)
}

func keepAll(rows []row) []row {
	for i := range rows {
		rows[i].keep = true
	}
	return rows
}

// contentsEntry is a line of the list of contents; its page is filled in when the pages stand.
type contentsEntry struct {
	part    any // a pointer to what it leads to: a section, the history, the contact
	link    *Element
	target  *Target
	number  *Run // the page
	heading *Bookmark
}

// contentsList lists the sections with their pages, on a tinted field.
func (c *compositor) contentsList() []row {
	const pad = 11 * fonts.Point
	size := c.scaled(93)
	sect := &Element{Tag: Sect}
	heading := &Element{Parent: sect, Tag: Heading{Level: 2}}
	inner := c.measure() - 2*pad
	rows := c.set(plain(c.d.Language.Contents, look{fonts.Bold, c.scaled(109), c.accent}, heading), small(inner, c.scaled(109)))
	rows[0].anchor = c.bookmark(c.d.Language.Contents, 0, heading)
	keepAll(rows)
	toc := &Element{Parent: sect, Tag: TOC}
	var entries [][]row
	for i := range c.d.Sections {
		s := &c.d.Sections[i]
		entries = append(entries, c.contentsLine(toc, s, strconv.Itoa(s.Number)+".", s.Title, inner, size))
	}
	if len(c.d.History) > 0 {
		entries = append(entries, c.contentsLine(toc, &c.d.History, "", c.d.Language.Corrections.History, inner, size))
	}
	if c.d.Contact != nil {
		entries = append(entries, c.contentsLine(toc, c.d.Contact, "", c.contactTitle(), inner, size))
	}
	for i, entry := range entries {
		if i == 0 {
			entry[0].above = 4 * fonts.Point
		}
		// No entry is alone on a page.
		entry[len(entry)-1].keep = len(entries) > 1 && (i == 0 || i == len(entries)-2)
		rows = append(rows, entry...)
	}
	return c.onPanel(rows, pad, 16*fonts.Point)
}

// onPanel puts rows onto a tinted field with a band at its left.
func (c *compositor) onPanel(rows []row, pad, above fonts.Length) []row {
	return c.onField(rows, panel{fill: c.tint, band: c.accent}, pad, above)
}

func (c *compositor) onField(rows []row, field panel, pad, above fonts.Length) []row {
	rows = moved(rows, pad)
	for i := range rows {
		rows[i].panel = &field
	}
	first, last := &rows[0], &rows[len(rows)-1]
	for i := range first.marks {
		first.marks[i].Y += pad - 1500
	}
	first.above, first.height = above, first.height+pad-1500
	last.height += pad - 1500
	return rows
}

// contentsLine is one part's line: its number if it has one, its title, leaders, and room for its page.
func (c *compositor) contentsLine(toc *Element, part any, number, title string, measure, size fonts.Length) []row {
	const numberRoom = 24 * fonts.Point
	face := c.family[fonts.Regular]
	item := &Element{Parent: toc, Tag: TOCI}
	reference := &Element{Parent: item, Tag: Reference}
	target := &Target{}
	e := &contentsEntry{part: part, target: target}
	e.link = &Element{Parent: reference, Tag: Link{Description: strings.TrimSpace(number + " " + title), Target: target}}
	l := look{fonts.Regular, size, c.ink}
	indent := face.Width(strconv.Itoa(max(10, len(c.d.Sections)))+". ", size)
	sh := shape{measure: measure - numberRoom - indent, leading: size * 145 / 100, hyphenate: true}
	rows := moved(c.set(plain(title, l, e.link), sh), indent)
	lastRow := &rows[len(rows)-1]
	baseline := lastRow.marks[0].Y
	if number != "" {
		rows[0].marks = append([]Mark{{Owner: e.link, X: 0, Y: rows[0].marks[0].Y, Text: &Run{S: number + " ", Size: size, Color: c.ink}}}, rows[0].marks...)
	} else {
		moved(rows, -indent)
	}
	end := lastRow.marks[len(lastRow.marks)-1]
	textEnd := end.X + face.Width(strings.TrimRight(end.Text.S, " "), size)
	end.Text.S = strings.TrimRight(end.Text.S, " ") + " "
	c.leaders(lastRow, textEnd+4*fonts.Point, measure-numberRoom+2*fonts.Point, baseline)
	e.number = &Run{Size: size, Color: c.ink}
	lastRow.marks = append(lastRow.marks, Mark{Owner: e.link, X: measure, Y: baseline, Text: e.number})
	c.contents = append(c.contents, e)
	return keepAll(rows)
}

// leaders draws the dots from a title to its page, in columns that all lines share.
func (c *compositor) leaders(r *row, from, to, baseline fonts.Length) {
	const step, dot = 5 * fonts.Point, 800
	from = (from + step - 1) / step * step
	if from >= to {
		return
	}
	grey := c.quiet
	r.marks = append(r.marks, Mark{X: from, Y: baseline - dot, Picture: &charts.Picture{
		Width: to - from, Height: dot,
		Ops: []charts.Op{{
			Path: []charts.Segment{
				{Verb: charts.Move, Points: [6]fonts.Length{0, dot / 2}},
				{Verb: charts.Line, Points: [6]fonts.Length{to - from, dot / 2}},
			},
			Stroke: &grey, StrokeWidth: dot, Dash: []fonts.Length{dot, step - dot},
		}},
	}})
}

// leadsTo says where a part of the list of contents begins.
func (c *compositor) leadsTo(part any, heading *Bookmark) {
	for _, e := range c.contents {
		if e.part == part {
			e.heading = heading
		}
	}
}

// numberContents fills in the pages once they are known.
func (c *compositor) numberContents(pages []Page) {
	numbers := map[*Run]bool{}
	for _, e := range c.contents {
		if e.heading == nil {
			continue
		}
		*e.target = Target{Page: e.heading.Page, Y: e.heading.Y, Element: e.heading.Element}
		e.number.S = strconv.Itoa(e.heading.Page + 1)
		numbers[e.number] = true
	}
	for i := range pages {
		for j := range pages[i].Marks {
			if m := &pages[i].Marks[j]; m.Text != nil && numbers[m.Text] {
				m.X -= c.family[m.Text.Style].Width(m.Text.S, m.Text.Size)
			}
		}
	}
}
