package layout

import (
	"fmt"
	"strings"

	"bulletin/fonts"
	"bulletin/report"
)

// history lists all revisions, the first one first, behind the last section. Its
// heading has no number, so that sections keep theirs.
func (c *compositor) history() []block {
	if len(c.d.History) == 0 {
		return nil
	}
	w := c.d.Language.Corrections
	const name = "the history of corrections"
	sect := &Element{Tag: Sect}
	heading := c.sectionHeading(sect, "", w.History)
	c.leadsTo(&c.d.History, heading[0].anchor)
	out := []block{{rows: heading, section: true}}
	for i := range c.d.History {
		v := &c.d.History[i]
		out = append(out, block{rows: c.heading(sect, report.Heading{Level: 1, Text: []report.Inline{{Text: v.Label}}})})
		lines := v.Lines
		if len(v.Also) > 0 {
			lines = append(lines[:len(lines):len(lines)], fmt.Sprintf(w.Words, strings.Join(v.Also, ", ")))
		}
		rows := c.sayings(sect, lines, 2*fonts.Point)
		table, repeat := c.changes(sect, fmt.Sprintf("v%d", v.Number), v.Changes)
		if len(table) > 0 {
			keepLast(rows)
			spaced(table, 5*fonts.Point)
			table[len(table)-1].height += c.leading * 4 / 10
		}
		out = append(out, block{rows: rows, name: name}, block{rows: table, repeat: repeat, name: name})
	}
	return out
}
