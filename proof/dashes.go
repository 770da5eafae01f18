package proof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hyphensForDashes finds hyphens that stand where a dash belongs: beside a
// space, between the two numbers of a range, and between two words of which the
// first has an ending that the first half of a compound has not.
func hyphensForDashes(r *reading, e *edition) []Finding {
	var known *vocabulary // when it is first asked for
	return e.inPassages(func(p *passage, tell teller) {
		for at, hyphen := range p.words {
			if !isHyphen(hyphen) {
				continue
			}
			after := at + utf8.RuneLen(hyphen)
			if isSpacedHyphen(p.words[:at], p.words[after:]) {
				about := strings.TrimRight(p.around(at, after), ",.;:")
				tell(at, about, fmt.Sprintf("a hyphen stands for a dash in %q; type –, with a space on either side", about))
				continue
			}
			if first, second, ok := rangeAround(p.words, at, after); ok {
				about := first + string(hyphen) + second
				tell(at, about, fmt.Sprintf("a hyphen stands for a dash in the range %q; type %q", about, first+"–"+second))
				continue
			}
			first, second := lastLetters(p.words[:at]), firstLetters(p.words[after:])
			if e.language.Tag != "kk" || !maySubject(first, second) {
				continue
			}
			if known == nil {
				known = e.vocabulary(r.known)
			}
			if known.standsAlone(first) && known.standsAlone(second) {
				about := first + string(hyphen) + second
				tell(at, about, fmt.Sprintf("a hyphen may stand for a dash in %q; if so, type %q", about, first+" – "+second))
			}
		}
	})
}

// isSpacedHyphen reports whether a hyphen between two stretches of text stands
// beside a space, as a dash does. Not one at the start of a line, which marks an
// item of a list; not a minus; not one that leaves the first of two compounds
// short: одно- и двухкомнатные.
func isSpacedHyphen(before, after string) bool {
	b, a := runeBefore(before, len(before)), runeAfter(after, 0)
	spaceBefore, spaceAfter := unicode.IsSpace(b), unicode.IsSpace(a)
	switch {
	case beginsLine(before) || strings.TrimLeftFunc(after, unicode.IsSpace) == "":
		return false
	case spaceBefore && spaceAfter:
		return true
	case spaceBefore:
		return utf8.RuneCountInString(firstLetters(after)) > 3 || a == '«' || a == '“' // no ending: -ға
	case spaceAfter:
		return !joinsHalves(firstWord(strings.TrimLeftFunc(after, unicode.IsSpace)))
	}
	return false
}

// beginsLine reports whether nothing but spaces stands before the end of a text on its line.
func beginsLine(before string) bool {
	before = strings.TrimRight(before, " \t\u00a0")
	return before == "" || strings.HasSuffix(before, "\n")
}

// joinsHalves reports whether a word stands between two compounds of which the first is left short.
func joinsHalves(word string) bool {
	switch strings.ToLower(word) {
	case "және", "мен", "бен", "пен", "немесе", "не", "әрі", "и", "или", "либо", "and", "or", "to", "but":
		return true
	}
	return false
}

// rangeAround gives the two numbers of a range around a hyphen: 15-80,
// 2013-2022, 10-15%. Telephones, documents, parts and waves have hyphens of
// their own: nothing else may be joined to the two, and the first is the less.
func rangeAround(s string, at, after int) (first, second string, ok bool) {
	first, second = lastNumber(s[:at]), firstNumber(s[after:])
	if !isPlainNumber(first) || !isPlainNumber(second) || !isLess(first, second) {
		return "", "", false
	}
	from, to := at-len(first), after+len(second)
	b, a := runeBefore(s, from), runeAfter(s, to)
	joined := from > 0 && (unicode.IsLetter(b) || strings.ContainsRune("-‐–/№#+_:", b)) ||
		unicode.IsLetter(a) || strings.ContainsRune("‐–/_:", a) || a == '-' && !startsWithLetter(s[to+1:])
	return first, second, !joined && isYear(first) == isYear(second) && !isTelephone(s, from, to)
}

// isYear reports whether a number may be a year. A number before one is that of
// a standard: POSIX 1003.1-1990.
func isYear(s string) bool { return len(s) == 4 && s > "1800" && s < "2200" }

// isTelephone reports whether a stretch of digits is, or is a part of, the number of a telephone or a document.
func isTelephone(s string, from, to int) bool {
	const longest = 32 // no number is longer
	begin := max(0, from-longest)
	s, from, to = s[begin:min(len(s), to+longest)], from-begin, to-begin
	start := len(strings.TrimRight(s[:from], "0123456789+()- \u00a0"))
	lead := strings.ToLower(lastWord(s[:start]))
	for _, word := range []string{"тел", "tel", "факс", "fax", "№"} {
		if strings.HasPrefix(lead, word) || strings.HasSuffix(lead, "№") {
			return true
		}
	}
	for ; start < from; start++ {
		if (isDecimalDigit(rune(s[start])) || s[start] == '(') && telephone(s, start) >= to {
			return true
		}
	}
	return false
}

func isOfNumber(r rune) bool { return isDecimalDigit(r) || r == ',' || r == '.' }

// lastNumber gives the number that a text ends with.
func lastNumber(s string) string {
	s = s[max(0, len(s)-longestWord):]
	return s[len(strings.TrimRightFunc(s, isOfNumber)):]
}

// firstNumber gives the number that a text begins with, without the mark that ends a clause behind it.
func firstNumber(s string) string {
	s = s[:min(len(s), longestWord)]
	return strings.TrimRight(s[:len(s)-len(strings.TrimLeftFunc(s, isOfNumber))], ",.")
}

// isPlainNumber reports whether a number is written as ranges have them: six
// signs at most, one decimal mark at most, no zero in front.
func isPlainNumber(s string) bool {
	whole, rest, marked := cutNumber(s)
	return whole != "" && len(s) <= 6 && (whole[0] != '0' || whole == "0") && (rest != "" || !marked) && !strings.ContainsAny(rest, ".,")
}

// isLess compares two plain numbers.
func isLess(a, b string) bool {
	wholeA, restA, _ := cutNumber(a)
	wholeB, restB, _ := cutNumber(b)
	if len(wholeA) != len(wholeB) {
		return len(wholeA) < len(wholeB)
	}
	return wholeA < wholeB || wholeA == wholeB && restA < restB
}

// cutNumber parts a number at its decimal mark.
func cutNumber(s string) (whole, rest string, marked bool) {
	return strings.Cut(strings.Replace(s, ".", ",", 1), ",")
}

func lastLetters(s string) string {
	s = s[max(0, len(s)-longestWord):]
	return s[len(strings.TrimRightFunc(s, unicode.IsLetter)):]
}

func firstLetters(s string) string {
	s = s[:min(len(s), longestWord)]
	return s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsLetter))]
}

// maySubject reports whether the first of two Kazakh words that a hyphen joins
// may be a subject before a dash: мақсаты-халықтың. It is possessed and the
// second is not, as both are in аты-жөні. Each must stand by itself elsewhere,
// as halves of compounds seldom do.
func maySubject(first, second string) bool {
	return utf8.RuneCountInString(first) > 4 && utf8.RuneCountInString(second) > 3 && isPossessed(first) && !isPossessed(second)
}

func isPossessed(s string) bool { return strings.HasSuffix(s, "ы") || strings.HasSuffix(s, "і") }

// standsAlone reports whether a word is known otherwise than as a half of compounds.
func (v *vocabulary) standsAlone(s string) bool {
	at := v.byWord[folded(s)]
	return at != nil && (at.known || at.alone)
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' }
