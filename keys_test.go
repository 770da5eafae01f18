package bulletin

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"bulletin/config"
	"bulletin/report/pdf"
)

// everyKey is a release that sets every key there is.
const everyKey = `
title     = "Сенімділік деңгейі"
series    = "Статистикалық бюллетень"
issuer    = "Ұлттық статистика бюросы"
wave      = "2024-1"
period    = "2024 жылғы сәуір–мамыр"
published = 2024-07-17T10:00:00+05:00
language  = "kk"
standard = "ua-1+a-3a"
source    = "іріктемелі зерттеу"
[page]
size   = "A4"
top    = 30
bottom = 30
left   = 30
right  = 30
[style]
accent  = "#1b4f72"
palette = ["#1b4f82", "#e08f3c", "#c9c9c9"]
align   = "justified"
size    = 11
[fonts]
regular     = "regular.ttf"
bold        = "bold.ttf"
italic      = "italic.ttf"
bold_italic = "bold_italic.ttf"
[numbers]
grouping   = false
keep_zeros = false
[table.trust]
file     = "trust.csv"
title    = "Сенім деңгейі"
unit     = "%"
units    = { hard = "адам" }
decimals = 1
sum      = 100
subject  = "Мекеме"
period   = "2024 жылғы сәуір"
source   = "Кестенің дереккөзі"
note     = "Кестенің ескертпесі."
[table.other]
file = "other.csv"
[table.cities]
file = "cities.csv"
[chart.trust]
kind        = "stacked"
table       = "trust"
title       = "Жауаптар"
unit        = "пайызбен"
period      = "2024 жылғы мамыр"
source      = "Диаграмманың дереккөзі"
note        = "Диаграмманың ескертпесі."
description = "Алты мекеме."
[chart.row]
kind  = "bars"
table = "trust"
title = "Бір мекеме"
row   = "police"
[chart.column]
kind   = "bars"
table  = "trust"
title  = "Бір жауап"
column = "yes"
[chart.cities]
kind   = "bars"
table  = "cities"
title  = "Қалалар"
column = "cases"
[[section]]
title = "Негізгі ойлар"
text  = '''
Полицияға сенетіндер үлесі {{.trust.police.yes}}, сотқа *сенетіндер* үлесі {{.trust.court.yes}}, ***барлығы***
{{.cities.almaty.cases}} жағдай тіркелген, ал респонденттердің жауаптарына сәйкес қауіпсіздіктің деңгейі төмен.

{{chart "trust"}}

{{table "trust"}}

{{chart "row"}}

{{chart "column"}}

{{chart "cities"}}
'''
[[section.term]]
name       = "Қылмыс"
definition = "айыпты әрекет"
[contact]
title      = "Шығарылымға жауапты"
department = "Халық статистикасы департаменті"
address    = "Астана қаласы"
email      = "info@stat.gov.kz"
[[contact.person]]
role  = "Орындаушы"
name  = "Г. Сағат"
phone = "+7 7172 749258"
email = "person@stat.gov.kz"
[[correction]]
date     = 2024-07-19T10:00:00+05:00
severity = "minor"
reason   = "Теру кезіндегі қате."
also     = ["title"]
[[correction.change]]
table  = "trust"
row    = "court"
column = "yes"
old    = "60,4"
new    = "60,0"
`

const refused = "" // a value that is told to be wrong: it is heeded too

// TestEveryKeyIsHeeded changes one key after another and looks whether the PDF changes with it.
func TestEveryKeyIsHeeded(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "trust.csv"), "id;;yes;no;hard\n;Жауап;Сенеді;Сенбейді;Қиналды\npolice;Полиция;61,6;35,9;2,5\ncourt;Сот;60,0;30,0;10,0\n")
	write(t, filepath.Join(folder, "other.csv"), "id;;yes;no;hard\n;Жауап;Сенеді;Сенбейді;Қиналды\npolice;Полиция;61,7;35,8;2,5\ncourt;Сот;60,0;30,0;10,0\n")
	write(t, filepath.Join(folder, "cities.csv"), "id;;cases;more\n;Қала;Тіркелген;Барлығы\nalmaty;Алматы;12604;13000\nastana;Астана;9285;9300\n")
	for name, face := range map[string]string{"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"} {
		data, err := os.ReadFile("fonts/NotoSans-" + face + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, name+".ttf"), string(data))
	}
	path := write(t, filepath.Join(folder, "bulletin.toml"), everyKey)
	before, err := withoutSource(folder)
	if err != nil {
		t.Fatal(err)
	}

	changes := map[string]string{ // what stands for the value of everyKey
		"published":      `2024-07-18T10:00:00+05:00`,
		"language":       refused,
		"standard":       `"ua-2+a-4f"`,
		"page.size":      `"Letter"`,
		"page.top":       `31`,
		"page.bottom":    `130`,
		"page.left":      `31`,
		"page.right":     `31`,
		"style.accent":   `"#7a3b9a"`,
		"style.palette":  `["#123a63", "#e08f3c", "#c9c9c9"]`,
		"style.align":    `"left"`,
		"style.size":     `11.5`,
		"fonts.regular":  `"italic.ttf"`,
		"fonts.bold":     `"italic.ttf"`,
		"fonts.italic":   `"bold.ttf"`,
		"table.file":     `"other.csv"`,
		"table.units":    `{ hard = "жағдай" }`,
		"table.decimals": `2`,
		"table.sum":      refused,
		"chart.kind":     `"lines"`,
		"chart.table":    `"other"`,
		"chart.row":      `"court"`,
		"chart.column":   `"no"`,
		"section.text":   `"Қысқа мәтін."`,

		"numbers.grouping": `true`, "numbers.keep_zeros": `true`, "fonts.bold_italic": `"bold.ttf"`,
		"correction.date":     `2024-07-20T10:00:00+05:00`,
		"correction.severity": `"major"`,
		"correction.also":     `["section 1"]`,

		"correction.change.table": `"other"`, "correction.change.row": refused, "correction.change.column": refused,
		"correction.change.old": `"60,3"`, "correction.change.new": refused,

		"contact.email": `"other@stat.gov.kz"`, "contact.person.email": `"other@stat.gov.kz"`, "contact.person.phone": `"+7 7172 749061"`,
	}
	for _, k := range keysOf(reflect.TypeFor[config.Bulletin](), "") {
		if strings.HasPrefix(k.path, "table.from.") || strings.HasPrefix(k.path, "silence.") {
			continue // nothing of them is printed: check alone reads them
		}
		start, end := valueIn(t, everyKey, k.path)
		value, ok := changes[k.path]
		if !ok {
			value = `"Басқаша"`
		}
		if value == refused {
			value = `99`
		}
		write(t, path, everyKey[:start]+value+everyKey[end:])
		out, err := withoutSource(folder)
		switch {
		case err != nil && changes[k.path] == refused && ok:
		case err != nil:
			t.Errorf("%s = %s: %v", k.path, value, err)
		case bytes.Equal(out, before):
			t.Errorf("%s = %s changes nothing", k.path, value)
		}
	}
}

// withoutSource builds a release without the files inside, which every change changes.
func withoutSource(folder string) ([]byte, error) {
	r, err := Open(folder, "")
	if err != nil {
		return nil, err
	}
	if found := r.Problems(r.Vocabulary()); found.Refuses(false) {
		return nil, found
	}
	pages := r.Editions[0].Pages
	pages.Attachments, pages.Faces = nil, nil
	return pdf.Write(pages)
}

// TestReadmeListsEveryKey holds the table of keys in README.md to the schema, with the marks of those that must be there.
func TestReadmeListsEveryKey(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(data), "| key | what it is |")
	list, _, _ = strings.Cut(strings.ReplaceAll(list, "\r\n", "\n"), "\n\n")
	code := regexp.MustCompile("`([a-z_]+)(?: = true)?`(\\*?)")
	var listed []string
	for row := range strings.Lines(list) {
		first, rest, _ := strings.Cut(strings.Trim(row, "| \n"), " | ")
		table, keys := "", first
		if heading := regexp.MustCompile("`\\[+([a-z.]+)(?:\\.ID(\\.from)\\.COLUMN|\\.ID)?\\]+`").FindStringSubmatch(first); heading != nil {
			table, keys = heading[1]+heading[2]+".", rest
		}
		for _, found := range code.FindAllStringSubmatch(keys, -1) {
			listed = append(listed, table+found[1]+found[2])
		}
	}
	for _, k := range keysOf(reflect.TypeFor[config.Bulletin](), "") {
		name := k.path
		if k.needed {
			name += "*"
		}
		if !slices.Contains(listed, name) {
			t.Errorf("README.md has no key %s", name)
		}
	}
}

// A key of the schema, by its tables: chart.title.
type key struct {
	path   string
	needed bool
}

// keysOf gives the keys that hold values, in the order of the schema.
func keysOf(schema reflect.Type, table string) []key {
	var keys []key
	for i := range schema.NumField() {
		field := schema.Field(i)
		name, ok := field.Tag.Lookup("toml")
		if !ok || name == "-" {
			continue
		}
		held := field.Type
		for held.Kind() == reflect.Pointer || (held.Kind() == reflect.Map || held.Kind() == reflect.Slice) && held.Elem().Kind() != reflect.String {
			held = held.Elem()
		}
		switch held {
		case reflect.TypeFor[config.Text](), reflect.TypeFor[config.Color](), reflect.TypeFor[time.Time]():
		default:
			if held.Kind() == reflect.Struct {
				keys = append(keys, keysOf(held, table+name+".")...)
				continue
			}
		}
		keys = append(keys, key{table + name, field.Tag.Get("need") != ""})
	}
	return keys
}

// valueIn finds the first value of a key in a TOML text, by lines.
func valueIn(t *testing.T, toml, path string) (start, end int) {
	t.Helper()
	name, heading := path, ""
	if dot := strings.LastIndex(path, "."); dot >= 0 {
		heading, name = path[:dot], path[dot+1:]
	}
	value := regexp.MustCompile(`(?s)^` + name + ` *= ('''.*?'''|[^\n]*)`)
	table := ""
	for at := 0; at < len(toml); at += strings.IndexByte(toml[at:], '\n') + 1 {
		if toml[at] == '[' {
			table, _, _ = strings.Cut(strings.TrimLeft(toml[at:], "["), "]")
			if one, _, found := strings.Cut(table, "."); found && one != "section" && one != "contact" && one != "correction" {
				table = one
			}
		}
		if found := value.FindStringSubmatchIndex(toml[at:]); found != nil && table == heading {
			return at + found[2], at + found[3]
		}
	}
	t.Fatalf("the release of this test does not set %s", path)
	return 0, 0
}
