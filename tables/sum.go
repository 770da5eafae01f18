package tables

// SumOff tells by how much the figures of a row miss the sum that the table
// declares (found less declared), and whether that is beyond what rounding
// explains: half a unit of the last decimal for each figure. A row with a
// symbol, or a table that declares no sum, misses nothing.
func (t *Table) SumOff(row int) (off Number, beyond bool) {
	if t.Sum == nil {
		return Number{}, false
	}
	var sum, slack Number // slack is twice what rounding explains
	for i, cell := range t.Cells[row] {
		if !cell.IsNumber() {
			return Number{}, false
		}
		sum = sum.Add(cell.Number)
		slack = slack.Add(Number{1, t.scales[i]})
	}
	off = sum.Sub(*t.Sum)
	twice := off.Add(off)
	if twice.Coef < 0 {
		twice.Coef = -twice.Coef
	}
	return off, twice.Cmp(slack) > 0
}

// columnScales gives the decimals that the figures of each column are written with.
func (t *Table) columnScales() []int {
	scales := make([]int, len(t.Columns))
	for _, row := range t.Cells {
		for i, cell := range row {
			if cell.IsNumber() {
				scales[i] = max(scales[i], cell.Number.Scale)
			}
		}
	}
	return scales
}
