package locale

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// hyphenation tells what the tests of a language's hyphenation need to know.
var hyphenation = []struct {
	tag    string
	words  int // in the list, at least
	vowels string
	behind int // letters on the next line, at least
}{
	{"kk", 400, "аәеёиоөуұүыіэюя", 2},
	{"ru", 400, "аеёиоуыэюя", 2},
	{"en", 400, "aeiouy", 3},
}

// words gives the words of a list, as they may be parted. The list is not
// rewritten by the tests: it is what the rules say, not what the program does.
func words(t testing.TB, tag string) []string {
	t.Helper()
	list, err := os.ReadFile("testdata/" + tag + "_hyphenation.txt")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for line := range strings.Lines(string(list)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			words = append(words, line)
		}
	}
	return words
}

// parts splits a word where it may be parted.
func parts(l *Language, word string) []string {
	var parts []string
	last := 0
	for _, at := range l.Hyphenate(word) {
		parts = append(parts, word[last:at])
		last = at
	}
	return append(parts, word[last:])
}

func TestHyphenate(t *testing.T) {
	if len(hyphenation) != len(Tags()) {
		t.Errorf("%d languages of %d", len(hyphenation), len(Tags()))
	}
	for _, h := range hyphenation {
		l, list := For(h.tag), words(t, h.tag)
		if len(list) < h.words {
			t.Errorf("%s: %d words in the list", h.tag, len(list))
		}
		for _, want := range list {
			if got := strings.Join(parts(l, strings.ReplaceAll(want, "-", "")), "-"); got != want {
				t.Errorf("%s: %s, want %s", h.tag, got, want)
			}
		}
	}
}

// A capital at the start changes nothing; capitals are an abbreviation.
func TestHyphenateCapitals(t *testing.T) {
	for _, h := range hyphenation {
		l := For(h.tag)
		for _, want := range words(t, h.tag) {
			if !strings.Contains(want, "-") {
				continue
			}
			word := strings.ReplaceAll(want, "-", "")
			first, size := utf8.DecodeRuneInString(word)
			title := strings.ToUpper(string(first)) + word[size:]
			if got := strings.ToLower(strings.Join(parts(l, title), "-")); got != strings.ToLower(want) {
				t.Errorf("%s: %s, want %s", title, got, want)
			}
			if capitals := strings.ToUpper(word); l.Hyphenate(capitals) != nil {
				t.Errorf("%s is parted", capitals)
			}
		}
	}
}

func TestHyphenateWhatIsNotAWord(t *testing.T) {
	for _, h := range hyphenation {
		for _, word := range []string{
			"", "ъ", "ььь", "12604", "25-ке", "gl.sagat@aspire.gov.kz", "https://stat.gov.kz/", "сәуір-мамыр",
			"бюл\u00adлетень", "сұрақ\xff", "\xd0", "й\u0306ана", "статис\u0301тика", "қала ",
			"əдістеме", "стaтистика", "statiстика", "naïvety", "don’t", "population.", "a", "Ы", "ing",
		} {
			if at := For(h.tag).Hyphenate(word); len(at) > 0 {
				t.Errorf("%s: %q is parted at %v", h.tag, word, at)
			}
		}
	}
}

func FuzzHyphenate(f *testing.F) {
	for _, word := range []string{
		"", "қауіпсіздігін", "интервьюер", "субъективті", "ҚСжАЕК", "аъаьау", "нстрльъ", "əдістеме", "а\xff",
		"безопасность", "Наибольший", "подъезд", "районе", "сельский", "йййаййа", "бъьйа", "теью", "тельйью", "интервьье", "контрразведка",
		"statistics", "Distribution", "rhythms", "democratic", "associate",
	} {
		f.Add(word)
	}
	f.Add(strings.Repeat("қала", 40))
	f.Add(strings.Repeat("statistics", 40))
	f.Fuzz(func(t *testing.T, word string) {
		for _, h := range hyphenation {
			last := 0
			breaks := For(h.tag).Hyphenate(word)
			for _, at := range breaks {
				if at <= last || at >= len(word) || !utf8.RuneStart(word[at]) {
					t.Fatalf("%s: %q: offsets %v", h.tag, word, breaks)
				}
				if r, _ := utf8.DecodeRuneInString(word[at:]); r == 'ь' || r == 'ъ' || r == 'й' && h.tag == "ru" {
					t.Fatalf("%s: %q: %q is parted from its letter", h.tag, word, r)
				}
				last = at
			}
			if len(breaks) == 0 {
				continue
			}
			if !utf8.ValidString(word) {
				t.Fatalf("%s: %q is parted", h.tag, word)
			}
			parts := parts(For(h.tag), word)
			for _, part := range parts {
				if !strings.ContainsAny(strings.ToLower(part), h.vowels) {
					t.Fatalf("%s: %q: no vowel in %q", h.tag, word, part)
				}
			}
			if first := parts[0]; utf8.RuneCountInString(first) < 2 {
				t.Fatalf("%s: %q: %q stands alone", h.tag, word, first)
			}
			if last := parts[len(parts)-1]; utf8.RuneCountInString(last) < h.behind {
				t.Fatalf("%s: %q: %q stands alone", h.tag, word, last)
			}
		}
	})
}

// One operation is the list of some 500 words, the text of a bulletin.
func BenchmarkHyphenate(b *testing.B) {
	for _, h := range hyphenation {
		b.Run(h.tag, func(b *testing.B) {
			l, list := For(h.tag), words(b, h.tag)
			for i := range list {
				list[i] = strings.ReplaceAll(list[i], "-", "")
			}
			l.Hyphenate("word") // the first use reads the patterns
			b.ReportAllocs()
			for b.Loop() {
				for _, word := range list {
					l.Hyphenate(word)
				}
			}
		})
	}
}

// One operation is what the first English word costs.
func BenchmarkReadPatterns(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		parsePatterns(englishPatternLines, englishExceptions+englishWords)
	}
}
