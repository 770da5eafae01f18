package locale

// Direction is how a figure moved: down, not at all, or up.
type Direction int

// The directions.
const (
	Fell      Direction = -1
	Unchanged Direction = 0
	Rose      Direction = 1
)

// List joins names as a sentence does: «а, ә және б».
func (l *Language) List(names []string) string { return "" }

// PluralForms names the forms that a noun has beside a number, in the order in
// which Plural takes them (CLDR plural rules): one, few, many, other. The last
// one may be left out where it is the same as the one before.
func (l *Language) PluralForms() []string { return nil }

// Plural gives the form of a noun beside coef × 10^-scale, of those that
// PluralForms names. ok is false where their number is wrong.
func (l *Language) Plural(coef int64, scale int, forms []string) (form string, ok bool) {
	return "", false
}

// Points gives an amount of percentage points, printed as amount, in the form
// that follows «by»: «1,5 пайыздық тармаққа», «1,5 процентного пункта», “1.5
// percentage points”.
func (l *Language) Points(amount string, coef int64, scale int) string { return "" }

// Change says how a figure moved, and by which amount: «1,5 пайыздық тармаққа
// төмендеді», «снизилась на 1,5 процентного пункта», “fell by 1.5 percentage
// points”, «өзгерген жоқ». amount is what Points gives, or a printed number.
func (l *Language) Change(d Direction, amount string) string { return "" }
