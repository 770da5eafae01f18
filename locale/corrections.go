package locale

// CorrectionWords are what a corrected edition and a draft say of themselves.
// %d is a number, %s a name, a date or a figure.
type CorrectionWords struct {
	Draft       string // over each page of a draft: «ЖОБА»
	DraftNotice string // the paragraph that says so at its start
	DraftTitle  string // in its title: %s is the title

	Corrected string            // heading of the notice: «Түзетілген басылым», and the revision
	Revision  string            // «%d-нұсқа»
	Running   string            // in the running header: «түзетілген, %d-нұсқа»
	Title     string            // of a corrected edition, in its metadata: title, revision
	First     string            // of the history: first published, date
	Date      string            // corrected on: date
	Severity  map[string]string // minor, major → how large, as a sentence
	Reason    string            // reason: text

	Subject, Answer, Old, New, Difference string            // heads of the table of changes
	More                                  string            // that only the largest changes are shown: how many, and the heading of the history
	Points                                []string          // forms of «percentage point» in a difference that stands alone, in the order of Plural
	Earlier                               string            // that there were corrections before: the heading of the history
	Words                                 string            // what changed beside figures: list
	Section                               string            // a section by its number: «%d-бөлім»
	Numbers                               string            // how numbers are written, as a thing that changed
	Editions                              map[string]string // by language: «қазақ тіліндегі басылым»
	Mark                                  string            // note under a table: what the mark of a corrected figure means: the mark
	Turned                                string            // what was said, what is said now
	Leader                                string            // chart, who led, who leads now
	History                               string            // heading of the list of revisions
}
