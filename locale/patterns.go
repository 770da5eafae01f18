package locale

import "strings"

// patterns part words by Liang's method (F. M. Liang, Word Hy-phen-a-tion by
// Com-put-er, 1983): each pattern that a word contains has a level for every
// place between its letters, the greatest level at a place counts, and an odd
// one lets the word be parted there.
type patterns struct {
	levels     map[string]string // letters, to a level before each of them and one behind the last
	longest    int               // letters of the longest pattern
	exceptions map[string][]int  // words whose offsets are given
}

// wordEdge stands before and behind a word, in patterns too.
const wordEdge = "."

// parsePatterns reads patterns, one a line, with levels as digits between the
// letters: a5b1c; and words parted by hyphens, one a line.
func parsePatterns(lines, exceptions string) *patterns {
	p := &patterns{
		levels:     make(map[string]string, strings.Count(lines, "\n")),
		exceptions: make(map[string][]int, strings.Count(exceptions, "\n")),
	}
	text := make([]byte, 0, 3*len(lines)) // letters and levels of every pattern: one allocation for all
	ends := make([]int, 0, 2*cap(text)/10)
	for line := range strings.Lines(lines) {
		letters := len(text)
		for _, c := range []byte(strings.TrimSpace(line)) {
			if c < '0' || c > '9' {
				text = append(text, c)
			}
		}
		ends = append(ends, len(text))
		p.longest = max(p.longest, len(text)-letters)
		level := byte('0')
		for _, c := range []byte(strings.TrimSpace(line)) {
			if c >= '0' && c <= '9' {
				level = c
				continue
			}
			text, level = append(text, level), '0'
		}
		text = append(text, level)
		ends = append(ends, len(text))
	}
	all, from := string(text), 0
	for i := 0; i < len(ends); i += 2 {
		p.levels[all[from:ends[i]]] = all[ends[i]:ends[i+1]]
		from = ends[i+1]
	}
	for line := range strings.Lines(exceptions) {
		word, offsets := parted(strings.TrimSpace(line))
		p.exceptions[word] = offsets
	}
	return p
}

// parted gives a word without its hyphens, and the byte offsets of them.
func parted(word string) (whole string, offsets []int) {
	parts := strings.Split(word, "-")
	for _, part := range parts[:len(parts)-1] {
		whole += part
		offsets = append(offsets, len(whole))
	}
	return whole + parts[len(parts)-1], offsets
}

// offsets gives where a word of small letters may be parted, with so many bytes
// before the first place and behind the last at least.
func (p *patterns) offsets(word string, before, behind int) []int {
	if offsets, found := p.exceptions[word]; found {
		return offsets
	}
	var room [48]byte // longer words are allocated for
	levels := append(room[:0], make([]byte, len(word)+3)...)
	edged := wordEdge + word + wordEdge
	for from := range edged {
		for to := from + 1; to <= min(from+p.longest, len(edged)); to++ {
			for i, level := range []byte(p.levels[edged[from:to]]) {
				levels[from+i] = max(levels[from+i], level)
			}
		}
	}
	var offsets []int
	for at := before; at <= len(word)-behind; at++ {
		if levels[at+len(wordEdge)]%2 == 1 { // of a digit, as of its number
			offsets = append(offsets, at)
		}
	}
	return offsets
}
