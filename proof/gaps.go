package proof

import (
	"fmt"
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
		if len(gaps) == 0 {
			continue
		}
		found = append(found, Finding{
			Place: c.Place,
			Message: fmt.Sprintf("this chart has gaps where %s; draw another row or column, or say why in its note and silence this",
				joinFew(gaps)),
			About: e.chartID(c),
		})
	}
	return found
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

// charts gives the charts of an edition in the order in which they stand.
func (e *edition) charts() []*report.Chart {
	if e.Document == nil {
		return nil
	}
	var all []*report.Chart
	for i := range e.Document.Sections {
		for _, b := range e.Document.Sections[i].Blocks {
			if c, ok := b.(report.Chart); ok {
				all = append(all, &c)
			}
		}
	}
	return all
}

// chartID gives the id under which a chart is declared.
func (e *edition) chartID(c *report.Chart) string {
	for id, declared := range e.Bulletin.Charts {
		if declared.Place == c.Place {
			return id
		}
	}
	return ""
}
