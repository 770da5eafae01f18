package pdf

import (
	"strings"
)

// marked is a marked content sequence of a page.
type marked struct {
	kind   name
	props  dict
	mcid   int // -1: an artifact
	text   string
	points [][2]float64 // where texts begin and paths go, in points from the bottom left corner
	lines  []float64    // baselines of the texts, each once
}

// said is what is read aloud: the letters, or what stands for them.
func (m *marked) said() string {
	if actual, ok := m.props["ActualText"].(string); ok {
		return strings.TrimPrefix(decodeText(actual), "\ufeff")
	}
	return m.text
}

// operators are those that a page may have, by whether they paint or place marks.
// Any other is told: nothing is known of it.
var operators = map[word]bool{
	"Tj": true, "m": true, "l": true, "c": true, "h": true, "re": true, "f": true, "S": true, "B": true,
	"BT": false, "ET": false, "Td": false, "Tm": false, "Tf": false, "g": false, "rg": false, "G": false, "RG": false,
	"w": false, "d": false, "J": false, "j": false, "BDC": false, "EMC": false,
}

// contents gives the marked content sequences of a page in the order of
// drawing, and fails on a mark that stands outside of them.
func (d *document) contents(page ref) []*marked {
	d.t.Helper()
	var all []*marked
	var open *marked
	var letters map[string]string
	var operands []any
	number := func(i int) float64 {
		switch n := operands[i].(type) {
		case int:
			return float64(n)
		case float64:
			return n
		}
		d.t.Errorf("%v is no number", operands[i])
		return 0
	}
	p := &parser{t: d.t, b: d.streams[d.dict(page)["Contents"].(ref)]}
	for !p.done() {
		v := p.next()
		operator, ok := v.(word)
		if !ok {
			operands = append(operands, v)
			continue
		}
		paints, known := operators[operator]
		switch {
		case !known:
			d.t.Errorf("the operator %s on a page", operator)
		case paints && open == nil:
			d.t.Errorf("%s outside of marked content", operator)
			open = &marked{mcid: -1}
		}
		switch operator {
		case "BDC":
			if open != nil {
				d.t.Errorf("a sequence inside another")
			}
			open = &marked{kind: operands[0].(name), props: operands[1].(dict), mcid: -1}
			if n, ok := open.props["MCID"].(int); ok {
				open.mcid = n
			} else if open.kind != "Artifact" {
				d.t.Errorf("%v has no identifier", operands)
			}
			all = append(all, open)
		case "EMC":
			open = nil
		case "Tf":
			letters = d.letters(page, string(operands[0].(name)))
		case "Td":
			if open == nil {
				d.t.Error("a text outside of marked content")
				break
			}
			x, y := number(0), number(1)
			open.points = append(open.points, [2]float64{x, y})
			if n := len(open.lines); n == 0 || open.lines[n-1] != y {
				open.lines = append(open.lines, y)
			}
		case "m", "l", "c":
			for i := 0; i+1 < len(operands); i += 2 {
				open.points = append(open.points, [2]float64{number(i), number(i + 1)})
			}
		case "Tj":
			open.text += decodeCodes(letters, operands[0].(string))
		}
		operands = operands[:0]
	}
	if open != nil {
		d.t.Error("a sequence is not closed")
	}
	return all
}

// element is a node of the structure tree as it stands in the file.
type element struct {
	ref    ref
	kind   name
	entry  dict
	parent *element
	kids   []any // in order: *element, *content or *attached
}

// content is a marked content sequence among the children of an element.
type content struct {
	page int // from 0
	*marked
}

// attached is an annotation among the children of an element.
type attached struct {
	page       ref
	annotation ref
}

// structure reads the structure tree with the page contents in it. It fails on
// an element that does not know its parent, on a sequence that is not there,
// stands in the tree twice or in none, and where the ParentTree says otherwise.
func (d *document) structure() *element {
	d.t.Helper()
	pages := d.pages()
	onPage := map[ref]int{}
	open := make([]map[int]*marked, len(pages))
	parents := d.parents()
	for i, page := range pages {
		onPage[page] = i
		open[i] = map[int]*marked{}
		for _, m := range d.contents(page) {
			if m.mcid < 0 {
				continue
			}
			if open[i][m.mcid] != nil {
				d.t.Errorf("page %d has the identifier %d twice", i+1, m.mcid)
			}
			open[i][m.mcid] = m
		}
		if d.dict(page)["StructParents"] != i || d.dict(page)["Tabs"] != name("S") {
			d.t.Errorf("page %d has the key %v and the order %v", i+1, d.dict(page)["StructParents"], d.dict(page)["Tabs"])
		}
		if owners, ok := parents[i].([]any); !ok || len(owners) != len(open[i]) {
			d.t.Errorf("page %d has %d sequences, and the owners are %v", i+1, len(open[i]), parents[i])
		}
	}
	var grow func(r ref, parent *element) *element
	grow = func(r ref, parent *element) *element {
		entry := d.dict(r)
		e := &element{ref: r, entry: entry, parent: parent}
		e.kind, _ = entry["S"].(name)
		if parent != nil && entry["P"] != parent.ref {
			d.t.Errorf("%s %d has the parent %v, not %d", e.kind, r, entry["P"], parent.ref)
		}
		sequence := func(page any, mcid int) {
			at, ok := onPage[page.(ref)]
			if !ok || open[at][mcid] == nil {
				d.t.Errorf("%s %d: page %v has no sequence %d, or it stands in the tree twice", e.kind, r, page, mcid)
				return
			}
			m := open[at][mcid]
			delete(open[at], mcid)
			if m.kind != e.kind {
				d.t.Errorf("%s %d has a sequence of the kind %s", e.kind, r, m.kind)
			}
			if owners, _ := parents[at].([]any); mcid >= len(owners) || owners[mcid] != r {
				d.t.Errorf("the ParentTree does not lead from sequence %d of page %d to %s %d", mcid, at+1, e.kind, r)
			}
			e.kids = append(e.kids, &content{at, m})
		}
		kids, ok := d.get(entry["K"]).([]any)
		if !ok && entry["K"] != nil {
			kids = []any{entry["K"]}
		}
		for _, k := range kids {
			switch k := k.(type) {
			case int:
				sequence(entry["Pg"], k)
			case ref:
				e.kids = append(e.kids, grow(k, e))
			case dict:
				page := entry["Pg"]
				if k["Pg"] != nil {
					page = k["Pg"]
				}
				switch k["Type"] {
				case name("MCR"):
					sequence(page, k["MCID"].(int))
				case name("OBJR"):
					e.kids = append(e.kids, &attached{page.(ref), k["Obj"].(ref)})
				default:
					d.t.Errorf("%s %d has the child %v", e.kind, r, k)
				}
			}
		}
		return e
	}
	root := d.catalog()["StructTreeRoot"].(ref)
	top := grow(d.dict(root)["K"].(ref), nil)
	if top.kind != "Document" || top.entry["P"] != root {
		d.t.Errorf("at the top stands %v", top.entry)
	}
	for i := range open {
		for mcid, m := range open[i] {
			d.t.Errorf("sequence %d of page %d, %q, is in no element", mcid, i+1, m.text)
		}
	}
	return top
}

// each visits an element and those below it, in the order of reading.
func (e *element) each(visit func(*element)) {
	visit(e)
	for _, k := range e.elements() {
		k.each(visit)
	}
}

// all gives the elements of a kind, in the order of reading.
func (e *element) all(kind name) []*element {
	var found []*element
	e.each(func(e *element) {
		if e.kind == kind {
			found = append(found, e)
		}
	})
	return found
}

// elements gives the children that are elements.
func (e *element) elements() []*element {
	var found []*element
	for _, k := range e.kids {
		if k, ok := k.(*element); ok {
			found = append(found, k)
		}
	}
	return found
}

// kinds lists what the children are.
func (e *element) kinds() string {
	var kinds []string
	for _, k := range e.kids {
		switch k := k.(type) {
		case *element:
			kinds = append(kinds, string(k.kind))
		case *content:
			kinds = append(kinds, "text")
		case *attached:
			kinds = append(kinds, "OBJR")
		}
	}
	return strings.Join(kinds, " ")
}

// runs gives the marked content of an element and of those below it, in the order of reading.
func (e *element) runs() []*content {
	var out []*content
	for _, k := range e.kids {
		switch k := k.(type) {
		case *element:
			out = append(out, k.runs()...)
		case *content:
			out = append(out, k)
		}
	}
	return out
}

// said is the text of an element as it is read aloud; only links and words within a text join what stands around them.
func (e *element) said() string {
	var b strings.Builder
	for _, k := range e.kids {
		switch k := k.(type) {
		case *element:
			if k.kind != "Link" && k.kind != "Span" {
				b.WriteByte(' ')
			}
			b.WriteString(k.said())
			if k.kind != "Link" && k.kind != "Span" {
				b.WriteByte(' ')
			}
		case *content:
			b.WriteString(k.said())
		}
	}
	return b.String()
}

// words are what is said, whatever spaces stand between.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }
