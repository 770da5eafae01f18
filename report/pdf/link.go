package pdf

import (
	"bulletin/fonts"
	"bulletin/report/layout"
)

// box is an area of a page in hundredths of a point, counted from the bottom left corner.
type box struct{ left, bottom, right, top int }

// union is the least box around both; a box without area is none.
func (b box) union(c box) box {
	if b == (box{}) {
		return c
	}
	return box{min(b.left, c.left), min(b.bottom, c.bottom), max(b.right, c.right), max(b.top, c.top)}
}

func (b box) append(d []byte) []byte {
	d = append(d, '[')
	for _, n := range []int{b.left, b.bottom, b.right, b.top} {
		d = appendPoint(d, n)
	}
	d[len(d)-1] = ']'
	return d
}

// annotation is a link's place on one page (ISO 32000-1 12.5.6.5).
type annotation struct {
	link     *node
	page     int
	lines    []box
	baseline fonts.Length // of the last line
	ref      ref
}

// cover adds an area to the annotation that a link has on a page.
func (t *tree) cover(link *node, page int, baseline fonts.Length, b box) {
	a := link.annotation
	if a == nil {
		a = &annotation{link: link, page: page}
		link.annotation = a
		t.onPage = append(t.onPage, a)
	}
	if len(a.lines) > 0 && a.baseline == baseline {
		last := &a.lines[len(a.lines)-1]
		*last = last.union(b)
		return
	}
	a.lines, a.baseline = append(a.lines, b), baseline
}

// endPage puts each link's annotation after its marks of the page.
func (t *tree) endPage() {
	for _, a := range t.onPage {
		a.link.annotation = nil
		a.link.kids = append(a.link.kids, kid{annotation: a})
	}
	t.annotations = append(t.annotations, t.onPage...)
	t.onPage = t.onPage[:0]
}

// addAnnotations writes the annotations and gives those of each page.
func (t *tree) addAnnotations(out *file, p *layout.Pages, pages []ref) [][]ref {
	onPage := make([][]ref, len(pages))
	for i, a := range t.annotations {
		a.ref = out.add(t.annotationBody(a, len(pages)+i, p, pages))
		onPage[a.page] = append(onPage[a.page], a.ref)
	}
	return onPage
}

// annotationBody is the annotation's dictionary. It prints (F 4), has no frame, and says where it leads (ISO 14289-1 7.18.5).
func (t *tree) annotationBody(a *annotation, parent int, p *layout.Pages, pages []ref) []byte {
	link := a.link.element.Tag.(layout.Link)
	around := box{}
	for _, l := range a.lines {
		around = around.union(l)
	}
	d := append([]byte(nil), "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent "...)
	d = appendInt(d, parent)
	d = around.append(append(d, "/Rect"...))
	if len(a.lines) > 1 {
		d = a.appendQuads(d)
	}
	d = append(d, "/Contents"...)
	if link.Description != "" {
		d = appendText(d, link.Description)
	} else {
		d = appendText(d, link.URI)
	}
	if link.Target != nil {
		d = t.appendTarget(d, p, pages, *link.Target)
	} else {
		d = append(d, "/A<</S/URI/URI"...)
		d = appendString(d, asciiURI(link.URI))
		d = append(d, ">>"...)
	}
	return append(d, ">>"...)
}

// appendQuads writes a quadrilateral for each line, in the order that readers
// expect: both upper corners, then both lower ones.
func (a *annotation) appendQuads(d []byte) []byte {
	d = append(d, "/QuadPoints["...)
	for _, l := range a.lines {
		for _, n := range []int{l.left, l.top, l.right, l.top, l.left, l.bottom, l.right, l.bottom} {
			d = appendPoint(d, n)
		}
	}
	d[len(d)-1] = ']'
	return d
}

// appendTarget writes where a link or a bookmark leads to: in PDF 2.0 also to
// the element there, for those who read by the tree (ISO 14289-2 8.8).
func (t *tree) appendTarget(d []byte, p *layout.Pages, pages []ref, to layout.Target) []byte {
	element := t.nodes[to.Element]
	if t.namespace == 0 || element == nil {
		return appendDest(append(d, "/Dest"...), p, pages[to.Page], to)
	}
	d = appendDest(append(d, "/A<</S/GoTo/D"...), p, pages[to.Page], to)
	return append(appendDest(append(d, "/SD"...), p, element.ref, to), ">>"...)
}

// appendDest writes a destination: a height of a page, at the reader's own zoom.
func appendDest(d []byte, p *layout.Pages, at ref, to layout.Target) []byte {
	d = append(d, '[')
	d = appendRef(d, at)
	d = append(d, "/XYZ null "...)
	d = appendPoint(d, hundredths(p.Pages[to.Page].Height)-hundredths(to.Y))
	return append(d, "null]"...)
}

// asciiURI writes what is not ASCII as %XX of its UTF-8 (RFC 3987 3.1): a PDF's URI is 7-bit.
func asciiURI(uri string) string {
	const digits = "0123456789ABCDEF"
	b := make([]byte, 0, len(uri))
	for i := range len(uri) {
		c := uri[i]
		if c > ' ' && c < 0x7f {
			b = append(b, c)
			continue
		}
		b = append(b, '%', digits[c>>4], digits[c&15])
	}
	return string(b)
}
