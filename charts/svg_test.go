package charts

import (
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulletin/fonts"
)

var svgFolder = flag.String("svg", "", "folder to write the charts of the tests to as SVG, to be looked at")

// writeSVG writes a picture for eyes, where the flag asks for it.
func writeSVG(t *testing.T, name string, p *Picture) {
	if *svgFolder == "" {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="-8 -8 %s %s"><rect x="-8" y="-8" width="100%%" height="100%%" fill="white"/>`,
		points(p.Width+16000), points(p.Height+16000), points(p.Width+16000), points(p.Height+16000))
	for _, op := range p.Ops {
		if op.Text != "" {
			weight := ""
			if op.Style == fonts.Bold {
				weight = ` font-weight="bold"`
			}
			fmt.Fprintf(&b, `<text x="%s" y="%s" font-family="Noto Sans" font-size="%s" fill="%s"%s>%s</text>`,
				points(op.X), points(op.Y), points(op.Size), hex(op.Color), weight, html.EscapeString(strings.TrimRight(op.Text, " ")))
			continue
		}
		fill, stroke := "none", ""
		if op.Fill != nil {
			fill = hex(*op.Fill)
		}
		if op.Stroke != nil {
			stroke = fmt.Sprintf(` stroke="%s" stroke-width="%s"`, hex(*op.Stroke), points(op.StrokeWidth))
		}
		if len(op.Dash) > 0 {
			var d []string
			for _, l := range op.Dash {
				d = append(d, points(l))
			}
			stroke += ` stroke-dasharray="` + strings.Join(d, " ") + `"`
		}
		fmt.Fprintf(&b, `<path d="%s" fill="%s"%s/>`, pathData(op.Path), fill, stroke)
	}
	b.WriteString("</svg>\n")
	if err := os.WriteFile(filepath.Join(*svgFolder, name+".svg"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// pathData writes a path with its letters as SVG has them.
func pathData(path []Segment) string {
	var b strings.Builder
	for _, s := range path {
		n := map[Verb]int{Move: 2, Line: 2, Curve: 6}[s.Verb]
		b.WriteByte("MLCZ"[s.Verb])
		for i := range n {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(points(s.Points[i]))
		}
	}
	return b.String()
}

func points(l fonts.Length) string { return fmt.Sprintf("%.3f", float64(l)/1000) }

func hex(c Color) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
