package proof

import "strings"

// Russian endings are a plain list: a word is a stem and one of them, a
// reflexive -ся or -сь behind it left out. Which ending which stem takes is not
// looked at: that would need a dictionary.
const russianList = "" +
	// nouns
	"а я ы и у ю е о ой ей ою ею ом ем ам ям ами ями ах ях ов ев ь ью " +
	"ия ии ию ие ий ией ием иям иями иях ья ье ьи ьев ьям ьями ьях мя ени енем ен енам енами енах " +
	// adjectives and participles
	"ый ий ой ая яя ое ее ые ие ого его ому ему ым им ую юю ых их ыми ими ее ей ейш " +
	"н на но ны ен на енн ённ нн т та то ты м ма мо мы " +
	"ший шая шее шие шего шему шим шую ших шими шем вший вшая вшее вшие вшего вшему вшим вшую вших вшими вшем вши в " +
	"щий щая щее щие щего щему щим щую щих щими щем ющий ющая ющее ющие ющего ющему ющим ющую ющих ющими ющем " +
	"ущий ущая ущее ущие ущего ущему ущим ущую ущих ущими ущем ащий ащая ащее ащие ащего ащему ащим ащую ащих ащими ащем ящий ящая ящее ящие ящего ящему ящим ящую ящих ящими ящем " +
	"нный нной нная нное нные нного нному нным нную нных нными нном енный енной енная енное енные енного енному енным енную енных енными енном " +
	"ный ной ная ное ные ного ному ным ную ных ными ном тый той тая тое тые того тому тым тую тых тыми том мый мой мая мое мые мого мому мым мую мых мыми мом " +
	// verbs
	"ть ти чь л ла ло ли ал ала ало али ил ила или ел ела ел ела ело ели нул нула нуло нули нуть ать ять ить еть оть уть " +
	"ю у ешь ишь ет ит ем им ете ите ют ут ат ят аю аем ает ают аете яю яет яем яют ую ует уем уют уете ею еет еют нет нут " +
	"й йте ите и я а ая яя уя ав ив ыва ива ывать ивать ывал ивал ывает ивает ывают ивают ывается ываются ировать ирова ова " +
	// words made of words
	"ость ости остью остей остям остями остях ние ния нию нием нии ний ниям ниями ниях ение ения ению ением ении ений ениям ениями ениях " +
	"ание ания анию анием ании аний аниям аниями аниях тель теля телю телем теле тели телей телям телями телях " +
	"ский ской ская ское ские ского скому ским скую ских скими ском ски ник ника нику ником нике ники ников никам никами никах " +
	"ок ка ку ке ки кой кою ком кам ками ках ек ец ца цу це цем цы цев цам цами цах ство ства ству ством стве ств ствам ствами ствах " +
	"арий ария арию арием арии ент изм изма изму измом изме ист иста истов"

func newRussianEndings() *endings {
	e := &endings{
		list:      map[string][]ending{},
		shortest:  3,
		stems:     1,
		whole:     ^category(0),
		letters:   cyrillic,
		condition: func([]byte) condition { return sounds | harmonies },
		stem:      russianStem,
		least:     sureLeast,
		usual:     sureUsual,
		begins:    3,
		lookAlike: russianLookAlike,
		isOwn:     func(byte) bool { return false },
		swallows:  func(c, next byte) bool { return false },
	}
	const whole, reflexive category = 2, 4
	for form := range strings.FieldsSeq(russianList) {
		e.add(form, ending{takes: 1, gives: whole, fits: sounds | harmonies})
	}
	for _, form := range []string{"ся", "сь"} {
		e.add(form, ending{takes: 1 | whole, gives: reflexive, fits: sounds | harmonies})
	}
	return e
}

// russianStem gives a stem as it is compared: without a fleeting о or е before
// its last consonant, without a soft sign, and with the consonant that others
// change into.
func russianStem(stem []byte, _ category, _ byte) (key, other []byte) {
	out := append([]byte(nil), stem...)
	for len(out) > 3 && out[len(out)-1] == 'ь'-0x400 {
		out = out[:len(out)-1]
	}
	if n := len(out); n > 3 && (out[n-2] == 'о'-0x400 || out[n-2] == 'е'-0x400) && !strings.ContainsRune("аеиоуыэюяь", rune(out[n-1])+0x400) {
		out = append(out[:n-2], out[n-1])
	}
	if n := len(out); n > 3 {
		switch rune(out[n-1]) + 0x400 {
		case 'ч', 'ц':
			out[n-1] = 'к' - 0x400
		case 'ж', 'з', 'д':
			out[n-1] = 'г' - 0x400
		case 'ш', 'с':
			out[n-1] = 'х' - 0x400
		case 'щ':
			out[n-1] = 'т' - 0x400
		}
	}
	return out, nil
}

// russianLookAlike gives one letter for those that are mistaken for each other.
func russianLookAlike(c byte) byte {
	switch rune(c) + 0x400 {
	case 'щ':
		return 'ш' - 0x400
	case 'й':
		return 'и' - 0x400
	case 'ъ':
		return 'ь' - 0x400
	}
	return c
}
