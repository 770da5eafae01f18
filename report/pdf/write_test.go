package pdf

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report/layout"
)

func TestSameBytes(t *testing.T) {
	first, err := Write(sample(fonts.Default()))
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := Write(sample(fonts.Default()))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("the same pages gave different bytes")
		}
	}
}

// TestMetadata sees that Info and XMP say the same, and that both are readable.
func TestMetadata(t *testing.T) {
	d := writeSample(t)
	packet := string(d.streams[d.catalog()["Metadata"].(ref)])
	if !bytes.Contains(d.data, []byte(packet)) {
		t.Error("the XMP is compressed")
	}
	info := d.trailer["Info"]
	for key, element := range map[string]string{
		"Title":    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%</rdf:li>`,
		"Author":   `<dc:creator><rdf:Seq><rdf:li>%</rdf:li>`,
		"Subject":  `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%</rdf:li>`,
		"Creator":  `<xmp:CreatorTool>%</xmp:CreatorTool>`,
		"Producer": `<pdf:Producer>%</pdf:Producer>`,
	} {
		value := d.text(info, key)
		if value == "" || !strings.Contains(packet, strings.ReplaceAll(element, "%", escapeXML(value))) {
			t.Errorf("%s is %q in Info and something else in the XMP", key, value)
		}
	}
	for _, key := range []string{"CreationDate", "ModDate"} {
		if got := d.text(info, key); got != "D:20240717100000+05'00'" {
			t.Errorf("%s is %s", key, got)
		}
	}
	if n := strings.Count(packet, "2024-07-17T10:00:00+05:00<"); n != 2 {
		t.Errorf("the XMP has the date %d times", n)
	}
	if d.text(d.catalog(), "Lang") != "kk" {
		t.Error("the language is lost")
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct {
		zone int // minutes
		want string
	}{{0, "D:20240102030405+00'00'"}, {330, "D:20240102030405+05'30'"}, {-210, "D:20240102030405-03'30'"}} {
		at := time.Date(2024, 1, 2, 3, 4, 5, 6, time.FixedZone("", c.zone*60))
		if got := date(at); got != c.want {
			t.Errorf("%d minutes: %s, want %s", c.zone, got, c.want)
		}
	}
}

func TestOutline(t *testing.T) {
	d := writeSample(t)
	root := d.dict(d.catalog(), "Outlines")
	if root["Count"] != 5 || d.catalog()["PageMode"] != name("UseOutlines") {
		t.Errorf("the outline is %v", root)
	}
	var titles []string
	var walk func(parent any)
	walk = func(parent any) {
		var previous any
		for at := d.dict(parent)["First"]; at != nil; at = d.dict(at)["Next"] {
			e := d.dict(at)
			titles = append(titles, d.text(e, "Title"))
			if e["Parent"] != parent || e["Prev"] != previous || len(d.array(e, "Dest")) != 5 {
				t.Errorf("entry %v: %v", at, e)
			}
			if e["SE"] != nil && d.dict(e["SE"])["S"] != name("H1") {
				t.Errorf("entry %v leads to %v", at, d.dict(e["SE"]))
			}
			walk(at)
			previous = at
		}
		if d.dict(parent)["Last"] != previous {
			t.Errorf("%v is not the last of %v", d.dict(parent)["Last"], parent)
		}
	}
	walk(d.catalog()["Outlines"])
	if got := strings.Join(titles, "|"); got != "1 Негізгі ойлар|2 Негізгі ойлар|Table (a)|3 Негізгі ойлар|4 Негізгі ойлар" {
		t.Errorf("the entries are %s", got)
	}
}

// TestRefusals sees that what cannot be published is an error that says so.
func TestRefusals(t *testing.T) {
	family := fonts.Default()
	run := func(s string) *layout.Run { return &layout.Run{S: s, Size: textSize} }
	mark := func(tag layout.Tag) layout.Mark {
		return layout.Mark{Owner: &layout.Element{Tag: tag}, Text: run("a"), X: margin, Y: margin}
	}
	for _, c := range []struct {
		what   string
		change func(p *layout.Pages)
		want   string
	}{
		{"no standard", func(p *layout.Pages) { p.Standard = "ua-9" }, `unknown standard "ua-9"`},
		{"no title", func(p *layout.Pages) { p.Title = "" }, "the document has no title"},
		{"no language", func(p *layout.Pages) { p.Language = "" }, "the document has no language"},
		{"no pages", func(p *layout.Pages) { p.Pages = nil }, "the document has no pages"},
		{"a page of no size", func(p *layout.Pages) { p.Pages[0].Width = 0 }, "page 1 has no area"},
		{"a missing letter", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{{Text: run("жол 漢")}} }, "lacks the letter «漢» (U+6F22) of «жол 漢»"},
		{"a letter beyond the plane", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{{Text: run("😀")}} }, "(U+1F600)"},
		{"a control character", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{{Text: run("a\tb")}} }, "(U+0009)"},
		{"broken UTF-8", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{{Text: run("a\xff")}} }, "(U+FFFD)"},
		{
			"a missing letter in a picture",
			func(p *layout.Pages) {
				p.Pages[0].Marks = []layout.Mark{{Picture: &charts.Picture{Ops: []charts.Op{{Text: "漢", Size: textSize}}}}}
			}, "lacks the letter «漢»",
		},
		{"a figure without words", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{mark(layout.Figure{})} }, "a figure has no description"},
		{"a heading too deep", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{mark(layout.Heading{Level: 7})} }, "a heading has level 7"},
		{"a link to nowhere", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{mark(layout.Link{Description: "d"})} }, "the link «d» leads nowhere"},
		{
			"a link to no page",
			func(p *layout.Pages) {
				p.Pages[0].Marks = []layout.Mark{mark(layout.Link{Description: "d", Target: &layout.Target{Page: 1}})}
			}, "the link «d» leads to page 2 of 1",
		},
		{"a bookmark to no page", func(p *layout.Pages) { p.Outline = []layout.Bookmark{{Title: "b", Page: -1}} }, "the bookmark «b» leads to page 0 of 1"},
		{"a header cell for nothing", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{mark(layout.TH{ID: "x"})} }, `the header cell "x" has scope ""`},
		{
			"an ID twice",
			func(p *layout.Pages) {
				p.Pages[0].Marks = []layout.Mark{mark(layout.TH{ID: "x", Scope: "Row"}), mark(layout.TH{ID: "x", Scope: "Row"})}
			}, `have the ID "x"`,
		},
		{"a header that is not there", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{mark(layout.TD{Headers: []string{"y"}})} }, `names the header cell "y"`},
		{"no tag", func(p *layout.Pages) { p.Pages[0].Marks = []layout.Mark{mark(nil)} }, "an element has no tag"},
		{"no face", func(p *layout.Pages) { p.Family[fonts.Regular] = nil }, "the family has no face of style 0"},
		{
			"a damaged face",
			func(p *layout.Pages) {
				f := *p.Family[fonts.Regular]
				f.Data = bytes.Clone(f.Data[:2000])
				p.Family[fonts.Regular] = &f
			}, "cannot be cut",
		},
	} {
		p := &layout.Pages{
			Family: family, Language: "kk", Title: "t", Standard: layout.UA1A3a,
			Pages: []layout.Page{{Width: pageWidth, Height: pageHeight, Marks: []layout.Mark{{Text: run("a")}}}},
		}
		if _, err := Write(p); err != nil {
			t.Fatal(err)
		}
		c.change(p)
		if _, err := Write(p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.what, err, c.want)
		}
	}
}

// TestFaceIsLeftAlone sees that a face whose last glyphs share one width, into
// which fpdf writes, is not written to.
func TestFaceIsLeftAlone(t *testing.T) {
	const shared = 300
	tables := readTables(fonts.Default()[fonts.Regular].Data)
	for name := range tables {
		tables[name] = bytes.Clone(tables[name])
	}
	apart := u16(tables["hhea"], 34) - shared
	binary.BigEndian.PutUint16(tables["hhea"][34:], uint16(apart))
	metrics := tables["hmtx"]
	tables["hmtx"] = bytes.Clone(metrics[:4*apart])
	for i := range shared {
		tables["hmtx"] = append(tables["hmtx"], metrics[4*(apart+i)+2:][:2]...)
	}
	data := assemble(tables, slices.Sorted(maps.Keys(tables)))
	face, err := fonts.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	family := fonts.Default()
	family[fonts.Regular] = face
	before := bytes.Clone(data)
	if _, err := Write(sample(family)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, data) {
		t.Error("the face was written to")
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		n, places int
		want      string
	}{{0, 2, "0"}, {5, 2, ".05"}, {-5, 2, "-.05"}, {100, 2, "1"}, {1230, 2, "12.3"}, {-84189, 2, "-841.89"}, {1, 3, ".001"}} {
		if got := string(appendDecimal(nil, c.n, c.places)); got != c.want {
			t.Errorf("%d with %d places: %s, want %s", c.n, c.places, got, c.want)
		}
	}
	for l, want := range map[fonts.Length]int{0: 0, 4: 0, 5: 1, -4: 0, -5: -1, -14: -1, 841890: 84189} {
		if got := hundredths(l); got != want {
			t.Errorf("%d thousandths: %d hundredths, want %d", l, got, want)
		}
	}
}

func TestStrings(t *testing.T) {
	for s, want := range map[string]string{
		"":           "()",
		`a(b)\`:      `(a\(b\)\\)`,
		"ә":          "(\xfe\xff\x04\xd9)",
		"\U0001F4C4": "(\xfe\xff\xd8\x3d\xdc\xc4)",
		"č\r":        "(\xfe\xff\x01\\r\x00\\r)",
	} {
		if got := string(appendText(nil, s)); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	if got := string(appendName(nil, "Noto Sans#1")); got != "/Noto#20Sans#231" {
		t.Errorf("a name: %s", got)
	}
	if got := asciiURI("https://a.kz/сау?b=%20 c"); got != "https://a.kz/%D1%81%D0%B0%D1%83?b=%20%20c" {
		t.Errorf("an address: %s", got)
	}
}

// BenchmarkWrite measures the whole stage on four full pages with three pictures.
func BenchmarkWrite(b *testing.B) {
	pages := sample(fonts.Default())
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		data, err := Write(pages)
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "bytes")
}

// BenchmarkFinish times what is not fpdf's and not the faces': tags, links, metadata, compression.
func BenchmarkFinish(b *testing.B) {
	pages := sample(fonts.Default())
	for b.Loop() {
		b.StopTimer()
		faces, err := collect(pages)
		if err == nil {
			err = cutFaces(faces)
		}
		if err != nil {
			b.Fatal(err)
		}
		t := newTree(len(pages.Pages))
		contents, err := drawPages(pages, faces, t)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := finish(pages, faces, contents, t); err != nil {
			b.Fatal(err)
		}
	}
}
