package locale

import (
	"math"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLanguages(t *testing.T) {
	if tags := Tags(); !slices.IsSorted(tags) || !slices.Contains(tags, "kk") {
		t.Errorf("tags %v", tags)
	}
	for _, tag := range Tags() {
		if l := For(tag); l == nil || l.Tag != tag {
			t.Errorf("For(%q) = %v", tag, l)
		}
	}
	if l := For("xx"); l != nil {
		t.Errorf("For(xx) = %v", l)
	}
}

// A language has a word for all that a bulletin prints on its own.
func TestLanguagesAreComplete(t *testing.T) {
	for _, tag := range Tags() {
		l := For(tag)
		fields := reflect.ValueOf(*l)
		for i := range fields.NumField() {
			if name := fields.Type().Field(i).Name; fields.Field(i).IsZero() && name != "Grouped" && name != "proclitics" {
				t.Errorf("%s: no %s", tag, fields.Type().Field(i).Name)
			}
		}
		if strings.Count(l.LinkTo, "%s") != 1 {
			t.Errorf("%s: LinkTo is %q", tag, l.LinkTo)
		}
		for what, count := range map[string][2]int{
			l.TableFile:             {1, 0},
			l.Charts.BarsAndAnswers: {1, 2},
			l.Charts.BarCount:       {0, 1},
			l.Charts.LinesAndWaves:  {1, 2},
			l.Charts.Measure:        {1, 0},
			l.Charts.In:             {1, 0},
			l.Charts.Extremes:       {4, 0},
			l.Charts.Same:           {1, 0},
			l.Charts.First:          {2, 0},
			l.Charts.Last:           {2, 0},
			l.Charts.Least:          {2, 0},
			l.Charts.Greatest:       {2, 0},
		} {
			if got := [2]int{strings.Count(what, "%s"), strings.Count(what, "%d")}; got != count {
				t.Errorf("%s: %q takes %v names and numbers, not %v", tag, what, got, count)
			}
		}
		for _, words := range []reflect.Value{reflect.ValueOf(l.Charts), reflect.ValueOf(l.Book)} {
			for i := range words.NumField() {
				if words.Field(i).String() == "" {
					t.Errorf("%s: no %s", tag, words.Type().Field(i).Name)
				}
			}
		}
		for _, r := range l.References() {
			if len(r.Before)+len(r.After) == 0 {
				t.Errorf("%s: no word refers to a %s", tag, r.Kind)
			}
		}
		for _, symbol := range []string{"–", "…", "x"} {
			if l.Symbols[symbol] == "" {
				t.Errorf("%s: no meaning of %q", tag, symbol)
			}
		}
	}
}

func TestNumber(t *testing.T) {
	plain := NumberForm{Decimals: -1}
	one := NumberForm{Decimals: 1}
	grouped := NumberForm{Decimals: -1, Grouping: true}
	trimmed := NumberForm{Decimals: -1, TrimZeros: true}
	for _, c := range []struct {
		coef  int64
		scale int
		form  NumberForm
		want  string
	}{
		{616, 1, plain, "61,6"},
		{30, 1, plain, "3,0"},
		{35, 2, plain, "0,35"},
		{5, 9, plain, "0,000000005"},
		{0, 0, plain, "0"},
		{0, 2, plain, "0,00"},
		{18005, 0, plain, "18005"},
		{-241, 1, plain, "−24,1"},

		{660, 1, trimmed, "66"},
		{6650, 2, trimmed, "66,50"},
		{0, 1, trimmed, "0"},
		{66, 0, NumberForm{Decimals: 2, TrimZeros: true}, "66"},
		{661, 1, NumberForm{TrimZeros: true}, "66"},

		{9285, 0, grouped, "9285"},
		{12604, 0, grouped, "12\u00a0604"},
		{132778, 0, grouped, "132\u00a0778"},
		{1234567890, 1, grouped, "123\u00a0456\u00a0789,0"},
		{99995, 1, NumberForm{Grouping: true}, "10\u00a0000"},
		{12345678, 5, grouped, "123,45678"},

		{66, 0, one, "66,0"},
		{35, 2, one, "0,4"},
		{34, 2, one, "0,3"},
		{-35, 2, one, "−0,4"},
		{-4, 2, one, "0,0"},
		{-5, 2, one, "−0,1"},
		{149, 2, NumberForm{}, "1"},
		{1499999999, 9, NumberForm{}, "1"},
		{1500000000, 9, NumberForm{}, "2"},
		{4, 9, one, "0,0"},
		{999, 1, NumberForm{}, "100"},
		{5, 1, NumberForm{}, "1"},
		{7, 0, NumberForm{Decimals: 3}, "7,000"},

		{math.MaxInt64, 0, plain, "9223372036854775807"},
		{math.MinInt64, 0, plain, "−9223372036854775808"},
		{math.MinInt64, 9, plain, "−9223372036,854775808"},
		{math.MaxInt64, 1, NumberForm{Grouping: true}, "922\u00a0337\u00a0203\u00a0685\u00a0477\u00a0581"},
		{math.MinInt64, 9, NumberForm{}, "−9223372037"},
		{math.MaxInt64, 19, plain, "0,9223372036854775807"},
		{math.MaxInt64, 40, one, "0,0"},
	} {
		if got := For("kk").Number(c.coef, c.scale, c.form); got != c.want {
			t.Errorf("Number(%d, %d, %+v) = %q, want %q", c.coef, c.scale, c.form, got, c.want)
		}
	}
}

// FuzzNumber compares with exact fractions.
func FuzzNumber(f *testing.F) {
	f.Add(int64(616), uint8(1), int8(0))
	f.Add(int64(math.MinInt64), uint8(9), int8(3))
	f.Fuzz(func(t *testing.T, coef int64, scale uint8, decimals int8) {
		scale %= 20
		decimals = max(decimals%20, -1)
		got := For("kk").Number(coef, int(scale), NumberForm{Decimals: int(decimals)})
		digits := int(decimals)
		if digits < 0 {
			digits = int(scale)
		}
		unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
		want := new(big.Rat).SetFrac(big.NewInt(coef), unit).FloatString(digits)
		if strings.Trim(want, "-0.") == "" {
			want = strings.TrimPrefix(want, "-")
		}
		want = strings.NewReplacer(".", ",", "-", "−").Replace(want)
		if got != want {
			t.Errorf("Number(%d, %d) with %d decimals = %q, want %q", coef, scale, decimals, got, want)
		}
	})
}

// The marks of CLDR: groups from 10 000 in Kazakh and Russian, from 1,000 in English.
func TestNumberByLanguage(t *testing.T) {
	for _, c := range []struct {
		coef  int64
		scale int
		want  map[string]string
	}{
		{616, 1, map[string]string{"kk": "61,6", "ru": "61,6", "en": "61.6"}},
		{-241, 1, map[string]string{"kk": "−24,1", "ru": "−24,1", "en": "−24.1"}},
		{999, 0, map[string]string{"kk": "999", "ru": "999", "en": "999"}},
		{9285, 0, map[string]string{"kk": "9285", "ru": "9285", "en": "9,285"}},
		{12604, 0, map[string]string{"kk": "12\u00a0604", "ru": "12\u00a0604", "en": "12,604"}},
		{12345678, 1, map[string]string{"kk": "1\u00a0234\u00a0567,8", "ru": "1\u00a0234\u00a0567,8", "en": "1,234,567.8"}},
	} {
		for tag, want := range c.want {
			if got := For(tag).Number(c.coef, c.scale, NumberForm{Decimals: -1, Grouping: true}); got != want {
				t.Errorf("%s: %q, want %q", tag, got, want)
			}
		}
	}
}

func TestWithUnit(t *testing.T) {
	for _, c := range []struct{ tag, number, unit, want string }{
		{"kk", "61,6", "%", "61,6%"},
		{"kk", "12604", "адам", "12604"},
		{"kk", "12604", "", "12604"},
		{"ru", "61,6", "%", "61,6\u00a0%"},
		{"ru", "12604", "человек", "12604"},
		{"en", "61.6", "%", "61.6%"},
		{"en", "12604", "", "12604"},
	} {
		if got := For(c.tag).WithUnit(c.number, c.unit); got != c.want {
			t.Errorf("%s: WithUnit(%q, %q) = %q, want %q", c.tag, c.number, c.unit, got, c.want)
		}
	}
}

func TestLabels(t *testing.T) {
	for tag, want := range map[string]string{
		"kk": "1-сурет 12-кесте",
		"ru": "Рисунок 1 Таблица 12",
		"en": "Figure 1 Table 12",
	} {
		if got := For(tag).Figure(1) + " " + For(tag).Table(12); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	oral := time.FixedZone("", 5*60*60)
	for i, want := range [][3]string{
		{"2024 жылғы 17 қаңтар", "17 января 2024 года", "17 January 2024"},
		{"2024 жылғы 17 ақпан", "17 февраля 2024 года", "17 February 2024"},
		{"2024 жылғы 17 наурыз", "17 марта 2024 года", "17 March 2024"},
		{"2024 жылғы 17 сәуір", "17 апреля 2024 года", "17 April 2024"},
		{"2024 жылғы 17 мамыр", "17 мая 2024 года", "17 May 2024"},
		{"2024 жылғы 17 маусым", "17 июня 2024 года", "17 June 2024"},
		{"2024 жылғы 17 шілде", "17 июля 2024 года", "17 July 2024"},
		{"2024 жылғы 17 тамыз", "17 августа 2024 года", "17 August 2024"},
		{"2024 жылғы 17 қыркүйек", "17 сентября 2024 года", "17 September 2024"},
		{"2024 жылғы 17 қазан", "17 октября 2024 года", "17 October 2024"},
		{"2024 жылғы 17 қараша", "17 ноября 2024 года", "17 November 2024"},
		{"2024 жылғы 17 желтоқсан", "17 декабря 2024 года", "17 December 2024"},
	} {
		date := time.Date(2024, time.Month(i+1), 17, 0, 30, 0, 0, oral)
		for j, tag := range [...]string{"kk", "ru", "en"} {
			if got := For(tag).Date(date); got != want[j] {
				t.Errorf("%s: %q, want %q", tag, got, want[j])
			}
			months := For(tag).Months
			if words := strings.Fields(want[j]); !slices.ContainsFunc(words, func(w string) bool { return HasStem(w, months) }) {
				t.Errorf("%s: no month in %q", tag, want[j])
			}
		}
	}
}

func BenchmarkNumber(b *testing.B) {
	kk := For("kk")
	b.ReportAllocs()
	for b.Loop() {
		kk.Number(616, 1, NumberForm{Decimals: -1, TrimZeros: true})
		kk.Number(132778, 0, NumberForm{Grouping: true})
	}
}

func TestCapital(t *testing.T) {
	for in, want := range map[string]string{
		"апрель–май 2024 года": "Апрель–май 2024 года",
		"әлеуметтік":           "Әлеуметтік",
		"2024 жылғы сәуір":     "2024 жылғы сәуір",
		"April":                "April",
		"":                     "",
	} {
		if got := Capital(in); got != want {
			t.Errorf("Capital(%q) = %q, want %q", in, got, want)
		}
	}
}
