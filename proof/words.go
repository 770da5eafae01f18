package proof

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/config"
	"bulletin/locale"
)

// Words gives the words that an edition uses, sorted, for the Vocabulary of
// later releases: in small letters, but names and abbreviations as they are
// written. A word that looks like a misprint is not among them unless the
// edition silences that: what slipped through once would be right for ever.
func Words(b *config.Bulletin) []string {
	language := locale.For(b.Language.Value)
	if language == nil {
		return nil
	}
	e := &edition{Edition: Edition{Bulletin: b}, language: language, passages: passages(b)}
	vocabulary := e.vocabulary(Vocabulary{})
	used := map[string]bool{}
	for _, entry := range vocabulary.entries {
		if entry.count > 0 {
			used[entry.shown] = true
		}
	}
	for _, f := range silenced(misprints(&reading{}, e), b.Silences) {
		if entry := vocabulary.byWord[folded(f.About)]; f.Silenced == "" && entry != nil {
			delete(used, entry.shown)
		}
	}
	return slices.Sorted(maps.Keys(used))
}

// A word is a run of letters in a text.
type word struct {
	text     string // as it is typed
	from, to int    // in the text
	begins   bool   // a sentence or a quotation begins with it
	initial  bool   // one letter and a full stop come before it: Н. Ханжігітов
	bound    bool   // it is joined to digits, a figure or an abbreviation: 25-ке, ҚР-ның
}

// words gives the words of a text in order; parts that a hyphen joins are words
// of their own. Addresses and what has digits in it are none.
func words(text string) []word {
	var out []word
	begins, initial := true, false
	for pos := 0; pos < len(text); {
		r, size := utf8.DecodeRuneInString(text[pos:])
		switch {
		case r == ' ':
		case isLetter(r) || unicode.IsDigit(r) || r == '@':
			if end := addressEnd(text, pos); end > pos {
				pos, begins, initial = end, false, false
				continue
			}
			end := wordEnd(text, pos)
			if s := text[pos:end]; !strings.ContainsFunc(s, isDigit) {
				out = append(out, word{text: s, from: pos, to: end, begins: begins, initial: initial, bound: isBound(text, pos)})
				initial = utf8.RuneCountInString(s) == 1
			} else {
				initial = false
			}
			pos, begins = max(end, pos+size), false
			continue
		case strings.ContainsRune("!?…:;•", r), r == '.' && !initial:
			begins, initial = true, false
		case strings.ContainsRune("«»“”„\"()[]", r):
			begins, initial = true, false
		case r != '.' && !unicode.IsSpace(r):
			initial = false
		}
		pos += size
	}
	return out
}

// isLetter is unicode.IsLetter, quick for the letters of bulletins.
func isLetter(r rune) bool {
	return 0x400 <= r && r < 0x482 || r < utf8.RuneSelf && isLatin(byte(r)) || unicode.IsLetter(r)
}

func isDigit(r rune) bool { return unicode.IsDigit(r) }

// wordEnd gives where the letters and digits end that begin at an offset. An
// apostrophe between letters is one of them, a letter's own accents are.
func wordEnd(text string, from int) int {
	for i, r := range text[from:] {
		switch {
		case isLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		case i > 0 && (r == '\'' || r == '’') && startsWithLetter(text[from+i+utf8.RuneLen(r):]):
		default:
			return from + i
		}
	}
	return len(text)
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// addressEnd gives where an address of the Web or of mail ends that begins at
// an offset; the offset where none does.
func addressEnd(text string, from int) int {
	if from > 0 {
		if before, _ := utf8.DecodeLastRuneInString(text[:from]); !unicode.IsSpace(before) && !strings.ContainsRune("(<«“\"", before) {
			return from
		}
	}
	end := strings.IndexFunc(text[from:], unicode.IsSpace)
	if end < 0 {
		end = len(text) - from
	}
	chunk := strings.TrimRight(text[from:from+end], ".,;:!?)»”\">")
	if strings.Contains(chunk, "://") || strings.Contains(chunk, "@") || hasDomain(chunk) {
		return from + len(chunk)
	}
	return from
}

// hasDomain reports whether a full stop stands between two and more Latin letters: Qamqor.gov.kz.
func hasDomain(s string) bool {
	for i := 2; i+2 < len(s); i++ {
		if s[i] == '.' && isLatin(s[i-2]) && isLatin(s[i-1]) && isLatin(s[i+1]) && isLatin(s[i+2]) {
			return true
		}
	}
	return false
}

func isLatin(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isBound reports whether a hyphen before an offset joins the word there to
// something other than a word in small letters.
func isBound(text string, at int) bool {
	before, found := strings.CutSuffix(text[:at], "-")
	if !found {
		before, found = strings.CutSuffix(text[:at], "‐")
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	if !found {
		return r == figureMark
	}
	return !unicode.IsLower(r)
}

// folded gives a word as it is compared: in small letters, without what
// divides it invisibly, with е for ё and ' for ’.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); r {
		case '\u00ad':
			return -1
		case 'ё':
			return 'е'
		case '’':
			return '\''
		}
		return r
	}, s)
}

// A vocabulary is what words an edition has or knows.
type vocabulary struct {
	entries []*entry // in the order in which they first come
	byWord  map[string]*entry
}

// An entry is one distinct word.
type entry struct {
	word    string // folded
	shown   string // in small letters; a name or an abbreviation as it is written
	letters []byte // what its language's endings look at; nil: they cannot
	look    []byte // those with one for all that look alike
	stems   []string
	count   int  // how often the edition has it
	known   bool // the house, the record or the program has it
	name    bool // it has a capital within sentences and never a small letter
	abbr    bool // it has capitals after the first letter
	alone   bool // it stands somewhere without a hyphen on either side

	passage *passage // where it first stands
	at      word
}

// vocabulary gives the words of an edition with those that are known beside them.
func (e *edition) vocabulary(known Vocabulary) *vocabulary {
	v := &vocabulary{byWord: map[string]*entry{}}
	small := map[*entry]bool{}
	for i := range e.passages {
		p := &e.passages[i]
		person := p.kind == address || p.kind == name && p.key == "name"
		for _, w := range words(p.words) {
			at := v.entry(w.text)
			if at.count == 0 {
				at.passage, at.at, at.shown = p, w, w.text
			}
			at.count++
			at.alone = at.alone || !isHyphen(runeBefore(p.words, w.from)) && !isHyphen(runeAfter(p.words, w.to))
			switch {
			case !beginsCapital(w.text):
				small[at] = true
			case person || !w.begins:
				at.name = true
			}
		}
	}
	for _, entry := range v.entries {
		entry.name = entry.name && !small[entry]
		if !entry.name && !entry.abbr {
			entry.shown = strings.ToLower(entry.shown)
		}
	}
	v.know(known.House)
	v.know(known.Records[e.language.Tag])
	v.know(programWords(e.language))
	for _, entry := range v.entries {
		entry.letters = endingsOf(e.language.Tag).letters(entry.word)
	}
	return v
}

// entry gives the entry of a word, a new one where there was none.
func (v *vocabulary) entry(text string) *entry {
	key := folded(text)
	at := v.byWord[key]
	if at == nil {
		at = &entry{word: key, abbr: true}
		v.byWord[key] = at
		v.entries = append(v.entries, at)
	}
	at.abbr = at.abbr && isAbbreviation(text)
	return at
}

// know adds words that are right.
func (v *vocabulary) know(texts []string) {
	for _, text := range texts {
		for _, w := range words(text) {
			at := v.entry(w.text)
			if at.count == 0 && !at.known {
				at.shown = w.text
				at.name = beginsCapital(w.text) && !strings.ContainsAny(text, " \u00a0")
			}
			at.known = true
		}
	}
}

func beginsCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// isAbbreviation reports whether a word has a capital after its first letter
// (ҚСжАЕК), unless it is a long one in capitals throughout, as titles have them.
func isAbbreviation(s string) bool {
	_, first := utf8.DecodeRuneInString(s)
	rest := s[first:]
	return strings.ContainsFunc(rest, unicode.IsUpper) && (utf8.RuneCountInString(s) < 7 || strings.ContainsFunc(rest, unicode.IsLower))
}

// programWords gives the words that the program itself prints in a language.
func programWords(l *locale.Language) []string {
	all := stringsOf(reflect.ValueOf(*l), nil)
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(a, b) })
	return slices.Compact(all)
}

// stringsOf adds every string in a value to all.
func stringsOf(v reflect.Value, all []string) []string {
	switch v.Kind() {
	case reflect.String:
		all = append(all, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			all = stringsOf(v.Field(i), all)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			all = stringsOf(v.Index(i), all)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			all = stringsOf(v.MapIndex(key), all)
		}
	}
	return all
}
