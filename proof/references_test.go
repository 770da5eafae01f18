package proof

import (
	"strings"
	"testing"

	"bulletin/locale"
)

func TestReferences(t *testing.T) {
	chart := func(text string) folder {
		return withText(text+"\n\n{{chart \"trust\"}}\n\n{{table \"trust\"}}").and("bulletin.toml", "\n[chart.trust]\nkind = \"stacked\"\ntable = \"trust\"\ntitle = \"Сенім\"\n")
	}
	try(t, "no-such-reference", []ruleCase{
		{"all are there", chart("1-суретте, 1-кестеде және 1-бөлімде көрсетілген (1-сурет)."), nil},
		{"a figure", chart("2-суретте көрсетілген."), []string{
			`bulletin.toml:10:1: «2-суретте» refers to figure 2, which is not there: there is 1 alone`,
		}},
		{"a table", chart("Мәліметтер (7-кесте)."), []string{
			`bulletin.toml:10:13: «7-кесте» refers to table 7, which is not there: there is 1 alone`,
		}},
		{"a section", chart("Толығырақ 2-бөлімде."), []string{
			`bulletin.toml:10:11: «2-бөлімде» refers to section 2, which is not there: there is 1 alone`,
		}},
		{"none at all", withText("1-суретте көрсетілген."), []string{
			`bulletin.toml:10:1: «1-суретте» refers to figure 1, which is not there: the bulletin has no numbered figure`,
		}},
		{"a section of a law", chart("Заңның 5-бөліміне сәйкес, сауалнаманың 3-бөлімінде."), nil},
		{"in a link", chart("[7-кесте](https://stat.gov.kz/)"), nil},
		{"in a name", chart("«Сенім, 7-кесте» жинағы"), nil},
	})
}

func TestFindReferences(t *testing.T) {
	for _, c := range []struct{ tag, words, want string }{
		{"kk", "1-суретте, 2-кестеден және 3-бөлім.", "figure 1, table 2, section 3"},
		{"kk", "1-кезең, 4-кіреберіс, сурет 1", ""},
		{"ru", "на рисунке 1, рис. 2, в таблице 3 и разделе 4.", "figure 1, figure 2, table 3, section 4"},
		{"ru", "на рисунках 1 и 2, в таблицах 3–5, таблица № 6", "figure 1, figure 2, table 3, table 5, table 6"},
		{"ru", "таблица показывает 12 случаев, рисунок. 3 случая", ""},
		{"ru", "в разделе 5 Закона о статистике", ""},
		{"en", "Figure 1, Figs. 2 and 3, in Table 4 (Section 5)", "figure 1, figure 2, figure 3, table 4, section 5"},
		{"en", "Section 5 of the Law, tables and 12 figures", ""},
	} {
		var got []string
		for _, r := range findReferences(c.words, locale.For(c.tag)) {
			got = append(got, r.kind+" "+string(rune('0'+r.number)))
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("%s %q: %q, want %q", c.tag, c.words, all, c.want)
		}
	}
}
