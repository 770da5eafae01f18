package tables

import (
	"slices"
	"strings"
)

// Languages lists the languages that a table can have labels in, sorted.
func Languages() []string { return []string{"en", "kk", "ru"} }

// labelHead begins the head of a column or line of labels in another language: label.ru.
const labelHead = "label."

// isLabelHead reports whether s is meant so: Excel may begin it with a capital.
func isLabelHead(s string) bool {
	if hasPrefixFold(s, labelHead) {
		return true
	}
	return len(s) > len(labelHead) && hasPrefixFold(s, "label") && strings.IndexByte("_- ", s[len("label")]) >= 0 &&
		slices.Contains(Languages(), strings.ToLower(s[len(labelHead):]))
}

// maxWidth is the most cells that a line may have: figures, and labels in
// every language but one beside the row's id and its label.
const maxWidth = maxColumns + 4

const tooWide = "this row goes on beyond the last column allowed; a table has at most 200"

// readTags reads the heads of the columns of labels, which stand on the first
// line after the row's id and its label.
func (r *reader) readTags(cells []field) {
	used := make(map[string]int)
	for _, cell := range cells[min(2, len(cells)):] {
		if !isLabelHead(cell.text) {
			return
		}
		r.tags = append(r.tags, r.tag(cell, used, "column"))
	}
}

// tag gives the language of a head, or nothing and a problem.
func (r *reader) tag(head field, used map[string]int, what string) string {
	tag := head.text[len(labelHead):]
	switch {
	case head.text != labelHead+tag || tag != strings.ToLower(tag):
		r.problem(head.place, "the head of labels in another language is written small and with a point: "+labelHead+strings.ToLower(tag)+", not "+quote(head.text))
	case !slices.Contains(Languages(), tag):
		r.problem(head.place, quote(tag)+" is not a language of a bulletin"+Hint(tag, Languages())+"; labels have "+strings.Join(Languages(), ", "))
	case tag == r.options.Language:
		r.problem(head.place, "this is the language of the release itself, whose labels stand in the "+what+" headed label; delete this "+what)
	case used[head.text] > 0:
		r.problem(head.place, "the "+what+" "+quote(head.text)+" is there already; a language has one")
	default:
		used[head.text] = head.place.Line
		return tag
	}
	return ""
}

// readLabelsIn reads a line of labels in another language.
func (r *reader) readLabelsIn() {
	head := r.line.cells[0]
	if len(r.table.Rows) > 0 {
		r.problem(head.place, "a line of labels stands above the subjects; move "+quote(head.text)+" up, after the line of labels")
		return
	}
	tag := r.tag(head, r.lines, "line")
	for i := 1; tag != "" && i < r.first(); i++ {
		if i > 1 && r.tags[i-2] == tag {
			r.setLabel(&r.table.Corners, tag, r.at(i))
		} else {
			r.noCorner(r.at(i))
		}
	}
	for i := range r.table.Columns {
		r.setLabel(&r.table.Columns[i].Labels, tag, r.at(r.first()+i))
	}
	r.noMore()
}

// setLabel keeps a label in another language. An empty one keeps its place,
// at which it is missing.
func (r *reader) setLabel(labels *map[string]Label, tag string, cell field) {
	label := Label{Place: cell.place}
	if !cell.empty() {
		label.Text = r.label(cell)
	}
	if *labels == nil {
		*labels = make(map[string]Label)
	}
	(*labels)[tag] = label
}

// noCorner tells of text where lines of labels and columns of labels of two languages meet.
func (r *reader) noCorner(cell field) {
	if !r.faulty(cell) && cell.text != "" {
		r.problem(cell.place, "this cell stays empty: the label of the column of subjects stands where the line and the column of its language meet")
	}
}

// In gives the table with the labels of another language in the place of the
// first one's, or what is missing of them. The tables share their figures.
func (t *Table) In(lang string) (*Table, []Problem) {
	if lang == t.Language {
		return t, nil
	}
	if missing := t.headsMissing(lang); missing != nil {
		return nil, []Problem{*missing}
	}
	var problems []Problem
	in := *t
	in.Language = lang
	in.Rows, in.Columns = slices.Clone(t.Rows), slices.Clone(t.Columns)
	for i := range in.Rows {
		problems = append(problems, in.Rows[i].turn(lang, "row")...)
	}
	for i := range in.Columns {
		problems = append(problems, in.Columns[i].turn(lang, "column")...)
	}
	corner := t.Corners[lang]
	if t.Corner != "" && corner.Text == "" {
		problems = append(problems, Problem{corner.Place, "the column of subjects has no label in " + lang + "; in the first language it is " + quote(t.Corner)})
	}
	in.Corner, in.CornerPlace = corner.Text, corner.Place
	if len(problems) > 0 {
		return nil, LimitProblems(problems)
	}
	return &in, nil
}

// FurtherLanguages lists those that the table has labels in beside its first one, sorted.
func (t *Table) FurtherLanguages() []string {
	return slices.DeleteFunc(Languages(), func(lang string) bool {
		return !hasLabel(&t.Rows[0], lang) && !hasLabel(&t.Columns[0].Header, lang)
	})
}

// turn puts a header's label in another language in the place of its first one.
func (h *Header) turn(lang, what string) []Problem {
	label := h.Labels[lang]
	if label.Text == "" {
		return []Problem{{label.Place, "the " + what + " " + quote(h.ID) + " has no label in " + lang + "; in the first language it is " + quote(h.Label)}}
	}
	h.Label, h.LabelPlace = label.Text, label.Place
	return nil
}

// headsMissing tells that a language has no column of labels, no line, or neither.
func (t *Table) headsMissing(lang string) *Problem {
	head := labelHead + lang
	column := len(t.Rows) == 0 || !hasLabel(&t.Rows[0], lang)
	line := len(t.Columns) == 0 || !hasLabel(&t.Columns[0].Header, lang)
	addColumn := "a column headed " + head + " after the labels of the rows"
	addLine := "a line that begins with " + head + " after the labels of the columns"
	switch {
	case column && line:
		return &Problem{t.start(), "the table has no labels in " + lang + "; add " + addColumn + " and " + addLine}
	case column:
		return &Problem{t.start(), "the rows have no labels in " + lang + "; add " + addColumn}
	case line:
		p := t.start()
		if len(t.Rows) > 0 {
			p = t.Rows[0].Place
		}
		return &Problem{p, "the columns have no labels in " + lang + "; add " + addLine + ", before this one"}
	}
	return nil
}

func hasLabel(h *Header, lang string) bool {
	_, ok := h.Labels[lang]
	return ok
}

// start gives the place before which a column of labels would stand.
func (t *Table) start() Place {
	if len(t.Columns) > 0 {
		return t.Columns[0].Place
	}
	return Place{File: t.File}
}
