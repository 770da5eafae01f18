package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/report"
)

// look is how a stretch of text is set.
type look struct {
	style fonts.Style
	size  fonts.Length
	color charts.Color
}

// stretch is text of one look that belongs to one element; "\n" alone is a line break.
type stretch struct {
	text   string
	look   look
	owner  *Element
	quotes []report.Quote // the cells that it follows from
}

// plain gives text of one look that belongs to one element.
func plain(text string, l look, owner *Element) []stretch {
	return []stretch{{text: text, look: l, owner: owner}}
}

// piece is a part of a word that no line is broken within.
type piece struct {
	text string
	of   *stretch // whose look and owner it has
	word *word    // the word that it is a part of; nil: it is the whole
}

// word is a word, or what stands between two spaces; whole is its element once a line's end has parted it.
type word struct {
	text  string
	whole *Element
}

// shape is how a paragraph is set.
type shape struct {
	measure   fonts.Length
	leading   fonts.Length
	justified bool
	align     align
	hyphenate bool
}

type align uint8

const (
	left align = iota
	right
)

// setter sets paragraphs of one language and family.
type setter struct {
	language *locale.Language
	family   fonts.Family
}

// set breaks text into lines: one row each.
func (s *setter) set(text []stretch, sh shape) []row {
	var rows []row
	parts := atBreaks(text)
	for i, part := range parts {
		fit := sh
		fit.hyphenate = sh.hyphenate && s.width(part) > sh.measure // one line needs no syllables
		items := s.items(part, fit)
		lines := breakLines(items, sh.measure, sh.justified)
		markParted(items, lines)
		for _, l := range lines {
			r := s.line(items, l, sh)
			if l.last && i < len(parts)-1 {
				endWord(r.marks)
			}
			rows = append(rows, r)
		}
	}
	keepLines(rows)
	return rows
}

// endWord puts a space behind the last of the texts, which a line break parts
// from the next: on paper it is not seen, and whoever listens hears two words.
func endWord(marks []Mark) {
	for i := len(marks) - 1; i >= 0; i-- {
		if m := &marks[i]; m.Text != nil {
			m.Text.S += " "
			return
		}
	}
}

// width gives the length of a text on one line.
func (s *setter) width(text []stretch) fonts.Length {
	var w fonts.Length
	for i := range text {
		w += s.family[text[i].look.style].Width(text[i].text, text[i].look.size)
	}
	return w
}

// keepLines forbids a page to end after the first line of a paragraph, before its last one, or within a word.
func keepLines(rows []row) {
	n := len(rows)
	for i := range rows[:max(n-1, 0)] {
		rows[i].keep = rows[i].keep || i == 0 || i == n-2
	}
}

// atBreaks parts a text at its line breaks.
func atBreaks(text []stretch) [][]stretch {
	parts := [][]stretch{nil}
	for _, st := range text {
		if st.text == "\n" {
			parts = append(parts, nil)
			continue
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], st)
	}
	return parts
}

// items parts a text into what lines are broken between.
func (s *setter) items(text []stretch, sh shape) []item {
	tokens := tokenize(text)
	length := 0
	for _, st := range text {
		length += len(st.text)
	}
	out := make([]item, 0, length/2) // a Kazakh syllable is about five bytes, and two items
	counted := false                 // by a number before it, from which no part of a word goes away
	for i, t := range tokens {
		if t.space {
			width := s.family[t.pieces[0].of.look.style].Width(" ", t.pieces[0].of.look.size)
			bound := t.bound || i > 0 && i+1 < len(tokens) && s.language.Binds(tokens[i-1].text(), tokens[i+1].text())
			out = append(out, item{kind: glue, width: width, bound: bound, piece: t.pieces[0]})
			counted = bound && i > 0 && afterDigits(tokens[i-1].text())
			continue
		}
		whole := sh
		whole.hyphenate = sh.hyphenate && !counted
		out = s.word(out, t, whole)
	}
	for len(out) > 0 && out[len(out)-1].kind == glue {
		out = out[:len(out)-1]
	}
	return out
}

// token is a space, or what stands between two spaces.
type token struct {
	pieces []piece
	space  bool
	bound  bool // a no-break space
}

func (t token) text() string {
	if len(t.pieces) == 1 {
		return t.pieces[0].text
	}
	var b strings.Builder
	for _, p := range t.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// tokenize parts a text at its spaces; neighbouring ones become one.
func tokenize(text []stretch) []token {
	var out []token
	for i := range text {
		st := &text[i]
		rest := st.text
		for rest != "" {
			r, size := utf8.DecodeRuneInString(rest)
			if unicode.IsSpace(r) {
				rest = rest[size:]
				if n := len(out); n > 0 && out[n-1].space {
					out[n-1].bound = out[n-1].bound || r == '\u00a0' || r == '\u202f'
				} else if n > 0 {
					out = append(out, token{pieces: []piece{{text: " ", of: st}}, space: true, bound: r == '\u00a0' || r == '\u202f'})
				}
				continue
			}
			end := strings.IndexFunc(rest, unicode.IsSpace)
			if end < 0 {
				end = len(rest)
			}
			p := piece{text: rest[:end], of: st}
			if n := len(out); n > 0 && !out[n-1].space {
				out[n-1].pieces = append(out[n-1].pieces, p)
			} else {
				out = append(out, token{pieces: []piece{p}})
			}
			rest = rest[end:]
		}
	}
	return out
}

// word adds the boxes of one token, with the places where it may be parted.
func (s *setter) word(out []item, t token, sh shape) []item {
	first := len(out)
	var width fonts.Length
	for i, p := range t.pieces {
		for _, part := range s.breakable(p, sh.hyphenate) {
			if part.text == "" {
				continue
			}
			w := s.family[p.of.look.style].Width(part.text, p.of.look.size)
			width += w
			out = append(out, item{kind: box, piece: part.piece, width: w})
			if part.after == noBreak || part.last && i == len(t.pieces)-1 {
				continue
			}
			brk := item{kind: parts, piece: part.piece}
			if part.after != plainBreak {
				brk.hyphen, brk.width = true, s.family[p.of.look.style].Width("-", p.of.look.size)
				brk.short = part.after == shortBreak
			}
			out = append(out, brk)
		}
	}
	if width > sh.measure {
		return s.anywhere(out, first)
	}
	return out
}

// anywhere lets a word that is wider than the line be parted after any letter.
func (s *setter) anywhere(items []item, first int) []item {
	word := append([]item(nil), items[first:]...)
	out := items[:first]
	for i, it := range word {
		if i > 0 && it.kind == box && word[i-1].kind == box {
			out = append(out, item{kind: parts, piece: it.piece, costly: true})
		}
		if it.kind != box || len(it.piece.text) < 12 {
			out = append(out, it)
			continue
		}
		face := s.family[it.piece.of.look.style]
		for n, r := range it.piece.text {
			if n > 0 {
				out = append(out, item{kind: parts, piece: it.piece, costly: true})
			}
			p := it.piece
			p.text = string(r)
			out = append(out, item{kind: box, piece: p, width: face.Width(p.text, p.of.look.size)})
		}
	}
	return out
}

// after says what may follow a part of a word.
type after uint8

const (
	noBreak after = iota
	plainBreak
	hyphenBreak
	shortBreak // hyphenBreak with but two letters of the word before or behind
)

// part is a part of a piece, and whether a line may end behind it.
type part struct {
	piece
	after after
	last  bool
}

// breakable parts a piece at syllables, after hyphens and slashes, and in addresses after their marks.
func (s *setter) breakable(p piece, hyphenate bool) []part {
	var out []part
	w := &word{text: p.text}
	add := func(text string, a after) {
		if text == "" {
			return
		}
		q := p
		q.text, q.word = text, w
		out = append(out, part{piece: q, after: a})
	}
	address := isAddress(p.text)
	rest := p.text
	before := 0 // letters of the run that was set last
	for rest != "" {
		letters := letterRun(rest)
		if letters > 0 {
			before = utf8.RuneCountInString(rest[:letters])
			if hyphenate && !address {
				s.syllables(rest[:letters], add)
			} else {
				add(rest[:letters], noBreak)
			}
			rest = rest[letters:]
			continue
		}
		end := strings.IndexFunc(rest, unicode.IsLetter)
		if end < 0 {
			end = len(rest)
		}
		// Two letters do not stand alone on a line, not even at a hyphen (сондай-ақ).
		behind := utf8.RuneCountInString(rest[end : end+letterRun(rest[end:])])
		s.marks(rest[:end], marking{ends: rest[end:] == "", begun: len(out) > 0, address: address, long: before > 2 && behind > 2}, add)
		rest = rest[end:]
	}
	if len(out) > 0 {
		out[len(out)-1].last = true
	}
	return out
}

// syllables adds a run of letters, parted where it may be.
func (s *setter) syllables(letters string, add func(string, after)) {
	begin := 0
	for _, offset := range s.language.Hyphenate(letters) {
		after := hyphenBreak
		if utf8.RuneCountInString(letters[:offset]) < 3 || utf8.RuneCountInString(letters[offset:]) < 3 {
			after = shortBreak
		}
		add(letters[begin:offset], after)
		begin = offset
	}
	add(letters[begin:], noBreak)
}

// marking is what stands around digits and punctuation within a word.
type marking struct {
	ends, begun bool // nothing stands behind, something before
	address     bool
	long        bool // more than two letters stand on either side
}

// marks adds digits and punctuation: behind a hyphen or slash between letters a
// line may end, in an address behind any of its marks.
func (s *setter) marks(text string, m marking, add func(string, after)) {
	begin := 0
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		breaks := m.begun && (!m.ends || next < len(text))
		switch {
		case m.address && strings.ContainsRune("/.-?&=_@", r):
		case !m.address && r == '/':
		case !m.address && r == '-' && m.long && !afterDigits(text[:i]):
		default:
			breaks = false
		}
		if breaks {
			add(text[begin:next], plainBreak)
			begin = next
		}
	}
	add(text[begin:], noBreak)
}

// afterDigits reports whether a hyphen joins a number and its suffix (25-ке), which stay together.
func afterDigits(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsDigit(r) || r == '%'
}

// isAddress reports whether a word is an address of the web or of a mailbox.
func isAddress(text string) bool {
	return strings.Contains(text, "://") || strings.Contains(text, "@") || strings.HasPrefix(text, "www.")
}

func letterRun(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(s)
}

// markParted gives each word that a line's end parts an element that carries the whole of it.
func markParted(items []item, lines []line) {
	for _, l := range lines {
		if l.end >= len(items) || items[l.end].kind != parts {
			continue
		}
		p := items[l.end].piece
		if p.word != nil && p.word.whole == nil {
			p.word.whole = &Element{Parent: p.of.owner, Tag: Whole{Word: p.word.text}}
		}
	}
}
