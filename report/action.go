package report

import (
	"fmt"
	"slices"
	"strings"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"bulletin/config"
)

// An action is what stands between {{ and }}: a figure, or the call of a
// function. text/template/parse reads it; it is carried out here, where the
// place of each of its parts is known.
type action struct {
	m      *maker
	source config.Text
	from   int     // where it begins in the source
	quotes []Quote // the cells that were asked for
	sense  []string
}

// What an operand comes to is a *figure, words, a chartCall or a tableCall.
type words string

// carryOut gives what an action prints or places: a stretch, a chartCall or a tableCall.
func (a *action) carryOut(text, inside string) (any, bool) {
	tree := parse.New("text")
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(text, "", "", map[string]*parse.Tree{}); err != nil {
		a.tellUnreadable(text, inside, err)
		return nil, false
	}
	node, ok := tree.Root.Nodes[0].(*parse.ActionNode)
	if !ok {
		a.tell(0, "%s", whatMayStand())
		return nil, false
	}
	value, ok := a.pipe(node.Pipe)
	if !ok {
		return nil, false
	}
	switch value := value.(type) {
	case *figure:
		return stretch{a.m.printed(value), false, a.cells(), strings.Join(a.sense, " ")}, true
	case words:
		return stretch{string(value), true, a.cells(), strings.Join(a.sense, " ")}, true
	}
	return value, true
}

// cells gives the cells that were asked for, each once.
func (a *action) cells() []Quote {
	if len(a.quotes) < 2 {
		return a.quotes
	}
	seen := make(map[Quote]bool, len(a.quotes))
	return slices.DeleteFunc(a.quotes, func(q Quote) bool {
		again := seen[q]
		seen[q] = true
		return again
	})
}

func (a *action) tell(pos parse.Pos, format string, args ...any) {
	a.m.tell(a.source.At(a.from+int(pos)), format, args...)
}

// tellAt tells what is wrong with a part of the action, at its beginning.
func (a *action) tellAt(n parse.Node, format string, args ...any) {
	a.tell(a.start(n), format, args...)
}

// start gives where a node begins: text/template gives the position of the last name of a chain.
func (a *action) start(n parse.Node) parse.Pos {
	switch n := n.(type) {
	case *parse.FieldNode:
		return parse.Pos(fieldOffset(a.source.Value, a.from+int(n.Pos)) - a.from)
	case *parse.ChainNode:
		return a.start(n.Node)
	case *parse.PipeNode: // as an argument: in parentheses
		before := a.source.Value[:a.from+int(a.start(n.Cmds[0].Args[0]))]
		return parse.Pos(strings.LastIndexByte(before, '(') - a.from)
	}
	return n.Position()
}

// fieldOffset finds the start of a field chain.
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

// written gives a part of an action as its author has it, for messages.
func written(n parse.Node) string {
	if pipe, ok := n.(*parse.PipeNode); ok {
		return "(" + quoteShort(pipe.String()) + ")"
	}
	return quoteShort(n.String())
}

// pipe gives what stands between {{ and }}, or in parentheses.
func (a *action) pipe(pipe *parse.PipeNode) (any, bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 {
		a.tell(pipe.Pos, "%s: neither := nor | is for a bulletin's text; %s", quoteShort(pipe.String()), whatMayStand())
		return nil, false
	}
	args := pipe.Cmds[0].Args
	if name, ok := args[0].(*parse.IdentifierNode); ok {
		return a.call(name, args[1:])
	}
	value, ok := a.operand(args[0])
	if ok && len(args) > 1 {
		a.tellAt(args[1], "%s stands after %s; a figure stands alone, or after the name of a function", written(args[1]), written(args[0]))
		ok = false
	}
	return value, ok
}

// operand gives what a figure or parentheses come to.
func (a *action) operand(n parse.Node) (any, bool) {
	switch n := n.(type) {
	case *parse.FieldNode:
		return a.field(n)
	case *parse.PipeNode:
		return a.pipe(n)
	case *parse.ChainNode:
		if name, ok := n.Node.(*parse.IdentifierNode); ok {
			a.tellAt(name, "a figure begins with a point: .%s", quoteShort(n.String()))
			return nil, false
		}
	}
	a.tellAt(n, "%s: %s", written(n), whatMayStand())
	return nil, false
}

// field gives the figure that .table.row.column names.
func (a *action) field(n *parse.FieldNode) (any, bool) {
	ident, problem := a.m.resolve(n.Ident)
	if problem != "" {
		a.tellAt(n, "%s", problem)
		return nil, false
	}
	if ident == nil || a.m.b.Tables[ident[0]].Data == nil {
		return nil, false
	}
	t := a.m.b.Tables[ident[0]].Data
	a.quotes = append(a.quotes, Quote{ident[0], ident[1], ident[2]})
	return cellFigure(t, t.Row(ident[1]), t.Column(ident[2])), true
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

// tellUnreadable says what is wrong with what text/template cannot read.
func (a *action) tellUnreadable(text, inside string, err error) {
	if inside == "" {
		a.tell(0, "nothing stands between {{ and }}; a figure is written {{.table.row.column}}")
		return
	}
	first, _, _ := strings.Cut(inside, " ")
	switch at, unclosed := curlyQuote(text); {
	case at >= 0:
		r, _ := utf8.DecodeRuneInString(text[at:])
		a.tell(parse.Pos(at), "ids and words stand in straight quotation marks, \"id\", not in %c", r)
	case unclosed >= 0:
		a.tell(parse.Pos(unclosed), "this quotation mark has no other that closes it")
	case strings.HasPrefix(first, "."):
		a.tell(0, "{{%s}} cannot be read: %s; names have Latin letters, digits and _ and are parted by single points", quoteShort(inside), afterPosition(err))
	case slices.ContainsFunc(functions[:], func(f function) bool { return f.name == first }):
		a.tell(0, "{{%s}} cannot be read: %s", quoteShort(inside), afterPosition(err))
	default:
		a.tell(0, "{{%s}} cannot be read%s", quoteShort(inside), wayOut(first))
	}
}

// curlyQuote finds the first quotation mark that is not straight, or the straight one that is not closed.
func curlyQuote(text string) (curly, unclosed int) {
	unclosed = -1
	for i, r := range text {
		switch {
		case r == '"' && unclosed < 0:
			unclosed = i
		case r == '"':
			unclosed = -1
		case unclosed < 0 && strings.ContainsRune("“”„«»‘’'", r):
			return i, -1
		}
	}
	return -1, unclosed
}

// afterPosition leaves out where text/template says that a fault is.
func afterPosition(err error) string {
	message := err.Error()
	if rest, ok := strings.CutPrefix(message, "template: text:"); ok {
		_, message, _ = strings.Cut(rest, ": ")
	}
	return message
}
