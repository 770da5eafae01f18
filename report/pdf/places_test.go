package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"bulletin/fonts"
	"bulletin/report/layout"
)

// coordinate reads a number of points.
func coordinate(t *testing.T, v any) float64 {
	t.Helper()
	switch v := v.(type) {
	case int:
		return float64(v)
	case float64:
		return v
	}
	t.Fatalf("%v is no number", v)
	return 0
}

// The quadrilaterals of a link stand in the order that readers expect, within its rectangle.
func TestQuadPoints(t *testing.T) {
	d := writeSample(t)
	for _, page := range d.pages() {
		for _, r := range d.array(page, "Annots") {
			var rect, q []float64
			for _, v := range d.array(r, "Rect") {
				rect = append(rect, coordinate(t, v))
			}
			for _, v := range d.array(r, "QuadPoints") {
				q = append(q, coordinate(t, v))
			}
			for ; len(q) >= 8; q = q[8:] {
				left, top, right, bottom := q[0], q[1], q[2], q[5]
				if !slices.Equal(q[:8], []float64{left, top, right, top, left, bottom, right, bottom}) || left >= right || bottom >= top {
					t.Errorf("annotation %v has the corners %v", r, q[:8])
				}
				if left < rect[0] || bottom < rect[1] || right > rect[2] || top > rect[3] {
					t.Errorf("annotation %v: the line %v stands outside of %v", r, q[:8], rect)
				}
			}
		}
	}
}

// An element says on which page its annotation is, where that is not its own page
// (ISO 32000-1 14.7.4.3), and no key of the ParentTree is given twice.
func TestAnnotationsInTheTree(t *testing.T) {
	d := writeSample(t)
	on := map[any]ref{}
	for _, page := range d.pages() {
		for _, r := range d.array(page, "Annots") {
			on[r] = page
		}
	}
	elsewhere := 0
	for _, link := range d.elements("Link") {
		for _, k := range d.array(link, "K") {
			object, ok := k.(dict)
			if !ok || object["Type"] != name("OBJR") {
				continue
			}
			page := d.dict(link)["Pg"]
			if object["Pg"] != nil {
				page = object["Pg"]
				elsewhere++
			}
			if page != on[object["Obj"]] {
				t.Errorf("annotation %v stands on page %v, not %v", object["Obj"], on[object["Obj"]], page)
			}
		}
	}
	if elsewhere == 0 {
		t.Error("no link goes on to another page: nothing was seen")
	}
	next := d.dict(d.catalog(), "StructTreeRoot")["ParentTreeNextKey"].(int)
	for key := range d.parents() {
		if key >= next {
			t.Errorf("the ParentTree has the key %d, the next is to be %d", key, next)
		}
	}
}

// A link of the list of contents leads to where its heading stands.
func TestDestinations(t *testing.T) {
	pages := sample(fonts.Default())
	var want []string // page and height, in the order of the annotations
	seen := map[*layout.Element]bool{}
	for i := range pages.Pages {
		for _, m := range pages.Pages[i].Marks {
			if m.Owner == nil || seen[m.Owner] {
				continue
			}
			seen[m.Owner] = true
			if link, ok := m.Owner.Tag.(layout.Link); ok && link.Target != nil {
				height := hundredths(pages.Pages[link.Target.Page].Height) - hundredths(link.Target.Y)
				want = append(want, fmt.Sprintf("%d %.2f", link.Target.Page, float64(height)/100))
			}
		}
	}
	d := writeSample(t)
	var got []string
	for _, page := range d.pages() {
		for _, r := range d.array(page, "Annots") {
			if dest := d.array(r, "Dest"); dest != nil {
				got = append(got, fmt.Sprintf("%d %.2f", slices.Index(d.pages(), dest[0].(ref)), coordinate(t, dest[3])))
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("links lead to %v, not %v", got, want)
	}
}

// The first part of a broken word is read as the whole of it, and the second as
// nothing, or as the space that it ends in.
func TestBrokenWordsAreReadOnce(t *testing.T) {
	for _, c := range []struct {
		second string
		want   []byte
	}{
		{"діктің", []byte("<FEFF>")},
		{"діктің ", []byte("( )")},
	} {
		p := &layout.Element{Tag: layout.P}
		word := &layout.Element{Parent: p, Tag: layout.Whole{Word: "қауіпсіздіктің"}}
		pages := sample(fonts.Default())
		pages.Outline = nil
		pages.Pages = []layout.Page{{Width: pageWidth, Height: pageHeight, Marks: []layout.Mark{
			{Owner: word, X: margin, Y: margin, Text: &layout.Run{S: "қауіпсіз-", Size: textSize}},
			{Owner: word, X: margin, Y: margin + leading, Text: &layout.Run{S: c.second, Size: textSize}},
			{Owner: p, X: 2 * margin, Y: margin + leading, Text: &layout.Run{S: "екен", Size: textSize}},
		}}}
		data, err := Write(pages)
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, data)
		content := d.streams[d.dict(d.pages()[0])["Contents"].(ref)]
		parts := bytes.Split(content, []byte("/ActualText"))
		if len(parts) != 3 || !bytes.HasPrefix(parts[2], c.want) || bytes.HasPrefix(parts[1], c.want) {
			t.Errorf("%q: %q", c.second, content)
		}
	}
}
