package report

import (
	"bulletin/locale"
	"bulletin/tables"
)

// figure is a number that a sentence can print and compare: a cell, or what was computed from cells.
type figure struct {
	number        tables.Number
	symbol        tables.Symbol // instead of a number
	decimals      int           // with which it is printed
	unit          string
	rows, columns []string // labels of where it stands; several: a tie; none: it was computed
	first         []string // ids of where it stands, where it is the highest or the lowest
}

// percentagePoints is the unit of a difference of shares.
const percentagePoints = "percentage points"

func cellFigure(t *tables.Table, row, column int) *figure {
	cell, c := t.Cells[row][column], &t.Columns[column]
	return &figure{
		number: cell.Number, symbol: cell.Symbol, decimals: c.Decimals, unit: c.Unit,
		rows: []string{t.Rows[row].Label}, columns: []string{c.Label},
	}
}

// asPrinted gives the number as its readers see it: no sentence may say that of two
// figures which are printed alike one is higher.
func (f *figure) asPrinted() tables.Number { return f.number.Round(f.decimals) }

// isShare reports whether a change of the figure is told in percentage points.
func (f *figure) isShare() bool { return f.unit == "%" || f.unit == percentagePoints }

// difference gives a figure less another of the same unit. Shares differ by percentage points.
func difference(a, b *figure) *figure {
	out := &figure{
		number:   a.asPrinted().Sub(b.asPrinted()),
		decimals: max(a.decimals, b.decimals),
		unit:     a.unit,
	}
	if a.isShare() {
		out.unit = percentagePoints
	}
	return out
}

// apart gives by how much two figures differ, whichever is higher.
func apart(a, b *figure) *figure {
	out := difference(a, b)
	if out.number.Coef < 0 {
		out.number.Coef = -out.number.Coef
	}
	return out
}

// printed gives a figure as sentences have it, by the house's rule.
func (m *maker) printed(f *figure) string {
	if f.symbol != "" {
		return string(f.symbol)
	}
	return m.language.WithUnit(m.digits(f), f.unit)
}

// digits gives a figure without its unit.
func (m *maker) digits(f *figure) string {
	return m.language.Number(f.number.Coef, f.number.Scale, locale.NumberForm{
		Decimals:  f.decimals,
		TrimZeros: !m.b.Numbers.KeepZeros,
		Grouping:  m.grouped(),
	})
}

// visible gives the number with the decimals that are printed, which decide the
// form of the noun beside it: 1 percentage point, 1.0 percentage points.
func (m *maker) visible(f *figure) tables.Number {
	n := f.asPrinted()
	if whole := n.Round(0); !m.b.Numbers.KeepZeros && whole.Cmp(n) == 0 {
		return whole
	}
	return n
}

// amount gives how far two figures are apart in the form that follows «by».
func (m *maker) amount(a, b *figure) string {
	f := apart(a, b)
	if !f.isShare() {
		return m.digits(f)
	}
	n := m.visible(f)
	return m.language.Points(m.digits(f), n.Coef, n.Scale)
}
