package mail

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"

	"bulletin/locale"
	"bulletin/report"
)

// page writes a letter as HTML. It sets no colours and no faces of its own, so that
// the reader's program keeps to what its owner can read, and loads nothing from elsewhere.
type page struct{ strings.Builder }

// element writes an element with a text.
func (p *page) element(name, text string) {
	p.WriteString("<" + name + ">" + escaped(text) + "</" + name + ">\r\n")
}

// Sizes of headings below the title's, which programs would set almost as large.
const partSize, captionSize = "1.3em", "1.1em"

// heading writes the heading of a part.
func (p *page) heading(text, size string) {
	fmt.Fprintf(p, "<h2 style=\"font-size: %s\">%s</h2>\r\n", size, escaped(text))
}

func escaped(s string) string { return html.EscapeString(s) }

func (p *page) cut() string {
	s := p.String()
	p.Reset()
	return s
}

// html gives a letter as HTML, in the parts of letter.html.
func (s *said) html() (parts [3]string) {
	var p page
	fmt.Fprintf(&p, "<!DOCTYPE html>\r\n<html lang=\"%s\">\r\n<head>\r\n<meta charset=\"utf-8\">\r\n<meta name=\"viewport\" content=\"width=device-width\">\r\n"+
		"<meta name=\"color-scheme\" content=\"light dark\">\r\n", escaped(s.language.Tag))
	p.element("title", s.title)
	// Programs that show messages often drop what is around the body, its language with it.
	fmt.Fprintf(&p, "</head>\r\n<body>\r\n<div lang=\"%s\" style=\"max-width: 42em; font-family: sans-serif; line-height: 1.5; overflow-wrap: break-word\">\r\n", escaped(s.language.Tag))
	for _, m := range s.marks {
		fmt.Fprintf(&p, "<p style=\"border: 2px solid; padding: 0.5em\"><strong>%s</strong></p>\r\n", escaped(m))
	}
	parts[0] = p.cut()

	fmt.Fprintf(&p, "<h1 style=\"font-size: 1.6em\">%s</h1>\r\n", escaped(s.title)) // long words stay whole on a telephone
	fmt.Fprintf(&p, "<p>%s</p>\r\n", brokenLines(s.about))
	for i := range s.notices {
		s.htmlNotice(&p, &s.notices[i])
	}
	if len(s.findings) > 0 {
		p.heading(s.heading, partSize)
		for _, b := range s.findings {
			htmlBlock(&p, b)
		}
	}
	s.htmlPicture(&p)
	s.htmlFiles(&p)
	if len(s.closing) > 0 {
		fmt.Fprintf(&p, "<p>%s</p>\r\n", brokenLines(s.closing))
	}
	parts[1] = p.cut()
	parts[2] = "</div>\r\n</body>\r\n</html>\r\n"
	return parts
}

func brokenLines(lines []string) string {
	return strings.ReplaceAll(escaped(strings.Join(lines, "\n")), "\n", "<br>\r\n")
}

// htmlNotice writes what a correction changed, its figures in a table with heads.
func (s *said) htmlNotice(p *page, n *notice) {
	w := &s.language.Corrections
	p.heading(n.title, partSize)
	fmt.Fprintf(p, "<p>%s</p>\r\n", brokenLines(n.lines))
	if len(n.changes) > 0 {
		const cell = "border: 1px solid; padding: 0.2em 0.4em; vertical-align: top; text-align: "
		const words, figure = ` style="` + cell + `left"`, ` style="` + cell + `right"`
		// On a telephone the table is wider than the page and moves alone, by keys as well.
		fmt.Fprintf(p, "<div role=\"region\" aria-label=\"%s\" tabindex=\"0\" style=\"overflow-x: auto\">\r\n<table style=\"border-collapse: collapse\">\r\n", escaped(s.words.Changes))
		p.element("caption", s.words.Changes)
		p.WriteString("<thead>\r\n<tr>")
		for i, head := range []string{w.Subject, w.Answer, w.Old, w.New, w.Difference} {
			style := words
			if i >= 2 {
				style = figure
			}
			fmt.Fprintf(p, `<th scope="col"%s>%s</th>`, style, escaped(head))
		}
		p.WriteString("</tr>\r\n</thead>\r\n<tbody>\r\n")
		for _, c := range n.changes {
			fmt.Fprintf(p, `<tr><th scope="row"%s>%s</th><td%s>%s</td>`, words, escaped(c.Subject), words, escaped(c.Answer))
			for _, text := range []string{c.Old, c.New, loosened(c.Difference)} {
				fmt.Fprintf(p, "<td%s>%s</td>", figure, escaped(text))
			}
			p.WriteString("</tr>\r\n")
		}
		p.WriteString("</tbody>\r\n</table>\r\n</div>\r\n")
	}
	for _, line := range n.after {
		p.element("p", line)
	}
}

// loosened lets a unit of two words be broken between them, so that a table is no
// wider than a message. A number stays whole, and with the first word.
func loosened(s string) string {
	runes := []rune(s)
	for i := 1; i < len(runes)-1; i++ {
		if runes[i] == '\u00a0' && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]) {
			runes[i] = ' '
		}
	}
	return string(runes)
}

func (s *said) htmlPicture(p *page) {
	c := s.picture
	if c == nil {
		return
	}
	p.heading(joined(". ", c.Label, c.Headline), captionSize)
	if c.Subtitle != "" {
		p.element("p", locale.Capital(c.Subtitle))
	}
	fmt.Fprintf(p, "<p><img src=\"cid:%s\" alt=\"%s\" width=\"%d\" height=\"%d\" style=\"max-width: 100%%; height: auto; background: #fff\"></p>\r\n",
		s.cid, escaped(c.Description), c.width, c.height)
	for _, line := range append(slices.Clone(c.Notes), c.Source) {
		if line != "" {
			p.element("p", line)
		}
	}
}

func (s *said) htmlFiles(p *page) {
	if len(s.files) == 0 && s.link == "" {
		return
	}
	p.heading(s.words.Files, partSize)
	p.WriteString("<ul>\r\n")
	for _, f := range s.files {
		p.element("li", f)
	}
	if s.link != "" {
		fmt.Fprintf(p, "<li>%s</li>\r\n", link(s.link, s.words.Link))
	}
	p.WriteString("</ul>\r\n")
}

func link(address, words string) string {
	return `<a href="` + escaped(address) + `">` + escaped(words) + "</a>"
}

// htmlBlock writes a block of the bulletin's text.
func htmlBlock(p *page, b report.Block) {
	switch b := b.(type) {
	case report.Heading:
		level := min(2+b.Level, 6) // below the section's own
		fmt.Fprintf(p, "<h%d>%s</h%d>\r\n", level, running(b.Text), level)
	case report.Paragraph:
		fmt.Fprintf(p, "<p>%s</p>\r\n", running(b.Text))
	case report.List:
		name, start := "ul", ""
		if b.Ordered {
			name = "ol"
			if b.Start != 1 {
				start = fmt.Sprintf(` start="%d"`, b.Start)
			}
		}
		fmt.Fprintf(p, "<%s%s>\r\n", name, start)
		for _, item := range b.Items {
			p.WriteString("<li>")
			htmlItem(p, item)
			p.WriteString("</li>\r\n")
		}
		fmt.Fprintf(p, "</%s>\r\n", name)
	case report.Terms:
		p.WriteString("<dl>\r\n")
		for _, term := range b.Entries {
			p.element("dt", term.Name)
			p.WriteString("<dd>")
			htmlItem(p, term.Definition)
			p.WriteString("</dd>\r\n")
		}
		p.WriteString("</dl>\r\n")
	}
}

// htmlItem writes what an item has; one paragraph needs no element of its own.
func htmlItem(p *page, blocks []report.Block) {
	if len(blocks) == 1 {
		if only, ok := blocks[0].(report.Paragraph); ok {
			p.WriteString(running(only.Text))
			return
		}
	}
	for _, b := range blocks {
		htmlBlock(p, b)
	}
}

// running gives running text with its emphasis and its links.
func running(text []report.Inline) string {
	var b strings.Builder
	for i, part := range text {
		if part.Link != nil && (i == 0 || text[i-1].Link != part.Link) {
			fmt.Fprintf(&b, `<a href="%s">`, escaped(part.Link.URL))
		}
		words := strings.ReplaceAll(escaped(part.Text), "\n", "<br>\r\n")
		if part.Emph {
			words = "<em>" + words + "</em>"
		}
		if part.Strong {
			words = "<strong>" + words + "</strong>"
		}
		b.WriteString(words)
		if part.Link != nil && (i == len(text)-1 || text[i+1].Link != part.Link) {
			b.WriteString("</a>")
		}
	}
	return b.String()
}
