package locale

import "testing"

func TestReferences(t *testing.T) {
	for _, c := range []struct{ tag, kind, before, after string }{
		{"kk", "figure", "", "сурет"},
		{"kk", "figure", "", "суретте"},
		{"kk", "table", "", "кестеде"},
		{"kk", "section", "", "бөлімнің"},
		{"ru", "figure", "Рисунок", ""},
		{"ru", "figure", "(рис.", ""},
		{"ru", "table", "таблице", ""},
		{"ru", "table", "табл.", ""},
		{"ru", "section", "раздела", ""},
		{"en", "figure", "Figures", ""},
		{"en", "figure", "Fig.", ""},
		{"en", "table", "Table", ""},
		{"en", "section", "sections", ""},
	} {
		found := ""
		for _, r := range For(c.tag).References() {
			if c.before != "" && HasStem(c.before, r.Before) || c.after != "" && HasStem(c.after, r.After) {
				found += r.Kind
			}
		}
		if found != c.kind {
			t.Errorf("%s: %s%s refers to %q, want %s", c.tag, c.before, c.after, found, c.kind)
		}
	}
}

func TestHasStem(t *testing.T) {
	for _, c := range []struct {
		word  string
		stems []string
		want  bool
	}{
		{"жылғы", []string{"жыл"}, true},
		{"Жылы", []string{"жыл"}, true},
		{"«Жылы", []string{"жыл"}, true},
		{"ж.", []string{"ж."}, true},
		{"ж.),", []string{"ж."}, true},
		{"ж.б.", []string{"ж."}, false},
		{"рис.", []string{"рис."}, true},
		{"риск", []string{"рис."}, false},
		{"рис", []string{"рис."}, false},
		{"айыл", []string{"жыл"}, false},
		{"", []string{"жыл"}, false},
		{"жыл", nil, false},
	} {
		if got := HasStem(c.word, c.stems); got != c.want {
			t.Errorf("HasStem(%q, %q) = %v", c.word, c.stems, got)
		}
	}
	for tag, words := range map[string][2]string{"kk": {"жылы", "жастағы"}, "ru": {"года", "лет"}, "en": {"years", "aged"}} {
		if l := For(tag); !HasStem(words[0], l.Years) || !HasStem(words[1], l.Ages) {
			t.Errorf("%s: %s is no year, or %s no age", tag, words[0], words[1])
		}
	}
}
