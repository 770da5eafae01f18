package locale

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Direction is how a figure moved: down, not at all, or up.
type Direction int

// The directions.
const (
	Fell      Direction = -1
	Unchanged Direction = 0
	Rose      Direction = 1
)

// changeWords are the words of Change.
type changeWords struct {
	rose, fell string // patterns of the amount
	unchanged  string
	by         func(number string) string // a number in the form that follows «by»
}

// List joins names as a sentence does: «а, ә және б», “a, b and c” (the
// standard lists of CLDR; English as in Britain, without a comma before «and»).
func (l *Language) List(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " " + l.and + " " + names[n-1]
	}
}

// PluralForms names the forms that a noun has beside a number, in the order in
// which Plural takes them (CLDR plural rules): one, few, many, other. The last
// one may be left out: then a noun has its only form in Kazakh and English, and
// beside a fraction in Russian that of few, «1,5 случая».
func (l *Language) PluralForms() []string { return slices.Clone(l.pluralForms) }

// Plural gives the form of a noun beside coef × 10^-scale, of those that
// PluralForms names. The scale is the number of decimals as they are printed: 1
// and 1.0 take other forms. ok is false where the number of forms is wrong.
func (l *Language) Plural(coef int64, scale int, forms []string) (form string, ok bool) {
	switch len(l.pluralForms) - len(forms) {
	case 0:
	case 1:
		forms = append(slices.Clone(forms), forms[slices.Index(l.pluralForms, l.fractional)])
	default:
		return "", false
	}
	return forms[slices.Index(l.pluralForms, l.category(coef, scale))], true
}

// category gives the name that CLDR has for the form of a noun beside a number.
// No rule of these languages asks more of a fraction than whether it is there.
func (l *Language) category(coef int64, scale int) string {
	whole, fraction := magnitude(coef), 0
	for range min(scale, 20) { // the digits of the greatest uint64
		if whole%10 != 0 {
			fraction = 1
		}
		whole /= 10
	}
	const enough = 1_000_000 // of whole: rules look at its last digits, and at whether there are others
	if whole >= enough {
		whole = whole%enough + enough
	}
	switch plural.Cardinal.MatchPlural(language.Make(l.Tag), int(whole), scale, fraction, fraction, fraction) {
	case plural.One:
		return "one"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// Points gives an amount of percentage points, printed as amount, in the form
// that follows «by»: «1,5 пайыздық тармаққа», «1,5 процентного пункта», “1.5
// percentage points”.
func (l *Language) Points(amount string, coef int64, scale int) string {
	form, _ := l.Plural(coef, scale, l.points)
	return amount + " " + form
}

// Change says how a figure moved, and by which amount: «1,5 пайыздық тармаққа
// төмендеді», «снизилась на 1,5 процентного пункта», “fell by 1.5 percentage
// points”, «өзгерген жоқ». amount is what Points gives, or a printed number.
// Russian verbs agree with «доля», a share.
func (l *Language) Change(d Direction, amount string) string {
	switch {
	case d == Unchanged:
		return l.change.unchanged
	case d < Unchanged:
		return fmt.Sprintf(l.change.fell, l.change.by(amount))
	}
	return fmt.Sprintf(l.change.rose, l.change.by(amount))
}

// asItIs is the form of a number in languages that do not inflect digits.
func asItIs(number string) string { return number }
