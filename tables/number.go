package tables

import (
	"cmp"
	"errors"
	"math"
	"math/bits"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Number is an exact decimal: Coef × 10^-Scale. 61,6 is {616, 1}; 3,0 is {30, 1}.
type Number struct {
	Coef  int64
	Scale int // 0 to 9
}

// What a figure may have at most. Fifteen digits are what a spreadsheet keeps,
// and a float64 holds them all.
const (
	maxDigits = 15
	maxScale  = 9
)

// powers holds 10^0 to 10^18, all that an int64 can be multiplied by.
var powers = [...]int64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// ParseNumber reads a figure as statistics offices write it: 61.6, 61,6 or
// 12 604, with a space, a no-break space or a narrow no-break space between
// groups of three digits, and a hyphen or a minus sign (U+2212) before it. The
// error says what to write instead.
func ParseNumber(s string) (Number, error) {
	digits, negative := s, false
	for _, sign := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			digits, negative = rest, true
		}
	}
	whole, fraction, hasMark := strings.Cut(digits, ".")
	if !hasMark {
		whole, fraction, hasMark = strings.Cut(digits, ",")
	}
	coef, count, ok := appendDigits(0, 0, whole, true)
	if ok && hasMark {
		coef, count, ok = appendDigits(coef, count, fraction, false)
	}
	switch {
	case !ok:
		return Number{}, errors.New(quote(s) + " is not a number" + numberHint(s))
	case count > maxDigits:
		return Number{}, errors.New(quote(s) + " has more than 15 digits; round it or use a larger unit")
	case len(fraction) > maxScale:
		return Number{}, errors.New(quote(s) + " has more than 9 digits after the decimal mark; round it")
	}
	if negative {
		coef = -coef
	}
	return Number{coef, len(fraction)}, nil
}

// appendDigits puts the digits of s after those of coef. Where grouped, they
// may be parted in threes. Digits past the limit are counted only.
func appendDigits(coef int64, count int, s string, grouped bool) (int64, int, bool) {
	if s == "" {
		return 0, 0, false
	}
	inGroup, first := 0, true
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			inGroup++
			if count++; count <= maxDigits {
				coef = coef*10 + int64(r-'0')
			}
		case grouped && (r == ' ' || r == '\u00a0' || r == '\u202f'):
			if inGroup == 0 || inGroup > 3 || !first && inGroup != 3 {
				return 0, 0, false
			}
			inGroup, first = 0, false
		default:
			return 0, 0, false
		}
	}
	return coef, count, first || inGroup == 3
}

// numberHint says what is most often meant by what is not a number.
func numberHint(s string) string {
	switch {
	case strings.HasSuffix(s, "%"):
		return `; leave the % out and set unit = "%" for the table`
	case strings.HasPrefix(s, "–"), strings.HasPrefix(s, "—"):
		return "; a minus is written -"
	case strings.HasPrefix(s, "+"):
		return "; leave the + out"
	case strings.Contains(s, ",") && strings.Contains(s, "."):
		return "; it has two kinds of mark: part thousands by a space"
	case strings.Count(s, ",") > 1, strings.Count(s, ".") > 1:
		return "; it has two decimal marks: part thousands by a space"
	case strings.HasPrefix(s, ","), strings.HasPrefix(s, "."):
		return "; write 0 before the decimal mark"
	case strings.HasSuffix(s, ","), strings.HasSuffix(s, "."):
		return "; nothing follows its decimal mark"
	case strings.HasPrefix(s, `"`):
		return "; take the space before the quotation mark away"
	case strings.HasPrefix(s, "="), strings.HasPrefix(s, "#"):
		return "; write the figure that the formula gives"
	case strings.IndexFunc(s, unicode.IsSpace) > 0 && strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r >= '0' && r <= '9' || r == ',' }) == "":
		return "; a space parts groups of three digits"
	}
	return ""
}

// quote shows a piece of a file in a message, shortened.
func quote(s string) string {
	const longest = 40
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest]) + "…"
	}
	return strconv.Quote(s)
}

// String gives the number with a decimal point and all of its decimals.
func (n Number) String() string {
	s := strconv.FormatUint(magnitude(n.Coef), 10)
	if n.Scale > 0 {
		if missing := n.Scale + 1 - len(s); missing > 0 {
			s = strings.Repeat("0", missing) + s
		}
		s = s[:len(s)-n.Scale] + "." + s[len(s)-n.Scale:]
	}
	if n.Coef < 0 {
		s = "-" + s
	}
	return s
}

// Float64 gives the nearest float64, for drawing. It is the same on every
// machine as long as Coef has at most 15 digits: one division, correctly rounded.
func (n Number) Float64() float64 { return float64(n.Coef) / float64(powers[n.Scale]) }

// Cmp compares by value: 3 and 3.0 are equal.
func (n Number) Cmp(m Number) int {
	if n.Scale == m.Scale || (n.Coef < 0) != (m.Coef < 0) {
		return cmp.Compare(n.Coef, m.Coef)
	}
	scale := max(n.Scale, m.Scale)
	nHigh, nLow := bits.Mul64(magnitude(n.Coef), uint64(powers[scale-n.Scale]))
	mHigh, mLow := bits.Mul64(magnitude(m.Coef), uint64(powers[scale-m.Scale]))
	c := cmp.Or(cmp.Compare(nHigh, mHigh), cmp.Compare(nLow, mLow))
	if n.Coef < 0 {
		return -c
	}
	return c
}

// Add gives the sum, with the decimals of the operand that has more. It is
// exact while the sum has at most 18 digits; beyond, decimals are rounded off
// until it fits, and what does not fit without decimals stays at the largest number.
func (n Number) Add(m Number) Number {
	for scale := max(n.Scale, m.Scale); scale >= 0; scale-- {
		a, aFits := n.at(scale)
		b, bFits := m.at(scale)
		if sum := a + b; aFits && bFits && (sum > a) == (b > 0) {
			return Number{sum, scale}
		}
	}
	if n.Coef < 0 {
		return Number{-math.MaxInt64, 0}
	}
	return Number{math.MaxInt64, 0}
}

// Sub gives the difference, as exact as Add.
func (n Number) Sub(m Number) Number { return n.Add(Number{-m.Coef, m.Scale}) }

// Round gives the number with that many decimals (0 to 9): half a unit goes
// away from zero, as tables of statistics are rounded, and missing decimals are
// zeros. A number too large for the zeros stays as it is.
func (n Number) Round(scale int) Number {
	scale = min(max(scale, 0), maxScale)
	coef, ok := n.at(scale)
	if !ok {
		return n
	}
	return Number{coef, scale}
}

// at gives the coefficient at a scale, and whether it fits.
func (n Number) at(scale int) (int64, bool) {
	if scale >= n.Scale {
		power := powers[scale-n.Scale]
		coef := n.Coef * power
		return coef, magnitude(n.Coef) <= uint64(math.MaxInt64/power)
	}
	power := powers[n.Scale-scale]
	coef, rest := n.Coef/power, magnitude(n.Coef%power)
	if rest >= uint64(power-power/2) {
		if n.Coef < 0 {
			return coef - 1, true
		}
		return coef + 1, true
	}
	return coef, true
}

func magnitude(coef int64) uint64 {
	if coef < 0 {
		return -uint64(coef)
	}
	return uint64(coef)
}
