package locale

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// words gives the words of the list, as they may be parted. The list is not
// rewritten by the tests: it is what the rules say, not what the program does.
func words(t testing.TB) []string {
	t.Helper()
	list, err := os.ReadFile("testdata/kk_hyphenation.txt")
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

func TestHyphenateKazakh(t *testing.T) {
	kk := For("kk")
	list := words(t)
	if len(list) < 400 {
		t.Fatalf("%d words in the list", len(list))
	}
	for _, want := range list {
		if got := strings.Join(parts(kk, strings.ReplaceAll(want, "-", "")), "-"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestHyphenateKazakhCapitals(t *testing.T) {
	kk := For("kk")
	for _, want := range words(t) {
		if !strings.Contains(want, "-") {
			continue
		}
		word := strings.ReplaceAll(want, "-", "")
		first, size := utf8.DecodeRuneInString(word)
		title := strings.ToUpper(string(first)) + word[size:]
		if got := strings.ToLower(strings.Join(parts(kk, title), "-")); got != strings.ToLower(want) {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
		if capitals := strings.ToUpper(word); kk.Hyphenate(capitals) != nil {
			t.Errorf("%s is parted", capitals)
		}
	}
}

func TestHyphenateWhatIsNotAWord(t *testing.T) {
	kk := For("kk")
	for _, word := range []string{
		"", "ъ", "ььь", "12604", "25-ке", "gl.sagat@aspire.gov.kz", "https://stat.gov.kz/", "сәуір-мамыр",
		"бюл\u00adлетень", "сұрақ\xff", "\xd0", "й\u0306ана", "статис\u0301тика", "қала ",
	} {
		if at := kk.Hyphenate(word); at != nil {
			t.Errorf("%q is parted at %v", word, at)
		}
	}
}

func FuzzHyphenateKazakh(f *testing.F) {
	for _, word := range []string{"", "қауіпсіздігін", "интервьюер", "субъективті", "ҚСжАЕК", "аъаьау", "нстрльъ", "əдістеме", "а\xff"} {
		f.Add(word)
	}
	f.Add(strings.Repeat("қала", 40))
	kk := For("kk")
	f.Fuzz(func(t *testing.T, word string) {
		last := 0
		breaks := kk.Hyphenate(word)
		for _, at := range breaks {
			if at <= last || at >= len(word) || !utf8.RuneStart(word[at]) {
				t.Fatalf("%q: offsets %v", word, breaks)
			}
			if r, _ := utf8.DecodeRuneInString(word[at:]); r == 'ь' || r == 'ъ' {
				t.Fatalf("%q: %q is parted from its letter", word, r)
			}
			last = at
		}
		if len(breaks) == 0 {
			return
		}
		if !utf8.ValidString(word) {
			t.Fatalf("%q is parted", word)
		}
		parts := parts(kk, word)
		for _, part := range parts {
			if !strings.ContainsAny(part, "аәеёиоөуұүыіэюяАӘЕЁИОӨУҰҮЫІЭЮЯ") {
				t.Fatalf("%q: no vowel in %q", word, part)
			}
		}
		for _, end := range []string{parts[0], parts[len(parts)-1]} {
			if utf8.RuneCountInString(end) < 2 {
				t.Fatalf("%q: %q stands alone", word, end)
			}
		}
	})
}

// One operation is the list of some 490 words, the text of a bulletin.
func BenchmarkHyphenateKazakh(b *testing.B) {
	kk := For("kk")
	list := words(b)
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], "-", "")
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, word := range list {
			kk.Hyphenate(word)
		}
	}
}
