package config

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a TOML file may have at most. The deepest key of the schema has four
// parts; the limits keep a hostile file from costing memory or the stack.
const (
	maxParts   = 8  // of a dotted key
	maxNesting = 8  // of lists and inline tables
	maxKey     = 64 // bytes in a part of a key
	maxNodes   = 20_000
)

// node says where a key with its value, or an element of a list, stands in the TOML.
type node struct {
	key     int // offset of the key
	heading int // offset of the bracket that opens the table; -1: it has no heading of its own
	value   int // offset of the value; -1: a table or a list of tables made by headings or dotted keys
	end     int // past the value
	table   map[string]*node
	items   []*node
}

// child gives the node of a key, or the table's own where it is not known.
func (n *node) child(key string) *node {
	if c := n.table[key]; c != nil {
		return c
	}
	return n
}

// item gives the node of an element, or the list's own where it is not known.
func (n *node) item(i int) *node {
	if i < len(n.items) {
		return n.items[i]
	}
	return n
}

// begin gives the offset at which a table as a whole is pointed at.
func (n *node) begin() int {
	switch {
	case n.heading >= 0:
		return n.heading
	case n.value >= 0:
		return n.value
	}
	return n.key
}

// fault is what is wrong with the form of a TOML file.
type fault struct {
	offset  int
	message string
}

// scanner finds the places of keys and values. It reads TOML's form (the 1.1
// that the decoder takes) and says what is wrong with it in the words of those
// who write bulletins; whether a number or a date is one, and whether a key may
// stand twice, it leaves to the decoder.
type scanner struct {
	text  string
	pos   int
	root  *node
	table *node // that of the last heading
	nodes int
	twice []repeat
	fault *fault
}

// repeat is a key that is set again.
type repeat struct{ offset, first int }

// part is one part of a dotted key.
type part struct {
	name   string
	offset int
}

// scan reads a whole file. The text must be valid UTF-8 with \n at line ends.
func scan(text string) *scanner {
	s := &scanner{text: text, root: &node{key: -1, heading: -1, value: -1}}
	s.table = s.root
	for s.fault == nil {
		s.skipBlank(true)
		if s.pos >= len(s.text) {
			break
		}
		if s.text[s.pos] == '[' {
			s.heading()
			s.endLine("a heading")
		} else {
			s.pair(s.table, 0)
		}
	}
	return s
}

// fail keeps the first fault; the scan ends there.
func (s *scanner) fail(offset int, message string) {
	if s.fault == nil {
		s.fault = &fault{offset, message}
	}
}

// skipBlank passes spaces and tabs, and with lines also line ends and comments.
func (s *scanner) skipBlank(lines bool) {
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; {
		case c == ' ' || c == '\t' || lines && c == '\n':
			s.pos++
		case lines && c == '#':
			s.skipComment()
		default:
			return
		}
	}
}

func (s *scanner) skipComment() {
	if i := strings.IndexByte(s.text[s.pos:], '\n'); i >= 0 {
		s.pos += i
	} else {
		s.pos = len(s.text)
	}
}

// looking reports whether c is the next byte.
func (s *scanner) looking(c byte) bool { return s.pos < len(s.text) && s.text[s.pos] == c }

// accept passes c if it is the next byte.
func (s *scanner) accept(c byte) bool {
	if s.looking(c) {
		s.pos++
		return true
	}
	return false
}

// endLine asks that nothing but a comment follows on the line.
func (s *scanner) endLine(after string) {
	s.skipBlank(false)
	switch {
	case s.fault != nil || s.pos >= len(s.text) || s.looking('\n'):
	case s.looking('#'):
		s.skipComment()
	case s.looking(',') && after == "a number":
		s.fail(s.pos, "a comma after a number; the decimal mark of a number in TOML is a point")
	case after == "text":
		s.fail(s.pos, `text goes on after its closing quotation mark; inside text write « » or \"`)
	default:
		s.fail(s.pos, "after "+after+" nothing but a comment (#) may follow on the line")
	}
}

// heading reads [key] or [[key]] and makes its table the current one.
func (s *scanner) heading() {
	start := s.pos
	s.pos++
	list := s.accept('[')
	parts := s.key()
	if s.fault != nil {
		return
	}
	if !s.accept(']') || list && !s.accept(']') {
		s.fail(s.pos, "a heading ends with ], or with ]] where it begins with [[")
		return
	}
	parent := s.enter(s.root, parts)
	last := parts[len(parts)-1]
	n := s.put(parent, last)
	if list {
		n.items = append(n.items, s.node(last.offset))
		n = n.items[len(n.items)-1]
	} else if n.heading >= 0 || n.value >= 0 {
		s.twice = append(s.twice, repeat{last.offset, max(n.heading, n.key)})
	}
	n.heading = start
	s.table = n
}

// pair reads key = value into a table; depth is 0 where it has a line of its own.
func (s *scanner) pair(table *node, depth int) {
	parts := s.key()
	if s.fault != nil {
		return
	}
	if !s.accept('=') {
		if first := parts[0]; depth > 0 && strings.Trim(first.name, "0123456789") == "" {
			s.fail(first.offset-1, "a comma after a number; the decimal mark of a number in TOML is a point")
			return
		}
		s.fail(s.pos, "after a key = and its value must stand on the line")
		return
	}
	s.skipBlank(false)
	last := parts[len(parts)-1]
	parent := s.enter(table, parts)
	n := parent.table[last.name]
	if n != nil {
		s.twice = append(s.twice, repeat{last.offset, n.key})
		n = s.node(last.offset)
	} else {
		n = s.put(parent, last)
	}
	kind := s.value(n, depth)
	if depth == 0 {
		s.endLine(kind)
	}
}

// enter gives the table that the last part of a key stands in.
func (s *scanner) enter(table *node, parts []part) *node {
	for _, p := range parts[:len(parts)-1] {
		table = s.put(table, p)
		if table.value < 0 && len(table.items) > 0 {
			table = table.items[len(table.items)-1]
		}
	}
	return table
}

// put gives the node of a key in a table, and makes it where there is none.
func (s *scanner) put(table *node, p part) *node {
	n := table.table[p.name]
	if n == nil {
		n = s.node(p.offset)
		if table.table == nil {
			table.table = make(map[string]*node)
		}
		table.table[p.name] = n
	}
	return n
}

func (s *scanner) node(key int) *node {
	if s.nodes++; s.nodes > maxNodes {
		s.fail(key, "the file has more than 20 000 keys and values")
	}
	return &node{key: key, heading: -1, value: -1}
}

// key reads a key with all of its parts, and the blanks around it.
func (s *scanner) key() []part {
	parts := make([]part, 0, 3)
	for {
		s.skipBlank(false)
		p := s.part()
		if s.fault != nil {
			return nil
		}
		if len(p.name) > maxKey {
			s.fail(p.offset, "this key is longer than 64 letters")
			return nil
		}
		if len(parts) == maxParts {
			s.fail(p.offset, "this key has more than 8 parts")
			return nil
		}
		parts = append(parts, p)
		s.skipBlank(false)
		if !s.accept('.') {
			return parts
		}
	}
}

// part reads one part of a key, bare or in quotation marks.
func (s *scanner) part() part {
	start := s.pos
	if s.looking('"') || s.looking('\'') {
		return part{s.quotedKey(), start}
	}
	for s.pos < len(s.text) && isBare(s.text[s.pos]) {
		s.pos++
	}
	if s.pos == start {
		s.fail(start, s.noKey())
	}
	return part{s.text[start:s.pos], start}
}

func isBare(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// noKey says why no key can be read here.
func (s *scanner) noKey() string {
	r, _ := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case s.pos >= len(s.text) || r == '\n' || r == ']':
		return "a key is missing"
	case r == '=':
		return "a key is missing before ="
	case unicode.IsLetter(r):
		return "here a key is expected, in Latin letters; text stands in quotation marks after a key and ="
	}
	return "here a key is expected, in Latin letters, digits, _ and -"
}

func (s *scanner) quotedKey() string {
	c := openString(s.text, s.pos, true)
	var b strings.Builder
	for {
		_, r, step := c.next()
		if step == character {
			b.WriteRune(r)
			continue
		}
		if step == broken {
			s.fail(s.pos, c.fault)
		}
		s.pos = c.pos
		return b.String()
	}
}

// value reads a value and says what kind it is.
func (s *scanner) value(n *node, depth int) string {
	n.value = s.pos
	kind := "a list"
	switch {
	case depth == maxNesting:
		s.fail(s.pos, "lists and tables are nested more than 8 deep")
	case s.looking('"') || s.looking('\''):
		kind = "text"
		s.stringValue()
	case s.looking('['):
		s.list(n, depth)
	case s.looking('{'):
		kind = "a table"
		s.inlineTable(n, depth)
	default:
		kind = "a number"
		s.scalar()
	}
	n.end = s.pos
	return kind
}

func (s *scanner) stringValue() {
	start := s.pos
	c := openString(s.text, s.pos, false)
	if c.multi && c.quote == '\'' {
		c.pos += max(strings.Index(c.text[c.pos:], "'''"), 0) // the words of a bulletin stand in such strings
	}
	for {
		at, _, step := c.next()
		switch step {
		case closed:
			s.pos = c.pos
			return
		case broken:
			if at >= len(s.text) || s.text[at] == '\n' {
				at = start // of a text that is not closed, its beginning tells most
			}
			s.fail(at, c.fault)
			return
		}
	}
}

func (s *scanner) list(n *node, depth int) {
	open := s.pos
	s.pos++
	for s.fault == nil {
		s.skipBlank(true)
		if s.accept(']') {
			return
		}
		if s.pos >= len(s.text) {
			s.fail(open, "this list is never closed; it ends with ]")
			return
		}
		item := s.node(s.pos)
		n.items = append(n.items, item)
		s.value(item, depth+1)
		s.skipBlank(true)
		if !s.accept(',') && !s.looking(']') && s.pos < len(s.text) {
			s.fail(s.pos, "in a list values are parted by commas, and ] ends it")
		}
	}
}

func (s *scanner) inlineTable(n *node, depth int) {
	open := s.pos
	s.pos++
	for s.fault == nil {
		s.skipBlank(true)
		if s.accept('}') {
			return
		}
		if s.pos >= len(s.text) {
			s.fail(open, "this table is never closed; it ends with }")
			return
		}
		s.pair(n, depth+1)
		s.skipBlank(true)
		if !s.accept(',') && !s.looking('}') && s.pos < len(s.text) {
			s.fail(s.pos, "in an inline table keys are parted by commas, and } ends it")
		}
	}
}

// scalar passes a number, a date or true and false. What it passes may be none of them.
func (s *scanner) scalar() {
	start := s.pos
	if i := strings.IndexAny(s.text[start:], ",]}#\n"); i >= 0 {
		s.pos += i
	} else {
		s.pos = len(s.text)
	}
	word := strings.TrimRight(s.text[start:s.pos], " \t")
	s.pos = start + len(word)
	switch {
	case word == "":
		s.fail(start, "a value is missing here; text stands in quotation marks")
	case word == "true", word == "false", word == "inf", word == "nan":
	case strings.EqualFold(word, "true"), strings.EqualFold(word, "false"):
		s.fail(start, "write "+strings.ToLower(word)+" in small letters")
	case strings.Trim(word, "0123456789abcdefxinoABCDEFTZtz+-_.: ") != "" || strings.Trim(word[:1], "0123456789+-") != "":
		message := `text must stand in quotation marks, "so"`
		if first, _ := utf8.DecodeRuneInString(word); strings.ContainsRune("“”„«»‘’", first) {
			message += ": straight ones, not " + string(first)
		}
		s.fail(start, message)
	}
}
