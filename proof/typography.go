package proof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spacesBeforePercent finds spaces between a number and its %, in the
// languages that write none there (CLDR: ru does).
func spacesBeforePercent(r *reading, e *edition) []Finding {
	if e.language.WithUnit("1", "%") != "1%" {
		return nil
	}
	return e.inPassages(func(p *passage, tell teller) {
		eachSpace(p.words, func(from, to int) {
			if before := runeBefore(p.words, from); unicode.IsDigit(before) && strings.HasPrefix(p.words[to:], "%") {
				at := from - len(lastWord(p.words[:from]))
				tell(at, p.words[at:to+1], fmt.Sprintf("a space stands before %% in %q; type %q", p.words[at:to+1], p.words[at:from]+"%"))
			}
		})
	})
}

// doubleSpaces finds two and more spaces between words.
func doubleSpaces(r *reading, e *edition) []Finding {
	return e.inPassages(func(p *passage, tell teller) {
		eachSpace(p.words, func(from, to int) {
			if from == 0 || to == len(p.words) || utf8.RuneCountInString(p.words[from:to]) < 2 || strings.Contains(p.words[from:to], "\n") {
				return
			}
			about := p.around(from, to)
			tell(from, about, fmt.Sprintf("two spaces stand in %q; leave one", about))
		})
	})
}

// spacesBeforeMarks finds spaces before what ends a clause or a quotation.
func spacesBeforeMarks(r *reading, e *edition) []Finding {
	return e.inPassages(func(p *passage, tell teller) {
		eachSpace(p.words, func(from, to int) {
			mark, size := utf8.DecodeRuneInString(p.words[to:])
			if from == 0 || !strings.ContainsRune(",.;:!?»", mark) {
				return
			}
			if after := p.words[to+size:]; after != "" && !unicode.IsSpace(runeAfter(after, 0)) && !strings.ContainsRune("»”)!?", runeAfter(after, 0)) {
				return // ..., ,5, .csv
			}
			about := p.around(from, to+size)
			tell(from, about, fmt.Sprintf("a space stands before %q in %q; take it away", string(mark), about))
		})
	})
}

// teller tells a finding at an offset of a passage.
type teller func(at int, about, message string)

// inPassages gives what a rule tells of every passage of an edition.
func (e *edition) inPassages(rule func(p *passage, tell teller)) []Finding {
	var found []Finding
	for i := range e.passages {
		p := &e.passages[i]
		rule(p, func(at int, about, message string) {
			found = append(found, Finding{Place: p.at(at), About: about, Message: message})
		})
	}
	return found
}

// eachSpace calls do for every run of spaces in a text.
func eachSpace(s string, do func(from, to int)) {
	for pos := 0; pos < len(s); {
		from := strings.IndexFunc(s[pos:], unicode.IsSpace)
		if from < 0 {
			return
		}
		from += pos
		pos = len(s) - len(strings.TrimLeftFunc(s[from:], unicode.IsSpace))
		do(from, pos)
	}
}

// chunk gives what stands without a space around a stretch of a passage.
func (p *passage) chunk(from, to int) string {
	return p.typed(from-len(lastWord(p.words[:from])), to+len(firstWord(p.words[to:])))
}

// around gives the words that a stretch of a passage stands in, as they are typed.
func (p *passage) around(from, to int) string {
	before := strings.TrimRightFunc(p.words[:from], unicode.IsSpace)
	after := strings.TrimLeftFunc(p.words[to:], unicode.IsSpace)
	return p.typed(len(before)-len(lastWord(before)), len(p.words)-len(after)+len(firstWord(after)))
}

// typed gives a stretch of a passage as its author typed it, with actions for
// figures and spaces for the ends of lines.
func (p *passage) typed(from, to int) string {
	var out strings.Builder
	for i, r := range p.words[from:to] {
		switch q, ok := p.figureAt(from + i); {
		case r == figureMark && ok:
			out.WriteString(q.action)
		case r == '\n':
			out.WriteByte(' ')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// longestWord bounds what is quoted of a text without spaces, in bytes.
const longestWord = 80

// lastWord gives what stands after the last space of a text.
func lastWord(s string) string {
	s = s[max(0, len(s)-longestWord):]
	s = s[len(strings.TrimRightFunc(s, func(r rune) bool { return !unicode.IsSpace(r) })):]
	return strings.TrimLeftFunc(s, func(r rune) bool { return r == utf8.RuneError }) // half a letter
}

// firstWord gives what stands before the first space of a text.
func firstWord(s string) string {
	s = s[:min(len(s), longestWord)]
	s = s[:len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsSpace(r) }))]
	return strings.TrimRightFunc(s, func(r rune) bool { return r == utf8.RuneError })
}

func runeBefore(s string, at int) rune {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return r
}

func runeAfter(s string, at int) rune {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return r
}
