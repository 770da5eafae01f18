package report

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bulletin/config"
	"bulletin/fonts"
	"bulletin/tables"
)

// reader turns one filled text into blocks.
type reader struct {
	m *maker
	f *filled
	// level of the last heading; 0: that of the section.
	level int
}

// blocks gives the blocks of a text. nesting is 1 for a section's text; deeper
// texts (a definition) hold neither headings nor charts nor tables.
func (m *maker) blocks(t config.Text, nesting int) []Block {
	if strings.TrimSpace(t.Value) == "" {
		return nil
	}
	f, ok := m.fill(t)
	if !ok || !m.isMeasured(f) {
		return nil
	}
	told := len(m.problems)
	root := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	).Parse(text.NewReader(f.text))
	r := &reader{m: m, f: f}
	out := r.children(root, nesting)
	if len(m.problems) == told {
		m.tellUnseen(f)
	}
	return out
}

// Bounds of what goldmark reads: it takes time in the square of both.
const (
	maxMarkup = 1000 // characters of markup between two empty lines
	maxBegins = 16   // beginnings of lists and quotations on one line
)

// isMeasured tells of markup such as no writer has use for.
func (m *maker) isMeasured(f *filled) bool {
	markup, offset := 0, 0
	for line := range bytes.Lines(f.text) {
		if len(bytes.TrimSpace(line)) == 0 {
			markup = 0
		}
		for i, c := range line {
			if strings.IndexByte("*_[]!<>`&\\", c) >= 0 {
				markup++
			}
			if markup > maxMarkup {
				m.tell(f.place(offset+i), "more than %d characters of markup (* _ [ ] and the like) without an empty line; part the paragraph", maxMarkup)
				return false
			}
		}
		if begins(line) > maxBegins {
			m.tell(f.place(offset), "this line begins more than %d lists or quotations; lists go four levels deep at most", maxBegins)
			return false
		}
		offset += len(line)
	}
	return true
}

// begins counts what begins a list or a quotation at the start of a line.
func begins(line []byte) int {
	n := 0
	for {
		line = bytes.TrimLeft(line, " \t")
		rest := bytes.TrimLeft(line, "0123456789")
		if len(rest) == 0 || strings.IndexByte("-+*>.)", rest[0]) < 0 {
			return n
		}
		line = rest[1:]
		n++
	}
}

// tellUnseen tells of figures, charts and tables that CommonMark has swallowed,
// such as one in the name of a link's address.
func (m *maker) tellUnseen(f *filled) {
	for pos := 0; pos < len(f.text); {
		open, what, at := f.nextMark(f.text, pos)
		if open != 0 && !what.seen {
			m.tell(f.place(at.at), "this would not be printed: it does not stand among words")
		}
		pos = at.end
	}
}

func (r *reader) children(parent ast.Node, nesting int) []Block {
	var out []Block
	for n := parent.FirstChild(); n != nil && len(r.m.problems) <= maxTold; n = n.NextSibling() {
		out = append(out, r.block(n, nesting)...)
	}
	return out
}

func (r *reader) block(n ast.Node, nesting int) []Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return r.paragraph(n, nesting)
	case *ast.Heading:
		return r.heading(n, nesting)
	case *ast.List:
		return r.list(n, nesting)
	case *ast.LinkReferenceDefinition:
		return nil
	case *ast.CodeBlock:
		r.refuse(n, "a line indented by four spaces or more is code, which a bulletin does not print; take the spaces away")
	case *ast.FencedCodeBlock:
		r.refuse(n, "a bulletin prints no code; take the ``` or ~~~ away")
	case *ast.HTMLBlock:
		r.refuse(n, "a bulletin prints no HTML; for a letter < type \\<")
	case *ast.Blockquote:
		r.refuse(n, "a bulletin has no block quotations; take the > at the line's start away, or type \\>")
	case *ast.ThematicBreak:
		r.refuse(n, "a bulletin draws no rules between paragraphs; take the line away")
	default:
		r.refuse(n, "a bulletin cannot show this: "+n.Kind().String())
	}
	return nil
}

// refuse tells what a bulletin cannot show, where it stands.
func (r *reader) refuse(n ast.Node, message string) {
	r.m.tell(r.place(n), "%s", message)
}

// place finds where a node begins: its own first character, or its neighbours'.
func (r *reader) place(n ast.Node) tables.Place {
	for at := n; at != nil; at = at.Parent() {
		if pos := start(at); pos >= 0 {
			return r.f.place(pos)
		}
	}
	return r.f.source.At(0)
}

func start(n ast.Node) int {
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if pos := start(c); pos >= 0 {
			return pos
		}
	}
	return n.Pos() // of what has no words: an address, an empty item
}

func (r *reader) heading(n *ast.Heading, nesting int) []Block {
	if nesting > 1 {
		r.refuse(n, "a heading cannot stand in a list or a definition")
		return nil
	}
	switch {
	case n.Level > 4:
		r.refuse(n, "headings go four levels deep (####) at most")
	case n.Level > r.level+1:
		r.m.tell(r.place(n), "the heading skips a level: %s comes after %s; take a # away", strings.Repeat("#", n.Level), orSection(r.level))
	}
	r.level = n.Level
	told := len(r.m.problems)
	words := r.inlines(n, form{strong: true})
	if Blank(words) && len(r.m.problems) > told {
		return nil
	}
	if Blank(words) {
		r.refuse(n, "a heading without words; take the # away")
		return nil
	}
	return []Block{Heading{Level: n.Level, Text: words}}
}

func orSection(level int) string {
	if level == 0 {
		return "the section's title"
	}
	return strings.Repeat("#", level)
}

func (r *reader) list(n *ast.List, nesting int) []Block {
	out := List{Ordered: n.IsOrdered(), Start: n.Start}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		told := len(r.m.problems)
		blocks := r.children(item, nesting+1)
		if len(blocks) == 0 {
			if len(r.m.problems) == told {
				r.refuse(item, "an item of the list has no words")
			}
			continue
		}
		out.Items = append(out.Items, blocks)
	}
	if nesting == 5 {
		r.refuse(n, "lists go four levels deep at most")
	}
	return []Block{out}
}

// paragraph gives a paragraph, or the charts and tables that stand in its place.
func (r *reader) paragraph(n ast.Node, nesting int) []Block {
	if blocks, ok := r.figures(n, nesting); ok {
		return blocks
	}
	words := r.inlines(n, form{})
	if Blank(words) {
		return nil
	}
	return []Block{Paragraph{words}}
}

// Blank reports whether a text leaves nothing to be read.
func Blank(text []Inline) bool {
	return !slices.ContainsFunc(text, func(i Inline) bool { return strings.TrimSpace(i.Text) != "" })
}

// figures gives the charts and tables of a paragraph that consists of nothing else.
func (r *reader) figures(n ast.Node, nesting int) ([]Block, bool) {
	var calls []*marked
	var places []tables.Place
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			return nil, false
		}
		value := t.Segment.Value(r.f.text)
		for pos := 0; pos < len(value); {
			open, mark, next := r.f.nextMark(value, pos)
			if open != markBlock || strings.TrimSpace(string(value[pos:next.at])) != "" {
				if len(calls) == 0 || strings.TrimSpace(string(value[pos:])) != "" {
					return nil, false
				}
				break
			}
			calls, places = append(calls, mark), append(places, r.f.place(t.Segment.Start+next.at))
			pos = next.end
		}
	}
	if len(calls) == 0 {
		return nil, false
	}
	var out []Block
	for i, call := range calls {
		call.seen = true
		if nesting > 1 {
			r.m.tell(places[i], "a chart or table cannot stand in a list or a definition; put it between two paragraphs")
			continue
		}
		var b Block
		var ok bool
		switch call := call.what.(type) {
		case chartCall:
			b, ok = r.m.chart(string(call), places[i])
		case tableCall:
			b, ok = r.m.table(string(call), places[i])
		}
		if ok {
			out = append(out, b)
		}
	}
	return out, true
}

// mark is where a mark stands in a piece of text.
type mark struct{ at, end int }

// nextMark finds the first mark from pos on: its kind (0: none), what it stands for, and where.
func (f *filled) nextMark(value []byte, pos int) (rune, *marked, mark) {
	s := string(value[pos:])
	at := strings.IndexAny(s, string([]rune{markOpen, markBlock}))
	if at < 0 {
		return 0, nil, mark{len(value), len(value)}
	}
	open, number := rune(0), 0
	for i, c := range s[at:] {
		switch {
		case i == 0:
			open = c
		case c == markClose:
			return open, &f.marks[number], mark{pos + at, pos + at + i + len(string(c))}
		default:
			number = number*10 + int(c-markDigit)
		}
	}
	return 0, nil, mark{len(value), len(value)}
}

// form is how a stretch of text is set.
type form struct {
	strong, emph bool
	link         *Link
}

func (f form) style() fonts.Style {
	switch {
	case f.strong && f.emph:
		return fonts.BoldItalic
	case f.strong:
		return fonts.Bold
	case f.emph:
		return fonts.Italic
	}
	return fonts.Regular
}

func (r *reader) inlines(parent ast.Node, f form) []Inline {
	var out []Inline
	for n := parent.FirstChild(); n != nil && len(r.m.problems) <= maxTold; n = n.NextSibling() {
		out = append(out, r.inline(n, f)...)
	}
	return out
}

func (r *reader) inline(n ast.Node, f form) []Inline {
	switch n := n.(type) {
	case *ast.Text:
		return r.text(n, f)
	case *ast.String:
		return []Inline{f.inline(string(n.Value))}
	case *ast.Emphasis:
		if n.Level == 1 {
			f.emph = true
		} else {
			f.strong = true
		}
		return r.inlines(n, f)
	case *ast.Link:
		return r.link(n, string(n.Destination), f)
	case *ast.AutoLink:
		address := string(n.URL(r.f.text))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(address, "mailto:") {
			address = "mailto:" + address
		}
		label := string(n.Label(r.f.text))
		if r.checkURL(n, address) {
			r.m.checkLetters(label, f.style(), func(int) tables.Place { return r.place(n) })
		}
		f.link = &Link{URL: address, Description: r.m.describeLink(label, address)}
		return []Inline{f.inline(label)}
	case *ast.Image:
		r.refuse(n, "a bulletin shows no pictures of its own; a chart is placed with {{chart \"id\"}}")
	case *ast.RawHTML:
		r.m.tell(r.f.place(n.Segments.At(0).Start), "a bulletin prints no HTML; for a letter < type \\<")
	case *ast.CodeSpan:
		r.refuse(n, "a bulletin prints no code; take the ` away")
	default:
		r.refuse(n, "a bulletin cannot show this: "+n.Kind().String())
	}
	return nil
}

func (f form) inline(s string) Inline {
	return Inline{Text: s, Strong: f.strong, Emph: f.emph, Link: f.link}
}

func (r *reader) link(n *ast.Link, address string, f form) []Inline {
	address = strings.TrimSpace(address)
	r.checkURL(n, address)
	f.link = &Link{URL: address}
	told := len(r.m.problems)
	words := r.inlines(n, f)
	if len(n.Title) > 0 {
		r.refuse(n, "a link's title in quotation marks is not printed; take it away")
	}
	var label strings.Builder
	for _, w := range words {
		label.WriteString(w.Text)
	}
	if strings.TrimSpace(label.String()) == "" && len(r.m.problems) > told {
		return nil
	}
	if strings.TrimSpace(label.String()) == "" {
		r.refuse(n, "a link without words; write them between [ and ]")
		return nil
	}
	f.link.Description = r.m.describeLink(label.String(), address)
	return words
}

// checkURL sees that an address can be followed from a printed document: it
// names its scheme, and its host has a dot.
func (r *reader) checkURL(n ast.Node, address string) bool {
	u, err := url.Parse(address)
	wrong := ""
	switch {
	case address == "":
		wrong = "the link has no address; write it between ( and )"
	case strings.ContainsFunc(address, isMark):
		wrong = "a figure, chart or table cannot stand in the address of a link; write the address out"
	case err != nil || strings.ContainsFunc(address, func(c rune) bool { return unicode.IsSpace(c) || hidden(c) }):
		wrong = "the address " + address + " is broken"
	case u.User != nil:
		wrong = "the address " + address + " has a name before @, which misleads readers; write it without"
	case u.Scheme == "http" || u.Scheme == "https":
		if !strings.Contains(strings.Trim(u.Hostname(), "."), ".") {
			wrong = "the address " + address + " names no site such as stat.gov.kz"
		}
	case u.Scheme == "mailto":
		if name, host, ok := strings.Cut(u.Opaque, "@"); !ok || name == "" || !strings.Contains(host, ".") {
			wrong = "the address " + address + " is no e-mail address"
		}
	case u.Scheme == "tel":
		if strings.Trim(u.Opaque, "+0123456789-.()") != "" || !strings.ContainsAny(u.Opaque, "0123456789") {
			wrong = "the address " + address + " is no telephone number"
		}
	default:
		wrong = "the address " + address + " begins with neither https:// nor http://, mailto: or tel:"
	}
	if wrong != "" {
		r.refuse(n, wrong)
	}
	return wrong == ""
}

// text gives the stretches of a text node: words as typed, and the figures in them.
func (r *reader) text(n *ast.Text, f form) []Inline {
	var out []Inline
	value := n.Segment.Value(r.f.text)
	if at := r.brokenLink(n.Segment.Start, n.Segment.Stop); at >= 0 {
		r.m.tell(r.f.place(at), "this is not read as a link: its address has a space or no ) at its end; write a space as %%20, and ] ( apart if no link is meant")
	}
	for pos := 0; pos < len(value); {
		open, what, at := r.f.nextMark(value, pos)
		if s := plainText(value[pos:at.at]); s != "" {
			begin := n.Segment.Start + pos
			r.checkLetters(s, f, func(offset int) tables.Place { return r.f.place(begin + offset) })
			out = append(out, f.inline(s))
		}
		if open != 0 {
			what.seen = true
		}
		if open == markBlock {
			r.m.tell(r.f.place(n.Segment.Start+at.at), "a chart or table stands in a paragraph of its own: put an empty line before and after it")
		}
		if open == markOpen {
			out = append(out, r.stretch(what.what.(stretch), f, r.f.place(n.Segment.Start+at.at)))
		}
		pos = at.end
	}
	switch {
	case n.HardLineBreak():
		out = append(out, f.inline("\n"))
	case n.SoftLineBreak():
		out = append(out, f.inline(" "))
	}
	return out
}

// stretch gives what an action at a place prints.
func (r *reader) stretch(s stretch, f form, place tables.Place) Inline {
	if s.words {
		r.checkLetters(s.text, f, func(int) tables.Place { return place })
	}
	i := f.inline(s.text)
	i.Quotes, i.Sense = s.quotes, s.sense
	return i
}

// checkLetters sees that words can be read.
func (r *reader) checkLetters(s string, f form, at func(int) tables.Place) {
	if c := strings.IndexFunc(s, hidden); c >= 0 {
		letter, _ := utf8.DecodeRuneInString(s[c:])
		r.m.tell(at(c), "a letter that cannot be seen (U+%04X); take it out", letter)
		return
	}
	r.m.checkLetters(s, f.style(), at)
}

// brokenLink finds ]( among words, where it would be printed as it stands.
func (r *reader) brokenLink(from, to int) int {
	for i := max(from, 1); i < to; i++ {
		if r.f.text[i] == '(' && r.f.text[i-1] == ']' && (i < 2 || r.f.text[i-2] != '\\') {
			return i - 1
		}
	}
	return -1
}

// hidden reports whether a letter leaves no trace on paper: CommonMark's entities can bring it in.
func hidden(c rune) bool {
	return unicode.IsControl(c) || unicode.In(c, unicode.Cf, unicode.Co) || c > 0xFFFF
}

// plainText takes CommonMark's backslashes and entities out.
func plainText(value []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value))))
}
