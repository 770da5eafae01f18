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
			if fields.Field(i).IsZero() {
				t.Errorf("%s: no %s", tag, fields.Type().Field(i).Name)
			}
		}
		if strings.Count(l.LinkTo, "%s") != 1 {
			t.Errorf("%s: LinkTo is %q", tag, l.LinkTo)
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

func TestWithUnit(t *testing.T) {
	for _, c := range []struct{ number, unit, want string }{
		{"61,6", "%", "61,6%"},
		{"12604", "адам", "12604"},
		{"12604", "", "12604"},
	} {
		if got := For("kk").WithUnit(c.number, c.unit); got != c.want {
			t.Errorf("WithUnit(%q, %q) = %q, want %q", c.number, c.unit, got, c.want)
		}
	}
}

func TestKazakhLabelsAndDates(t *testing.T) {
	kk := For("kk")
	if got := kk.Figure(1) + " " + kk.Table(12); got != "1-сурет 12-кесте" {
		t.Error(got)
	}
	oral := time.FixedZone("", 5*60*60)
	for _, c := range []struct {
		month time.Month
		want  string
	}{
		{time.January, "2024 жылғы 17 қаңтар"},
		{time.February, "2024 жылғы 17 ақпан"},
		{time.March, "2024 жылғы 17 наурыз"},
		{time.April, "2024 жылғы 17 сәуір"},
		{time.May, "2024 жылғы 17 мамыр"},
		{time.June, "2024 жылғы 17 маусым"},
		{time.July, "2024 жылғы 17 шілде"},
		{time.August, "2024 жылғы 17 тамыз"},
		{time.September, "2024 жылғы 17 қыркүйек"},
		{time.October, "2024 жылғы 17 қазан"},
		{time.November, "2024 жылғы 17 қараша"},
		{time.December, "2024 жылғы 17 желтоқсан"},
	} {
		if got := kk.Date(time.Date(2024, c.month, 17, 0, 30, 0, 0, oral)); got != c.want {
			t.Errorf("%s: %q, want %q", c.month, got, c.want)
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
