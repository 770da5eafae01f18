package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// The reader below knows as much of PDF as the tests ask about: objects in
// object streams, a cross-reference stream, and the operators of a page.

type (
	name string // without its slash
	dict map[string]any
	word string // an operator
)

// document is a file that has been read.
type document struct {
	t       testing.TB
	data    []byte
	trailer dict
	objects map[ref]any
	streams map[ref][]byte // inflated
}

func read(t testing.TB, data []byte) *document {
	t.Helper()
	d := &document{t: t, data: data, objects: map[ref]any{}, streams: map[ref][]byte{}}
	at := bytes.LastIndex(data, []byte("startxref\n"))
	start, err := strconv.Atoi(strings.Fields(string(data[at:]))[1])
	if err != nil {
		t.Fatal(err)
	}
	trailer, rows := d.stream(start)
	d.trailer = trailer
	const width = 9
	row := make([]byte, width)
	size := trailer["Size"].(int)
	if len(rows) != size*(width+1) {
		t.Fatalf("%d objects in %d bytes of cross-references", size, len(rows))
	}
	inHolder := map[ref][]ref{}
	for n := range size {
		for i := range width {
			row[i] += rows[n*(width+1)+1+i]
		}
		where := int(binary.BigEndian.Uint32(row[1:]))
		switch row[0] {
		case 1:
			if !bytes.HasPrefix(data[where:], fmt.Appendf(nil, "%d 0 obj\n", n)) {
				t.Fatalf("object %d is not at %d", n, where)
			}
			d.objects[ref(n)], d.streams[ref(n)] = d.stream(where)
		case 2:
			inHolder[ref(where)] = append(inHolder[ref(where)], ref(n))
		}
	}
	for holder, numbers := range inHolder {
		d.readHolder(d.objects[holder].(dict), d.streams[holder], numbers)
	}
	return d
}

func (d *document) stream(at int) (dict, []byte) {
	d.t.Helper()
	p := &parser{t: d.t, b: d.data[at:]}
	p.next() // number
	p.next() // generation
	p.next() // obj
	entries := p.next().(dict)
	p.next() // stream
	raw := p.b[p.at+1 : p.at+1+entries["Length"].(int)]
	if !bytes.HasPrefix(p.b[p.at+1+len(raw):], []byte("\nendstream\nendobj\n")) {
		d.t.Fatalf("the stream at %d has another length", at)
	}
	if entries["Filter"] == nil {
		return entries, raw
	}
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		d.t.Fatal(err)
	}
	inflated, err := io.ReadAll(z)
	if err != nil {
		d.t.Fatal(err)
	}
	return entries, inflated
}

func (d *document) readHolder(entries dict, data []byte, numbers []ref) {
	index := &parser{t: d.t, b: data}
	for i := range entries["N"].(int) {
		number, offset := ref(index.next().(int)), index.next().(int)
		if number != numbers[i] {
			d.t.Fatalf("object %d stands where the table has %d", number, numbers[i])
		}
		body := &parser{t: d.t, b: data[entries["First"].(int)+offset:]}
		d.objects[number] = body.next()
	}
}

// get follows references from an object through keys.
func (d *document) get(v any, keys ...string) any {
	d.t.Helper()
	for {
		if r, ok := v.(ref); ok {
			if d.objects[r] == nil {
				d.t.Fatalf("object %d is not there", r)
			}
			v = d.objects[r]
			continue
		}
		if len(keys) == 0 {
			return v
		}
		m, ok := v.(dict)
		if !ok {
			d.t.Fatalf("%v has no /%s", v, keys[0])
		}
		v, keys = m[keys[0]], keys[1:]
	}
}

func (d *document) dict(v any, keys ...string) dict {
	d.t.Helper()
	m, ok := d.get(v, keys...).(dict)
	if !ok {
		d.t.Fatalf("no dictionary at %v %v", v, keys)
	}
	return m
}

func (d *document) array(v any, keys ...string) []any {
	d.t.Helper()
	a, _ := d.get(v, keys...).([]any)
	return a
}

func (d *document) text(v any, keys ...string) string {
	d.t.Helper()
	s, _ := d.get(v, keys...).(string)
	return decodeText(s)
}

func (d *document) catalog() dict { return d.dict(d.trailer["Root"]) }

// pages gives the references of the pages in order.
func (d *document) pages() []ref {
	var refs []ref
	for _, k := range d.array(d.catalog(), "Pages", "Kids") {
		refs = append(refs, k.(ref))
	}
	return refs
}

// decodeText reads a text string.
func decodeText(s string) string {
	if !strings.HasPrefix(s, "\xfe\xff") {
		return s
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// parser reads objects and operators one after the other.
type parser struct {
	t  testing.TB
	b  []byte
	at int
}

func (p *parser) done() bool {
	for p.at < len(p.b) && bytes.IndexByte([]byte(" \n\r\t"), p.b[p.at]) >= 0 {
		p.at++
	}
	return p.at >= len(p.b)
}

func (p *parser) next() any {
	if p.done() {
		p.t.Fatal("an object is cut off")
	}
	switch rest := p.b[p.at:]; {
	case bytes.HasPrefix(rest, []byte("<<")):
		p.at += 2
		return p.dict()
	case rest[0] == '<':
		end := bytes.IndexByte(rest, '>')
		p.at += end + 1
		s, err := hex.DecodeString(string(rest[1:end]))
		if err != nil {
			p.t.Fatal(err)
		}
		return string(s)
	case rest[0] == '(':
		return p.literal()
	case rest[0] == '[':
		p.at++
		return p.array()
	case rest[0] == '/':
		p.at++
		return name(p.regular())
	}
	return p.number(p.regular())
}

// number gives a number, a reference, or an operator.
func (p *parser) number(s string) any {
	n, err := strconv.Atoi(s)
	if err == nil {
		if bytes.HasPrefix(p.b[p.at:], []byte(" 0 R")) {
			p.at += len(" 0 R")
			return ref(n)
		}
		return n
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return f
	}
	return word(s)
}

func (p *parser) regular() string {
	start := p.at
	for p.at < len(p.b) && bytes.IndexByte([]byte(" \n\r\t()<>[]/"), p.b[p.at]) < 0 {
		p.at++
	}
	if p.at == start {
		p.t.Fatalf("unexpected %q", p.b[p.at:min(len(p.b), p.at+20)])
	}
	return string(p.b[start:p.at])
}

func (p *parser) dict() dict {
	d := dict{}
	for {
		p.done()
		if bytes.HasPrefix(p.b[p.at:], []byte(">>")) {
			p.at += 2
			return d
		}
		key := p.next().(name)
		if _, twice := d[string(key)]; twice {
			p.t.Fatalf("/%s stands twice", key)
		}
		d[string(key)] = p.next()
	}
}

func (p *parser) array() []any {
	a := []any{}
	for {
		p.done()
		if p.b[p.at] == ']' {
			p.at++
			return a
		}
		a = append(a, p.next())
	}
}

func (p *parser) literal() string {
	var s []byte
	depth := 0
	for ; p.at < len(p.b); p.at++ {
		c := p.b[p.at]
		switch c {
		case '\\':
			p.at++
			if c = p.b[p.at]; c == 'r' {
				c = '\r'
			}
			s = append(s, c)
			continue
		case '(':
			depth++
			if depth == 1 {
				continue
			}
		case ')':
			depth--
			if depth == 0 {
				p.at++
				return string(s)
			}
		}
		s = append(s, c)
	}
	p.t.Fatal("a string is cut off")
	return ""
}

// sequences gives the text of each marked content sequence of a page, by its
// identifier, and fails on a mark that stands outside of them.
func (d *document) sequences(page ref) map[int]string {
	texts := map[int]string{}
	for _, m := range d.contents(page) {
		if m.mcid < 0 {
			continue
		}
		if _, twice := texts[m.mcid]; twice {
			d.t.Errorf("the identifier %d stands twice on a page", m.mcid)
		}
		texts[m.mcid] = m.text
	}
	return texts
}

// letters reads the ToUnicode map of a font.
func (d *document) letters(page ref, font string) map[string]string {
	unicode := d.dict(page, "Resources", "Font", font)["ToUnicode"].(ref)
	letters := map[string]string{}
	for line := range strings.Lines(string(d.streams[unicode])) {
		var code, letter int
		if n, _ := fmt.Sscanf(line, "<%04X><%04X>\n", &code, &letter); n == 2 {
			letters[string([]byte{byte(code >> 8), byte(code)})] = string(rune(letter))
		}
	}
	return letters
}

func decodeCodes(letters map[string]string, s string) string {
	var b strings.Builder
	for i := 0; i+1 < len(s); i += 2 {
		b.WriteString(letters[s[i:i+2]])
	}
	return b.String()
}
