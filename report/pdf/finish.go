package pdf

import (
	_ "embed"
	"errors"
	"fmt"
	"time"

	"bulletin/fonts"
	"bulletin/report/layout"
)

// sRGB is the output intent: what the colours of the pages mean. See srgb.py.
//
//go:embed srgb.icc
var sRGB []byte

// versions of PDF that the standards stand on.
var versions = map[layout.Standard]string{layout.UA1A3a: "1.7", layout.UA2A4f: "2.0"}

// check finds what the standards forbid in the pages as a whole.
func check(p *layout.Pages) error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if versions[p.Standard] == "" {
		fail("unknown standard %q", p.Standard)
	}
	if p.Title == "" {
		fail("the document has no title")
	}
	if p.Language == "" {
		fail("the document has no language")
	}
	if len(p.Pages) == 0 {
		fail("the document has no pages")
	}
	for i := range p.Pages {
		if p.Pages[i].Width <= 0 || p.Pages[i].Height <= 0 {
			fail("page %d has no area", i+1)
		}
	}
	inside := func(what string, page int, e *layout.Element) {
		if p.Standard == layout.UA2A4f && e == nil {
			fail("%s leads to no element", what) // ISO 14289-2 8.8
		}
		if page < 0 || page >= len(p.Pages) {
			fail("%s leads to page %d of %d", what, page+1, len(p.Pages))
		}
	}
	for i := range p.Outline {
		inside("the bookmark «"+p.Outline[i].Title+"»", p.Outline[i].Page, p.Outline[i].Element)
	}
	seen := make(map[*layout.Element]bool)
	for i := range p.Pages {
		for j := range p.Pages[i].Marks {
			if text := p.Pages[i].Marks[j].Text; text != nil && text.Turn != 0 && text.Turn != 45 {
				fail("a text is turned by %d degrees", text.Turn)
			}
			e := p.Pages[i].Marks[j].Owner
			for ; e != nil && !seen[e]; e = e.Parent {
				seen[e] = true
				if link, ok := e.Tag.(layout.Link); ok && link.Target != nil {
					inside("the link «"+link.Description+"»", link.Target.Page, link.Target.Element)
				}
			}
		}
	}
	return errors.Join(errs...)
}

// finish writes the whole file around the page contents.
func finish(p *layout.Pages, faces *[fonts.Styles]*face, contents [][]byte, t *tree) ([]byte, error) {
	if err := t.checkHeaders(); err != nil {
		return nil, err
	}
	out := newFile(versions[p.Standard])
	catalog, parent := out.reserve(), out.reserve()
	pages := make([]ref, len(p.Pages))
	for i := range pages {
		pages[i] = out.reserve()
	}
	t.number(out)
	annotations := t.addAnnotations(out, p, pages)
	resources := addResources(out, faces)
	for i := range pages {
		content := out.addStream("", contents[i])
		out.set(pages[i], pageBody(&p.Pages[i], i, parent, resources, content, annotations[i]))
	}
	out.set(parent, pageTree(pages))
	structure := t.add(out, pages)
	outlines := addOutline(out, p, t, pages)
	metadata := out.addRaw("/Type/Metadata/Subtype/XML", xmp(p)) // readable without a PDF reader, so not compressed
	profile := out.addStream("/N 3", sRGB)

	var info ref // PDF 2.0 says in the XMP alone what Info said
	if p.Standard == layout.UA1A3a {
		info = out.add(infoBody(p))
	}
	d := append([]byte(nil), "<</Type/Catalog/Pages "...)
	d = appendRef(d, parent)
	d = appendText(append(d, "/Lang"...), p.Language)
	d = append(d, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot "...)
	d = appendRef(d, structure)
	if outlines != 0 {
		d = append(d, "/PageMode/UseOutlines/Outlines "...)
		d = appendRef(d, outlines)
	}
	d = append(d, "/Metadata "...)
	d = appendRef(d, metadata)
	d = append(d, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile "...)
	d = append(appendRef(d, profile), ">>]"...)
	d = appendAttachments(d, out, p)
	out.set(catalog, append(d, ">>"...))
	return out.bytes(catalog, info), nil
}

// addResources writes the faces, and the dictionary that all pages share.
func addResources(out *file, faces *[fonts.Styles]*face) ref {
	d := append([]byte(nil), "<</Font<<"...)
	for _, f := range faces {
		if f != nil {
			d = append(append(d, f.name...), ' ')
			d = appendRef(d, f.add(out))
		}
	}
	return out.add(append(d, ">>>>"...))
}

func pageBody(p *layout.Page, number int, parent, resources, content ref, annotations []ref) []byte {
	d := append([]byte(nil), "<</Type/Page/Parent "...)
	d = appendRef(d, parent)
	d = append(d, "/MediaBox"...)
	d = box{right: hundredths(p.Width), top: hundredths(p.Height)}.append(d)
	d = append(d, "/Resources "...)
	d = appendRef(d, resources)
	d = append(d, "/Contents "...)
	d = appendRef(d, content)
	d = append(d, "/StructParents "...)
	d = appendInt(d, number)
	d = append(d, "/Tabs/S"...)
	if len(annotations) > 0 {
		d = append(d, "/Annots"...)
		d = appendRefs(d, annotations)
	}
	return append(d, ">>"...)
}

func pageTree(pages []ref) []byte {
	d := append([]byte(nil), "<</Type/Pages/Count "...)
	d = appendInt(d, len(pages))
	d = appendRefs(append(d, "/Kids"...), pages)
	return append(d, ">>"...)
}

func appendRefs(d []byte, refs []ref) []byte {
	d = append(d, '[')
	for i, r := range refs {
		if i > 0 {
			d = append(d, ' ')
		}
		d = appendRef(d, r)
	}
	return append(d, ']')
}

// Producer is the program, for Info and XMP alike.
const Producer = "bulletin " + Version

// infoBody says the same as the XMP: readers look into either.
func infoBody(p *layout.Pages) []byte {
	d := appendText([]byte("<</Title"), p.Title)
	if p.Author != "" {
		d = appendText(append(d, "/Author"...), p.Author)
	}
	if p.Subject != "" {
		d = appendText(append(d, "/Subject"...), p.Subject)
	}
	d = appendText(append(d, "/Creator"...), Producer)
	d = appendText(append(d, "/Producer"...), Producer)
	d = appendText(append(d, "/CreationDate"...), date(p.Published))
	d = appendText(append(d, "/ModDate"...), date(p.Modified()))
	return append(d, ">>"...)
}

// date writes a time with its zone (ISO 32000-1 7.9.4).
func date(t time.Time) string {
	zone := t.Format("-07:00")
	return t.Format("D:20060102150405") + zone[:3] + "'" + zone[4:] + "'"
}
