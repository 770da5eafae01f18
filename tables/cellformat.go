package tables

import "strings"

// A cellFormat says how a sheet shows the numbers of a cell, by the format
// code of ECMA-376 part 1, section 18.8.31. It has a section for numbers above
// zero and, where there are more, for those below and for zero.
type cellFormat []formatSection

type formatSection struct {
	code    string
	general bool // as many digits as there are
	date    bool
	odd     bool // shows something else than the plain figure: powers of ten, fractions, thousands
	percent bool
	zeros   int  // digits after the mark that are always shown
	most    int  // digits after the mark that can be shown
	digits  bool // some digit is always shown
	places  bool // there is a place for digits
}

// parseCellFormat reads a format code.
func parseCellFormat(code string) cellFormat {
	var format cellFormat
	for code != "" || format == nil {
		section, rest := parseFormatSection(code)
		format = append(format, section)
		if rest == "" {
			if strings.HasSuffix(code, ";") {
				format = append(format, formatSection{})
			}
			break
		}
		code = rest
	}
	return format
}

// section gives the section that shows a number.
func (f cellFormat) section(n Number) formatSection {
	switch {
	case n.Coef < 0 && len(f) > 1:
		s := f[1] // which has no minus of its own accord; a colour or brackets may stand for it
		s.odd = s.odd || s.places && !strings.ContainsAny(s.code, "-−–([")
		return s
	case n.Coef == 0 && len(f) > 2:
		return f[2]
	}
	return f[0]
}

// parseFormatSection reads a section up to its semicolon and gives what follows.
func parseFormatSection(code string) (s formatSection, rest string) {
	afterMark, percents, i := false, 0, 0
	for i < len(code) && code[i] != ';' {
		c := code[i]
		next := i + 1
		switch {
		case c == '"':
			next = pastQuote(code, i)
		case c == '\\' || c == '_' || c == '*':
			next = pastRune(code, i+1)
		case c == '[':
			next = pastBracket(code, i)
			s.bracket(code[i:next])
		case hasPrefixFold(code[i:], "general"):
			s.general, next = true, i+len("general")
		case hasPrefixFold(code[i:], "am/pm"), hasPrefixFold(code[i:], "a/p"):
			s.date = true
		case c == '@':
			s.general = true
		case c == '0' || c == '#' || c == '?':
			s.places = true
			s.digits = s.digits || c == '0'
			if afterMark {
				s.most++
				if c == '0' {
					s.zeros = s.most
				}
			}
		case c == '.':
			afterMark = true
		case c == ',':
			// Between digits it groups them; after the last one it leaves out thousands.
			s.odd = s.odd || s.places && !strings.ContainsRune("0#?", rune(at(code, next)))
		case c == '%':
			s.percent = true
			percents++
		case c == '/':
			s.odd = s.odd || s.places
		case strings.IndexByte("ymdhsYMDHS", c) >= 0:
			s.date = true
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			s.odd = true // E for powers of ten, and what no format of figures has
		}
		i = next
	}
	s.code = code[:i]
	s.odd = s.odd || percents > 1
	if i < len(code) {
		i++
	}
	return s, code[i:]
}

// bracket reads what stands in brackets: a colour, a currency, hours beyond a day, a condition.
func (s *formatSection) bracket(text string) {
	inside := strings.ToLower(strings.Trim(text, "[]"))
	switch {
	case inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1]):
		s.date = true
	case strings.ContainsAny(inside, "<>="):
		s.odd = true
	}
}

func pastQuote(code string, i int) int {
	if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
		return i + 1 + end + 1
	}
	return len(code)
}

func pastBracket(code string, i int) int {
	if end := strings.IndexByte(code[i:], ']'); end >= 0 {
		return i + end + 1
	}
	return len(code)
}

// pastRune gives the offset after the character at i.
func pastRune(code string, i int) int {
	for i++; i < len(code) && code[i]&0xc0 == 0x80; i++ {
	}
	return min(i, len(code))
}

func at(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// builtInFormat gives the code of a format that a workbook does not spell out
// (ECMA-376 part 1, section 18.8.30). What it does not list is shown as it is.
func builtInFormat(id int) string {
	switch id {
	case 1:
		return "0"
	case 2:
		return "0.00"
	case 3, 37, 38:
		return "#,##0"
	case 4, 39, 40:
		return "#,##0.00"
	case 5, 6:
		return "$#,##0"
	case 7, 8:
		return "$#,##0.00"
	case 9:
		return "0%"
	case 10:
		return "0.00%"
	case 11, 48:
		return "0.00E+00"
	case 12, 13:
		return "# ?/?"
	case 41, 42:
		return `#,##0;-#,##0;"-"`
	case 43, 44:
		return `#,##0.00;-#,##0.00;"-"??`
	}
	if id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58 {
		return "yyyy-mm-dd"
	}
	return "General"
}
