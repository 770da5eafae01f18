package proof

import (
	"fmt"
	"maps"
	"slices"

	"bulletin/locale"
	"bulletin/tables"
)

// sums finds the rows that miss what their table says they sum to by more than
// rounding explains. The editions share the figures, so the first one has them all.
func sums(r *reading, e *edition) []Finding {
	var found []Finding
	for _, id := range slices.Sorted(maps.Keys(e.Bulletin.Tables)) {
		t := e.Bulletin.Tables[id].Data
		if !e.first || t == nil {
			continue
		}
		for i, row := range t.Rows {
			off, beyond := t.SumOff(i)
			if !beyond {
				continue
			}
			about := id + "." + row.ID
			found = append(found, Finding{
				Place: row.Place,
				Message: fmt.Sprintf("the row %q sums to %s, which is not %s and beyond rounding; mend a figure, or drop sum from [table.%s]",
					about, e.number(t.Sum.Add(off)), e.number(*t.Sum), id),
				About: about,
			})
		}
	}
	return found
}

// number prints a number as the edition's language writes it, with the digits it has.
func (e *edition) number(n tables.Number) string {
	return e.language.Number(n.Coef, n.Scale, locale.NumberForm{Decimals: -1})
}
