package tables

import (
	"strings"
	"unicode/utf8"
)

// fields reads a CSV file (RFC 4180) row by row, and knows the place of every
// character. Beyond the RFC it takes a quotation mark inside an unquoted field as it is.
type fields struct {
	src       string // UTF-8, lines end with \n
	delimiter byte
	most      int // fields in a row; further ones must be empty

	pos     int
	line    line
	problem *Problem // why reading stopped

	place  Place // of placed, so that no line is counted twice
	placed int
}

// next reads a row. Spaces at the ends of a cell are left out unless quoted.
func (f *fields) next() (*line, bool) {
	if f.pos >= len(f.src) || f.problem != nil {
		return nil, false
	}
	row := &f.line
	row.cells, row.filled = row.cells[:0], 0
	for count := 1; ; count++ {
		cell := f.field()
		if f.problem != nil {
			return nil, false
		}
		if !cell.empty() || cell.quoted {
			if count > f.most {
				f.fail(cell.place, tooWide)
				return nil, false
			}
			row.filled = count
		}
		if count <= f.most {
			row.cells = append(row.cells, cell)
		}
		row.end = f.at(f.pos)
		if f.pos >= len(f.src) {
			return row, true
		}
		f.pos++ // the delimiter or the end of the line
		if f.src[f.pos-1] == '\n' {
			f.newLine()
			return row, true
		}
	}
}

func (f *fields) failure() *Problem { return f.problem }

func (f *fields) hint(columns int) string {
	message := "the first line has " + plural(columns, "column") + " of figures"
	if f.delimiter == ',' {
		message += ", and a decimal comma stands in quotation marks: \"61,6\""
	}
	return message
}

// field reads up to the next delimiter or end of line.
func (f *fields) field() field {
	if f.pos < len(f.src) && f.src[f.pos] == '"' {
		return f.quotedField()
	}
	start := f.pos
	for f.pos < len(f.src) && f.src[f.pos] != f.delimiter && f.src[f.pos] != '\n' {
		f.pos++
	}
	raw := f.src[start:f.pos]
	text := strings.TrimLeft(raw, " \u00a0")
	start += len(raw) - len(text)
	return field{text: strings.TrimRight(text, " \u00a0"), start: start, place: f.at(start)}
}

// quotedField reads a field in quotation marks; a doubled mark stands for one.
func (f *fields) quotedField() field {
	place := f.at(f.pos)
	f.pos++
	start, doubled := f.pos, false
	for {
		if f.pos >= len(f.src) {
			f.fail(place, "this quotation mark is never closed")
			return field{}
		}
		c := f.src[f.pos]
		f.pos++
		if c == '\n' {
			f.newLine()
		}
		if c != '"' {
			continue
		}
		if f.pos >= len(f.src) || f.src[f.pos] != '"' {
			break
		}
		doubled = true
		f.pos++
	}
	text := f.src[start : f.pos-1]
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	if f.pos < len(f.src) && f.src[f.pos] != f.delimiter && f.src[f.pos] != '\n' {
		f.fail(f.at(f.pos), "text after the closing quotation mark; inside a quoted cell a quotation mark is typed twice")
	}
	return field{text: text, start: start, quoted: true, place: place}
}

// placeIn gives the place of the character at a byte offset of a field's text.
func (f *fields) placeIn(cell field, offset int) Place {
	p := cell.place
	if cell.quoted {
		p.Column++
	}
	for i := cell.start; offset > 0 && i < len(f.src); offset-- {
		switch c := f.src[i]; {
		case c == '\n':
			p.Line, p.Column = p.Line+1, 1
		case c == '"' && cell.quoted:
			p.Column += 2
			i++
		case i+1 == len(f.src) || utf8.RuneStart(f.src[i+1]):
			p.Column++
		}
		i++
	}
	return p
}

// at gives the place of an offset, which must be on the line being read and
// not before the one asked for last.
func (f *fields) at(offset int) Place {
	f.place.Column += utf8.RuneCountInString(f.src[f.placed:offset])
	f.placed = offset
	return f.place
}

func (f *fields) newLine() {
	f.place.Line, f.place.Column = f.place.Line+1, 1
	f.placed = f.pos
}

func (f *fields) fail(p Place, message string) { f.problem = &Problem{p, message} }

// delimiterOf finds what parts the cells of the first line: the semicolon,
// comma or tab that stands there most often, or 0.
func delimiterOf(src string) byte {
	line, _, _ := strings.Cut(src, "\n")
	best, most := byte(0), 0
	for _, d := range []byte(";\t,") {
		if n := strings.Count(line, string(rune(d))); n > most {
			best, most = d, n
		}
	}
	return best
}
