package layout

import (
	"strings"

	"bulletin/fonts"
)

// row is what a page cannot end within: a line of text, a row of a table, a figure.
type row struct {
	height fonts.Length
	above  fonts.Length // space over it; none at a page's top
	marks  []Mark       // Y counts from the row's top
	keep   bool         // no page ends behind it
	anchor *Bookmark    // what the outline and the contents lead to here
	panel  *panel       // the tinted field that it stands on
}

// line sets one broken line as a row.
func (s *setter) line(items []item, l line, sh shape) row {
	w := lineWriter{s: s, baseline: s.baseline(items, l, sh)}
	natural, gaps := lineWidth(items, l)
	extra := sh.measure - natural
	if !sh.justified || l.last {
		if sh.align == right {
			w.x = max(extra, 0)
		}
		if extra > 0 || !sh.justified {
			extra = 0
		}
	}
	seen := 0
	for i := l.first; i < l.end; i++ {
		it := &items[i]
		switch it.kind {
		case box:
			w.piece(it.piece, it.width)
		case glue:
			seen++
			// Each gap takes its share of what is left over, to the last thousandth of a point.
			share := extra*fonts.Length(seen)/fonts.Length(gaps) - extra*fonts.Length(seen-1)/fonts.Length(gaps)
			w.space(it.width, share)
		}
	}
	if l.hyphen {
		w.append("-", items[l.end].width)
	}
	if l.end < len(items) && items[l.end].kind == glue {
		w.append(" ", 0)
	}
	return row{height: sh.leading, marks: append(w.marks, s.underlines(w.marks)...), keep: l.hyphen}
}

// underlines tells links by more than their colour.
func (s *setter) underlines(runs []Mark) []Mark {
	var out []Mark
	for i, m := range runs {
		e := linkOf(m.Owner)
		if e == nil {
			continue
		}
		width := s.family[m.Text.Style].Width(strings.TrimRight(m.Text.S, " "), m.Text.Size)
		if i+1 < len(runs) && linkOf(runs[i+1].Owner) == e {
			width = runs[i+1].X - m.X
		}
		out = append(out, Mark{
			Artifact: Decoration, X: m.X, Y: m.Y + m.Text.Size*13/100,
			Rect: &Rect{Width: width, Height: 350, Fill: tint(m.Text.Color, 50)},
		})
	}
	return out
}

// linkOf gives the link to an address that an element is, or is a part of; nil where it is none.
func linkOf(e *Element) *Element {
	if _, parted := e.Tag.(Whole); parted {
		e = e.Parent
	}
	if link, ok := e.Tag.(Link); ok && link.Target == nil {
		return e
	}
	return nil
}

func lineWidth(items []item, l line) (natural fonts.Length, gaps int) {
	for _, it := range items[l.first:l.end] {
		if it.kind != parts {
			natural += it.width
		}
		if it.kind == glue {
			gaps++
		}
	}
	if l.hyphen {
		natural += items[l.end].width
	}
	return natural, gaps
}

// baseline gives the depth of the baseline: capitals stand in the middle of the leading.
func (s *setter) baseline(items []item, l line, sh shape) fonts.Length {
	for _, it := range items[l.first:l.end] {
		if it.kind == box {
			face := s.family[it.piece.of.look.style]
			return (sh.leading + fonts.Length(face.CapHeight)*it.piece.of.look.size/1000) / 2
		}
	}
	return sh.leading
}

// lineWriter collects the runs of a line.
type lineWriter struct {
	s        *setter
	marks    []Mark
	x        fonts.Length
	baseline fonts.Length
	fresh    bool     // the next piece begins a run of its own
	quoted   *stretch // whose cells the last run has
}

func (w *lineWriter) piece(p piece, width fonts.Length) {
	owner := p.of.owner
	if p.word != nil && p.word.whole != nil {
		owner = p.word.whole
	}
	if !w.joins(owner, p.of.look) {
		w.marks = append(w.marks, Mark{
			Owner: owner, X: w.x, Y: w.baseline,
			Text: &Run{Size: p.of.look.size, Style: p.of.look.style, Color: p.of.look.color},
		})
		w.quoted = nil
	}
	w.fresh = false
	w.append(p.text, width)
	w.quote(p.of)
}

// quote adds the cells that a stretch follows from to the last run, once.
func (w *lineWriter) quote(st *stretch) {
	if st == w.quoted {
		return
	}
	w.quoted = st
	run := w.marks[len(w.marks)-1].Text
	run.Quotes = append(run.Quotes[:len(run.Quotes):len(run.Quotes)], st.quotes...)
}

// joins reports whether text of an owner and a look goes on with the last run.
func (w *lineWriter) joins(owner *Element, l look) bool {
	if w.fresh || len(w.marks) == 0 {
		return false
	}
	m := &w.marks[len(w.marks)-1]
	return m.Owner == owner && m.Text.Style == l.style && m.Text.Size == l.size && m.Text.Color == l.color
}

func (w *lineWriter) append(text string, width fonts.Length) {
	if len(w.marks) > 0 {
		w.marks[len(w.marks)-1].Text.S += text
	}
	w.x += width
}

// space ends a word. Where the gap is not the natural one, the next word begins a run of its own.
func (w *lineWriter) space(width, share fonts.Length) {
	w.append(" ", width+share)
	w.fresh = share != 0
}
