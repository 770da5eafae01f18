package locale

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestList(t *testing.T) {
	for _, c := range []struct {
		tag   string
		names []string
		want  string
	}{
		{"kk", nil, ""},
		{"kk", []string{"а"}, "а"},
		{"kk", []string{"а", "ә"}, "а және ә"},
		{"kk", []string{"а", "ә", "б"}, "а, ә және б"},
		{"ru", []string{"а", "б"}, "а и б"},
		{"ru", []string{"а", "б", "в", "г"}, "а, б, в и г"},
		{"en", []string{"a", "b"}, "a and b"},
		{"en", []string{"a", "b", "c"}, "a, b and c"},
	} {
		if got := For(c.tag).List(c.names); got != c.want {
			t.Errorf("%s: %q, want %q", c.tag, got, c.want)
		}
	}
}

func TestPlural(t *testing.T) {
	russian := []string{"случай", "случая", "случаев"}
	all := []string{"one", "few", "many", "other"}
	english := []string{"case", "cases"}
	for _, c := range []struct {
		tag   string
		coef  int64
		scale int
		forms []string
		want  string
	}{
		{"ru", 0, 0, russian, "случаев"},
		{"ru", 1, 0, russian, "случай"},
		{"ru", 2, 0, russian, "случая"},
		{"ru", 4, 0, russian, "случая"},
		{"ru", 5, 0, russian, "случаев"},
		{"ru", 11, 0, russian, "случаев"},
		{"ru", 14, 0, russian, "случаев"},
		{"ru", 21, 0, russian, "случай"},
		{"ru", 111, 0, russian, "случаев"},
		{"ru", 12604, 0, russian, "случая"},
		{"ru", 1_000_000, 0, russian, "случаев"},
		{"ru", 10_000_001, 0, russian, "случай"},
		{"ru", -1, 0, russian, "случай"},
		{"ru", 15, 1, russian, "случая"},
		{"ru", 10, 1, russian, "случая"},
		{"ru", 15, 1, all, "other"},
		{"ru", 10, 1, all, "other"},
		{"ru", 7, 0, all, "many"},
		{"ru", math.MinInt64, 0, all, "many"},
		{"ru", math.MaxInt64, 30, all, "other"},

		{"en", 0, 0, english, "cases"},
		{"en", 1, 0, english, "case"},
		{"en", -1, 0, english, "case"},
		{"en", 2, 0, english, "cases"},
		{"en", 21, 0, english, "cases"},
		{"en", 10, 1, english, "cases"},
		{"en", 15, 1, english, "cases"},
		{"en", 1_000_001, 0, english, "cases"},
		{"en", 10_000_001, 0, english, "cases"},
		{"en", math.MaxInt64, 0, english, "cases"},
		{"en", 1, 0, []string{"sheep"}, "sheep"},
		{"en", 5, 0, []string{"sheep"}, "sheep"},

		{"kk", 1, 0, []string{"one", "other"}, "one"},
		{"kk", 10, 1, []string{"one", "other"}, "one"}, // CLDR kk: n = 1
		{"kk", 11, 1, []string{"one", "other"}, "other"},
		{"kk", 0, 0, []string{"one", "other"}, "other"},
		{"kk", 21, 0, []string{"one", "other"}, "other"},
		{"kk", 12604, 0, []string{"жағдай"}, "жағдай"},
	} {
		if got, ok := For(c.tag).Plural(c.coef, c.scale, c.forms); got != c.want || !ok {
			t.Errorf("%s: Plural(%d, %d, %q) = %q, %v, want %q", c.tag, c.coef, c.scale, c.forms, got, ok, c.want)
		}
	}
	for tag, wrong := range map[string][][]string{
		"kk": {nil, {}, {"а", "ә", "б"}},
		"ru": {nil, {"а"}, {"а", "б"}, {"а", "б", "в", "г", "д"}},
		"en": {nil, {}, {"a", "b", "c"}},
	} {
		for _, forms := range wrong {
			if got, ok := For(tag).Plural(1, 0, forms); ok || got != "" {
				t.Errorf("%s: Plural takes %q", tag, forms)
			}
		}
	}
}

// The forms that a language names are those that its numbers ask for.
func TestPluralForms(t *testing.T) {
	for _, tag := range Tags() {
		l := For(tag)
		asked := map[string]bool{}
		for coef := range int64(300) {
			for scale := range 3 {
				asked[l.category(coef, scale)] = true
			}
		}
		forms := l.PluralForms()
		for _, form := range forms {
			if !asked[form] {
				t.Errorf("%s: no number asks for %s", tag, form)
			}
		}
		if len(asked) != len(forms) || forms[len(forms)-1] != "other" {
			t.Errorf("%s: forms %v, asked for %v", tag, forms, asked)
		}
		forms[0] = "changed"
		if slices.Contains(l.PluralForms(), "changed") {
			t.Errorf("%s: whoever asks for the forms can change them", tag)
		}
	}
}

func TestChange(t *testing.T) {
	points := func(tag string, coef int64, scale int) string {
		l := For(tag)
		return l.Points(l.Number(coef, scale, NumberForm{Decimals: -1}), coef, scale)
	}
	for _, c := range []struct {
		tag    string
		d      Direction
		amount string
		want   string
	}{
		{"kk", Fell, points("kk", 15, 1), "1,5 пайыздық тармаққа төмендеді"},
		{"kk", Rose, points("kk", 1, 0), "1 пайыздық тармаққа өсті"},
		{"kk", Unchanged, points("kk", 0, 1), "өзгерген жоқ"},
		{"kk", Rose, "241", "241-ге өсті"},
		{"kk", Unchanged, "", "өзгерген жоқ"},

		{"ru", Fell, points("ru", 15, 1), "снизилась на 1,5 процентного пункта"},
		{"ru", Rose, points("ru", 1, 0), "выросла на 1 процентный пункт"},
		{"ru", Rose, points("ru", 21, 0), "выросла на 21 процентный пункт"},
		{"ru", Fell, points("ru", 3, 0), "снизилась на 3 процентных пункта"},
		{"ru", Fell, points("ru", 12, 0), "снизилась на 12 процентных пунктов"},
		{"ru", Fell, points("ru", 30, 1), "снизилась на 3,0 процентного пункта"},
		{"ru", Unchanged, points("ru", 0, 1), "не изменилась"},
		{"ru", Rose, "241", "выросла на 241"},

		{"en", Fell, points("en", 15, 1), "fell by 1.5 percentage points"},
		{"en", Rose, points("en", 1, 0), "rose by 1 percentage point"},
		{"en", Rose, points("en", 10, 1), "rose by 1.0 percentage points"},
		{"en", Unchanged, points("en", 0, 1), "did not change"},
		{"en", Rose, "241", "rose by 241"},
	} {
		if got := For(c.tag).Change(c.d, c.amount); got != c.want {
			t.Errorf("%s: %q, want %q", c.tag, got, c.want)
		}
	}
}

// A number in the dative has the ending of its last word as it is read.
func TestKazakhDative(t *testing.T) {
	for _, want := range strings.Fields(`
		0-ге 1-ге 2-ге 3-ке 4-ке 5-ке 6-ға 7-ге 8-ге 9-ға
		10-ға 20-ға 30-ға 40-қа 50-ге 60-қа 70-ке 80-ге 90-ға
		11-ге 25-ке 100-ге 900-ге 906-ға 1000-ға 20000-ға 600000-ға 101000-ға
		1000000-ға 5000000000-қа 9000000000000-ға
		1,5-ке 0,40-қа 12,06-ға 3,0-ге 0,100-ге 20,1-ге
	`) {
		number, _, _ := strings.Cut(want, "-")
		if got := kazakhDative(number); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for number, want := range map[string]string{
		"12\u00a0604":           "12\u00a0604-ке",
		"1\u00a0000\u00a0000":   "1\u00a0000\u00a0000-ға",
		"":                      "",
		"61,6%":                 "61,6%",
		"1,5 пайыздық тармаққа": "1,5 пайыздық тармаққа",
	} {
		if got := kazakhDative(number); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
