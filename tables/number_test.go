package tables

import (
	"math"
	"math/big"
	"strings"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Number
	}{
		{"0", Number{0, 0}},
		{"61.6", Number{616, 1}},
		{"61,6", Number{616, 1}},
		{"3,0", Number{30, 1}},
		{"-0,35", Number{-35, 2}},
		{"−0,35", Number{-35, 2}},
		{"12 604", Number{12604, 0}},
		{"12\u00a0604", Number{12604, 0}},
		{"1\u202f012\u202f604,25", Number{101260425, 2}},
		{"12604", Number{12604, 0}},
		{"999999999999999", Number{999999999999999, 0}},
		{"0,123456789", Number{123456789, 9}},
		{"007", Number{7, 0}},
	} {
		if got, err := ParseNumber(c.in); err != nil || got != c.want {
			t.Errorf("%q: got %v, %v; want %v", c.in, got, err, c.want)
		}
	}
}

func TestParseNumberRefuses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "is not a number"},
		{"abc", "is not a number"},
		{"1e5", "is not a number"},
		{"61,6%", "leave the % out"},
		{"–5", "a minus is written -"},
		{"+5", "leave the + out"},
		{"--5", "is not a number"},
		{"-−5", "is not a number"},
		{",5", "write 0 before"},
		{"5,", "nothing follows its decimal mark"},
		{"1 23", "a space parts groups of three digits"},
		{"12\u2009604", "a space parts groups of three digits"},
		{"=SUM(A1)", "write the figure that the formula gives"},
		{`"61,6"`, "take the space before the quotation mark away"},
		{"1.234,5", "two kinds of mark"},
		{"1,234,567", "two decimal marks"},
		{"12 60", "is not a number"},
		{"1234 567", "is not a number"},
		{"1 23 456", "is not a number"},
		{"12  604", "is not a number"},
		{" 12", "is not a number"},
		{" 123", "is not a number"},
		{"- 123", "is not a number"},
		{"12 ", "is not a number"},
		{"61, 6", "is not a number"},
		{"0,123 456", "is not a number"},
		{"1234567890123456", "more than 15 digits"},
		{"0,1234567890", "more than 9 digits after"},
		{"٣", "is not a number"},
		{strings.Repeat("z", 1000), "zzz…\" is not a number"},
	} {
		got, err := ParseNumber(c.in)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, %v; want an error with %q", c.in, got, err, c.want)
		}
	}
}

func TestNumberString(t *testing.T) {
	for _, c := range []struct {
		n    Number
		want string
	}{
		{Number{616, 1}, "61.6"},
		{Number{-5, 2}, "-0.05"},
		{Number{0, 2}, "0.00"},
		{Number{12604, 0}, "12604"},
		{Number{math.MinInt64, 0}, "-9223372036854775808"},
	} {
		if got := c.n.String(); got != c.want {
			t.Errorf("%#v: got %s, want %s", c.n, got, c.want)
		}
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct {
		n     Number
		scale int
		want  Number
	}{
		{Number{25, 1}, 0, Number{3, 0}},
		{Number{-25, 1}, 0, Number{-3, 0}},
		{Number{24, 1}, 0, Number{2, 0}},
		{Number{-24, 1}, 0, Number{-2, 0}},
		{Number{5, 1}, 0, Number{1, 0}},
		{Number{49, 2}, 0, Number{0, 0}},
		{Number{6165, 2}, 1, Number{617, 1}},
		{Number{616, 1}, 3, Number{61600, 3}},
		{Number{999999999999999, 0}, 9, Number{999999999999999, 0}},
	} {
		if got := c.n.Round(c.scale); got != c.want {
			t.Errorf("%v to %d: got %#v, want %#v", c.n, c.scale, got, c.want)
		}
	}
}

// numbers has every kind of neighbour: signs, scales, and both ends of the range.
var numbers = []Number{
	{0, 0},
	{0, 9},
	{1, 0},
	{-1, 0},
	{10, 1},
	{616, 1},
	{-616, 1},
	{6160, 2},
	{6161, 2},
	{1, 9},
	{-1, 9},
	{999999999999999, 0},
	{-999999999999999, 0},
	{999999999999999, 9},
	{math.MaxInt64, 0},
	{math.MaxInt64, 9},
	{-math.MaxInt64, 0},
	{-math.MaxInt64, 5},
}

func ratOf(n Number) *big.Rat {
	return big.NewRat(n.Coef, powers[n.Scale])
}

func TestArithmeticAgainstBig(t *testing.T) {
	for _, a := range numbers {
		if want, _ := ratOf(a).Float64(); magnitude(a.Coef) < 1<<53 && a.Float64() != want {
			t.Errorf("%v: float %v, want %v", a, a.Float64(), want)
		}
		for _, b := range numbers {
			if got, want := a.Cmp(b), ratOf(a).Cmp(ratOf(b)); got != want {
				t.Errorf("%v against %v: got %d, want %d", a, b, got, want)
			}
			checkSum(t, a.Add(b), new(big.Rat).Add(ratOf(a), ratOf(b)), max(a.Scale, b.Scale))
			checkSum(t, a.Sub(b), new(big.Rat).Sub(ratOf(a), ratOf(b)), max(a.Scale, b.Scale))
		}
	}
}

// checkSum asks for the exact sum, or one within a unit of the last decimal it kept.
func checkSum(t *testing.T, got Number, want *big.Rat, scale int) {
	t.Helper()
	off := new(big.Rat).Sub(ratOf(got), want)
	saturated := got.Scale == 0 && magnitude(got.Coef) == math.MaxInt64 && (got.Coef < 0) == (want.Sign() < 0)
	switch {
	case off.Sign() == 0 && got.Scale == scale, saturated:
	case got.Scale < scale && magnitude(got.Coef) > 1e17 && off.Abs(off).Cmp(big.NewRat(1, powers[got.Scale])) <= 0:
	default:
		t.Errorf("got %v with %d decimals, want %s", got, got.Scale, want.FloatString(scale))
	}
}
