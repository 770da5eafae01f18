package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"bulletin/locale"
	"bulletin/tables"
)

// function is what the texts of a bulletin can call.
type function struct {
	name  string
	form  string      // how it is written
	takes []parameter // what stands after the name
	least int         // how many of them must be there
	many  bool        // more like the last may follow
	fails string      // what comes of a symbol instead of a figure
}

// parameter is the kind of what stands after the name of a function.
type parameter uint8

const (
	aFigure parameter = iota // .table.row.column, or another function's in parentheses
	anID                     // in quotes
	aWord                    // in quotes, printed
	aCount                   // a whole number
)

// functions lists all that there are, in the order in which messages name them.
// [action.apply] has what each of them does.
var functions = [...]function{
	{"chart", `{{chart "id"}}`, []parameter{anID}, 1, false, ""},
	{"table", `{{table "id"}}`, []parameter{anID}, 1, false, ""},
	{"row", `{{row .table.row.column}}`, []parameter{aFigure}, 1, false, ""},
	{"column", `{{column .table.row.column}}`, []parameter{aFigure}, 1, false, ""},
	{"change", `{{change .table.row.new .table.row.old}}`, []parameter{aFigure, aFigure}, 2, false, "nothing can be said of its change"},
	{
		"compare", `{{compare .table.row.new .table.row.old "rose" "fell" "did not change"}}`,
		[]parameter{aFigure, aFigure, aWord, aWord, aWord},
		5, false, "nothing can be said of its change",
	},
	{"points", `{{points .table.row.new .table.row.old}}`, []parameter{aFigure, aFigure}, 2, false, "nothing can be said of its change"},
	{"difference", `{{difference .table.row.new .table.row.old}}`, []parameter{aFigure, aFigure}, 2, false, "it differs by nothing that can be told"},
	{"sum", `{{sum .table.row.column .table.row.column}}`, []parameter{aFigure, aFigure}, 2, true, "it cannot be summed"},
	{"highest", `{{highest "table" "column"}}`, []parameter{anID, anID}, 1, false, "none can be called the highest"},
	{"lowest", `{{lowest "table" "column"}}`, []parameter{anID, anID}, 1, false, "none can be called the lowest"},
	{"largest", `{{largest 3 "table" "column"}}`, []parameter{aCount, anID, anID}, 2, false, "none can be called the largest"},
	{"smallest", `{{smallest 3 "table" "column"}}`, []parameter{aCount, anID, anID}, 2, false, "none can be called the smallest"},
	{"format", `{{format .table.row.column "0,0"}}`, []parameter{aFigure, aWord}, 2, false, "it has no digits"},
	{"plural", `{{plural .table.row.column "one" "other"}}`, []parameter{aFigure, aWord}, 2, true, "no form of a noun follows it"},
}

func functionNames() []string {
	names := make([]string, len(functions))
	for i := range functions {
		names[i] = functions[i].name
	}
	return names
}

// whatMayStand is the way out of what cannot be read.
func whatMayStand() string {
	return `between {{ and }} stands a figure such as {{.table.row.column}}, {{chart "id"}}, {{table "id"}}, or figures after one of the words ` +
		strings.Join(functionNames()[2:], ", ")
}

// wayOut says what was likely meant by a word that is no function's name.
func wayOut(word string) string {
	near, ok := tables.Nearest(word, functionNames())
	if !ok {
		return "; " + whatMayStand()
	}
	i := slices.Index(functionNames(), near)
	return fmt.Sprintf(" (did you mean %q?); it is written %s", near, functions[i].form)
}

// argument is what stands after the name of a function, in the kind that it takes.
type argument struct {
	node   parse.Node
	figure *figure
	text   string
	count  int
}

// call gives what a function comes to. All that is wrong with what stands after its name is told.
func (a *action) call(name *parse.IdentifierNode, nodes []parse.Node) (any, bool) {
	i := slices.IndexFunc(functions[:], func(f function) bool { return f.name == name.Ident })
	switch {
	case i < 0 && a.m.b.Tables[name.Ident] != nil:
		a.tellAt(name, "%s is a table; a figure of it is .%s.row.column, with a point before each name", name.Ident, name.Ident)
		return nil, false
	case i < 0:
		a.tellAt(name, "%s is no word that can stand here%s", name.Ident, wayOut(name.Ident))
		return nil, false
	}
	f := &functions[i]
	if n := len(nodes); n < f.least || n > len(f.takes) && !f.many {
		a.tellAt(name, "after %s there must be %s, not %d; it is written %s", f.name, f.howMany(), n, f.form)
		return nil, false
	}
	ok := true
	args := make([]argument, len(nodes))
	for i, node := range nodes {
		args[i].node = node
		if !a.argument(f, f.takes[min(i, len(f.takes)-1)], &args[i]) {
			ok = false
		}
	}
	if !ok {
		return nil, false
	}
	return a.apply(f, args)
}

// howMany says how many things stand after a function's name.
func (f *function) howMany() string {
	switch {
	case f.many:
		return strconv.Itoa(f.least) + " things or more"
	case len(f.takes) > f.least:
		return strconv.Itoa(f.least) + " or " + strconv.Itoa(len(f.takes)) + " things"
	case f.least == 1:
		return "1 thing"
	}
	return strconv.Itoa(f.least) + " things"
}

// argument takes one of the things after a function's name, or tells what should stand there.
func (a *action) argument(f *function, kind parameter, arg *argument) bool {
	switch kind {
	case aFigure:
		return a.figureArgument(f, arg)
	case aCount:
		return a.countArgument(f, arg)
	}
	text, ok := arg.node.(*parse.StringNode)
	switch {
	case ok && strings.TrimSpace(text.Text) == "":
		a.tellAt(text, "nothing stands between these quotation marks: %s", f.form)
		return false
	case !ok && kind == anID:
		a.tellAt(arg.node, "here stands an id in quotes, not %s: %s", written(arg.node), f.form)
		return false
	case !ok:
		a.tellAt(arg.node, "here stand words in quotes, not %s: %s", written(arg.node), f.form)
		return false
	}
	arg.text = text.Text
	return true
}

// figureArgument takes a figure, which must be a number where the function computes with it.
func (a *action) figureArgument(f *function, arg *argument) bool {
	switch node := arg.node.(type) {
	case *parse.StringNode:
		a.tellAt(node, "here stands a figure such as .table.row.column, not words in quotes: %s", f.form)
		return false
	case *parse.IdentifierNode:
		if slices.Contains(functionNames(), node.Ident) {
			a.tellAt(node, "put %s and what belongs to it in parentheses: (%s …)", node.Ident, node.Ident)
		} else {
			a.tellAt(node, "%s is no figure; here stands one such as .table.row.column: %s", node.Ident, f.form)
		}
		return false
	case *parse.NumberNode:
		a.tellAt(node, "%s is typed by hand; here stands a figure such as .table.row.column: %s", node, f.form)
		return false
	}
	value, ok := a.operand(arg.node)
	if !ok {
		return false
	}
	arg.figure, ok = value.(*figure)
	switch {
	case !ok:
		a.tellAt(arg.node, "%s gives no figure; here stands one such as .table.row.column: %s", written(arg.node), f.form)
	case arg.figure.symbol != "" && f.fails != "":
		a.tellSymbol(arg.node, written(arg.node), arg.figure.symbol, f)
		ok = false
	}
	return ok
}

func (a *action) countArgument(f *function, arg *argument) bool {
	number, ok := arg.node.(*parse.NumberNode)
	if !ok || !number.IsInt || number.Text[0] == '\'' {
		a.tellAt(arg.node, "here stands how many are to be named, a whole number, not %s: %s", written(arg.node), f.form)
		return false
	}
	arg.count = int(max(min(number.Int64, 1<<20), -1)) // more than any table has
	return true
}

// tellSymbol tells of a figure that is not there.
func (a *action) tellSymbol(n parse.Node, name string, symbol tables.Symbol, f *function) {
	means := map[tables.Symbol]string{tables.Absent: "absent", tables.NotAvailable: "not available", tables.Confidential: "confidential"}
	a.tellAt(n, "%s is %s, %s: %s; leave this out or name another figure", name, symbol, means[symbol], f.fails)
}

// apply gives what a function comes to.
func (a *action) apply(f *function, args []argument) (any, bool) {
	switch f.name {
	case "chart":
		return chartCall(args[0].text), a.known("chart", &args[0], keys(a.m.b.Charts))
	case "table":
		return tableCall(args[0].text), a.known("table", &args[0], keys(a.m.b.Tables))
	case "row":
		return a.labels(f, &args[0], args[0].figure.rows)
	case "column":
		return a.labels(f, &args[0], args[0].figure.columns)
	case "highest", "lowest":
		return a.extreme(f, args)
	case "largest", "smallest":
		return a.leaders(f, &args[0], args[1:])
	case "format":
		return a.format(&args[0], &args[1])
	case "plural":
		return a.plural(f, args)
	}
	// The rest computes with figures, which have one unit.
	if !a.oneUnit(f, args) {
		return nil, false
	}
	first, second := args[0].figure, args[1].figure
	switch f.name {
	case "change":
		a.goes(direction(first, second))
		return words(a.m.language.Change(direction(first, second), a.m.amount(first, second))), true
	case "compare":
		word := choice(direction(first, second), args[2:])
		a.sense = append(a.sense, "word"+strconv.Itoa(slices.IndexFunc(args[2:], func(arg argument) bool { return arg.text == word })))
		return words(word), true
	case "points":
		return a.points(first, second, &args[0])
	case "difference":
		a.goes(direction(first, second))
		return difference(first, second), true
	}
	return sum(args), true
}

// known tells when an id is not among those there are.
func (a *action) known(kind string, id *argument, ids []string) bool {
	if slices.Contains(ids, id.text) {
		return true
	}
	a.tellAt(id.node, "no %s %q%s", kind, id.text, didYouMean(id.text, ids))
	return false
}

// oneUnit sees that figures can be compared and summed.
func (a *action) oneUnit(f *function, args []argument) bool {
	for i := range args {
		if g := args[i].figure; g != nil && g.unit != args[0].figure.unit {
			a.tellAt(args[i].node, "%s is in %s and %s in %s; %s needs figures of one unit",
				written(args[0].node), unitName(args[0].figure), written(args[i].node), unitName(g), f.name)
			return false
		}
	}
	return true
}

func unitName(f *figure) string {
	if f.unit == "" {
		return "no unit"
	}
	return f.unit
}

// goes notes which way a sentence says that a figure went.
func (a *action) goes(d locale.Direction) {
	a.sense = append(a.sense, [...]string{"fell", "stayed", "rose"}[d-locale.Fell])
}

// direction says how a figure moved from the old one, both as they are printed.
func direction(now, old *figure) locale.Direction {
	return locale.Direction(now.asPrinted().Cmp(old.asPrinted()))
}

// choice takes one of the words for what rose, fell and did not change.
func choice(d locale.Direction, args []argument) string {
	switch d {
	case locale.Rose:
		return args[0].text
	case locale.Fell:
		return args[1].text
	}
	return args[2].text
}

// labels names the rows or columns that a figure stands in.
func (a *action) labels(f *function, arg *argument, labels []string) (any, bool) {
	if len(labels) == 0 {
		a.tellAt(arg.node, "%s was computed and stands in no %s; name a figure of a table", written(arg.node), f.name)
		return nil, false
	}
	a.sense = append(a.sense, arg.figure.first...)
	return words(a.m.language.List(labels)), true
}

// points gives by how many percentage points two shares are apart.
func (a *action) points(now, old *figure, arg *argument) (any, bool) {
	if !now.isShare() {
		a.tellAt(arg.node, "%s is in %s; percentage points are of figures in %%: write {{difference …}} or {{change …}}", written(arg.node), unitName(now))
		return nil, false
	}
	return words(a.m.amount(now, old)), true
}

// sum adds figures as they are printed.
func sum(args []argument) *figure {
	out := &figure{unit: args[0].figure.unit}
	for i := range args {
		out.number = out.number.Add(args[i].figure.asPrinted())
		out.decimals = max(out.decimals, args[i].figure.decimals)
	}
	return out
}

// format prints a figure by a pattern.
func (a *action) format(what, by *argument) (any, bool) {
	p, ok := parsePattern(by.text)
	switch {
	case !ok:
		a.tellAt(by.node, "%q is no pattern for figures; %s", by.text, whatPatterns)
	case p.percent && what.figure.unit != "%":
		a.tellAt(by.node, "%s is in %s, so that no %% can follow it; take the %% out of the pattern", written(what.node), unitName(what.figure))
		ok = false
	}
	if !ok {
		return nil, false
	}
	return words(p.print(a.m.language, what.figure)), true
}

// plural chooses the form of the noun beside a figure.
func (a *action) plural(f *function, args []argument) (any, bool) {
	forms := make([]string, len(args)-1)
	for i := range forms {
		forms[i] = args[i+1].text
	}
	n := a.m.visible(args[0].figure)
	form, ok := a.m.language.Plural(n.Coef, n.Scale, forms)
	if !ok {
		names := a.m.language.PluralForms()
		a.tellAt(args[len(args)-1].node, "a noun in %s has the forms %s: %d of them, not %d; the last may be left out where it is the one before",
			a.m.language.Name, strings.Join(names, ", "), len(names), len(forms))
		return nil, false
	}
	return words(form), true
}
