package release

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// run is things that stayed, went or came. from and to count in the old list
// where they stayed or went, in the new one where they came.
type run struct {
	op       byte // = - +
	from, to int
	at       int // of what stayed: where it begins in the new list
}

// maxEdits bounds how many things may have gone and come between two lists
// before they are taken for two others altogether.
const maxEdits = 1000

// edits gives how the list b follows from a, by the greedy algorithm of Myers
// (1986): the fewest things that go and come.
func edits(a, b []int) []run {
	before := 0
	for before < len(a) && before < len(b) && a[before] == b[before] {
		before++
	}
	after := 0
	for after < len(a)-before && after < len(b)-before && a[len(a)-1-after] == b[len(b)-1-after] {
		after++
	}
	var out []run
	add := func(op byte, from, to, at int) {
		if n := len(out); n > 0 && out[n-1].op == op && out[n-1].to == from {
			out[n-1].to = to
		} else if from < to {
			out = append(out, run{op, from, to, at})
		}
	}
	add('=', 0, before, 0)
	for _, s := range steps(a[before:len(a)-after], b[before:len(b)-after]) {
		add(s.op, s.from+before, s.to+before, s.at+before)
	}
	add('=', len(a)-after, len(a), len(b)-after)
	return out
}

// steps gives the edits of lists that differ at both ends.
func steps(a, b []int) []run {
	ends, ok := furthest(a, b)
	if !ok || len(a) == 0 || len(b) == 0 {
		return []run{{'-', 0, len(a), 0}, {'+', 0, len(b), 0}}
	}
	var out []run
	x, y := len(a), len(b)
	for d := len(ends) - 1; d >= 0; d-- {
		k := x - y
		previous := k - 1
		if d > 0 && (k == -d || k != d && reach(ends, d-1, k-1) < reach(ends, d-1, k+1)) {
			previous = k + 1
		}
		fromX, fromY := 0, 0
		if d > 0 {
			fromX = reach(ends, d-1, previous)
			fromY = fromX - previous
		}
		for x > fromX && y > fromY {
			x, y = x-1, y-1
			out = append(out, run{'=', x, x + 1, y})
		}
		switch {
		case d == 0:
		case x > fromX:
			out = append(out, run{'-', fromX, x, 0})
		default:
			out = append(out, run{'+', fromY, y, 0})
		}
		x, y = fromX, fromY
	}
	slices.Reverse(out)
	return out
}

// furthest gives how far into a each diagonal comes with so many edits: ends[d][d+k].
func furthest(a, b []int) ([][]int32, bool) {
	var ends [][]int32
	for d := 0; d <= min(len(a)+len(b), maxEdits); d++ {
		row := make([]int32, 2*d+1)
		ends = append(ends, row)
		for k := -d; k <= d; k += 2 {
			x := 0
			switch {
			case d == 0:
			case k == -d || k != d && reach(ends, d-1, k-1) < reach(ends, d-1, k+1):
				x = reach(ends, d-1, k+1)
			default:
				x = reach(ends, d-1, k-1) + 1
			}
			for x < len(a) && x-k >= 0 && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			row[d+k] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return ends, true
			}
		}
	}
	return nil, false
}

// reach gives how far diagonal k came with d edits; -1: it is none of theirs.
func reach(ends [][]int32, d, k int) int {
	if k < -d || k > d {
		return -1
	}
	return int(ends[d][d+k])
}

// wordEdits gives how a sentence follows from another, word by word. The runs
// that stayed and went make the old one, those that stayed and came the new one.
func wordEdits(old, new string) []WordEdit {
	was, is := wordTokens(old), wordTokens(new)
	numbers := map[string]int{}
	a, b := numbered(was, numbers), numbered(is, numbers)
	var out []WordEdit
	var went, came strings.Builder
	flush := func() {
		for _, text := range []WordEdit{{'-', went.String()}, {'+', came.String()}} {
			if text.Text != "" {
				out = append(out, text)
			}
		}
		went.Reset()
		came.Reset()
	}
	all := edits(a, b)
	for i, r := range all {
		switch r.op {
		case '-':
			went.WriteString(strings.Join(was[r.from:r.to], ""))
		case '+':
			came.WriteString(strings.Join(is[r.from:r.to], ""))
		default:
			text := strings.Join(was[r.from:r.to], "")
			if i > 0 && i < len(all)-1 && strings.TrimSpace(text) == "" {
				went.WriteString(text) // one space alone does not part two changes
				came.WriteString(text)
				continue
			}
			flush()
			out = append(out, WordEdit{'=', text})
		}
	}
	flush()
	return out
}

// numbered gives each word its number, the same for the same words.
func numbered(words []string, numbers map[string]int) []int {
	out := make([]int, len(words))
	for i, w := range words {
		n, ok := numbers[w]
		if !ok {
			n = len(numbers)
			numbers[w] = n
		}
		out[i] = n
	}
	return out
}

// wordTokens parts a text into words, marks and spaces, which together are the text.
func wordTokens(s string) []string {
	var out []string
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		end := size
		if kind := kindOf(r); kind != aMark {
			for end < len(s) {
				r, size := utf8.DecodeRuneInString(s[end:])
				if kindOf(r) != kind && !(kind == aWord && joins(s, end, size)) {
					break
				}
				end += size
			}
		}
		out = append(out, s[:end])
		s = s[end:]
	}
	return out
}

type runeKind uint8

const (
	aMark runeKind = iota
	aWord
	aSpace
)

func kindOf(r rune) runeKind {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '%':
		return aWord
	case unicode.IsSpace(r):
		return aSpace
	}
	return aMark
}

// joins reports whether the mark at an offset stands within a word or a figure: сондай-ақ, 61,6.
func joins(s string, at, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at+size:])
	mark, _ := utf8.DecodeRuneInString(s[at:])
	switch {
	case kindOf(before) != aWord || kindOf(after) != aWord:
		return false
	case mark == ',' || mark == '.':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	return mark == '-' || mark == '’' || mark == '\''
}
