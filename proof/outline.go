package proof

import (
	"slices"
	"strings"

	"bulletin/config"
	"bulletin/report"
	"bulletin/tables"
)

// outline is a section as far as it does not depend on its language.
type outline struct {
	title      config.Text
	paragraphs []paragraph
	placings   []placing
	terms      int
}

// paragraph is a passage with the figures that are said in it.
type paragraph struct {
	place   tables.Place
	figures []said
	links   []link
}

// said is a figure in a sentence: quoted from a cell, or typed by hand.
type said struct {
	cell      string // .trust.police.trust; empty: typed
	text      string // as it is printed
	value     tables.Number
	known     bool // it has a value, and is no symbol
	place     tables.Place
	otherwise tables.Place // of the paragraph where the other edition lacks it
}

func (s said) String() string {
	if s.cell == "" {
		return s.text
	}
	return s.cell + " (" + s.text + ")"
}

func (s said) about() string {
	if s.cell == "" {
		return s.text
	}
	return s.cell
}

func (s said) key() string { return s.cell }

// links gives the links of a section in order.
func (o *outline) links() []link {
	var all []link
	for _, p := range o.paragraphs {
		all = append(all, p.links...)
	}
	return all
}

// outline gives the sections of an edition.
func (e *edition) outline() []*outline {
	sections := make([]*outline, len(e.Bulletin.Sections))
	for i := range sections {
		s := &e.Bulletin.Sections[i]
		sections[i] = &outline{title: s.Title, terms: len(s.Terms)}
	}
	for _, p := range e.placings {
		sections[p.section-1].placings = append(sections[p.section-1].placings, p)
	}
	printed := make([][][]report.Inline, len(sections))
	for i := range sections {
		printed[i] = texts(e.Document.Sections[i].Blocks)
	}
	for i := range e.passages {
		p := &e.passages[i]
		if p.section == 0 || p.key == "title" {
			continue
		}
		var text []report.Inline
		if rest := &printed[p.section-1]; len(*rest) > 0 {
			text, *rest = (*rest)[0], (*rest)[1:]
		}
		s := sections[p.section-1]
		s.paragraphs = append(s.paragraphs, paragraph{place: p.at(0), figures: e.said(p, text), links: p.links})
	}
	return sections
}

// texts gives what is printed of blocks, a passage at a time.
func texts(blocks []report.Block) [][]report.Inline {
	var all [][]report.Inline
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			all = append(all, b.Text)
		case report.Paragraph:
			all = append(all, b.Text)
		case report.List:
			for _, item := range b.Items {
				all = append(all, texts(item)...)
			}
		case report.Terms:
			for _, t := range b.Entries {
				all = append(all, []report.Inline{{Text: t.Name}})
				all = append(all, texts(t.Definition)...)
			}
		}
	}
	return all
}

// said gives the figures of a passage, each cell once, and those typed by hand.
func (e *edition) said(p *passage, printed []report.Inline) []said {
	quotes := slices.DeleteFunc(slices.Clone(printed), func(i report.Inline) bool { return len(i.Quotes) == 0 })
	var all []said
	for i, inline := range quotes {
		place := p.at(0)
		if len(quotes) == len(p.figures) {
			place = p.at(p.figures[i].at)
		}
		for _, q := range inline.Quotes {
			s := said{cell: "." + q.Table + "." + q.Row + "." + q.Column, text: inline.Text, place: place}
			if !slices.ContainsFunc(all, func(t said) bool { return t.cell == s.cell }) {
				s.value, s.text, s.known = e.cell(q)
				all = append(all, s)
			}
		}
	}
	for _, n := range figuresIn(p, e.language) {
		if !n.year {
			all = append(all, said{text: p.words[n.from:n.to], value: n.value, known: true, place: p.at(n.from)})
		}
	}
	return all
}

// cell gives the figure of a cell with the decimals that are printed, and how it reads.
func (e *edition) cell(q report.Quote) (n tables.Number, text string, known bool) {
	t := e.Bulletin.Tables[q.Table].Data
	i, j := t.Row(q.Row), t.Column(q.Column)
	if i < 0 || j < 0 {
		return n, "", false
	}
	c := t.Cells[i][j]
	if !c.IsNumber() {
		return n, string(c.Symbol), false
	}
	n = c.Number.Round(t.Columns[j].Decimals)
	return n, e.language.WithUnit(e.number(trimZeros(n)), t.Columns[j].Unit), true
}

// unlike gives the figures of two paragraphs that only one of them has: by
// their cells, then by their values.
func unlike(a, b []said) (onlyA, onlyB []said) {
	a, b = slices.Clone(a), slices.Clone(b)
	cancel := func(same func(x, y said) bool) {
		a = slices.DeleteFunc(a, func(x said) bool {
			at := slices.IndexFunc(b, func(y said) bool { return same(x, y) })
			if at >= 0 {
				b = slices.Delete(b, at, at+1)
			}
			return at >= 0
		})
	}
	cancel(func(x, y said) bool { return x.cell != "" && x.cell == y.cell })
	cancel(func(x, y said) bool { return x.known && y.known && x.value.Cmp(y.value) == 0 })
	return a, b
}

// joined makes one paragraph of all, for sections that are not parted alike.
func joined(all []paragraph) paragraph {
	var out paragraph
	for _, p := range all {
		for _, s := range p.figures {
			if s.cell == "" || !slices.ContainsFunc(out.figures, func(t said) bool { return t.cell == s.cell }) {
				out.figures = append(out.figures, s)
			}
		}
	}
	return out
}

// alignSections pairs the sections of two editions in order. Where their
// numbers differ, those are paired that share most of their charts, tables,
// figures and links; the rest stand alone.
func alignSections(a, b []*outline) [][2]*outline {
	var pairs [][2]*outline
	if len(a) == len(b) {
		for i := range a {
			pairs = append(pairs, [2]*outline{a[i], b[i]})
		}
		return pairs
	}
	// best[i][j] is how much a[i:] and b[j:] share at most.
	best := make([][]int, len(a)+1)
	for i := range best {
		best[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j+1]+alike(a[i], b[j]), best[i+1][j], best[i][j+1])
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && best[i][j] == best[i+1][j+1]+alike(a[i], b[j]):
			pairs = append(pairs, [2]*outline{a[i], b[j]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && best[i][j] == best[i+1][j]:
			pairs = append(pairs, [2]*outline{a[i], nil})
			i++
		default:
			pairs = append(pairs, [2]*outline{nil, b[j]})
			j++
		}
	}
	return pairs
}

// alike tells how much two sections share.
func alike(a, b *outline) int {
	score := 1
	if len(a.paragraphs) == len(b.paragraphs) {
		score += 2
	}
	if a.terms > 0 && b.terms > 0 {
		score += 8
	}
	there := strings.Join(b.marks(), "\n") + "\n"
	for _, mark := range a.marks() {
		if strings.Contains(there, mark+"\n") {
			score += 8
		}
	}
	return score
}

// marks are what a section has in any language.
func (o *outline) marks() []string {
	var all []string
	for _, p := range o.placings {
		all = append(all, p.kind+" "+p.id)
	}
	for _, p := range o.paragraphs {
		for _, s := range p.figures {
			if s.cell != "" {
				all = append(all, s.cell)
			}
		}
		for _, l := range p.links {
			all = append(all, l.key())
		}
	}
	return all
}
