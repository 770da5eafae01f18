package report

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"bulletin/config"
	"bulletin/tables"
)

// maxPrinted bounds what one text may come to, in bytes: about twelve pages.
// CommonMark's brackets and quotations can take time in the square of it.
const maxPrinted = 64 << 10

// maxTold is how many problems of one release are told; so many have one cause.
const maxTold = 200

// Figures, charts and tables pass through the CommonMark parser as marks of
// private-use letters, which no text may hold: so no figure can be taken for
// markup, and each sentence knows the cells that it quotes.
const (
	markOpen  = '\uE000' // a figure
	markBlock = '\uE001' // a chart or a table
	markClose = '\uE002'
	markDigit = '\uE010' // the digit 0
)

// isMark reports whether a letter could be taken for part of a mark.
func isMark(r rune) bool { return r >= markOpen && r <= markDigit+9 }

// filled is a text with its actions carried out.
type filled struct {
	text   []byte
	marks  []marked // by the number in them
	places []copied
	source config.Text
	quotes figures // those that the actions name
}

// figures are what a template's names lead to: table, row, column.
type figures map[string]map[string]map[string]*figure

// marked is what a mark stands for.
type marked struct {
	what any  // *figure, chartCall or tableCall
	seen bool // it stands in the Document, or it was told why it cannot
}

type (
	chartCall string
	tableCall string
)

// copied says that text from offset at on was copied from offset from of the source.
type copied struct{ at, from int }

// place gives where the character at an offset of the filled text was written.
func (f *filled) place(offset int) tables.Place {
	i := sort.Search(len(f.places), func(i int) bool { return f.places[i].at > offset }) - 1
	if i < 0 {
		return f.source.At(0)
	}
	return f.source.At(min(f.places[i].from+offset-f.places[i].at, len(f.source.Value)))
}

// figure is a cell as a sentence prints it. It is what a template's {{.trust.police.trust}} is.
type figure struct {
	quote Quote
	text  string // 61,6%
	into  *filled
}

// String prints the mark that stands for the figure.
func (f *figure) String() string { return f.into.mark(markOpen, f) }

func (f *filled) mark(open rune, what any) string {
	f.marks = append(f.marks, marked{what: what})
	s := []rune{open}
	for _, digit := range fmt.Sprint(len(f.marks) - 1) {
		s = append(s, markDigit+digit-'0')
	}
	return string(append(s, markClose))
}

// fill carries out the actions of a text. Every wrong one is told at its place; then the second result is false.
func (m *maker) fill(text config.Text) (*filled, bool) {
	f := &filled{source: text, quotes: figures{}}
	if len(text.Value) > maxPrinted {
		m.tell(text.At(maxPrinted), "a text has at most %d bytes, and this is where they end; make several sections of it", maxPrinted)
		return nil, false
	}
	if at := strings.IndexFunc(text.Value, isMark); at >= 0 {
		m.tell(text.At(at), "a private character, which means nothing outside its font; write it in Unicode letters")
		return nil, false
	}
	if !strings.Contains(text.Value, "{{") {
		f.text, f.places = []byte(text.Value), []copied{{0, 0}}
		return f, true
	}
	functions := template.FuncMap{
		"chart": func(id string) string { return f.mark(markBlock, chartCall(id)) },
		"table": func(id string) string { return f.mark(markBlock, tableCall(id)) },
	}
	parsed := func(s string) (*template.Template, error) {
		return template.New("text").Option("missingkey=error").Funcs(functions).Parse(s)
	}
	t, err := parsed(text.Value)
	if err != nil {
		m.tellParseErrors(f, parsed, err)
		return nil, false
	}
	if len(t.Templates()) > 1 || t.Tree == nil {
		m.tell(text.At(0), "a text cannot define templates; only figures, charts and tables stand between {{ and }}")
		return nil, false
	}
	w := &tracer{into: f, from: map[*byte]int{}}
	if !m.checkActions(f, 0, t.Root, w) {
		return nil, false
	}
	if err := t.Execute(w, f.quotes); err != nil {
		m.tell(text.At(0), "%s", plainTemplateError(err))
		return nil, false
	}
	f.text = w.out.Bytes()
	return f, true
}

// tracer collects what a template prints and where each copied stretch comes
// from: text/template hands a text node's own bytes to its writer.
type tracer struct {
	into *filled
	out  bytes.Buffer
	from map[*byte]int // first byte of a text node -> its offset in the source
	last int           // offset in the source of the last text node's end
}

func (w *tracer) Write(p []byte) (int, error) {
	if w.out.Len()+len(p) > maxPrinted {
		return 0, fmt.Errorf("the text comes to more than %d bytes; make several sections of it", maxPrinted)
	}
	if len(p) > 0 {
		if from, ok := w.from[&p[0]]; ok {
			w.into.places = append(w.into.places, copied{w.out.Len(), from})
			w.last = from + len(p)
		} else {
			w.into.places = append(w.into.places, copied{w.out.Len(), w.last})
		}
	}
	return w.out.Write(p)
}

// checkActions lets pass what a bulletin's text may do, quoting a figure or
// placing a chart or table, and completes quotes that leave out the one row or
// column. The nodes were parsed from what stands at offset from of the text.
func (m *maker) checkActions(f *filled, from int, root *parse.ListNode, w *tracer) bool {
	ok := true
	for _, node := range root.Nodes {
		if len(m.problems) > maxTold {
			return false
		}
		switch node := node.(type) {
		case *parse.TextNode:
			if len(node.Text) > 0 {
				w.from[&node.Text[0]] = int(node.Pos)
			}
		case *parse.CommentNode:
		case *parse.ActionNode:
			if !m.checkAction(f, from, node) {
				ok = false
			}
		default:
			keyword, _, _ := strings.Cut(strings.TrimPrefix(node.String(), "{{"), " ")
			m.tell(f.source.At(from+int(node.Position())), "{{%s}} is not for a bulletin's text; %s", strings.TrimSuffix(keyword, "}}"), whatMayStand)
			ok = false
		}
	}
	return ok
}

const whatMayStand = `between {{ and }} stands a figure such as {{.table.row.column}}, {{chart "id"}} or {{table "id"}}`

func (m *maker) checkAction(f *filled, from int, action *parse.ActionNode) bool {
	place := func(pos parse.Pos) tables.Place { return f.source.At(from + int(pos)) } // costly: only for what is wrong
	if len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 {
		m.tell(place(action.Pos), "%s: one figure, {{chart \"id\"}} or {{table \"id\"}} stands between {{ and }}", action)
		return false
	}
	args := action.Pipe.Cmds[0].Args
	switch first := args[0].(type) {
	case *parse.FieldNode:
		if len(args) > 1 {
			m.tell(place(action.Pos), "%s: a figure stands alone between {{ and }}", action)
			return false
		}
		ident, problem := m.resolve(first.Ident)
		if problem != "" {
			m.tell(place(parse.Pos(fieldOffset(f.source.Value, from+int(first.Pos))-from)), "%s", problem)
			return false
		}
		if ident == nil || m.b.Tables[ident[0]].Data == nil {
			return false
		}
		first.Ident = ident
		m.quote(f, ident)
		return true
	case *parse.IdentifierNode:
		if first.Ident == "chart" || first.Ident == "table" {
			return m.checkCall(place, first, args[1:])
		}
	}
	m.tell(place(action.Pos), "%s: %s", action, whatMayStand)
	return false
}

// fieldOffset finds the start of a field chain: text/template gives the position of its last part.
func fieldOffset(text string, pos int) int {
	pos = min(pos, len(text))
	for pos > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:pos])
		if r != '.' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		pos -= size
	}
	return pos
}

func (m *maker) checkCall(place func(parse.Pos) tables.Place, call *parse.IdentifierNode, args []parse.Node) bool {
	if len(args) == 1 {
		if id, ok := args[0].(*parse.StringNode); ok {
			place := func() tables.Place { return place(id.Pos) }
			if call.Ident == "chart" {
				return m.known(place, "chart", id.Text, keys(m.b.Charts))
			}
			return m.known(place, "table", id.Text, keys(m.b.Tables))
		}
	}
	m.tell(place(call.Pos), "%s takes one id in quotes: {{%s \"id\"}}", call.Ident, call.Ident)
	return false
}

// known tells when an id is not among those there are.
func (m *maker) known(place func() tables.Place, kind, id string, ids []string) bool {
	for _, k := range ids {
		if k == id {
			return true
		}
	}
	m.tell(place(), "no %s %q%s", kind, id, didYouMean(id, ids))
	return false
}

// resolve completes the names of a quoted figure to table, row and column. A
// table of one row or one column is quoted with one name less.
func (m *maker) resolve(ident []string) ([]string, string) {
	written := "." + strings.Join(ident, ".")
	table, ok := m.b.Tables[ident[0]]
	if ok && table.Names == nil {
		return nil, "" // what is wrong with the table has been told
	}
	if !ok {
		return nil, fmt.Sprintf("no table %q for %s%s", ident[0], written, didYouMean(ident[0], keys(m.b.Tables)))
	}
	t := table.Names
	switch {
	case len(ident) == 2 && len(t.Rows) == 1 && t.Column(ident[1]) >= 0:
		return []string{ident[0], t.Rows[0].ID, ident[1]}, ""
	case len(ident) == 2 && len(t.Columns) == 1 && t.Row(ident[1]) >= 0:
		return []string{ident[0], ident[1], t.Columns[0].ID}, ""
	case len(ident) == 2 && len(t.Rows) == 1:
		return nil, fmt.Sprintf("table %q has no column %q%s", ident[0], ident[1], didYouMean(ident[1], t.ColumnIDs()))
	case len(ident) < 2:
		return nil, fmt.Sprintf("%s names a table; add a row and a column, .%s.%s.%s", written, ident[0], t.Rows[0].ID, t.Columns[0].ID)
	case t.Row(ident[1]) < 0:
		return nil, fmt.Sprintf("table %q has no row %q%s", ident[0], ident[1], didYouMean(ident[1], t.RowIDs()))
	case len(ident) == 2:
		return nil, fmt.Sprintf("%s names a row; add a column: %s", written, enumerate(t.ColumnIDs()))
	case t.Column(ident[2]) < 0:
		return nil, fmt.Sprintf("table %q has no column %q%s", ident[0], ident[2], didYouMean(ident[2], t.ColumnIDs()))
	case len(ident) > 3:
		return nil, fmt.Sprintf("%s has a name too many: a figure is .table.row.column", written)
	}
	return ident, ""
}

// quote makes a figure known to the template of a text. A table may be long,
// and a release may have many texts: no more than what is quoted is filled in.
func (m *maker) quote(into *filled, ident []string) {
	rows := into.quotes[ident[0]]
	if rows == nil {
		rows = map[string]map[string]*figure{}
		into.quotes[ident[0]] = rows
	}
	cells := rows[ident[1]]
	if cells == nil {
		cells = map[string]*figure{}
		rows[ident[1]] = cells
	}
	if cells[ident[2]] != nil {
		return
	}
	t := m.b.Tables[ident[0]].Data
	i, j := t.Row(ident[1]), t.Column(ident[2])
	cells[ident[2]] = &figure{
		quote: Quote{ident[0], ident[1], ident[2]},
		text:  m.inSentence(t.Cells[i][j], t.Columns[j]),
		into:  into,
	}
}

// tellParseErrors tells what text/template cannot read. It stops at the first
// fault and knows no more than its line, so the actions are read one by one.
func (m *maker) tellParseErrors(f *filled, parsed func(string) (*template.Template, error), whole error) {
	value, before := f.source.Value, len(m.problems)
	for next := 0; len(m.problems) <= maxTold; {
		open := strings.Index(value[next:], "{{")
		if open < 0 {
			break
		}
		open += next
		end := strings.Index(value[open:], "}}")
		if another := strings.Index(value[open+2:], "{{"); end < 0 || another >= 0 && another+2 < end {
			m.tell(f.source.At(open), "what {{ begins is not closed; }} is missing")
			next = open + 2
			continue
		}
		next = open + end + 2
		t, err := parsed(value[open:next])
		switch {
		case err != nil:
			m.tell(f.source.At(open), "%s", m.plainParseError(value[open+2:next-2], err))
		case t.Tree != nil:
			m.checkActions(f, open, t.Root, &tracer{from: map[*byte]int{}})
		}
	}
	if len(m.problems) == before {
		m.tell(f.source.At(0), "between {{ and }}: %s", afterPosition(whole))
	}
}

// plainParseError says what is wrong with what stands between {{ and }}.
func (m *maker) plainParseError(inside string, err error) string {
	words := strings.Fields(strings.Trim(inside, "- \n"))
	if len(words) == 0 {
		return "nothing stands between {{ and }}; a figure is written {{.table.row.column}}"
	}
	first, _, dotted := strings.Cut(words[0], ".")
	switch {
	case dotted && m.b.Tables[first] != nil:
		return fmt.Sprintf("a figure begins with a point: {{.%s}}", words[0])
	case (first == "chart" || first == "table") && !dotted:
		return fmt.Sprintf("%s takes one id in straight quotation marks: {{%s \"id\"}}", first, first)
	case strings.HasPrefix(words[0], "."):
		return fmt.Sprintf("{{%s}} cannot be read: %s; names have Latin letters, digits and _ and are parted by single points", quoteShort(inside), afterPosition(err))
	}
	return fmt.Sprintf("{{%s}}%s: %s", quoteShort(inside), tables.Hint(first, []string{"chart", "table"}), whatMayStand)
}

// quoteShort gives the beginning of a piece of text, on one line.
func quoteShort(s string) string {
	const longest = 60
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest]) + "…"
	}
	return strings.ReplaceAll(s, "\n", " ")
}

// afterPosition leaves out where text/template says that a fault is.
func afterPosition(err error) string {
	message := err.Error()
	if rest, ok := strings.CutPrefix(message, "template: text:"); ok {
		_, message, _ = strings.Cut(rest, ": ")
	}
	return message
}

func plainTemplateError(err error) string {
	var exec template.ExecError
	if errors.As(err, &exec) {
		if inner := errors.Unwrap(exec.Err); inner != nil {
			return inner.Error()
		}
	}
	return err.Error()
}
