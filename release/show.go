package release

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Paint sets a piece of text apart: 'h' a heading, '-' what went, '+' what came,
// '=' all else. What it is given may come from a file that anyone wrote.
type Paint func(kind byte, s string) string

// Summary counts what changed: «5 figures, 1 sentence».
func (d *Difference) Summary() string {
	var out []string
	add := func(n int, what, many string) {
		switch {
		case n == 1:
			out = append(out, "1 "+what)
		case n > 1:
			out = append(out, strconv.Itoa(n)+" "+many)
		}
	}
	seen, hidden := d.visible()
	add(len(seen), "figure", "figures")
	add(len(hidden), "figure that prints the same", "figures that print the same")
	add(len(d.Words), "sentence or label", "sentences and labels")
	add(len(d.Parts), "part", "parts")
	add(len(d.Methods), "method", "methods")
	add(len(d.Turned), "sense turned round", "senses turned round")
	return strings.Join(out, ", ")
}

// visible parts the figures into those that print otherwise than before and those that do not.
func (d *Difference) visible() (seen, hidden []FigureChange) {
	for _, f := range d.Figures {
		if f.Visible {
			seen = append(seen, f)
		} else {
			hidden = append(hidden, f)
		}
	}
	return seen, hidden
}

// Text tells of a difference for people, in lines.
func (d *Difference) Text(paint Paint) string {
	t := &textWriter{paint: paint}
	seen, hidden := d.visible()
	t.figures("Corrected figures", seen)
	t.figures("Changed figures that print the same", hidden)
	t.words(d.Words)
	if len(d.Parts) > 0 {
		t.heading("Parts added (+) and removed (-)")
		for _, p := range d.Parts {
			kind, title := byte('-'), p.At
			if p.Added {
				kind = '+'
			}
			if p.Title != "" {
				title += ": " + one(p.Title)
			}
			t.line("  " + t.paint(kind, string(kind)+" "+title))
		}
	}
	if len(d.Methods) > 0 {
		t.heading("Changed methods")
		for _, m := range d.Methods {
			t.line("  " + t.paint('=', m.At+": ") + t.paint('-', or(m.Old)) + " → " + t.paint('+', or(m.New)))
		}
	}
	if len(d.Turned) > 0 {
		t.heading("What turned round")
		for _, m := range d.Turned {
			t.line("  " + t.paint('=', m.At))
			t.line("    " + t.paint('-', "- "+one(m.Old)))
			t.line("    " + t.paint('+', "+ "+one(m.New)))
		}
	}
	return t.b.String()
}

// or gives a setting, or a word for there being none.
func or(s string) string { return cmp.Or(one(s), "none") }

type textWriter struct {
	b     strings.Builder
	paint Paint
}

func (t *textWriter) line(s string) { t.b.WriteString(strings.TrimRight(s, " ") + "\n") }

func (t *textWriter) heading(s string) {
	if t.b.Len() > 0 {
		t.b.WriteByte('\n')
	}
	t.line(t.paint('h', s))
}

// figures lists changed figures, with where they stand below them.
func (t *textWriter) figures(title string, list []FigureChange) {
	if len(list) == 0 {
		return
	}
	t.heading(title)
	rows := [][5]string{{"Subject", "Answer", "Old", "New", "Difference"}}
	for _, f := range list {
		rows = append(rows, f.row())
	}
	var widths [5]int
	for _, r := range rows {
		for i, s := range r {
			widths[i] = max(widths[i], min(utf8.RuneCountInString(s), 40))
		}
	}
	table := ""
	for i, r := range rows {
		if i > 0 && list[i-1].Cell.Table != table {
			table = list[i-1].Cell.Table
			t.line("  " + t.paint('=', "table "+table))
		}
		var b strings.Builder
		for j, s := range r {
			pad := strings.Repeat(" ", max(widths[j]-utf8.RuneCountInString(s), 0))
			kind := byte('=')
			switch {
			case i == 0:
				kind = 'h'
			case j == 2:
				kind = '-'
			case j == 3:
				kind = '+'
			}
			if j >= 2 {
				b.WriteString(pad + t.paint(kind, s) + "  ")
			} else {
				b.WriteString(t.paint(kind, s) + pad + "  ")
			}
		}
		t.line("    " + b.String())
		if i == 0 || i < len(list) && list[i].Cell.Table == table && slices.Equal(list[i].Where, list[i-1].Where) {
			continue // told once for figures that stand together
		}
		for _, w := range list[i-1].places() {
			t.line("      " + t.paint('=', w))
		}
	}
}

// row gives the cells of the list that are for everyone.
func (f *FigureChange) row() [5]string {
	old, new := f.OldPrinted, f.NewPrinted
	if !f.Visible || old == new {
		old, new = f.Old, f.New
	}
	return [5]string{one(f.Subject), one(f.Answer), old, new, f.Points}
}

// places tells where a figure stands, a line for each language.
func (f *FigureChange) places() []string {
	var out []string
	for _, language := range f.languages() {
		var parts []string
		for _, w := range f.Where {
			if w.Language == language {
				parts = append(parts, w.String())
			}
		}
		out = append(out, language+": "+strings.Join(parts, "; "))
	}
	if out == nil {
		return []string{nowhere}
	}
	return out
}

// nowhere is said of figures that are published in the spreadsheets alone.
const nowhere = "in no sentence, chart or printed table"

func (f *FigureChange) languages() []string {
	var out []string
	for _, w := range f.Where {
		if !slices.Contains(out, w.Language) {
			out = append(out, w.Language)
		}
	}
	return out
}

// String gives a place and its page.
func (w Where) String() string {
	name := w.Name
	if w.Kind == "sentence" {
		name = "“" + name + "”"
	}
	if w.Page == 0 {
		return name
	}
	return fmt.Sprintf("%s, page %d", name, w.Page)
}

// words lists changed sentences, those of one text together.
func (t *textWriter) words(list []WordChange) {
	if len(list) == 0 {
		return
	}
	t.heading("Changed words")
	at := ""
	for _, w := range list {
		if w.At != at {
			at = w.At
			t.line("  " + t.paint('=', at))
		}
		var b strings.Builder
		for i, e := range w.Words {
			switch e.Op {
			case '-':
				b.WriteString(t.paint('-', "-["+e.Text+"]-"))
			case '+':
				if i > 0 && w.Words[i-1].Op == '-' {
					b.WriteByte(' ')
				}
				b.WriteString(t.paint('+', "+{"+e.Text+"}+"))
			default:
				b.WriteString(t.paint('=', e.Text))
			}
		}
		t.line("    " + b.String())
	}
}
