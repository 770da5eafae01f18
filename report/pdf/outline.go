package pdf

import "bulletin/report/layout"

// entry is a bookmark among its neighbours (ISO 32000-1 12.3.3).
type entry struct {
	bookmark *layout.Bookmark
	ref      ref
	parent   *entry
	kids     []*entry
}

// addOutline writes the bookmarks, all of them open, and gives their root; zero where there are none.
func addOutline(out *file, p *layout.Pages, t *tree, pages []ref) ref {
	if len(p.Outline) == 0 {
		return 0
	}
	root := &entry{ref: out.reserve()}
	last, level := root, []int{-1} // levels from the root to last
	for i := range p.Outline {
		b := &p.Outline[i]
		for level[len(level)-1] >= b.Level && last != root {
			last, level = last.parent, level[:len(level)-1]
		}
		e := &entry{bookmark: b, ref: out.reserve(), parent: last}
		last.kids = append(last.kids, e)
		last, level = e, append(level, b.Level)
	}
	d := append([]byte(nil), "<</Type/Outlines"...)
	out.set(root.ref, append(root.appendKids(d), ">>"...))
	root.addKids(out, p, t, pages)
	return root.ref
}

func (e *entry) addKids(out *file, p *layout.Pages, t *tree, pages []ref) {
	for i, k := range e.kids {
		d := appendText([]byte("<</Title"), k.bookmark.Title)
		d = append(d, "/Parent "...)
		d = appendRef(d, e.ref)
		if i > 0 {
			d = append(d, "/Prev "...)
			d = appendRef(d, e.kids[i-1].ref)
		}
		if i+1 < len(e.kids) {
			d = append(d, "/Next "...)
			d = appendRef(d, e.kids[i+1].ref)
		}
		d = k.appendKids(d)
		d = t.appendTarget(d, p, pages, layout.Target{Page: k.bookmark.Page, Y: k.bookmark.Y, Element: k.bookmark.Element})
		if n := t.nodes[k.bookmark.Element]; n != nil {
			d = append(d, "/SE "...)
			d = appendRef(d, n.ref)
		}
		out.set(k.ref, append(d, ">>"...))
		k.addKids(out, p, t, pages)
	}
}

// appendKids writes the first and the last child, and how many entries are seen below.
func (e *entry) appendKids(d []byte) []byte {
	if len(e.kids) == 0 {
		return d
	}
	d = append(d, "/First "...)
	d = appendRef(d, e.kids[0].ref)
	d = append(d, "/Last "...)
	d = appendRef(d, e.kids[len(e.kids)-1].ref)
	d = append(d, "/Count "...)
	return appendInt(d, e.below())
}

func (e *entry) below() int {
	n := len(e.kids)
	for _, k := range e.kids {
		n += k.below()
	}
	return n
}
