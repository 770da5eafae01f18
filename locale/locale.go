// Package locale holds what belongs to a language: the forms of numbers and
// dates, the words that a bulletin prints on its own, plurals, and hyphenation.
// One file holds one language, and one its hyphenation. It knows nothing of
// bulletins or pages.
package locale

import "time"

// Language is one language of publication. All of its text is in that language.
type Language struct {
	Tag  string // BCP 47: kk
	Name string // its English name, for messages: Kazakh

	DecimalMark string    // «,»
	GroupMark   string    // a no-break space
	Grouped     bool      // numbers are grouped whether the house asks for it or not
	Quotes      [2]string // the marks around a quotation: «»
	InnerQuotes [2]string // the marks around one within it

	Contents      string            // heading of the list of contents
	Source        string            // «Дереккөз»
	Note          string            // «Ескертпе»
	Published     string            // «Жарияланған күні»: label of the date of publication
	Contact       string            // heading of the contact block
	Phone         string            // «Тел.»
	Email         string            // «E-mail»
	Address       string            // «Мекенжай»
	Percent       string            // «пайызбен»: the unit in words, under a headline
	LinkTo        string            // pattern of a link's description: «Сілтеме: %s»
	WordsFile     string            // description of the attached TOML
	TableFile     string            // pattern of the description of an attached table: «Кесте деректері: %s»
	RoundedShares string            // note under a table of shares with a row that misses 100% by rounding only
	RoundedSums   string            // the same where rows sum to something else
	Symbols       map[string]string // what each printed symbol means: «–» → «құбылыс жоқ»

	Charts      ChartWords
	Corrections CorrectionWords
	Mail        MailWords
	Book        BookWords

	// Stems of words that stand beside a number which is no figure (HasStem).
	Months []string // names of months: «шілде»
	Years  []string // «жыл»
	Ages   []string // «жас»

	references []Reference

	percent     string // what follows a number of percent: «%»
	groupedFrom int    // digits from which a number is grouped
	and         string // between the last two of a list: «және»

	proclitics []string // little words that stay with the next one, in lower case; not every language has them
	binding    []string // words that stay with a number or a name after them, in lower case: «тел.»
	units      []string // words that stay with the number before them, in lower case

	pluralForms []string // as CLDR calls them, in the order of Plural
	fractional  string   // the form that stands for the last one where that is left out
	points      []string // forms of «percentage point» that follow «by»
	change      changeWords

	figure, table func(n int) string
	longDate      func(time.Time) string
	hyphenate     func(word string) []int
}

// ChartWords are the phrases from which a chart's description is made. %d is a
// number of things, %s a name or a figure, in the order of the comments.
type ChartWords struct {
	Stacked, Bars, Lines string // the kinds of chart, as they begin a sentence

	BarsAndAnswers string // bars, answers, the answers
	BarCount       string // bars
	LinesAndWaves  string // lines, waves, the waves
	Measure        string // what the bars show

	In       string // before Extremes and Same: the answer or the wave that is meant
	Extremes string // who is highest, the figure, who is lowest, the figure
	Same     string // the figure that all share

	First, Last, Least, Greatest string // wave, figure
}

// BookWords are the words of a published workbook.
type BookWords struct {
	Cover    string // name of the first sheet
	Contents string // heading of the list of sheets
	Sheet    string // heading of the column of sheets' names
	Holds    string // heading of the column that says what a sheet holds
	Notes    string // heading of the notes
	Subject  string // heading of a table's column of labels
}

// NumberForm says how a number is printed.
type NumberForm struct {
	Decimals  int  // digits after the mark; -1: as many as the number has
	TrimZeros bool // drop a fraction of zeros: 66, not 66,0
	Grouping  bool // part thousands by the group mark, from so many digits up as the language groups
}
