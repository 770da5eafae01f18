package config

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// characters walks a TOML string character by character: a basic or a literal
// one, on one line or on several (TOML 1.1, String).
type characters struct {
	text  string
	pos   int
	quote byte
	multi bool
	fault string // what is wrong at pos, where next says broken
}

// what a step in a string came upon.
type step uint8

const (
	character step = iota
	closed
	broken
)

// openString begins at the opening quotation mark. A key has no string of several lines.
func openString(text string, start int, key bool) characters {
	c := characters{text: text, pos: start + 1, quote: text[start]}
	if !key && strings.HasPrefix(text[start:], strings.Repeat(text[start:start+1], 3)) {
		c.multi = true
		c.pos += 2
		if strings.HasPrefix(text[c.pos:], "\n") {
			c.pos++ // a line break right after the mark is not part of the value
		}
	}
	return c
}

// next gives the next character of the value and where it begins in the text.
func (c *characters) next() (at int, r rune, s step) {
	for {
		at = c.pos
		if at >= len(c.text) {
			return c.unclosed(at)
		}
		switch b := c.text[at]; {
		case b == c.quote && !c.multi:
			c.pos++
			return at, 0, closed
		case b == c.quote:
			// Up to two marks may stand before the closing three.
			switch marks := c.marks(); {
			case marks == 3:
				c.pos += 3
				return at, 0, closed
			case marks > 5:
				return c.broken(at, "there are too many quotation marks in a row; six end one text and begin another")
			}
			c.pos++
			return at, rune(b), character
		case b == '\n' && !c.multi:
			return c.unclosed(at)
		case b == '\\' && c.quote == '"':
			if c.skipLineEnd() {
				continue
			}
			r, ok := c.escape()
			if !ok {
				return c.broken(at, "after a backslash only b t n f r e \" \\ or a code such as u00e9 may stand; write \\\\ for the backslash itself")
			}
			return at, r, character
		case b < utf8.RuneSelf:
			c.pos++
			return at, rune(b), character
		}
		r, size := utf8.DecodeRuneInString(c.text[at:])
		c.pos += size
		return at, r, character
	}
}

func (c *characters) broken(at int, fault string) (int, rune, step) {
	c.fault = fault
	return at, 0, broken
}

func (c *characters) unclosed(at int) (int, rune, step) {
	if c.multi {
		return c.broken(at, "this text is never closed; it ends with "+strings.Repeat(string(rune(c.quote)), 3))
	}
	return c.broken(at, "this text is not closed on its line; text of several lines begins and ends with '''")
}

// marks counts the quotation marks from here on, six at most.
func (c *characters) marks() int {
	n := 0
	for n < 6 && c.pos+n < len(c.text) && c.text[c.pos+n] == c.quote {
		n++
	}
	return n
}

// skipLineEnd passes a backslash that ends its line, with the blanks and line breaks after it.
func (c *characters) skipLineEnd() bool {
	if !c.multi {
		return false
	}
	rest := c.text[c.pos+1:]
	blank := len(rest) - len(strings.TrimLeft(rest, " \t\n"))
	if !strings.Contains(rest[:blank], "\n") {
		return false
	}
	c.pos += 1 + blank
	return true
}

// escape reads a backslash and what it stands for.
func (c *characters) escape() (rune, bool) {
	if c.pos+1 >= len(c.text) {
		return 0, false
	}
	letter := c.text[c.pos+1]
	if i := strings.IndexByte(`btnfre"\`, letter); i >= 0 {
		c.pos += 2
		return rune("\b\t\n\f\r\x1b\"\\"[i]), true
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[letter]
	from, to := c.pos+2, c.pos+2+digits
	if digits == 0 || to > len(c.text) {
		return 0, false
	}
	code, err := strconv.ParseUint(c.text[from:to], 16, 32)
	if err != nil || code > utf8.MaxRune || !utf8.ValidRune(rune(code)) {
		return 0, false
	}
	c.pos = to
	return rune(code), true
}

// offsetInString gives the offset in text of the character that stands at a
// byte offset of the value of the string that begins at start.
func offsetInString(text string, start, offset int) int {
	c := openString(text, start, false)
	if c.quote == '\'' {
		return min(c.pos+offset, len(text)) // a literal string stands as it is
	}
	for decoded := 0; ; {
		at, r, s := c.next()
		decoded += utf8.RuneLen(r)
		if s != character || decoded > offset {
			return at
		}
	}
}
