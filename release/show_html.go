package release

import (
	"html"
	"strings"
)

// The page needs no script and no other file. Colour never says anything alone:
// what went is struck through, what came is underlined, and whoever listens is
// told by words that are not shown.
const htmlHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>`

const htmlStyle = `</title>
<style>
body { font: 1rem/1.5 "Noto Sans", "Segoe UI", Arial, sans-serif; color: #1a1a1a; background: #fff; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding-bottom: .4rem; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; }
thead th { background: #eef2f6; }
td.figure { text-align: right; white-space: nowrap; }
td.old, td.new { width: 38%; overflow-wrap: anywhere; }
td ul { margin: 0; padding-left: 1.1rem; }
del { color: #8a0f16; background: #fdeaea; text-decoration: line-through; }
ins { color: #0b5a1e; background: #e6f5e9; text-decoration: underline; }
del::before, del::after, ins::before, ins::after { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
del::before { content: " [removed: "; } ins::before { content: " [added: "; } del::after, ins::after { content: "] "; }
@media (max-width: 40rem) { .scroll { overflow-x: auto; } }
</style>
</head>
<body>
<main>
`

// HTML gives a page that shows a difference, old and new side by side.
func (d *Difference) HTML(old, new string) []byte {
	p := &page{}
	p.raw(htmlHead)
	p.text("What changed from " + old + " to " + new)
	p.raw(htmlStyle + "<h1>What changed</h1>\n<p>From ")
	p.wrapped("strong", "", old)
	p.raw(" (old) to ")
	p.wrapped("strong", "", new)
	p.raw(" (new)")
	switch {
	case d.Empty():
		p.raw(": no figure and no word is different.</p>\n")
	default:
		p.text(": " + d.Summary() + ".")
		p.raw("</p>\n")
	}
	if len(d.Compared) == 0 {
		p.raw("<p>The two have no language in common: only their figures were compared.</p>\n")
	}
	seen, hidden := d.visible()
	p.figures("Corrected figures", "Figures that print otherwise than before", d.Language, seen)
	p.figures("Changed figures that print the same", "Figures as typed, whose change is lost in rounding", d.Language, hidden)
	p.words(d.Words)
	p.parts(d.Parts)
	p.methods(d.Methods)
	p.turned(d.Turned)
	p.raw("</main>\n</body>\n</html>\n")
	return []byte(p.b.String())
}

// page is an HTML page in the making.
type page struct{ b strings.Builder }

func (p *page) raw(s string) { p.b.WriteString(s) }

func (p *page) text(s string) { p.b.WriteString(html.EscapeString(s)) }

// wrapped writes text in an element, with its language where that is known.
func (p *page) wrapped(tag, language, s string) {
	p.open(tag, language)
	p.text(s)
	p.raw("</" + tag + ">")
}

func (p *page) open(tag, language string) {
	p.raw("<" + tag)
	if language != "" {
		p.raw(` lang="`)
		p.text(language)
		p.raw(`"`)
	}
	p.raw(">")
}

// table begins a part with a table.
func (p *page) table(title, caption string, heads ...string) {
	p.raw("<h2>" + title + "</h2>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + title + "\">\n<table>\n<caption>" + caption + "</caption>\n<thead><tr>")
	for _, h := range heads {
		p.raw(`<th scope="col">` + h + "</th>")
	}
	p.raw("</tr></thead>\n<tbody>\n")
}

func (p *page) end() { p.raw("</tbody>\n</table>\n</div>\n") }

func (p *page) figures(title, caption, language string, list []FigureChange) {
	if len(list) == 0 {
		return
	}
	p.table(title, caption, "Subject", "Answer", "Table", "Old", "New", "Difference", "Where")
	for _, f := range list {
		r := f.row()
		p.raw(`<tr><th scope="row" lang="` + html.EscapeString(language) + `">`)
		p.text(r[0])
		p.raw("</th>")
		p.wrapped("td", language, r[1])
		p.wrapped("td", "", f.Cell.Table)
		p.raw(`<td class="figure"><del>`)
		p.text(r[2])
		p.raw(`</del></td><td class="figure"><ins>`)
		p.text(r[3])
		p.raw(`</ins></td><td class="figure">`)
		p.text(r[4])
		p.raw("</td><td><ul>")
		for _, w := range f.Where {
			p.open("li", w.Language)
			p.text(w.Name)
			if w.Page > 0 {
				p.wrapped("span", "en", Where{Page: w.Page}.String())
			}
			p.raw("</li>")
		}
		if len(f.Where) == 0 {
			p.raw("<li>" + nowhere + "</li>")
		}
		p.raw("</ul></td></tr>\n")
	}
	p.end()
}

func (p *page) words(list []WordChange) {
	if len(list) == 0 {
		return
	}
	p.table("Changed words", "Sentences and labels, before and after", "Where", "Old", "New")
	for _, w := range list {
		p.raw(`<tr><th scope="row">`)
		p.text(w.At)
		p.raw("</th>")
		p.side("old", "del", w.Language, '-', w.Words)
		p.side("new", "ins", w.Language, '+', w.Words)
		p.raw("</tr>\n")
	}
	p.end()
}

// side writes what stayed, and what went or came.
func (p *page) side(class, tag, language string, op byte, words []WordEdit) {
	p.raw(`<td class="` + class + `" lang="` + html.EscapeString(language) + `">`)
	for _, e := range words {
		switch e.Op {
		case '=':
			p.text(e.Text)
		case op:
			p.wrapped(tag, "", e.Text)
		}
	}
	p.raw("</td>")
}

func (p *page) parts(list []PartChange) {
	if len(list) == 0 {
		return
	}
	p.table("Added and removed parts", "Parts that one of the two does not have", "Part", "Old", "New")
	for _, c := range list {
		p.raw(`<tr><th scope="row">`)
		p.text(c.At)
		p.raw("</th>")
		title := one(c.Title)
		if title == "" {
			title = c.At
		}
		edit := []WordEdit{{'-', title}}
		if c.Added {
			edit[0].Op = '+'
		}
		p.side("old", "del", c.Language, '-', edit)
		p.side("new", "ins", c.Language, '+', edit)
		p.raw("</tr>\n")
	}
	p.end()
}

func (p *page) methods(list []MethodChange) {
	if len(list) == 0 {
		return
	}
	p.table("Changed methods", "How figures are made and shown", "What", "Old", "New")
	for _, c := range list {
		p.raw(`<tr><th scope="row">`)
		p.text(c.At)
		p.raw(`</th><td class="old">`)
		p.wrapped("del", "", or(c.Old))
		p.raw(`</td><td class="new">`)
		p.wrapped("ins", "", or(c.New))
		p.raw("</td></tr>\n")
	}
	p.end()
}

func (p *page) turned(list []Turn) {
	if len(list) == 0 {
		return
	}
	p.table("What turned round", "Sentences and charts that say the opposite now", "Where", "Old", "New")
	for _, c := range list {
		p.raw(`<tr><th scope="row">`)
		p.text(c.At)
		p.raw("</th>")
		p.side("old", "del", c.Language, '-', []WordEdit{{'-', one(c.Old)}})
		p.side("new", "ins", c.Language, '+', []WordEdit{{'+', one(c.New)}})
		p.raw("</tr>\n")
	}
	p.end()
}
