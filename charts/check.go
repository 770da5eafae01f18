package charts

import (
	"fmt"
	"slices"
	"strings"

	"bulletin/fonts"
	"bulletin/tables"
)

// Faults is why a chart cannot be drawn. A fault names the place of the cell
// or the name that is at fault; one of the chart as a whole has no place.
type Faults []tables.Problem

// Error gives the messages, one on a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Message
		if f[i].Place != (tables.Place{}) {
			lines[i] = f[i].String()
		}
	}
	return strings.Join(lines, "\n")
}

func (f *Faults) add(at tables.Place, format string, args ...any) {
	*f = append(*f, tables.Problem{Place: at, Message: fmt.Sprintf(format, args...)})
}

// What an eye can still take in. Beyond it, a table serves the reader better.
const (
	maxRows    = 40
	maxAnswers = 10
	maxBars    = 15
	maxLined   = 16
	maxWaves   = 60
)

// Widths between which a chart is laid out.
const (
	minWidth = 140 * fonts.Point
	maxWidth = 3000 * fonts.Point
)

// check finds what would make a chart misleading, unreadable or impossible.
func check(s Spec, width fonts.Length) Faults {
	var f Faults
	switch {
	case s.Language == nil || s.Family[fonts.Regular] == nil || s.Family[fonts.Bold] == nil:
		f.add(tables.Place{}, "a chart needs a language and a regular and a bold face")
	case s.Kind != Stacked && s.Kind != Bars && s.Kind != Lines:
		f.add(tables.Place{}, "unknown kind of chart %q: it is %q, %q or %q", s.Kind, Stacked, Bars, Lines)
	case s.Table == nil || len(s.Table.Rows) == 0 || len(s.Table.Columns) == 0:
		f.add(tables.Place{}, "a chart needs a table with at least one row and one column")
	case width < minWidth || width > maxWidth:
		f.add(tables.Place{}, "a chart cannot be %d points wide: give it %d to %d", width/fonts.Point, minWidth/fonts.Point, maxWidth/fonts.Point)
	case s.Size < 4*fonts.Point || s.Size > 24*fonts.Point:
		f.add(tables.Place{}, "the labels of a chart cannot be of %d points: give them 4 to 24", s.Size/fonts.Point)
	}
	if len(f) > 0 {
		return f
	}
	for i, row := range s.Table.Rows {
		if i >= len(s.Table.Cells) || len(s.Table.Cells[i]) != len(s.Table.Columns) {
			f.add(row.Place, "row %s does not have a cell in each column", quote(row.Label))
		}
	}
	for i := range s.Table.Columns {
		if c := &s.Table.Columns[i]; c.Decimals < 0 || c.Decimals > 9 {
			f.add(c.Place, "column %s cannot have %d decimals: give it 0 to 9", quote(c.Label), c.Decimals)
		}
	}
	if len(f) > 0 {
		return f
	}
	switch s.Kind {
	case Stacked:
		s.checkStacked(&f)
	case Bars:
		s.checkBars(&f)
	case Lines:
		s.checkLines(&f)
	}
	return f
}

func (s Spec) checkStacked(f *Faults) {
	rows, answers := len(s.Table.Rows), len(s.Table.Columns)
	if rows > maxRows {
		f.add(tables.Place{}, "%d bars are too many to be read: draw at most %d", rows, maxRows)
	}
	if answers > maxAnswers {
		f.add(tables.Place{}, "%d answers are too many for one bar: draw at most %d", answers, maxAnswers)
	} else {
		s.checkPalette(f, answers, len(answerColors(answers)), "answers")
	}
	for i, row := range s.Table.Rows {
		before := len(*f)
		for j, c := range s.Table.Cells[i] {
			name := cellName(row, s.Table.Columns[j].Header)
			switch n := c.Number; {
			case !c.IsNumber():
			case n.Scale < 0 || n.Scale > 9:
				f.add(c.Place, "%s has %d decimals: a figure has at most 9", name, n.Scale)
			case n.Coef < 0:
				f.add(c.Place, "%s is below zero: a share in a stacked bar cannot be", name)
			case n.Coef > 100*power(n.Scale):
				f.add(c.Place, "%s is above 100: a share in a stacked bar cannot be", name)
			}
		}
		if len(*f) > before {
			continue
		}
		if b := s.shares(i); b.sum > b.hundred+b.tolerance {
			f.add(row.Place, "row %s sums to %s, more than 100 beyond rounding: where several answers are allowed, use kind = %q",
				quote(row.Label), tables.Number{Coef: b.sum, Scale: b.scale}, Bars)
		}
	}
}

func (s Spec) checkBars(f *Faults) {
	bars, fault := s.series()
	if fault != "" {
		f.add(tables.Place{}, "%s", fault)
		return
	}
	if len(bars) > maxBars {
		f.add(tables.Place{}, "%d bars are too many to be read: draw at most %d", len(bars), maxBars)
	}
	cells := make([]tables.Cell, len(bars))
	for i, b := range bars {
		cells[i] = b.cell
	}
	scale := commonScale(cells...)
	for _, b := range bars {
		if checkNumber(f, b.name, b.cell, scale) && b.cell.IsNumber() && b.cell.Number.Coef < 0 {
			f.add(b.cell.Place, "%s is below zero, where a bar begins: print the table instead, {{table}}", b.name)
		}
	}
}

func (s Spec) checkLines(f *Faults) {
	lines, waves := len(s.Table.Rows), len(s.Table.Columns)
	if lines > maxLined {
		f.add(tables.Place{}, "%d lines are too many to be told apart: draw at most %d", lines, maxLined)
	} else {
		s.checkPalette(f, lines, len(lineColors()), "lines")
	}
	if waves > maxWaves {
		f.add(tables.Place{}, "%d waves are too many to be read: draw at most %d", waves, maxWaves)
	}
	scale := commonScale(slices.Concat(s.Table.Cells...)...)
	for i, row := range s.Table.Rows {
		for j, c := range s.Table.Cells[i] {
			checkNumber(f, cellName(row, s.Table.Columns[j].Header), c, scale)
		}
	}
}

// checkNumber reports whether a cell can be measured against others of the
// given scale in whole numbers.
func checkNumber(f *Faults, name string, c tables.Cell, scale int) bool {
	if !c.IsNumber() {
		return true
	}
	n := c.Number
	if n.Scale < 0 || n.Scale > 9 {
		f.add(c.Place, "%s has %d decimals: a figure has at most 9", name, n.Scale)
		return false
	}
	if most := largest / power(max(0, min(scale, 9)-n.Scale)); n.Coef > most || n.Coef < -most {
		f.add(c.Place, "%s has too many digits to be drawn: give it in thousands or millions", name)
		return false
	}
	return true
}

// checkPalette asks for a colour for each of n; builtin is how many there are without a palette of the house.
func (s Spec) checkPalette(f *Faults, n, builtin int, what string) {
	switch have := len(s.Palette); {
	case s.Palette == nil && builtin < n:
		f.add(tables.Place{}, "there are no built-in colours for %d %s: name %d in style.palette", n, what, n)
	case s.Palette != nil && have < n:
		f.add(tables.Place{}, "style.palette names %d colours, and the %d %s need %d", have, n, what, n)
	}
}

// cellName says which figure is meant.
func cellName(row, column tables.Header) string {
	return "the figure of row " + quote(row.Label) + ", column " + quote(column.Label) + ","
}

// noRoom is the fault of a name that is too long for its place.
func noRoom(h tables.Header, what string) error {
	return Faults{{Place: h.Place, Message: fmt.Sprintf("%s %s has no room in the chart, even on %d lines: shorten it", what, quote(h.Label), maxLines)}}
}
