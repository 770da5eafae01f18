package locale

import (
	_ "embed"
	"strings"
	"sync"
)

// English words are parted by the public patterns of American English, which
// part by sound; hyph-en-us.LICENSE tells where they come from. Two letters
// stay before the hyphen and three go behind it, as the patterns ask.
const (
	englishBefore = 2
	englishBehind = 3
)

//go:embed hyph-en-us.pat.txt
var englishPatternLines string

//go:embed hyph-en-us.hyp.txt
var englishExceptions string

// englishWords are words of a bulletin that the patterns do not part as the
// dictionaries and the sense do.
const englishWords = `
dem-o-cratic
ex-plan-a-tory
hon-our
ka-zakh-stan
ka-zakh-stani
kyzyl-orda
leg-is-la-tive
man-gys-tau
pav-lo-dar
so-cio-eco-nomic
sub-to-tal
tur-ki-stan
`

// englishPatterns reads the patterns when the first word is to be parted.
var englishPatterns = sync.OnceValue(func() *patterns {
	return parsePatterns(englishPatternLines, englishExceptions+englishWords)
})

// hyphenateEnglish gives the byte offsets at which a word may be parted. An
// abbreviation (a capital after the first letter) and a word with a letter that
// is not of the English alphabet are not parted.
func hyphenateEnglish(word string) []int {
	if len(word) < englishBefore+englishBehind {
		return nil
	}
	for i := range len(word) {
		c := word[i]
		if i == 0 {
			c |= 'a' - 'A'
		}
		if c < 'a' || c > 'z' {
			return nil
		}
	}
	word = strings.ToLower(word)
	return voiced(word, englishPatterns().offsets(word, englishBefore, englishBehind))
}

// voiced leaves out the offsets that would give a part without a vowel: such a
// part stays with the next one, and the last with the one before.
func voiced(word string, offsets []int) []int {
	const vowels = "aeiouy"
	last := 0
	kept := offsets[:0:0]
	for _, at := range offsets {
		if strings.ContainsAny(word[last:at], vowels) {
			kept = append(kept, at)
			last = at
		}
	}
	if len(kept) > 0 && !strings.ContainsAny(word[last:], vowels) {
		kept = kept[:len(kept)-1]
	}
	return kept
}
