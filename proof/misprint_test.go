package proof

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/locale"
)

// inLanguage gives an edition of one section in a language.
func inLanguage(language, words string) *edition {
	c := &collector{section: 1}
	c.text(config.MakeText(words))
	return &edition{
		Edition:  Edition{Bulletin: &config.Bulletin{Language: config.MakeText(language)}},
		first:    true,
		language: locale.For(language),
		passages: c.all,
	}
}

// line gives findings as their words.
func line(found []Finding) string {
	var all []string
	for _, f := range found {
		all = append(all, f.About)
	}
	return strings.Join(all, "|")
}

func TestMisprints(t *testing.T) {
	for _, c := range []struct{ name, language, text, want string }{
		// the department's own
		{"a letter lost", "kk", "Шығарылымға жаупты", "жаупты > жауапты"},
		{"ый for и, twice", "kk", "Жауап беруге қыйналғандар үлесі. Жауап беруге қыйналғандар. Қиналғандар үлесі, қиналғандар саны, жауап беруге қиналғандар.", "қыйналғандар > қиналғандар"},

		// letters that a Russian keyboard has not
		{"н for ң", "kk", "Халықтың сенім деңгейі мен оның денгейі", "денгейі > деңгейі"},
		{"к for қ", "kk", "Сот және құқық қорғау, кұқық қорғау", "кұқық > құқық"},
		{"г for ғ", "kk", "Бағалау мен зерттеу, багалау", "багалау > бағалау"},
		{"у for ү", "kk", "Зерттеу жүргізілді, сұхбат жургізілді", "жургізілді > жүргізілді"},
		{"у for ұ", "kk", "Сұралғандардың үлесі мен суралғандардың саны", "суралғандардың > сұралғандардың"},
		{"о for ө", "kk", "Барлық өңірлерде және оңірлерде", "оңірлерде > өңірлерде"},
		{"и for і", "kk", "Әділет министрлігі мен министрлиги", "министрлиги > министрлігі"},
		{"х for һ", "kk", "Қаһарман мен қахарман туралы", "қахарман > қаһарман"},
		{"several at once", "kk", "Халықтың қауіпсіздігі туралы халыктын айтқаны", "халыктын > халықтың"},
		{"in a name", "kk", "Биыл Қарағанды қаласында да, Караганды облысында да", "Караганды > Қарағанды"},

		// other slips
		{"neighbours swapped", "kk", "Тіркелген қылмыстардың саны, қылмысатрдың динамикасы, қылмыстардың үлесі", "қылмысатрдың > қылмыстардың"},
		{"a letter doubled", "kk", "Прокуратура органдары, прокурратура қызметі", "прокурратура > прокуратура"},
		{"a letter too much", "kk", "Респонденттердің жауаптары, респонденттерджің сенімі, респонденттердің саны", "респонденттерджің > респонденттердің"},
		{"a letter for another", "kk", "Мекемелердің қызметі, мекелелердің саны, мекемелердің үлесі", "мекелелердің > мекемелердің"},
		{"an ending of the wrong row", "kk", "Қылмыс деңгейі мен өлшемы, сенім өлшемі", "өлшемы > өлшемі"},
		{"two letters", "kk", "Статистикалық деректер, статистткалыық жинақ, статистикалық нысан", "статистткалыық > статистикалық"},

		// what is right
		{"endings", "kk", "Сенім, сенімнің, сенімге, сенімді, сенімде, сенімнен, сеніммен, сенімдер, сенімдерінің, сенімділік, сенімділігі, сенімсіз, сенбеу", ""},
		{"endings of verbs", "kk", "Сенетін, сенетіндер, сенбейтін, сенбейтіндер, сенеді, сенген, сенбеген, сенсе, сенуге, сенуі, сеніп", ""},
		{"қ and ғ, к and г, п and б", "kk", "Халық халқы, балық балығы, деңгейлік деңгейлігі, жүрек жүрегі, кітап кітабы, сұрақ сұрағына", ""},
		{"vowels that fall", "kk", "Орын орны орынға, халықтың халқының, ауыз аузы, оқыған оқу, жазылу жаза", ""},
		{"borrowed words", "kk", "Банк банктер банкі, факт фактілер, рөл рөлдің, роль рольдің, курс курсы, алгоритм алгоритмге", ""},
		{"other words", "kk", "Басқа қала, басқару орталығы, басқосу. Жаңа жыл, жаңғыру, жаңару", ""},
		{"abbreviations", "kk", "ҚСжАЕК пен ҚСжАЕКК; ҚРБП, ҚРБК", ""},
		{"names that are near", "kk", "Биыл Ақтау қаласы мен Ақтөбе қаласы", ""},
		{"a name beside a word", "kk", "Осы алматын адам және Алматы қаласы", ""},
		{"endings of figures", "kk", "Оның {{.a.b}}-ының үлесі, 25-інің үлесі және ҚР-ның үлесі", ""},
		{"addresses", "kk", "Мына <https://stat.gov.kz/industries> және stat.gov.kz, industrias@stat.gov.kz", ""},
		{"few letters", "kk", "Бала мен бола, қала мен қола", ""},

		{"Russian", "ru", "Уровень доверия населения. Дверие населения к доверию, доверия населения, население", ""},
		{"Russian slips", "ru", "Правоохранительные органы и правоохранитеьные структуры, правоохранительные службы; судебная система, сситема, система", "правоохранитеьные > правоохранительные|сситема > система"},
		{"Russian endings", "ru", "Сведения, сведений, сведениями; опрошенных, опрошенные; доверяют, доверяющих, не доверяли; случай, случая, случаев; включены, выключены", ""},
		{"English", "en", "Level of public trust in law enforcement agencies. Law enforcment agencies and their enforcement", "enforcment > enforcement"},
		{"English endings", "en", "Trust, trusted, trusting, trusts; agency, agencies; organise, organized; safety, safely; not safe", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			e := inLanguage(c.language, c.text)
			for _, f := range misprints(&reading{}, e) {
				_, meant, _ := strings.Cut(f.Message, "misprint of \"")
				meant, _, _ = strings.Cut(meant, "\"")
				got = append(got, f.About+" > "+meant)
			}
			if all := strings.Join(got, "|"); all != c.want {
				t.Errorf("found %q, want %q", all, c.want)
			}
		})
	}
}

// TestMisprintPlace sees that a misprint is told once, at its first place, and
// what is told.
func TestMisprintPlace(t *testing.T) {
	found := misprints(&reading{}, inLanguage("kk", "Жауап беруге қиналғандар, қиналғандар.\n\nБұл\nқыйналғандар мен қыйналғандар, қиналғандар"))
	if len(found) != 1 {
		t.Fatalf("found %v", found)
	}
	if got, want := fmt.Sprint(found[0].Place, " ", found[0].Message), `:4:1 "қыйналғандар" (it stands 2 times) looks like a misprint of "қиналғандар"; correct it, or add it to words.txt if it is right`; got != want {
		t.Errorf("told\n%s\nwant\n%s", got, want)
	}
}

// TestKnownWords sees that words of the house and of the record are right, and
// that others are measured by them.
func TestKnownWords(t *testing.T) {
	e := inLanguage("kk", "Тексерудің өтінішхаты және мұрағтпен жұмыс")
	for _, c := range []struct {
		name  string
		known Vocabulary
		want  string
	}{
		{"nothing known", Vocabulary{}, ""},
		{"the house", Vocabulary{House: []string{"жарықтандыру", "мұрағатпен"}}, "мұрағтпен"},
		{"the record", Vocabulary{Records: map[string][]string{"kk": {"мұрағатпен", "өтінішхат"}}}, "мұрағтпен"},
		{"another language's record", Vocabulary{Records: map[string][]string{"ru": {"мұрағатпен"}}}, ""},
		{"the word itself", Vocabulary{House: []string{"мұрағатпен"}, Records: map[string][]string{"kk": {"мұрағтпен"}}}, ""},
		{"a name of the house's", Vocabulary{House: []string{"Мұрағатпен"}}, ""},
	} {
		if got := line(misprints(&reading{known: c.known}, e)); got != c.want {
			t.Errorf("%s: found %q, want %q", c.name, got, c.want)
		}
	}
}

// TestSlips makes slips at random in the words of the department's text and
// sees that most are found and the word that was meant is named.
func TestSlips(t *testing.T) {
	b, _, problems := config.Load("../testdata/2024-1")
	none(t, problems)
	e := &edition{Edition: Edition{Bulletin: b}, language: locale.For("kk"), passages: passages(b)}
	v := e.vocabulary(Vocabulary{})
	s := newSuspicion(v, kazakhEndings())
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		name  string
		slip  func(letters []byte) []byte
		least int // percent to be found
	}{
		{"a letter of a Russian keyboard", func(w []byte) []byte { return withoutKazakh(random, w) }, 80},
		{"a letter doubled", func(w []byte) []byte { i := random.IntN(len(w)); return append(append(w[:i:i], w[i]), w[i:]...) }, 80},
		{"neighbours swapped", func(w []byte) []byte {
			i := random.IntN(len(w) - 1)
			w[i], w[i+1] = w[i+1], w[i]
			return w
		}, 70},
		{"a letter lost", func(w []byte) []byte { i := random.IntN(len(w)); return append(w[:i:i], w[i+1:]...) }, 45},
	} {
		made, named := 0, 0
		for _, w := range v.entries {
			if w.count == 0 || len(w.letters) < leastLetters || w.abbr || w.name {
				continue
			}
			letters := c.slip(append([]byte(nil), w.letters...))
			typed := fromCyrillic(letters)
			if v.byWord[typed] != nil {
				continue
			}
			made++
			slipped := &entry{word: typed, shown: typed, letters: letters, count: 1}
			s.count(slipped, 1)
			if s.isDoubtful(slipped) && s.meant(slipped) == w {
				named++
			}
			s.count(slipped, -1)
		}
		t.Logf("%s: %d of %d", c.name, named, made)
		if made == 0 || 100*named < c.least*made {
			t.Errorf("%s: %d of %d are found, want %d%%", c.name, named, made, c.least)
		}
	}
}

// withoutKazakh puts the letter of a Russian keyboard in the place of a Kazakh one.
func withoutKazakh(random *rand.Rand, word []byte) []byte {
	var at []int
	for i, c := range word {
		if strings.ContainsRune("ңқғүұөәіһ", rune(c)+0x400) {
			at = append(at, i)
		}
	}
	if len(at) > 0 {
		i := at[random.IntN(len(at))]
		word[i] = kazakhLookAlike(word[i])
	}
	return word
}

func fromCyrillic(letters []byte) string {
	var out strings.Builder
	for _, c := range letters {
		out.WriteRune(rune(c) + 0x400)
	}
	return out.String()
}

// manyWords gives n distinct words that no ending ties together, as Kazakh has syllables.
func manyWords(n int) string {
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(letters string) string { r := []rune(letters); return string(r[random.IntN(len(r))]) }
	var out strings.Builder
	seen := map[string]bool{}
	for len(seen) < n {
		w := ""
		for range 2 + random.IntN(4) {
			w += pick("бгғджзйкқлмнңпрстш") + pick("аәеоөұүыіу") + pick("лмнңрсткқ")
		}
		if !seen[w] {
			seen[w] = true
			out.WriteString(w + " ")
		}
	}
	return out.String()
}

// BenchmarkMisprints has 20 000 words of which every one is doubtful.
func BenchmarkMisprints(b *testing.B) {
	e := inLanguage("kk", "Бір")
	for chunk := range slices.Chunk(strings.Fields(manyWords(20_000)), 500) {
		words := strings.Join(chunk, " ")
		e.passages = append(e.passages, passage{kind: sentence, words: words, place: config.MakeText(words).At})
	}
	for b.Loop() {
		misprints(&reading{}, e)
	}
}

// FuzzMisprints sees that no words bring the rule down, and that it is not
// taken with what it calls right.
func FuzzMisprints(f *testing.F) {
	f.Add("kk", "Жауапты жаупты, қиналғандар қыйналғандар халқы ь ъы")
	f.Add("ru", "Доверие дверие сь ся ёлка")
	f.Add("en", "enforcement enforcment ees it's ’s")
	f.Fuzz(func(t *testing.T, language, words string) {
		if locale.For(language) == nil {
			return
		}
		e := inLanguage(language, words)
		for _, f := range misprints(&reading{}, e) {
			e.passages = append(e.passages, passage{words: f.About, place: config.MakeText(f.About).At})
			for range 2 {
				known := Vocabulary{House: []string{f.About}}
				if strings.Contains("|"+line(misprints(&reading{known: known}, e))+"|", "|"+f.About+"|") {
					t.Errorf("%q is told although it is on the house's list", f.About)
				}
			}
		}
	})
}
