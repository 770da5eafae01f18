package proof

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// strayMarkup finds what was meant for the program and would be printed as it
// stands: braces, marks of CommonMark where none are read, tables drawn with
// strokes, tags of HTML. Of each passage it tells the first of a kind.
func strayMarkup(r *reading, e *edition) []Finding {
	ids := map[string]bool{}
	for id := range e.Bulletin.Tables {
		ids[id] = true
	}
	var found []Finding
	for i := range e.passages {
		p := &e.passages[i]
		for _, find := range []func(p *passage, ids map[string]bool) (at int, stray, advice string){
			strayBraces, strayFigure, strayStrokes, strayTag, strayCommonMark, strayHash,
		} {
			if at, stray, advice := find(p, ids); stray != "" {
				found = append(found, Finding{
					Place:   p.at(at),
					Message: fmt.Sprintf("%s is printed as it stands; %s", stray, advice),
					About:   stray,
				})
			}
		}
	}
	return found
}

// isTyped reports whether a passage is printed as it was typed: neither
// figures nor CommonMark can stand in it.
func (p *passage) isTyped() bool { return p.key != "" || p.kind == label }

func strayBraces(p *passage, ids map[string]bool) (int, string, string) {
	at := strings.IndexAny(p.words, "{}")
	if at < 0 {
		return 0, "", ""
	}
	end := strings.LastIndexByte(p.words, '}') + 1
	if closing := strings.IndexByte(p.words[at:], '}'); closing >= 0 {
		end = at + closing + 1
		for end < len(p.words) && p.words[end] == '}' {
			end++
		}
	}
	if end <= at || p.words[at] == '}' {
		end = at + 1
	}
	stray := p.words[at:end]
	inside := strings.Trim(stray, "{} ")
	switch {
	case p.isTyped():
		return at, stray, "no figure can stand here; write the words out"
	case strings.HasPrefix(inside, ".") && len(inside) > 1:
		return at, stray, "a figure has two braces on each side: {{" + inside + "}}"
	case ids[beforeDot(inside)] && strings.Contains(inside, "."):
		return at, stray, "a figure has two braces on each side and begins with a point: {{." + inside + "}}"
	}
	return at, stray, "take the brace away, or complete {{…}}"
}

func beforeDot(s string) string {
	s, _, _ = strings.Cut(s, ".")
	return s
}

// strayFigure finds .trust.police.trust without its braces.
func strayFigure(p *passage, ids map[string]bool) (int, string, string) {
	found, name := -1, ""
	if strings.ContainsAny(p.words, "{}") {
		return 0, "", "" // that is told
	}
	eachWord(p.words, func(at int, word string) {
		rest, dotted := strings.CutPrefix(word, ".")
		if found < 0 && dotted && strings.Contains(rest, ".") && ids[beforeDot(rest)] {
			found, name = at, word
		}
	})
	if found < 0 {
		return 0, "", ""
	}
	if p.isTyped() {
		return found, name, "no figure can stand here; write the words out"
	}
	return found, name, "a figure stands in braces: {{" + name + "}}"
}

// strayStrokes finds a table drawn with strokes, as other programs read it.
func strayStrokes(p *passage, ids map[string]bool) (int, string, string) {
	at := 0
	for line := range strings.Lines(p.words) {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "|") && strings.Count(trimmed, "|") > 1 {
			return at, trimmed, "a table is a CSV file, placed with {{table \"id\"}}"
		}
		at += len(line)
	}
	return 0, "", ""
}

// strayTag finds <b>, </p>, <br/> and entities such as &nbsp; where they mean nothing.
func strayTag(p *passage, ids map[string]bool) (int, string, string) {
	for at := 0; at < len(p.words); at++ {
		rest := p.words[at:]
		switch rest[0] {
		case '<':
			if end := strings.IndexByte(rest, '>'); end > 1 && end < 40 {
				inside := strings.Trim(rest[1:end], "/ ")
				if tag, _, _ := strings.Cut(inside, " "); isTagName(tag) && (tag == inside || strings.Contains(inside, "=")) {
					return at, rest[:end+1], "a bulletin has no HTML; take it away"
				}
			}
		case '&':
			if end := strings.IndexByte(rest, ';'); end > 2 && end < 12 && (isTagName(rest[1:end]) || rest[1] == '#') {
				return at, rest[:end+1], "type the character itself"
			}
		}
	}
	return 0, "", ""
}

// isTagName reports whether s is a name of a tag or an entity: Latin letters, and digits after them.
func isTagName(s string) bool {
	for i, r := range s {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}

// strayCommonMark finds marks that stayed among the words: where none are
// read, or because of a space beside them. A single * may be a footnote's.
func strayCommonMark(p *passage, ids map[string]bool) (int, string, string) {
	for _, mark := range []string{"**", "__", "~~", "](", "`"} {
		at := strings.Index(p.words, mark)
		if at < 0 || mark == "__" && strings.Contains(p.words, "___") { // a line to write on
			continue
		}
		if p.isTyped() {
			return at, mark, "no marks are read here; write the words alone"
		}
		if mark == "`" {
			return at, mark, "a bulletin prints no code; type an apostrophe or a quotation mark"
		}
		return at, mark, "marks touch the words that they stand around, as in **words**; set them right or take them away"
	}
	return 0, "", ""
}

// strayHash finds a heading without its space: #Words.
func strayHash(p *passage, ids map[string]bool) (int, string, string) {
	rest := strings.TrimLeft(p.words, "#")
	n := len(p.words) - len(rest)
	if r, _ := utf8.DecodeRuneInString(rest); n == 0 || !unicode.IsLetter(r) {
		return 0, "", ""
	}
	stray := strings.Repeat("#", n)
	if p.isTyped() {
		return 0, stray, "take it away"
	}
	return 0, stray, "a heading has a space after it: " + stray + " …"
}
