package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviated are words that a full stop follows where no sentence need end,
// beyond those of one or two letters (ж., гг., т.б., St.).
var abbreviated = []string{
	"бет", "обл", "қал", "көш", "теңг", "мың", "млн", "млрд", "трлн", "тел", "тг", "проф", "акад", "қараңыз",
	"табл", "рис", "разд", "стр", "просп", "пер", "тыс", "руб", "илл", "напр", "ред", "изд", "прим", "чел",
	"fig", "sec", "tab", "vol", "approx", "etc", "vs", "tel", "dept", "gen", "min", "max", "mrs", "prof",
}

// Sentences parts a text into its sentences, each with the spaces behind it, so
// that together they are the text. A sentence ends with a mark that ends one,
// where a space and anything but a small letter follows. An initial, an
// abbreviation and the number of a list (1.) end none; one that ends a sentence
// after all leaves two of them together, which is no harm to a comparison.
func (l *Language) Sentences(s string) []string {
	var out []string
	from := 0
	for at, r := range s {
		if at < from || !isEnd(r) {
			continue
		}
		end := at + utf8.RuneLen(r)
		for end < len(s) {
			next, size := utf8.DecodeRuneInString(s[end:])
			if !isEnd(next) && !strings.ContainsRune(`»”")]`, next) {
				break
			}
			end += size
		}
		rest := strings.TrimLeftFunc(s[end:], unicode.IsSpace)
		next, _ := utf8.DecodeRuneInString(rest)
		if rest == "" || len(rest) == len(s)-end || unicode.IsLower(next) || r == '.' && end == at+1 && l.goesOn(s[from:at], rest) {
			continue
		}
		out = append(out, s[from:len(s)-len(rest)])
		from = len(s) - len(rest)
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

func isEnd(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

// goesOn reports whether a full stop between two texts belongs to the word before it.
func (l *Language) goesOn(before, after string) bool {
	last := lastRun(before, func(r rune) bool { return !unicode.IsSpace(r) })
	next := after
	if i := strings.IndexFunc(after, unicode.IsSpace); i >= 0 {
		next = after[:i]
	}
	if l.Binds(last+".", next) {
		return true
	}
	letters := lastRun(last, unicode.IsLetter)
	switch n := utf8.RuneCountInString(letters); {
	case n == 0: // 1. Алматы: the number of what follows, if it begins the text
		return last != "" && len(last) == len(strings.TrimSpace(before)) && strings.Trim(last, "0123456789.") == ""
	case n <= 2:
		return true
	}
	return slices.Contains(abbreviated, strings.ToLower(letters))
}

// lastRun gives the end of a text that has only such letters.
func lastRun(s string, is func(rune) bool) string {
	rest := strings.TrimRightFunc(s, is)
	return s[len(rest):]
}
