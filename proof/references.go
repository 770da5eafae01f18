package proof

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"bulletin/locale"
	"bulletin/report"
)

// references finds sentences that refer to a figure, a table or a section by a
// number that none has. The words of a reference are the language's; a section
// of a law or a form is another's.
func references(r *reading, e *edition) []Finding {
	if e.Document == nil {
		return nil
	}
	counts := e.counts()
	var found []Finding
	for i := range e.passages {
		p := &e.passages[i]
		if p.kind != sentence && p.kind != heading || !strings.ContainsFunc(p.words, isDecimalDigit) {
			continue
		}
		for _, ref := range findReferences(p.words, e.language) {
			n := counts[ref.kind]
			if ref.number >= 1 && ref.number <= n || p.inLink(ref.at) || quotedAt(p.words, ref.at) {
				continue
			}
			there := fmt.Sprintf("there are %ss 1 to %d", ref.kind, n)
			switch n {
			case 0:
				there = fmt.Sprintf("the bulletin has no numbered %s", ref.kind)
			case 1:
				there = "there is 1 alone"
			}
			found = append(found, Finding{
				Place:   p.at(ref.at),
				Message: fmt.Sprintf("«%s» refers to %s %d, which is not there: %s", ref.typed, ref.kind, ref.number, there),
				About:   ref.typed,
			})
		}
	}
	return found
}

// counts gives how many figures, tables and sections an edition numbers.
func (e *edition) counts() map[string]int {
	counts := map[string]int{"section": len(e.Document.Sections)}
	for i := range e.Document.Sections {
		for _, b := range e.Document.Sections[i].Blocks {
			switch b.(type) {
			case report.Chart:
				counts["figure"]++
			case report.Table:
				counts["table"]++
			}
		}
	}
	return counts
}

// reference is a number by which a sentence refers to a part of the bulletin.
type reference struct {
	kind   string // figure, table, section
	number int
	at     int // of its first character in the words
	typed  string
}

// findReferences goes through the words of a sentence.
func findReferences(s string, language *locale.Language) []reference {
	words := splitWords(s)
	var found []reference
	for i, w := range words {
		for _, ref := range language.References() {
			if number, rest, ok := strings.Cut(w.bare, "-"); ok && locale.HasStem(rest, ref.After) && !ofAnother(words, i, i, ref.Kind) {
				if n, err := strconv.Atoi(number); err == nil {
					found = append(found, reference{ref.Kind, n, w.at, w.bare})
				}
			}
			if refers(w, ref.Before) {
				numbers := numbersAfter(words[i+1:])
				if len(numbers) > 0 && ofAnother(words, i, i+numbers[len(numbers)-1].word, ref.Kind) {
					continue
				}
				for _, n := range numbers {
					last := words[i+n.word]
					found = append(found, reference{ref.Kind, n.number, w.at, strings.Join(strings.Fields(s[w.at:last.at+len(last.bare)]), " ")})
				}
			}
		}
	}
	return found
}

// refers reports whether a word stands before the number of what it names: a
// sentence does not end with it, unless it is an abbreviation.
func refers(w spaced, stems []string) bool {
	for _, stem := range stems {
		if (strings.HasSuffix(w.text, w.bare) || strings.HasSuffix(stem, ".")) && locale.HasStem(w.text, []string{stem}) {
			return true
		}
	}
	return false
}

// spaced is what stands between spaces.
type spaced struct {
	text string // as it stands
	bare string // without the marks around it
	at   int    // of bare
}

func splitWords(s string) []spaced {
	var words []spaced
	eachWord(s, func(at int, bare string) {
		end := at + len(bare)
		if i := strings.IndexFunc(s[end:], unicode.IsSpace); i >= 0 {
			end += i
		} else {
			end = len(s)
		}
		words = append(words, spaced{s[at:end], bare, at})
	})
	return words
}

// numbered is a number after a word that refers, and which word after it that is.
type numbered struct{ number, word int }

// numbersAfter gives the numbers that follow: 3, 1–3, 1 and 2.
func numbersAfter(words []spaced) []numbered {
	var numbers []numbered
	for i := 0; i < len(words); i++ {
		text := strings.TrimPrefix(words[i].bare, "№")
		part := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '–' })
		var inside []numbered
		for _, s := range part {
			n, err := strconv.Atoi(s)
			if err != nil || len(s) > 4 {
				return numbers
			}
			inside = append(inside, numbered{n, i + 1})
		}
		if len(inside) == 0 {
			if words[i].bare == "№" && i == 0 {
				continue
			}
			return numbers
		}
		numbers = append(numbers, inside...)
		if i+1 >= len(words) || !joins(words[i+1].bare) {
			return numbers
		}
		i++
	}
	return numbers
}

// joins reports whether a word joins two numbers of one reference.
func joins(word string) bool {
	switch word {
	case "и", "және", "мен", "пен", "and", "or", "или", "немесе", "–":
		return true
	}
	return false
}

// ofAnother reports whether a section is that of a law, a form or a
// questionnaire, which the words near it then name.
func ofAnother(words []spaced, from, to int, kind string) bool {
	if kind != "section" {
		return false
	}
	for i := max(from-3, 0); i < min(to+5, len(words)); i++ {
		if locale.HasStem(words[i].bare, []string{
			"заң", "кодекс", "бұйр", "сауалнама", "нысан", "ереже", "әдіснама", "жіктеуіш",
			"закон", "приказ", "анкет", "опросн", "форм", "правил", "положен", "методик", "классификатор",
			"law", "code", "act", "order", "questionnaire", "form", "regulation", "rules", "classification", "№",
		}) {
			return true
		}
	}
	return false
}

// quotedAt reports whether an offset stands between quotation marks.
func quotedAt(s string, at int) bool {
	depth := 0
	for i, r := range s {
		if i >= at {
			break
		}
		switch r {
		case '«', '“', '„':
			depth++
		case '»', '”':
			depth--
		}
	}
	return depth > 0 && strings.ContainsAny(s[at:], "»”“")
}
