package locale

import "time"

// For gives the language with that tag, or nil.
func For(tag string) *Language { panic("not yet") }

// Tags lists the languages there are, sorted.
func Tags() []string { panic("not yet") }

// Number prints coef × 10^-scale, rounding half away from zero.
func (l *Language) Number(coef int64, scale int, f NumberForm) string { panic("not yet") }

// WithUnit joins a printed number and a unit as the language has it: 61,6%. A unit other than % is not joined.
func (l *Language) WithUnit(number, unit string) string { panic("not yet") }

// Figure gives the label of the n-th figure: «1-сурет».
func (l *Language) Figure(n int) string { return l.figure(n) }

// Table gives the label of the n-th table: «1-кесте».
func (l *Language) Table(n int) string { return l.table(n) }

// Date gives a date in prose: «2024 жылғы 17 шілде». The time zone is the time's own.
func (l *Language) Date(t time.Time) string { return l.longDate(t) }

// Hyphenate gives the byte offsets in word at which it may be parted, in
// order. A word is letters only; whoever calls it splits at marks and digits.
func (l *Language) Hyphenate(word string) []int { return l.hyphenate(word) }
