package proof

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// Kazakh endings, in the notation of grammars: a capital is a sound that
// depends on what is before it.
//
//	А     а after back vowels, е after front ones
//	Ы     ы, і likewise
//	Г К   ғ г (қ к after voiceless sounds); қ к
//	Л     л after vowels and р й у; д after м н ң л з ж; т after voiceless sounds
//	Н     н after vowels and м н ң; д after р й у л з ж; т after voiceless sounds
//	Д     д; т after voiceless sounds
//	М     м; б after з ж; п after voiceless sounds
//	Б     м after vowels and р й у л; б after м н ң з ж; п after voiceless sounds
//	(Ы)   only after consonants, (с) only after vowels
//
// б в г д at a word's end count as voiceless (клубтар). Borrowed words keep
// their last vowel's row, but those in к, г and ь may have front endings after
// back vowels (банктер, рольдің), so both are right there, as they are after и
// and ю, which belong to neither row. у has the row of the vowel before it.

// What a Kazakh word may be to the endings after it.
const (
	kkNoun     category = 1 << iota // a noun, an adjective, a numeral, a name of an action
	kkPlural                        // with -лар
	kkMine                          // possessed by the first or second person
	kkIts                           // possessed by the third
	kkCase                          // with a case
	kkPlace                         // with the locative, which -ғы may follow
	kkVerb                          // a verb's stem
	kkPast                          // a past or a condition, which short persons may follow
	kkPresent                       // -а, -й
	kkPartake                       // a participle
	kkComplete                      // nothing follows

	kkNames = kkNoun | kkPlural | kkPartake
	kkOwned = kkMine | kkIts
)

// kazakhRows lists the endings: forms, what they follow, what they make.
func kazakhRows() []struct {
	forms        string
	takes, gives category
} {
	return []struct {
		forms        string
		takes, gives category
	}{
		// plural and possession
		{"ЛАр", kkNoun | kkPartake, kkPlural},
		{"(Ы)м (Ы)ң (Ы)мЫз (Ы)ңЫз", kkNames, kkMine},
		{"(с)Ы", kkNames, kkIts},

		// cases: genitive, accusative, dative, locative, ablative, instrumental
		{"НЫң", kkNames | kkOwned, kkCase},
		{"ныV ніV ДЫC", kkNames | kkMine, kkCase},
		{"ГА", kkNames | kkMine, kkCase},
		{"ДА", kkNames | kkMine, kkPlace},
		{"ДАнX НАнN", kkNames | kkMine, kkCase},
		{"н нА нАн", kkIts, kkCase},
		{"ндА", kkIts, kkPlace},
		{"А", kkMine, kkCase},
		{"Мен", kkNames | kkOwned, kkComplete},
		{"нікі дікі тікі", kkNames | kkOwned, kkNoun},

		// persons of a predicate: -мын, -сың, -сыз, -мыз
		{"МЫн сЫң сЫз МЫз сЫңдАр сЫздАр", kkNames | kkOwned | kkCase | kkPlace, kkComplete},

		// words made of nouns: -лық, -лы, -сыз, -шы, -дай, -ша, -ғы, -рақ, -ншы …
		{"ЛЫК ЛЫ сЫз шЫ шЫл ЛАс ДАс кер гер қор хана паз (Ы)рАК (Ы)ншЫ ЛАу АуC уV", kkNames, kkNoun},
		{"ДАй шА", kkNames | kkMine, kkNoun},
		{"ндАй ншА", kkIts, kkNoun},
		{"ГЫ", kkNoun | kkPlace, kkNoun},

		// verbs made of nouns
		{"ЛА ЛАн ЛАс ЛАт АйC йV АрC сЫ сЫн", kkNoun, kkVerb},

		// voices: passive, reflexive, joint, causative; negation
		{"(Ы)л (Ы)н (Ы)с тG ДЫр ГЫз ЫрC КАр АрC", kkVerb, kkVerb},
		{"БА", kkVerb, kkVerb},

		// participles, which are declined as nouns
		{"ГАн АтЫнC йтЫнV ятын ятін АрC рV БАс", kkVerb, kkPartake},

		// nouns made of verbs
		{"у ю БАК ГЫш (Ы)м (Ы)с БА (Ы)К (Ы)ндЫ ГЫ БЫс ГАК ГЫр (Ы)лЫс", kkVerb, kkNoun},

		// converbs, of which the first two take persons
		{"АC йV я", kkVerb, kkPresent},
		{"(Ы)п (Ы)птЫ ГАлЫ ГАншА БАйЫншА БАстАн ГАндАй", kkVerb, kkComplete},
		{"дЫ мЫн сЫң сЫз мЫз сЫңдАр сЫздАр", kkPresent, kkComplete},

		// past and condition with their persons
		{"ДЫ сА", kkVerb, kkPast},
		{"м ң ңЫз К ңдАр ңЫздАр", kkPast, kkComplete},

		// commands and wishes
		{"(Ы)ңЫз (Ы)ңдАр (Ы)ңЫздАр сЫн АйЫнC йЫнV АйЫкC йЫкV ГАй", kkVerb, kkComplete},
	}
}

// The conditions of a Kazakh ending.
const (
	afterVowel     condition = 1 << iota
	afterGlide               // р й у
	afterL                   // л
	afterNasal               // м н ң
	afterZ                   // з ж
	afterVoiceless           // and б в г д

	afterBack  condition = 1 << 8
	afterFront condition = 1 << 9

	afterConsonant = sounds &^ afterVowel
	afterVoiced    = sounds &^ afterVoiceless
	afterAny       = sounds
)

func newKazakhEndings() *endings {
	e := &endings{
		list:      map[string][]ending{},
		shortest:  2,
		chained:   true,
		stems:     kkNoun | kkVerb,
		whole:     ^kkVerb, // but for commands to one whom the speaker calls сен
		letters:   cyrillic,
		condition: kazakhCondition,
		stem:      kazakhStem,
		least:     leasts{lookAlike: 3, doubled: 3, swapped: 3, lost: 4, added: 4, changed: 6, twice: 8},
		usual:     leasts{lookAlike: 3, doubled: 5, swapped: 8, lost: 8, added: 8, changed: 9, twice: 12},
		begins:    0,
		lookAlike: kazakhLookAlike,
		isOwn:     kazakhIsOwn,
		swallows:  kazakhSwallows,
	}
	for _, row := range kazakhRows() {
		for form := range strings.FieldsSeq(row.forms) {
			addKazakh(e, form, ending{takes: row.takes, gives: row.gives})
		}
	}
	return e
}

// addKazakh adds every shape of a form. A last letter of the Latin alphabet
// says after what it stands: V vowels, C consonants, N nasals, X others, G vowels
// and р й у л.
func addKazakh(e *endings, form string, end ending) {
	after := afterAny
	switch form[len(form)-1] {
	case 'V':
		after = afterVowel
	case 'C':
		after = afterConsonant
	case 'N':
		after = afterNasal
	case 'X':
		after = afterAny &^ afterNasal
	case 'G':
		after = afterVowel | afterGlide | afterL
	}
	form = strings.TrimRight(form, "VCNXG")
	for _, optional := range []struct {
		mark  string
		after condition
	}{{"(Ы)", afterConsonant}, {"(с)", afterVowel}} {
		if rest, found := strings.CutPrefix(form, optional.mark); found {
			addShapes(e, strings.Trim(optional.mark, "()")+rest, optional.after, end)
			addShapes(e, rest, afterAny&^optional.after, end)
			return
		}
	}
	addShapes(e, form, after, end)
}

// firstSounds gives the letters of a capital that begins an ending, each with what it stands after.
func firstSounds(capital rune) map[rune]condition {
	switch capital {
	case 'Л':
		return map[rune]condition{'л': afterVowel | afterGlide, 'д': afterL | afterNasal | afterZ, 'т': afterVoiceless}
	case 'Н':
		return map[rune]condition{'н': afterVowel | afterNasal, 'д': afterGlide | afterL | afterZ, 'т': afterVoiceless}
	case 'Д':
		return map[rune]condition{'д': afterVoiced, 'т': afterVoiceless}
	case 'М':
		return map[rune]condition{'м': afterVoiced &^ afterZ, 'б': afterZ, 'п': afterVoiceless}
	case 'Б':
		return map[rune]condition{'м': afterVowel | afterGlide | afterL, 'б': afterNasal | afterZ, 'п': afterVoiceless}
	case 'Г':
		return map[rune]condition{'Ғ': afterVoiced, 'Қ': afterVoiceless}
	case 'К':
		return map[rune]condition{'Қ': afterAny}
	}
	return map[rune]condition{capital: afterAny}
}

// addShapes adds the back and the front shape of a form for each sound it may begin with.
func addShapes(e *endings, form string, after condition, end ending) {
	first, rest := []rune(form)[0], string([]rune(form)[1:])
	back := strings.NewReplacer("А", "а", "Ы", "ы", "Ғ", "ғ", "Қ", "қ", "К", "қ", "Д", "д", "Г", "ғ")
	front := strings.NewReplacer("А", "е", "Ы", "і", "Ғ", "г", "Қ", "к", "К", "к", "Д", "д", "Г", "г")
	for sound, when := range firstSounds(first) {
		if when &= after; when == 0 {
			continue
		}
		shape := string(sound) + rest
		if back.Replace(shape) == front.Replace(shape) {
			end.fits = when | afterBack | afterFront
			e.add(shape, end)
			continue
		}
		end.fits = when | afterBack
		e.add(back.Replace(shape), end)
		end.fits = when | afterFront
		e.add(front.Replace(shape), end)
	}
}

// kazakhCondition gives what an ending sees of the letters before it.
func kazakhCondition(before []byte) condition {
	return kazakhSound(before) | kazakhHarmony(before)
}

func kazakhSound(before []byte) condition {
	for i := len(before) - 1; i >= 0; i-- {
		switch rune(before[i]) + 0x400 {
		case 'ь', 'ъ':
			continue
		case 'а', 'ә', 'е', 'ё', 'о', 'ө', 'ұ', 'ү', 'ы', 'і', 'э', 'я':
			return afterVowel
		case 'р', 'й', 'у', 'и', 'ю':
			return afterGlide
		case 'л':
			return afterL
		case 'м', 'н', 'ң':
			return afterNasal
		case 'з', 'ж':
			return afterZ
		}
		return afterVoiceless
	}
	return afterAny
}

func kazakhHarmony(before []byte) condition {
	if n := len(before); n > 0 {
		switch rune(before[n-1]) + 0x400 {
		case 'к', 'г', 'ь':
			return afterBack | afterFront
		}
	}
	for i := len(before) - 1; i >= 0; i-- {
		switch rune(before[i]) + 0x400 {
		case 'и', 'ю':
			return afterBack | afterFront
		case 'у':
			if i < len(before)-1 && i > 0 && isKazakhConsonant(rune(before[i-1])+0x400) {
				return afterBack | afterFront
			}
		case 'о':
			if slices.ContainsFunc(before[:i], func(c byte) bool { return !isKazakhConsonant(rune(c) + 0x400) }) {
				return afterBack | afterFront
			}
			return afterBack
		case 'а', 'ұ', 'ы', 'я', 'ё':
			return afterBack
		case 'ә', 'ө', 'ү', 'і', 'е', 'э':
			return afterFront
		}
	}
	return afterBack | afterFront
}

// kazakhShortened has nouns that lose the vowel of their last syllable before
// an ending's vowel (халық, халқы), as they stand with and without it.
const kazakhShortened = "халық халқ орын орн қауіп қауп дауыс даус ауыз ауз мойын мойн мұрын мұрн қарын қарн ерін ерн ерік ерк " +
	"көрік көрк құлық құлқ қойын қойн ғұрып ғұрп әріп әрп мүлік мүлк бөрік бөрк парық парқ зейін зейн ойын ойн қарыз қарз жүзім жүзм"

// kazakhStem gives a stem as it is compared: қ к п at its end turn into ғ г б
// before vowels (кітап, кітабы), ы and і of verbs fall before у (оқы-ған, оқу), and
// some nouns are shortened.
func kazakhStem(stem []byte, kind category, next byte) (key, other []byte) {
	n := len(stem)
	if n < 3 {
		return stem, nil
	}
	switch last := rune(stem[n-1]) + 0x400; {
	case kind == kkVerb && n > 3 && (last == 'ы' || last == 'і'):
		return stem[:n-1], nil
	case next == 0:
		return stem, nil
	case last == 'ғ':
		return withLast(stem, 'қ'), nil
	case last == 'г':
		return withLast(stem, 'к'), nil
	case last == 'б':
		return withLast(stem, 'п'), nil
	}
	if full := kazakhFull()[string(stem[n-2:])]; full != nil {
		for _, pair := range full {
			if before, found := bytes.CutSuffix(stem, pair[0]); found {
				return slices.Concat(before, pair[1]), nil
			}
		}
	}
	return stem, nil
}

// kazakhFull gives the nouns of kazakhShortened, short and full, by the last two letters of the short form.
var kazakhFull = sync.OnceValue(func() map[string][][2][]byte {
	out := map[string][][2][]byte{}
	fields := strings.Fields(kazakhShortened)
	for i := 0; i+1 < len(fields); i += 2 {
		short := cyrillic(fields[i+1])
		last := string(short[len(short)-2:])
		out[last] = append(out[last], [2][]byte{short, cyrillic(fields[i])})
	}
	return out
})

// withLast gives a stem with another letter at its end.
func withLast(stem []byte, r rune) []byte {
	return append(slices.Clone(stem[:len(stem)-1]), byte(r-0x400))
}

func isKazakhConsonant(r rune) bool {
	return !strings.ContainsRune("аәеёиоөуұүыіэюяь", r)
}

// kazakhLookAlike gives one letter for those that stand for each other where
// a keyboard has no Kazakh letters, or by their sound.
func kazakhLookAlike(c byte) byte {
	switch rune(c) + 0x400 {
	case 'ң':
		return 'н' - 0x400
	case 'қ':
		return 'к' - 0x400
	case 'ғ':
		return 'г' - 0x400
	case 'ү', 'ұ':
		return 'у' - 0x400
	case 'ө':
		return 'о' - 0x400
	case 'ә':
		return 'а' - 0x400
	case 'і', 'ы':
		return 'и' - 0x400
	case 'һ':
		return 'х' - 0x400
	}
	return c
}

// kazakhIsOwn reports whether a letter is on no Russian keyboard.
func kazakhIsOwn(c byte) bool { return strings.ContainsRune("әғқңөұүһі", rune(c)+0x400) }

// kazakhSwallows: ый and ій are written и.
func kazakhSwallows(c, next byte) bool { return c == 'и'-0x400 && next == 'й'-0x400 }
