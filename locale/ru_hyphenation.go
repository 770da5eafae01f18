package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Russian words are parted between syllables, each of which has one vowel
// letter; so again all there is to say is how the consonants between two vowels
// are shared out. The rules of spelling (2006) leave much open; where they do,
// this is what is done:
//
//	none   де-ятель           ь, ъ and й stay with the letter before: рай-он, объ-ект, дей-ствие
//	one    по-ли-ция
//	two    оцен-ка, рус-ский  but ста-ти-сти-ка, про-грам-ма, право-охранительный
//	three  част-ный           but агент-ство, кон-троль: what a syllable can begin with
//
// A prefix stays whole where it can be told: под-разделение, со-став, бес-платный;
// so does the second part of the compounds that official prose is full of.
// No letter stands alone, so о- and у- keep what is behind them (опрос, услу-га),
// and a vowel the syllable behind it (на-обо-рот).

// hyphenateRussian gives the byte offsets at which a word may be parted. An
// abbreviation (a capital after the first letter: МВД) and a word with a letter
// of another alphabet are not parted.
func hyphenateRussian(word string) []int {
	if first, size := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
		word = string(unicode.ToLower(first)) + word[size:]
	}
	vowels := 0
	for _, r := range word {
		if (r < 'а' || r > 'я') && r != 'ё' {
			return nil
		}
		if isRussianVowel(r) {
			vowels++
		}
	}
	if vowels < 2 {
		return nil
	}

	breaks := make([]int, 0, vowels-1)
	prefix, closed := russianPrefix(word)
	whole := russianBeginning(word)
	root := 0
	if closed {
		root = prefix
	}
	begin, last := 0, -1 // of this part, behind the vowel before
	for i, r := range word {
		if !isRussianVowel(r) || strings.HasSuffix(word[:i], "а") && strings.HasPrefix(word[i:], "уск") {
			continue // аты-рау-ская: the у of these names closes a syllable
		}
		if last >= 0 {
			at := last + staying(word[last:i])
			if beginsSecondPart(word[last:]) {
				at = last
			}
			if last <= prefix && prefix <= i && (closed || beginsRoot(word[prefix:i])) {
				at = prefix
			}
			if last == root+letterBytes && oneLetterPrefix(word[root:]) && beginsRoot(word[last:i]) {
				at = last
			}
			if at-begin >= 2*letterBytes && len(word)-at >= 2*letterBytes && at >= whole {
				breaks = append(breaks, at)
				begin = at
			}
		}
		last = i + letterBytes
	}
	return breaks
}

func isRussianVowel(r rune) bool {
	switch r {
	case 'а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я':
		return true
	}
	return false
}

// russianPrefix gives where the prefix that a word seems to begin with ends, or
// -1. A closed prefix ends in a consonant and is followed by another, or is that
// of без-опасность.
func russianPrefix(word string) (end int, closed bool) {
	if at := strings.Index(word, "безопас"); at > 0 {
		return at + len("без"), true // кибербез-опасность
	}
	if behind, found := strings.CutPrefix(word, "не"); found {
		if end, closed = russianPrefix(behind); closed {
			return end + len("не"), true // небез-опасный
		}
	}
	for _, prefix := range [...]string{
		"обес", "без", "бес", "воз", "вос", "дис", "меж", "над", "под", "пред", "раз", "рас", "рес", "роз", "рос",
		"сверх", "транс", "экс", "ад", "из", "ис", "об", "от",
	} {
		if behind, found := strings.CutPrefix(word, prefix); found && (startsWithConsonant(behind) || closedBeforeVowel(prefix, behind)) {
			return len(prefix), true
		}
	}
	for _, prefix := range [...]string{"вы", "до", "за", "на", "не", "обо", "пере", "по", "пре", "при", "про", "со", "упо"} {
		if strings.HasPrefix(word, prefix) {
			return len(prefix), false
		}
	}
	return -1, false
}

// closedBeforeVowel reports whether a prefix stays whole before a root that
// begins with a vowel: без-условный, меж-отраслевой, пред-усмотрено.
func closedBeforeVowel(prefix, behind string) bool {
	var roots []string
	switch prefix {
	case "без":
		roots = []string{"о", "у", "а"}
	case "меж":
		roots = []string{"о", "у", "э"}
	case "пред":
		roots = []string{"от", "оп", "ох", "усм"}
	}
	return slices.ContainsFunc(roots, func(root string) bool { return strings.HasPrefix(behind, root) })
}

// beginsSecondPart reports whether what is behind a vowel is the second part of
// a compound, which keeps its first consonants: водо-снабжение, налого-плательщик.
func beginsSecondPart(behind string) bool {
	for _, root := range [...]string{"владе", "врем", "плат", "связ", "снабж", "сроч"} {
		if strings.HasPrefix(behind, root) {
			return true
		}
	}
	return false
}

// russianBeginning gives the length of a first part that is not parted itself,
// since syllables would hide it: гео-графия, наи-больший.
func russianBeginning(word string) int {
	for _, part := range [...]string{"аэро", "био", "гео", "зоо", "наи"} {
		if strings.HasPrefix(word, part) {
			return len(part)
		}
	}
	return 0
}

// startsWithConsonant reports whether a word begins with a consonant letter; ь
// and ъ are none.
func startsWithConsonant(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r >= 'а' && !isRussianVowel(r) && r != 'ь' && r != 'ъ' && r != utf8.RuneError
}

// oneLetterPrefix reports whether a word's first letter may be a prefix.
func oneLetterPrefix(word string) bool {
	return (strings.HasPrefix(word, "о") || strings.HasPrefix(word, "у")) && !strings.HasPrefix(word, "об") && !strings.HasPrefix(word, "от")
}

// staying gives how many bytes of what is between two vowels stay with the first.
func staying(between string) int {
	if at := strings.LastIndexAny(between, "ъй"); at >= 0 {
		closed := at + letterBytes
		return closed + staying(between[closed:])
	}
	if behind, found := strings.CutPrefix(between, "ь"); found { // behind a vowel, as in no Russian word
		return letterBytes + staying(behind)
	}
	consonants := strings.TrimRight(between, "ь") // of ста-тья; two of them are in no Russian word
	switch n := len(consonants)/letterBytes - strings.Count(consonants, "ь"); {
	case n < 2:
		return 0
	case n == 2 && beginsSecond(consonants):
		return 0
	case n > 2 && beginsSyllable(consonants):
		return 0
	case n > 2:
		for _, size := range [...]int{3 * letterBytes, 2 * letterBytes} {
			if at := len(consonants) - size; at > 0 && beginsSyllable(consonants[at:]) {
				return at
			}
		}
	}
	return len(consonants) - letterBytes
}

// beginsSecond reports whether two consonants go on together.
func beginsSecond(consonants string) bool {
	switch consonants {
	case "гр", "зр", "кр", "пр", "ск", "сп", "ст", "хр":
		return true
	}
	return false
}

// beginsSyllable reports whether the last of three consonants and more go on together.
func beginsSyllable(consonants string) bool {
	switch consonants {
	case "бл", "бр", "вр", "гл", "гр", "дв", "др", "жд", "зв", "кв", "кл", "кр", "пл", "пр", "св", "ск", "сл", "см", "сп", "ст", "сч",
		"тв", "тр", "фл", "фр", "скв", "скл", "скр", "спл", "спр", "ств", "стр":
		return true
	}
	return false
}

// beginsRoot reports whether consonants behind a prefix are likely its root's.
func beginsRoot(consonants string) bool {
	switch consonants {
	case "бл", "бр", "вк", "вл", "вм", "вн", "вр", "вс", "вт", "гл", "гн", "гр", "дв", "дл", "др",
		"зв", "зд", "зл", "зм", "зн", "зр", "кв", "кл", "кн", "кр", "мн", "пл", "пр",
		"сб", "св", "сг", "сд", "ск", "сл", "см", "сн", "сп", "ср", "ст", "сх", "сч",
		"тв", "тр", "фл", "фр", "хл", "хр", "хв", "чл", "чр", "шк", "шл", "шт",
		"взв", "взр", "вкл", "вст", "сдв", "скв", "скл", "скр", "спл", "спр", "ств", "стр":
		return true
	}
	return false
}
