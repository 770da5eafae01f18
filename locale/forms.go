package locale

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// languages lists every language there is, by tag.
var languages = [...]struct {
	tag      string
	language func() *Language
}{
	{"kk", sync.OnceValue(kazakh)},
	{"ru", sync.OnceValue(russian)},
	{"en", sync.OnceValue(english)},
}

// For gives the language with that tag, or nil. It is shared, so it is read only.
func For(tag string) *Language {
	for i := range languages {
		if languages[i].tag == tag {
			return languages[i].language()
		}
	}
	return nil
}

// Tags lists the languages there are, sorted.
func Tags() []string {
	tags := make([]string, len(languages))
	for i := range languages {
		tags[i] = languages[i].tag
	}
	slices.Sort(tags)
	return tags
}

const (
	minus     = "\u2212" // the sign, as wide as plus; a hyphen joins words
	groupSize = 3
)

// Number prints coef × 10^-scale, rounding half away from zero. The scale is zero or more.
func (l *Language) Number(coef int64, scale int, f NumberForm) string {
	decimals := f.Decimals
	if decimals < 0 {
		decimals = scale
	}
	amount := rounded(magnitude(coef), scale-decimals)
	scale = min(scale, decimals)

	var digits [20]byte // of the greatest uint64
	all := strconv.AppendUint(digits[:0], amount, 10)
	whole, fraction := all[:max(len(all)-scale, 0)], all[max(len(all)-scale, 0):]

	var b strings.Builder
	b.Grow(32 + max(scale, decimals))
	if coef < 0 && amount != 0 {
		b.WriteString(minus)
	}
	l.writeWhole(&b, whole, f.Grouping)
	if decimals > 0 && !(f.TrimZeros && zeros(fraction)) {
		b.WriteString(l.DecimalMark)
		writeZeros(&b, scale-len(fraction))
		b.Write(fraction)
		writeZeros(&b, decimals-scale)
	}
	return b.String()
}

// magnitude gives a number without its sign.
func magnitude(coef int64) uint64 {
	if coef < 0 {
		return -uint64(coef) // holds for the least int64 too
	}
	return uint64(coef)
}

// rounded drops the last digits of a number, rounding half up.
func rounded(n uint64, digits int) uint64 {
	for ; digits > 1 && n > 0; digits-- {
		n /= 10 // only the first dropped digit says whether the rest is a half
	}
	if digits > 0 {
		n = (n + 5) / 10
	}
	return n
}

// writeWhole writes the digits before the decimal mark.
func (l *Language) writeWhole(b *strings.Builder, digits []byte, grouping bool) {
	if len(digits) == 0 {
		b.WriteByte('0')
	}
	grouping = grouping && len(digits) >= l.groupedFrom
	for i, d := range digits {
		if grouping && i > 0 && (len(digits)-i)%groupSize == 0 {
			b.WriteString(l.GroupMark)
		}
		b.WriteByte(d)
	}
}

func writeZeros(b *strings.Builder, n int) {
	for range n {
		b.WriteByte('0')
	}
}

func zeros(digits []byte) bool {
	for _, d := range digits {
		if d != '0' {
			return false
		}
	}
	return true
}

// WithUnit joins a printed number and a unit as the language has it: 61,6%;
// in Russian after a no-break space. A unit other than % is not joined.
func (l *Language) WithUnit(number, unit string) string {
	if unit == "%" {
		return number + l.percent
	}
	return number
}

// Figure gives the label of the n-th figure: «1-сурет», «Рисунок 1».
func (l *Language) Figure(n int) string { return l.figure(n) }

// Table gives the label of the n-th table: «1-кесте», «Таблица 1».
func (l *Language) Table(n int) string { return l.table(n) }

// Date gives a date in prose: «2024 жылғы 17 шілде», “17 July 2024”. The time zone is the time's own.
func (l *Language) Date(t time.Time) string { return l.longDate(t) }

// Hyphenate gives the byte offsets in word at which it may be parted, in
// order. A word is letters only; whoever calls it splits at marks and digits.
func (l *Language) Hyphenate(word string) []int { return l.hyphenate(word) }

// Capital gives a text with a capital as its first letter, as a line of its own begins.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
