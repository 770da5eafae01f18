package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/report/layout"
)

// hostile writes a file whose catalog and objects say what they like.
func hostile(catalog string, objects ...object) []byte {
	out := newFile("1.7")
	root := out.reserve()
	out.addRaw("/Type/Metadata", xmp(&layout.Pages{Title: "t", Language: "kk", Standard: layout.UA1A3a})) // object 2
	for _, o := range objects {                                                                           // from object 3 on
		out.addObject(o)
	}
	out.set(root, []byte("<</Metadata 2 0 R"+catalog+">>"))
	return out.bytes(root, 0)
}

// TestOpenIsBounded holds that files which ask for endless reading end in an
// error, within a measure of memory: what would not end needs no clock.
func TestOpenIsBounded(t *testing.T) {
	zeros := bytes.Repeat([]byte{0}, 80<<20)
	filespec := func(n string) object { return object{body: []byte("<</UF" + n + "/EF<</F 4 0 R>>>>")} }
	small := object{data: []byte("a"), kind: deflated, body: []byte("/Filter/FlateDecode")}
	many := strings.Repeat("3 0 R ", 1<<20)
	good, err := Write(carrier(layout.UA1A3a))
	if err != nil {
		t.Fatal(err)
	}
	p := carrier(layout.UA1A3a)
	p.Faces = make([]layout.CustomFace, maxInside+1)
	for i := range p.Faces {
		p.Faces[i] = layout.CustomFace{Name: "a", SHA256: strings.Repeat("ab", 32)}
	}
	faces, err := Write(p)
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{
		"a bomb":                      hostile("/AF[3 0 R]", filespec("(a)"), object{data: zeros, kind: deflated, body: []byte("/Filter/FlateDecode")}),
		"many files":                  hostile("/AF["+many+"]", filespec("(a)"), small),
		"one long file, many times":   hostile("/AF["+strings.Repeat("3 0 R ", 4000)+"]", filespec("(a)"), object{data: zeros[:1<<20], kind: deflated, body: []byte("/Filter/FlateDecode")}),
		"one plain file, many times":  hostile("/AF["+strings.Repeat("3 0 R ", 4000)+"]", filespec("(a)"), object{data: zeros[:1<<20], kind: stream}),
		"one long name, many times":   hostile("/AF["+strings.Repeat("3 0 R ", 4000)+"]", filespec("("+strings.Repeat("a", 1<<20)+")"), small),
		"a long array":                hostile("/X["+strings.Repeat("1 ", 20<<20)+"]", small),
		"a deep array":                hostile("/X"+strings.Repeat("[", 1<<20), small),
		"a cycle of files":            hostile("/AF 3 0 R", object{body: []byte("[3 0 R]")}),
		"a file that is its own":      hostile("/AF[3 0 R]", object{body: []byte("<</UF(a)/EF<</F 3 0 R>>>>")}),
		"a file in the object stream": hostile("/AF[3 0 R]", object{body: []byte("<</UF(a)/EF<</F 1 0 R>>>>")}),
		"a huge reference":            hostile("/AF[99999999999999999999 0 R]"),
		"a negative length":           bytes.ReplaceAll(good, []byte("/Length 1"), []byte("/Length -1")),
		"a huge length":               bytes.ReplaceAll(good, []byte("/Length "), []byte("/Length 9999999999")),
		"an object stream of nothing": bytes.ReplaceAll(good, []byte("/Type/ObjStm/N "), []byte("/Type/ObjStm/N -")),
		"a huge object stream":        bytes.ReplaceAll(good, []byte("/Type/ObjStm/N "), []byte("/Type/ObjStm/N 999999")),
		"an endless heading":          append([]byte("1 0 obj\n<<"+strings.Repeat("/A 1", 1<<20)), "startxref\n0\n%%EOF\n"...),
		"a terminal's commands":       bytes.ReplaceAll(good, []byte("<pdf:Producer>bulletin 0"), []byte("<pdf:Producer>bulletin \x1b")),
		"a digest that is none":       bytes.ReplaceAll(good, []byte(strings.Repeat("ab", 32)), []byte(strings.Repeat("\x1b[", 32))),
		"many faces":                  faces,
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Open(data)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", what, err)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 6*maxRead>>20 {
			t.Errorf("%s took %d MiB", what, grown)
		}
	}
}

// TestOpenTakesWhatIsWritten sees that the bounds leave room for the largest release.
func TestOpenTakesWhatIsWritten(t *testing.T) {
	p := sample(fonts.Default())
	for i := range 1000 {
		p.Attachments = append(p.Attachments, layout.Attachment{Name: fmt.Sprintf("кесте-%d.csv", i), MIME: "text/csv", Relationship: "Data", Data: bytes.Repeat([]byte{byte(i)}, 17<<10)})
	}
	data, err := Write(p)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Open(data); err != nil || len(got.Attachments) != 1000 {
		t.Error(err)
	}
}
