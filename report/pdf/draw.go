package pdf

import (
	"bytes"
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report/layout"
)

// painter draws marks with fpdf and keeps what the page's graphics state is,
// so that only changes of it are written.
//
// Texts are given to fpdf in the codes of their face, and the operators for
// face and colour are written here: fpdf's own would repeat both for every text
// and name a face by a digest.
type painter struct {
	fpdf  *fpdf.Fpdf
	faces *[fonts.Styles]*face
	tree  *tree
	buf   []byte

	page   int // from 0
	height int // of the page, in hundredths of a point
	state  graphics
	open   sequence
}

// graphics is the part of the graphics state that is written (ISO 32000-1 8.4).
type graphics struct {
	style        fonts.Style
	size         fonts.Length // 0: no face is set yet
	fill, stroke charts.Color
	width        fonts.Length // 0: not set yet
	dash         []fonts.Length
}

// sequence is the marked content sequence that is open.
type sequence struct {
	is       bool
	node     *node // nil: an artifact
	artifact layout.Artifact
	line     fonts.Length // baseline, for a word in two parts
}

// drawPages gives the content of each page and grows the tree on the way.
func drawPages(p *layout.Pages, faces *[fonts.Styles]*face, t *tree) ([][]byte, error) {
	d := &painter{fpdf: fpdf.New("P", "pt", "A4", ""), faces: faces, tree: t}
	d.fpdf.SetCompression(false)
	d.fpdf.SetAutoPageBreak(false, 0)
	d.fpdf.SetCreationDate(p.Published) // fpdf would look at the clock
	d.fpdf.SetModificationDate(p.Published)
	for i := range p.Pages {
		d.drawPage(i, &p.Pages[i])
	}
	var b bytes.Buffer
	if err := d.fpdf.Output(&b); err != nil {
		return nil, fmt.Errorf("fpdf cannot draw the pages: %w", err)
	}
	contents, err := readContents(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("fpdf's file cannot be read: %w", err)
	}
	if len(contents) != len(p.Pages) {
		return nil, fmt.Errorf("fpdf drew %d pages of %d", len(contents), len(p.Pages))
	}
	return contents, t.problems()
}

func (d *painter) drawPage(number int, page *layout.Page) {
	d.fpdf.AddPageFormat("P", fpdf.SizeType{Wd: points(page.Width), Ht: points(page.Height)})
	d.page, d.height, d.state = number, hundredths(page.Height), graphics{}
	for i := range page.Marks {
		d.mark(&page.Marks[i])
	}
	d.close()
	d.tree.endPage()
}

func (d *painter) mark(m *layout.Mark) {
	var n *node
	if m.Owner != nil {
		n = d.tree.node(m.Owner)
	}
	switch {
	case m.Text != nil && m.Text.S != "":
		d.sequence(n, m)
		d.text(m.Text, m.X, m.Y)
		if n != nil && n.link != nil {
			d.tree.cover(n.link, d.page, m.Y, d.textBox(m))
		}
	case m.Rect != nil && m.Rect.Width > 0 && m.Rect.Height > 0:
		d.sequence(n, m)
		d.rect(m.Rect, m.X, m.Y)
	case m.Picture != nil:
		d.sequence(n, m)
		d.picture(m.Picture, m.X, m.Y)
		d.coverPicture(n, m)
	default:
		d.close() // what is attached without a mark parts its neighbours
	}
}

// sequence opens the marked content sequence that a mark belongs to, unless it is open.
func (d *painter) sequence(n *node, m *layout.Mark) {
	want := sequence{is: true, node: n}
	switch {
	case n == nil:
		want.artifact = m.Artifact
	case n.word != nil:
		want.line = m.Y
	}
	if d.open == want {
		return
	}
	d.close()
	d.open = want
	if n == nil {
		d.raw(artifactOperator(m.Artifact))
		return
	}
	d.buf = append(d.buf[:0], '/')
	d.buf = append(d.buf, n.kind...)
	d.buf = append(d.buf, "<</MCID "...)
	d.buf = appendInt(d.buf, d.tree.sequence(n, d.page))
	if n.word != nil {
		d.buf = n.appendActualText(d.buf, m.Text)
	}
	d.buf = append(d.buf, ">>BDC"...)
	d.flush()
}

func (d *painter) close() {
	if d.open.is {
		d.raw("EMC")
	}
	d.open = sequence{}
}

func artifactOperator(a layout.Artifact) string {
	switch a {
	case layout.Header:
		return "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC"
	case layout.Footer:
		return "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC"
	case layout.Watermark:
		return "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC"
	}
	return "/Artifact<</Type/Layout>>BDC"
}

// text draws a run; x and y are the start of its baseline.
func (d *painter) text(r *layout.Run, x, y fonts.Length) {
	if r.Turn == 0 {
		d.letters(r.S, r.Style, r.Size, r.Color, x, y)
		return
	}
	f := d.write(r.Style, r.Size, r.Color)
	d.buf = append(d.buf[:0], "BT "+rising45...)
	d.buf = appendPoint(d.buf, hundredths(x))
	d.buf = appendPoint(d.buf, d.height-hundredths(y))
	d.buf = append(d.buf, "Tm "...)
	d.buf = appendString(d.buf, string(f.encode(nil, r.S)))
	d.buf = append(d.buf, "Tj ET"...)
	d.flush()
}

// rising45 are the first four numbers of a text matrix that turns by 45°
// counterclockwise (ISO 32000-1 8.3.4): its sine and cosine, written out so that
// no processor rounds them otherwise.
const rising45 = "0.70711 0.70711 -0.70711 0.70711 "

func (d *painter) letters(s string, style fonts.Style, size fonts.Length, c charts.Color, x, y fonts.Length) {
	d.buf = d.write(style, size, c).encode(d.buf[:0], s)
	d.fpdf.Text(points(x), points(y), string(d.buf))
}

// write sets face and colour of the texts that follow.
func (d *painter) write(style fonts.Style, size fonts.Length, c charts.Color) *face {
	f := d.faces[style]
	if d.state.style != style || d.state.size != size {
		d.state.style, d.state.size = style, size
		d.buf = append(append(d.buf[:0], f.name...), ' ')
		d.buf = append(appendPoint(d.buf, hundredths(size)), "Tf"...)
		d.flush()
	}
	d.fill(c)
	return f
}

// rect draws a rectangle whose edges are rounded as the edges of its neighbours are.
func (d *painter) rect(r *layout.Rect, x, y fonts.Length) {
	d.fill(r.Fill)
	w := hundredths(x+r.Width) - hundredths(x)
	h := hundredths(y+r.Height) - hundredths(y)
	d.fpdf.Rect(points(x), points(y), float64(w)/100, float64(h)/100, "F")
}

func (d *painter) picture(p *charts.Picture, x, y fonts.Length) {
	for i := range p.Ops {
		o := &p.Ops[i]
		switch {
		case len(o.Path) > 0:
			d.path(o, x, y)
		case o.Text != "":
			// The space parts the labels for those who copy or listen; a chart's texts stand in no order of lines.
			d.letters(strings.TrimRight(o.Text, " ")+" ", o.Style, o.Size, o.Color, x+o.X, y+o.Y)
		}
	}
}

// path draws the path of an operation; x and y are the picture's corner.
func (d *painter) path(o *charts.Op, x, y fonts.Length) {
	stroke := o.Stroke != nil && o.StrokeWidth > 0 // a width of zero would be a hairline
	paint := ""
	switch {
	case o.Fill != nil && stroke:
		paint = "B"
	case o.Fill != nil:
		paint = "f"
	case stroke:
		paint = "S"
	default:
		return
	}
	if o.Fill != nil {
		d.fill(*o.Fill)
	}
	if stroke {
		d.pen(o)
	}
	d.buf = d.buf[:0]
	for _, s := range o.Path {
		d.segment(s, x, y)
	}
	d.buf = append(d.buf, paint...)
	d.flush()
}

func (d *painter) segment(s charts.Segment, x, y fonts.Length) {
	operator, coordinates := "h ", 0
	switch s.Verb {
	case charts.Move:
		operator, coordinates = "m ", 2
	case charts.Line:
		operator, coordinates = "l ", 2
	case charts.Curve:
		operator, coordinates = "c ", 6
	}
	for i := 0; i < coordinates; i += 2 {
		d.buf = appendPoint(d.buf, hundredths(x+s.Points[i]))
		d.buf = appendPoint(d.buf, d.height-hundredths(y+s.Points[i+1]))
	}
	d.buf = append(d.buf, operator...)
}

// pen sets colour, width and dashes of a stroke.
func (d *painter) pen(o *charts.Op) {
	if d.state.stroke != *o.Stroke {
		d.state.stroke = *o.Stroke
		d.color(*o.Stroke, "G", "RG")
	}
	if d.state.width != o.StrokeWidth {
		d.state.width = o.StrokeWidth
		d.buf = append(appendPoint(d.buf[:0], max(1, hundredths(o.StrokeWidth))), 'w')
		d.flush()
	}
	if !sameLengths(d.state.dash, o.Dash) {
		d.state.dash = o.Dash
		d.buf = append(d.buf[:0], '[')
		for _, l := range o.Dash {
			d.buf = appendPoint(d.buf, hundredths(l))
		}
		d.buf = append(d.buf, "]0 d"...)
		d.flush()
	}
}

func sameLengths(a, b []fonts.Length) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// fill sets the colour of texts and filled paths; a page starts with black.
func (d *painter) fill(c charts.Color) {
	if d.state.fill != c {
		d.state.fill = c
		d.color(c, "g", "rg")
	}
}

// color writes a colour in thousandths, which keep 256 steps apart.
func (d *painter) color(c charts.Color, gray, full string) {
	d.buf = d.buf[:0]
	if c.R == c.G && c.G == c.B {
		d.buf = append(appendShade(d.buf, c.R), gray...)
		d.flush()
		return
	}
	for _, v := range []uint8{c.R, c.G, c.B} {
		d.buf = appendShade(d.buf, v)
	}
	d.buf = append(d.buf, full...)
	d.flush()
}

func appendShade(b []byte, v uint8) []byte {
	return append(appendDecimal(b, (int(v)*1000+127)/255, 3), ' ')
}

func (d *painter) raw(s string) { d.fpdf.RawWriteStr(s) }
func (d *painter) flush()       { d.fpdf.RawWriteStr(string(d.buf)) }

// textBox is the area of a text mark, without the space at its end.
func (d *painter) textBox(m *layout.Mark) box {
	f := d.faces[m.Text.Style]
	s, size := m.Text.S, m.Text.Size
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return box{
		left: hundredths(m.X), right: hundredths(m.X + f.Width(s, size)),
		bottom: d.height - hundredths(m.Y-size*fonts.Length(f.Descent)/1000),
		top:    d.height - hundredths(m.Y-size*fonts.Length(f.Ascent)/1000),
	}
}

// coverPicture notes where a picture stands: for the bounding box of its figure, and for a link.
func (d *painter) coverPicture(n *node, m *layout.Mark) {
	if n == nil {
		return
	}
	b := box{
		left: hundredths(m.X), right: hundredths(m.X + m.Picture.Width),
		bottom: d.height - hundredths(m.Y+m.Picture.Height), top: d.height - hundredths(m.Y),
	}
	if n.page == d.page {
		n.box = n.box.union(b)
	}
	if n.link != nil {
		d.tree.cover(n.link, d.page, m.Y+m.Picture.Height, b)
	}
}
