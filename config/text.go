package config

import (
	"strings"
	"unicode/utf8"

	"bulletin/tables"
)

// Text is a string of the TOML file that remembers where each of its characters stands there.
type Text struct {
	Value string

	source *source
	start  int // of the value in the source, at its quotation mark; below zero: not in it
}

// MakeText gives a text that stands by itself, for tests: its places count
// lines and columns in value and name no file.
func MakeText(value string) Text {
	return Text{Value: value, source: newSource("", value, true)}
}

// Place gives the place of the text: its opening quotation mark. The place of
// a value that the TOML does not set is the file.
func (t Text) Place() tables.Place {
	if t.source == nil {
		return tables.Place{}
	}
	return t.source.place(t.start)
}

// At gives the place of the character that stands at a byte offset of Value.
// The end of Value has the place of the closing quotation mark.
func (t Text) At(offset int) tables.Place {
	offset = min(max(offset, 0), len(t.Value))
	switch {
	case t.source == nil || t.start < 0:
		return t.Place()
	case t.source.plain:
		return t.source.place(offset)
	}
	return t.source.place(offsetInString(t.source.text, t.start, offset))
}

// source is a text with the places of its bytes.
type source struct {
	file  string
	text  string // line ends are \n
	plain bool   // the text is itself a value, not TOML
	lines []int  // offsets at which lines begin
}

func newSource(file, text string, plain bool) *source {
	s := &source{file: file, text: text, plain: plain, lines: make([]int, 1, strings.Count(text, "\n")+1)}
	for i := 0; ; i++ {
		next := strings.IndexByte(text[i:], '\n')
		if next < 0 {
			return s
		}
		i += next
		s.lines = append(s.lines, i+1)
	}
}

// place gives the place of a byte offset; below zero it is the file.
func (s *source) place(offset int) tables.Place {
	if offset < 0 {
		return tables.Place{File: s.file}
	}
	offset = min(offset, len(s.text))
	line, end := 0, len(s.lines)
	for end-line > 1 {
		if middle := (line + end) / 2; s.lines[middle] <= offset {
			line = middle
		} else {
			end = middle
		}
	}
	column := utf8.RuneCountInString(s.text[s.lines[line]:offset]) + 1
	return tables.Place{File: s.file, Line: line + 1, Column: column}
}
