package charts

import (
	"strings"
	"unicode/utf8"

	chart "github.com/wcharczuk/go-chart/v2"

	"bulletin/fonts"
)

// maxLines is how many lines the name of a bar, a line or an answer may take.
const maxLines = 3

// label is a name broken into lines.
type label struct {
	lines  []string
	widths []fonts.Length
	width  fonts.Length // of the widest line
}

// word is a piece of a name that a line may begin with.
type word struct {
	text  string
	width fonts.Length
	space bool // a space stands before it
}

// wrap breaks a name into as few lines of at most the given width as will do,
// and evens their lengths. It reports whether there was a way in maxLines.
// Where a word is too long by itself, it is parted after / and -.
func (p *painter) wrap(s string, size, most fonts.Length) (label, bool) {
	l, ok := fill(p.words(s, size, most), p.textWidth(" ", fonts.Regular, size), most)
	return l, ok && len(l.lines) <= maxLines
}

// wrapWhole is wrap without parting words.
func (p *painter) wrapWhole(s string, size, most fonts.Length) (label, bool) {
	l, ok := fill(p.words(s, size, maxWidth), p.textWidth(" ", fonts.Regular, size), most)
	return l, ok && len(l.lines) <= maxLines
}

// wrapWith is wrap with a bold figure that stays on the line of the last word.
func (p *painter) wrapWith(s, figure string, size, most fonts.Length) (label, bool) {
	space := p.textWidth(" ", fonts.Regular, size)
	words := p.words(s, size, most)
	words[len(words)-1].width += space + p.textWidth(figure, fonts.Bold, size)
	l, ok := fill(words, space, most)
	return l, ok && len(l.lines) <= maxLines
}

// words parts a name where a line may end.
func (p *painter) words(s string, size, most fonts.Length) []word {
	var words []word
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
		if n := len(words); n > 0 && (strings.HasPrefix(f, "–") || strings.HasPrefix(f, "—")) {
			words[n-1].text += " " + f // no line begins with a dash
			words[n-1].width = p.textWidth(words[n-1].text, fonts.Regular, size)
			continue
		}
		w := word{text: f, width: p.textWidth(f, fonts.Regular, size), space: true}
		if w.width <= most {
			words = append(words, w)
			continue
		}
		for f != "" {
			end := len(f)
			if i := strings.IndexAny(f, "/-"); i >= 0 {
				end = i + 1
			}
			w.text, w.width = f[:end], p.textWidth(f[:end], fonts.Regular, size)
			words = append(words, w)
			f, w.space = f[end:], false
		}
	}
	if len(words) == 0 {
		return []word{{}}
	}
	return words
}

// fill sets words on as few lines as go, and makes the widest of them as narrow
// as it can be.
func fill(words []word, space, most fonts.Length) (label, bool) {
	l, ok := pour(words, space, most)
	for ok {
		narrower, fits := pour(words, space, l.width-1)
		if !fits || len(narrower.lines) > len(l.lines) {
			break
		}
		l = narrower
	}
	return l, ok
}

// pour sets each line as full as it goes.
func pour(words []word, space, most fonts.Length) (label, bool) {
	var l label
	for _, w := range words {
		if w.width > most {
			return l, false
		}
		n := len(l.lines)
		if n > 0 {
			text, width := w.text, l.widths[n-1]+w.width
			if w.space {
				text, width = " "+text, width+space
			}
			if width <= most {
				l.lines[n-1] += text
				l.widths[n-1] = width
				l.width = max(l.width, width)
				continue
			}
		}
		l.lines = append(l.lines, w.text)
		l.widths = append(l.widths, w.width)
		l.width = max(l.width, w.width)
	}
	return l, true
}

// column breaks the names of bars into a column at the left, which takes at
// most a third of the chart, or half of it where a single word needs that. It
// is as narrow as the tallest name allows: the bars have better use of the room.
// bad gives the index of the first name that has no room, or -1.
func (p *painter) column(names []string) (labels []label, width fonts.Length, bad int) {
	for _, most := range []fonts.Length{p.width * 34 / 100, p.width / 2} {
		if labels, bad = p.wrapAll(names, most); bad < 0 {
			width = p.narrowest(names, labels, most)
			labels, bad = p.wrapAll(names, width)
			return labels, width, bad
		}
	}
	return nil, 0, bad
}

// wrapAll breaks each of the names, or gives the index of the first that has no room.
func (p *painter) wrapAll(names []string, most fonts.Length) (labels []label, bad int) {
	for i, s := range names {
		l, ok := p.wrap(s, p.Size, most)
		if !ok {
			return nil, i
		}
		labels = append(labels, l)
	}
	return labels, -1
}

// narrowest is the least width at which no name takes more lines than the
// tallest of labels does.
func (p *painter) narrowest(names []string, labels []label, most fonts.Length) (width fonts.Length) {
	lines := 0
	for _, l := range labels {
		lines = max(lines, len(l.lines))
	}
	space := p.textWidth(" ", fonts.Regular, p.Size)
	for i, s := range names {
		words, l := p.words(s, p.Size, most), labels[i]
		for {
			narrower, ok := pour(words, space, l.width-1)
			if !ok || len(narrower.lines) > lines {
				break
			}
			l = narrower
		}
		width = max(width, l.width)
	}
	return width
}

// height is that of a label from the top of its capitals to its last baseline.
func (p *painter) height(l label, size fonts.Length) fonts.Length {
	return fonts.Length(len(l.lines)-1)*lineHeight(size) + p.capHeight(size)
}

// alignment says which of its edges a label is set to.
type alignment uint8

const (
	alignLeft alignment = iota
	alignCenter
	alignRight
)

// drawLabel sets a label with the middle of its height at y. x is the edge or
// the axis that its lines are aligned to. A line that goes on in the next ends
// with a space, so that extracted text keeps its words apart.
func (p *painter) drawLabel(r chart.Renderer, l label, size fonts.Length, style fonts.Style, c Color, to alignment, x, y fonts.Length) {
	base := y - p.height(l, size)/2 + p.capHeight(size)
	for i, s := range l.lines {
		left := x
		switch to {
		case alignCenter:
			left -= l.widths[i] / 2
		case alignRight:
			left -= l.widths[i]
		}
		if i+1 < len(l.lines) {
			s += " "
		}
		chart.Draw.Text(r, s, int(left), int(base), textStyle(style, size, c))
		base += lineHeight(size)
	}
}

// line makes a label of one line without looking for breaks.
func (p *painter) line(s string, style fonts.Style, size fonts.Length) label {
	w := p.textWidth(s, style, size)
	return label{lines: []string{s}, widths: []fonts.Length{w}, width: w}
}

func textStyle(style fonts.Style, size fonts.Length, c Color) chart.Style {
	return chart.Style{Font: fontKey(style), FontSize: float64(size) / 1000, FontColor: toDrawing(c)}
}

// spread gives the tops of blocks of the given heights, in their order, so that
// none overlaps another and the sum of squared distances from the tops that are
// wanted is least: isotonic regression by pooling adjacent violators, cut off
// at lo and hi. The blocks must fit between them.
func spread(want, height []fonts.Length, lo, hi fonts.Length) []fonts.Length {
	type pool struct {
		sum   fonts.Length // of wanted tops, less what stands above them
		count fonts.Length
	}
	var pools []pool
	var above fonts.Length
	for i := range want {
		pools = append(pools, pool{want[i] - above, 1})
		above += height[i]
		for n := len(pools); n > 1 && pools[n-2].sum*pools[n-1].count >= pools[n-1].sum*pools[n-2].count; n-- {
			pools[n-2].sum += pools[n-1].sum
			pools[n-2].count += pools[n-1].count
			pools = pools[:n-1]
		}
	}
	last := max(lo, hi-above)
	tops := make([]fonts.Length, 0, len(want))
	above = 0
	for _, q := range pools {
		top := min(max(q.sum/q.count, lo), last)
		for range q.count {
			tops = append(tops, top+above)
			above += height[len(tops)-1]
		}
	}
	return tops
}

// quote sets a name in a message, cut where it is long.
func quote(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return "«" + s + "»"
}
