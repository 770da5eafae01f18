package layout

import "bulletin/fonts"

// Lines are broken by optimal fit (Knuth and Plass, Breaking Paragraphs into
// Lines, 1981): of all ways to break a paragraph the one with the least sum of
// demerits is taken. All arithmetic is in integers.

// itemKind is what an item of a paragraph is.
type itemKind uint8

const (
	box   itemKind = iota // a piece of a word
	glue                  // a space; it vanishes at a line's end
	parts                 // a place where a word may be parted
)

// item is a part of a paragraph that a line cannot break within.
type item struct {
	kind   itemKind
	piece  piece // of a box
	width  fonts.Length
	hyphen bool // parts: a hyphen of that width is drawn when the line ends here
	short  bool // parts: only two letters stand before or behind
	bound  bool // glue: a line ends here only where nothing else does
	costly bool // parts: only where nothing else does (any letter of a word wider than the line)
}

// The costs of a line's end, in the units of demerits' square root.
const (
	linePenalty   = 10
	hyphenPenalty = 200
	shortPenalty  = 300 // where only two letters stand before or behind the hyphen
	slashPenalty  = 25
	alonePenalty  = 250 // of a word alone on the last line of ragged text: a heading, a source
	costlyPenalty = 100_000
	maxBadness    = 1_000_000
	longBadness   = 10 * maxBadness // a line that sticks out is worse than one that is too short
	maxHyphens    = 2               // in succession
	hyphenStates  = maxHyphens + 1
)

// breaker breaks one paragraph.
type breaker struct {
	items     []item
	measure   fonts.Length
	justified bool
	// full: lines that are not half full are not thought of. They are never the
	// best where anything else is possible, and they are most of the ways.
	full bool

	width []fonts.Length // sum of widths of boxes and glue before an item
	gaps  []int          // number of glues before an item
	space []fonts.Length // sum of widths of glue before an item
}

// node is the best way to end a line at an item with so many hyphenated lines before.
type node struct {
	at       int // item that ends the line; -1: the start
	start    int // first item of the next line
	hyphens  int
	previous int // node before, in the list of all
	demerits int64
}

// line is a broken line: the items from first to before end. hyphen: it ends with a hyphen.
type line struct {
	first, end int
	hyphen     bool
	last       bool
}

// breakLines gives the lines of a paragraph set to a measure.
func breakLines(items []item, measure fonts.Length, justified bool) []line {
	b := &breaker{items: items, measure: measure, justified: justified}
	b.sum()
	if b.width[len(items)] <= measure {
		return []line{{end: len(items), last: true}}
	}
	b.full = justified
	nodes, last := b.search()
	if b.full && nodes[last].demerits >= maxBadness*maxBadness {
		b.full = false
		nodes, last = b.search()
	}
	return b.trace(nodes, last)
}

func (b *breaker) sum() {
	n := len(b.items) + 1
	b.width, b.gaps, b.space = make([]fonts.Length, n), make([]int, n), make([]fonts.Length, n)
	for i, it := range b.items {
		b.width[i+1], b.gaps[i+1], b.space[i+1] = b.width[i], b.gaps[i], b.space[i]
		switch it.kind {
		case box:
			b.width[i+1] += it.width
		case glue:
			b.width[i+1] += it.width
			b.gaps[i+1]++
			b.space[i+1] += it.width
		}
	}
}

// search gives all nodes and the index of the one that ends the paragraph best.
func (b *breaker) search() ([]node, int) {
	nodes := []node{{at: -1, start: 0}}
	active := []int{0}
	var tooLong []int
	for at := range b.items {
		if !b.mayEnd(at) {
			continue
		}
		kept := active[:0]
		tooLong = tooLong[:0]
		best := [hyphenStates]node{}
		for _, a := range active {
			if b.overfull(nodes[a].start, at) {
				tooLong = append(tooLong, a)
				continue
			}
			kept = append(kept, a)
			if b.full && b.width[at]-b.width[nodes[a].start] < b.measure/2 {
				continue
			}
			b.better(&best, nodes, a, at)
		}
		if len(kept) == 0 && best == [hyphenStates]node{} {
			// A piece wider than the line: it sticks out, rather than be lost.
			for _, a := range tooLong {
				b.better(&best, nodes, a, at)
			}
		}
		active = kept
		for _, n := range best {
			if n.start > 0 {
				nodes = append(nodes, n)
				active = append(active, len(nodes)-1)
			}
		}
	}
	return b.finish(nodes, active)
}

// overfull reports whether a line is too long even where it ends without a
// hyphen; ending it later only makes it longer.
func (b *breaker) overfull(start, end int) bool {
	return b.width[end]-b.width[start]-b.shrink(start, end) > b.measure
}

// better takes a line from a node to an item into the best ends there, one for each count of hyphens.
func (b *breaker) better(best *[hyphenStates]node, nodes []node, a, at int) {
	n := b.end(nodes[a], a, at)
	if old := best[n.hyphens]; old.start == 0 || n.demerits < old.demerits {
		best[n.hyphens] = n
	}
}

// finish ends the paragraph: its last line is not stretched.
func (b *breaker) finish(nodes []node, active []int) ([]node, int) {
	end := len(b.items)
	best := node{demerits: -1}
	for _, a := range active {
		from := nodes[a]
		natural := b.natural(from.start, end)
		bad := int64(0)
		if over := natural - b.shrink(from.start, end) - b.measure; over > 0 {
			bad = longBadness
		} else if from.at >= 0 && b.items[from.at].kind == parts && b.space[end] == b.space[from.start] {
			bad = maxBadness // a last line of but a part of a word
		} else if natural < b.measure/8 {
			bad = 60 // a last line of a word or two
		}
		if !b.justified && b.space[end] == b.space[from.start] {
			bad = max(bad, alonePenalty)
		}
		d := from.demerits + (linePenalty+bad)*(linePenalty+bad)
		if best.demerits < 0 || d < best.demerits {
			best = node{at: end, start: end, previous: a, demerits: d}
		}
	}
	return append(nodes, best), len(nodes)
}

// mayEnd reports whether a line may end at an item.
func (b *breaker) mayEnd(at int) bool {
	it := &b.items[at]
	return it.kind == parts || it.kind == glue && at > 0 && b.items[at-1].kind != glue
}

// natural gives the width of a line before it is stretched or shrunk.
func (b *breaker) natural(start, end int) fonts.Length {
	w := b.width[end] - b.width[start]
	if end < len(b.items) && b.items[end].hyphen {
		w += b.items[end].width
	}
	return w
}

// shrink gives by how much the spaces of a line may be narrowed: a quarter.
func (b *breaker) shrink(start, end int) fonts.Length {
	if !b.justified {
		return 0
	}
	return (b.space[end] - b.space[start]) / 4
}

// end gives the node of a line from a node to an item.
func (b *breaker) end(from node, index, at int) node {
	it := &b.items[at]
	hyphens := 0
	penalty := int64(0)
	if it.bound {
		penalty = costlyPenalty
	}
	if it.kind == parts {
		switch {
		case it.costly:
			penalty = costlyPenalty
		case it.hyphen:
			hyphens, penalty = from.hyphens+1, hyphenPenalty
			if it.short {
				penalty = shortPenalty
			}
		default:
			penalty = slashPenalty
		}
	}
	if hyphens > maxHyphens {
		hyphens, penalty = maxHyphens, costlyPenalty
	}
	bad := b.badness(from.start, at, b.natural(from.start, at))
	demerits := (linePenalty+bad)*(linePenalty+bad) + penalty*penalty
	if hyphens > 1 {
		demerits += hyphenPenalty * hyphenPenalty
	}
	start := at + 1
	for start < len(b.items) && b.items[start].kind == glue {
		start++
	}
	return node{at: at, start: start, hyphens: hyphens, previous: index, demerits: from.demerits + demerits}
}

// badness is 100 times the cube of how far the spaces are stretched or shrunk, as shares of what is allowed them.
func (b *breaker) badness(start, end int, natural fonts.Length) int64 {
	off := int64(b.measure - natural)
	var allowed int64
	switch {
	case off >= 0 && b.justified:
		allowed = int64(b.space[end]-b.space[start]) / 2
	case off >= 0:
		allowed = int64(b.measure) / 6
	default:
		allowed = int64(b.shrink(start, end))
		if -off > allowed {
			return longBadness
		}
		off = -off
	}
	if off == 0 {
		return 0
	}
	if allowed == 0 || off > allowed*20 {
		return maxBadness
	}
	return min(100*off*off/allowed*off/allowed/allowed, maxBadness)
}

func (b *breaker) trace(nodes []node, last int) []line {
	var lines []line
	for i := last; nodes[i].at >= 0; i = nodes[i].previous {
		n := nodes[i]
		from := nodes[n.previous]
		l := line{first: from.start, end: n.at, last: i == last}
		if n.at < len(b.items) {
			l.hyphen = b.items[n.at].hyphen
		}
		lines = append(lines, l)
		if n.previous == 0 {
			break
		}
	}
	for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
		lines[i], lines[j] = lines[j], lines[i]
	}
	return lines
}
