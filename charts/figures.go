package charts

import (
	"slices"

	"bulletin/tables"
)

// largest is the greatest figure that is drawn, in the smallest unit of its
// chart: differences of two still fit an int64.
const largest = 1_000_000_000_000_000_000

// power is ten to the n-th, for n from 0 to 9.
func power(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// commonScale is the number of decimals in which all figures are whole.
func commonScale(cells ...tables.Cell) int {
	scale := 0
	for _, c := range cells {
		if c.IsNumber() {
			scale = max(scale, c.Number.Scale)
		}
	}
	return scale
}

// at gives a figure as a whole number of 10^-scale.
func at(n tables.Number, scale int) int64 { return n.Coef * power(scale-n.Scale) }

// shares is a row of a stacked chart as whole numbers of 10^-scale.
type shares struct {
	parts     []int64 // by column; what has no number is zero
	sum       int64
	hundred   int64
	tolerance int64 // by how much rounding alone may move the sum
	scale     int
}

// shares measures a row. Each figure may be off by half of its last printed
// digit, so the sum may be off by as many halves as there are figures.
func (s Spec) shares(row int) shares {
	cells := s.Table.Cells[row]
	b := shares{parts: make([]int64, len(cells)), scale: commonScale(cells...)}
	for i := range s.Table.Columns {
		b.scale = max(b.scale, s.Table.Columns[i].Decimals)
	}
	b.hundred = 100 * power(b.scale)
	var doubled int64
	for i, c := range cells {
		if c.IsNumber() {
			b.parts[i] = at(c.Number, b.scale)
			b.sum += b.parts[i]
			doubled += power(b.scale - s.Table.Columns[i].Decimals)
		}
	}
	b.tolerance = doubled / 2
	return b
}

// whole is the length of the bar that the parts are shares of: a hundred,
// or their own sum where only rounding keeps it from that.
func (b shares) whole() int64 {
	if b.sum < b.hundred-b.tolerance {
		return b.hundred
	}
	return b.sum
}

// bar is a bar of a chart of one series.
type bar struct {
	name   string // of the figure, for messages
	header tables.Header
	cell   tables.Cell
	column tables.Column // whose unit and decimals its figure has
}

// cell gives a cell; one that the table lacks is not available. Draw refuses
// such a table, and its description still says what there is.
func (s Spec) cell(row, column int) tables.Cell {
	if row < len(s.Table.Cells) && column < len(s.Table.Cells[row]) {
		return s.Table.Cells[row][column]
	}
	return tables.Cell{Symbol: tables.NotAvailable}
}

// Symbols gives what the chart prints in place of figures: where a bar would
// stand, or behind the name of a line.
func (s Spec) Symbols() []tables.Symbol {
	var printed []tables.Cell
	switch s.Kind {
	case Stacked:
		for _, cells := range s.Table.Cells {
			printed = append(printed, tables.Cell{Symbol: emptySymbol(cells)})
		}
	case Bars:
		bars, _ := s.series()
		for _, b := range bars {
			printed = append(printed, b.cell)
		}
	case Lines:
		for i := range s.Table.Rows {
			printed = append(printed, s.cell(i, len(s.Table.Columns)-1))
		}
	}
	var out []tables.Symbol
	for _, c := range printed {
		if !c.IsNumber() && !slices.Contains(out, c.Symbol) {
			out = append(out, c.Symbol)
		}
	}
	return out
}

// series picks the row or the column that is drawn. The fault, in words, says
// why there is none.
func (s Spec) series() (bars []bar, fault string) {
	t := s.Table
	row, column := -1, -1
	switch {
	case s.Row != "" && s.Column != "":
		return nil, "a chart of bars draws one row or one column: name only one of the two"
	case s.Row != "":
		if row = t.Row(s.Row); row < 0 {
			return nil, "the table has no row with the id " + s.Row
		}
	case s.Column != "":
		if column = t.Column(s.Column); column < 0 {
			return nil, "the table has no column with the id " + s.Column
		}
	case len(t.Rows) == 1:
		row = 0
	case len(t.Columns) == 1:
		column = 0
	default:
		return nil, "the table has several rows and several columns: name the row or the column that the bars draw"
	}
	if row >= 0 {
		for j, c := range t.Columns {
			bars = append(bars, bar{cellName(t.Rows[row], c.Header), c.Header, s.cell(row, j), c})
		}
		return bars, ""
	}
	for i, h := range t.Rows {
		bars = append(bars, bar{cellName(h, t.Columns[column].Header), h, s.cell(i, column), t.Columns[column]})
	}
	return bars, ""
}

// ticks is a scale in whole numbers of 10^-scale.
type ticks struct {
	low, high, step int64
}

// niceTicks chooses a scale of at most six steps of 1, 2 or 5 times a power of
// ten that holds all values between low and high; unit is the value of 1. A
// scale never goes below zero or, for shares, above a hundred when no value does.
func niceTicks(low, high, unit int64, shares bool) ticks {
	t := ticks{step: 1}
	for factor := 0; ; factor++ {
		t.low, t.high = floor(low, t.step), -floor(-high, t.step)
		if (t.high-t.low)/t.step <= 6 {
			break
		}
		t.step = t.step / []int64{1, 2, 5}[factor%3] * []int64{2, 5, 10}[factor%3]
	}
	if t.high > t.low {
		return t
	}
	t.step = unit // all values are one and the same, and on a step
	t.low, t.high = floor(low, t.step)-t.step, floor(low, t.step)+t.step
	if low >= 0 && t.low < 0 {
		t.low, t.high = 0, 2*t.step
	}
	if shares && low <= 100*unit && t.high > 100*unit {
		t.low, t.high = 98*unit, 100*unit
	}
	return t
}

// floor is the greatest multiple of step that is not above n.
func floor(n, step int64) int64 {
	m := n - n%step
	if m > n {
		m -= step
	}
	return m
}
