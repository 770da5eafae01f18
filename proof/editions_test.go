package proof

import (
	"path/filepath"
	"strings"
	"testing"

	"bulletin/tables"
)

// inTwo is a release in Kazakh and Russian whose editions say the same.
var inTwo = folder{
	"bulletin.toml": head + `series = "Бюллетень"

[table.trust]
file = "trust.csv"
title = "Сенім"
unit = "%"
note = "Ескертпе."

[chart.trust]
kind = "stacked"
table = "trust"
title = "Сенім"

[[section]]
title = "Негізгі ойлар"
text = '''
Полицияға сенетіндер {{.trust.police.trust}}, ішінара {{.trust.police.partly}}.

Сот жүйесіне сенетіндер {{.trust.courts.trust}}, ал қиналғандар 11,3%, 15–80 жас, [сайт](https://stat.gov.kz/kk/a/).

{{chart "trust"}}

{{table "trust"}}
'''

[[section]]
title = "Глоссарий"

[[section.term]]
name = "Қылмыс"
definition = "әрекет"

[[section]]
title = "Сілтемелер"
text = '''
- [бір](https://stat.gov.kz/b/)
- [екі](https://stat.gov.kz/c/)
'''

[contact]
address = "Астана"
[[contact.person]]
name = "Г. Сағат"
`,
	"bulletin.ru.toml": `title = "Доверие"
series = "Бюллетень"
issuer = "Бюро"
period = "апрель–май 2024 года"

[table.trust]
title = "Доверие"
note = "Примечание."

[chart.trust]
title = "Доверие"

[[section]]
title = "Основное"
text = '''
Частично доверяют полиции {{.trust.police.partly}}, доверяют {{.trust.police.trust}}.

Доверяют судам {{.trust.courts.trust}}, затруднились 11,3 %, от 15 до 80 лет, [сайт](https://stat.gov.kz/ru/a).

{{chart "trust"}}

{{table "trust"}}
'''

[[section]]
title = "Глоссарий"

[[section.term]]
name = "Преступление"
definition = "деяние"

[[section]]
title = "Ссылки"
text = '''
- [раз](https://stat.gov.kz/ru/b/)
- [два](https://stat.gov.kz/ru/c/)
'''

[contact]
address = "Астана"
[[contact.person]]
name = "Г. Сагат"
`,
	"trust.csv": `id;label;label.ru;trust;partly;hard
label;Мекеме;;Сенетіндер;Ішінара;Қиналғандар
label.ru;;Орган;Доверяют;Частично;Затруднились
police;Полиция;Полиция;61,6;27,0;11,4
courts;Сот жүйесі;Суды;61,8;27,0;11,2
`,
}

func TestEditionDifferences(t *testing.T) {
	const kk, ru = "bulletin.toml", "bulletin.ru.toml"
	section := func(s string) string {
		return s[strings.Index(s, "[[section]]\ntitle = \"Глоссарий\""):strings.Index(s, "[[section]]\ntitle = \"Ссылки\"")]
	}
	for _, c := range []struct {
		name   string
		folder folder
		want   []string
	}{
		{"the same", inTwo, nil},
		{"another column", inTwo.replace(ru, ".trust.police.partly", ".trust.police.hard"), []string{
			`error bulletin.ru.toml:16:27: .trust.police.hard (11,4 %) stands here, and .trust.police.partly (27%) at bulletin.toml:22:55; mend the one that is wrong`,
		}},
		{"another row", inTwo.replace(ru, ".trust.police.trust", ".trust.courts.trust"), []string{
			`error bulletin.ru.toml:16:62: .trust.courts.trust (61,8 %) stands here, and .trust.police.trust (61,6%) at bulletin.toml:22:22; mend the one that is wrong`,
		}},
		{"another figure typed", inTwo.replace(ru, "11,3 %", "11,5 %"), []string{
			`error bulletin.ru.toml:18:54: 11,5 % stands here, and 11,3% at bulletin.toml:24:65; mend the one that is wrong`,
		}},
		{"typed and quoted", inTwo.replace(ru, "{{.trust.courts.trust}}", "61,5 %"), []string{
			`error bulletin.ru.toml:18:16: 61,5 % stands here, and .trust.courts.trust (61,8%) at bulletin.toml:24:25; mend the one that is wrong`,
		}},
		{"the same figure typed", inTwo.replace(ru, "{{.trust.courts.trust}}", "61,8 %"), nil},
		{"a figure left out", inTwo.replace(ru, ", доверяют {{.trust.police.trust}}", ""), []string{
			`warning bulletin.ru.toml:16:1: .trust.police.trust (61,6%), quoted at bulletin.toml:22:22, is left out`,
		}},
		{"a figure added", inTwo.replace(kk, ", ішінара {{.trust.police.partly}}", ""), []string{
			`warning bulletin.ru.toml:16:27: .trust.police.partly (27 %) is not quoted at bulletin.toml:22:1`,
		}},
		{"a sentence moved", inTwo.replace(ru, ", доверяют {{.trust.police.trust}}.", ".").replace(ru, "Доверяют судам", "Доверяют полиции {{.trust.police.trust}}, судам"), nil},
		{"paragraphs parted otherwise", inTwo.replace(ru, "Доверяют судам", "Новый абзац.\n\nДоверяют судам"), nil},
		{"a figure left out of other paragraphs", inTwo.replace(ru, "Доверяют судам {{.trust.courts.trust}}, з", "Новый абзац.\n\nЗ"), []string{
			`warning bulletin.ru.toml:14:9: .trust.courts.trust (61,8%), quoted at bulletin.toml:24:25, is left out`,
		}},
		{"words with figures", inTwo.replace(ru, "{{.trust.police.trust}}", `{{.trust.police.trust}} {{plural .trust.police.trust "а" "б" "в" "г"}}`), nil},
		{"a chart left out", inTwo.replace(ru, "{{chart \"trust\"}}\n\n", ""), []string{
			`warning bulletin.ru.toml:14:9: the chart "trust", which stands at bulletin.toml:26:1, is left out`,
		}},
		{"a table left out", inTwo.replace(ru, "{{table \"trust\"}}\n", ""), []string{
			`warning bulletin.ru.toml:14:9: the table "trust", which stands at bulletin.toml:28:1, is left out`,
		}},
		{"a table added", inTwo.replace(kk, "{{table \"trust\"}}\n", ""), []string{
			`warning bulletin.ru.toml:22:1: the table "trust" is not placed in bulletin.toml`,
		}},
		{"a section left out", inTwo.replace(ru, section(inTwo[ru]), ""), []string{
			`warning bulletin.ru.toml:14:9: the section «Глоссарий», which stands at bulletin.toml:32:9, is left out`,
		}},
		{"a section added", inTwo.and(ru, "[[section]]\ntitle = \"Ещё\"\ntext = \"Слова.\"\n"), []string{
			`warning bulletin.ru.toml:44:9: the section «Ещё» is not in bulletin.toml`,
		}},
		{"a term left out", inTwo.and(kk, "").replace(kk, "definition = \"әрекет\"", "definition = \"әрекет\"\n\n[[section.term]]\nname = \"Орган\"\ndefinition = \"мекеме\""), []string{
			`warning bulletin.ru.toml:26:9: the glossary has 1 entry here and 2 entries at bulletin.toml:32:9`,
		}},
		{"a link left out", inTwo.replace(ru, "- [два](https://stat.gov.kz/ru/c/)\n", ""), []string{
			`warning bulletin.ru.toml:33:9: the link to https://stat.gov.kz/c/, which stands at bulletin.toml:42:9, is left out`,
		}},
		{"another link", inTwo.replace(ru, "https://stat.gov.kz/ru/c/", "https://stat.gov.kz/ru/d/"), []string{
			`warning bulletin.ru.toml:36:9: this link leads to https://stat.gov.kz/ru/d/, and bulletin.toml:42:9 leads to https://stat.gov.kz/c/`,
		}},
		{"a note left out", inTwo.replace(ru, "note = \"Примечание.\"\n", ""), []string{
			`warning bulletin.ru.toml:7:9: table.trust.note is left out; bulletin.toml:12:8 has «Ескертпе.»`,
		}},
		{"a note added", inTwo.replace(kk, "note = \"Ескертпе.\"\n", ""), []string{
			`warning bulletin.ru.toml:8:8: bulletin.toml has no table.trust.note, so this stands in one edition alone`,
		}},
		{"a person left out", inTwo.replace(ru, "[[contact.person]]\nname = \"Г. Сагат\"\n", ""), []string{
			`warning bulletin.ru.toml: Г. Сағат, of bulletin.toml:48:8, is left out; add a [[contact.person]]`,
		}},
		{"the contact left out", inTwo.replace(ru, "[contact]\naddress = \"Астана\"\n[[contact.person]]\nname = \"Г. Сагат\"\n", ""), []string{
			`warning bulletin.ru.toml: contact.address is left out; bulletin.toml:46:11 has «Астана»`,
			`warning bulletin.ru.toml: Г. Сағат, of bulletin.toml:48:8, is left out; add a [[contact.person]]`,
		}},
		{"the series left out", inTwo.replace(ru, "series = \"Бюллетень\"\n", ""), []string{
			`warning bulletin.ru.toml: series is left out; bulletin.toml:6:10 has «Бюллетень»`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			editions := c.folder.editions(t)
			dir := filepath.Dir(editions[0].Bulletin.Title.Place().File) + string(filepath.Separator)
			var got []string
			for _, f := range Read(editions, Vocabulary{}) {
				if f.Place == (tables.Place{}) || f.About == "" {
					t.Errorf("a finding lacks something: %+v", f)
				}
				if f.Code == "edition-differs" {
					line := string(f.Severity) + " " + f.Place.String() + ": " + f.Message
					got = append(got, strings.NewReplacer(dir, "", "\u00a0", " ").Replace(line))
				}
			}
			if got, want := strings.Join(got, "\n"), strings.Join(c.want, "\n"); got != want {
				t.Errorf("found\n%s\nwant\n%s", got, want)
			}
		})
	}
}
