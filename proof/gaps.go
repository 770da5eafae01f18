package proof

import (
	"fmt"
	"slices"
	"strings"

	"bulletin/charts"
	"bulletin/report"
	"bulletin/tables"
)

// chartGaps finds the charts that draw cells without figures: a bar that is not
// there or a line that is broken is taken for zero, or overlooked. The editions
// draw the same figures, so a chart is told of once.
func chartGaps(r *reading, e *edition) []Finding {
	var found []Finding
	for _, c := range e.charts() {
		gaps := gaps(&c.Spec)
		if len(gaps) == 0 || r.isToldBefore(e, c.id) {
			continue
		}
		found = append(found, Finding{
			Place: c.Place,
			Message: fmt.Sprintf("the chart %q has gaps where %s; draw another row or column, or say why in its note and silence this",
				c.id, joinFew(gaps)),
			About: c.id,
		})
	}
	return found
}

// isToldBefore reports whether an edition before this one has the chart.
func (r *reading) isToldBefore(e *edition, chart string) bool {
	for _, before := range r.editions {
		if before == e {
			return false
		}
		if slices.ContainsFunc(before.charts(), func(c placedChart) bool { return c.id == chart }) {
			return true
		}
	}
	return false
}

// gaps names the cells that a chart draws and that have no figure.
func gaps(s *charts.Spec) []string {
	var gaps []string
	for i, row := range s.Table.Rows {
		for j, column := range s.Table.Columns {
			if s.Row != "" && s.Row != row.ID || s.Column != "" && s.Column != column.ID {
				continue
			}
			if c := s.Table.Cells[i][j]; !c.IsNumber() {
				gaps = append(gaps, fmt.Sprintf(".%s.%s.%s is %s (%s)", s.Table.ID, row.ID, column.ID, c.Symbol, symbolMeaning(c.Symbol)))
			}
		}
	}
	return gaps
}

func symbolMeaning(s tables.Symbol) string {
	switch s {
	case tables.Absent:
		return "the phenomenon is absent"
	case tables.Confidential:
		return "confidential"
	}
	return "not available"
}

// joinFew joins what a message names, the first of it where there is much.
func joinFew(all []string) string {
	const most = 5
	if len(all) > most {
		return strings.Join(all[:most], ", ") + fmt.Sprintf(" and %d more", len(all)-most)
	}
	return strings.Join(all, ", ")
}

// placedChart is a chart of an edition.
type placedChart struct {
	*report.Chart
	id string
}

// charts gives the charts of an edition in the order in which they stand.
func (e *edition) charts() []placedChart {
	if e.Document == nil {
		return nil
	}
	var all []placedChart
	for i := range e.Document.Sections {
		for _, b := range e.Document.Sections[i].Blocks {
			if c, ok := b.(report.Chart); ok {
				all = append(all, placedChart{Chart: &c})
			}
		}
	}
	n := 0
	for _, p := range e.placings {
		if p.kind == "chart" && n < len(all) {
			all[n].id = p.id
			n++
		}
	}
	return all
}
