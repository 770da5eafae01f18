package layout

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"bulletin/fonts"
)

// words gives a paragraph of random words, some of which may be parted.
func words(r *rand.Rand, n int) []item {
	var out []item
	for i := range n {
		if i > 0 {
			out = append(out, item{kind: glue, width: 3, bound: r.IntN(6) == 0})
		}
		for s := range 1 + r.IntN(3) {
			if s > 0 {
				out = append(out, item{kind: parts, hyphen: r.IntN(4) > 0, width: 2})
			}
			out = append(out, item{kind: box, width: fonts.Length(4 + r.IntN(12))})
		}
	}
	for i := range out {
		if out[i].kind == parts && !out[i].hyphen {
			out[i].width = 0
		}
	}
	return out
}

// exhaustive gives the least demerits of all ways to break a paragraph, by trying each.
func exhaustive(b *breaker, from node) int64 {
	last, _ := b.finish([]node{from}, []int{0})
	best := last[1].demerits
	for at := from.at + 1; at < len(b.items); at++ {
		if b.mayEnd(at) && at >= from.start && !b.overfull(from.start, at) {
			best = min(best, exhaustive(b, b.end(from, 0, at)))
		}
	}
	return best
}

func TestBreakLinesIsOptimal(t *testing.T) {
	tried := 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		b := &breaker{items: words(r, 3+r.IntN(6)), measure: fonts.Length(60 + r.IntN(60)), justified: seed%3 > 0}
		b.sum()
		nodes, last := b.search()
		want := exhaustive(b, node{at: -1})
		if want >= maxBadness*maxBadness {
			continue // no way has every line fit
		}
		tried++
		if got := nodes[last].demerits; got != want {
			t.Errorf("seed %d: demerits = %d, but %d is possible", seed, got, want)
		}
	}
	if tried < 100 {
		t.Errorf("only %d paragraphs could be broken", tried)
	}
}

func TestBreakLinesKeepsEveryWord(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		items := words(r, 1+r.IntN(60))
		measure := fonts.Length(10 + r.IntN(200))
		lines := breakLines(items, measure, true)
		next, hyphens := 0, 0
		for i, l := range lines {
			for ; next < l.first; next++ {
				if items[next].kind == box {
					t.Fatalf("seed %d: item %d is on no line", seed, next)
				}
			}
			next = l.end
			if l.end < len(items) && items[l.end].bound && measure > 120 {
				t.Errorf("seed %d: line %d ends at a space that binds", seed, i)
			}
			if l.last != (i == len(lines)-1) {
				t.Errorf("seed %d: line %d of %d: last = %v", seed, i, len(lines), l.last)
			}
			if l.hyphen {
				hyphens++
			} else {
				hyphens = 0
			}
			if hyphens > maxHyphens && measure > 120 {
				t.Errorf("seed %d: %d hyphens in succession", seed, hyphens)
			}
		}
		if next != len(items) {
			t.Errorf("seed %d: lines end at item %d of %d", seed, next, len(items))
		}
	}
}

func TestBreakLinesOfNothing(t *testing.T) {
	if lines := breakLines(nil, 100, true); len(lines) != 1 || lines[0].first != 0 || lines[0].end != 0 {
		t.Errorf("lines of an empty paragraph: %v, want one empty line", lines)
	}
}

func BenchmarkBreakLines(b *testing.B) {
	items := words(rand.New(rand.NewPCG(1, 1)), 90)
	for _, justified := range []bool{true, false} {
		b.Run(fmt.Sprintf("justified=%v", justified), func(b *testing.B) {
			for b.Loop() {
				breakLines(items, 300, justified)
			}
		})
	}
}
