package proof

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/config"
	"bulletin/tables"
)

// placingMark stands in a filled text for a chart or a table.
const placingMark = '\uE001'

// filled is a text whose actions have become marks, before CommonMark is read.
type filled struct {
	text    []byte
	source  config.Text
	copied  []stretch
	actions map[int]string // by the offset of their marks in text
}

// stretch says that the text from offset at on was copied from offset from of what it comes from.
type stretch struct{ at, from int }

// origin gives where the character at an offset comes from.
func origin(stretches []stretch, offset int) int {
	i := sort.Search(len(stretches), func(i int) bool { return stretches[i].at > offset }) - 1
	if i < 0 {
		return 0
	}
	return stretches[i].from + offset - stretches[i].at
}

// place gives the place of an offset of text.
func (f *filled) place(offset int) tables.Place { return f.source.At(origin(f.copied, offset)) }

// fill puts marks where the actions of a text stand. The text was made into a
// Document, so its actions are right.
func fill(t config.Text) *filled {
	f := &filled{source: t, actions: map[int]string{}}
	trim := false // the last action takes the space after it away
	for s, pos := t.Value, 0; pos < len(s); {
		open := strings.Index(s[pos:], "{{")
		if open < 0 {
			f.copy(s, pos, len(s), trim)
			break
		}
		open += pos
		end := actionEnd(s, open)
		action := s[open:end]
		f.copy(s, pos, open, trim)
		if strings.HasPrefix(action, "{{- ") || strings.HasPrefix(action, "{{-\n") {
			f.text = []byte(strings.TrimRightFunc(string(f.text), unicode.IsSpace))
		}
		trim = strings.HasSuffix(action, " -}}") || strings.HasSuffix(action, "\n-}}")
		f.mark(action, open)
		pos = end
	}
	return f
}

// copy takes words over as they were typed.
func (f *filled) copy(s string, from, to int, trim bool) {
	if trim {
		from = to - len(strings.TrimLeftFunc(s[from:to], unicode.IsSpace))
	}
	if from < to {
		f.copied = append(f.copied, stretch{len(f.text), from})
		f.text = append(f.text, s[from:to]...)
	}
}

// mark puts the mark of an action; a comment has none.
func (f *filled) mark(action string, from int) {
	inside := strings.Trim(action, "{}- \n\t")
	if strings.HasPrefix(inside, "/*") {
		return
	}
	f.copied = append(f.copied, stretch{len(f.text), from})
	f.actions[len(f.text)] = action
	first, _, _ := strings.Cut(inside, " ")
	if first == "chart" || first == "table" {
		f.text = utf8.AppendRune(f.text, placingMark)
	} else {
		f.text = utf8.AppendRune(f.text, figureMark)
	}
}

// actionEnd gives the offset after the action that begins at open: quoted
// strings and comments in it may hold }}.
func actionEnd(s string, open int) int {
	if inside := strings.TrimLeft(s[open+2:], "- \n\t"); strings.HasPrefix(inside, "/*") {
		if end := strings.Index(inside, "*/"); end >= 0 {
			open = len(s) - len(inside) + end
		}
	}
	quote := byte(0)
	for i := open + 2; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0 && c == '\\' && quote == '"':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '`':
			quote = c
		case strings.HasPrefix(s[i:], "}}"):
			return i + 2
		}
	}
	return len(s)
}
