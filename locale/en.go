package locale

import (
	"strconv"
	"time"
)

// english gives English in British spelling, as the offices of Kazakhstan
// write it. Forms are those of CLDR en-GB.
func english() *Language {
	return &Language{
		Tag:  "en",
		Name: "English",

		DecimalMark: ".",
		GroupMark:   ",",
		Grouped:     true,
		Quotes:      [2]string{"“", "”"},
		InnerQuotes: [2]string{"‘", "’"},

		Contents:      "Contents",
		Source:        "Source",
		Note:          "Note",
		Published:     "Date of publication",
		Contact:       "Contacts for this release",
		Phone:         "Tel.",
		Email:         "Email",
		Address:       "Address",
		Percent:       "per cent",
		LinkTo:        "Link: %s",
		WordsFile:     "Text and settings of the bulletin",
		TableFile:     "Table data: %s",
		RoundedShares: "Because of rounding, the shares of answers may not add up to 100%.",
		RoundedSums:   "Slight differences between a total and the sum of its parts are due to rounding.",
		Symbols: map[string]string{
			"–": "phenomenon absent",
			"…": "not available",
			"x": "confidential",
		},

		Corrections: CorrectionWords{
			Draft:       "DRAFT",
			DraftNotice: "This is a draft: its figures or words differ from the published release, and no correction has been declared.",
			DraftTitle:  "%s (draft)",
			Corrected:   "Corrected release",
			Revision:    "Revision %d",
			Running:     "corrected, revision %d",
			Title:       "%s (corrected, revision %d)",
			First:       "First published: %s",
			Date:        "Corrected: %s",
			Severity:    map[string]string{"minor": "Scale of the correction: minor.", "major": "Scale of the correction: major."},
			Reason:      "Reason: %s",
			Subject:     "Subject",
			Answer:      "Answer",
			Old:         "Was",
			New:         "Is",
			Difference:  "Difference",
			More:        "The largest changes are shown (%d); the full list stands at the end, under “%s”.",
			Points:      []string{"percentage point", "percentage points"},
			Section:     "section %d",
			Numbers:     "how numbers are written",
			Editions:    map[string]string{"kk": "Kazakh edition", "ru": "Russian edition", "en": "English edition"},
			Earlier:     "Earlier corrections are listed at the end, under “%s”.",
			Words:       "Other changes: %s.",
			Mark:        "%s – corrected figure.",
			Turned:      "Was: %s. Is: %s.",
			Leader:      "%s: formerly first was %s, now %s.",
			History:     "History of corrections",
		},

		Mail: MailWords{
			Greeting:    "Hello,",
			Proof:       "Proof",
			ProofLine:   "This is a proof for checking; it has not been sent to the recipients.",
			Embargo:     "Embargoed until %s. Not to be published, passed on or quoted before then.",
			Files:       "The bulletin",
			Description: "Description of the figure",
			Link:        "Open the bulletin (PDF)",
			Unsubscribe: "Unsubscribe",
			Changes:     "Corrected figures",
			More:        "The largest changes are shown (%d); the full list is in the bulletin, under “%s”.",
			Kilobytes:   "%s KB",
			hour:        "%s, %s (%s)",
		},

		Charts: ChartWords{
			Stacked: "Horizontal stacked bar chart",
			Bars:    "Horizontal bar chart",
			Lines:   "Line chart",

			BarsAndAnswers: "Number of bars: %d. Number of answers: %d (%s)",
			BarCount:       "Number of bars: %d",
			LinesAndWaves:  "Number of lines: %d. Number of periods: %d (%s)",
			Measure:        "Measure: %s",

			In:       "“%s”: ",
			Extremes: "highest figure – %s (%s), lowest figure – %s (%s)",
			Same:     "all figures are the same – %s",

			First:    "first period (%s) – %s",
			Last:     "last period (%s) – %s",
			Least:    "lowest figure (%s) – %s",
			Greatest: "highest figure (%s) – %s",
		},

		Book: BookWords{
			Cover:    "Cover",
			Contents: "Contents",
			Sheet:    "Sheet",
			Holds:    "Description",
			Notes:    "Notes",
			Subject:  "Measure",
		},

		Months: []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
		Years:  []string{"year"},
		Ages:   []string{"age"},
		references: []Reference{
			{Kind: "figure", Before: []string{"figure", "fig.", "figs."}},
			{Kind: "table", Before: []string{"table"}},
			{Kind: "section", Before: []string{"section", "sect."}},
		},

		percent:     "%", // CLDR en: #,##0%
		groupedFrom: 4,   // 9,285: CLDR en groups from 1,000, and so do the offices of statistics that write English
		and:         "and",

		binding: []string{"tel.", "no.", "nos.", "p.", "pp.", "fig.", "figs.", "sect.", "mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr.", "st.", "prof."},
		units: []string{
			"year", "years", "month", "months", "day", "days", "times", "quarter", "quarters",
			"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
			"per", "percent", "percentage", "point", "points", "case", "cases", "person", "persons", "people", "adults",
			"respondent", "respondents", "household", "households", "city", "cities",
			"thousand", "million", "billion", "tenge", "km", "ha",
		},

		pluralForms: []string{"one", "other"},
		fractional:  "one",
		points:      []string{"percentage point", "percentage points"},
		change: changeWords{
			rose:      "rose by %s",
			fell:      "fell by %s",
			unchanged: "did not change",
			by:        asItIs,
		},

		figure:    func(n int) string { return "Figure " + strconv.Itoa(n) },
		table:     func(n int) string { return "Table " + strconv.Itoa(n) },
		longDate:  englishDate,
		hyphenate: hyphenateEnglish,
	}
}

// englishDate gives the long form of a date: “17 July 2024”.
func englishDate(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + t.Month().String() + " " + strconv.Itoa(t.Year())
}
