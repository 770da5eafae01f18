package layout

import (
	"fmt"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report"
)

// The colours of a panel that warns. On its fields the heading is more than 7:1 (WCAG 2.2, 1.4.6).
var (
	warning     = charts.Color{R: 0x73, G: 0x3c, B: 0x00}
	warningTint = charts.Color{R: 0xfd, G: 0xf3, B: 0xdf}
	warningHead = charts.Color{R: 0xf8, G: 0xe4, B: 0xbc} // heads of columns
)

const warningPad = 11 * fonts.Point

// warned gives a compositor for what stands on a panel that warns: in smaller
// letters, between the panel's edges. It sets rows and remembers nothing.
func (c *compositor) warned() *compositor {
	in := *c
	in.left, in.right = c.left+warningPad, c.right+warningPad
	in.size = c.scaled(93)
	in.leading, in.justified = in.size*135/100, false
	in.accent, in.tint = warning, warningHead
	return &in
}

// notice says on the first page what the last correction changed: when, why, how
// much, what turned round by it, and the figures before and after.
func (c *compositor) notice() []block {
	n := c.d.Notice
	if n == nil {
		return nil
	}
	in := c.warned()
	sect := &Element{Tag: Sect}
	heading := &Element{Parent: sect, Tag: Heading{Level: 2}}
	size := c.scaled(109)
	rows := keepAll(in.set(plain(n.Title, look{fonts.Bold, size, warning}, heading), small(in.measure(), size)))
	rows[0].anchor = c.bookmark(n.Title, 0, heading)
	rows = append(rows, in.sayings(sect, n.Lines, 4*fonts.Point)...)
	if len(n.Turned) > 0 {
		rows = append(rows, spaced(in.list(sect, listOf(n.Turned), in.measure()), 4*fonts.Point)...)
	}
	begin := len(rows)
	table, repeat := in.changes(sect, "n", n.Changes)
	rows = append(rows, spaced(table, 7*fonts.Point)...)
	end := len(rows)
	if !n.Complete {
		w := c.d.Language.Corrections
		rows[end-1].keep = true
		rows = append(rows, in.sayings(sect, []string{fmt.Sprintf(w.More, len(n.Changes), w.History)}, 5*fonts.Point)...)
	}
	if begin < end {
		rows[begin-1].keep = true
	}
	rows = c.onField(rows, panel{fill: warningTint, band: warning}, warningPad, 16*fonts.Point)
	const name = "the notice of the correction"
	blocks := []block{{rows: rows[:begin], name: name}, {rows: rows[begin:end], name: name}, {rows: rows[end:], name: name}}
	if repeat != nil {
		repeat.panel = rows[0].panel
		blocks[1].repeat = &moved([]row{*repeat}, warningPad)[0]
	}
	return blocks
}

// sayings sets short paragraphs, one below the other.
func (c *compositor) sayings(parent *Element, texts []string, above fonts.Length) []row {
	var out []row
	for i, text := range texts {
		rows := c.set(plain(text, c.design.text(fonts.Regular), &Element{Parent: parent, Tag: P}), c.body())
		if i > 0 {
			above = 1500
		}
		out = append(out, spaced(rows, above)...)
	}
	return out
}

// listOf makes a list of sentences.
func listOf(texts []string) report.List {
	var l report.List
	for _, text := range texts {
		l.Items = append(l.Items, []report.Block{report.Paragraph{Text: []report.Inline{{Text: text}}}})
	}
	return l
}
