package proof

import (
	"fmt"
	"strings"

	"bulletin/charts"
	"bulletin/report/layout"
	"bulletin/tables"
)

// mostLines is how many lines of a label are still read at a glance.
const mostLines = 2

// longLabels finds the labels that take more lines in a chart than are read at
// a glance, as the pages have them.
func longLabels(r *reading, e *edition) []Finding {
	if e.Pages == nil {
		return nil
	}
	var found []Finding
	drawn := e.charts()
	for _, page := range e.Pages.Pages {
		for _, m := range page.Marks {
			if m.Picture == nil || !isChart(m.Owner) || len(drawn) == 0 {
				continue // a list's bullet is a picture too
			}
			c := drawn[0]
			drawn = drawn[1:]
			for _, h := range headers(&c.Spec) {
				if n := lines(m.Picture, h.Label); n > mostLines {
					found = append(found, Finding{
						Place:   h.LabelPlace,
						Message: fmt.Sprintf("the label «%s» takes %d lines in %s, and %d are the most that are read at a glance; shorten it", h.Label, n, c.Label, mostLines),
						About:   h.Label,
					})
				}
			}
		}
	}
	return found
}

func isChart(e *layout.Element) bool {
	if e == nil {
		return false
	}
	_, ok := e.Tag.(layout.Figure)
	return ok
}

// headers gives the rows and columns that a chart names.
func headers(s *charts.Spec) []tables.Header {
	var all []tables.Header
	for _, row := range s.Table.Rows {
		if s.Row == "" || s.Row == row.ID {
			all = append(all, row)
		}
	}
	for _, column := range s.Table.Columns {
		if s.Column == "" || s.Column == column.ID {
			all = append(all, column.Header)
		}
	}
	return all
}

// lines counts the lines that a label takes in a picture, where it is drawn
// line by line; 0: it is not there.
func lines(p *charts.Picture, label string) int {
	label = unspaced(label)
	for i := range p.Ops {
		rest := label
		for n, op := range p.Ops[i:] {
			line := unspaced(op.Text)
			if line == "" || !strings.HasPrefix(rest, line) {
				break
			}
			if rest = rest[len(line):]; rest == "" {
				return n + 1
			}
		}
	}
	return 0
}

func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }
