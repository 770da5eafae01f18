package proof

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/tables"
)

// typedFigures finds the figures that were typed by hand: when a table is
// corrected they stay behind. It names the cell that a figure equals, if any;
// of several, the one whose row and column the words before it name. Where no
// action can stand (a title, a note) only a figure that a cell has is told.
func typedFigures(r *reading, e *edition) []Finding {
	var found []Finding
	var cells cellIndex
	for i := range e.passages {
		p := &e.passages[i]
		if p.kind != sentence && p.kind != heading {
			continue
		}
		for _, n := range figuresIn(p, e.language) {
			if cells == nil {
				cells = indexCells(e)
			}
			if message := typedFigure(p, n, cells); message != "" {
				typed := p.words[n.from:n.to]
				found = append(found, Finding{Place: p.at(n.from), Message: typed + " is typed by hand" + message, About: typed})
			}
		}
	}
	return found
}

// typedFigure says which cell a figure that was typed by hand equals. It is
// empty where the number is not one to tell of.
func typedFigure(p *passage, n typedNumber, cells cellIndex) string {
	same := cells.equal(n)
	if len(same) == 0 && (n.year || p.isTyped()) {
		return ""
	}
	if p.isTyped() {
		if !n.exact && n.value.Cmp(tables.Number{Coef: 1000}) < 0 || n.year {
			return ""
		}
		return fmt.Sprintf(" and equals %s; no {{…}} can stand here, so whoever corrects one has to correct the other", same[0].name())
	}
	if len(same) == 0 {
		return ", and no table has it; put it into one and quote it from there, so that it follows corrections"
	}
	best := likeliest(p, n, same)
	switch more := len(same) - 1; more {
	case 0:
		return fmt.Sprintf("; {{%s}} is that figure", best.name())
	case 1:
		return fmt.Sprintf("; {{%s}} is likely that figure, and one more cell has it", best.name())
	default:
		return fmt.Sprintf("; {{%s}} is likely that figure, and %d more cells have it", best.name(), more)
	}
}

// cellIndex finds cells by the figures that sentences print of them, without zeros at their ends.
type cellIndex map[tables.Number][]cellRef

// cellRef is a cell of a table.
type cellRef struct {
	table       *tables.Table
	row, column int
}

// name is how a text quotes the cell: .trust.police.trust, or with one name
// less where the table has one row or one column.
func (c cellRef) name() string {
	t := c.table
	row, column := "."+t.Rows[c.row].ID, "."+t.Columns[c.column].ID
	switch {
	case len(t.Rows) == 1:
		row = ""
	case len(t.Columns) == 1:
		column = ""
	}
	return "." + t.ID + row + column
}

func indexCells(e *edition) cellIndex {
	index := cellIndex{}
	for _, id := range slices.Sorted(maps.Keys(e.Bulletin.Tables)) {
		t := e.Bulletin.Tables[id].Data
		if t == nil {
			continue
		}
		for i, row := range t.Cells {
			for j, c := range row {
				if c.IsNumber() {
					printed := trimZeros(c.Number.Round(t.Columns[j].Decimals))
					index[printed] = append(index[printed], cellRef{t, i, j})
				}
			}
		}
	}
	return index
}

func trimZeros(n tables.Number) tables.Number {
	for n.Scale > 0 && n.Coef%10 == 0 {
		n.Coef, n.Scale = n.Coef/10, n.Scale-1
	}
	return n
}

// equal gives the cells that a typed number may stand for: a share is one of a column of shares.
func (index cellIndex) equal(n typedNumber) []cellRef {
	var same []cellRef
	for _, c := range index[trimZeros(n.value)] {
		if !n.percent || c.unit() == "%" {
			same = append(same, c)
		}
	}
	return same
}

func (c cellRef) unit() string { return cmp.Or(c.table.Columns[c.column].Unit, c.table.Unit) }

// likeliest gives the cell whose labels the words before the number name: its
// row anywhere before it, and better in the same sentence; its column after
// the last mark of punctuation.
func likeliest(p *passage, n typedNumber, cells []cellRef) cellRef {
	before := p.words[:n.from]
	sentence := before[strings.LastIndexAny(before, ".;!?")+1:]
	clause := sentence[strings.LastIndexAny(sentence, ",;(")+1:]
	best, most := cells[0], -1
	for _, c := range cells {
		row, column := c.table.Rows[c.row].Label, c.table.Columns[c.column].Label
		score := 2*named(row, before) + 3*named(row, sentence) + 4*named(column, clause) + named(column, sentence)
		if f := lastFigure(p, n.from); f != "" && strings.HasPrefix(f, "."+c.table.ID+"."+c.table.Rows[c.row].ID+".") {
			score += 200
		}
		if score > most {
			best, most = c, score
		}
	}
	return best
}

// lastFigure gives the figure that is quoted last before an offset: .trust.police.trust.
func lastFigure(p *passage, before int) string {
	last := ""
	for _, f := range p.figures {
		if f.at < before {
			last = strings.Trim(f.action, "{}- ")
		}
	}
	return last
}

// named tells how much of a label stands among words, in hundredths, whatever
// the endings: a word counts where most of it is there.
func named(label, words string) int {
	stems := stemsOf(label)
	if len(stems) == 0 {
		return 0
	}
	there := stemsOf(words)
	count := 0
	for _, s := range stems {
		if slices.ContainsFunc(there, func(w string) bool { return commonStem(s, w) }) {
			count++
		}
	}
	score := 100 * count / len(stems)
	if wordsOf := len(stemsOf(words)); count == len(stems) && wordsOf > 0 {
		score += min(len(stems), 9) // of labels that are all there, the longer says more
	}
	return score
}

func stemsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

// commonStem reports whether two words are alike but for their endings.
func commonStem(a, b string) bool {
	shorter, longer := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if shorter > longer {
		shorter, longer = longer, shorter
	}
	common := 0
	for common < len(a) && common < len(b) && a[common] == b[common] {
		common++
	}
	n := utf8.RuneCountInString(strings.ToValidUTF8(a[:common], ""))
	return n == shorter || n >= 4 && n*4 >= shorter*3
}
