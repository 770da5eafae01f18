package config

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// parse reads the TOML into maps and finds the places of what it says. A file
// whose form is wrong has one fault, at which reading stops.
func parse(src *source) (values map[string]any, root *node, bad *fault) {
	s := scan(src.text)
	if s.fault != nil {
		return nil, nil, s.fault
	}
	values, err := decodeTOML(src.text)
	if err != nil {
		return nil, nil, explain(src, s, err)
	}
	return values, s.root, nil
}

// decodeTOML is toml.Decode with its panics on malformed text as errors.
func decodeTOML(text string) (values map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	_, err = toml.Decode(text, &values)
	return values, err
}

// explain says what the decoder found, in the words of those who write bulletins.
func explain(src *source, s *scanner, err error) *fault {
	var parseError toml.ParseError
	if !errors.As(err, &parseError) {
		return &fault{0, "this is not TOML"}
	}
	offset := min(max(parseError.Position.Start, 0), len(src.text))
	for offset > 0 && offset < len(src.text) && !utf8.RuneStart(src.text[offset]) {
		offset--
	}
	message := parseError.Message
	switch {
	case strings.Contains(message, "already been defined"), strings.Contains(message, "was already created"), strings.Contains(message, "is not a table"):
		if len(s.twice) > 0 {
			again := s.twice[0]
			return &fault{again.offset, "this is set already, on line " + strconv.Itoa(src.place(again.first).Line)}
		}
		return &fault{offset, "this is set already, in another form"}
	case strings.Contains(message, "control characters"), strings.Contains(message, "NULL bytes"):
		if i := strings.IndexFunc(src.text, isControl); i >= 0 {
			return &fault{i, fmt.Sprintf("the control character U+%04X cannot stand here; delete it", src.text[i])}
		}
	}
	if start, word := wordAt(src.text, offset); word != "" {
		return &fault{start, strconv.Quote(word) + " is neither a number nor a date such as " + timeExample + "; text stands in quotation marks"}
	}
	return &fault{offset, "this is not TOML: " + message}
}

// isControl reports whether TOML has no place for a character.
func isControl(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r == 0x7f }

// wordAt gives the number or date that an offset is in, and where it begins.
func wordAt(text string, offset int) (start int, word string) {
	start = strings.LastIndexAny(text[:offset], ",[{=\n") + 1
	word = strings.TrimLeft(text[start:], " \t")
	start = len(text) - len(word)
	if end := strings.IndexAny(word, ",]}#\n"); end >= 0 {
		word = word[:end]
	}
	word = strings.TrimRight(word, " \t")
	if word == "" || len(word) > 40 || strings.Trim(word[:1], "0123456789+-") != "" {
		return 0, ""
	}
	return start, word
}
