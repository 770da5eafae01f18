package tables

import (
	"strings"
	"unicode"
)

// How wide the columns of a table may get before their text is wrapped, and
// the room beside it, in hundredths of a digit.
const (
	wideLabel = 45_00
	wideHead  = 16_00
	beside    = 2_00
	widest    = 120_00 // for a word without end
)

// widths gives the widths of a table's columns by what stands in them, so that
// no figure and no word is cut off.
func (s *Sheet) widths(heads []string, grouping bool) []int {
	t := s.Table
	out := make([]int, len(heads))
	for i, head := range heads {
		most := wideHead
		if i == 0 {
			most = wideLabel
		}
		out[i] = wrapped(head, most, true)
	}
	for i := range t.Rows {
		out[0] = max(out[0], wrapped(t.Rows[i].Label, wideLabel, false))
		for j := range t.Columns {
			out[j+1] = max(out[j+1], figureWidth(t.Cells[i][j], t.Columns[j].Decimals, grouping))
		}
	}
	for i := range out {
		out[i] = min(out[i], widest) + beside
	}
	return out
}

// wrapped gives the width of a text that is wrapped where it is wider than
// most: that of its longest word at least.
func wrapped(s string, most int, bold bool) int {
	width := min(textWidth(s, bold), most)
	for word := range strings.FieldsSeq(s) {
		width = max(width, textWidth(word, bold))
	}
	return width
}

// Heights in hundredths of a point. A program that opens the workbook keeps the
// heights that it finds, so that wrapped text is cut off where they are missing.
const (
	lineHeight  = 15_75 // of a line of text in 12 points
	spaceBefore = 18_00 // above a heading
)

// height gives the height of a row whose cells are wrapped in columns of those widths.
func (r *pageRow) height(widths []int) int {
	height := 0
	for i, c := range r.cells {
		bold, size := c.look.kind.face()
		lines := lineCount(c.text, (widths[i]-beside/2)*12/size, bold)
		height = max(height, lines*lineHeight*size/12)
	}
	if r.spaced {
		height += spaceBefore
	}
	return min(height, highest)
}

// highest is the greatest height that a row may have.
const highest = 409_00

// lineCount gives the lines that a text takes in a width.
func lineCount(s string, width int, bold bool) int {
	space := textWidth(" ", bold)
	lines, used := 1, 0
	for word := range strings.FieldsSeq(s) {
		w := textWidth(word, bold)
		if used > 0 && used+space+w <= width {
			used += space + w
			continue
		}
		if used > 0 {
			lines++
		}
		lines, used = lines+(w-1)/width, w // a word wider than the column is broken anywhere
		if w > width {
			used = (w-1)%width + 1
		}
	}
	return lines
}

// textWidth estimates the width of a text in the face of the workbook. It
// would rather have too much than too little.
func textWidth(s string, bold bool) int {
	width := 0
	for _, r := range s {
		switch {
		case strings.ContainsRune(" .,:;-()«»", r):
			width += 70
		case unicode.IsUpper(r):
			width += 1_30
		case strings.ContainsRune("жмфшщыюmw…—%", r):
			width += 1_45
		default:
			width += 1_00
		}
	}
	if bold {
		width += width / 8
	}
	return width
}

// figureWidth gives the width of a figure as it is shown.
func figureWidth(c Cell, decimals int, grouping bool) int {
	if !c.IsNumber() {
		return textWidth(string(c.Symbol), false)
	}
	digits := len(c.Number.Round(decimals).String())
	if grouping {
		digits += digits / 3
	}
	return digits * 1_00
}
