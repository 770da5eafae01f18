package tables

import (
	"strings"
	"testing"
)

const inThree = `id;label;label.ru;label.en;trust;hard
label;Мекеме;;;Сенетіндер;Жауап беруге қиналғандар
label.ru;;Орган;;Доверяют;Затруднились ответить
label.en;;;Institution;Trust;Hard to answer
police;Полиция органдары;Органы полиции;Police;61,6;2,5
court;Сот жүйесі;Судебная система;Courts;61,8;–
`

func TestIn(t *testing.T) {
	table, problems := ReadCSV("t.csv", []byte(inThree), Options{Unit: "%"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for lang, want := range map[string]string{
		"kk": "Мекеме | Сенетіндер | Жауап беруге қиналғандар | Полиция органдары | Сот жүйесі",
		"ru": "Орган | Доверяют | Затруднились ответить | Органы полиции | Судебная система",
		"en": "Institution | Trust | Hard to answer | Police | Courts",
	} {
		in, problems := table.In(lang)
		if len(problems) > 0 {
			t.Errorf("%s: %v", lang, problems)
			continue
		}
		words := []string{in.Corner}
		for _, c := range in.Columns {
			words = append(words, c.Label)
		}
		for _, r := range in.Rows {
			words = append(words, r.Label)
		}
		if got := strings.Join(words, " | "); got != want || in.Language != lang {
			t.Errorf("%s, %s: got %s, want %s", lang, in.Language, got, want)
		}
		if in.Cells[0][0].Number != (Number{616, 1}) || in.Columns[0].Unit != "%" || in.Columns[0].Decimals != 1 {
			t.Errorf("%s has other figures: %+v", lang, in)
		}
	}
	russian, _ := table.In("ru")
	for _, c := range []struct{ what, got, want string }{
		{"corner", russian.CornerPlace.String(), "t.csv:3:11"},
		{"column", russian.Columns[0].LabelPlace.String(), "t.csv:3:18"},
		{"row", russian.Rows[1].LabelPlace.String(), "t.csv:6:18"},
	} {
		if c.got != c.want {
			t.Errorf("place of the label of the %s: %s, want %s", c.what, c.got, c.want)
		}
	}
	if table.Rows[0].Label != "Полиция органдары" || table.Corner != "Мекеме" || table.Language != "kk" {
		t.Errorf("the table itself has changed: %+v", table)
	}
}

func TestInMisses(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       []string
	}{
		{"nothing", "id;;a\n;М;А\nr;Р;1\n", []string{"t.csv:1:5|the table has no labels in ru; add a column headed label.ru after the labels of the rows and a line that begins with label.ru after"}},
		{"column", "id;;a\n;М;А\nlabel.ru;;А\nr;Р;1\n", []string{"t.csv:1:5|add a column headed label.ru"}},
		{"line", "id;;label.ru;a\n;М;;А\nr;Р;Р;1\n", []string{"t.csv:3:1|add a line that begins with label.ru"}},
		{"cells", "id;;label.ru;a;b\n;М;;А;Б\nlabel.ru;;;;Б\nr;Р;;1;2\ns;С;С;1;2\n", []string{
			`t.csv:3:11|column of subjects has no label in ru; in the first language it is "М"`,
			`t.csv:3:12|the column "a" has no label in ru; in the first language it is "А"`,
			`t.csv:4:5|the row "r" has no label in ru; in the first language it is "Р"`,
		}},
		{"no corner in either", "id;;label.ru;a\n;;;А\nlabel.ru;;;А\nr;Р;Р;1\n", nil},
	} {
		table, problems := ReadCSV("t.csv", []byte(c.data), Options{})
		if len(problems) > 0 {
			t.Errorf("%s: %v", c.name, problems)
			continue
		}
		in, problems := table.In("ru")
		checkProblems(t, c.name, problems, c.want)
		if (in == nil) != (len(problems) > 0) {
			t.Errorf("%s: a table of %v beside %v", c.name, in, problems)
		}
	}
}

func TestLabelHeads(t *testing.T) {
	for _, c := range []struct {
		name, data string
		language   string
		want       []string
	}{
		{"unknown", "id;;label.rus;a\n;;;А\nlabel.xx;;;А\nr;Р;Р;1\n", "", []string{`t.csv:1:5|"rus" is not a language of a bulletin (did you mean "ru"?); labels have en, kk, ru`, `t.csv:3:1|"xx" is not`}},
		{"capitals", "id;;Label.ru;a\n;;;А\nLABEL.RU;;;А\nr;Р;Р;1\n", "", []string{`t.csv:1:5|with a point: label.ru, not "Label.ru"`, `t.csv:3:1|with a point: label.ru, not "LABEL.RU"`}},
		{"no point", "id;;label_ru;label-EN;a\n;М;;;А\nlabel ru;;О;;А\nr;Р;Р;Р;1\n", "", []string{`t.csv:1:5|label.ru, not "label_ru"`, `t.csv:1:14|label.en, not "label-EN"`, `t.csv:3:1|label.ru, not "label ru"`}},
		{"an id like it", "id;;label_x\n;;А\nr;Р;1\n", "", nil},
		{"empty", "id;;label.;a\n;;;А\nr;Р;Р;1\n", "", []string{`t.csv:1:5|"" is not a language`}},
		{"doubled", "id;;label.ru;label.ru;a\n;;;;А\nlabel.ru;;;;А\nlabel.ru;;;;А\nr;Р;Р;Р;1\n", "", []string{`t.csv:1:14|the column "label.ru" is there already`, `t.csv:4:1|the line "label.ru" is there already`}},
		{"own", "id;;label.kk;a\n;;;А\nlabel.kk;;;А\nr;Р;Р;1\n", "", []string{"t.csv:1:5|language of the release itself", "t.csv:3:1|language of the release itself"}},
		{"own, Russian first", "id;;label.kk;a\n;;;А\nlabel.kk;;;А\nr;Р;Р;1\n", "ru", nil},
		{"after figures", "id;;a;label.ru\n;;А;Б\nr;Р;1;Р\n", "", []string{`t.csv:1:7|a column of labels stands before the figures; move "label.ru" to the left of "a"`, `t.csv:3:7|is not a number`}},
		{"below subjects", "id;;a\n;;А\nr;Р;1\nlabel.ru;;А\n", "", []string{"t.csv:4:1|a line of labels stands above the subjects"}},
		{"no figures", "id;label;label.ru\n;;;\n", "", []string{"t.csv:1|no columns of figures"}},
		{"corner elsewhere", "id;;label.ru;label.en;a\n;М;О;;А\nlabel.ru;О;;О;А\nr;Р;Р;Р;1\n", "", []string{"t.csv:2:4|this cell stays empty", "t.csv:3:10|this cell stays empty", "t.csv:3:13|this cell stays empty"}},
		{"long line", "id;;a\n;;А\nlabel.ru;;А;Б\nr;Р;1\n", "", []string{"t.csv:3:13|no column"}},
		{"wrong label", "id;;label.ru;a\n;;;А\nlabel.ru;;;\u200b\nr;Р;=1;1\n", "", []string{"t.csv:3:12|U+200B", "t.csv:4:5|would run as a formula"}},
		{"row without figures", "id;;label.ru;a\n;;;А\nr;Р;Р\n", "", []string{"t.csv:3:1|no figures"}},
		{"a column and a row called label", "id;label;label\nlabel;М;А\nlabel;Р;1\n", "", nil},
	} {
		_, problems := ReadCSV("t.csv", []byte(c.data), Options{Language: c.language})
		checkProblems(t, c.name, problems, c.want)
	}
}

// checkProblems asks for problems by place and a piece of the message, parted by |.
func checkProblems(t *testing.T, name string, problems []Problem, want []string) {
	t.Helper()
	ok := len(problems) == len(want)
	for i := range min(len(problems), len(want)) {
		place, piece, _ := strings.Cut(want[i], "|")
		ok = ok && problems[i].Place.String() == place && strings.Contains(problems[i].Message, piece)
	}
	if !ok {
		t.Errorf("%s: got\n%s\nwant\n%s", name, lines(problems), strings.Join(want, "\n"))
	}
}
