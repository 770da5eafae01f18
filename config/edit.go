package config

import (
	"strconv"
	"strings"
)

// SetValue gives a TOML file with another value for a key, named by its path;
// value is written as TOML has it, with quotation marks. Comments and all else
// stay as they are. ok is false where the key is not set, or the file cannot be read.
func SetValue(toml, value string, path ...string) (edited string, ok bool) {
	n, ok := nodeAt(toml, path)
	if !ok || n.value < 0 {
		return toml, false
	}
	return toml[:n.value] + value + toml[n.end:], true
}

// AddTable gives a TOML file with a further table, put after the one whose path
// is given. block is TOML that begins with a heading. ok is false where that
// table has no heading of its own.
func AddTable(toml, block string, path ...string) (edited string, ok bool) {
	n, ok := nodeAt(toml, path)
	if !ok || n.heading < 0 {
		return toml, false
	}
	end := len(toml)
	for at := n.heading; ; {
		next := strings.IndexByte(toml[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
		if blank := strings.TrimSpace(strings.SplitN(toml[at:], "\n", 2)[0]); blank == "" || blank[0] == '[' || blank[0] == '#' {
			end = at
			break
		}
	}
	before := toml[:end]
	if !strings.HasSuffix(before, "\n") {
		before += "\n"
	}
	return before + "\n" + strings.TrimRight(block, "\n") + "\n" + toml[end:], true
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

func nodeAt(toml string, path []string) (*node, bool) {
	s := scan(toml)
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
