package mail

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"bulletin/locale"
	"bulletin/report"
)

// plainText writes a letter for those who read no HTML: a paragraph is a line,
// which the reader's program wraps.
type plainText struct{ strings.Builder }

// paragraph writes a line, and an empty one before it.
func (t *plainText) paragraph(s string) {
	if t.Len() > 0 {
		t.WriteString("\r\n")
	}
	t.line(s)
}

func (t *plainText) line(s string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(s, "\r", ""), "\n") {
		t.WriteString(line + "\r\n")
	}
}

// cut gives what was written and begins anew.
func (t *plainText) cut() string {
	s := t.String()
	t.Reset()
	return s
}

// text gives a letter as plain text, in the parts of letter.text.
func (s *said) text() (parts [3]string) {
	var t plainText
	for _, m := range s.marks {
		t.paragraph(m)
	}
	if t.Len() > 0 {
		t.WriteString("\r\n")
	}
	parts[0] = t.cut()

	t.WriteString("\r\n")
	t.line(s.title)
	for _, line := range s.about {
		t.line(line)
	}
	for i := range s.notices {
		s.notices[i].text(&t, s.language.Corrections.Subject, s.language.Corrections.Answer, s.language.Corrections.Old, s.language.Corrections.New, s.language.Corrections.Difference)
	}
	if len(s.findings) > 0 {
		t.paragraph(s.heading)
		for _, b := range s.findings {
			textBlock(&t, b, "")
		}
	}
	if p := s.picture; p != nil {
		t.paragraph(joined(". ", p.Label, p.Headline, locale.Capital(p.Subtitle)))
		t.line(s.words.Description + ": " + p.Description)
		for _, line := range append(slices.Clone(p.Notes), p.Source) {
			if line != "" {
				t.line(line)
			}
		}
	}
	if len(s.files) > 0 || s.link != "" {
		t.paragraph(s.words.Files + ":")
		for _, f := range s.files {
			t.line("- " + f)
		}
		if s.link != "" {
			t.line("- " + s.words.Link + ": " + s.link)
		}
	}
	if len(s.closing) > 0 {
		t.paragraph(strings.Join(s.closing, "\n"))
	}
	parts[1] = t.cut()
	return parts
}

// joined puts a separator between those that are there, unless one ends with a full stop.
func joined(separator string, parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			if strings.HasSuffix(b.String(), ".") {
				b.WriteString(strings.TrimPrefix(separator, "."))
			} else {
				b.WriteString(separator)
			}
		}
		b.WriteString(p)
	}
	return b.String()
}

// textBlock writes a block of the bulletin's text.
func textBlock(t *plainText, b report.Block, indent string) {
	switch b := b.(type) {
	case report.Heading:
		t.paragraph(indent + plain(b.Text))
	case report.Paragraph:
		t.paragraph(indent + plain(b.Text))
	case report.List:
		t.WriteString("\r\n")
		for i, item := range b.Items {
			mark := "- "
			if b.Ordered {
				mark = fmt.Sprintf("%d. ", b.Start+i)
			}
			textItem(t, item, indent, mark)
		}
	case report.Terms:
		for _, term := range b.Entries {
			t.WriteString("\r\n")
			textItem(t, term.Definition, indent, term.Name+" – ")
		}
	}
}

// textItem writes an item: its first paragraph on the line of its mark.
func textItem(t *plainText, blocks []report.Block, indent, mark string) {
	if len(blocks) > 0 {
		if p, ok := blocks[0].(report.Paragraph); ok {
			mark, blocks = mark+plain(p.Text), blocks[1:]
		}
	}
	t.line(indent + mark)
	for _, b := range blocks {
		textBlock(t, b, indent+"  ")
	}
}

// plain gives running text, the address of a link after its words.
func plain(text []report.Inline) string {
	var b strings.Builder
	for i, part := range text {
		b.WriteString(part.Text)
		if last := i == len(text)-1 || text[i+1].Link != part.Link; part.Link != nil && last && part.Link.URL != part.Text {
			b.WriteString(" <" + part.Link.URL + ">")
		}
	}
	return b.String()
}

// text writes a notice with its changes as a table of aligned columns.
func (n *notice) text(t *plainText, head ...string) {
	t.paragraph(n.title)
	for _, line := range n.lines {
		t.line(line)
	}
	if len(n.changes) > 0 {
		rows := [][]string{head}
		for _, c := range n.changes {
			rows = append(rows, []string{c.Subject, c.Answer, c.Old, c.New, c.Difference})
		}
		t.WriteString("\r\n")
		for _, line := range aligned(rows) {
			t.line(line)
		}
	}
	if len(n.after) > 0 {
		t.WriteString("\r\n")
		for _, line := range n.after {
			t.line(line)
		}
	}
}

// tableWidth is what most programs show of a line before they wrap it, in characters.
const tableWidth = 76

// aligned sets rows in columns two spaces apart, with figures at the right. Where
// they have no room, the widest of the first two columns, which are words, are
// wrapped. A rule of hyphens follows the heads.
func aligned(rows [][]string) []string {
	widths := make([]int, len(rows[0]))
	total := 2 * (len(widths) - 1)
	for j := range widths {
		for _, row := range rows {
			widths[j] = max(widths[j], utf8.RuneCountInString(row[j]))
		}
		total += widths[j]
	}
	const least = 12
	for ; total > tableWidth; total-- {
		wide := 0
		if widths[1] > widths[0] {
			wide = 1
		}
		if widths[wide] <= least {
			break
		}
		widths[wide]--
	}
	var out []string
	for i, row := range rows {
		out = append(out, alignedRow(row, widths)...)
		if i == 0 {
			rule := make([]string, len(widths))
			for j, w := range widths {
				rule[j] = strings.Repeat("-", w)
			}
			out = append(out, strings.Join(rule, "  "))
		}
	}
	return out
}

// alignedRow sets the cells of a row, on as many lines as the longest needs.
func alignedRow(row []string, widths []int) []string {
	cells := make([][]string, len(row))
	height := 1
	for j, s := range row {
		cells[j] = []string{s}
		if j < 2 {
			cells[j] = wrapped(s, widths[j])
		}
		height = max(height, len(cells[j]))
	}
	out := make([]string, height)
	for i := range out {
		var line strings.Builder
		for j, cell := range cells {
			s := ""
			if i < len(cell) {
				s = cell[i]
			}
			if j > 0 {
				line.WriteString("  ")
			}
			gap := strings.Repeat(" ", max(widths[j]-utf8.RuneCountInString(s), 0))
			if j < 2 {
				line.WriteString(s + gap)
			} else {
				line.WriteString(gap + s)
			}
		}
		out[i] = strings.TrimRight(line.String(), " ")
	}
	return out
}

// wrapped parts a text into lines of at most so many characters, at spaces where it can.
func wrapped(s string, width int) []string {
	var out []string
	line, length := "", 0
	for word := range strings.FieldsSeq(s) {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+1+n <= width {
			line, length = line+" "+word, length+1+n
			continue
		}
		if length > 0 {
			out = append(out, line)
		}
		runes := []rune(word)
		for len(runes) > width {
			out = append(out, string(runes[:width]))
			runes = runes[width:]
		}
		line, length = string(runes), len(runes)
	}
	if length > 0 || len(out) == 0 {
		out = append(out, line)
	}
	return out
}
