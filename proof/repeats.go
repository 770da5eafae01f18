package proof

import (
	"fmt"
	"strings"
	"unicode"

	"bulletin/locale"
	"bulletin/tables"
)

// leastRepeated is how many words a sentence has that should not stand twice.
const leastRepeated = 6

// repeatedTexts finds words typed twice in a row, and sentences of the text
// that stand twice in the edition. Words that are doubled on purpose have a
// hyphen in Kazakh and Russian (қайта-қайта, еле-еле).
func repeatedTexts(r *reading, e *edition) []Finding {
	found := e.inPassages(repeatedWords)
	first := map[string]tables.Place{}
	for i := range e.passages {
		p := &e.passages[i]
		if p.kind != sentence || p.section == 0 {
			continue
		}
		found = append(found, repeatedSentences(p, e.language, first)...)
	}
	return found
}

// repeatedWords tells words that follow themselves with nothing but a space between.
func repeatedWords(p *passage, tell teller) {
	all := words(p.words)
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		between := p.words[a.to:b.from]
		if between == "" || strings.TrimSpace(between) != "" || folded(a.text) != folded(b.text) || mayRepeat(a.text, b.text, a.begins) {
			continue
		}
		if r := runeBefore(p.words, a.from); r == '-' || r == figureMark || runeAfter(p.words, b.to) == '-' {
			continue
		}
		about := a.text + " " + b.text
		tell(b.from, about, fmt.Sprintf("%q stands twice in a row; take one away, or join them with a hyphen if that is meant", b.text))
	}
}

// mayRepeat reports whether a word may follow itself: a name, English had had
// and that that, a symbol.
func mayRepeat(a, b string, begins bool) bool {
	switch {
	case beginsCapital(b) && !(beginsCapital(a) && strings.ToUpper(a) != a):
		return true
	case beginsCapital(a) && !beginsCapital(b) && !begins:
		return true
	}
	switch strings.ToLower(a) {
	case "had", "that", "x", "х":
		return true
	}
	return false
}

// repeatedSentences gives the sentences of a passage that have stood before,
// and notes the others. A passage that stands twice as a whole is told once.
func repeatedSentences(p *passage, l *locale.Language, first map[string]tables.Place) []Finding {
	var found []Finding
	all := bounds(p.words, l)
	if len(all) > 1 {
		all = append([][2]int{{0, len(p.words)}}, all...)
	}
	for i, bound := range all {
		typed := strings.Fields(p.typed(bound[0], bound[1]))
		if len(typed) < leastRepeated {
			continue
		}
		text := strings.ToLower(strings.Join(typed, " "))
		place, stood := first[text]
		if !stood {
			first[text] = p.at(bound[0])
			continue
		}
		what := "sentence"
		if i == 0 {
			what = "paragraph"
		}
		about := strings.Join(typed[:leastRepeated], " ")
		found = append(found, Finding{
			Place:   p.at(bound[0]),
			About:   about,
			Message: fmt.Sprintf("the %s %q … stands in line %d already; take one away", what, about, place.Line),
		})
		if i == 0 {
			break
		}
	}
	return found
}

// bounds gives where the sentences of a text begin and end, without the spaces behind them.
func bounds(s string, l *locale.Language) [][2]int {
	var out [][2]int
	from := 0
	for _, one := range l.Sentences(s) {
		out = append(out, [2]int{from, from + len(strings.TrimRightFunc(one, unicode.IsSpace))})
		from += len(one)
	}
	return out
}
