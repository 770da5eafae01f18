package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"bulletin/config"
	"bulletin/tables"
)

// maxPrinted bounds what one text may come to, in bytes: about twelve pages.
// CommonMark's brackets and quotations can take time in the square of it.
const maxPrinted = 64 << 10

// maxTold is how many problems of one release are told; so many have one cause.
const maxTold = 200

// Figures, words that follow from them, charts and tables pass through the
// CommonMark parser as marks of private-use letters, which no text may hold: so
// no figure and no label can be taken for markup, and each sentence knows the
// cells that it quotes.
const (
	markOpen  = '\uE000' // a figure or words
	markBlock = '\uE001' // a chart or a table
	markClose = '\uE002'
	markDigit = '\uE010' // the digit 0
)

// isMark reports whether a letter could be taken for part of a mark.
func isMark(r rune) bool { return r >= markOpen && r <= markDigit+9 }

// filled is a text with its actions carried out.
type filled struct {
	text   []byte
	marks  []marked // by the number in them
	places []copied
	source config.Text
	words  int // bytes that marks stand for
}

// marked is what a mark stands for.
type marked struct {
	what any  // stretch, chartCall or tableCall
	seen bool // it stands in the Document, or it was told why it cannot
}

// stretch is what an action prints, and the cells that it follows from.
type stretch struct {
	text   string
	words  bool // that the author or a label has, and not a figure alone
	quotes []Quote
	sense  string // Inline.Sense
}

type (
	chartCall string
	tableCall string
)

// copied says that text from offset at on stands at offset from of the source.
type copied struct{ at, from int }

// place gives where the character at an offset of the filled text was written.
func (f *filled) place(offset int) tables.Place {
	i := sort.Search(len(f.places), func(i int) bool { return f.places[i].at > offset }) - 1
	if i < 0 {
		return f.source.At(0)
	}
	return f.source.At(min(f.places[i].from+offset-f.places[i].at, len(f.source.Value)))
}

// copy takes a stretch of the source over as it stands.
func (f *filled) copy(from, to int) {
	f.places = append(f.places, copied{len(f.text), from})
	f.text = append(f.text, f.source.Value[from:to]...)
}

// put stands a mark for what the action at an offset of the source gives.
func (f *filled) put(what any, from int) {
	open := markBlock
	if s, ok := what.(stretch); ok {
		open = markOpen
		f.words += len(s.text)
	}
	f.places = append(f.places, copied{len(f.text), from})
	f.text = append(f.text, string(open)...)
	for _, digit := range fmt.Sprint(len(f.marks)) {
		f.text = append(f.text, string(markDigit+digit-'0')...)
	}
	f.text = append(f.text, string(markClose)...)
	f.marks = append(f.marks, marked{what: what})
}

// fill carries out the actions of a text. Every wrong one is told at its place; then the second result is false.
func (m *maker) fill(text config.Text) (*filled, bool) {
	f := &filled{source: text}
	if len(text.Value) > maxPrinted {
		m.tell(text.At(maxPrinted), "a text has at most %d bytes, and this is where they end; make several sections of it", maxPrinted)
		return nil, false
	}
	if at := strings.IndexFunc(text.Value, isMark); at >= 0 {
		m.tell(text.At(at), "a private character, which means nothing outside its font; write it in Unicode letters")
		return nil, false
	}
	ok := m.fillActions(f)
	if ok && len(f.text)+f.words > maxPrinted {
		m.tell(text.At(0), "the text comes to more than %d bytes; make several sections of it", maxPrinted)
		ok = false
	}
	return f, ok
}

// fillActions goes through a text from action to action.
func (m *maker) fillActions(f *filled) bool {
	value, ok, opened := f.source.Value, true, false
	next := 0
	for len(m.problems) <= maxTold && len(f.text)+f.words <= maxPrinted {
		open := strings.Index(value[next:], "{{")
		if open < 0 {
			break
		}
		open += next
		end := actionEnd(value, open)
		if end < 0 {
			m.tell(f.source.At(open), "what {{ begins is not closed; }} is missing")
			ok, next = false, open+2
			continue
		}
		inside, trimBefore, trimAfter := within(value[open:end])
		if trimBefore {
			f.copy(next, next+len(strings.TrimRight(value[next:open], spaces)))
		} else {
			f.copy(next, open)
		}
		keyword := keywordOf(inside)
		switch {
		case keyword != "":
			if !opened || keyword != "else" && keyword != "end" { // these follow from what was told
				m.tell(f.source.At(open+strings.Index(value[open:], keyword)), "{{%s}} is not for a bulletin's text; %s", keyword, whatMayStand())
			}
			ok, opened = false, true
		case strings.HasPrefix(inside, "/*") && strings.HasSuffix(inside, "*/"):
		default:
			a := action{m: m, source: f.source, from: open}
			if what, fine := a.carryOut(value[open:end], inside); fine {
				f.put(what, open)
			} else if m.before {
				f.put(stretch{text: "…"}, open) // another figure may have had nothing to say
			} else {
				ok = false
			}
		}
		next = end
		if trimAfter {
			next = len(value) - len(strings.TrimLeft(value[end:], spaces))
		}
	}
	f.copy(next, len(value))
	return ok
}

// spaces are what text/template trims.
const spaces = " \t\r\n"

// actionEnd gives where the action that begins at open has ended, or -1. A
// comment may have braces.
func actionEnd(value string, open int) int {
	from := open + len("{{")
	if comment, ok := strings.CutPrefix(strings.TrimLeft(value[from:], "-"+spaces), "/*"); ok {
		end := strings.Index(comment, "*/")
		if end < 0 {
			return -1
		}
		from = len(value) - len(comment) + end
	}
	end, another := strings.Index(value[from:], "}}"), strings.Index(value[from:], "{{")
	if end < 0 || another >= 0 && another < end {
		return -1
	}
	return from + end + len("}}")
}

// within gives what stands between {{ and }}, and whether it trims the spaces before and after them.
func within(action string) (inside string, before, after bool) {
	inside = action[len("{{") : len(action)-len("}}")]
	if len(inside) > 1 && inside[0] == '-' && strings.IndexByte(spaces, inside[1]) >= 0 {
		inside, before = inside[1:], true
	}
	if n := len(inside); n > 1 && inside[n-1] == '-' && strings.IndexByte(spaces, inside[n-2]) >= 0 {
		inside, after = inside[:n-1], true
	}
	return strings.Trim(inside, spaces), before, after
}

// keywordOf gives the word of text/template that an action begins with, of those that a bulletin has no use for.
func keywordOf(inside string) string {
	word := inside
	if end := strings.IndexFunc(inside, func(r rune) bool { return r != '.' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }); end >= 0 {
		word = inside[:end]
	}
	if slices.Contains([]string{"block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"}, word) {
		return word
	}
	return ""
}

// quoteShort gives the beginning of a piece of text, on one line.
func quoteShort(s string) string {
	const longest = 60
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest]) + "…"
	}
	return strings.ReplaceAll(s, "\n", " ")
}
