package proof

import (
	"fmt"
	"maps"
	"slices"

	"bulletin/config"
	"bulletin/tables"
)

// waveFigures finds figures of this wave that stand otherwise in a table of waves
// than in the table that they are from: one of the two was corrected alone.
func waveFigures(r *reading, e *edition) []Finding {
	var found []Finding
	w := waves{edition: e}
	for _, id := range slices.Sorted(maps.Keys(e.Bulletin.Tables)) {
		t := e.Bulletin.Tables[id]
		if !e.first || t.Data == nil || !w.isOfWaves(t) {
			continue
		}
		last := len(t.Data.Columns) - 1
		if t.From[t.Data.Columns[last].ID] != nil {
			continue // this wave has no column
		}
		other, column := e.counterpart(t)
		if other == nil {
			continue
		}
		for i, row := range t.Data.Rows {
			k := other.Row(row.ID)
			if k < 0 {
				continue
			}
			a, b := t.Data.Cells[i][last], other.Cells[k][column]
			if agree(a, b) {
				continue
			}
			about := id + "." + row.ID + "." + t.Data.Columns[last].ID
			found = append(found, Finding{
				Place: a.Place,
				Message: fmt.Sprintf("%q is %s, and %q is %s; the same figure stands in both, mend the one that is wrong",
					about, e.typed(a), other.ID+"."+row.ID+"."+other.Columns[column].ID, e.typed(b)),
				About: about,
			})
		}
	}
	return found
}

// counterpart gives the column of another table that the last column of a table of
// waves is copied from: the one that an earlier wave's was in its own release, or
// else one that has most of its figures; nil where there is none.
func (e *edition) counterpart(t *config.Table) (other *tables.Table, column int) {
	all := e.Bulletin.Tables
	for _, c := range slices.Backward(t.Data.Columns) {
		origin := t.From[c.ID]
		if origin == nil || origin.Table.Value == t.ID {
			continue
		}
		if o := all[origin.Table.Value]; o != nil && o.Data != nil {
			if j := o.Data.Column(origin.Column.Value); j >= 0 {
				return o.Data, j
			}
		}
	}
	last := len(t.Data.Columns) - 1
	for _, id := range slices.Sorted(maps.Keys(all)) {
		o := all[id]
		if id == t.ID || o.Data == nil {
			continue
		}
		for j := range o.Data.Columns {
			same, shared := 0, 0
			for i, row := range t.Data.Rows {
				if k := o.Data.Row(row.ID); k >= 0 {
					shared++
					if agree(t.Data.Cells[i][last], o.Data.Cells[k][j]) {
						same++
					}
				}
			}
			if shared >= 3 && 2*same > shared {
				return o.Data, j
			}
		}
	}
	return nil, 0
}

// agree reports whether two cells say the same, with as many decimals as both have.
func agree(a, b tables.Cell) bool {
	scale := min(a.Number.Scale, b.Number.Scale)
	a.Number, b.Number = a.Number.Round(scale), b.Number.Round(scale)
	return a.Same(b)
}

// typed prints a cell as a table does, its number with the digits it has.
func (e *edition) typed(c tables.Cell) string {
	if !c.IsNumber() {
		return string(c.Symbol)
	}
	return e.number(c.Number)
}
