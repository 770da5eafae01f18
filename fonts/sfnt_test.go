package fonts

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// sample is a small face, so that a fuzzer meets all of it.
func sample() []byte {
	return fpdf.UTF8CutFont(bytes.Clone(notoRegular), " AHxéаәқһ\u00a0–")
}

// record gives the place of the directory entry of a table.
func record(t testing.TB, data []byte, table string) int {
	t.Helper()
	for at := 12; at < 12+16*u16(data, 4); at += 16 {
		if string(data[at:at+4]) == table {
			return at
		}
	}
	t.Fatalf("no table %q", table)
	return 0
}

// offset gives the place of a table.
func offset(t testing.TB, data []byte, table string) int {
	t.Helper()
	return int(u32(data, record(t, data, table)+8))
}

// put gives the face with a 16-bit number of one of its tables changed.
func put(t testing.TB, data []byte, table string, at, value int) []byte {
	t.Helper()
	data = bytes.Clone(data)
	binary.BigEndian.PutUint16(data[offset(t, data, table)+at:], uint16(value))
	return data
}

func withUnits(t testing.TB, em int) []byte { return put(t, notoRegular, "head", 18, em) }

// without gives the face with a table renamed out of the way.
func without(t testing.TB, data []byte, table string) []byte {
	t.Helper()
	data = bytes.Clone(data)
	copy(data[record(t, data, table):], "----")
	return data
}

// resized gives the face with the length of a table changed in the directory.
func resized(t testing.TB, data []byte, table string, size int) []byte {
	t.Helper()
	data = bytes.Clone(data)
	binary.BigEndian.PutUint32(data[record(t, data, table)+12:], uint32(size))
	return data
}

// composite gives the place in glyf, and the number, of the first composite glyph.
func composite(t testing.TB, data []byte) (at, glyph int) {
	t.Helper()
	tables, err := split(data)
	if err != nil {
		t.Fatal(err)
	}
	offsets, err := tables.glyphOffsets()
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range offsets[:len(offsets)-1] {
		if offsets[i+1] > at && i16(tables.glyf, at) < 0 {
			return at, i
		}
	}
	t.Fatal("no composite glyph")
	return 0, 0
}

func TestParseSample(t *testing.T) {
	f, err := Parse(sample())
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "NotoSans-Regular" || !f.Has('қ') || f.Has('Б') || f.Advance('A') != 639 {
		t.Errorf("read as %q, қ %v, Б %v, A %d", f.Name, f.Has('қ'), f.Has('Б'), f.Advance('A'))
	}
}

func TestParseRefuses(t *testing.T) {
	good := sample()
	at, glyph := composite(t, good)
	tagged := func(tag string) []byte { return append([]byte(tag), good[4:]...) }
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "too short"},
		{"text", []byte("title = \"Бюллетень\"\n"), "not a font"},
		{"CFF", tagged("OTTO"), "OpenType CFF (.otf)"},
		{"collection", tagged("ttcf"), "a collection (.ttc)"},
		{"WOFF", tagged("wOFF"), "unpack it to TTF"},
		{"WOFF 2", tagged("wOF2"), "unpack it to TTF"},
		{"directory cut", good[:40], "cut short"},
		{"body cut", good[:len(good)-8], "cut short"},
		{"no outlines", without(t, good, "glyf"), "no glyf table"},
		{"no OS/2", without(t, good, "OS/2"), "no OS/2 table"},
		{"no name", without(t, good, "name"), "no name table"},
		{"no post", without(t, good, "post"), "no post table"},
		{"short head", resized(t, good, "head", 53), "bad head table"},
		{"short hmtx", resized(t, good, "hmtx", 4), "bad hmtx table"},
		{"short OS/2", resized(t, good, "OS/2", 88), "bad OS/2 table"},
		{"short loca", resized(t, good, "loca", 4), "bad loca table"},
		{"short glyf", resized(t, good, "glyf", 40), "bad loca table"},
		{"short name", resized(t, good, "name", 60), "bad name table"},
		{"short cmap", resized(t, good, "cmap", 40), "bad cmap table"},
		{"em of 0", put(t, good, "head", 18, 0), "bad head table"},
		{"em of 32768", put(t, good, "head", 18, 32768), "bad head table"},
		{"unknown loca", put(t, good, "head", 50, 2), "bad head table"},
		{"no glyphs", put(t, good, "maxp", 4, 0), "bad maxp table"},
		{"no advances", put(t, good, "hhea", 34, 0), "bad hhea table"},
		{"too many advances", put(t, good, "hhea", 34, 5000), "bad hhea table"},
		{"embedding forbidden", put(t, good, "OS/2", 8, 2), "forbids embedding"},
		{"cutting forbidden", put(t, good, "OS/2", 8, 0x104), "forbids embedding"},
		{"symbol face", put(t, good, "cmap", 6, 0), "no character map of format 4"},
		{"other character map", put(t, good, "cmap", 12, 6), "no character map of format 4"},
		{"letters out of order", put(t, good, "cmap", 12+14, 0xFFFE), "bad cmap table"},
		{"name format 1", put(t, good, "name", 0, 1), "name table of format 0"},
		{"glyph of itself", put(t, good, "glyf", at+12, glyph), "bad glyf table"},
		{"glyph of none", put(t, good, "glyf", at+12, 60000), "bad glyf table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Parse(c.data)
			if err == nil {
				t.Fatalf("accepted as %q", f.Name)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %q, want %q in it", err, c.want)
			}
		})
	}
}

func TestLettersTooWideAreAbsent(t *testing.T) {
	good := sample()
	tables, err := split(good)
	if err != nil {
		t.Fatal(err)
	}
	for glyph := range tables.glyphs() {
		good = put(t, good, "hmtx", 4*glyph, 0x8000)
	}
	f, err := Parse(put(t, good, "head", 18, 16384))
	if err != nil {
		t.Fatal(err)
	}
	if f.Has('A') {
		t.Errorf("A is there, %d wide", f.Advance('A'))
	}
}

func TestOldFacesGetUsualHeights(t *testing.T) {
	f, err := Parse(put(t, sample(), "OS/2", 0, 1))
	if err != nil {
		t.Fatal(err)
	}
	if f.CapHeight != 700 || f.XHeight != 500 {
		t.Errorf("heights %d and %d", f.CapHeight, f.XHeight)
	}
}

func TestDeepCompositesAreRefused(t *testing.T) {
	// Each of 20 glyphs names the one before it twice: the last has a million parts.
	const glyphs = 20
	offsets := make([]int, glyphs+1)
	var glyf []byte
	for i := range glyphs {
		offsets[i] = len(glyf)
		body := make([]byte, 10, 24)
		if i > 0 {
			body[0], body[1] = 0xFF, 0xFF
			part := []byte{0, moreComponents, 0, byte(i - 1), 0, 0}
			body = append(body, part...)
			part[1] = 0
			body = append(body, part...)
		}
		glyf = append(glyf, body...)
	}
	offsets[glyphs] = len(glyf)
	o := &outlines{glyf: glyf, offsets: offsets, parts: make([]int, glyphs)}
	if n, err := o.count(6); n != 127 || err != nil {
		t.Errorf("seventh glyph: %d parts, %v", n, err)
	}
	if _, err := o.count(glyphs - 1); err == nil || !strings.Contains(err.Error(), "plainer glyphs") {
		t.Errorf("error %v", err)
	}
}

// Whatever Parse accepts, fpdf cuts, embeds and measures alike.
func FuzzParse(f *testing.F) {
	good := sample()
	f.Add(good)
	f.Add(good[:200])
	f.Add([]byte("OTTO"))
	f.Add(put(f, good, "head", 18, 2048))
	f.Add(put(f, good, "hhea", 34, 3))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		face, err := Parse(data)
		if !bytes.Equal(data, before) {
			t.Fatal("Parse wrote into the file")
		}
		if err != nil {
			if face != nil || strings.TrimSpace(err.Error()) == "" {
				t.Fatalf("face %v, error %q", face, err)
			}
			return
		}
		doc := withFace(t, data)
		doc.AddPage()
		written := 0
		for r := rune(1); r < 0xFFFF && written < 300; r++ {
			if !face.Has(r) || r == noBreakSpace || r >= 0xD800 && r < 0xE000 {
				continue
			}
			written++
			if got, want := face.Advance(r), doc.GetStringSymbolWidth(string(r)); got != want {
				t.Fatalf("advance of U+%04X is %d, fpdf has %d", r, got, want)
			}
			doc.Text(10, 10, string(r))
		}
		if err := doc.Output(io.Discard); err != nil {
			t.Fatal(err)
		}
	})
}
