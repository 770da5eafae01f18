package charts

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/tables"
)

// box is where a mark lies.
type box struct{ left, top, right, bottom fonts.Length }

// bounds gives the ink of a text, with the height of its capitals and the
// depth of its descenders, or the corners of a path.
func bounds(f fonts.Family, op Op) box {
	if op.Text != "" {
		return box{op.X, op.Y - op.Size*3/4, op.X + f[op.Style].Width(strings.TrimRight(op.Text, " "), op.Size), op.Y + op.Size/4}
	}
	var b box
	first := true
	for _, s := range op.Path {
		for i := 0; i < map[Verb]int{Move: 2, Line: 2, Curve: 6}[s.Verb]; i += 2 {
			x, y := s.Points[i], s.Points[i+1]
			if first {
				b, first = box{x, y, x, y}, false
			}
			b = box{min(b.left, x), min(b.top, y), max(b.right, x), max(b.bottom, y)}
		}
	}
	return b
}

// sound checks what holds for every picture: nothing sticks out, no two texts
// meet, every path begins with a move and is drawn in some way.
func sound(f fonts.Family, p *Picture) error {
	const slack = fonts.Point // of strokes and of letters with marks above capitals
	var texts []box
	for _, op := range p.Ops {
		b := bounds(f, op)
		if b.left < -slack || b.top < -slack || b.right > p.Width+slack || b.bottom > p.Height+slack {
			return fmt.Errorf("%q %v sticks out of %d × %d", op.Text, b, p.Width, p.Height)
		}
		if op.Text == "" {
			if len(op.Path) < 2 || op.Path[0].Verb != Move || op.Fill == nil && op.Stroke == nil {
				return fmt.Errorf("a path that draws nothing: %s", pathData(op.Path))
			}
			if op.Stroke != nil && op.StrokeWidth <= 0 {
				return fmt.Errorf("a stroke without a width: %s", pathData(op.Path))
			}
			continue
		}
		if strings.TrimSpace(op.Text) == "" {
			return errors.New("a text of spaces")
		}
		for i, other := range texts {
			if b.left < other.right && other.left < b.right && b.top < other.bottom && other.top < b.bottom {
				return fmt.Errorf("%q lies on text %d: %v and %v", op.Text, i, b, other)
			}
		}
		texts = append(texts, b)
	}
	return nil
}

func TestSamplesAreSound(t *testing.T) {
	for name, s := range samples() {
		for _, width := range []fonts.Length{measure, 340 * fonts.Point, 250 * fonts.Point} {
			p, err := Draw(s, width)
			if err != nil {
				if width == measure {
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			if p.Width != width {
				t.Errorf("%s is %d wide, not %d", name, p.Width, width)
			}
			if err := sound(s.Family, p); err != nil {
				t.Errorf("%s, %d points wide: %v", name, width/fonts.Point, err)
			}
		}
	}
}

// words to make names of.
var vocabulary = strings.Fields("қызмет орган сот полиция – қауіпсіздік болмауы/жеткіліксіздігі ҚР өңір халық және ауыл мен")

func randomName(r *rand.Rand) string {
	var w []string
	for range 1 + r.IntN(5) {
		w = append(w, vocabulary[r.IntN(len(vocabulary))])
	}
	return strings.Join(w, " ")
}

// randomTable makes a table whose rows sum to a hundred at most.
func randomTable(r *rand.Rand, rows, columns int) *tables.Table {
	names := func(n int) (list []string) {
		for range n {
			list = append(list, randomName(r))
		}
		return list
	}
	t := table(names(columns), names(rows), make([]string, rows))
	for i := range t.Cells {
		left := int64(1000)
		for range columns {
			c := tables.Cell{}
			switch r.IntN(8) {
			case 0:
				c.Symbol = []tables.Symbol{tables.Absent, tables.NotAvailable, tables.Confidential}[r.IntN(3)]
			case 1:
				c.Number.Scale = 1
			case 2:
				c.Number = tables.Number{Coef: min(left, 1+r.Int64N(3)), Scale: 1}
			default:
				c.Number = tables.Number{Coef: r.Int64N(left + 1), Scale: 1}
			}
			left -= c.Number.Coef
			t.Cells[i] = append(t.Cells[i], c)
		}
	}
	return t
}

func TestRandomTablesAreSound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	drawn := 0
	for range 600 {
		kind := []Kind{Stacked, Bars, Lines}[r.IntN(3)]
		rows, columns := 1+r.IntN(7), 1+r.IntN(7)
		if kind == Bars {
			columns = 1
		}
		s := spec(kind, randomTable(r, rows, columns))
		p, err := Draw(s, fonts.Length(330+r.IntN(200))*fonts.Point)
		if err != nil {
			var f Faults
			if !errors.As(err, &f) {
				t.Fatalf("%s: %v", kind, err)
			}
			continue
		}
		drawn++
		if err := sound(s.Family, p); err != nil {
			writeSVG(t, "unsound", p)
			t.Fatalf("%s of %d × %d: %v", kind, rows, columns, err)
		}
		if kind == Stacked {
			checkSegments(t, s, p)
		}
	}
	if drawn < 500 {
		t.Errorf("only %d of 600 charts could be drawn", drawn)
	}
}

// checkSegments compares the widths of a stacked chart with its figures.
func checkSegments(t *testing.T, s Spec, p *Picture) {
	t.Helper()
	colors := answerColors(len(s.Table.Columns))
	var bed box
	tall := s.Size * 15 / 8
	if s.Size == 0 {
		tall = 8500 * 15 / 8
	}
	bars := map[fonts.Length]map[Color]fonts.Length{}
	var order []fonts.Length
	for _, op := range p.Ops {
		if op.Fill == nil || *op.Fill == white {
			continue
		}
		b := bounds(s.Family, op)
		if b.bottom-b.top != tall {
			continue // a swatch of the legend
		}
		if bars[b.top] == nil {
			bars[b.top] = map[Color]fonts.Length{}
			order = append(order, b.top)
		}
		bars[b.top][*op.Fill] = b.right - b.left
		if bed.right == 0 {
			bed = b
		}
		bed = box{min(bed.left, b.left), 0, max(bed.right, b.right), 0}
	}
	row := 0
	for i, cells := range s.Table.Cells {
		b := s.shares(i)
		if b.sum == 0 {
			continue
		}
		if row >= len(order) {
			t.Fatalf("row %d has no bar", i)
		}
		bar := bars[order[row]]
		row++
		full := p.Width - bed.left
		var sum fonts.Length
		for j := range cells {
			got := bar[colors[j]]
			sum += got
			want := fonts.Length(float64(b.parts[j]) / float64(b.whole()) * float64(full))
			switch {
			case b.parts[j] == 0 && got != 0:
				t.Errorf("row %d, column %d: zero is %d wide", i, j, got)
			case b.parts[j] > 0 && got < thinnest*9/10:
				t.Errorf("row %d, column %d: %d of %d cannot be seen", i, j, b.parts[j], b.whole())
			case got-want > 3*fonts.Point || want-got > 3*fonts.Point:
				t.Errorf("row %d, column %d: %d wide, want %d", i, j, got, want)
			}
		}
		want := fonts.Length(float64(b.sum) / float64(b.whole()) * float64(full))
		if d := sum - want; d > 3*fonts.Point || d < -3*fonts.Point {
			t.Errorf("row %d: its segments take %d of %d, want %d", i, sum, full, want)
		}
		if b.whole() == b.sum && sum != full {
			t.Errorf("row %d: its segments take %d of %d", i, sum, full)
		}
	}
	if row != len(order) {
		t.Errorf("%d bars for %d rows", len(order), row)
	}
}

// What is missing must not stretch the shares that are known.
func TestMissingDoesNotStretch(t *testing.T) {
	s := spec(Stacked, table([]string{"Иә", "Жоқ"}, []string{"Бар", "Жоқ"}, []string{"50 50", "50 …"}))
	p := draw(t, s, measure)
	var widths []fonts.Length
	for _, op := range p.Ops {
		if b := bounds(s.Family, op); op.Fill != nil && *op.Fill == deepBlue && b.bottom-b.top > 10*fonts.Point {
			widths = append(widths, b.right-b.left)
		}
	}
	if len(widths) != 2 || widths[0]-widths[1] > fonts.Point/10 || widths[1]-widths[0] > fonts.Point/10 {
		t.Errorf("half a bar is %v wide", widths)
	}
}

// A rule between segments must leave every segment some of its width.
func TestRulesSpareSmallShares(t *testing.T) {
	s := spec(Stacked, table(answers, []string{"Аз"}, []string{"99.2 0.1 0.1 0.2 0.4"}))
	p := draw(t, s, measure)
	var segments, rules []box
	for _, op := range p.Ops {
		b := bounds(s.Family, op)
		switch {
		case op.Fill == nil || b.bottom-b.top < 10*fonts.Point:
		case *op.Fill == white:
			rules = append(rules, b)
		default:
			segments = append(segments, b)
		}
	}
	if len(segments) != 5 || len(rules) != 4 {
		t.Fatalf("%d segments and %d rules", len(segments), len(rules))
	}
	for i, s := range segments {
		left := s.right - s.left
		for _, r := range rules {
			left -= max(0, min(s.right, r.right)-max(s.left, r.left))
		}
		if left*3 < s.right-s.left {
			t.Errorf("of segment %d, %d wide, %d can be seen", i, s.right-s.left, left)
		}
	}
}

// Values above zero never look like zero, and a bar is as long as its value says.
func TestBarLengths(t *testing.T) {
	s := spec(Bars, table([]string{"Саны"}, []string{"Үлкен", "Жарты", "Аз", "Нөл", "Жоқ"}, []string{"1000", "500", "0.001", "0", "…"}))
	p := draw(t, s, measure)
	var lengths []fonts.Length
	for _, op := range p.Ops {
		if op.Fill != nil && *op.Fill == deepBlue {
			b := bounds(s.Family, op)
			lengths = append(lengths, b.right-b.left)
		}
	}
	if len(lengths) != 3 {
		t.Fatalf("%d bars", len(lengths))
	}
	if d := lengths[0] - 2*lengths[1]; d > fonts.Point/5 || d < -fonts.Point/5 {
		t.Errorf("%d is not twice %d", lengths[0], lengths[1])
	}
	if lengths[2] < thinnest*9/10 || lengths[2] > fonts.Point {
		t.Errorf("a tiny value is %d long", lengths[2])
	}
}

// The same chart gives the same picture, and drawing leaves the table as it was.
func TestDrawTwice(t *testing.T) {
	for name, s := range samples() {
		if a, b := dump(draw(t, s, measure)), dump(draw(t, s, measure)); a != b {
			t.Errorf("%s is drawn in two ways", name)
		}
	}
}
