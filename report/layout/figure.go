package layout

import (
	"slices"
	"strings"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/report"
)

// figure sets a chart with its caption above and its source below; it is never parted.
func (c *compositor) figure(parent *Element, chart report.Chart, first bool) []block {
	spec := chart.Spec
	spec.Size = min(max(c.size*85/110, 7*fonts.Point), 10*fonts.Point)
	picture, err := charts.Draw(spec, c.measure())
	if err != nil {
		c.problems = append(c.problems, chart.Faults(err)...)
		return nil
	}
	e := &Element{Parent: parent, Tag: Figure{Alt: joinSentences(chart.Label, chart.Headline, chart.Description)}, Block: chart}
	rows := c.caption(&Element{Parent: e, Tag: Caption}, chart.Label, chart.Headline, chart.Subtitle)
	rows = append(rows, row{
		above:  5 * fonts.Point,
		height: picture.Height,
		marks:  []Mark{{Owner: e, Picture: picture}},
	})
	rows = append(rows, c.notes(parent, chart.Notes, chart.Source)...)
	rows[0].above = c.aboveFigure(first)
	rows[len(rows)-1].height += c.leading * 6 / 10
	return []block{{rows: rows, whole: true, name: chart.Label, place: chart.Place}}
}

// aboveFigure gives the space over a figure or table; one that opens a section stands close to the heading.
func (c *compositor) aboveFigure(first bool) fonts.Length {
	if first {
		return c.leading * 5 / 10
	}
	return c.leading * 12 / 10
}

// caption sets number and headline in one paragraph under a rule, and the subtitle below.
func (c *compositor) caption(owner *Element, label, headline, subtitle string) []row {
	rows := []row{{height: 800 + 4*fonts.Point, marks: []Mark{c.rule(0, 0, c.measure(), 800, c.accent)}}}
	size := c.size
	title := append(plain(label+". ", look{fonts.Bold, size, c.accent}, owner), plain(headline, look{fonts.Bold, size, c.ink}, owner)...)
	rows = append(rows, c.set(title, shape{measure: c.measure(), leading: size * 128 / 100})...)
	if subtitle != "" {
		if marks := rows[len(rows)-1].marks; len(marks) > 0 && marks[len(marks)-1].Text != nil {
			marks[len(marks)-1].Text.S += " " // parts headline and subtitle, which are one paragraph of the caption, for those who listen
		}
		sub := c.scaled(84)
		rows = append(rows, c.set(plain(locale.Capital(subtitle), look{fonts.Regular, sub, c.quiet}, owner), small(c.measure(), sub))...)
	}
	return keepAll(rows)
}

// notes sets the notes and the source below a chart or table.
func (c *compositor) notes(parent *Element, notes []string, source string) []row {
	size := c.scaled(76)
	var out []row
	for _, text := range slices.Concat(notes, []string{source}) {
		if text == "" {
			continue
		}
		rows := c.set(plain(text, look{fonts.Regular, size, c.quiet}, &Element{Parent: parent, Tag: P}), small(c.measure(), size))
		out = append(out, keepAll(rows)...)
	}
	if len(out) > 0 {
		out[0].above = 4 * fonts.Point
		out[len(out)-1].keep = false
	}
	return out
}

// joinSentences puts a full stop between parts that have none.
func joinSentences(parts ...string) string {
	var out strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(p)
		if !strings.HasSuffix(p, ".") {
			out.WriteByte('.')
		}
	}
	return out.String()
}
