package tables

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const saveAsUTF8 = "in Excel choose Save As and the type «CSV UTF-8 (Comma delimited)»"

// csvText gives the text of a CSV file, or why there is none.
func csvText(data []byte) (src, why string) {
	switch {
	case len(data) > maxBytes:
		return "", "the file is larger than 8 MiB; a table of a bulletin has the figures that are printed, not the data of the survey"
	case byteOrder(data) != nil:
		if len(data)%2 == 1 {
			return "", "the file is cut short; save it again: " + saveAsUTF8
		}
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "", `the file is a workbook or an archive, not CSV; name a workbook book.xlsx and its sheet by file = "book.xlsx#Sheet", or ` + saveAsUTF8
	case utf8.Valid(data):
	case isWindows1251(data):
		return "", "the file is in Windows-1251, in which Kazakh letters are lost; open the workbook it was made from, and " + saveAsUTF8
	default:
		return "", "the file is not CSV in UTF-8; " + saveAsUTF8
	}
	return SourceText(data), ""
}

// SourceText gives the text in which places are counted: without a byte-order
// mark, and with line ends as \n. Text in UTF-16 is known by its mark.
func SourceText(data []byte) string {
	var s string
	if order := byteOrder(data); order != nil {
		units := make([]uint16, 0, len(data)/2)
		for i := 2; i+1 < len(data); i += 2 {
			units = append(units, order.Uint16(data[i:]))
		}
		s = string(utf16.Decode(units))
	} else {
		s = strings.TrimPrefix(string(data), "\ufeff")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.ReplaceAll(s, "\r", "\n")
}

// byteOrder gives the order of bytes that a mark of UTF-16 tells, or nil. Excel
// writes the type «Unicode Text» so, with tabs between the cells.
func byteOrder(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return binary.BigEndian
	}
	return nil
}

// isWindows1251 reports whether text that is not UTF-8 is likely Russian or
// Kazakh text of Windows: there the letters а to я are the bytes E0 to FF and
// mostly follow one another, and А to Я are C0 to DF. In the encodings of DOS
// and of Unix capitals would be most.
func isWindows1251(data []byte) bool {
	small, other := 0, 0
	for _, b := range data {
		if b >= 0xe0 {
			small++
		} else if b >= 0x80 {
			other++
		}
	}
	return small > other
}

// lostLetter finds a question mark that stands for a letter which an encoding
// does not have: one right before a letter. It gives its byte offset, or -1.
func lostLetter(s string) (offset int, why string) {
	for i := range len(s) {
		if s[i] != '?' {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(s[i+1:]); unicode.IsLetter(next) {
			return i, "a question mark stands here for a letter that was lost, as Ә, І, Ң, Ғ, Ү, Ұ, Қ, Ө, Һ are in Windows-1251; type the label again, and " + saveAsUTF8
		}
	}
	return -1, ""
}
