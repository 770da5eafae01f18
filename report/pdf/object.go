package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"unicode/utf16"

	"bulletin/fonts"
)

// ref is the number of an indirect object; zero is none.
type ref int

// file collects indirect objects and serialises them (ISO 32000-1 7.5):
// streams stand alone, everything else goes into one object stream.
type file struct {
	version string   // of PDF: 1.7 or 2.0
	objects []object // by number; the first is unused
	writer  *zlib.Writer
}

// object is a body or, where it is a stream, the entries of its dictionary and its data.
type object struct {
	body []byte
	data []byte
	kind kind
}

type kind uint8

const (
	plain    kind = iota
	stream        // data as it is
	deflated      // data is to be compressed
)

func newFile(version string) *file {
	w, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // of a level that does not exist
	}
	return &file{version: version, objects: make([]object, 1, 512), writer: w}
}

// reserve gives a number to an object that is set later.
func (f *file) reserve() ref {
	f.objects = append(f.objects, object{})
	return ref(len(f.objects) - 1)
}

func (f *file) set(r ref, body []byte) { f.objects[r].body = body }

func (f *file) add(body []byte) ref {
	r := f.reserve()
	f.set(r, body)
	return r
}

// addStream adds data that is compressed in the end. The entries are those of
// its dictionary without length and filter.
func (f *file) addStream(entries string, data []byte) ref {
	return f.addObject(object{body: []byte(entries + "/Filter/FlateDecode"), data: data, kind: deflated})
}

// addRaw adds data as it is.
func (f *file) addRaw(entries string, data []byte) ref {
	return f.addObject(object{body: []byte(entries), data: data, kind: stream})
}

func (f *file) addObject(o object) ref {
	r := f.reserve()
	f.objects[r] = o
	return r
}

// place is where an object stands: at an offset of the file, or as one of the object stream.
type place struct {
	offset int
	index  int // in the object stream; -1: not in it
}

// bytes serialises the file; info is zero where it has none. The identifier is a digest of everything before
// the cross-reference stream, which therefore is the last object.
func (f *file) bytes(root, info ref) []byte {
	places := make([]place, len(f.objects), len(f.objects)+2)
	holder := f.addHolder(places)
	f.deflate()

	size := 1 << 10
	for i := range f.objects {
		size += len(f.objects[i].data) + 128
	}
	out := make([]byte, 0, size)
	out = append(out, "%PDF-"+f.version+"\n%\xe2\xe3\xcf\xd3\n"...)
	places = append(places, place{})
	for n := range f.objects {
		if f.objects[n].kind != plain {
			places[n] = place{offset: len(out), index: -1}
			out = appendStream(out, ref(n), &f.objects[n])
		}
	}
	digest := sha256.Sum256(out)
	return f.appendXRef(out, places, holder, root, info, digest[:16])
}

// addHolder adds the object stream (ISO 32000-1 7.5.7) of all that is no
// stream itself, and notes their places in it.
func (f *file) addHolder(places []place) ref {
	var index, bodies []byte
	count := 0
	for n := 1; n < len(f.objects); n++ {
		if f.objects[n].kind != plain {
			continue
		}
		places[n].index = count
		count++
		index = append(appendInt(index, n), ' ')
		index = append(appendInt(index, len(bodies)), ' ')
		bodies = append(append(bodies, f.objects[n].body...), '\n')
	}
	entries := "/Type/ObjStm/N " + strconv.Itoa(count) + "/First " + strconv.Itoa(len(index))
	return f.addStream(entries, append(index, bodies...))
}

// level is zlib's: those above it cost more time than bytes, see BenchmarkWrite.
const level = 6

// deflate compresses the streams that are to be, one after the other: a second
// writer on a core of its own costs a short process more than it gains.
func (f *file) deflate() {
	for n := range f.objects {
		if f.objects[n].kind == deflated {
			f.objects[n].data = f.compress(f.objects[n].data)
		}
	}
}

// compress uses one writer again and again: each new one would take 0.8 MB.
func (f *file) compress(data []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(data)/2 + 64)
	f.writer.Reset(&b)
	_, _ = f.writer.Write(data) // a bytes.Buffer takes everything
	_ = f.writer.Close()
	return b.Bytes()
}

func appendStream(out []byte, r ref, o *object) []byte {
	out = appendInt(out, int(r))
	out = append(out, " 0 obj\n<<"...)
	out = append(out, o.body...)
	out = append(out, "/Length "...)
	out = appendInt(out, len(o.data))
	out = append(out, ">>\nstream\n"...)
	out = append(out, o.data...)
	return append(out, "\nendstream\nendobj\n"...)
}

// appendXRef writes the cross-reference stream (ISO 32000-1 7.5.8): a row of
// nine bytes for each object, each row less the one above it, which leaves little to compress.
func (f *file) appendXRef(out []byte, places []place, holder, root, info ref, id []byte) []byte {
	start := len(out)
	self := f.reserve()
	places = append(places, place{offset: start, index: -1})

	rows := make([]byte, 0, len(places)*(xrefWidth+1))
	var above [xrefWidth]byte
	for n, p := range places {
		row := xrefRow(1, p.offset, 0)
		switch {
		case n == 0:
			row = xrefRow(0, 0, 0xffff)
		case p.index >= 0:
			row = xrefRow(2, int(holder), p.index)
		}
		rows = append(rows, 2) // PNG's predictor «up»
		for i := range row {
			rows = append(rows, row[i]-above[i])
		}
		above = row
	}
	d := append([]byte(nil), "/Type/XRef/Size "...)
	d = strconv.AppendInt(d, int64(len(places)), 10)
	d = append(d, "/W[1 4 4]/DecodeParms<</Predictor 12/Columns 9>>/Root "...)
	d = appendRef(d, root)
	if info != 0 {
		d = append(d, "/Info "...)
		d = appendRef(d, info)
	}
	d = append(d, "/ID["...)
	d = appendHex(appendHex(d, id), id)
	d = append(d, "]/Filter/FlateDecode"...)
	out = appendStream(out, self, &object{body: d, data: f.compress(rows)})
	out = append(out, "startxref\n"...)
	out = strconv.AppendInt(out, int64(start), 10)
	return append(out, "\n%%EOF\n"...)
}

// xrefWidth is the length of a row of the cross-reference stream: a kind, and two numbers of four bytes.
const xrefWidth = 1 + 4 + 4

func xrefRow(kind byte, a, b int) [xrefWidth]byte {
	row := [xrefWidth]byte{kind}
	binary.BigEndian.PutUint32(row[1:], uint32(a))
	binary.BigEndian.PutUint32(row[5:], uint32(b))
	return row
}

func appendRef(b []byte, r ref) []byte {
	b = strconv.AppendInt(b, int64(r), 10)
	return append(b, " 0 R"...)
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// hundredths rounds a length to hundredths of a point, the finest that goes into a file.
func hundredths(l fonts.Length) int {
	if l < 0 {
		return -int((5 - l) / 10)
	}
	return int((l + 5) / 10)
}

// points gives a length to fpdf, which prints two decimals of it.
func points(l fonts.Length) float64 { return float64(hundredths(l)) / 100 }

// appendDecimal writes n·10^-places without needless zeros.
func appendDecimal(b []byte, n, places int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	unit := 1
	for range places {
		unit *= 10
	}
	whole, part := n/unit, n%unit
	if whole > 0 || part == 0 {
		b = strconv.AppendInt(b, int64(whole), 10)
	}
	if part == 0 {
		return b
	}
	b = append(b, '.')
	for part > 0 {
		unit /= 10
		b = append(b, byte('0'+part/unit))
		part %= unit
	}
	return b
}

// appendPoint writes hundredths of a point and a space.
func appendPoint(b []byte, n int) []byte { return append(appendDecimal(b, n, 2), ' ') }

// appendText writes a text string.
func appendText(b []byte, s string) []byte { return appendString(b, textString(s)) }

// textString gives the bytes of a text string (ISO 32000-1 7.9.2.2): ASCII as it is, anything else in UTF-16BE.
func textString(s string) string {
	if isASCII(s) {
		return s
	}
	units := make([]byte, 0, 2+2*len(s))
	units = append(units, 0xfe, 0xff)
	for _, r := range s {
		if r1, r2 := utf16.EncodeRune(r); r1 != '\ufffd' {
			units = append(units, byte(r1>>8), byte(r1), byte(r2>>8), byte(r2))
			continue
		}
		units = append(units, byte(r>>8), byte(r))
	}
	return string(units)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// appendString writes the bytes of a literal string.
func appendString(b []byte, s string) []byte {
	b = append(b, '(')
	for i := range len(s) {
		switch c := s[i]; c {
		case '(', ')', '\\':
			b = append(b, '\\', c)
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, c)
		}
	}
	return append(b, ')')
}

func appendHex(b, data []byte) []byte {
	const digits = "0123456789ABCDEF"
	b = append(b, '<')
	for _, c := range data {
		b = append(b, digits[c>>4], digits[c&15])
	}
	return append(b, '>')
}

// appendName writes a name, its delimiters and anything not printable as #xx.
func appendName(b []byte, s string) []byte {
	b = append(b, '/')
	for i := range len(s) {
		c := s[i]
		if c > ' ' && c < 0x7f && !bytes.ContainsRune([]byte("()<>[]{}/%#"), rune(c)) {
			b = append(b, c)
			continue
		}
		h := appendHex(nil, []byte{c})
		b = append(b, '#', h[1], h[2])
	}
	return b
}
