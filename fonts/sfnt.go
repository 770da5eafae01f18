package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Parse reads a TrueType file. The error says what is wrong with it and what
// would do. What it accepts, fpdf can cut and embed: fpdf itself does not look
// before it reads, and prints its complaints to standard output.
func Parse(data []byte) (*Face, error) {
	f, err := read(data)
	if err != nil {
		return nil, err
	}
	if err := checkOutlines(data); err != nil {
		return nil, err
	}
	return f, nil
}

// errDamaged is told of every file that contradicts itself; which table it is
// in is of use to whoever made the face, and is put before it.
var errDamaged = errors.New("the file is damaged; take a fresh copy of the face")

func damaged(table string) error { return fmt.Errorf("bad %s table: %w", table, errDamaged) }

// sfnt is the tables of a face that fpdf reads (OpenType 1.9, "Font Tables").
type sfnt struct {
	head, hhea, maxp, os2, hmtx, cmap, loca, glyf, name, post []byte
}

// read gives the face with its advances, without a look at the outlines.
func read(data []byte) (*Face, error) {
	t, err := split(data)
	if err != nil {
		return nil, err
	}
	if err := t.checkHeaders(); err != nil {
		return nil, err
	}
	name, err := t.postScriptName()
	if err != nil {
		return nil, err
	}
	f := &Face{Name: name, Data: data}
	t.readHeights(f)
	f.fallback = t.thousandths(t.rawAdvance(0))
	if err := t.readLetters(f); err != nil {
		return nil, err
	}
	if f.Has(' ') && !f.Has(noBreakSpace) {
		f.set(noBreakSpace, f.lookup(' '))
	}
	return f, nil
}

const noBreakSpace = 0xA0

// split finds the tables of a file.
func split(data []byte) (*sfnt, error) {
	if len(data) < 12 {
		return nil, errors.New("a TTF file is needed; this one is too short to be one")
	}
	switch string(data[:4]) {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return nil, errors.New("a TTF file with TrueType outlines is needed; this one is OpenType CFF (.otf): take the face's TTF version")
	case "ttcf":
		return nil, errors.New("a TTF file with one face is needed; this one is a collection (.ttc): take the face out of it")
	case "wOFF", "wOF2":
		return nil, errors.New("a TTF file is needed; this one is a web font (WOFF): unpack it to TTF")
	default:
		return nil, errors.New("a TTF file is needed; this one is not a font")
	}
	t := new(sfnt)
	count := u16(data, 4)
	if len(data) < 12+16*count {
		return nil, errTruncated
	}
	for record := data[12 : 12+16*count]; len(record) > 0; record = record[16:] {
		start, size := uint64(u32(record, 8)), uint64(u32(record, 12))
		if start+size > uint64(len(data)) {
			return nil, errTruncated
		}
		body := data[start : start+size : start+size]
		switch string(record[:4]) {
		case "head":
			t.head = body
		case "hhea":
			t.hhea = body
		case "maxp":
			t.maxp = body
		case "OS/2":
			t.os2 = body
		case "hmtx":
			t.hmtx = body
		case "cmap":
			t.cmap = body
		case "loca":
			t.loca = body
		case "glyf":
			t.glyf = body
		case "name":
			t.name = body
		case "post":
			t.post = body
		}
	}
	return t, nil
}

var errTruncated = errors.New("the file is cut short; take a fresh copy of the face")

// checkHeaders looks at the sizes and formats on which all reading rests.
func (t *sfnt) checkHeaders() error {
	for _, n := range []struct {
		table string
		body  []byte
		size  int
	}{
		{"glyf", t.glyf, 0},
		{"head", t.head, 54},
		{"hhea", t.hhea, 36},
		{"maxp", t.maxp, 6},
		{"OS/2", t.os2, 72},
		{"hmtx", t.hmtx, 4},
		{"cmap", t.cmap, 4},
		{"loca", t.loca, 2},
		{"name", t.name, 6},
		{"post", t.post, 16},
	} {
		if n.body == nil {
			return fmt.Errorf("a TTF file with TrueType outlines is needed; this one has no %s table", n.table)
		}
		if len(n.body) < n.size {
			return damaged(n.table)
		}
	}
	if em := t.unitsPerEm(); em < 16 || em > 16384 || u16(t.head, 50) > 1 || u16(t.head, 52) != 0 {
		return damaged("head")
	}
	glyphs, metrics := t.glyphs(), t.metrics()
	if glyphs == 0 {
		return damaged("maxp")
	}
	if metrics == 0 || metrics > glyphs || u16(t.hhea, 32) != 0 {
		return damaged("hhea")
	}
	if len(t.hmtx) < 2*metrics+2*glyphs {
		return damaged("hmtx")
	}
	// OS/2 fsType: 2 forbids embedding; 0x100 cutting; 0x200 all but bitmaps.
	if use := u16(t.os2, 8); use&0xF == 2 || use&0x300 != 0 {
		return errors.New("the licence of this face forbids embedding it in a document (OS/2 fsType); take another face")
	}
	if u16(t.os2, 0) > 1 && len(t.os2) < 90 {
		return damaged("OS/2")
	}
	return nil
}

func (t *sfnt) unitsPerEm() int { return u16(t.head, 18) }
func (t *sfnt) glyphs() int     { return u16(t.maxp, 4) }
func (t *sfnt) metrics() int    { return u16(t.hhea, 34) } // glyphs with an advance of their own

// rawAdvance gives the advance of a glyph in font units: those after the last
// full entry share its advance.
func (t *sfnt) rawAdvance(glyph int) int {
	return u16(t.hmtx, 4*min(glyph, t.metrics()-1))
}

// thousandths scales font units. It is fpdf's own expression, so that a width
// that falls on a half is rounded as in the /W array of the PDF.
func (t *sfnt) thousandths(units int) int {
	return int(math.Round(1000.0 / float64(t.unitsPerEm()) * float64(units)))
}

func (t *sfnt) readHeights(f *Face) {
	f.Ascent = t.thousandths(i16(t.hhea, 4))
	f.Descent = t.thousandths(i16(t.hhea, 6))
	if u16(t.os2, 0) > 1 {
		f.XHeight = t.thousandths(i16(t.os2, 86))
		f.CapHeight = t.thousandths(i16(t.os2, 88))
	}
	// Faces of before 1999 do not say: these are common among text faces.
	if f.XHeight <= 0 {
		f.XHeight = 500
	}
	if f.CapHeight <= 0 {
		f.CapHeight = 700
	}
}

// postScriptName gives the name with id 6, and checks the names as fpdf reads them.
func (t *sfnt) postScriptName() (string, error) {
	if u16(t.name, 0) != 0 {
		return "", errors.New("a face with a name table of format 0 is needed; save this one again so")
	}
	count, storage := u16(t.name, 2), u16(t.name, 4)
	if len(t.name) < 6+12*count {
		return "", damaged("name")
	}
	name := ""
	for i := range count {
		record := t.name[6+12*i:]
		platform, encoding, language, id := u16(record, 0), u16(record, 2), u16(record, 4), u16(record, 6)
		size, start := u16(record, 8), storage+u16(record, 10)
		if start+size > len(t.name) {
			return "", damaged("name")
		}
		text := t.name[start : start+size]
		wide := platform == 3 && encoding == 1 && language == 0x409
		if wide && size%2 != 0 {
			return "", damaged("name")
		}
		if id == 6 && name == "" && (wide || platform == 1 && encoding == 0) {
			name = nameCharacters(text)
		}
	}
	if name == "" {
		name = "Unnamed"
	}
	return name, nil
}

// nameCharacters keeps what may stand in a PostScript name (OpenType, name ID
// 6: printable ASCII without delimiters). The high byte of a 16-bit character falls away with the rest.
func nameCharacters(text []byte) string {
	var name []byte
	for _, c := range text {
		switch c {
		case '[', ']', '(', ')', '{', '}', '<', '>', '/', '%', '#':
		default:
			if c > ' ' && c <= '~' && len(name) < 63 {
				name = append(name, c)
			}
		}
	}
	return string(name)
}

func u16(b []byte, at int) int    { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int    { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
