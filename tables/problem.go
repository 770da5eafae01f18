package tables

import (
	"cmp"
	"slices"
	"strconv"
)

// A Place is where something stands in a file of the release.
type Place struct {
	File   string // as the user would name it: the path given to the command joined with the name in the release
	Sheet  string // of a workbook; then Line and Column count its rows and columns
	Line   int    // from 1; 0: the file as a whole
	Column int    // from 1, in characters; 0: the line as a whole
}

// String gives file:line:column, leaving out what is not known, and for a cell
// of a workbook book.xlsx#Sheet!C5.
func (p Place) String() string {
	s := p.File
	if p.Sheet != "" {
		return s + "#" + p.Sheet + p.cell()
	}
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			s += ":" + strconv.Itoa(p.Column)
		}
	}
	return s
}

// cell gives !C5 for row 5 and column 3, !5 for a row as a whole.
func (p Place) cell() string {
	if p.Line == 0 {
		return ""
	}
	return "!" + columnName(p.Column) + strconv.Itoa(p.Line)
}

// columnName gives C for 3, AA for 27, and nothing for 0.
func columnName(n int) string {
	letters := ""
	for ; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// A Problem is something in a release that must be mended, where it stands, and the way out.
type Problem struct {
	Place   Place
	Message string // no capital, no full stop; says what to do where that is not plain
}

// String gives the line that is shown to the user.
func (p Problem) String() string { return p.Place.String() + ": " + p.Message }

// SortProblems puts problems in the order of their places and drops repeated ones.
func SortProblems(ps []Problem) []Problem {
	slices.SortFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Sheet, b.Place.Sheet),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(ps)
}

// LimitProblems sorts the problems of one file and keeps the first fifty: who
// has more is likely to have one cause for them all. The last one then says
// how many were left out.
func LimitProblems(ps []Problem) []Problem {
	const most = 50
	ps = SortProblems(ps)
	if len(ps) <= most {
		return ps
	}
	more := Problem{ps[most].Place, "and " + strconv.Itoa(len(ps)-most) + " more problems in this file"}
	return append(ps[:most:most], more)
}
