package fonts

// Face is one TrueType face. It does not change once read, and may be used by
// several goroutines.
type Face struct {
	Name string // PostScript name, as it goes into a PDF

	// Data is the file. Whoever passes it to fpdf passes a copy: fpdf writes
	// into a font whose hmtx table leaves out repeated advances.
	Data []byte

	// Heights above the baseline in thousandths of an em (Descent is below zero).
	Ascent, Descent, CapHeight, XHeight int

	pages    [256]*page // advances, by the high byte of the letter
	fallback int        // advance of the replacement glyph
}

// page holds the advances of 256 letters in thousandths of an em.
type page [256]uint16

// absent marks a letter that the face lacks; no advance is as large (see widest).
const absent = 0xFFFF

// lookup gives the advance of a letter, or absent. fpdf encodes no letter
// beyond the Basic Multilingual Plane, so there is none for us.
func (f *Face) lookup(r rune) uint16 {
	if r < 0 || r > 0xFFFF {
		return absent
	}
	p := f.pages[r>>8]
	if p == nil {
		return absent
	}
	return p[r&0xFF]
}

// set gives a letter its advance.
func (f *Face) set(r int, advance uint16) {
	p := f.pages[r>>8]
	if p == nil {
		p = new(page)
		for i := range p {
			p[i] = absent
		}
		f.pages[r>>8] = p
	}
	p[r&0xFF] = advance
}

// Advance gives the width of a letter in thousandths of an em, as a PDF records it; that of the replacement glyph where the face lacks the letter.
func (f *Face) Advance(r rune) int {
	if a := f.lookup(r); a != absent {
		return int(a)
	}
	return f.fallback
}

// Has reports whether the face has a letter. A face that has the space has the
// no-break space: whoever draws it draws a space.
func (f *Face) Has(r rune) bool { return f.lookup(r) != absent }

// Width gives the length of a text set in the face.
func (f *Face) Width(s string, size Length) Length {
	sum := 0
	for _, r := range s {
		sum += f.Advance(r)
	}
	return (Length(sum)*size + 500) / 1000
}

// Missing gives the first letter of a text that the face lacks, and its byte
// offset. Tabs and line ends are not printed, so they are never missing.
func (f *Face) Missing(s string) (r rune, offset int, ok bool) {
	for i, r := range s {
		if !f.Has(r) && r != '\n' && r != '\r' && r != '\t' {
			return r, i, true
		}
	}
	return 0, 0, false
}
