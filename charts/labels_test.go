package charts

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bulletin/fonts"
)

func TestWrap(t *testing.T) {
	p := &painter{Spec: trust(), width: measure}
	p.Size = 8500
	for _, c := range []struct {
		name string
		most fonts.Length
		want string // lines parted by |; empty: no room
	}{
		{"Сот жүйесі", 100 * fonts.Point, "Сот жүйесі"},
		{"Сыбайлас жемқорлыққа қарсы қызмет", 120 * fonts.Point, "Сыбайлас жемқорлыққа|қарсы қызмет"},
		{"Сыбайлас жемқорлыққа қарсы қызмет", 70 * fonts.Point, "Сыбайлас|жемқорлыққа|қарсы қызмет"},
		{"Сыбайлас жемқорлыққа қарсы қызмет", 58 * fonts.Point, ""}, // four lines
		{"Жарықтандырудың болмауы/жеткіліксіздігі", 90 * fonts.Point, "Жарықтандырудың|болмауы/|жеткіліксіздігі"},
		{"Өңір – Алматы", 45 * fonts.Point, "Өңір –|Алматы"}, // no line begins with a dash
		{"10\u00a0мың", 25 * fonts.Point, ""}, // a no-break space holds
		{"", 50 * fonts.Point, ""},
		{"  Сот   жүйесі ", 100 * fonts.Point, "Сот жүйесі"},
	} {
		l, ok := p.wrap(c.name, p.Size, c.most)
		if got := strings.Join(l.lines, "|"); ok && got != c.want || !ok && c.want != "" {
			t.Errorf("wrap %q in %d: %q, %t", c.name, c.most, got, ok)
		}
		for i, line := range l.lines {
			if w := p.textWidth(line, fonts.Regular, p.Size); ok && w-l.widths[i] > 5 || l.widths[i]-w > 5 {
				t.Errorf("%q is %d wide, not %d", line, w, l.widths[i])
			}
		}
	}
}

// leastSquares is the best arrangement by trying: each block at one of a few tops.
func leastSquares(want, height []fonts.Length, lo, hi fonts.Length) fonts.Length {
	best := fonts.Length(-1)
	var try func(i int, from, cost fonts.Length)
	try = func(i int, from, cost fonts.Length) {
		if best >= 0 && cost >= best {
			return
		}
		if i == len(want) {
			best = cost
			return
		}
		for top := from; top+height[i] <= hi; top++ {
			d := top - want[i]
			try(i+1, top+height[i], cost+d*d)
		}
	}
	try(0, lo, 0)
	return best
}

func TestSpread(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 1 + r.IntN(4)
		var want, height []fonts.Length
		total := fonts.Length(0)
		for range n {
			want = append(want, fonts.Length(r.IntN(20)))
			h := fonts.Length(1 + r.IntN(5))
			height = append(height, h)
			total += h
		}
		slices.Sort(want)
		hi := max(total, fonts.Length(18))
		got := spread(want, height, 0, hi)
		cost, end := fonts.Length(0), fonts.Length(0)
		for i := range got {
			if got[i] < end {
				t.Fatalf("spread(%v, %v) = %v: blocks overlap", want, height, got)
			}
			end = got[i] + height[i]
			cost += (got[i] - want[i]) * (got[i] - want[i])
		}
		if end > hi {
			t.Fatalf("spread(%v, %v) = %v: beyond %d", want, height, got, hi)
		}
		// A pool stands at a whole number below its mean, which may cost up to one for each block.
		if best := leastSquares(want, height, 0, hi); cost > best+fonts.Length(n) {
			t.Errorf("spread(%v, %v) = %v costs %d, the best %d", want, height, got, cost, best)
		}
	}
}
