package report

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"bulletin/config"
)

// TestReadmeListsEveryFunction makes every action that README.md shows for words that follow figures, on the tables of the example.
func TestReadmeListsEveryFunction(t *testing.T) {
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(data), "| in a text | prints |")
	list, _, _ = strings.Cut(strings.ReplaceAll(list, "\r\n", "\n"), "\n\n")
	shown := regexp.MustCompile("`(\\{\\{(\\w+)[^`]*)`").FindAllStringSubmatch(list, -1)
	called := map[string]bool{"chart": true, "table": true} // shown where texts are
	var text strings.Builder
	for _, one := range shown {
		called[one[2]] = true
		if strings.Contains(one[1], "случай") {
			continue // forms of a Russian noun
		}
		text.WriteString(one[1] + "\n\n")
	}
	for _, name := range functionNames() {
		if !called[name] {
			t.Errorf("README.md does not show %s", name)
		}
	}
	b, _, problems := config.Load("../testdata/2024-1")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b.Sections = b.Sections[:1]
	b.Sections[0].Text = config.MakeText(text.String())
	d, problems := Make(b)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var printed strings.Builder
	for _, block := range d.Sections[0].Blocks {
		for _, i := range block.(Paragraph).Text {
			printed.WriteString(i.Text)
		}
		printed.WriteByte('\n')
	}
	for _, want := range []string{
		"1,5 пайыздық тармаққа төмендеді", "төмендеді\n", "−1,5", "88,6%", "79,4%", "12 604",
		"Өртке қарсы қызмет (79,4%), Прокуратура органдары (66%) және Сот жүйесі (61,8%)",
	} {
		if !strings.Contains(strings.ReplaceAll(printed.String(), "\u00a0", " "), want) {
			t.Errorf("no %q in\n%s", want, printed.String())
		}
	}
}
