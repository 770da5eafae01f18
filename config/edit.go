package config

import (
	"slices"
	"strconv"
	"strings"
)

// SetValue gives a TOML file with another value for a key, named by its path;
// value is written as TOML has it, with quotation marks. Comments and all else
// stay as they are. ok is false where the key is not set, or the file cannot be read.
func SetValue(toml, value string, path ...string) (edited string, ok bool) {
	n, ok := scan(toml).nodeAt(path)
	if !ok || n.value < 0 {
		return toml, false
	}
	return toml[:n.value] + value + toml[n.end:], true
}

// AddTable gives a TOML file with a further table, put after the last key of the
// one whose path is given. block is TOML that begins with a heading. ok is false
// where that table has no heading of its own.
func AddTable(toml, block string, path ...string) (edited string, ok bool) {
	s := scan(toml)
	n, ok := s.nodeAt(path)
	if !ok || n.heading < 0 {
		return toml, false
	}
	at, next := n.heading, len(toml)
	s.root.visit(func(other *node) {
		if other.heading > n.heading {
			next = min(next, other.heading)
		}
	})
	s.root.visit(func(other *node) { // empty lines, comments and texts of several lines may stand between its keys
		if other.end <= next {
			at = max(at, other.end)
		}
	})
	if line := strings.IndexByte(toml[at:], '\n'); line >= 0 {
		at += line + 1
	} else {
		at = len(toml)
	}
	before := toml[:at]
	if !strings.HasSuffix(before, "\n") {
		before += "\n"
	}
	return before + "\n" + strings.TrimRight(block, "\n") + "\n" + toml[at:], true
}

// Quoted writes a text as a TOML string on one line.
func Quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			b.WriteString(`\u` + strings.Repeat("0", 4-len(strconv.FormatInt(int64(r), 16))) + strconv.FormatInt(int64(r), 16))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func (s *scanner) nodeAt(path []string) (*node, bool) {
	if s.fault != nil {
		return nil, false
	}
	n := s.root
	for _, key := range path {
		if n = n.table[key]; n == nil {
			return nil, false
		}
	}
	return n, true
}

// visit calls see with a node and all below it, in any order.
func (n *node) visit(see func(*node)) {
	see(n)
	for _, child := range n.table {
		child.visit(see)
	}
	for _, item := range n.items {
		item.visit(see)
	}
}

// RemoveTables gives a TOML file without the tables that a key has, [key] or
// [[key]], and what stands under them. Comments above a heading stay, as all
// else does. ok is false where the file cannot be read.
func RemoveTables(toml, key string) (edited string, ok bool) {
	s := scan(toml)
	if s.fault != nil {
		return toml, false
	}
	n := s.root.table[key]
	if n == nil {
		return toml, true
	}
	var headings []int
	s.root.visit(func(other *node) {
		if other.heading >= 0 {
			headings = append(headings, other.heading)
		}
	})
	slices.Sort(headings)
	var out strings.Builder
	kept := 0
	cut := func(from, to int) {
		from = strings.LastIndexByte(toml[:from], '\n') + 1
		if line := strings.IndexByte(toml[to:], '\n'); line >= 0 {
			to += line + 1
		} else {
			to = len(toml)
		}
		out.WriteString(toml[kept:from])
		kept = to
	}
	if n.value >= 0 {
		cut(n.key, n.end)
	}
	for i, heading := range headings {
		next, own, last := len(toml), false, heading
		if i+1 < len(headings) {
			next = headings[i+1]
		}
		n.visit(func(below *node) {
			own = own || below.heading == heading
			if below.end > last && below.end <= next {
				last = below.end
			}
		})
		if own {
			cut(heading, last)
		}
	}
	return out.String() + toml[kept:], true
}
