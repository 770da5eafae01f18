package pdf

import (
	"errors"
	"fmt"
	"sort"
	"strconv"

	"bulletin/report/layout"
)

// tree is the structure tree (ISO 32000-1 14.7) as drawing grows it: a node is
// attached to its parent when its first mark, or its first child's, is drawn.
type tree struct {
	root        *node // the Document
	nodes       map[*layout.Element]*node
	order       []*node   // as attached
	sequences   [][]*node // by page and marked content identifier
	annotations []*annotation
	onPage      []*annotation // those of the page that is being drawn
	ids         map[string]*node
	notes       int
	namespace   ref // of PDF 2.0's own structure types; zero in PDF 1.7, which has no namespaces
	errs        []error
}

// node is a structure element.
type node struct {
	element *layout.Element // nil: the Document
	parent  *node
	kids    []kid
	kind    string // structure type: P, H1, TD
	page    int    // of its first sequence; -1: it has none
	link    *node  // the link that it is or stands in
	ref     ref

	id         string      // TH and Note
	box        box         // Figure
	annotation *annotation // Link: that of the page being drawn
	word       *spoken     // Whole
}

// spoken is a word broken over two lines.
type spoken struct {
	text string
	said bool
	end  string // the space that its last part ends in, or nothing
}

// kid is a child of a node: another, a link annotation, or a marked content sequence.
type kid struct {
	node       *node
	annotation *annotation
	page, mcid int
}

func newTree(pages int) *tree {
	return &tree{
		root:      &node{kind: "Document", page: -1},
		nodes:     make(map[*layout.Element]*node, 256),
		sequences: make([][]*node, pages),
		ids:       make(map[string]*node),
	}
}

// problems is the error that joins what was found wrong with the tags.
func (t *tree) problems() error { return errors.Join(t.errs...) }

func (t *tree) fail(format string, args ...any) {
	t.errs = append(t.errs, fmt.Errorf(format, args...))
}

// node gives the node of an element, attached.
func (t *tree) node(e *layout.Element) *node {
	if n := t.nodes[e]; n != nil {
		return n
	}
	parent := t.root
	if e.Parent != nil {
		parent = t.node(e.Parent)
	}
	n := &node{element: e, parent: parent, page: -1, link: parent.link}
	t.classify(n)
	t.nodes[e] = n
	t.order = append(t.order, n)
	parent.kids = append(parent.kids, kid{node: n})
	return n
}

// classify sets what follows from the tag, and refuses a tag without what the standard asks of it.
func (t *tree) classify(n *node) {
	switch tag := n.element.Tag.(type) {
	case layout.Plain:
		n.kind = string(tag)
		if tag == layout.Note { // ISO 14289-1 7.9: a note has an ID
			t.notes++
			t.identify(n, "note-"+strconv.Itoa(t.notes))
		}
	case layout.Heading:
		n.kind = "H" + strconv.Itoa(tag.Level)
		if tag.Level < 1 || tag.Level > 6 {
			t.fail("a heading has level %d", tag.Level)
		}
	case layout.Figure:
		n.kind = "Figure"
		if tag.Alt == "" {
			t.fail("a figure has no description")
		}
	case layout.List:
		n.kind = "L"
	case layout.TH:
		n.kind = "TH"
		if tag.Scope != "Row" && tag.Scope != "Column" && tag.Scope != "Both" {
			t.fail("the header cell %q has scope %q", tag.ID, tag.Scope)
		}
		if tag.ID != "" {
			t.identify(n, tag.ID)
		}
	case layout.TD:
		n.kind = "TD"
	case layout.Link:
		n.kind, n.link = "Link", n
		if tag.Target == nil && tag.URI == "" {
			t.fail("the link «%s» leads nowhere", tag.Description)
		}
	case layout.Whole:
		n.kind, n.word = "Span", &spoken{text: tag.Word}
	default:
		t.fail("an element has no tag")
	}
}

func (t *tree) identify(n *node, id string) {
	if t.ids[id] != nil {
		t.fail("two cells or notes have the ID %q", id)
	}
	t.ids[id], n.id = n, id
}

// sequence adds a marked content sequence of a page to a node and gives its identifier.
func (t *tree) sequence(n *node, page int) int {
	mcid := len(t.sequences[page])
	t.sequences[page] = append(t.sequences[page], n)
	n.kids = append(n.kids, kid{page: page, mcid: mcid})
	if n.page < 0 {
		n.page = page
	}
	return mcid
}

// appendActualText gives the first part of a broken word the whole of it and
// the others nothing but the space that they end in: a reader joins them.
func (n *node) appendActualText(b []byte, part *layout.Run) []byte {
	b = append(b, "/ActualText"...)
	n.word.end = ""
	if part != nil && part.S[len(part.S)-1] == ' ' {
		n.word.end = " "
	}
	if !n.word.said {
		n.word.said = true
		return appendText(b, n.word.text)
	}
	if n.word.end != "" {
		return append(b, "( )"...)
	}
	return append(b, "<FEFF>"...)
}

// number gives every element its object, parents before children.
func (t *tree) number(out *file) {
	if out.version == "2.0" {
		t.namespace = out.add([]byte("<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>"))
	}
	t.root.ref = out.reserve()
	for _, n := range t.order {
		n.ref = out.reserve()
	}
}

// add writes the elements and gives the structure tree root.
func (t *tree) add(out *file, pages []ref) ref {
	root := out.reserve()
	t.root.parent = &node{ref: root}
	out.set(t.root.ref, t.body(t.root, pages))
	for _, n := range t.order {
		out.set(n.ref, t.body(n, pages))
	}
	d := append([]byte(nil), "<</Type/StructTreeRoot/K "...)
	d = appendRef(d, t.root.ref)
	d = append(d, "/ParentTree "...)
	d = appendRef(d, t.addParents(out))
	d = append(d, "/ParentTreeNextKey "...)
	d = appendInt(d, len(t.sequences)+len(t.annotations))
	if t.namespace != 0 {
		d = appendRefs(append(d, "/Namespaces"...), []ref{t.namespace})
	}
	if len(t.ids) > 0 {
		d = append(d, "/IDTree "...)
		d = appendRef(d, t.addIDs(out))
	}
	out.set(root, append(d, ">>"...))
	return root
}

// addParents writes the number tree that leads from the sequences of a page,
// and from an annotation, to their elements. Its keys are the pages in order, then the annotations.
func (t *tree) addParents(out *file) ref {
	d := append([]byte(nil), "<</Nums["...)
	for page, nodes := range t.sequences {
		d = append(appendInt(d, page), '[')
		for _, n := range nodes {
			d = append(appendRef(d, n.ref), ' ')
		}
		d = append(d, ']')
	}
	for i, a := range t.annotations {
		d = append(appendInt(d, len(t.sequences)+i), ' ')
		d = append(appendRef(d, a.link.ref), ' ')
	}
	return out.add(append(d, "]>>"...))
}

// addIDs writes the name tree of the elements that have an ID.
func (t *tree) addIDs(out *file) ref {
	ids := make([]string, 0, len(t.ids))
	for id := range t.ids {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	d := append([]byte(nil), "<</Names["...)
	for _, id := range ids {
		d = appendString(d, id)
		d = append(appendRef(d, t.ids[id].ref), ' ')
	}
	return out.add(append(d, "]>>"...))
}

func (t *tree) body(n *node, pages []ref) []byte {
	b := make([]byte, 0, 64)
	b = append(b, "<</S/"...)
	b = append(b, n.kind...)
	if t.namespace != 0 {
		b = t.appendNamespace(b, n)
	}
	b = append(b, "/P "...)
	b = appendRef(b, n.parent.ref)
	if n.page >= 0 {
		b = append(b, "/Pg "...)
		b = appendRef(b, pages[n.page])
	}
	b = n.appendKids(b, pages)
	if n.id != "" {
		b = appendString(append(b, "/ID"...), n.id)
	}
	if n.element != nil {
		b = t.appendAttributes(b, n)
	}
	return append(b, ">>"...)
}

// appendNamespace puts a type into PDF 2.0's namespace, but for those that it
// left to PDF 1.7's (ISO 32005 5.2), and has an entry of the contents refer to
// what it leads to (ISO 14289-2 8.2.5.8).
func (t *tree) appendNamespace(b []byte, n *node) []byte {
	switch n.kind {
	case "TOC", "Reference":
		return b
	case "TOCI":
		if target := t.target(n); target != nil {
			b = appendRefs(append(b, "/Ref"...), []ref{target.ref})
		}
		return b
	}
	return appendRef(append(b, "/NS "...), t.namespace)
}

// target gives the element that the first link of an entry of the contents leads to, or nil.
func (t *tree) target(n *node) *node {
	for _, k := range n.kids {
		if k.node == nil {
			continue
		}
		if link, ok := k.node.element.Tag.(layout.Link); ok && link.Target != nil {
			return t.nodes[link.Target.Element]
		}
		if found := t.target(k.node); found != nil {
			return found
		}
	}
	return nil
}

func (n *node) appendKids(b []byte, pages []ref) []byte {
	switch len(n.kids) {
	case 0:
		return b
	case 1:
		return n.kids[0].append(append(b, "/K "...), n, pages)
	}
	b = append(b, "/K["...)
	for i := range n.kids {
		b = append(n.kids[i].append(b, n, pages), ' ')
	}
	return append(b, ']')
}

func (k *kid) append(b []byte, n *node, pages []ref) []byte {
	switch {
	case k.node != nil:
		return appendRef(b, k.node.ref)
	case k.annotation != nil:
		b = append(b, "<</Type/OBJR/Obj "...)
		b = appendRef(b, k.annotation.ref)
		if k.annotation.page != n.page {
			b = append(b, "/Pg "...)
			b = appendRef(b, pages[k.annotation.page])
		}
		return append(b, ">>"...)
	case k.page != n.page:
		b = append(b, "<</Type/MCR/Pg "...)
		b = appendRef(b, pages[k.page])
		b = append(b, "/MCID "...)
		return append(appendInt(b, k.mcid), ">>"...)
	}
	return appendInt(b, k.mcid)
}

// appendAttributes writes what a tag carries (ISO 32000-1 14.8.5).
func (t *tree) appendAttributes(b []byte, n *node) []byte {
	switch tag := n.element.Tag.(type) {
	case layout.Figure:
		b = appendText(append(b, "/Alt"...), tag.Alt)
		if n.box != (box{}) {
			b = append(b, "/A<</O/Layout/Placement/Block/BBox"...)
			b = append(n.box.append(b), ">>"...)
		}
	case layout.List:
		if numbering := tag.Numbering; numbering != "" {
			if numbering == "Description" && t.namespace == 0 {
				numbering = "None" // PDF 1.7 has no word for it
			}
			b = appendName(append(b, "/A<</O/List/ListNumbering"...), numbering)
			b = append(b, ">>"...)
		}
	case layout.TH:
		b = appendName(append(b, "/A<</O/Table/Scope"...), tag.Scope)
		b = append(b, ">>"...)
	case layout.TD:
		if len(tag.Headers) == 0 {
			return b
		}
		b = append(b, "/A<</O/Table/Headers["...)
		for _, id := range tag.Headers {
			b = appendString(b, id)
		}
		b = append(b, "]>>"...)
	case layout.Whole: // for readers that go by the tree alone
		b = appendText(append(b, "/ActualText"...), tag.Word+n.word.end)
	}
	return b
}

// checkHeaders finds data cells that name a header cell which is not there.
func (t *tree) checkHeaders() error {
	for _, n := range t.order {
		cell, ok := n.element.Tag.(layout.TD)
		if !ok {
			continue
		}
		for _, id := range cell.Headers {
			if t.ids[id] == nil {
				t.fail("a data cell names the header cell %q, which is not there", id)
			}
		}
	}
	return t.problems()
}
