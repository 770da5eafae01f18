package pdf

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/report/layout"
)

// carrier is the sample with files and a face of its own.
func carrier(standard layout.Standard) *layout.Pages {
	p := sample(fonts.Default())
	p.Standard = standard
	for i := range p.Outline {
		if p.Outline[i].Element == nil { // one bookmark of the sample leads to a place alone
			p.Outline[i].Element = p.Outline[i-1].Element
		}
	}
	p.Attachments = []layout.Attachment{
		{Name: "bulletin.toml", Description: "Мәтін", MIME: "application/toml", Relationship: "Source", Data: []byte("title = \"Т\"\n")},
		{Name: "кесте (1)\\r.csv", MIME: "text/csv", Relationship: "Data", Data: bytes.Repeat([]byte("id;;a\n"), 500)},
		{Name: "a.csv", MIME: "text/csv", Relationship: "Data"},
	}
	p.Faces = []layout.CustomFace{{Name: "қаріп & <1>.ttf", SHA256: strings.Repeat("ab", 32)}, {Name: "b.ttf", SHA256: strings.Repeat("cd", 32)}}
	return p
}

func TestOpen(t *testing.T) {
	for _, standard := range []layout.Standard{layout.UA1A3a, layout.UA2A4f} {
		p := carrier(standard)
		data, err := Write(p)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		if got.Producer != Producer || got.Standard != standard || got.Language != "kk" || !reflect.DeepEqual(got.Faces, p.Faces) {
			t.Errorf("%s: %+v", standard, got)
		}
		if len(got.Attachments) != len(p.Attachments) {
			t.Fatalf("%s: %d files inside", standard, len(got.Attachments))
		}
		for i, a := range got.Attachments {
			want := p.Attachments[i]
			if a.Name != want.Name || a.Relationship != want.Relationship || !bytes.Equal(a.Data, want.Data) {
				t.Errorf("%s: %q, %s, %d bytes; want %q, %s, %d bytes", standard, a.Name, a.Relationship, len(a.Data), want.Name, want.Relationship, len(want.Data))
			}
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	good, err := Write(carrier(layout.UA1A3a))
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{
		"nothing":            nil,
		"a text":             []byte("startxref\n"),
		"half a file":        good[:len(good)/2],
		"a file without XMP": bytes.Replace(good, []byte("<pdf:Producer>bulletin "), []byte("<pdf:Producer>bullet1n "), 1),
		"another standard":   bytes.Replace(good, []byte("<pdfaid:part>3"), []byte("<pdfaid:part>2"), 1),
		"a wrong start":      append(good[:bytes.LastIndex(good, []byte("startxref"))+10:bytes.LastIndex(good, []byte("startxref"))+10], "999999999\n%%EOF\n"...),
	} {
		if _, err := Open(data); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestPDF2NeedsElements sees that a bookmark to a place alone is refused (ISO 14289-2 8.8).
func TestPDF2NeedsElements(t *testing.T) {
	p := sample(fonts.Default())
	p.Standard = layout.UA2A4f
	if _, err := Write(p); err == nil || !strings.Contains(err.Error(), "the bookmark «Table (a)» leads to no element") {
		t.Errorf("%v", err)
	}
}

// TestPDF2 sees what PDF 2.0 has and PDF 1.7 has not.
func TestPDF2(t *testing.T) {
	p := carrier(layout.UA2A4f)
	data, err := Write(p)
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, data)
	if !bytes.HasPrefix(data, []byte("%PDF-2.0\n")) || d.trailer["Info"] != nil {
		t.Error("no PDF 2.0, or one with Info")
	}
	root := d.dict(d.catalog()["StructTreeRoot"])
	namespace := d.array(root, "Namespaces")[0]
	entries := 0
	elements(d, root["K"], func(e dict) {
		own := e["S"] == name("TOC") || e["S"] == name("TOCI") || e["S"] == name("Reference")
		if (e["NS"] == namespace) == own {
			t.Errorf("%v has the namespace %v", e["S"], e["NS"])
		}
		if e["S"] == name("TOCI") {
			entries++
			if refs := d.array(e, "Ref"); len(refs) != 1 || d.dict(refs[0])["S"] != name("H1") {
				t.Errorf("an entry of the contents refers to %v", refs)
			}
		}
	})
	if entries == 0 {
		t.Error("no entries of contents")
	}
	for _, e := range d.objects {
		if e, ok := e.(dict); ok && e["Dest"] != nil {
			t.Errorf("%v leads to a page alone", e)
		}
	}
}

// elements visits an element and those below it.
func elements(d *document, at any, visit func(dict)) {
	e := d.dict(at)
	visit(e)
	kids, ok := d.get(e["K"]).([]any)
	if !ok {
		kids = []any{e["K"]}
	}
	for _, k := range kids {
		if r, ok := k.(ref); ok && d.dict(r)["S"] != nil {
			elements(d, r, visit)
		}
	}
}

// FuzzOpen holds that no file makes Open panic or take without bound.
func FuzzOpen(f *testing.F) {
	for _, standard := range []layout.Standard{layout.UA1A3a, layout.UA2A4f} {
		p := carrier(standard)
		p.Pages, p.Outline = p.Pages[:0], nil
		p.Pages = append(p.Pages, layout.Page{Width: pageWidth, Height: pageHeight, Marks: []layout.Mark{{Text: &layout.Run{S: "а", Size: textSize}}}})
		data, err := Write(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Open(data)
		if (p == nil) == (err == nil) {
			t.Fatal("there must be either a file or an error")
		}
	})
}

// FuzzScan holds that whatever stands where an object should ends in a value or an error.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"<</A[1 2 0 R(a\\)b)<FEFF0431>]/B true/C 1.5>>", "<<<<<<", "[[[[", "(((", "<a", "/", "\\", "1 0 R"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		s := scanner{b: data}
		for len(s.b) > 0 {
			if _, err := s.value(0); err != nil {
				return
			}
		}
	})
}
