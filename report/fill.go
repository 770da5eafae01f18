package report

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"
	"text/template"
	"text/template/parse"

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

// filled is a text with its actions carried out.
type filled struct {
	text   []byte
	marks  []any // *figure, chartCall or tableCall, by the number in the mark
	places []copied
	source config.Text
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
	f.marks = append(f.marks, what)
	s := []rune{open}
	for _, digit := range fmt.Sprint(len(f.marks) - 1) {
		s = append(s, markDigit+digit-'0')
	}
	return string(append(s, markClose))
}

// fill carries out the actions of a text. Every wrong one is told at its place; then the second result is false.
func (m *maker) fill(text config.Text) (*filled, bool) {
	f := &filled{source: text}
	if len(text.Value) > maxPrinted {
		m.tell(text.At(maxPrinted), "a text has at most %d bytes, and this is where they end; make several sections of it", maxPrinted)
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
	t, err := template.New("text").Option("missingkey=error").Funcs(functions).Parse(text.Value)
	if err != nil {
		m.tellParseError(text, err)
		return nil, false
	}
	if len(t.Templates()) > 1 || t.Tree == nil {
		m.tell(text.At(0), "a text cannot define templates; only figures, charts and tables stand between {{ and }}")
		return nil, false
	}
	w := &tracer{into: f, from: map[*byte]int{}}
	if !m.checkActions(text, t.Root, w) {
		return nil, false
	}
	if err := t.Execute(w, m.quotable(f)); err != nil {
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
// placing a chart or table, and completes quotes that leave out the one row or column.
func (m *maker) checkActions(text config.Text, root *parse.ListNode, w *tracer) bool {
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
			if !m.checkAction(text, node) {
				ok = false
			}
		default:
			keyword, _, _ := strings.Cut(strings.TrimPrefix(node.String(), "{{"), " ")
			m.tell(text.At(int(node.Position())), "{{%s}} is not for a bulletin's text; what may stand there is a figure such as {{.table.row.column}}, {{chart \"id\"}} or {{table \"id\"}}", strings.TrimSuffix(keyword, "}}"))
			ok = false
		}
	}
	return ok
}

func (m *maker) checkAction(text config.Text, action *parse.ActionNode) bool {
	place := func() tables.Place { return text.At(int(action.Pos)) } // costly: only for what is wrong
	if len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 {
		m.tell(place(), "%s: one figure, {{chart \"id\"}} or {{table \"id\"}} stands between {{ and }}", action)
		return false
	}
	args := action.Pipe.Cmds[0].Args
	switch first := args[0].(type) {
	case *parse.FieldNode:
		if len(args) > 1 {
			m.tell(place(), "%s: a figure stands alone between {{ and }}", action)
			return false
		}
		ident, problem := m.resolve(first.Ident)
		if ident == nil && problem == "" {
			return false
		}
		if problem != "" {
			m.tell(text.At(fieldOffset(text.Value, int(first.Pos))), "%s", problem)
			return false
		}
		first.Ident = ident
		return true
	case *parse.IdentifierNode:
		if first.Ident == "chart" || first.Ident == "table" {
			return m.checkCall(text, first, args[1:])
		}
	}
	m.tell(place(), "%s: what may stand between {{ and }} is a figure such as {{.table.row.column}}, {{chart \"id\"}} or {{table \"id\"}}", action)
	return false
}

// fieldOffset finds the start of a field chain: text/template gives the position of its last part.
func fieldOffset(text string, pos int) int {
	pos = min(pos, len(text))
	for pos > 0 && (text[pos-1] == '.' || text[pos-1] == '_' || isAlnum(text[pos-1])) {
		pos--
	}
	return pos
}

func isAlnum(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

func (m *maker) checkCall(text config.Text, call *parse.IdentifierNode, args []parse.Node) bool {
	if len(args) == 1 {
		if id, ok := args[0].(*parse.StringNode); ok {
			place := func() tables.Place { return text.At(int(id.Pos)) }
			if call.Ident == "chart" {
				return m.known(place, "chart", id.Text, keys(m.b.Charts))
			}
			return m.known(place, "table", id.Text, keys(m.b.Tables))
		}
	}
	m.tell(text.At(int(call.Pos)), "%s takes one id in quotes: {{%s \"id\"}}", call.Ident, call.Ident)
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
	if ok && table.Data == nil {
		return nil, "" // what is wrong with the table has been told
	}
	if !ok {
		return nil, fmt.Sprintf("no table %q for %s%s", ident[0], written, didYouMean(ident[0], keys(m.b.Tables)))
	}
	t := table.Data
	rows, columns := ids(t.Rows), columnIDs(t)
	switch {
	case len(ident) == 2 && len(rows) == 1 && t.Column(ident[1]) >= 0:
		return []string{ident[0], rows[0], ident[1]}, ""
	case len(ident) == 2 && len(columns) == 1 && t.Row(ident[1]) >= 0:
		return []string{ident[0], ident[1], columns[0]}, ""
	case len(ident) == 2 && len(rows) == 1:
		return nil, fmt.Sprintf("table %q has no column %q%s", ident[0], ident[1], didYouMean(ident[1], columns))
	case len(ident) < 2 || t.Row(ident[1]) < 0:
		if len(ident) < 2 {
			return nil, fmt.Sprintf("%s names a table; add a row and a column, .%s.%s.%s", written, ident[0], rows[0], columns[0])
		}
		return nil, fmt.Sprintf("table %q has no row %q%s", ident[0], ident[1], didYouMean(ident[1], rows))
	case len(ident) == 2:
		return nil, fmt.Sprintf("%s names a row; add a column: %s", written, strings.Join(columns, ", "))
	case t.Column(ident[2]) < 0:
		return nil, fmt.Sprintf("table %q has no column %q%s", ident[0], ident[2], didYouMean(ident[2], columns))
	case len(ident) > 3:
		return nil, fmt.Sprintf("%s has a name too many: a figure is .table.row.column", written)
	}
	return ident, ""
}

// quotable is the data of the templates: figures by table, row and column.
func (m *maker) quotable(into *filled) map[string]map[string]map[string]*figure {
	data := make(map[string]map[string]map[string]*figure, len(m.b.Tables))
	for id, table := range m.b.Tables {
		if table.Data == nil {
			continue
		}
		t := table.Data
		rows := make(map[string]map[string]*figure, len(t.Rows))
		for i, row := range t.Rows {
			cells := make(map[string]*figure, len(t.Columns))
			for j, column := range t.Columns {
				cells[column.ID] = &figure{
					quote: Quote{id, row.ID, column.ID},
					text:  m.inSentence(t.Cells[i][j], column),
					into:  into,
				}
			}
			rows[row.ID] = cells
		}
		data[id] = rows
	}
	return data
}

// tellParseError gives the place of what text/template could not read; it knows the line only.
func (m *maker) tellParseError(text config.Text, err error) {
	message := err.Error()
	line := 1
	if _, err := fmt.Sscanf(message, "template: text:%d:", &line); err == nil {
		_, message, _ = strings.Cut(message, fmt.Sprintf("text:%d: ", line))
	}
	if _, started, ok := strings.Cut(message, "unclosed action started at text:"); ok {
		fmt.Sscan(started, &line)
		message = "what {{ begins is not closed; }} is missing"
	}
	offset := 0
	for n := 1; n < line && offset < len(text.Value); n++ {
		next := strings.IndexByte(text.Value[offset:], '\n')
		if next < 0 {
			break
		}
		offset += next + 1
	}
	if brace := strings.Index(text.Value[offset:], "{{"); brace >= 0 {
		offset += brace
	}
	var name string
	if _, err := fmt.Sscanf(message, "function %q not defined", &name); err == nil {
		m.tell(text.At(offset), "nothing is called %q here%s: what may stand between {{ and }} is a figure such as {{.table.row.column}}, {{chart \"id\"}} or {{table \"id\"}}", name, didYouMean(name, []string{"chart", "table"}))
		return
	}
	m.tell(text.At(offset), "between {{ and }}: %s", message)
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
