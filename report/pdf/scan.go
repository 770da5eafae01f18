package pdf

import (
	"bytes"
	"errors"
	"strconv"
	"unicode/utf16"
)

// pdfName is a name object; strings are Go strings, decoded.
type pdfName string

// scanner reads objects (ISO 32000-1 7.3) as this program writes them.
type scanner struct {
	b      []byte
	values int // read so far
}

var errSyntax = errors.New("strange syntax")

// value reads one object: int, pdfName, string, ref, []any, map[string]any, or nil for what is none of them.
func (s *scanner) value(depth int) (any, error) {
	s.space()
	s.values++
	switch {
	case depth > maxDepth || s.values > maxValues || len(s.b) == 0:
		return nil, errSyntax
	case s.skip("<<"):
		return s.dict(depth)
	case s.b[0] == '<':
		return s.hexString()
	case s.b[0] == '(':
		return s.literal()
	case s.b[0] == '/':
		return s.name()
	case s.skip("["):
		return s.array(depth)
	}
	return s.number()
}

func (s *scanner) space() { s.b = bytes.TrimLeft(s.b, " \n\r\t") }

// skip passes over a word, if it is next.
func (s *scanner) skip(word string) bool {
	s.space()
	rest, ok := bytes.CutPrefix(s.b, []byte(word))
	if ok {
		s.b = rest
	}
	return ok
}

func (s *scanner) dict(depth int) (any, error) {
	d := map[string]any{}
	for !s.skip(">>") {
		s.space()
		key, err := s.name()
		if err != nil {
			return nil, err
		}
		if d[string(key)], err = s.value(depth + 1); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (s *scanner) array(depth int) (any, error) {
	a := []any{}
	for !s.skip("]") {
		v, err := s.value(depth + 1)
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
	return a, nil
}

func (s *scanner) name() (pdfName, error) {
	if len(s.b) == 0 || s.b[0] != '/' {
		return "", errSyntax
	}
	word := s.word(s.b[1:])
	s.b = s.b[1+len(word):]
	return pdfName(word), nil
}

// word gives what stands before the next delimiter.
func (s *scanner) word(b []byte) []byte {
	if end := bytes.IndexAny(b, " \n\r\t/<>[]()"); end >= 0 {
		return b[:end]
	}
	return b
}

func (s *scanner) integer() (int, error) {
	s.space()
	word := s.word(s.b)
	n, err := strconv.Atoi(string(word))
	if err != nil {
		return 0, errSyntax
	}
	s.b = s.b[len(word):]
	return n, nil
}

// number reads an integer or a reference; of true, null and 1.5 nothing is wanted.
func (s *scanner) number() (any, error) {
	n, err := s.integer()
	if err != nil {
		word := s.word(s.b)
		if len(word) == 0 {
			return nil, errSyntax
		}
		s.b = s.b[len(word):]
		return nil, nil
	}
	if n >= 0 && bytes.HasPrefix(s.b, []byte(" 0 R")) {
		s.b = s.b[len(" 0 R"):]
		return ref(n), nil
	}
	return n, nil
}

func (s *scanner) hexString() (any, error) {
	end := bytes.IndexByte(s.b, '>')
	if end < 0 || end%2 == 0 {
		return nil, errSyntax
	}
	raw := make([]byte, 0, end/2)
	for i := 1; i+1 < end; i += 2 {
		n, err := strconv.ParseUint(string(s.b[i:i+2]), 16, 8)
		if err != nil {
			return nil, errSyntax
		}
		raw = append(raw, byte(n))
	}
	s.b = s.b[end+1:]
	return textOf(raw), nil
}

// textOf decodes a text string (ISO 32000-1 7.9.2.2): UTF-16 with its mark, else ASCII.
func textOf(raw []byte) string {
	if len(raw) < 2 || raw[0] != 0xfe || raw[1] != 0xff || len(raw)%2 != 0 {
		return string(raw)
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 2; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

func (s *scanner) literal() (any, error) {
	var raw []byte
	for i := 1; i < len(s.b); i++ {
		switch c := s.b[i]; c {
		case '\\':
			i++
			switch {
			case i == len(s.b):
				return nil, errSyntax
			case s.b[i] == 'r':
				raw = append(raw, '\r')
			default:
				raw = append(raw, s.b[i])
			}
		case ')':
			s.b = s.b[i+1:]
			return textOf(raw), nil
		case '(':
			return nil, errSyntax // none is written without its backslash
		default:
			raw = append(raw, c)
		}
	}
	return nil, errSyntax
}
