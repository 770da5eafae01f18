package proof

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/locale"
	"bulletin/tables"
)

// typedNumber is a number among words that may be a figure of the survey.
type typedNumber struct {
	from, to int // in the words, with its sign and %
	value    tables.Number
	percent  bool // % or its word follows
	exact    bool // it has decimals, a % or thousands: no year and no number of a thing
	year     bool // it may be a year: nothing but its value speaks for a figure
}

// figuresIn finds the numbers of a passage that may be figures. Years, ages,
// dates, hours, spans of time, telephones, numbers of paragraphs, clauses,
// houses, editions and standards are none; nor is what stands in a word, in
// quotation marks or in a link; nor, being words, is a whole number up to ten
// without a unit. What stays is a share, a number with decimals, or a count
// above ten.
func figuresIn(p *passage, language *locale.Language) []typedNumber {
	var found []typedNumber
	n := numbers{p.words, language}
	for pos := 0; pos < len(p.words); {
		at := strings.IndexFunc(p.words[pos:], isDecimalDigit)
		if at < 0 {
			break
		}
		group := n.read(pos + at)
		pos = group.end
		if group.none || p.inLink(group.start) || quotedAt(p.words, group.start) {
			continue
		}
		for _, number := range group.numbers {
			if n.isFigure(number) {
				found = append(found, number)
			}
		}
	}
	return found
}

// numbers reads the numbers of a text.
type numbers struct {
	s        string
	language *locale.Language
}

// group is a number, or several that stand together: a range, a date, a telephone.
type group struct {
	start, end int
	numbers    []typedNumber
	none       bool // no figures
}

// read reads what begins with the digit at an offset.
func (n numbers) read(at int) group {
	s := n.s
	if end := telephone(s, at); end > at {
		return group{start: at, end: end, none: true}
	}
	g := group{start: at}
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	g.none = unicode.IsLetter(before) || strings.ContainsRune("№#§_", before) || n.joined(at)
	for pos := at; ; {
		number, end, parts := n.one(pos)
		g.none = g.none || parts
		g.numbers = append(g.numbers, number)
		g.end = end
		next := n.rangeGoesOn(end)
		if next < 0 {
			break
		}
		pos = next
	}
	if n.isOrdinal(&g) || n.belongs(&g) {
		g.none = true
	}
	if last := g.numbers[len(g.numbers)-1]; last.percent {
		for i := range g.numbers {
			g.numbers[i].percent, g.numbers[i].exact = true, true // 20–25%
		}
	}
	return g
}

func isDecimalDigit(r rune) bool { return r >= '0' && r <= '9' }

func isSpace(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\n' }

// joined reports whether a hyphen or a stroke joins a number to the word before it: COVID-19.
func (n numbers) joined(at int) bool {
	before, size := utf8.DecodeLastRuneInString(n.s[:at])
	if at == 0 || !strings.ContainsRune("-/.,:", before) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(n.s[:at-size])
	return (before == '-' || before == '/') && (unicode.IsLetter(r) || r == figureMark || r == '%') || isDecimalDigit(r)
}

// one reads one number. parts is true where it is put together of parts: a date, an hour, a fraction, a clause.
func (n numbers) one(at int) (number typedNumber, end int, parts bool) {
	s := n.s
	end = at + digits(s[at:])
	whole, fraction := s[at:end], ""
	groupMarks := []string{" ", "\u00a0", "\u202f"}
	if n.language.DecimalMark == "." {
		groupMarks = append(groupMarks, ",")
	}
	grouped := false
	for len(whole) <= 3 || grouped {
		mark := slices.IndexFunc(groupMarks, func(m string) bool {
			rest, ok := strings.CutPrefix(s[end:], m)
			return ok && digits(rest) == 3 && !strings.HasPrefix(whole, "0")
		})
		if mark < 0 {
			break
		}
		from := end + len(groupMarks[mark])
		whole, end, grouped = whole+s[from:from+3], from+3, true
	}
	mark := ""
	if rest := s[end:]; len(rest) > 1 && strings.ContainsRune(",.:/", rune(rest[0])) && isDecimalDigit(rune(rest[1])) {
		mark, fraction = rest[:1], rest[1:1+digits(rest[1:])]
		end += 1 + len(fraction)
	}
	for len(s) > end+1 && strings.ContainsRune(",.:/", rune(s[end])) && isDecimalDigit(rune(s[end+1])) {
		end += 1 + digits(s[end+1:])
		parts = true
	}
	from := n.withSign(at)
	percent, to := n.percent(end)
	number = typedNumber{from: from, to: to, percent: percent, exact: percent || grouped || fraction != ""}
	switch mark {
	case ":", "/":
		parts = true
	case ".", ",":
		parts = parts || mark != n.language.DecimalMark && !percent // 5.1 is a clause, 17.07 a day
	}
	typed := whole
	if fraction != "" {
		typed += "." + fraction
	}
	if from < at && s[from] != '+' {
		typed = "-" + typed
	}
	value, err := tables.ParseNumber(typed)
	parts = parts || err != nil || fraction == "" && len(whole) > 1 && whole[0] == '0' // a code
	number.value = value
	number.year = !number.exact && len(whole) == 4 && whole >= "1900" && whole <= "2100"
	return number, max(end, to), parts
}

func digits(s string) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !isDecimalDigit(r) }); i >= 0 {
		return i
	}
	return len(s)
}

// withSign gives the offset of the sign before a number, or of the number.
func (n numbers) withSign(at int) int {
	for _, sign := range []string{"+", "−", "-"} {
		if rest, ok := strings.CutSuffix(n.s[:at], sign); ok {
			if r, _ := utf8.DecodeLastRuneInString(rest); rest == "" || isSpace(r) || r == '(' {
				return len(rest)
			}
		}
	}
	return at
}

// percent reports whether a percent sign or its word follows, and where what was typed of the figure ends.
func (n numbers) percent(end int) (bool, int) {
	rest := strings.TrimLeftFunc(n.s[end:], isSpace)
	if strings.HasPrefix(rest, "%") {
		return true, len(n.s) - len(rest) + 1
	}
	word := n.wordAfter(end)
	return locale.HasStem(word, []string{"пайыз", "процент", "percent", "п.п.", "pp"}) ||
		word == "per" && strings.HasPrefix(strings.TrimLeftFunc(rest[3:], isSpace), "cent"), end
}

// rangeGoesOn gives the offset of the next number of a range (15–80, 15-тен
// 80-ге, 15 and 80) after the end of the one before; below zero: there is none.
func (n numbers) rangeGoesOn(end int) int {
	rest := n.s[end:]
	if suffix, ok := caseEnding(rest); ok {
		rest = rest[suffix:]
	}
	trimmed := strings.TrimLeftFunc(rest, isSpace)
	for _, dash := range []string{"–", "-", "—"} {
		if after, ok := strings.CutPrefix(trimmed, dash); ok {
			spaced := strings.TrimLeftFunc(after, isSpace)
			if digits(spaced) > 0 && (spaced == after) == (trimmed == rest) {
				return len(n.s) - len(spaced)
			}
		}
	}
	word, after, _ := strings.Cut(trimmed, " ")
	if joins(word) || slices.Contains([]string{"до", "to", "бен", "по"}, word) {
		if after = strings.TrimLeftFunc(after, isSpace); digits(after) > 0 {
			return len(n.s) - len(after)
		}
	}
	if len(rest) < len(n.s)-end && digits(trimmed) > 0 {
		return len(n.s) - len(trimmed) // 15-тен 80-ге
	}
	return -1
}

// caseEnding gives the length of a Kazakh case ending on digits: -ке, -дан, -ы.
func caseEnding(s string) (int, bool) {
	rest, ok := strings.CutPrefix(s, "-")
	if !ok {
		return 0, false
	}
	end := len(rest)
	if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		end = i
	}
	if slices.Contains([]string{
		"ы", "і", "сы", "сі", "ын", "ін", "ына", "іне", "ға", "ге", "қа", "ке", "на", "не", "ды", "ді", "ты", "ті", "ны", "ні",
		"да", "де", "та", "те", "нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "дың", "дің", "тың", "тің", "ның", "нің", "дай", "дей", "тай", "тей",
	}, rest[:end]) {
		return 1 + end, true
	}
	return 0, false
}

// isOrdinal reports whether a number is the name of a thing: 4-кіреберіс, 20th, 4кіреберіс, 1) and 1. at the start of a line.
func (n numbers) isOrdinal(g *group) bool {
	last := g.numbers[len(g.numbers)-1]
	rest := n.s[g.end:]
	r, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLetter(r) {
		return true
	}
	if _, ending := caseEnding(rest); !last.exact && !ending && strings.HasPrefix(rest, "-") && len(rest) > 1 {
		if r, _ = utf8.DecodeRuneInString(rest[1:]); unicode.IsLetter(r) {
			return true
		}
	}
	if start := strings.LastIndexByte(n.s[:g.start], '\n') + 1; strings.TrimSpace(n.s[start:g.start]) == "" && len(g.numbers) == 1 && !last.exact {
		return strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ". ")
	}
	return false
}

// belongs reports whether the words beside a group say that it is no figure: a
// date, an age, a span of time, the number of something.
func (n numbers) belongs(g *group) bool {
	last := g.numbers[len(g.numbers)-1]
	if last.percent {
		return false
	}
	l := n.language
	before, _ := n.wordBefore(g.start)
	bare := strings.TrimRight(before, ",")
	rest := n.s[g.end:]
	if ending, ok := caseEnding(rest); ok {
		rest = rest[ending:]
	}
	after := n.wordAfter(len(n.s) - len(rest))
	whole := !slices.ContainsFunc(g.numbers, func(t typedNumber) bool { return t.exact })
	switch {
	case n.isMonth(after), whole && n.isMonth(bare):
		return true
	case n.isAge(after), n.isAge(bare):
		return true
	case whole && (n.isYear(after) || isTime(after) || isHour(bare)):
		return true
	case namesNumber(before), isStreet(bare) && whole:
		return true
	case l.Tag == "kk" && whole && locale.HasStem(after, []string{"бап", "бабы", "тармақ", "тармағ", "тарау", "қосымша", "бөлім"}):
		return true // 12 бап
	case l.Tag != "en" && isLatinName(before):
		return true // Windows 11
	}
	for _, ref := range l.References() {
		if len(ref.Before) > 0 && locale.HasStem(bare, ref.Before) {
			return true
		}
	}
	return false
}

// isAge takes the words of age and their endings, and no other word that begins alike: agency, жасалды.
func (n numbers) isAge(word string) bool {
	for _, stem := range n.language.Ages {
		rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(word, ".,;:)»")), stem)
		if !ok {
			continue
		}
		switch n.language.Tag {
		case "en":
			return rest == "" || rest == "d" || rest == "s"
		case "kk":
			return !strings.HasPrefix(rest, "а") && !strings.HasPrefix(rest, "ы") || strings.HasPrefix(rest, "ында")
		}
		return true
	}
	return false
}

// isMonth takes the names of months with their endings, and no other word that begins alike: may, майоров.
func (n numbers) isMonth(word string) bool {
	rest, ok := afterStem(word, n.language.Months)
	switch n.language.Tag {
	case "en":
		return ok && rest == "" && word != strings.ToLower(word)
	case "ru":
		return ok && utf8.RuneCountInString(rest) <= 3
	}
	return ok
}

// isYear takes the words of years with their endings, and no other word that
// begins alike: жылқы (a horse), жылжымайтын, жылу.
func (n numbers) isYear(word string) bool {
	rest, ok := afterStem(word, n.language.Years)
	return ok && !strings.HasPrefix(rest, "қ") && !strings.HasPrefix(rest, "ж") && !strings.HasPrefix(rest, "у")
}

// afterStem gives what follows the longest of some stems in a word.
func afterStem(word string, stems []string) (rest string, ok bool) {
	word = strings.ToLower(strings.Trim(word, ".,;:()«»“”"))
	for _, stem := range stems {
		if after, found := strings.CutPrefix(word, strings.TrimRight(stem, ".")); found && (!ok || len(after) < len(rest)) {
			rest, ok = after, !strings.HasSuffix(stem, ".") || after == ""
		}
	}
	return rest, ok
}

// isTime takes the units of time.
func isTime(word string) bool {
	word = strings.ToLower(strings.TrimRight(word, ".,;:)»"))
	return locale.HasStem(word, []string{
		"күн", "апта", "сағат", "минут", "тәулік", "месяц", "дней", "день", "дня", "недел", "час", "суток", "суткам",
		"day", "month", "week", "hour", "minute", "a.m", "p.m", "o'clock", "o’clock",
	}) || slices.Contains([]string{"ай", "айда", "айға", "айдан", "айдың", "айлық", "ч", "am", "pm"}, word)
}

// isHour takes the words that stand before an hour.
func isHour(word string) bool { return locale.HasStem(word, []string{"сағат"}) }

// isStreet takes the words that stand before the number of a house or a room.
func isStreet(word string) bool {
	return locale.HasStem(word, []string{
		"көше", "даңғыл", "ықшамаудан", "үй", "пәтер", "кеңсе", "бөлме", "ул.", "улиц", "проспект", "пр.", "дом", "д.", "кв.", "офис", "каб.", "кабинет",
		"street", "avenue", "building", "room", "office", "тел", "факс", "phone", "fax", "индекс",
	})
}

// namesNumber takes the words before the number of a document, a clause, a
// form, a standard or an edition.
func namesNumber(word string) bool {
	bare := strings.TrimRight(word, ",")
	if strings.HasSuffix(bare, "№") || slices.Contains([]string{"N", "No", "No.", "Nr", "v", "п.", "пп.", "ст.", "гл.", "ч."}, bare) {
		return true
	}
	if len(bare) > 1 && strings.Trim(bare, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == "" {
		return true // ISO 9001
	}
	return locale.HasStem(bare, []string{
		"бап", "тармақ", "бұйрық", "қаулы", "қосымша", "нұсқа", "гост", "удн",
		"пункт", "подпункт", "стать", "глав", "приложен", "приказ", "постановлен", "верси", "форм",
		"article", "clause", "paragraph", "chapter", "annex", "appendix", "version", "order", "resolution", "regulation", "form",
	})
}

// isLatinName reports whether a word in a Cyrillic text is a name in Latin letters.
func isLatinName(word string) bool {
	return len(word) > 1 && !strings.ContainsFunc(word, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && r != '-'
	})
}

// isFigure asks for what a number itself has to show.
func (n numbers) isFigure(t typedNumber) bool {
	hundred := tables.Number{Coef: 100}
	switch {
	case t.value.Cmp(hundred) == 0:
		return false // the whole, of which shares are parts
	case t.exact || isScale(n.wordAfter(t.to)):
		return true
	}
	return t.value.Cmp(tables.Number{Coef: 10}) > 0
}

// isScale takes thousands and millions.
func isScale(word string) bool {
	return locale.HasStem(word, []string{"мың", "млн", "млрд", "тыс", "миллион", "миллиард", "thousand", "million", "billion"})
}

// telephone gives the end of a telephone number that begins at or before the
// digit at an offset; the offset itself where there is none.
func telephone(s string, at int) int {
	end, count := at, 0
	for i, r := range s[at:] {
		if !isDecimalDigit(r) && !strings.ContainsRune(" \u00a0()-–", r) {
			break
		}
		if isDecimalDigit(r) {
			count++
			end = at + i + 1
		}
	}
	before := strings.TrimRight(s[:at], "( ")
	international := strings.HasSuffix(s[:at], "+") || strings.HasSuffix(before, "+")
	number := s[at:end]
	switch {
	case count < 7:
	case international, strings.Contains(number, "("), strings.HasSuffix(s[:at], "("),
		strings.HasPrefix(number, "8 ") && count == 11:
		return end
	}
	return at
}

// wordAfter gives what follows the spaces at an offset, up to the next ones.
func (n numbers) wordAfter(at int) string {
	rest := strings.TrimLeftFunc(n.s[at:], isSpace)
	if i := strings.IndexFunc(rest, isSpace); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// wordBefore gives what stands before the spaces at an offset, back to the spaces before it.
func (n numbers) wordBefore(at int) (word string, start int) {
	rest := strings.TrimRightFunc(strings.TrimRight(n.s[:at], "(«+−"), isSpace)
	start = strings.LastIndexFunc(rest, isSpace)
	if start < 0 {
		return rest, 0
	}
	_, size := utf8.DecodeRuneInString(rest[start:])
	return rest[start+size:], start + size
}
