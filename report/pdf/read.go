package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// readContents takes the page contents out of a file as fpdf writes it with
// compression off. It reads no more of PDF than that: a cross-reference table,
// /Kids of object 1, /Contents and /Length with a direct integer.
func readContents(data []byte) ([][]byte, error) {
	offsets, err := readTable(data)
	if err != nil {
		return nil, err
	}
	kids, err := refsAfter(objectAt(data, offsets, 1), "/Kids [")
	if err != nil {
		return nil, err
	}
	contents := make([][]byte, 0, len(kids))
	for _, kid := range kids {
		found, err := refsAfter(objectAt(data, offsets, kid), "/Contents ")
		if err != nil || len(found) != 1 {
			return nil, fmt.Errorf("page object %d has no contents", kid)
		}
		content, err := streamOf(objectAt(data, offsets, found[0]))
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

// readTable gives the offset of every object.
func readTable(data []byte) ([]int, error) {
	const entry = 20
	at := bytes.LastIndex(data, []byte("startxref\n"))
	if at < 0 {
		return nil, errors.New("no startxref")
	}
	start, _ := leadingInt(data[at+len("startxref\n"):])
	if start <= 0 || start >= at || !bytes.HasPrefix(data[start:], []byte("xref\n0 ")) {
		return nil, errors.New("no cross-reference table")
	}
	n, length := leadingInt(data[start+len("xref\n0 "):])
	begin := start + len("xref\n0 ") + length + 1
	if at-begin < n*entry {
		return nil, errors.New("the cross-reference table is short")
	}
	rows := data[begin:at]
	offsets := make([]int, n)
	for i := range offsets {
		offsets[i], _ = leadingInt(rows[i*entry:])
		if offsets[i] > start {
			return nil, fmt.Errorf("object %d lies outside the file", i)
		}
	}
	return offsets, nil
}

// objectAt gives what stands from an object's number on; nothing if there is no such object.
func objectAt(data []byte, offsets []int, n int) []byte {
	if n <= 0 || n >= len(offsets) {
		return nil
	}
	return data[offsets[n]:]
}

// refsAfter reads the references that follow a key.
func refsAfter(object []byte, key string) ([]int, error) {
	at := bytes.Index(object, []byte(key))
	if at < 0 {
		return nil, fmt.Errorf("no %s", key)
	}
	var refs []int
	rest := object[at+len(key):]
	for {
		n, length := leadingInt(rest)
		if length == 0 || !bytes.HasPrefix(rest[length:], []byte(" 0 R")) {
			return refs, nil
		}
		refs = append(refs, n)
		rest = bytes.TrimPrefix(rest[length+len(" 0 R"):], []byte(" "))
	}
}

func streamOf(object []byte) ([]byte, error) {
	const open = "stream\n"
	at := bytes.Index(object, []byte("/Length "))
	begin := bytes.Index(object, []byte(open))
	if at < 0 || begin < at {
		return nil, errors.New("an object is no stream")
	}
	n, _ := leadingInt(object[at+len("/Length "):])
	begin += len(open)
	if n > len(object)-begin {
		return nil, errors.New("a stream is cut off")
	}
	return object[begin : begin+n], nil
}

// leadingInt reads the digits that data starts with and says how many there are.
func leadingInt(data []byte) (value, length int) {
	for length < len(data) && length < 10 && data[length] >= '0' && data[length] <= '9' {
		length++
	}
	value, _ = strconv.Atoi(string(data[:length]))
	return value, length
}
