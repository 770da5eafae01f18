package locale

import (
	"strings"
	"unicode"
)

// Kazakh words are parted between syllables. Each syllable has one vowel
// letter, so all there is to say is how the consonants between two vowels are
// shared out: the last of them goes on and the others stay.
//
//	none   да-уыс, су-ық    между
//	one    ала-қан
//	two    мем-ле-кет
//	three  құмырс-қа
//	four   министр-лік, but конс-трук-ция
//
// у is a consonant beside a vowel that it follows, ь and ъ belong to the
// letter before, ъ closes its syllable (субъ-ек-тив-ті), and no letter stands
// alone at an end of the word (атом). Compounds whose second part begins with a
// vowel are parted between their parts: халық-ара-лық, кәсіп-орын.

// letter is what a letter does in a syllable.
type letter uint8

const (
	foreign   letter = iota // not of the Kazakh alphabet
	vowel                   //
	consonant               //
	obstruent               // a consonant that a liquid may follow at the start of a Russian syllable
	liquid                  // р, л
	glide                   // у, until its neighbours are known
	softSign                // ь
	hardSign                // ъ
)

// kazakhLetter gives the kind of a small letter.
func kazakhLetter(r rune) letter {
	switch r {
	case 'а', 'ә', 'е', 'ё', 'и', 'о', 'ө', 'ұ', 'ү', 'ы', 'і', 'э', 'ю', 'я':
		return vowel
	case 'у':
		return glide
	case 'р', 'л':
		return liquid
	case 'б', 'в', 'г', 'д', 'к', 'п', 'т', 'ф':
		return obstruent
	case 'ғ', 'ж', 'з', 'й', 'қ', 'м', 'н', 'ң', 'с', 'х', 'һ', 'ц', 'ч', 'ш', 'щ':
		return consonant
	case 'ь':
		return softSign
	case 'ъ':
		return hardSign
	}
	return foreign
}

// letterBytes is the length in UTF-8 of every letter that kazakhLetter knows.
const letterBytes = 2

// hyphenateKazakh gives the byte offsets at which a word may be parted. An
// abbreviation (a capital after the first letter: ҚСжАЕК) and a word with a
// letter of another alphabet are not parted.
func hyphenateKazakh(word string) []int {
	var room [48]letter // longer words are allocated for
	letters := room[:0]
	for i, r := range word {
		if i == 0 {
			r = unicode.ToLower(r)
		}
		kind := kazakhLetter(r)
		if kind == foreign {
			return nil
		}
		letters = append(letters, kind)
	}
	vowels := settleGlides(letters)
	if vowels < 2 {
		return nil
	}

	breaks := make([]int, 0, vowels-1)
	seam := compoundSeam(word) / letterBytes
	last := -1 // the vowel before
	for i, kind := range letters {
		if kind != vowel {
			continue
		}
		if last >= 0 {
			at := last + 1 + closing(letters[last+1:i])
			if i == seam {
				at = seam
			}
			if at >= 2 && at != seam+1 && len(letters)-at >= 2 && !partsStan(word, at*letterBytes) {
				breaks = append(breaks, at*letterBytes)
			}
		}
		last = i
	}
	return breaks
}

// settleGlides makes each у a vowel or a consonant, and counts the vowels. It
// is a consonant after a vowel (да-уыс, тау), and before one at the start of
// the word (уа-қыт); elsewhere it is a vowel (су-ық, ту-ра-лы).
func settleGlides(letters []letter) (vowels int) {
	for i, kind := range letters {
		if kind == glide {
			afterVowel := i > 0 && letters[i-1] == vowel
			startsVowel := i == 0 && len(letters) > 1 && letters[1] == vowel
			letters[i] = vowel
			if afterVowel || startsVowel {
				letters[i] = consonant
			}
		}
		if letters[i] == vowel {
			vowels++
		}
	}
	return vowels
}

// closing gives how many of the letters between two vowels stay with the first.
func closing(between []letter) int {
	consonants, last := 0, len(between)
	for i, kind := range between {
		if kind != softSign && kind != hardSign {
			consonants++
			last = i
		}
	}
	switch {
	case consonants > 0 && between[len(between)-1] == hardSign:
		return len(between)
	case consonants >= 4 && between[last] == liquid && between[last-1] == obstruent:
		return last - 1
	}
	return last
}

// compoundSeam gives the offset of the second part of a compound, or 0.
func compoundSeam(word string) int {
	word = strings.ToLower(word)
	for _, compound := range [...]string{
		"ведомство-аралық", "еңбек-ақы", "жәрдем-ақы", "зейнет-ақы", "кәсіп-орн", "кәсіп-орын", "қалам-ақы", "мекеме-аралық",
		"мемлекет-аралық", "өтем-ақы", "сала-аралық", "төлем-ақы", "халық-аралық",
	} {
		first, second, _ := strings.Cut(compound, "-")
		if behind, found := strings.CutPrefix(word, first); found && strings.HasPrefix(behind, second) {
			return len(first)
		}
	}
	return 0
}

// partsStan reports whether an offset lies before «тан» in the -стан of a
// country after a consonant. The rule for three consonants says Қазақс-тан,
// the sense Қазақ-стан; neither is set.
func partsStan(word string, at int) bool {
	before, found := strings.CutSuffix(word[:at], "с")
	if !found || !strings.HasPrefix(word[at:], "тан") {
		return false
	}
	for _, consonant := range []string{"қ", "к", "з", "н"} {
		if strings.HasSuffix(before, consonant) {
			return true
		}
	}
	return false
}
