package report

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/tables"
)

// releaseOf gives a release of one section in a language, with these tables by id. Those named in shares are in %.
func releaseOf(t testing.TB, language, text string, csv map[string]string, shares ...string) *config.Bulletin {
	t.Helper()
	b := &config.Bulletin{
		Title: config.MakeText("Т"), Issuer: config.MakeText("И"), Language: config.MakeText(language),
		Tables: map[string]*config.Table{}, Charts: map[string]*config.Chart{},
		Sections: []config.Section{{Title: config.MakeText("Б"), Text: config.MakeText(text)}},
	}
	for id, rows := range csv {
		o := tables.Options{ID: id, File: id + ".csv"}
		if slices.Contains(shares, id) {
			o.Unit = "%"
		}
		data, problems := tables.ReadCSV(id+".csv", []byte(rows), o)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		b.Tables[id] = &config.Table{ID: id, Title: config.MakeText("Кесте"), Data: data, Names: data}
	}
	return b
}

// said gives the words of the one section, or what is wrong with them without the file.
func said(b *config.Bulletin) (string, []string) {
	d, problems := Make(b)
	var told []string
	for _, p := range problems {
		told = append(told, strings.TrimPrefix(p.String(), ":"))
	}
	if d == nil {
		return "", told
	}
	var s strings.Builder
	for _, block := range d.Sections[0].Blocks {
		for _, i := range block.(Paragraph).Text {
			s.WriteString(i.Text)
		}
	}
	return s.String(), told
}

// Where figures change, a sentence stays true without an edit, in every language.
func TestSentencesFollowTheirFigures(t *testing.T) {
	texts := map[string]string{
		"kk": `Полицияға сенім {{.t.police.new}}: {{change .t.police.new .t.police.old}}, {{compare .t.police.new .t.police.old "жоғары" "төмен" "сол күйінде"}}. ` +
			`Ең жоғары – {{row (highest "t" "new")}} ({{highest "t" "new"}}); алғашқы үшеуі – {{largest 3 "t" "new"}}.`,
		"ru": `Доля доверяющих полиции {{.t.police.new}}: {{change .t.police.new .t.police.old}}, {{compare .t.police.new .t.police.old "выше" "ниже" "как прежде"}}. ` +
			`Выше всех – {{row (highest "t" "new")}} ({{highest "t" "new"}}); первые три – {{largest 3 "t" "new"}}.`,
		"en": `The share that trusts the police, {{.t.police.new}}, {{change .t.police.new .t.police.old}}: {{compare .t.police.new .t.police.old "higher" "lower" "the same"}}. ` +
			`The highest is {{row (highest "t" "new")}} ({{highest "t" "new"}}); the first three are {{largest 3 "t" "new"}}.`,
	}
	const head = "id;;old;new\n;;A;B\n"
	for _, c := range []struct {
		name, figures string
		want          map[string]string
	}{
		{"a fall", "police;P;63,1;61,6\ncourts;C;50,0;60,1\nfire;F;79,0;79,4\ncustoms;K;10,0;12,0\n", map[string]string{
			"kk": "Полицияға сенім 61,6%: 1,5 пайыздық тармаққа төмендеді, төмен. Ең жоғары – F (79,4%); алғашқы үшеуі – F (79,4%), P (61,6%) және C (60,1%).",
			"ru": "Доля доверяющих полиции 61,6\u00a0%: снизилась на 1,5 процентного пункта, ниже. Выше всех – F (79,4\u00a0%); первые три – F (79,4\u00a0%), P (61,6\u00a0%) и C (60,1\u00a0%).",
			"en": "The share that trusts the police, 61.6%, fell by 1.5 percentage points: lower. The highest is F (79.4%); the first three are F (79.4%), P (61.6%) and C (60.1%).",
		}},
		{"a rise by a whole number, and to the top", "police;P;77,6;79,6\ncourts;C;50,0;60,1\nfire;F;79,0;79,4\ncustoms;K;10,0;12,0\n", map[string]string{
			"kk": "Полицияға сенім 79,6%: 2 пайыздық тармаққа өсті, жоғары. Ең жоғары – P (79,6%); алғашқы үшеуі – P (79,6%), F (79,4%) және C (60,1%).",
			"ru": "Доля доверяющих полиции 79,6\u00a0%: выросла на 2 процентных пункта, выше. Выше всех – P (79,6\u00a0%); первые три – P (79,6\u00a0%), F (79,4\u00a0%) и C (60,1\u00a0%).",
			"en": "The share that trusts the police, 79.6%, rose by 2 percentage points: higher. The highest is P (79.6%); the first three are P (79.6%), F (79.4%) and C (60.1%).",
		}},
		{"no change, a tie at the top, a tie with the third", "police;P;60,0;60,0\ncourts;C;50,0;60,0\nfire;F;79,0;79,4\ncustoms;K;10,0;79,4\n", map[string]string{
			"kk": "Полицияға сенім 60%: өзгерген жоқ, сол күйінде. Ең жоғары – F және K (79,4%); алғашқы үшеуі – F (79,4%), K (79,4%), P (60%) және C (60%).",
			"ru": "Доля доверяющих полиции 60\u00a0%: не изменилась, как прежде. Выше всех – F и K (79,4\u00a0%); первые три – F (79,4\u00a0%), K (79,4\u00a0%), P (60\u00a0%) и C (60\u00a0%).",
			"en": "The share that trusts the police, 60%, did not change: the same. The highest is F and K (79.4%); the first three are F (79.4%), K (79.4%), P (60%) and C (60%).",
		}},
		{"below zero", "police;P;1,0;-0,5\ncourts;C;-3,0;-2,0\nfire;F;0,0;0,0\ncustoms;K;-1,0;-1,0\n", map[string]string{
			"kk": "Полицияға сенім −0,5%: 1,5 пайыздық тармаққа төмендеді, төмен. Ең жоғары – F (0%); алғашқы үшеуі – F (0%), P (−0,5%) және K (−1%).",
			"ru": "Доля доверяющих полиции −0,5\u00a0%: снизилась на 1,5 процентного пункта, ниже. Выше всех – F (0\u00a0%); первые три – F (0\u00a0%), P (−0,5\u00a0%) и K (−1\u00a0%).",
			"en": "The share that trusts the police, −0.5%, fell by 1.5 percentage points: lower. The highest is F (0%); the first three are F (0%), P (−0.5%) and K (−1%).",
		}},
	} {
		for _, language := range []string{"kk", "ru", "en"} {
			got, problems := said(releaseOf(t, language, texts[language], map[string]string{"t": head + c.figures}, "t"))
			if got != c.want[language] || len(problems) > 0 {
				t.Errorf("%s in %s:\n got %q %v\nwant %q", c.name, language, got, problems, c.want[language])
			}
		}
	}
	symbol := map[string]string{"t": head + "police;P;63,1;…\ncourts;C;50,0;60,1\n"}
	for _, language := range []string{"kk", "ru", "en"} {
		text := `{{change .t.police.new .t.police.old}}`
		if got, problems := said(releaseOf(t, language, text, symbol, "t")); len(problems) != 1 || !strings.Contains(problems[0], "1:10: .t.police.new is …, not available: nothing can be said of its change") {
			t.Errorf("a symbol in %s: %q, %v", language, got, problems)
		}
	}
}

// What readers see as equal is equal: the table rounds to one decimal.
func TestFiguresAreComparedAsPrinted(t *testing.T) {
	b := releaseOf(t, "kk", `{{.t.a.new}} {{change .t.a.new .t.a.old}} {{compare .t.a.new .t.a.old "+" "-" "="}} {{difference .t.a.new .t.a.old}} {{sum .t.a.new .t.b.new}} {{row (highest "t" "new")}} {{format (highest "t" "new") "0,00"}}`,
		map[string]string{"t": "id;;old;new\n;;A;B\na;А;61,64;61,56\nb;Б;61,6;61,62\n"}, "t")
	for i := range b.Tables["t"].Data.Columns {
		b.Tables["t"].Data.Columns[i].Decimals = 1
	}
	if got, problems := said(b); got != "61,6% өзгерген жоқ = 0 123,2% А және Б 61,60" || len(problems) > 0 {
		t.Errorf("%q %v", got, problems)
	}
}

// sample has two tables of several rows and columns, and two of one row or column.
var sample = map[string]string{
	"trust":   "id;;trust;hard\n;Мекеме;Сенеді;Қиналды\npolice;Полиция;61,6;38,5\ncourts;Сот_*_;3,0;…\nfire;Өрт;66,0;2,5\n",
	"reasons": "id;;share\n;Себеп;Үлесі\nlighting;Жарық;26,7\nalone;Жалғыз;19,1\nlow;Төмен;19,1\n",
	"cities":  "id;;cases\n;Қала;Саны\nalmaty;Алматы;12604\nastana;Астана;9285\nshymkent;Шымкент;1\n",
	"survey":  "id;;yes;no\n;;Иә;Жоқ\nall;Барлығы;70,5;29,5\n",
}

func TestFunctions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"{{row .trust.courts.trust}}: {{column .trust.courts.trust}}", "Сот_*_: Сенеді"},
		{"{{row .trust.courts.hard}} {{.trust.courts.hard}}", "Сот_*_ …"},
		{"*{{row .trust.courts.trust}}*", "Сот_*_"},
		{`{{row (highest "reasons")}}, {{row (lowest "reasons")}} ({{lowest "reasons"}})`, "Жарық, Жалғыз және Төмен (19,1%)"},
		{`{{column (highest "survey")}} {{row (highest "survey")}} {{lowest "survey"}}`, "Иә Барлығы 29,5%"},
		{`{{column (highest "trust" "police")}} {{largest 2 "trust" "police"}}`, "Сенеді Сенеді (61,6%) және Қиналды (38,5%)"},
		{`{{largest 1 "cities"}}; {{smallest 2 "cities" "cases"}}`, "Алматы (12604); Шымкент (1) және Астана (9285)"},
		{`{{smallest 1 "reasons"}}`, "Жалғыз (19,1%) және Төмен (19,1%)"},
		{"{{change .cities.almaty .cities.astana}}", "3319-ға өсті"},
		{"{{change (sum .trust.police.trust .trust.police.hard) .trust.fire.trust}}", "34,1 пайыздық тармаққа өсті"},
		{"{{points .trust.police.trust .trust.fire.trust}} {{points .trust.fire.trust .trust.police.trust}}", "4,4 пайыздық тармаққа 4,4 пайыздық тармаққа"},
		{"{{difference .trust.police.trust .trust.fire.trust}} {{sum .reasons.lighting .reasons.alone .reasons.low}}", "−4,4 64,9%"},
		{`{{format (difference .trust.police.trust .trust.fire.trust) "+0,0"}} {{format (difference .trust.fire.trust .trust.fire.trust) "+0,0"}}`, "−4,4 0,0"},
		{`{{format (difference .trust.fire.trust .trust.police.trust) "+0,0"}} {{format .trust.fire.trust "0,00%"}} {{format .trust.fire.trust "0"}}`, "+4,4 66,00% 66"},
		{"{{format .cities.almaty \"# ##0\"}} {{format .cities.almaty `+#,##0.0`}}", "12\u00a0604 +12\u00a0604,0"},
		{`{{plural .cities.almaty "жағдай"}} {{plural .cities.shymkent "а" "ә"}}`, "жағдай а"},
		{"{{ (.trust.police.trust) }} а {{- .trust.fire.trust -}} б {{/* {{ескерту}} */}}в {{- /* г */ -}} ғ", "61,6% а66%б вғ"},
		{`{{compare .trust.police.trust .trust.fire.trust "**а**" "[б](в) & \"г\"" "ғ"}}`, `[б](в) & "г"`},
	} {
		if got, problems := said(releaseOf(t, "kk", c.text, sample, "trust", "reasons", "survey")); got != c.want || len(problems) > 0 {
			t.Errorf("%s = %q, want %q %v", c.text, got, c.want, problems)
		}
	}
	for text, want := range map[string]string{
		`{{.cities.almaty}} {{plural .cities.almaty "случай" "случая" "случаев"}}, {{.cities.shymkent}} {{plural .cities.shymkent "случай" "случая" "случаев"}}`: "12604 случая, 1 случай",
		`{{plural .reasons.alone "процент" "процента" "процентов" "процента"}}`:                                                                                  "процента",
	} {
		if got, problems := said(releaseOf(t, "ru", text, sample, "trust", "reasons")); got != want || len(problems) > 0 {
			t.Errorf("%s = %q, want %q %v", text, got, want, problems)
		}
	}
}

// Words that follow from cells know all of them, each once.
func TestWordsKnowTheirCells(t *testing.T) {
	for text, want := range map[string][]Quote{
		"{{change .trust.police.trust .trust.fire.trust}}":  {{"trust", "police", "trust"}, {"trust", "fire", "trust"}},
		"{{sum .reasons.alone .reasons.alone}}":             {{"reasons", "alone", "share"}},
		`{{row (highest "trust" "trust")}}`:                 {{"trust", "fire", "trust"}, {"trust", "police", "trust"}, {"trust", "courts", "trust"}},
		`{{smallest 1 "survey"}}`:                           {{"survey", "all", "no"}, {"survey", "all", "yes"}},
		`{{difference (lowest "reasons") .reasons.alone}}`:  {{"reasons", "alone", "share"}, {"reasons", "low", "share"}, {"reasons", "lighting", "share"}},
		`{{plural .cities.almaty "жағдай"}}`:                {{"cities", "almaty", "cases"}},
		`{{format (sum .survey.yes .survey.no) "0,0%"}}`:    {{"survey", "all", "yes"}, {"survey", "all", "no"}},
		`{{compare .survey.yes .survey.no "а" "ә" "б"}}`:    {{"survey", "all", "yes"}, {"survey", "all", "no"}},
		`{{column .trust.courts.hard}}`:                     {{"trust", "courts", "hard"}},
		`{{points .survey.yes (highest "trust" "police")}}`: {{"survey", "all", "yes"}, {"trust", "police", "trust"}, {"trust", "police", "hard"}},
	} {
		d, problems := Make(releaseOf(t, "kk", text, sample, "trust", "reasons", "survey"))
		if len(problems) > 0 {
			t.Errorf("%s: %v", text, problems)
			continue
		}
		if got := d.Sections[0].Blocks[0].(Paragraph).Text[0].Quotes; !slices.Equal(got, want) {
			t.Errorf("%s quotes %v, want %v", text, got, want)
		}
	}
}

func TestFunctionProblems(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // line:column: part of the message
	}{
		{`а {{chnge .trust.police.trust .trust.fire.trust}}`, []string{`1:5: chnge is no word that can stand here (did you mean "change"?); it is written {{change .table.row.new .table.row.old}}`}},
		{`{{trust "police"}}`, []string{"1:3: trust is a table; a figure of it is .trust.row.column"}},
		{`{{change .trust.police.trust}}`, []string{"1:3: after change there must be 2 things, not 1; it is written {{change"}},
		{`{{row}} {{sum .reasons.alone}} {{largest 1 "a" "b" "c"}} {{highest}}`, []string{
			"1:3: after row there must be 1 thing, not 0", "1:11: after sum there must be 2 things or more, not 1",
			"1:34: after largest there must be 2 or 3 things, not 4", "1:60: after highest there must be 1 or 2 things, not 0",
		}},
		{`{{change .trst.police.trust .trust.police.trsut}}`, []string{`1:10: no table "trst"`, `1:29: table "trust" has no column "trsut" (did you mean "trust"?)`}},
		{`{{row (highest "trst" "trust")}} {{highest "trust" "trsut"}} {{highest "trust" "polise"}}`, []string{
			`1:16: no table "trst" (did you mean "trust"?)`, `1:52: table "trust" has no row or column "trsut" (did you mean "trust"?)`,
			`1:80: table "trust" has no row or column "polise" (did you mean "police"?)`,
		}},
		{`{{highest .trust.trust}} {{highest trust "trust"}} {{chart .trust}} {{highest "trust" 3}}`, []string{
			"1:11: here stands an id in quotes, not .trust.trust: {{highest", "1:36: here stands an id in quotes, not trust",
			"1:60: here stands an id in quotes, not .trust", "1:87: here stands an id in quotes, not 3",
		}},
		{`{{change "trust" .trust.police.trust}} {{change 61.6 .trust.police.trust}} {{row trust}} {{row highest}}`, []string{
			"1:10: here stands a figure such as .table.row.column, not words in quotes", "1:49: 61.6 is typed by hand; here stands a figure",
			"1:82: trust is no figure; here stands one", "1:96: put highest and what belongs to it in parentheses: (highest …)",
		}},
		{`{{row highest "trust" "trust"}}`, []string{"1:3: after row there must be 1 thing, not 3"}},
		{`{{change (row .trust.police.trust) .trust.fire.trust}} {{row (chart "x")}}`, []string{
			"1:10: (row .trust.police.trust) gives no figure", `1:69: no chart "x"`,
		}},
		{`{{row (sum .reasons.alone .reasons.low)}} {{column (difference .survey.yes .survey.no)}}`, []string{
			"1:7: (sum .reasons.alone .reasons.low) was computed and stands in no row", "1:52: (difference .survey.yes .survey.no) was computed and stands in no column",
		}},
		{`{{change .trust.police.trust .cities.almaty}} {{sum .survey.yes .survey.no (difference .survey.yes .survey.no)}}`, []string{
			"1:30: .trust.police.trust is in % and .cities.almaty in no unit; change needs figures of one unit",
			"1:76: .survey.yes is in % and (difference .survey.yes .survey.no) in percentage points; sum needs",
		}},
		{`{{points .cities.almaty .cities.astana}}`, []string{"1:10: .cities.almaty is in no unit; percentage points are of figures in %"}},
		{`{{highest "trust" "hard"}} {{largest 2 "trust" "courts"}}`, []string{
			"1:19: .trust.courts.hard is …, not available: none can be called the highest", "1:48: .trust.courts.hard is …, not available: none can be called the largest",
		}},
		{`{{sum .trust.courts.hard .trust.fire.hard}} {{format .trust.courts.hard "0"}} {{plural .trust.courts.hard "а" "ә"}}`, []string{
			"1:7: .trust.courts.hard is …, not available: it cannot be summed", "1:54: .trust.courts.hard is …, not available: it has no digits",
			"1:88: .trust.courts.hard is …, not available: no form of a noun",
		}},
		{`{{highest "trust"}} {{highest "reasons" "alone"}}`, []string{
			`1:11: table "trust" has several rows and columns; name the column whose rows are ranked`, "1:41: there is one figure here and nothing to rank it among",
		}},
		{`{{largest 0 "trust" "trust"}} {{largest 4 "trust" "trust"}} {{smallest -1 "trust" "trust"}} {{largest "3" "trust" "trust"}} {{largest 1.5 "trust" "trust"}}`, []string{
			"1:11: 0 figures cannot be named of the 3 that are ranked here; write a number from 1 to 3", "1:41: 4 figures cannot be named of the 3",
			"1:72: -1 figures cannot be named", `1:103: here stands how many are to be named, a whole number, not "3"`, "1:135: here stands how many are to be named",
		}},
		{`{{format .reasons.alone "x"}} {{format .reasons.alone "0,"}} {{format .cities.almaty "0%"}} {{format .reasons.alone .reasons.low}}`, []string{
			`1:25: "x" is no pattern for figures; the patterns are "0", "0,0"`, `1:55: "0," is no pattern`, "1:86: .cities.almaty is in no unit, so that no % can follow it", "1:117: here stand words in quotes, not .reasons.low",
		}},
		{`{{plural .cities.almaty "а" "ә" "б"}}`, []string{"1:33: a noun in Kazakh has the forms one, other: 2 of them, not 3"}},
		{`{{compare .survey.yes .survey.no "" "б" "в"}}`, []string{"1:34: nothing stands between these quotation marks: {{compare"}},
		{`{{.trust.police.trust | format "0"}} {{$x := .trust.police.trust}} {{.trust.police.trust "а"}} {{"а"}} {{.}} {{nil}} {{(row .survey.yes).x}} {{true}}`, []string{
			"1:3: .trust.police.trust | format \"0\": neither := nor |", "1:40: $x := .trust.police.trust: neither := nor |", `1:90: "а" stands after .trust.police.trust; a figure stands alone`,
			`1:98: "а": between {{ and }} stands a figure`, "1:106: .: between {{ and }}", "1:112: nil: between", "1:120: (row .survey.yes).x: between", "1:144: true: between",
		}},
		{`{{highest “trust” "trust"}} {{chart "trust}} {{row (.trust.police.trust}}`, []string{
			"1:11: ids and words stand in straight quotation marks", "1:37: this quotation mark has no other that closes it", "1:46: {{row (.trust.police.trust}} cannot be read: unclosed left paren",
		}},
		{"{{if .trust}}а{{else}}б{{end}} {{end}} {{with.trust}} {{template}}", []string{
			"1:3: {{if}} is not for a bulletin's text", `1:40: {{with.trust}} cannot be read; between`, "1:57: {{template}} is not for",
		}},
		{`{{compare .survey.yes .survey.no "а\u00adә" "б" "в→"}} {{compare .survey.no .survey.yes "а" "б→" "в"}} {{compare .survey.yes .survey.no "\uE000" "б" "в"}}`, []string{
			"1:1: a letter that cannot be seen (U+00AD)", `1:56: the face NotoSans-Regular has no letter '→'`, "1:104: a letter that cannot be seen (U+E000)",
		}},
	} {
		_, got := said(releaseOf(t, "kk", c.text, sample, "trust", "reasons", "survey"))
		if len(got) != len(c.want) {
			t.Errorf("%s\nproblems: %q\nwant %q", c.text, got, c.want)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(got[i], want[:strings.Index(want, " ")]) || !strings.Contains(got[i], want) {
				t.Errorf("%s\nproblem %q\nwant %q", c.text, got[i], want)
			}
		}
	}
}

// A row and a column of one name, and columns of different units, cannot be ranked unseen.
func TestRankingsThatMeanTwoThings(t *testing.T) {
	b := releaseOf(t, "kk", `{{highest "t" "a"}} {{highest "t" "b"}}`, map[string]string{"t": "id;;a;c\n;;А;Б\na;А;1;2\nb;Б;3;4\n"})
	b.Tables["t"].Data.Columns[1].Unit = "%"
	_, got := said(b)
	want := []string{`1:15: table "t" has a row and a column "a"; give one of them another id`, "1:35: some of these figures are in no unit and some in %; highest needs"}
	if len(got) != 2 || !strings.HasPrefix(got[0], want[0]) || !strings.HasPrefix(got[1], want[1]) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// A call is short, and what it asks for can be long.
func TestRankingsAreBounded(t *testing.T) {
	var rows strings.Builder
	for i := range 500 {
		rows.WriteString("r" + strconv.Itoa(i) + ";" + strings.Repeat("ә", 200) + ";" + strconv.Itoa(i) + "\n")
	}
	csv := map[string]string{"t": "id;;n\n;;А\n" + rows.String()}
	_, got := said(releaseOf(t, "kk", `{{largest 500 "t"}}`, csv))
	if len(got) != 1 || !strings.Contains(got[0], "the text comes to more than 65536 bytes") {
		t.Errorf("problems %q", got)
	}
	_, got = said(releaseOf(t, "kk", strings.Repeat(`{{highest "t"}} `, 401), csv))
	if len(got) != 1 || !strings.HasPrefix(got[0], "1:6411: the texts of this release rank more than 200000 figures") {
		t.Errorf("problems %q", got)
	}
}

// Parentheses in parentheses take time in proportion to the text.
func TestDeepParentheses(t *testing.T) {
	const deep = 3000
	text := "{{" + strings.Repeat("sum .survey.yes (", deep) + ".survey.no" + strings.Repeat(")", deep) + "}}"
	if got, problems := said(releaseOf(t, "kk", text, sample, "survey")); got != "211529,5%" || len(problems) > 0 {
		t.Errorf("%q %v", got, problems)
	}
	if _, problems := said(releaseOf(t, "kk", strings.Replace(text, "survey.no", "survey.non", 1), sample, "survey")); len(problems) != 1 {
		t.Errorf("%d problems", len(problems))
	}
}

func TestPatterns(t *testing.T) {
	for s, want := range map[string]pattern{
		"0": {}, "0,0": {decimals: 1}, "0.00": {decimals: 2}, "# ##0": {grouping: true}, "#\u00a0##0": {grouping: true}, "#,##0.0": {grouping: true, decimals: 1},
		"+0,0": {sign: true, decimals: 1}, "0,0%": {percent: true, decimals: 1}, "0,0 %": {percent: true, decimals: 1}, "+# ##0,000000000%": {true, true, true, 9},
	} {
		if got, ok := parsePattern(s); !ok || got != want {
			t.Errorf("%q = %+v, %v, want %+v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "+", "%", ",", "0,", "0,0000000000", "00", "-0", "0;0", "# ##", "##0", "0,#", "0,0%%", "0x", "++0", "0,0,0"} {
		if got, ok := parsePattern(s); ok {
			t.Errorf("%q is taken as %+v", s, got)
		}
	}
}

// In a further edition a chart or a table may have no title until it is placed.
func TestTitlesOfFurtherEditions(t *testing.T) {
	b := releaseOf(t, "ru", "{{chart \"c\"}}\n\n{{table \"t\"}}", map[string]string{"t": "id;;a\n;;А\na;А;1\nb;Б;3\n"})
	b.Tables["t"].Title = config.Text{}
	b.Charts["c"] = &config.Chart{ID: "c", Kind: config.MakeText("bars"), Table: config.MakeText("t")}
	b.Files = []config.File{{Name: "bulletin.toml"}, {Name: "bulletin.ru.toml"}, {Name: "t.csv", Table: "t"}}
	_, got := said(b)
	want := []string{`1:1: chart "c" has no title in this edition; write title = "…" under [chart.c] in `, `3:1: table "t" has no title in this edition; write title = "…" under [table.t] in `}
	if len(got) != 2 || !strings.HasPrefix(got[0], want[0]) || !strings.HasPrefix(got[1], want[1]) {
		t.Errorf("problems %q, want %q", got, want)
	}
}
