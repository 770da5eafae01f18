package locale

import "strings"

// Reference is how a sentence refers to a part of the bulletin by its number:
// «1-сурет», «в таблице 2», “Section 3”. Its words are stems (HasStem).
type Reference struct {
	Kind   string   // figure, table, section
	Before []string // words before the number: «таблиц» 2
	After  []string // words after the number, with a hyphen between: 2-«кесте»
}

// References gives the ways in which the language refers to figures, tables
// and sections.
func (l *Language) References() []Reference { return l.references }

// HasStem reports whether a word begins with one of the stems, whatever its
// capitals and the quotes or brackets before it. A stem that ends in a full
// stop is an abbreviation and stands for itself alone: «рис.», not «риск».
func HasStem(word string, stems []string) bool {
	word = strings.ToLower(strings.TrimLeft(word, "«„“‘(["))
	for _, stem := range stems {
		if rest, found := strings.CutPrefix(word, stem); found && (!strings.HasSuffix(stem, ".") || strings.Trim(rest, ".,;:!?)]»”“’") == "") {
			return true
		}
	}
	return false
}
