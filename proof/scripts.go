package proof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mixedScripts finds words with letters of two scripts (əдістеме with a Latin
// ə), and letters put together of a letter and an accent that have a letter of
// their own (и and U+0306 for й). Parts that a hyphen joins are words of their
// own: SMS-хабарлама.
func mixedScripts(r *reading, e *edition) []Finding {
	return e.inPassages(func(p *passage, tell teller) {
		for _, w := range words(p.words) {
			if at, message := mixed(w.text, e.language.Tag); message != "" {
				tell(w.from+at, w.text, message)
			}
		}
	})
}

// mixed says what is mixed in a word, and at which offset it begins.
func mixed(word, language string) (at int, message string) {
	if whole, at := composed(word); whole != word {
		accent := runeAfter(word, at)
		return at, fmt.Sprintf("%q has an accent of its own (%U) in the place of a letter that has it; type %q", word, accent, whole)
	}
	var counts [2]int
	for _, r := range word {
		if s := scriptOf(r); s != otherScript {
			counts[s]++
		}
	}
	if counts[latinScript] == 0 || counts[cyrillicScript] == 0 {
		return 0, ""
	}
	right := rightScript(word, counts, language)
	wrong := 1 - right
	meant := inScript(word, right)
	var names []string
	for i, r := range word {
		if scriptOf(r) != wrong {
			continue
		}
		if names == nil {
			at = i
		}
		if name := fmt.Sprintf("%c (%U)", r, r); !strings.Contains(strings.Join(names, " "), name) {
			names = append(names, name)
		}
	}
	message = fmt.Sprintf("%q has %s %s among %s ones", word, letterOf(wrong, len(names)), strings.Join(names, ", "), right)
	if meant == "" {
		return at, message + "; type it in one script, or part it with a hyphen"
	}
	return at, message + fmt.Sprintf("; type %q in %s letters alone", meant, right)
}

// script is a set of letters.
type script int

// The scripts that are looked at.
const (
	latinScript script = iota
	cyrillicScript
	otherScript
)

func (s script) String() string {
	if s == latinScript {
		return "Latin"
	}
	return "Cyrillic"
}

func letterOf(s script, n int) string {
	if n == 1 {
		return "the " + s.String() + " letter"
	}
	return "the " + s.String() + " letters"
}

func scriptOf(r rune) script {
	switch {
	case r < utf8.RuneSelf:
		if isLatin(byte(r)) {
			return latinScript
		}
	case 0x400 <= r && r < 0x482:
		return cyrillicScript
	case unicode.Is(unicode.Latin, r):
		return latinScript
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillicScript
	}
	return otherScript
}

// rightScript gives the script that a mixed word was meant to be in: the one
// into which all of its other letters can be turned, then that of most of its
// letters, then that of its language.
func rightScript(word string, counts [2]int, language string) script {
	own := cyrillicScript
	if language == "en" {
		own = latinScript
	}
	other := 1 - own
	switch toOwn, toOther := inScript(word, own) != "", inScript(word, other) != ""; {
	case toOwn && !toOther:
		return own
	case toOther && !toOwn:
		return other
	case counts[other] > counts[own]:
		return other
	}
	return own
}

// The letters of the two scripts that look alike, in the same order.
const (
	latinAlike    = "aAceEHKMoOpPBCTxXyYiIhəƏjJsSkmtɵ"
	cyrillicAlike = "аАсеЕНКМоОрРВСТхХуУіІһәӘјЈѕЅкмтө"
)

// inScript gives a word with all its letters in one script; nothing where one has no like there.
func inScript(word string, s script) string {
	from, to := []rune(latinAlike), []rune(cyrillicAlike)
	if s == latinScript {
		from, to = to, from
	}
	var out strings.Builder
	for _, r := range word {
		if scriptOf(r) == 1-s {
			at := strings.IndexRune(string(from), r)
			if at < 0 {
				return ""
			}
			r = to[utf8.RuneCountInString(string(from)[:at])]
		}
		out.WriteRune(r)
	}
	return out.String()
}

// composed gives a word with one letter for each Cyrillic letter and accent
// that have one, and the offset of the first such accent.
func composed(word string) (whole string, at int) {
	if !strings.ContainsAny(word, "\u0306\u0308") {
		return word, 0
	}
	var out []rune
	at = -1
	for i, r := range word {
		if n := len(out); n > 0 && (r == '\u0306' || r == '\u0308') {
			if one := withAccent(out[n-1], r); one != 0 {
				out[n-1] = one
				if at < 0 {
					at = i
				}
				continue
			}
		}
		out = append(out, r)
	}
	return string(out), max(at, 0)
}

// withAccent gives the Cyrillic letter that is a letter with a breve or two dots; 0 where there is none.
func withAccent(letter, accent rune) rune {
	const plain, breve, dots = "иИуУеЕіІ", "йЙўЎ____", "____ёЁїЇ"
	at := strings.IndexRune(plain, letter)
	if at < 0 {
		return 0
	}
	with := []rune(breve)
	if accent == '\u0308' {
		with = []rune(dots)
	}
	if r := with[utf8.RuneCountInString(plain[:at])]; r != '_' {
		return r
	}
	return 0
}
