package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Binds reports whether no line may end between two neighbouring words of a
// sentence: a number and its unit, initials and a surname, a dash and the word
// before it, № and its number, the groups of a telephone number.
func (l *Language) Binds(before, after string) bool {
	before = strings.TrimLeft(before, "«“(")
	switch {
	case before == "" || after == "":
		return false
	case startsWithDash(after) || before == "№":
		return true
	case endsInDigit(before):
		return startsWithDigit(after) || after[0] == '%' || slices.Contains(l.units, strings.TrimRight(strings.ToLower(after), ".,;:!?)»”"))
	case strings.HasSuffix(before, "."):
		return isInitial(before) || slices.Contains(l.binding, strings.ToLower(before))
	}
	return false
}

func startsWithDash(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r == '–' || r == '—'
}

func startsWithDigit(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsDigit(r)
}

func endsInDigit(word string) bool {
	r, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsDigit(r)
}

// isInitial reports whether a word is initials: «Н.», «Н.А.».
func isInitial(word string) bool {
	if word == "" {
		return false
	}
	upper := true
	for _, r := range word {
		if upper && !unicode.IsUpper(r) || !upper && r != '.' {
			return false
		}
		upper = !upper
	}
	return upper
}
