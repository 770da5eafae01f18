package proof

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/locale"
	"bulletin/tables"
)

var elsewhere = flag.String("texts", "", "texts to read with the rules over words: LANGUAGE:FILE, parted by commas")

// TestElsewhere reads any texts, with paragraphs parted by empty lines, and
// logs what is found in them, to be judged by hand:
//
//	go test ./proof -run Elsewhere -v -texts kk:/tmp/a.txt,en:/tmp/b.txt
func TestElsewhere(t *testing.T) {
	if *elsewhere == "" {
		t.Skip("no -texts")
	}
	for _, item := range strings.Split(*elsewhere, ",") {
		language, file, _ := strings.Cut(item, ":")
		data, err := os.ReadFile(file)
		if err != nil || locale.For(language) == nil {
			t.Fatal(item, err)
		}
		e := inLanguage(language, "")
		source := config.MakeText(string(data))
		for from := 0; from < len(data); {
			words, _, _ := strings.Cut(source.Value[from:], "\n\n")
			at := from
			e.passages = append(e.passages, passage{kind: sentence, section: 1, words: words, place: func(i int) tables.Place { return source.At(at + i) }})
			from += len(words) + len("\n\n")
		}
		count := len(strings.Fields(source.Value))
		for _, rule := range wordRules() {
			found := rule.check(&reading{}, e)
			t.Logf("%s: %s: %d in %d words", file, rule.code, len(found), count)
			for _, f := range found {
				t.Logf("\t%s: %s", f.Place, f.Message)
			}
		}
	}
}

// wordRules are the rules that look at nothing but words.
func wordRules() []rule {
	all := rules()
	first := slices.IndexFunc(all, func(r rule) bool { return r.code == "mixed-script" })
	return all[first:]
}
