package proof

import (
	"strings"
	"testing"

	"bulletin/config"
)

// wordsCase is a text and what a rule finds in it: the words it is about.
type wordsCase struct {
	language, text string
	want           string // parted by |
}

// tryWords reads texts with a rule.
func tryWords(t *testing.T, rule func(*reading, *edition) []Finding, cases []wordsCase) {
	t.Helper()
	for _, c := range cases {
		if got := line(rule(&reading{}, inLanguage(c.language, c.text))); got != c.want {
			t.Errorf("%s: in %q found %q, want %q", c.language, c.text, got, c.want)
		}
	}
}

func TestMixedScripts(t *testing.T) {
	tryWords(t, mixedScripts, []wordsCase{
		{"kk", "бойынша əдістеме", "əдістеме"},
		{"kk", "сенiм, cот пен қоғам", "сенiм|cот"},
		{"en", "the trusт of citizens", "trusт"},
		{"ru", "уровень доверия и суд", ""},
		{"kk", "тәуліктіи\u0306 қай", "тәуліктіи\u0306"},
		{"kk", "COVID-19, SMS-хабарлама, IP-адрес, ХХІ-ғасыр, XXI-ші, web-сайт", ""},
		{"kk", "5 кВт, 10 м², °C, 3D моделі, Qamqor.gov.kz сайты, А4 пен B5", ""},
		{"kk", "<https://stat.gov.kz/тест> және gl.sagat@aspire.gov.kz", ""},
		{"kk", "кWт", "кWт"},
		{"en", "naïve café résumé", ""},
	})
}

// TestMixedScriptWords sees which word is said to be meant.
func TestMixedScriptWords(t *testing.T) {
	for _, c := range []struct{ language, word, want string }{
		{"kk", "əдістеме", `"əдістеме" has the Latin letter ə (U+0259) among Cyrillic ones; type "әдістеме" in Cyrillic letters alone`},
		{"kk", "мерзімiне", `"мерзімiне" has the Latin letter i (U+0069) among Cyrillic ones; type "мерзіміне" in Cyrillic letters alone`},
		{"kk", "aйaқтaлу", `"aйaқтaлу" has the Latin letter a (U+0061) among Cyrillic ones; type "айақталу" in Cyrillic letters alone`},
		{"kk", "СOVID", `"СOVID" has the Cyrillic letter С (U+0421) among Latin ones; type "COVID" in Latin letters alone`},
		{"en", "сrime", `"сrime" has the Cyrillic letter с (U+0441) among Latin ones; type "crime" in Latin letters alone`},
		{"en", "оr", `"оr" has the Cyrillic letter о (U+043E) among Latin ones; type "or" in Latin letters alone`},
		{"ru", "прWт", `"прWт" has the Latin letter W (U+0057) among Cyrillic ones; type it in one script, or part it with a hyphen`},
		{"ru", "чеи\u0306", "\"чеи\u0306\" has an accent of its own (U+0306) in the place of a letter that has it; type \"чей\""},
	} {
		if _, got := mixed(c.word, c.language); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.word, got, c.want)
		}
	}
}

func TestHyphensForDashes(t *testing.T) {
	tryWords(t, hyphensForDashes, []wordsCase{
		{"kk", "ішінара сенетіндер- 24,1%, адамдар - 3,0%", "сенетіндер- 24,1%|адамдар - 3,0%"},
		{"kk", "сенетіндер - {{.a.b.c}}, сенбейтіндер-\n{{.a.b.d}}", "сенетіндер - {{.a.b.c}}|сенбейтіндер- {{.a.b.d}}"},
		{"kk", "ҚСжАЕК - Қазақстан", "ҚСжАЕК - Қазақстан"},
		{"kk", "2013-2022 жылдары 15-80 жас, 10-15%, 1,5-2,5 және 15-80-ге", "2013-2022|15-80|10-15|1,5-2,5|15-80"},
		{"kk", "сәуір-мамыр, іс-қимыл, сондай-ақ, 25-ке, 0,35%-ы, {{.a.b}}-ы", ""},
		{"kk", "+7 7172 74-90-61, Тел. 74-90, 8 (7172) 74-92-58, № 12-15, 2024-07-17, 2024-1", ""},
		{"kk", "-5 градус пен -12,5 градус аралығы, мәні -3", ""},
		{"kk", "ISO 639-1988, А-15-20 үйі, 100-45, 010-020, 5/10-12", ""},
		{"kk", "- бірінші\n- екінші", ""},
		{"kk", "әлеуметтік- және мәдени", ""},
		{"ru", "одно- и двухкомнатные квартиры", ""},
		{"ru", "Тестирование -проверка", "Тестирование -проверка"},
		{"en", "short- and long-term; pre- or post-trial", ""},
		{"en", "ages 15-80, pp. 3-5", "15-80|3-5"},
		{"kk", "Тексерудің мақсаты-халықтың деңгейі. Оның мақсаты мен халықтың сенімі.", "мақсаты-халықтың"},
		{"kk", "Тексерудің мақсаты-халықтың деңгейі.", ""},
		{"kk", "Аты-жөні мен тегі. Оның жөні, оның мазмұны, маңызды. Мазмұны-мәні, мәні.", ""},
	})
}

func TestSpaces(t *testing.T) {
	tryWords(t, spacesBeforePercent, []wordsCase{
		{"kk", "үлесі 11,4 % және 5\u00a0%, 61,6%", "11,4 %|5\u00a0%"},
		{"en", "a share of 11.4 % of all", "11.4 %"},
		{"ru", "доля 11,4 % и 5\u00a0%", ""},
		{"kk", "пайыз % белгісі", ""},
	})
	tryWords(t, doubleSpaces, []wordsCase{
		{"kk", "адамдар  – 4,9% және\u00a0 3", "адамдар  –|және\u00a0 3"},
		{"kk", "ҚСжАЕК  ресми", "ҚСжАЕК  ресми"},
		{"kk", "жол соңы  \nкелесі\n   жол", ""},
		{"kk", "{{.a.b}}  құрады", "{{.a.b}}  құрады"},
	})
	tryWords(t, spacesBeforeMarks, []wordsCase{
		{"kk", "тиіс . Сайлау , дауыс !", "тиіс . Сайлау|Сайлау , дауыс|дауыс !"},
		{"kk", "«Талдау » жүйесі {{.a.b}} ;", "«Талдау » жүйесі|{{.a.b}} ;"},
		{"kk", "жол\n, келесі", "жол , келесі"},
		{"kk", "бар ... жоқ, .csv файлы, «а», ./тізбе", ""},
	})
}

func TestQuotes(t *testing.T) {
	tryWords(t, straightQuotes, []wordsCase{
		{"kk", `"Талдау" жүйесі мен "Сапа`, `"Талдау"|"Сапа`},
		{"kk", `«Талдау» жүйесі, 15" экран`, ``},
		{"en", `the "trust" it's in`, `"trust"`},
	})
	tryWords(t, unbalancedQuotes, []wordsCase{
		{"kk", "«Талдау» жүйесі («Сенім» мен “ішкі” сөз)", ""},
		{"kk", "«Талдау жүйесі", "«Талдау"},
		{"kk", "Талдау» жүйесі) мен", "Талдау»|жүйесі)"},
		{"kk", "(«Талдау) жүйесі»", "(«Талдау)|жүйесі»"},
		{"kk", "1) бірінші; а) екінші; 12) үшінші", ""},
		{"kk", "сенім «ТОО «Сенім», қоғам", ""},
		{"kk", "({{.a.b}}) және ({{.a.c}} жағдай)", ""},
		{"ru", "«Уровень „доверия“»", ""},
		{"en", "the “level of ‘trust’” [1]", ""},
	})
}

func TestRepeatedTexts(t *testing.T) {
	const long = "Осы жарияланымда іріктемелі зерттеудің барлық нәтижелері келтірілген."
	tryWords(t, repeatedTexts, []wordsCase{
		{"kk", "сенім мен мен қоғам", "мен мен"},
		{"kk", "сенім деңгейі\nдеңгейі туралы", "деңгейі деңгейі"},
		{"kk", "Сенім сенім деңгейі", "Сенім сенім"},
		{"kk", "қайта-қайта, бірте-бірте, өз-өзіне", ""},
		{"kk", "бірте бірте азайды", "бірте бірте"},
		{"kk", "жыл. Жыл басында; сенім, сенім", ""},
		{"kk", "ауданы Ұлы ұлы", ""},
		{"en", "he had had that that x x", ""},
		{"en", "in the the agencies", "the the"},
		{"kk", long + "\n\nБасқа сөйлем.\n\n" + long, "Осы жарияланымда іріктемелі зерттеудің барлық нәтижелері"},
		{"kk", "Бұрын айтылған. " + long + "\n\n" + long + " Кейін айтылған.", "Осы жарияланымда іріктемелі зерттеудің барлық нәтижелері"},
		{"kk", "Сот туралы. Сот туралы.", ""},
		{"kk", "Сот жүйесіне сенетін адамдардың үлесі {{.a.b}} құрады.\n\nСот жүйесіне сенетін адамдардың үлесі {{.a.c}} құрады.", ""},
	})
}

// TestWords sees what is handed on to later releases.
func TestWords(t *testing.T) {
	b, _, problems := config.Load("testdata/seed/bulletin.toml")
	none(t, problems)
	all := Words(b)
	has := func(w string) bool { return strings.Contains("\n"+strings.Join(all, "\n")+"\n", "\n"+w+"\n") }
	for _, w := range []string{"қиналғандар", "халықтың", "ҚСжАЕК", "Астана", "Ханжігітов", "іріктемелі"} {
		if !has(w) {
			t.Errorf("%s is missing", w)
		}
	}
	for _, w := range []string{"қыйналғандар", "жаупты", "Халықтың", "2024", "stat.gov.kz", "https", "4кіреберіс"} {
		if has(w) {
			t.Errorf("%s is among them", w)
		}
	}
	if strings.Join(all, " ") != strings.Join(Words(b), " ") {
		t.Error("a second reading gives other words")
	}
}

// TestSeedWithRecord sees that a dash without spaces is found once both words
// are known from an earlier release.
func TestSeedWithRecord(t *testing.T) {
	earlier, _, problems := config.Load("../testdata/2023-2")
	none(t, problems)
	b, _, problems := config.Load("testdata/seed/bulletin.toml")
	none(t, problems)
	known := Vocabulary{Records: map[string][]string{"kk": Words(earlier)}}
	var found []string
	for _, f := range Read([]Edition{{Bulletin: b}}, known) {
		if f.Code == "hyphen-for-dash" || f.Code == "misprint" {
			found = append(found, f.About)
		}
	}
	all := strings.Join(found, "|")
	for _, want := range []string{"мақсаты-халықтың", "жаупты", "қыйналғандар"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not among %s", want, all)
		}
	}
}

// TestManyMarks reads texts that are nothing but marks. It never ends if what
// is done for one of them grows with the cube of the text.
func TestManyMarks(t *testing.T) {
	for _, s := range []string{"-", "1-2 ", "« ", "«", ")", " -", "- ", "\" ", "  .", "а-", "1-", "а а ", "и\u0306"} {
		e := inLanguage("kk", "")
		words := strings.Repeat(s, 5_000)
		e.passages = []passage{{kind: sentence, section: 1, words: words, place: config.MakeText(words).At}}
		for _, rule := range wordRules() {
			rule.check(&reading{}, e)
		}
	}
}

// FuzzWordRules sees that no text brings the rules over words down, and that
// each finding is about something.
func FuzzWordRules(f *testing.F) {
	f.Add("сенетіндер- 24,1% əдістеме «Талдау  \" 15-80 мен мен . { 11,4 % -")
	f.Add("+7 (7172) 74-90-61 № 1-2 и\u0306\u0306 «»«(])” ‐‐ -")
	f.Fuzz(func(t *testing.T, s string) {
		for _, language := range []string{"kk", "ru", "en"} {
			e := inLanguage(language, s)
			e.passages = append(e.passages, passage{kind: label, words: s, place: config.MakeText(s).At})
			for _, rule := range wordRules() {
				for _, x := range rule.check(&reading{}, e) {
					if x.About == "" || x.Message == "" || x.Place.Line == 0 {
						t.Errorf("%s in %q: %+v", rule.code, s, x)
					}
				}
			}
		}
	})
}
