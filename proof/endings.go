package proof

import (
	"sync"
	"unicode/utf8"
)

// An ending is one that a word may have. Endings are taken off a word from its
// end, one after the other, as long as each may follow what is before it; every
// place that is reached is where a stem may end. What a stem is nobody says:
// two words have the same one where endings alone part them.
type ending struct {
	takes category  // of the stem before it
	gives category  // of the word with it
	fits  condition // what may stand before it: one bit of each kind must agree
}

// category is a set of what a word may be to the endings after it.
type category uint16

// condition is what an ending sees of the letters before it, as bits.
type condition uint16

// The kinds of condition.
const (
	sounds    condition = 0x00ff // of the last letter
	harmonies condition = 0xff00 // of the vowels
)

// endings are those of a language. Words are given to it as letters, one byte each.
type endings struct {
	list      map[string][]ending
	longest   int      // letters of the longest one
	shortest  int      // letters of the shortest stem
	chained   bool     // endings follow each other by rules, so that what has no stem in common is another word
	stems     category // that a stem may be
	whole     category // that a word may be
	letters   func(word string) []byte
	condition func(before []byte) condition
	stem      func(stem []byte, kind category, next byte) (key, other []byte) // forms in which stems are compared, before the next letter (0: none)
	least     leasts                                                          // letters of a word in which a slip makes letters meet that meet nowhere else
	usual     leasts                                                          // letters of one in which it does not
	begins    int                                                             // letters in which none but the surest slips are looked for: prefixes
	lookAlike func(c byte) byte                                               // one letter for all that are taken for each other
	isOwn     func(c byte) bool                                               // no keyboard has the letter but the language's own
	swallows  func(c, next byte) bool                                         // of looks-alike: that next adds nothing to c: ый, и
}

var kazakhEndings, russianEndings, englishEndings = sync.OnceValue(newKazakhEndings), sync.OnceValue(newRussianEndings), sync.OnceValue(newEnglishEndings)

// endingsOf gives the endings of a language; of one that has none, words have no letters.
func endingsOf(tag string) *endings {
	switch tag {
	case "kk":
		return kazakhEndings()
	case "ru":
		return russianEndings()
	case "en":
		return englishEndings()
	}
	return &endings{letters: func(string) []byte { return nil }}
}

// add notes an ending.
func (e *endings) add(form string, end ending) {
	letters := string(e.letters(form))
	e.list[letters] = append(e.list[letters], end)
	e.longest = max(e.longest, len(letters))
}

// A split is a place where a stem may end.
type split struct {
	at    int
	kinds category // what the stem may be
}

// splits gives the lengths of the stems that a word may have, the longest
// first: the word itself, and what is left when endings are taken off.
func (e *endings) splits(word []byte) []split {
	var room [48]category
	if len(word) >= len(room) {
		return []split{{len(word), e.stems & e.whole}}
	}
	reached := room[:len(word)+1] // what the letters before each place may be
	reached[len(word)] = e.whole
	out := make([]split, 0, 8)
	for at := len(word); at >= e.shortest; at-- {
		if reached[at] == 0 {
			continue
		}
		if kinds := reached[at] & e.stems; kinds != 0 {
			out = append(out, split{at, kinds})
		}
		for from := max(at-e.longest, e.shortest); from < at; from++ {
			var before condition
			for _, end := range e.list[string(word[from:at])] {
				if end.gives&reached[at] == 0 {
					continue
				}
				if before == 0 {
					before = e.condition(word[:from])
				}
				if both := end.fits & before; both&sounds != 0 && both&harmonies != 0 {
					reached[from] |= end.takes
				}
			}
		}
	}
	return out
}

// cyrillic gives the letters of a word of Cyrillic ones, a byte for each; nil
// for others. No letter of Kazakh or Russian lies outside its block's first 256.
func cyrillic(word string) []byte {
	out := make([]byte, 0, len(word)/2)
	for _, r := range word {
		if r < 0x400 || r > 0x4ff {
			return nil
		}
		out = append(out, byte(r-0x400))
	}
	return out
}

// latin gives the letters of a word of a to z; nil for others.
func latin(word string) []byte {
	for _, r := range word {
		if r >= utf8.RuneSelf || !isLatin(byte(r)) && r != '\'' {
			return nil
		}
	}
	return []byte(word)
}
