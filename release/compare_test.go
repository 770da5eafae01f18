package release

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulletin"
)

// compared is a small release of two editions, in which each part stands that can change.
var compared = map[string]string{
	"bulletin.toml": `
title = "Сенім"
series = "Бюллетень"
issuer = "Бюро"
wave = "2024-1"
period = "2024 жыл"
published = 2024-07-17T10:00:00+05:00
source = "Зерттеу"

[table.trust]
file = "trust.csv"
title = "Сенім деңгейі"
unit = "%"
sum = 100
note = "Ескерту осы."
[table.more]
file = "more.csv"
units = { n = "адам", old = "адам" }
[table.more.from.old]
release = "2023-2"
digest = "sha256:cf3c2381852f62beb93a4352b160eb8e64532c2c504c661642f369b82ef680d3"
table = "more"
column = "n"

[chart.trust]
kind = "stacked"
table = "trust"
title = "Сенім диаграммасы"
unit = "пайызбен"
[chart.bars]
kind = "bars"
table = "trust"
column = "yes"
title = "Сенетіндер"

[[section]]
title = "Негізгі ойлар"
text = '''
Полицияға сенетіндер үлесі {{.trust.police.yes}} құрады. Былтырдан бері ол {{change .trust.police.yes .trust.courts.yes}}.

{{chart "trust"}}

Ең жоғары үлес – {{row (highest "trust" "yes")}}. Бұл 2024 ж. сәуірде анықталды.

{{table "trust"}}
'''

[[section]]
title = "Қорытынды"
text = '''
- бірінші нәтиже
- екінші нәтиже, [сілтеме](https://stat.gov.kz/kk/)

{{chart "bars"}}

Сұралғандар саны {{.more.all.n}} адам болды, олар үйлерінде сұралды.
'''

[[section]]
title = "Глоссарий"
[[section.term]]
name = "Қылмыс"
definition = "қоғамға қауіпті іс-әрекет."
[[section.term]]
name = "Орган"
definition = "мемлекеттік мекеме."

[contact]
department = "Статистика департаменті"
email = "a@stat.gov.kz"
[[contact.person]]
name = "Н. Ханжігітов"
phone = "+7 7172 749061"
`,
	"bulletin.ru.toml": `
title = "Доверие"
series = "Бюллетень"
issuer = "Бюро"
period = "2024 год"
source = "Обследование"
[table.trust]
title = "Уровень доверия"
note = "Это примечание."
[table.more]
units = { n = "человек", old = "человек" }
[chart.trust]
title = "График доверия"
unit = "в процентах"
[chart.bars]
title = "Доверяющие"
[[section]]
title = "Главное"
text = '''
Доля доверяющих полиции составила {{.trust.police.yes}}. Она {{change .trust.police.yes .trust.courts.yes}}.

{{chart "trust"}}

Выше всего доля там, где стоит {{row (highest "trust" "yes")}}.

{{table "trust"}}
'''
[[section]]
title = "Итоги"
text = '''
- первый итог
- второй итог, [ссылка](https://stat.gov.kz/ru/)

{{chart "bars"}}

Опрошено {{.more.all.n}} человек.
'''
[[section]]
title = "Глоссарий"
[[section.term]]
name = "Преступление"
definition = "общественно опасное деяние."
[[section.term]]
name = "Орган"
definition = "государственное учреждение."
[contact]
department = "Департамент статистики"
[[contact.person]]
name = "Н. Ханжигитов"
`,
	"trust.csv": `id;label;label.ru;yes;no
label;Мекеме;;Сенеді;Сенбейді
label.ru;;Орган;Доверяют;Не доверяют
police;Полиция;Полиция;61,6;38,4
courts;Соттар;Суды;58,0;42,0
fire;Өртке қарсы қызмет;Пожарная служба;79,4;20,6
`,
	"more.csv": `id;label;label.ru;old;n
label;Қайсысы;;Бұрынғы саны;Саны
label.ru;;Кто;Прежнее число;Число
all;Барлығы;Все;9100;9285
`,
}

// folderOf writes a release with some of its words replaced: file, old, new.
func folderOf(t testing.TB, edits ...string) string {
	t.Helper()
	files := maps.Clone(compared)
	for i := 0; i < len(edits); i += 3 {
		if !strings.Contains(files[edits[i]], edits[i+1]) {
			t.Fatalf("%s has no %q", edits[i], edits[i+1])
		}
		files[edits[i]] = strings.Replace(files[edits[i]], edits[i+1], edits[i+2], 1)
	}
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func open(t testing.TB, path string) *Source {
	t.Helper()
	s, err := OpenSource(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// told gives a line for each change.
func told(d *Difference) []string {
	var out []string
	for _, f := range d.Figures {
		line := fmt.Sprintf("%s.%s.%s %s→%s (%s)", f.Cell.Table, f.Cell.Row, f.Cell.Column, f.OldPrinted, f.NewPrinted, f.Points)
		if !f.Visible {
			line += " unseen"
		}
		out = append(out, line)
	}
	for _, w := range d.Words {
		line := w.At + ": "
		for _, e := range w.Words {
			if e.Op == '=' {
				line += e.Text
			} else {
				line += string(rune(e.Op)) + "[" + e.Text + "]"
			}
		}
		out = append(out, line)
	}
	for _, p := range d.Parts {
		op := "-"
		if p.Added {
			op = "+"
		}
		out = append(out, op+" "+p.At+" ("+p.Title+")")
	}
	for _, m := range d.Methods {
		out = append(out, m.At+": "+m.Old+" → "+m.New)
	}
	for _, m := range d.Turned {
		out = append(out, "turned "+m.At+": "+m.Old+" → "+m.New)
	}
	return out
}

const (
	mainTOML = "bulletin.toml"
	ru       = "bulletin.ru.toml"
	trust    = "trust.csv"
)

func TestCompare(t *testing.T) {
	base := open(t, folderOf(t))
	for _, c := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"nothing", nil, nil},
		{"a figure", []string{trust, "61,6;38,4", "62,4;37,6"}, []string{
			"trust.police.yes 61,6%→62,4% (+0,8)", "trust.police.no 38,4%→37,6% (−0,8)",
		}},
		{"a figure that becomes a symbol", []string{"more.csv", "9285", "x", mainTOML, "{{.more.all.n}} ", "көп ", ru, "{{.more.all.n}} ", "много "}, []string{
			"more.all.n 9285→x ()",
			"section 2: Сұралғандар саны -[9285]+[көп] адам болды, олар үйлерінде сұралды.",
			"ru section 2: Опрошено -[9285]+[много] человек.",
		}},
		{"zeros at the end", []string{trust, "58,0;42,0", "58;42"}, []string{"table trust digits: 58,0 → 58"}},
		{"more decimals", []string{trust, "58,0;42,0", "58,00;42,0"}, []string{
			"table trust column yes decimals: 1 → 2", "table trust digits: 58,0 → 58,00",
		}},
		{"who rose fell", []string{trust, "61,6;38,4", "57,6;42,4"}, []string{
			"trust.police.yes 61,6%→57,6% (−4,0)", "trust.police.no 38,4%→42,4% (+4,0)",
			"turned section 1: Былтырдан бері ол 3,6 пайыздық тармаққа өсті. → Былтырдан бері ол 0,4 пайыздық тармаққа төмендеді.",
			"turned ru section 1: Она выросла на 3,6 процентного пункта. → Она снизилась на 0,4 процентного пункта.",
		}},
		{"another leader", []string{trust, "79,4;20,6", "57,9;42,1"}, []string{
			"trust.fire.yes 79,4%→57,9% (−21,5)", "trust.fire.no 20,6%→42,1% (+21,5)",
			"turned chart trust: Сенеді: Өртке қарсы қызмет → Сенеді: Полиция",
			"turned section 1: Ең жоғары үлес – Өртке қарсы қызмет. → Ең жоғары үлес – Полиция.",
			"turned chart bars: Өртке қарсы қызмет → Полиция",
			"turned ru chart trust: Доверяют: Пожарная служба → Доверяют: Полиция",
			"turned ru section 1: Выше всего доля там, где стоит Пожарная служба. → Выше всего доля там, где стоит Полиция.",
			"turned ru chart bars: Пожарная служба → Полиция",
		}},
		{"a title", []string{mainTOML, `"Сенім"`, `"Үлкен сенім"`}, []string{"title: -[Сенім]+[Үлкен сенім]"}},
		{"the words at the beginning", []string{ru, `"2024 год"`, `"весь 2024 год"`, mainTOML, `"Зерттеу"`, `"Сауалнама"`, mainTOML, `"Бюллетень"`, `"Жинақ"`}, []string{
			"series: -[Бюллетень]+[Жинақ]", "source: -[Зерттеу]+[Сауалнама]", "ru period: +[весь ]2024 год",
		}},
		{"a word of a sentence", []string{mainTOML, "сәуірде анықталды", "мамырда анықталды"}, []string{
			"section 1: Бұл 2024 ж. -[сәуірде]+[мамырда] анықталды.",
		}},
		{"words and a figure", []string{mainTOML, "үлесі {{.trust.police.yes}} құрады", "үлесі биыл {{.trust.police.yes}} құрады", trust, "61,6;38,4", "61,7;38,3"}, []string{
			"trust.police.yes 61,6%→61,7% (+0,1)", "trust.police.no 38,4%→38,3% (−0,1)",
			"section 1: Полицияға сенетіндер үлесі -[61,6%]+[биыл 61,7%] құрады.",
		}},
		{"a sentence more", []string{mainTOML, "анықталды.", "анықталды. Мұны бәрі біледі."}, []string{"section 1: +[Мұны бәрі біледі.]"}},
		{"a sentence less, in Russian", []string{ru, "- первый итог\n", ""}, []string{"ru section 2: -[первый итог]"}},
		{"another figure is quoted", []string{mainTOML, "үлесі {{.trust.police.yes}}", "үлесі {{.trust.fire.yes}}"}, []string{
			"section 1: Полицияға сенетіндер үлесі -[61,6%]+[79,4%] құрады.",
		}},
		{"a figure typed by hand", []string{mainTOML, "саны {{.more.all.n}}", "саны 9285"}, []string{"section 2 figures: {{.more.all.n}} → typed by hand"}},
		{"another function that prints the same", []string{mainTOML, `{{row (highest "trust" "yes")}}`, `{{row (lowest "trust" "no")}}`}, []string{
			`section 1 figures: {{row (highest "trust" "yes")}} → {{row (lowest "trust" "no")}}`,
		}},
		{"the same figure written shorter", []string{mainTOML, "{{.more.all.n}}", "{{ .more.n }}"}, nil},
		{"a comment, spaces and line ends", []string{mainTOML, "құрады. Былтырдан", "құрады.\n{{/* {{x}} */}}Былтырдан", mainTOML, "[[section]]", "# түсінік\n[[section]]"}, nil},
		{"bold", []string{mainTOML, "бірінші нәтиже", "**бірінші** нәтиже"}, []string{"section 2 form: - бірінші нәтиже → - **бірінші** нәтиже"}},
		{"a paragraph of its own", []string{mainTOML, "құрады. Былтырдан", "құрады.\n\nБылтырдан"}, []string{
			"section 1 form: Полицияға сенетіндер үлесі {{…}} құрады. Былтырдан бері ол… → Полицияға сенетіндер үлесі {{…}} құрады.",
		}},
		{"bold, late in a paragraph", []string{mainTOML, "{{change .trust.police.yes .trust.courts.yes}}", "**{{change .trust.police.yes .trust.courts.yes}}**"}, []string{
			"section 1 form: …н бері ол {{…}}. → …н бері ол **{{…}}**.",
		}},
		{"a section's title", []string{mainTOML, `"Қорытынды"`, `"Түйін"`}, []string{"section 2 title: -[Қорытынды]+[Түйін]"}},
		{"a section more", []string{mainTOML, "[[section]]\ntitle = \"Қорытынды\"", "[[section]]\ntitle = \"Кіріспе\"\ntext = \"Бұл – жаңа бөлім.\"\n[[section]]\ntitle = \"Қорытынды\""}, []string{
			"+ section 2 (Кіріспе)",
		}},
		{"a term", []string{ru, `"Преступление"`, `"Проступок"`, mainTOML, "қауіпті іс-әрекет", "қауіпті әрекет"}, []string{
			"term Қылмыс: қоғамға қауіпті -[іс-әрекет]+[әрекет].", "+ ru term Проступок (Проступок)", "- ru term Преступление (Преступление)",
		}},
		{"a chart less", []string{mainTOML, "{{chart \"bars\"}}\n", ""}, []string{"- chart bars (Сенетіндер)"}},
		{"a chart elsewhere", []string{mainTOML, "{{chart \"trust\"}}\n", "", mainTOML, "Ең жоғары", "{{chart \"trust\"}}\n\nЕң жоғары"}, nil},
		{"a chart behind the next paragraph", []string{mainTOML, "{{chart \"trust\"}}\n\nЕң", "Ең", mainTOML, "{{table \"trust\"}}", "{{chart \"trust\"}}\n\n{{table \"trust\"}}"}, []string{
			"chart trust place: section 1, after “Былтырдан бері ол 3,6 пайыздық тармаққа өсті.” → section 1, after “Бұл 2024 ж. сәуірде анықталды.”",
		}},
		{"a printed table less", []string{ru, "{{table \"trust\"}}\n", ""}, []string{"- ru printed table trust (Уровень доверия)"}},
		{"how a chart is drawn", []string{mainTOML, `column = "yes"`, `column = "no"`}, []string{"chart bars column: yes → no"}},
		{"the words beside a chart", []string{mainTOML, `"пайызбен"`, `"үлес"`, ru, `"График доверия"`, `"Диаграмма доверия"`}, []string{
			"chart trust unit: -[пайызбен]+[үлес]", "ru chart trust title: -[График]+[Диаграмма] доверия",
		}},
		{"the words of a table", []string{mainTOML, "Ескерту осы", "Ескерту мынау", trust, "Соттар;Суды", "Сот жүйесі;Суды"}, []string{
			"table trust note: Ескерту -[осы]+[мынау].", "table trust labels: -[Соттар]+[Сот жүйесі]",
		}},
		{"a sum and a unit", []string{mainTOML, "sum = 100\n", "", mainTOML, `"адам"`, `"кісі"`}, []string{
			"table trust sum: 100 → none", "table more column n unit: адам → кісі",
		}},
		{"grouping, zeros and the day", []string{mainTOML, "[table.trust]", "[numbers]\ngrouping = true\nkeep_zeros = true\n[table.trust]", mainTOML, "07-17T", "07-18T"}, []string{
			"published: 2024-07-17T10:00:00+05:00 → 2024-07-18T10:00:00+05:00", "numbers grouping: false → true", "numbers keep_zeros: false → true",
		}},
		{"a section less", []string{ru, "[[section]]\ntitle = \"Итоги\"\ntext = '''\n- первый итог\n- второй итог, [ссылка](https://stat.gov.kz/ru/)\n\n{{chart \"bars\"}}\n\nОпрошено {{.more.all.n}} человек.\n'''\n", ""}, []string{
			"- ru section 2 (Итоги)", "- ru chart bars (Доверяющие)",
		}},
		{"a row", []string{trust, "courts;Соттар;Суды;58,0;42,0\n", "courts;Соттар;Суды;58,0;42,0\nnew;Жаңа;Новый;10,0;90,0\n"}, []string{
			"+ row trust.new (Жаңа)",
		}},
		{"rows in another order", []string{trust, "courts;Соттар;Суды;58,0;42,0\nfire;Өртке қарсы қызмет;Пожарная служба;79,4;20,6\n", "fire;Өртке қарсы қызмет;Пожарная служба;79,4;20,6\ncourts;Соттар;Суды;58,0;42,0\n"}, []string{
			"table trust rows: police, courts, fire → police, fire, courts",
		}},
		{"where figures were copied from", []string{mainTOML, `release = "2023-2"`, `release = "2022-2"`}, []string{
			"table more from old: 2023-2 more.n sha256:cf3c2381852f62beb93a4352b160eb8e64532c2c504c661642f369b82ef680d3 → 2022-2 more.n sha256:cf3c2381852f62beb93a4352b160eb8e64532c2c504c661642f369b82ef680d3",
		}},
		{"the contact", []string{mainTOML, "749061", "749062", ru, "Департамент", "Управление"}, []string{
			"contact: Н. Ханжігітов, +7 7172 -[749061]+[749062]",
			"ru contact: -[Департамент]+[Управление] статистики", "ru contact: Н. Ханжигитов, +7 7172 -[749061]+[749062]",
		}},
		{"a link", []string{mainTOML, "https://stat.gov.kz/kk/", "https://stat.gov.kz/en/"}, []string{
			"- link https://stat.gov.kz/kk/ (сілтеме)", "+ link https://stat.gov.kz/en/ (сілтеме)",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Compare(base, open(t, folderOf(t, c.edits...)))
			if got := told(d); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
			if d.Empty() != (len(c.want) == 0) {
				t.Errorf("Empty() is %t", d.Empty())
			}
		})
	}
}

// TestCompareUnseen tells a change that rounding hides from one that a sentence shows.
func TestCompareUnseen(t *testing.T) {
	for _, c := range []struct {
		name, quoted string
		want         []string
	}{
		{"in tables", "{{.trust.police.yes}}", []string{"trust.police.yes 62%→62% (+0,1) unseen", "trust.police.no 38%→38% (−0,1) unseen"}},
		{"in a sentence", `{{format .trust.police.yes "0,0"}}`, []string{"trust.police.yes 62%→62% (+0,1)", "trust.police.no 38%→38% (−0,1) unseen"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := []string{mainTOML, "sum = 100", "sum = 100\ndecimals = 0", mainTOML, "{{.trust.police.yes}}", c.quoted}
			d := Compare(open(t, folderOf(t, all...)), open(t, folderOf(t, append(all, trust, "61,6;38,4", "61,7;38,3")...)))
			if got := told(d); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s", strings.Join(got, "\n  "))
			}
		})
	}
}

// TestCompareFirstPrinted takes the figures that the release of 17 July 2024 printed first.
func TestCompareFirstPrinted(t *testing.T) {
	old := t.TempDir()
	if err := os.CopyFS(old, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(old, "safety.csv")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	was := strings.Replace(string(data), "64,0;29,4;5,4;0,6;0,6", "61,7;30,5;6;1;0,8", 1)
	if err := os.WriteFile(name, []byte(was), 0o644); err != nil {
		t.Fatal(err)
	}
	d := Compare(open(t, old), open(t, example))
	want := []string{
		"safety.all.completely 61,7%→64,0% (+2,3)",
		"safety.all.enough 30,5%→29,4% (−1,1)",
		"safety.all.unsafe 6%→5,4% (−0,6)",
		"safety.all.not_at_all 1%→0,6% (−0,4)",
		"safety.all.hard 0,8%→0,6% (−0,2)",
		"table safety column unsafe decimals: 0 → 1",
		"table safety column not_at_all decimals: 0 → 1",
	}
	if got := told(d); !slices.Equal(got, want) {
		t.Errorf("got\n  %s", strings.Join(got, "\n  "))
	}
	for i := range d.Figures {
		var where []string
		for _, w := range d.Figures[i].Where {
			where = append(where, fmt.Sprintf("%s %s %.30s %d", w.Language, w.Kind, w.Name, w.Page))
		}
		want := []string{
			"kk sentence Зерттеу нәтижелері бойынша 64% 2", "kk chart 2-сурет 3",
			"en sentence According to the survey, 64% o 2", "en chart Figure 2 3",
			"ru sentence По результатам обследования 64 2", "ru chart Рисунок 2 3",
		}
		if !slices.Equal(where, want) {
			t.Errorf("%v stands at\n  %s", d.Figures[i].Cell, strings.Join(where, "\n  "))
		}
	}
}

// TestWhereIsWhere finds every figure of the example at its page, as the text of that page has it.
func TestWhereIsWhere(t *testing.T) {
	s := open(t, example)
	for _, e := range s.Editions {
		is := readable(e.Bulletin)
		pages := pagesOf(e.Pages)
		last, found := 0, 0
		for i := range e.Document.Sections {
			for _, p := range is.passages(e.Bulletin.Sections[i].Text.Value, e.Document.Sections[i].Blocks) {
				for _, f := range p.figures {
					page := pages.quoted(f.quotes)
					if page < max(last, 1) {
						t.Errorf("%s: %q stands on page %d, after page %d", e.Language, p.text, page, last)
					}
					if !strings.Contains(wordsOn(e, page), strings.ReplaceAll(f.text, " ", "")) {
						t.Errorf("%s: page %d has no %q", e.Language, page, f.text)
					}
					if f.action == "" {
						t.Errorf("%s: %q has no action", e.Language, f.text)
					}
					last, found = page, found+1
				}
			}
		}
		if found < 30 {
			t.Errorf("%s: %d figures", e.Language, found)
		}
		for label, rows := range pages.rows {
			if pages.block[label] == 0 || len(rows) < 6 {
				t.Errorf("%s: %s has rows on pages %d", e.Language, label, rows)
			}
		}
	}
}

// wordsOn gives all text of a page without spaces.
func wordsOn(e *bulletin.Edition, page int) string {
	var b strings.Builder
	for _, m := range e.Pages.Pages[page-1].Marks {
		if m.Text != nil {
			b.WriteString(strings.Join(strings.Fields(m.Text.S), ""))
		}
	}
	return b.String()
}
