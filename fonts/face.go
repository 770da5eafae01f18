package fonts

// Face is one TrueType face.
type Face struct {
	Name string // PostScript name, as it goes into a PDF
	Data []byte // the file; never written to

	// Heights above the baseline in thousandths of an em (Descent is below zero).
	Ascent, Descent, CapHeight, XHeight int

	advance []uint16
}

// Advance gives the width of a letter in thousandths of an em, as a PDF records it; that of the replacement glyph where the face lacks the letter.
func (f *Face) Advance(r rune) int { panic("not yet") }

// Has reports whether the face has a letter.
func (f *Face) Has(r rune) bool { panic("not yet") }

// Width gives the length of a text set in the face.
func (f *Face) Width(s string, size Length) Length { panic("not yet") }

// Default gives Noto Sans.
func Default() Family { panic("not yet") }

// Parse reads a TrueType file. The error says what is wrong with it and what would do.
func Parse(data []byte) (*Face, error) { panic("not yet") }
