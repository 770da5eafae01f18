package layout

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"bulletin/fonts"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPages compares where each line of the releases stands with files that were looked at and found right.
func TestPages(t *testing.T) {
	for _, name := range []string{"2023-2", "2024-1"} {
		pages, problems := Lay(release(t, name))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		got := lines(pages)
		golden(t, "testdata/"+name+".txt", got)
	}
}

// lines prints the lines of text of each page in reading order: x and y in points, the element, the words.
func lines(p *Pages) string {
	var w strings.Builder
	for i, page := range p.Pages {
		fmt.Fprintf(&w, "page %d\n", i+1)
		var y fonts.Length
		tag := ""
		for _, m := range page.Marks {
			switch {
			case m.Text != nil && m.Y == y && tag == name(m):
				w.WriteString(m.Text.S)
			case m.Text != nil:
				y, tag = m.Y, name(m)
				fmt.Fprintf(&w, "\n%7.2f %7.2f %s: %s", float64(m.X)/1000, float64(m.Y)/1000, tag, m.Text.S)
			case m.Picture != nil && m.Owner != nil:
				y = 0
				fmt.Fprintf(&w, "\n%7.2f %7.2f %s of %.2f by %.2f", float64(m.X)/1000, float64(m.Y)/1000, name(m), float64(m.Picture.Width)/1000, float64(m.Picture.Height)/1000)
			}
		}
		w.WriteString("\n")
	}
	return strings.ReplaceAll(w.String(), " \n", "\n")
}

func name(m Mark) string {
	if m.Owner == nil {
		return [...]string{"decoration", "header", "footer", "watermark"}[m.Artifact]
	}
	s := ""
	for e := m.Owner; e != nil; e = e.Parent {
		s = "/" + tagName(e.Tag) + s
	}
	return s[1:]
}

func tagName(t Tag) string {
	switch t := t.(type) {
	case Plain:
		return string(t)
	case Heading:
		return fmt.Sprintf("H%d", t.Level)
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", t), "layout.")
}

// TestEveryMarkHasItsPlace holds what every page must keep: nothing stands
// outside the paper's text area but header and footer, no two lines of text
// overlap, and whatever is content has an element.
func TestEveryMarkHasItsPlace(t *testing.T) {
	for _, release_ := range []string{"2023-2", "2024-1"} {
		d := release(t, release_)
		pages, _ := Lay(d)
		g := newDesign(d.Style).geometry
		for n, page := range pages.Pages {
			type span struct{ x0, y0, x1, y1 fonts.Length }
			var taken []span
			for _, m := range page.Marks {
				if m.Text == nil {
					continue
				}
				face := d.Style.Family[m.Text.Style]
				s := span{m.X, m.Y - fonts.Length(face.XHeight)*m.Text.Size/1000, m.X + face.Width(strings.TrimRight(m.Text.S, " "), m.Text.Size), m.Y}
				if m.Owner == nil && m.Artifact != Decoration {
					continue
				}
				if s.x0 < g.left || s.x1 > g.width-g.right+10 || s.y0 < g.top || s.y1 > g.height-g.bottom {
					t.Errorf("%s, page %d: %q stands outside the text area", release_, n+1, m.Text.S)
				}
				for _, o := range taken {
					if s.x0 < o.x1-10 && o.x0 < s.x1-10 && s.y0 < o.y1 && o.y0 < s.y1 {
						t.Errorf("%s, page %d: %q stands over other text", release_, n+1, m.Text.S)
					}
				}
				taken = append(taken, s)
			}
		}
	}
}

// TestPagesAreFull allows no page but the last to end in a large blank.
func TestPagesAreFull(t *testing.T) {
	d := release(t, "2024-1")
	pages, _ := Lay(d)
	g := newDesign(d.Style).geometry
	for n, page := range pages.Pages[:len(pages.Pages)-1] {
		var end fonts.Length
		for _, m := range page.Marks {
			if m.Owner != nil {
				end = max(end, m.Y)
			}
		}
		if blank := g.height - g.bottom - end; blank > g.depth()/6 {
			t.Errorf("page %d ends in a blank of %d points", n+1, blank/1000)
		}
	}
}

func BenchmarkLay(b *testing.B) {
	d := release(b, "2024-1")
	for b.Loop() {
		Lay(d)
	}
}
