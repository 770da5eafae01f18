package fonts

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// kazakhLetters is the Kazakh alphabet in Cyrillic, and the marks of a bulletin.
const (
	kazakhLetters = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ" +
		"аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
	marks = "₸№«»“”„‘’–—-\u2010\u2011\u00ad…•·‰%°×−≤≥±²³€§©†‡ \u00a0\u2009\u202f\u0301"
)

// The advances are those of the source faces (hmtx, 1000 units to the em);
// − ≤ ≥ are as wide as + < >.
func TestDefaultHasTheMetricsOfNotoSans(t *testing.T) {
	letters := []rune("Aжқә0,%–−≤≥₸№ \u00a0\u0301")
	for _, c := range []struct {
		style    Style
		name     string
		heights  [4]int
		advances []int
	}{
		{Regular, "NotoSans-Regular", [4]int{1069, -293, 714, 536}, []int{639, 750, 557, 564, 572, 268, 831, 500, 572, 572, 572, 546, 1020, 260, 260, 0}},
		{Bold, "NotoSans-Bold", [4]int{1069, -293, 714, 546}, []int{690, 873, 665, 591, 572, 285, 901, 500, 572, 572, 572, 579, 1028, 260, 260, 0}},
		{Italic, "NotoSans-Italic", [4]int{1069, -293, 714, 536}, []int{562, 845, 529, 493, 551, 256, 799, 480, 572, 572, 572, 492, 953, 260, 260, 0}},
		{BoldItalic, "NotoSans-BoldItalic", [4]int{1069, -293, 714, 546}, []int{628, 960, 612, 557, 551, 285, 856, 480, 572, 572, 572, 532, 979, 260, 260, 0}},
	} {
		f := Default()[c.style]
		if f.Name != c.name {
			t.Errorf("name %q, want %q", f.Name, c.name)
		}
		if h := [4]int{f.Ascent, f.Descent, f.CapHeight, f.XHeight}; h != c.heights {
			t.Errorf("%s: heights %v, want %v", c.name, h, c.heights)
		}
		for i, r := range letters {
			if a := f.Advance(r); a != c.advances[i] {
				t.Errorf("%s: advance of %q is %d, want %d", c.name, r, a, c.advances[i])
			}
		}
	}
}

func TestDefaultHasWhatABulletinNeeds(t *testing.T) {
	for _, f := range Default() {
		if r, at, missing := f.Missing(kazakhLetters + marks); missing {
			t.Errorf("%s lacks %q (U+%04X) at %d", f.Name, r, r, at)
		}
		for r := rune(0x20); r < 0x530; r++ {
			printed := r < 0x7F || r >= 0xA0 && r < 0x180 || r >= 0x400
			if printed && !f.Has(r) {
				t.Errorf("%s lacks %q (U+%04X)", f.Name, r, r)
			}
		}
	}
}

// The embedded faces are read without a look at their outlines; this is the look.
func TestDefaultIsSound(t *testing.T) {
	for _, f := range Default() {
		if _, err := Parse(f.Data); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		tables, err := split(f.Data)
		if err != nil {
			t.Fatal(err)
		}
		// Otherwise fpdf writes into the font: see Face.Data.
		if tables.metrics() != tables.glyphs() {
			t.Errorf("%s: %d advances for %d glyphs", f.Name, tables.metrics(), tables.glyphs())
		}
	}
}

// withFace gives an fpdf document set in a face.
func withFace(t testing.TB, data []byte) *fpdf.Fpdf {
	t.Helper()
	doc := fpdf.New("P", "pt", "A4", "")
	doc.AddUTF8FontFromBytes("face", "", bytes.Clone(data))
	doc.SetFont("face", "", 10)
	if err := doc.Error(); err != nil {
		t.Fatal(err)
	}
	return doc
}

func sameAdvances(t *testing.T, f *Face) {
	t.Helper()
	doc := withFace(t, f.Data)
	letters := 0
	for r := rune(1); r < 0xFFFF; r++ {
		if r >= 0xD800 && r < 0xE000 || !f.Has(r) {
			continue
		}
		letters++
		if got, want := f.Advance(r), doc.GetStringSymbolWidth(string(r)); got != want {
			t.Errorf("%s: advance of %q (U+%04X) is %d, fpdf has %d", f.Name, r, r, got, want)
		}
	}
	if letters < 500 {
		t.Errorf("%s: %d letters compared", f.Name, letters)
	}
}

func TestAdvancesAreThoseOfFpdf(t *testing.T) {
	for _, f := range Default() {
		sameAdvances(t, f)
	}
}

// Other numbers of units to the em make advances fall on fractions.
func TestAdvancesOfOddEmsAreThoseOfFpdf(t *testing.T) {
	for _, em := range []int{100, 768, 1200, 2000, 2048, 16384} {
		data := withUnits(t, em)
		f, err := Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		sameAdvances(t, f)
	}
}

func TestFpdfDoesNotWriteIntoTheFaces(t *testing.T) {
	for _, f := range Default() {
		data := bytes.Clone(f.Data)
		doc := fpdf.New("P", "pt", "A4", "")
		doc.AddUTF8FontFromBytes("face", "", data)
		doc.AddPage()
		doc.SetFont("face", "", 10)
		for r := rune(' '); r < 0x2300; r++ {
			if f.Has(r) {
				doc.Text(10, 10, string(r))
			}
		}
		if err := doc.Output(io.Discard); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(data, f.Data) {
			t.Errorf("%s: fpdf changed the face", f.Name)
		}
	}
}

func TestWidth(t *testing.T) {
	f := Default()[Regular]
	for _, c := range []struct {
		text string
		size Length
		want Length
	}{
		{"", 11 * Point, 0},
		{" ", 11 * Point, 2860},
		{"A0", 10 * Point, 12110},
		{"A", 1, 1}, // 0.639 rounded
		{"\u0301", 10 * Point, 0},
	} {
		if got := f.Width(c.text, c.size); got != c.want {
			t.Errorf("Width(%q, %d) = %d, want %d", c.text, c.size, got, c.want)
		}
	}
}

func TestMissing(t *testing.T) {
	f := Default()[Regular]
	for _, c := range []struct {
		text   string
		letter rune
		at     int
	}{
		{"жақсы", 0, -1},
		{"", 0, -1},
		{"a\tb\r\nc\u00a0d", 0, -1},
		{"əдістеме", 'ə', 0},
		{"ба → са", '→', 5},
		{"й = и\u0306", 0x306, 7},
		{"аб\x00", 0, 4},
		{"аб\xff", 0xFFFD, 4},
		{"эмодзи 😀", '😀', 13},
		{"мың жыл \U00020000", 0x20000, 14},
	} {
		letter, at, missing := f.Missing(c.text)
		if !missing {
			letter, at = 0, -1
		}
		if letter != c.letter || at != c.at {
			t.Errorf("Missing(%q) = %q at %d, want %q at %d", c.text, letter, at, c.letter, c.at)
		}
	}
}

func TestAbsentLetters(t *testing.T) {
	f := Default()[Regular]
	for _, r := range []rune{-1, 0, 0x1F, '→', 0xD800, 0xFFFF, 0x10000, 0x10FFFF, 1 << 30} {
		if f.Has(r) {
			t.Errorf("Has(U+%04X)", r)
		}
		if f.Advance(r) != f.fallback || f.fallback == 0 {
			t.Errorf("advance of U+%04X is %d", r, f.Advance(r))
		}
	}
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		for _, data := range [][]byte{notoRegular, notoBold, notoItalic, notoBoldItalic} {
			embedded(data)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse(notoRegular); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWidth(b *testing.B) {
	f := Default()[Regular]
	const line = "Зерттеу қорытындысы бойынша прокуратураға сенетін адамдардың үлесі 66% құрады, ішінара"
	for b.Loop() {
		f.Width(line, 11*Point)
	}
}
