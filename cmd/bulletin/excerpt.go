package main

import (
	"slices"
	"strings"
	"unicode"
)

// excerpt gives what a terminal shows of a line of the release, at most width
// cells of it, and the blanks that bring a caret below the character at column
// (from 1; one past the end is the end of the line). A long line is cut to what
// stands around the column. Tabs stay in both, so that they fall alike.
func excerpt(line string, column, width int) (text, before string) {
	cells, at := cells(line, column, 8*width)
	if max(len(cells), at+1)+7*strings.Count(line, "\t") > width {
		for i, cell := range cells {
			cells[i] = strings.ReplaceAll(cell, "\t", " ")
		}
		cells, at = window(cells, at, width)
	}
	var blanks strings.Builder
	for _, cell := range cells[:at] {
		if cell == "\t" {
			blanks.WriteString("\t")
		} else {
			blanks.WriteString(" ")
		}
	}
	return strings.Join(cells, ""), blanks.String()
}

// cells parts a line into what each takes one cell, a letter with the marks
// that combine with it, and gives the index of the one that the character at
// column belongs to. It looks only at characters within reach of the column,
// since a line may be all of a large file.
func cells(line string, column, reach int) (cells []string, at int) {
	n := 0
	for _, r := range line {
		n++
		if n < column-reach {
			continue
		}
		if n > column+reach {
			break
		}
		if unicode.In(r, unicode.Mn, unicode.Me) && len(cells) > 0 {
			cells[len(cells)-1] += string(r)
		} else if r == '\t' {
			cells = append(cells, "\t")
		} else {
			cells = append(cells, printable(string(r)))
		}
		if n == column {
			at = len(cells) - 1
		}
	}
	if column > n {
		at = len(cells)
	}
	return cells, at
}

// window cuts cells to width of them around the one at index at, with an ellipsis where it cut.
func window(cells []string, at, width int) ([]string, int) {
	if len(cells) <= width && at < width {
		return cells, at
	}
	last := max(len(cells), at+1) - width // at may be just past the end
	start := max(0, min(at-width/2, last))
	end := min(start+width, len(cells))
	cut := slices.Clone(cells[start:end])
	if start > 0 {
		cut[0] = "…"
	}
	if end < len(cells) {
		cut[len(cut)-1] = "…"
	}
	return cut, at - start
}

// printable replaces what would move the cursor, turn the writing or give a
// command to the terminal; it may come from a file that was written by anyone.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return '·'
		}
		return r
	}, s)
}
