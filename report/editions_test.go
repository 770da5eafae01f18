package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulletin/config"
)

// One set of tables feeds the sentences of every edition, in its own words.
func TestEditionsHaveOneSetOfFigures(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"t.csv": "id;label;label.ru;label.en;old;new\nlabel;Мекеме;;;Бұрын;Қазір\nlabel.ru;;Орган;;Раньше;Сейчас\nlabel.en;;;Institution;Before;Now\n" +
			"police;Полиция;Полиция;Police;63,1;61,6\nfire;Өрт сөндірушілер;Пожарные;Firefighters;79,0;79,4\nhard;Қиналғандар;Затруднились;Undecided;2,0;–\n",
		"bulletin.toml": `title = "Т"
issuer = "И"
wave = "2024-1"
period = "2024 жыл"
published = 2024-07-17T10:00:00+05:00
[table.t]
file = "t.csv"
title = "Сенім"
unit = "%"
[chart.t]
kind = "bars"
table = "t"
column = "old"
title = "Сенім"
[[section]]
title = "Б"
text = """
{{column .t.police.new}}: {{change .t.police.new .t.police.old}}; {{row (highest "t" "old")}}.

{{table "t"}}
"""
`,
		"bulletin.ru.toml": `title = "Т"
issuer = "И"
period = "2024 год"
[table.t]
title = "Доверие"
[[section]]
title = "Р"
text = """
{{column .t.police.new}}: {{change .t.police.new .t.police.old}}; {{row (highest "t" "old")}}.

{{table "t"}}
"""
`,
		"bulletin.en.toml": `title = "T"
issuer = "I"
period = "2024"
[[section]]
title = "S"
text = """
{{change .t.police.new .t.police.old}}, {{largest 2 "t" "old"}}

{{chart "t"}}

{{table "t"}}
"""
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string][]string{
		"bulletin.toml":    {"Қазір: 1,5 пайыздық тармаққа төмендеді; Өрт сөндірушілер.", "Мекеме", "Өрт сөндірушілер", "Ескертпе: «–» – құбылыс жоқ."},
		"bulletin.ru.toml": {"Сейчас: снизилась на 1,5 процентного пункта; Пожарные.", "Орган", "Пожарные", "Примечание: «–» – явление отсутствует."},
	} {
		b, _, problems := config.Load(filepath.Join(dir, name))
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		d, problems := Make(b)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		var sentence strings.Builder
		for _, i := range d.Sections[0].Blocks[0].(Paragraph).Text {
			sentence.WriteString(i.Text)
		}
		table := d.Sections[0].Blocks[1].(Table)
		for i, got := range []string{sentence.String(), table.Corner, table.Rows[1].Label, strings.Join(table.Notes, " ")} {
			if got != want[i] {
				t.Errorf("%s: %q, want %q", name, got, want[i])
			}
		}
	}
	b, _, problems := config.Load(filepath.Join(dir, "bulletin.en.toml"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	_, problems = Make(b)
	want := []string{
		`bulletin.en.toml:9:1: chart "t" has no title in this edition; write title = "…" under [chart.t] in bulletin.en.toml`,
		`bulletin.en.toml:11:1: table "t" has no title in this edition; write title = "…" under [table.t] in bulletin.en.toml`,
	}
	for i, p := range problems {
		if i >= len(want) || !strings.HasSuffix(p.String(), want[i]) {
			t.Errorf("problem %v", p)
		}
	}
	if len(problems) != len(want) {
		t.Errorf("problems %v", problems)
	}
}
