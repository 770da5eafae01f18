package proof

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bulletin/config"
	"bulletin/tables"
)

// text adds the headings, paragraphs and items of a text.
func (c *collector) text(t config.Text) {
	f := fill(t)
	if !isMeasured(f.text) {
		return
	}
	root := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	).Parse(text.NewReader(f.text))
	c.blocks(f, root)
	c.placed(f)
}

// placed notes where a text has its charts and tables.
func (c *collector) placed(f *filled) {
	for at, r := range string(f.text) {
		if r != placingMark {
			continue
		}
		words := strings.Fields(strings.Trim(f.actions[at], "{}- \n\t"))
		if len(words) == 2 {
			c.placings = append(c.placings, placing{words[0], strings.Trim(words[1], "\"`"), c.section, f.place(at)})
		}
	}
}

// isMeasured refuses texts with markup such as no writer has use for, of which
// the Document tells: CommonMark takes time in the square of it.
func isMeasured(text []byte) bool {
	const (
		most   = 64 << 10
		markup = 1000 // between two empty lines
		begins = 40   // marks at the start of a line
	)
	marks := 0
	for line := range bytes.Lines(text) {
		trimmed := bytes.TrimSpace(line)
		if len(trimmed) == 0 {
			marks = 0
		}
		for _, c := range trimmed {
			if strings.IndexByte("*_[]!<>`&\\", c) >= 0 {
				marks++
			}
		}
		start := len(trimmed) - len(bytes.TrimLeft(trimmed, "-+*>.) \t0123456789"))
		if marks > markup || start > begins {
			return false
		}
	}
	return len(text) <= most
}

func (c *collector) blocks(f *filled, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		k := sentence
		switch n.(type) {
		case *ast.Heading:
			k = heading
		case *ast.Paragraph, *ast.TextBlock:
		default:
			c.blocks(f, n)
			continue
		}
		b := &block{filled: f}
		b.children(n)
		if strings.Trim(b.words.String(), " \t\n"+string(placingMark)) == "" {
			continue // blank, or the place of charts and tables
		}
		c.all = append(c.all, b.passage(k, c.section))
	}
}

// block is a paragraph or a heading that is being read.
type block struct {
	*filled
	words   strings.Builder
	spans   []stretch // from offsets of words to those of the filled text
	figures []quoted
	links   []link
}

func (b *block) passage(k kind, section int) passage {
	f, spans := b.filled, b.spans
	return passage{
		kind: k, section: section, words: b.words.String(), figures: b.figures, links: b.links,
		place: func(offset int) tables.Place { return f.place(origin(spans, offset)) },
	}
}

func (b *block) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.inline(n)
	}
}

func (b *block) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.stretch(n.Segment.Start, n.Segment.Stop)
		if n.HardLineBreak() || n.SoftLineBreak() {
			b.put("\n", n.Segment.Stop)
		}
	case *ast.AutoLink:
		label := n.Label(b.text)
		from, at := b.words.Len(), b.find(label, n)
		b.put(string(label), at)
		address := string(n.URL(b.text))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(address, "mailto:") {
			address = "mailto:" + address
		}
		b.links = append(b.links, link{from, b.words.Len(), address, b.place(at)})
	case *ast.Link:
		from := b.words.Len()
		b.children(n)
		address := n.Destination
		b.links = append(b.links, link{from, b.words.Len(), string(address), b.place(b.find(address, n))})
	default:
		b.children(n)
	}
}

// find gives the offset at which an address was typed, at or after a node's
// own words; where it stands elsewhere, the offset of the words.
func (b *block) find(address []byte, n ast.Node) int {
	from := max(lastOffset(n), 0)
	if i := bytes.Index(b.text[from:], address); i >= 0 {
		return from + i
	}
	return from
}

// lastOffset gives where the words of a node end, or those before it.
func lastOffset(n ast.Node) int {
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Stop
	}
	for c := n.LastChild(); c != nil; c = c.PreviousSibling() {
		if at := lastOffset(c); at >= 0 {
			return at
		}
	}
	for p := n.PreviousSibling(); p != nil; p = p.PreviousSibling() {
		if at := lastOffset(p); at >= 0 {
			return at
		}
	}
	if p := n.Parent(); p != nil && p.Type() == ast.TypeBlock && p.Lines() != nil && p.Lines().Len() > 0 {
		return p.Lines().At(0).Start
	}
	return -1
}

// stretch takes a stretch of the filled text over, without backslashes and with entities as letters.
func (b *block) stretch(from, to int) {
	for pos := from; pos < to; {
		next := pos + plainLength(b.text[pos:to])
		b.plain(pos, next)
		pos = next
		switch {
		case pos == to:
		case b.text[pos] == '\\':
			b.plain(pos+1, pos+2)
			pos += 2
		default:
			end := pos + bytes.IndexByte(b.text[pos:to], ';') + 1
			b.put(string(util.ResolveEntityNames(util.ResolveNumericReferences(b.text[pos:end]))), pos)
			pos = end
		}
	}
}

// plainLength gives how much of a text is to be read as it stands: up to a
// backslash before a mark, or to what may be an entity.
func plainLength(s []byte) int {
	for i, c := range s {
		switch {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			return i
		case c == '&' && bytes.IndexByte(s[i:], ';') > 0:
			return i
		}
	}
	return len(s)
}

// plain takes letters over, and notes the figures among them.
func (b *block) plain(from, to int) {
	base := b.words.Len() - from
	b.put(string(b.text[from:to]), from)
	for pos := from; pos < to; {
		r, size := utf8.DecodeRune(b.text[pos:to])
		if r == figureMark {
			b.figures = append(b.figures, quoted{base + pos, b.actions[pos]})
		}
		pos += size
	}
}

func (b *block) put(s string, from int) {
	if s != "" {
		b.spans = append(b.spans, stretch{b.words.Len(), from})
		b.words.WriteString(s)
	}
}
