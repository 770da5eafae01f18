package proof

import (
	"slices"
	"strings"
)

// English endings are a plain list, as the Russian ones are.
const englishList = "s es 's s' ed d ing er r ers rs or ors est ly ally al ial ic ical ically y ies ied ier iest ily " +
	"ion ions ation ations ition itions ment ments ness able ably ible ibly ability abilities ibility ful fully less ity ities ive ively ative ence ences ency ance ances ancy ant ent ants ents " +
	"ous ously ize izes ized izing ise ises ised ising ization isation ship ships hood ist ists ism isms ize t n ee ees en ens ened ening th ward wards"

func newEnglishEndings() *endings {
	e := &endings{
		list:      map[string][]ending{},
		shortest:  3,
		stems:     1,
		whole:     ^category(0),
		letters:   latin,
		condition: func([]byte) condition { return sounds | harmonies },
		stem:      englishStem,
		least:     sureLeast,
		usual:     sureUsual,
		begins:    2,
		lookAlike: func(c byte) byte { return c },
		isOwn:     func(byte) bool { return false },
		swallows:  func(c, next byte) bool { return false },
	}
	for form := range strings.FieldsSeq(englishList) {
		e.add(form, ending{takes: 3, gives: 2, fits: sounds | harmonies})
	}
	return e
}

// englishStem gives a stem as it is compared: with i for y (copy, copied), without
// a doubled consonant (plan, planned), with s for z (organise, organize), and
// before a vowel also as if it had lost an e, which + stands for (make, making).
func englishStem(stem []byte, _ category, next byte) (key, other []byte) {
	key = []byte(strings.ReplaceAll(string(stem), "z", "s"))
	n := len(key)
	switch {
	case key[n-1] == 'e':
		return key, append(slices.Clone(key[:n-1]), '+')
	case key[n-1] == 'y':
		key[n-1] = 'i'
	case n > 3 && key[n-1] == key[n-2]:
		key = key[:n-1]
	}
	if next != 0 && strings.IndexByte("aeiouy", next) >= 0 {
		return key, append(slices.Clone(key), '+')
	}
	return key, nil
}
