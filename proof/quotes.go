package proof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// straightQuotes finds " where a language has marks of its own. One after a
// digit is a measure: 15".
func straightQuotes(r *reading, e *edition) []Finding {
	marks := e.language.Quotes
	return e.inPassages(func(p *passage, tell teller) {
		open := -1
		for at, r := range p.words {
			switch {
			case r != '"' || open < 0 && unicode.IsDigit(runeBefore(p.words, at)):
			case open < 0:
				open = at
			default:
				about := p.typed(open, at+1)
				if len(about) > 2*longestWord {
					about = p.chunk(open, open+1) + " … " + p.chunk(at, at+1)
				}
				tell(open, about, fmt.Sprintf("the quotation marks of %s are those of a typewriter; type %s", about, marks[0]+strings.Trim(about, `"`)+marks[1]))
				open = -1
			}
		}
		if open >= 0 {
			about := p.chunk(open, open+1)
			tell(open, about, fmt.Sprintf(`a typewriter's quotation mark stands in %s; type %s or %s`, about, marks[0], marks[1]))
		}
	})
}

// unbalancedQuotes finds quotation marks and brackets of a passage without
// their other half.
func unbalancedQuotes(r *reading, e *edition) []Finding {
	return e.inPassages(func(p *passage, tell teller) {
		var open []opened
		for at, r := range p.words {
			if closing, opens := closingOf(r); opens && len(open) < deepest && !(r == '“' && len(open) > 0 && open[len(open)-1].mark == '„') {
				open = append(open, opened{mark: r, closing: closing, at: at})
				continue
			}
			if !strings.ContainsRune("»”“)]", r) {
				continue
			}
			last := len(open) - 1
			for last >= 0 && !strings.ContainsRune(open[last].closing, r) {
				last--
			}
			if last < 0 && r == ')' && isListMark(p.words[:at]) {
				continue
			}
			if last < 0 {
				about := p.chunk(at, at+utf8.RuneLen(r))
				tell(at, about, fmt.Sprintf("%s in %q closes nothing; put its other half before it, or take it away", string(r), about))
				continue
			}
			for _, left := range open[last+1:] {
				left.tell(p, tell)
			}
			open = open[:last]
			if r == '»' && last > 0 && open[last-1].mark == '«' && endsPhrase(p.words[at+len("»"):]) {
				open[last-1].shared = true
			}
		}
		for _, left := range open {
			if !left.shared {
				left.tell(p, tell)
			}
		}
	})
}

// deepest is how many marks may be open at once: no sentence has more.
const deepest = 50

// opened is a mark that waits for its other half.
type opened struct {
	mark    rune
	closing string // marks that close it
	at      int
	shared  bool // one » may have closed it with a quotation within: «ТОО «Сенім»
}

func (o opened) tell(p *passage, tell teller) {
	about := p.chunk(o.at, o.at+utf8.RuneLen(o.mark))
	tell(o.at, about, fmt.Sprintf("%s in %q is never closed; put its other half where it ends, or take it away", string(o.mark), about))
}

// closingOf gives the marks that close one that opens.
func closingOf(r rune) (string, bool) {
	switch r {
	case '«':
		return "»", true
	case '“':
		return "”", true
	case '„':
		return "“”", true
	case '(':
		return ")", true
	case '[':
		return "]", true
	}
	return "", false
}

// isListMark reports whether a bracket after a text follows the number or the
// letter of an item: 1), а).
func isListMark(before string) bool {
	word := lastWord(before)
	return word != "" && !strings.ContainsAny(word, "([") && (utf8.RuneCountInString(word) == 1 || strings.TrimFunc(word, isDigit) == "")
}

// endsPhrase reports whether a phrase may end before a text.
func endsPhrase(after string) bool {
	after = strings.TrimLeft(after, " \u00a0\n")
	r, _ := utf8.DecodeRuneInString(after)
	return after == "" || strings.ContainsRune(",.;:!?)–—", r)
}
