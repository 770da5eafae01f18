package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"bulletin/fonts"
	"bulletin/report/layout"
)

// face is a face of the family that the pages use. Its letters are written
// as two-byte codes, numbered from 1 in the order of Unicode: a code is the
// CID, and a short CIDToGIDMap leads from there to the glyph. So the codes are
// known before the face is cut, and stay apart where letters share a glyph
// (a no-break space and a space).
type face struct {
	*fonts.Face
	name    []byte // in page contents: /F0
	codes   []uint16
	letters []rune // by code less one

	file   []byte   // the TrueType file with the glyphs in use
	glyphs []uint16 // by code less one
	metrics
}

// metrics are what a font descriptor asks for, in thousandths of an em (ISO 32000-1 9.8).
type metrics struct {
	box    [4]int
	italic int // degrees
	stem   int
	flags  int
}

// collect finds the letters that the pages use, for each face.
func collect(p *layout.Pages) (*[fonts.Styles]*face, error) {
	var faces [fonts.Styles]*face
	var problems []error
	eachText(p, func(s string, style fonts.Style) {
		f, err := faceOf(p, &faces, style)
		if err == nil {
			err = f.use(s)
		}
		if err != nil {
			problems = append(problems, err)
		}
	})
	if problems != nil {
		return nil, errors.Join(problems...)
	}
	number := 0
	for _, f := range faces {
		if f != nil {
			f.name = appendInt([]byte("/F"), number)
			f.number()
			number++
		}
	}
	return &faces, nil
}

func faceOf(p *layout.Pages, faces *[fonts.Styles]*face, style fonts.Style) (*face, error) {
	if int(style) >= len(faces) || p.Family[style] == nil {
		return nil, fmt.Errorf("the family has no face of style %d", style)
	}
	if faces[style] == nil {
		faces[style] = &face{Face: p.Family[style]}
	}
	return faces[style], nil
}

// use notes the letters of a text.
func (f *face) use(s string) error {
	for _, r := range s {
		if int(r) < len(f.codes) && f.codes[r] != 0 {
			continue
		}
		if r < ' ' || !f.Has(r) {
			return fmt.Errorf("the face %s lacks the letter «%c» (%U) of «%s»", f.Name, r, r, s)
		}
		if int(r) >= len(f.codes) {
			f.codes = append(f.codes, make([]uint16, int(r)+256-len(f.codes))...)
		}
		f.codes[r] = 1
	}
	return nil
}

// number gives the letters in use their codes.
func (f *face) number() {
	for r := range f.codes {
		if f.codes[r] != 0 {
			f.letters = append(f.letters, rune(r))
			f.codes[r] = uint16(len(f.letters))
		}
	}
}

// eachText calls f with every text on the pages.
func eachText(p *layout.Pages, f func(s string, style fonts.Style)) {
	for i := range p.Pages {
		for j := range p.Pages[i].Marks {
			m := &p.Pages[i].Marks[j]
			if m.Text != nil && m.Text.S != "" {
				f(m.Text.S, m.Text.Style)
			}
			if m.Picture == nil {
				continue
			}
			for k := range m.Picture.Ops {
				if o := &m.Picture.Ops[k]; o.Text != "" {
					f(o.Text, o.Style)
				}
			}
		}
	}
}

// encode appends the codes of a text as bytes, most significant first.
func (f *face) encode(b []byte, s string) []byte {
	for _, r := range s {
		c := f.codes[r]
		b = append(b, byte(c>>8), byte(c))
	}
	return b
}

// cutFaces cuts every face that is used to its letters.
func cutFaces(faces *[fonts.Styles]*face) error {
	var problems []error
	for _, f := range faces {
		if f == nil {
			continue
		}
		if err := f.cut(); err != nil {
			problems = append(problems, err)
		}
	}
	return errors.Join(problems...)
}

// cut fills in what is known of the face once it is cut. fpdf reads a face as
// if it were sound: what it trips over is an error of the face.
func (f *face) cut() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the face %s cannot be cut: %v", f.Name, r)
		}
	}()
	source := f.Data
	if sharesMetrics(source) {
		source = bytes.Clone(source) // fpdf writes into such a face while it cuts
	}
	whole := fpdf.UTF8CutFont(source, string(f.letters)+" ")
	if whole == nil {
		return fmt.Errorf("the face %s has no table of Unicode letters (cmap format 4)", f.Name)
	}
	tables := readTables(whole)
	if err := f.readGlyphs(tables["cmap"]); err != nil {
		return err
	}
	f.readMetrics(tables)
	f.file = assemble(tables, embedded(tables))
	return nil
}

// sharesMetrics reports whether the last glyphs of a face share one width.
func sharesMetrics(data []byte) bool {
	t := readTables(data)
	return u16(t["hhea"], 34) < u16(t["maxp"], 4)
}

// readTables parts a TrueType file into its tables. It panics on a file that is cut off.
func readTables(data []byte) map[string][]byte {
	const header, record = 12, 16
	n := u16(data, 4)
	tables := make(map[string][]byte, n)
	for i := range n {
		r := data[header+i*record:]
		start, length := u32(r, 8), u32(r, 12)
		tables[string(r[:4])] = data[start : start+length : start+length]
	}
	return tables
}

// readGlyphs finds the glyph of every letter in the cmap that fpdf wrote: one
// table of format 4 whose segments all go by a difference.
func (f *face) readGlyphs(cmap []byte) error {
	t := cmap[12:]
	size := u16(t, 6) // twice the number of segments
	ends, starts, deltas := t[14:], t[16+size:], t[16+2*size:]
	glyph := func(r rune) uint16 {
		for at := 0; at < size; at += 2 {
			if u16(ends, at) >= int(r) {
				if u16(starts, at) > int(r) {
					return 0
				}
				return uint16(int(r) + u16(deltas, at))
			}
		}
		return 0
	}
	f.glyphs = make([]uint16, len(f.letters))
	for i, r := range f.letters {
		f.glyphs[i] = glyph(r)
		if f.glyphs[i] == 0 && r == noBreakSpace {
			f.glyphs[i] = glyph(' ') // Face.Has says that it will do
		}
		if f.glyphs[i] == 0 {
			return fmt.Errorf("the face %s lost the letter «%c» (%U) when it was cut", f.Name, r, r)
		}
	}
	return nil
}

const noBreakSpace = '\u00a0'

func (f *face) readMetrics(tables map[string][]byte) {
	head, post := tables["head"], tables["post"]
	em := u16(head, 18)
	for i := range f.box {
		f.box[i] = perMille(i16(head, 36+2*i), em)
	}
	const fixed, symbolic, italic = 1, 4, 64
	f.flags = symbolic // its codes are no standard encoding
	if f.italic = i16(post, 4); f.italic != 0 {
		f.flags |= italic
	}
	if u32(post, 12) != 0 {
		f.flags |= fixed
	}
	weight := 400
	if os2 := tables["OS/2"]; len(os2) > 5 {
		weight = u16(os2, 4)
	}
	f.stem = 50 + weight*weight/(65*65) // a stem's width is not in a TrueType file; this is fpdf's estimate
}

// perMille turns units of the face into thousandths of an em, rounded.
func perMille(n, em int) int {
	if n < 0 {
		return -perMille(-n, em)
	}
	return (n*1000 + em/2) / em
}

// embedded are the tables that an embedded face needs (ISO 32000-1 9.9); its
// names, its cmap and the rest would be dead weight.
func embedded(tables map[string][]byte) []string {
	var names []string
	for _, name := range []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"} {
		if tables[name] != nil {
			names = append(names, name)
		}
	}
	return names
}

// assemble builds a TrueType file of the tables named, which are in the order of their names.
func assemble(tables map[string][]byte, names []string) []byte {
	const header, record, adjustment = 12, 16, 8
	power, log := 1, 0
	for power*2 <= len(names) {
		power, log = power*2, log+1
	}
	b := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, n := range []int{len(names), power * 16, log, (len(names) - power) * 16} {
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	}
	offset, head := header+record*len(names), 0
	for _, name := range names {
		t := tables[name]
		if name == "head" {
			head = offset
			copy(t[adjustment:], []byte{0, 0, 0, 0})
		}
		b = append(b, name...)
		b = binary.BigEndian.AppendUint32(b, checksum(t))
		b = binary.BigEndian.AppendUint32(b, uint32(offset))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t)))
		offset += (len(t) + 3) &^ 3
	}
	for _, name := range names {
		b = append(b, tables[name]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	binary.BigEndian.PutUint32(b[head+adjustment:], 0xb1b0afba-checksum(b))
	return b
}

func checksum(t []byte) uint32 {
	var sum uint32
	for len(t) >= 4 {
		sum += binary.BigEndian.Uint32(t)
		t = t[4:]
	}
	var rest [4]byte
	copy(rest[:], t)
	return sum + binary.BigEndian.Uint32(rest[:])
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

// add writes the five objects of a face (ISO 32000-1 9.7) and gives the first.
func (f *face) add(out *file) ref {
	name := subsetTag(f.file) + "+" + f.Name
	file := out.addStream("/Length1 "+strconv.Itoa(len(f.file)), f.file)
	unicode := out.addStream("", f.toUnicode())
	glyphs := out.addStream("", f.glyphMap())

	d := append([]byte(nil), "<</Type/FontDescriptor/FontName"...)
	d = appendName(d, name)
	d = append(d, "/Flags "...)
	d = appendInt(d, f.flags)
	d = append(d, "/FontBBox["...)
	for _, n := range f.box {
		d = append(appendInt(d, n), ' ')
	}
	d = append(d, "]/ItalicAngle "...)
	d = appendInt(d, f.italic)
	d = append(d, "/Ascent "...)
	d = appendInt(d, f.Ascent)
	d = append(d, "/Descent "...)
	d = appendInt(d, f.Descent)
	d = append(d, "/CapHeight "...)
	d = appendInt(d, f.CapHeight)
	d = append(d, "/StemV "...)
	d = appendInt(d, f.stem)
	d = append(d, "/FontFile2 "...)
	d = append(appendRef(d, file), ">>"...)
	descriptor := out.add(d)

	d = append([]byte(nil), "<</Type/Font/Subtype/CIDFontType2/BaseFont"...)
	d = appendName(d, name)
	d = append(d, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "...)
	d = appendRef(d, descriptor)
	d = append(d, "/W[1["...)
	for _, r := range f.letters {
		d = append(appendInt(d, f.Advance(r)), ' ')
	}
	d = append(d, "]]/CIDToGIDMap "...)
	d = append(appendRef(d, glyphs), ">>"...)
	descendant := out.add(d)

	d = append([]byte(nil), "<</Type/Font/Subtype/Type0/BaseFont"...)
	d = appendName(d, name)
	d = append(d, "/Encoding/Identity-H/DescendantFonts["...)
	d = appendRef(d, descendant)
	d = append(d, "]/ToUnicode "...)
	d = append(appendRef(d, unicode), ">>"...)
	return out.add(d)
}

// subsetTag names a subset by what is in it (ISO 32000-1 9.6.4).
func subsetTag(data []byte) string {
	digest := sha256.Sum256(data)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + digest[i]%26
	}
	return string(tag)
}

// glyphMap is the CIDToGIDMap, up to the last code in use.
func (f *face) glyphMap() []byte {
	b := make([]byte, 2, 2+2*len(f.glyphs))
	for _, g := range f.glyphs {
		b = binary.BigEndian.AppendUint16(b, g)
	}
	return b
}

// toUnicode is the CMap that leads from codes back to letters (ISO 32000-1 9.10.3).
func (f *face) toUnicode() []byte {
	const most = 100 // entries in a block
	b := []byte("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n" +
		"1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	for start := 0; start < len(f.letters); start += most {
		block := f.letters[start:min(start+most, len(f.letters))]
		b = appendInt(b, len(block))
		b = append(b, " beginbfchar\n"...)
		for i, r := range block {
			code := start + i + 1
			b = appendHex(b, []byte{byte(code >> 8), byte(code)})
			b = append(appendHex(b, []byte{byte(r >> 8), byte(r)}), '\n')
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap CMapName currentdict/CMap defineresource pop end end\n"...)
}
