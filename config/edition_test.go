package config

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"bulletin/tables"
)

// russianTOML has the words of trustTOML in Russian.
const russianTOML = `title  = "Доверие"
issuer = "Бюро национальной статистики"
period = "апрель–май 2024 года"
source = "обследование"

[table.trust]
title = "Таблица"
units = { hard = "человек" }

[chart.trust]
title = "Уровень доверия"

[[section]]
title = "Основные положения"
text = '''
Доля {{.trust.police.trust}}.
'''

[[silence]]
code   = "misprint"
about  = "Сагат"
reason = "имя"

[contact]
title = "Ответственные"

[[contact.person]]
role = "Исполнитель"
name = "Н. Ханжигитов"
`

// labelled is trustCSV with labels in two languages.
const labelled = `id;label;label.ru;trust;partly;hard
label;Мекеме;;Сенеді;Ішінара;Қиналды
label.ru;;Орган;Доверяют;Частично;Затруднились
police;Полиция;Полиция;61,6;27,4;11,0
courts;Сот;Суд;60,1;30,0;10,0
`

const russian = "bulletin.ru.toml"

// further gives trustTOML with a further edition.
func further(toml string, more ...string) []string {
	return append([]string{russian, toml, "trust.csv", labelled}, more...)
}

func TestLoadFurtherEdition(t *testing.T) {
	files := release(trustTOML, further(russianTOML)...)
	kk, _, problems := load(files, "r/", FileName)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b, sources, problems := load(files, "r/", russian)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	trust, police := b.Tables["trust"], b.Charts["police"]
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"title", b.Title.Value, "Доверие"},
		{"title's place", b.Title.At(2).String(), "r/bulletin.ru.toml:1:12"},
		{"period", b.Period.Value, "апрель–май 2024 года"},
		{"series that is not set", b.Series, Text{}},
		{"wave", b.Wave.Value, "2024-1"},
		{"wave's place", b.Wave.Place().String(), "r/bulletin.toml:3:13"},
		{"published", b.Published, kk.Published},
		{"language", b.Language.Value, "ru"},
		{"language's place", b.Language.Place().String(), "r/bulletin.ru.toml"},
		{"standard", b.Standard.Value, "ua-1+a-3a"},
		{"margin", b.Page.Top, 20.0},
		{"numbers", b.Numbers, Numbers{Grouping: true}},
		{"table's title", trust.Title.Value, "Таблица"},
		{"table's place", trust.Place.String(), "r/bulletin.ru.toml:6:1"},
		{"table's file", trust.File.Place().String(), "r/bulletin.toml:18:8"},
		{"unit without letters", trust.Unit.Value, "%"},
		{"units", []string{trust.Data.Columns[0].Unit, trust.Data.Columns[2].Unit}, []string{"%", "человек"}},
		{"units of the first edition", kk.Tables["trust"].Data.Columns[2].Unit, "адам"},
		{"decimals", trust.Data.Columns[0].Decimals, 2},
		{"sum", *trust.Data.Sum, tables.Number{Coef: 100}},
		{"figure", trust.Data.Cells[0][0], kk.Tables["trust"].Data.Cells[0][0]},
		{"names", trust.Names == trust.Data, true},
		{"chart", []string{b.Charts["trust"].Kind.Value, b.Charts["trust"].Title.Value, b.Charts["trust"].Place.String()}, []string{"stacked", "Уровень доверия", "r/bulletin.ru.toml:10:1"}},
		{"chart that is left out", []string{police.Row.Value, police.Title.Value, police.Place.String()}, []string{"police", "", "r/bulletin.ru.toml"}},
		{"sections", []any{len(b.Sections), b.Sections[0].Title.Value, b.Sections[0].Place.String()}, []any{1, "Основные положения", "r/bulletin.ru.toml:13:1"}},
		{"sections of the first edition", kk.Sections[0].Title.Value, "Негізгі ойлар"},
		{"silences", []any{len(kk.Silences), b.Silences[0].About.Value, b.Silences[0].Place.String()}, []any{0, "Сагат", "r/bulletin.ru.toml:19:1"}},
		{"contact", []string{b.Contact.Title.Value, b.Contact.Email.Value}, []string{"Ответственные", "gl.sagat@aspire.gov.kz"}},
		{"person", []string{b.Contact.People[0].Role.Value, b.Contact.People[0].Name.Value, b.Contact.People[0].Phone.Value}, []string{"Исполнитель", "Н. Ханжигитов", "+7 (7172) 74-90-61"}},
		{"person of the first edition", kk.Contact.People[0].Name.Value, "Н. Ханжігітов"},
		{"sources", []string{sources["r/bulletin.toml"], sources["r/bulletin.ru.toml"], sources[filepath.Join("r", "trust.csv")]}, []string{trustTOML, russianTOML, labelled}},
		{"digest", b.Digest(), kk.Digest()},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
	if got := trust.Data.Rows[0].Label + trust.Data.Columns[0].Label + trust.Data.Corner; got != "ПолицияДоверяютОрган" {
		t.Errorf("labels: %s", got)
	}
	if got := kk.Tables["trust"].Data.Columns[0].Label; got != "Сенеді" {
		t.Errorf("label of the first edition: %s", got)
	}
}

// An edition carries the words and labels of the first one and its own, and is built from them again.
func TestFilesOfFurtherEdition(t *testing.T) {
	files := release(trustTOML, further(russianTOML)...)
	files["2024.toml"], files["2024.ru.toml"] = files[FileName], files[russian]
	b, _, problems := load(files, "", "2024.ru.toml")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	inside := fstest.MapFS{}
	var names []string
	for _, f := range b.Files {
		names = append(names, f.Name+"="+f.Table)
		inside[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if got := strings.Join(names, " "); got != "bulletin.toml= bulletin.ru.toml= trust.csv=trust" {
		t.Fatalf("got %s", got)
	}
	again, _, problems := load(inside, "", russian)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if !reflect.DeepEqual(again.Files, b.Files) || again.Digest() != b.Digest() {
		t.Errorf("got %s, then %s", b.Files[2].Data, again.Files[2].Data)
	}
}

// edited gives a release whose words were changed, each pair of from and to once.
func edited(t *testing.T, toml string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(toml, pairs[i]) {
			t.Fatalf("no %q in the release", pairs[i])
		}
		toml = strings.Replace(toml, pairs[i], pairs[i+1], 1)
	}
	return toml
}

func TestProblemsOfFurtherEdition(t *testing.T) {
	const ru, toml = "bulletin.ru.toml", "bulletin.toml"
	for _, c := range []struct {
		name  string
		first []string // edits
		own   []string
		want  []string
	}{
		{"nothing", nil, []string{russianTOML, ""}, []string{
			ru + `|missing key "issuer"`, ru + `|missing key "period"`, ru + `|missing key "section"; write [[section]]`, ru + `|missing key "title"`,
			ru + `|the unit of the column "hard" of [table.trust] is "адам" in bulletin.toml; write it in this language under [table.trust]: units = { hard = "…" }`,
		}},
		{"shared keys", nil, []string{`title = "Таблица"`, "title = 'x'\nfile = 'x'\nsum = 1\nfrom.trust = {}", `title = "Уровень доверия"`, "title = 'x'\nrow = 'x'", `source = "обследование"`, "wave = '1'\nlanguage = 'ru'\n[page]\ntop = 1", `name = "Н. Ханжигитов"`, "name = 'Х'\nphone = 'x'"}, []string{
			ru + `:4:1|"wave" is shared by all editions; it stands in bulletin.toml alone`,
			ru + `:5:1|the language of an edition stands in the name of its file`,
			ru + `:6:2|"page" is shared by all editions; it stands in bulletin.toml alone`,
			ru + `:11:1|"file" is shared by all editions; it stands under [table.trust] in bulletin.toml alone`,
			ru + `:12:1|"sum" is shared`, ru + `:13:1|"from" is shared`,
			ru + `:18:1|"row" is shared by all editions; it stands under [chart.trust] in bulletin.toml alone`,
			ru + `:37:1|"phone" is shared by all editions; it stands under [[contact.person]] in bulletin.toml alone`,
		}},
		{"unknown keys", nil, []string{`source =`, "titel = 'x'\nfrom = 'x'\nwhat = 'x'\nsource =", `title = "Таблица"`, "role = 'x'\ntitle = 'x'"}, []string{
			ru + `:4:1|unknown key "titel" (did you mean "title"?)`,
			ru + `:5:1|unknown key "from"; known are chart, contact, correction, issuer, period, section, series, silence, source, table, title`,
			ru + `:6:1|unknown key "what"; known are`,
			ru + `:10:1|unknown key "role" under [table.trust]; it belongs under [[contact.person]]`,
		}},
		{"unknown ids", nil, []string{"[table.trust]", "[table.trsut]", "[chart.trust]", "[chart.Fig-1]"}, []string{
			ru + `|the unit of the column "hard"`,
			ru + `:6:1|bulletin.toml has no table "trsut" (did you mean "trust"?)`, ru + `:10:1|bulletin.toml has no chart "Fig-1"`,
		}},
		{"both files", []string{`"#102030"`, `"red"`}, []string{`issuer =`, `isuer =`}, []string{
			ru + `:2:1|unknown key "isuer"`, toml + `:11:10|accent must be a colour`,
		}},
		{"first unreadable", []string{`wave `, `wave = `}, []string{`issuer =`, `isuer =`}, []string{
			ru + `:2:1|unknown key "isuer"`, toml + `:3:13|text must stand in quotation marks`,
		}},
		{"own unreadable", []string{`"#102030"`, `"red"`}, []string{`issuer =`, `issuer`}, []string{
			ru + `:2:8|after a key =`, toml + `:11:10|accent must be a colour`,
		}},
		{"a table with problems", nil, []string{russianTOML, russianTOML + "\n[table.bad]\ntitle = 'x'\n"}, []string{
			ru + `:31:1|bulletin.toml has no table "bad"`,
		}},
		{"words that stand for others", []string{"decimals = 2", "decimals = 2\nsource = 'А'\nperiod = 'Б'", "title  = \"Сенім деңгейі\"", "title = 'x'\nsource = 'В'\nperiod = 'Г'\nunit = 'пайызбен'\nnote = 'x'", "title  = \"Полиция\"", "title = 'x'\nsource = 'x'\nunit = 'x'"}, nil, []string{
			ru + `:6:1|the period of [table.trust] is "Б" in bulletin.toml; write it in this language under [table.trust]: period = "…"`,
			ru + `:6:1|the source of [table.trust] is "А"`,
			ru + `:10:1|the period of [chart.trust] is "Г"`, ru + `:10:1|the source of [chart.trust] is "В"`, ru + `:10:1|the unit of [chart.trust] is "пайызбен"`,
		}},
		{"unit with letters", []string{`unit = "%"`, `unit = "адам"`}, nil, []string{ru + `:6:1|the unit of [table.trust] is "адам" in bulletin.toml`}},
		{"unit without letters", []string{`unit = "%"`, `unit = "₸"`}, nil, nil},
		{"unit in words", []string{`unit = "%"`, `unit = "₸"`}, []string{`title = "Таблица"`, `unit = "тенге"`}, nil},
		{"percent in words", nil, []string{`title = "Таблица"`, `unit = "процентов"`}, []string{ru + `:7:8|the unit is "%" in bulletin.toml, which is the same in every language`}},
		{"percent again", nil, []string{`title = "Таблица"`, `unit = "%"`}, nil},
		{"percent alone", []string{`unit = "%"`, ``}, []string{`title = "Таблица"`, `unit = "%"`}, []string{ru + `:7:8|the unit is not "%" in bulletin.toml`}},
		{"percent of a column", nil, []string{`units = { hard = "человек" }`, `units = { hard = "%", trust = "доля", parly = "%" }`}, []string{
			ru + `:8:18|the unit is not "%" in bulletin.toml`, ru + `:8:31|the unit is "%" in bulletin.toml`,
			ru + `:8:39|no column "parly" in trust.csv (did you mean "partly"?)`,
		}},
		{"more people", nil, []string{russianTOML, russianTOML + "[[contact.person]]\nname = 'x'\n"}, []string{
			ru + `:30:1|bulletin.toml has 1 person and this file 2; name the same ones in the same order`,
		}},
		{"fewer people", []string{trustTOML, trustTOML + "[[contact.person]]\nname = 'x'\n"}, nil, []string{ru + `:27:1|bulletin.toml has 2 people and this file 1`}},
		{"no people there", []string{"[[contact.person]]\nname  = \"Н. Ханжігітов\"\nphone = \"+7 (7172) 74-90-61\"\n", ""}, nil, []string{ru + `:27:1|bulletin.toml has 0 people and this file 1`}},
		{"no people here", nil, []string{"[[contact.person]]\nrole = \"Исполнитель\"\nname = \"Н. Ханжигитов\"\n", ""}, nil},
		{"a person without a name", nil, []string{"name = \"Н. Ханжигитов\"\n", ""}, []string{ru + `:27:1|missing key "name"`}},
		{"needs", nil, []string{`title = "Основные положения"`, `title = " "`, `title = "Уровень доверия"`, ""}, []string{ru + `:14:9|title is empty`}},
		{"types", nil, []string{`title = "Таблица"`, `title = 5`}, []string{ru + `:7:9|title must be text in quotation marks`}},
		{"own language", []string{`wave `, "language = 'ru'\nwave "}, nil, []string{
			ru + `|the words in the language "ru" stand in bulletin.toml`,
			`trust.csv:1:10|the language of the release itself`, `trust.csv:3:1|the language of the release itself`,
		}},
	} {
		first, own := edited(t, trustTOML, c.first...), edited(t, russianTOML, c.own...)
		_, _, problems := load(release(first, further(own)...), "", russian)
		wantProblems(t, c.name, problems, c.want...)
	}
}

// A unit without letters is the same in every language until an edition has a word for it.
func TestUnitInWords(t *testing.T) {
	first, own := edited(t, trustTOML, `unit = "%"`, `unit = "₸"`), edited(t, russianTOML, `title = "Таблица"`, "title = \"Таблица\"\nunit = \"тенге\"")
	b, _, problems := load(release(first, further(own)...), "", russian)
	if len(problems) > 0 || b.Tables["trust"].Unit.Value != "тенге" {
		t.Fatalf("the word of the edition is not its unit: %v", problems)
	}
}

// An edition that leaves the contact out still has the address that all share.
func TestContactOfFurtherEdition(t *testing.T) {
	own, _, _ := strings.Cut(russianTOML, "[contact]")
	b, _, problems := load(release(trustTOML, further(own)...), "", russian)
	if len(problems) > 0 || b.Contact == nil || b.Contact.Email.Value != "gl.sagat@aspire.gov.kz" || len(b.Contact.People) > 0 || b.Contact.Title.Value != "" {
		t.Errorf("got %+v, %v", b.Contact, problems)
	}
	b, _, problems = load(release(edited(t, trustTOML, `email = "gl.sagat@aspire.gov.kz"`, ""), further(own)...), "", russian)
	if len(problems) > 0 || b.Contact != nil {
		t.Errorf("got %+v, %v", b.Contact, problems)
	}
}

func TestLabelsOfFurtherEdition(t *testing.T) {
	b, _, problems := load(release(trustTOML, russian, russianTOML), "", russian)
	if len(problems) == 0 || problems[0].Place.File != "trust.csv" || b.Tables["trust"].Data != nil || b.Tables["trust"].Names == nil {
		t.Errorf("without labels: %v", problems)
	}
	_, _, problems = load(release(trustTOML, russian, russianTOML), "", FileName)
	wantProblems(t, "the first edition needs no other's", problems)
	b, _, problems = load(release(trustTOML, further(russianTOML, "trust.csv", strings.Replace(labelled, "61,6", "x6", 1))...), "", russian)
	if len(problems) != 1 || b.Tables["trust"].Data != nil || b.Tables["trust"].Names.Columns[0].Label != "Доверяют" {
		t.Errorf("a wrong figure: %v", problems)
	}
}

// What a further edition may set is what readers of its language read otherwise.
func TestWordsOfTheSchema(t *testing.T) {
	var walk func(of reflect.Type, heading string) []string
	walk = func(of reflect.Type, heading string) (all []string) {
		var keys []string
		for _, f := range fieldsOf(of, true) {
			if below, ok := tableOf(of.Field(f.index).Type); ok {
				all = append(all, walk(below, join(heading, f.key))...)
			} else {
				keys = append(keys, f.key)
			}
		}
		return append([]string{heading + ": " + strings.Join(keys, " ")}, all...)
	}
	got := strings.Join(walk(reflect.TypeFor[Bulletin](), ""), "\n")
	const want = `: title series issuer period source
table: title unit units subject period source note
chart: title unit period source note description
section: title text
section.term: name definition
silence: code about reason
contact: title department address
contact.person: role name
correction: reason`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
