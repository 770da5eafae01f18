package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Binds reports whether no line may end between two neighbouring words of a
// sentence: a number and its unit, initials and a surname, a dash and the word
// before it, № and its number, the groups of a telephone number, «рисунок» and
// its number, an abbreviation and the name or the number that it belongs to,
// in Russian also «в», «не» and their like and the next word.
func (l *Language) Binds(before, after string) bool {
	before = strings.TrimLeft(before, "«„“‘([")
	switch {
	case before == "" || after == "":
		return false
	case startsWithDash(after) || before == "№":
		return true
	case endsInDigit(before):
		return startsWithDigit(after) || after[0] == '%' || slices.Contains(l.units, strings.TrimRight(strings.ToLower(after), ".,;:!?)]»”“’"))
	case startsWithDigit(after) && l.refers(before), isInitial(before):
		return true
	}
	return slices.Contains(l.proclitics, strings.ToLower(before)) || slices.Contains(l.binding, strings.ToLower(before)) && !startsWithSmall(after)
}

// refers reports whether a word before a number refers to a part of the bulletin.
func (l *Language) refers(word string) bool {
	return slices.ContainsFunc(l.references, func(r Reference) bool { return HasStem(word, r.Before) })
}

func startsWithDash(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r == '–' || r == '—'
}

func startsWithDigit(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsDigit(r)
}

func startsWithSmall(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

func endsInDigit(word string) bool {
	r, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsDigit(r)
}

// isInitial reports whether a word is initials: «Н.», «Н.А.».
func isInitial(word string) bool {
	if !strings.HasSuffix(word, ".") {
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
