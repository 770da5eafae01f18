package proof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

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
		found = append(found, repeatedSentences(p, first)...)
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
func repeatedSentences(p *passage, first map[string]tables.Place) []Finding {
	var found []Finding
	bounds := sentences(p.words)
	if len(bounds) > 1 {
		bounds = append([][2]int{{0, len(p.words)}}, bounds...)
	}
	for i, bound := range bounds {
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

// sentences gives where the sentences of a text begin and end: after a mark
// that ends one, if a space and anything but a small letter follows. An
// abbreviation and an initial end none.
func sentences(s string) [][2]int {
	var out [][2]int
	from := 0
	for at, r := range s {
		if !strings.ContainsRune(".!?…", r) {
			continue
		}
		end := at + utf8.RuneLen(r)
		for end < len(s) && strings.ContainsRune(".!?…»”)", runeAfter(s, end)) {
			end += utf8.RuneLen(runeAfter(s, end))
		}
		rest := strings.TrimLeftFunc(s[end:], unicode.IsSpace)
		if len(rest) == len(s)-end && rest != "" || unicode.IsLower(runeAfter(rest, 0)) || r == '.' && utf8.RuneCountInString(lastLetters(s[:at])) < 3 && unicode.IsLetter(runeBefore(s, at)) {
			continue
		}
		if start := len(s) - len(rest); end > from {
			out = append(out, [2]int{from, end})
			from = start
		}
	}
	if from < len(s) {
		out = append(out, [2]int{from, len(s)})
	}
	return out
}
