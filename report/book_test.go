package report

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/locale"
	"bulletin/tables"
)

// bookOf makes the workbook and the Document of the release in a folder.
func bookOf(t *testing.T, dir string) (*tables.Book, *Document) {
	t.Helper()
	b, _, problems := config.Load(dir)
	if len(problems) > 0 {
		t.Fatalf("config.Load: %v", problems)
	}
	d, problems := Make(b)
	if len(problems) > 0 {
		t.Fatalf("Make: %v", problems)
	}
	book, problems := Book(b)
	if len(problems) > 0 {
		t.Fatalf("Book: %v", problems)
	}
	return book, d
}

func TestBookOfTheExample(t *testing.T) {
	book, _ := bookOf(t, "../testdata/2024-1")
	var got [][2]string
	for _, s := range book.Sheets {
		got = append(got, [2]string{s.Table.ID, s.Title})
	}
	want := [][2]string{ // as the text shows them, then those that no page shows
		{"trust", "Мекемелер мен жауаптар бойынша сенімділік деңгейі"},
		{"safety", "Өзі тұратын ауданда өз қауіпсіздігін қабылдау"},
		{"waves", "Сенетіндер үлесінің динамикасы"},
		{"cities", "Тіркелген қылмыстар саны ең көп қалалар"},
		{"reasons", "Қауіпсіз сезінбеудің негізгі себептері"},
		{"survey", "Сұралған үй шаруашылықтары"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sheets\n%q, want\n%q", got, want)
	}
	if heads := book.Sheets[3].Heads; !reflect.DeepEqual(heads, []string{"Тіркелген қылмыстар, жағдай"}) {
		t.Errorf("the unit of a chart stands in the head of what it draws, not %q", heads)
	}
	lines := func(lines []tables.Line) []string {
		var out []string
		for _, l := range lines {
			out = append(out, strings.TrimSpace(l.Text+" "+l.Link))
		}
		return out
	}
	if got, want := lines(book.About), []string{
		"Статистикалық бюллетень, 2024-1",
		"Қазақстан Республикасы Стратегиялық жоспарлау және реформалар агенттігінің Ұлттық статистика бюросы",
		"2024 жылғы сәуір–мамыр",
		"Жарияланған күні: 2024 жылғы 17 шілде",
	}; !reflect.DeepEqual(got, want) {
		t.Errorf("about\n%q, want\n%q", got, want)
	}
	if got, want := lines(book.Contact), []string{
		"Шығарылымға жауапты",
		"Халық статистикасы департаменті",
		"Департамент директоры: Н. Ханжігітов",
		"Тел. +7 7172 749061 tel:+77172749061",
		"Орындаушы: Г. Сағат",
		"Тел. +7 7172 749258 tel:+77172749258",
		"Мекенжай: 010000, Астана қаласы, Мәңгілік ел даңғылы, 8, Министрліктер үйі, 4-кіреберіс",
		"E-mail: gl.sagat@aspire.gov.kz mailto:gl.sagat@aspire.gov.kz",
	}; !reflect.DeepEqual(got, want) {
		t.Errorf("contact\n%q, want\n%q", got, want)
	}
}

// A sheet says of its table what a page says of it, of a chart where the table
// is drawn only, and by id where there is neither.
// TestBookOfACorrection sees that a workbook says at its start what was corrected.
func TestBookOfACorrection(t *testing.T) {
	book, _ := bookOf(t, "../testdata/corrected")
	if !strings.HasSuffix(book.Title, " (түзетілген, 2-нұсқа)") || book.Corrected.Day() != 19 || len(book.Notice) != 9 {
		t.Fatalf("%q, corrected %s, %d lines", book.Title, book.Corrected, len(book.Notice))
	}
	for i, want := range map[int]string{
		0: "Түзетілген басылым · 2-нұсқа",
		1: "Түзетілген күні: 2024 жылғы 19 шілде",
		4: "Өзі тұратын ауданда өз қауіпсіздігін қабылдау, Толық қауіпсіз: 61,7% → 64,0% (+2,3\u00a0пайыздық\u00a0тармақ)",
	} {
		if got := book.Notice[i].Text; got != want {
			t.Errorf("line %d is %q, want %q", i, got, want)
		}
	}
}

func TestSheetWords(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"bulletin.toml": `title = "Т"
issuer = "И"
wave = "2024-1"
period = "2024 жыл"
published = 2024-07-17T10:00:00+05:00
[table.own]
file = "own.csv"
title = "Үлестер"
unit = "%"
units = { number = "адам" }
period = "2024 жылғы сәуір"
source = "комитет"
subject = "Аймақ"
note = "Алғашқы деректер."
sum = 100
[table.drawn]
file = "drawn.csv"
[table.hidden]
file = "hidden.csv"
[chart.second]
kind = "bars"
table = "drawn"
column = "a"
title = "Сурет"
unit = "жағдай"
period = "2023 жыл"
source = "полиция"
note = "Болжам."
[chart.own]
kind = "bars"
table = "own"
row = "one"
title = "Басқа сурет"
unit = "пайызбен"
period = "2020 жыл"
note = "Суреттің ескертпесі."
[[section]]
title = "Б"
text = '''
{{chart "second"}}

{{table "own"}}

{{chart "own"}}
'''
`,
		"own.csv":    "id;;a;number\n;Мекеме;Иә;Саны\none;Бір;60,4;39,7\ntwo;Екі;–;…\n",
		"drawn.csv":  "id;;a;b\n;;Иә;Жоқ\none;Бір;1;2\ntwo;Екі;3;x\n",
		"hidden.csv": "id;;a\n;;Үлесі, %\none;Бір;1\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	book, _ := bookOf(t, dir)
	if len(book.Sheets) != 3 {
		t.Fatalf("%d sheets, want 3", len(book.Sheets))
	}
	for i := range book.Sheets {
		book.Sheets[i].Table = &tables.Table{ID: book.Sheets[i].Table.ID}
	}
	want := []tables.Sheet{
		{
			Title: "Сурет", Corner: "Көрсеткіш", Heads: []string{"Иә, жағдай", "Жоқ"}, Table: &tables.Table{ID: "drawn"},
			Notes: []string{"Жағдай, 2023 жыл", "Дереккөз: полиция", "Болжам.", "«x» – құпия деректер."},
		},
		{
			Title: "Үлестер", Corner: "Аймақ", Heads: []string{"Иә, %", "Саны, адам"}, Table: &tables.Table{ID: "own"},
			Notes: []string{
				"Пайызбен, 2024 жылғы сәуір", "Дереккөз: комитет", "Алғашқы деректер.",
				"Дөңгелектеуге байланысты жауаптар үлестерінің қосындысы 100%-дан өзгеше болуы мүмкін.",
				"«–» – құбылыс жоқ.", "«…» – деректер жоқ.",
			},
		},
		{Title: "hidden", Corner: "Көрсеткіш", Heads: []string{"Үлесі, %"}, Table: &tables.Table{ID: "hidden"}, Notes: []string{"2024 жыл"}},
	}
	for i := range want {
		if !reflect.DeepEqual(book.Sheets[i], want[i]) {
			t.Errorf("sheet\n%+v, want\n%+v", book.Sheets[i], want[i])
		}
	}
}

// The cover and the heads are in the language of the edition.
func TestBookInEachLanguage(t *testing.T) {
	for _, language := range locale.Tags() {
		words := locale.For(language).Book
		want := []string{words.Cover, words.Contents, words.Notes, words.Holds, words.Sheet, words.Subject}
		dir := t.TempDir()
		for name, content := range map[string]string{
			"bulletin.toml": "title = \"T\"\nissuer = \"I\"\nwave = \"1\"\nperiod = \"2024\"\npublished = 2024-07-17T10:00:00+05:00\nlanguage = \"" + language +
				"\"\n[table.a]\nfile = \"a.csv\"\n[[section]]\ntitle = \"S\"\ntext = \"T\"\n",
			"a.csv": "id;;b\n;;B\none;O;1\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		book, _ := bookOf(t, dir)
		got := []string{book.Cover, book.Contents, book.Notes, book.Heads.Holds, book.Heads.Sheet, book.Sheets[0].Corner}
		if book.Language != language || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", book.Language, got, want)
		}
	}
}

// The CSV of a sheet has the figures that the page prints of the table.
func TestBookHasThePagesFigures(t *testing.T) {
	book, d := bookOf(t, "../testdata/2024-1")
	printed := 0
	for _, section := range d.Sections {
		for _, block := range section.Blocks {
			table, ok := block.(Table)
			if !ok {
				continue
			}
			printed++
			var want strings.Builder
			for _, row := range table.Rows {
				want.WriteString(row.Label + ";" + strings.Join(row.Cells, ";") + "\r\n")
			}
			_, got, _ := strings.Cut(string(tables.WriteCSV(&book.Sheets[0], book.Language)), "\r\n")
			if got != want.String() {
				t.Errorf("%s:\n%s, want\n%s", table.Label, got, want.String())
			}
		}
	}
	if printed != 1 {
		t.Errorf("the example prints %d tables; this test looks at one", printed)
	}
}

// The file of a table that has no title is described by the title of its chart.
func TestFilesAreDescribed(t *testing.T) {
	b, _, problems := config.Load("../testdata/2024-1/bulletin.ru.toml")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d, _ := Make(b)
	got := map[string]string{}
	for _, f := range d.Files {
		got[f.Name] = f.Description
	}
	for name, want := range map[string]string{
		"trust.csv":  "Данные таблицы: Уровень доверия по органам и ответам",
		"safety.csv": "Данные таблицы: Восприятие собственной безопасности в районе проживания",
		"waves.csv":  "Данные таблицы: Динамика доли доверяющих",
	} {
		if got[name] != want {
			t.Errorf("%s is described as %q, want %q", name, got[name], want)
		}
	}
}
