package mail

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bulletin/locale"
	"bulletin/report"
)

// allBlocks has every kind of block and of running text.
func allBlocks() []report.Block {
	link := &report.Link{URL: "https://example.org/?a=1&b=2"}
	words := func(s string) []report.Block {
		return []report.Block{report.Paragraph{Text: []report.Inline{{Text: s}}}}
	}
	return []report.Block{
		report.Heading{Level: 1, Text: []report.Inline{{Text: "Кестелер"}}},
		report.Paragraph{Text: []report.Inline{
			{Text: "a < b & "},
			{Text: "strong", Strong: true},
			{Text: " "},
			{Text: "both", Strong: true, Emph: true},
			{Text: "\n"},
			{Text: "words ", Link: link},
			{Text: "linked", Emph: true, Link: link},
			{Text: "."},
		}},
		report.List{Items: [][]report.Block{words("one"), append(words("two"), report.List{Ordered: true, Start: 3, Items: [][]report.Block{words("three"), words("four")}})}},
		report.Terms{Entries: []report.Term{{Name: "Қылмыс", Definition: words("definition")}}},
		report.Table{Title: "left out of the findings"},
	}
}

func TestBlocksAsText(t *testing.T) {
	var b plainText
	for _, block := range allBlocks() {
		textBlock(&b, block, "")
	}
	want := strings.ReplaceAll(`Кестелер

a < b & strong both
words linked <https://example.org/?a=1&b=2>.

- one
- two

  3. three
  4. four

Қылмыс – definition
`, "\n", "\r\n")
	if got := b.String(); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

func TestBlocksAsHTML(t *testing.T) {
	var p page
	for _, block := range allBlocks() {
		htmlBlock(&p, block)
	}
	want := `<h3>Кестелер</h3>
<p>a &lt; b &amp; <strong>strong</strong> <strong><em>both</em></strong><br>
<a href="https://example.org/?a=1&amp;b=2">words <em>linked</em></a>.</p>
<ul>
<li>one</li>
<li><p>two</p>
<ol start="3">
<li>three</li>
<li>four</li>
</ol>
</li>
</ul>
<dl>
<dt>Қылмыс</dt>
<dd>definition</dd>
</dl>
`
	if got := strings.ReplaceAll(p.String(), "\r\n", "\n"); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestPage holds the pages of all messages to what those who listen need, and
// to what none may do: load from elsewhere.
func TestPage(t *testing.T) {
	for _, o := range []MessageOptions{{}, {Embargo: true, Proof: true}, {Since: 1}} {
		c := sampleComposer(t, 1)
		if o.Since > 0 {
			c = sampleComposer(t, 2)
		}
		for _, r := range []*Recipient{&aigul, &ivan, &ann} {
			wantAccessible(t, composed(t, c, r, afterHour, o).html(), r.Language)
		}
	}
}

func wantAccessible(t *testing.T, page, language string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var open []string
	level, tables := 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			attributes := map[string]string{}
			for _, a := range e.Attr {
				attributes[a.Name.Local] = a.Value
			}
			name := e.Name.Local
			open = append(open, name)
			switch name {
			case "html":
				if attributes["lang"] != language {
					t.Errorf("the page is in %q, not %q", attributes["lang"], language)
				}
			case "h1", "h2", "h3", "h4", "h5", "h6":
				if now := int(name[1] - '0'); now > level+1 {
					t.Errorf("%s follows h%d", name, level)
				} else {
					level = now
				}
			case "img":
				if attributes["alt"] == "" || !strings.HasPrefix(attributes["src"], "cid:") {
					t.Errorf("picture %v", attributes)
				}
			case "th":
				if attributes["scope"] == "" {
					t.Error("a head of a table has no scope")
				}
			case "table":
				tables++
			case "caption":
				tables--
			case "a":
				if !strings.HasPrefix(attributes["href"], "https://") && !strings.HasPrefix(attributes["href"], "mailto:") {
					t.Errorf("link to %q", attributes["href"])
				}
			case "li":
				if within := open[len(open)-2]; within != "ul" && within != "ol" {
					t.Errorf("an item in %s", within)
				}
			case "script", "link", "iframe", "object", "form", "style":
				t.Errorf("there is a %s", name)
			}
			if strings.Contains(attributes["style"], "overflow-x") && (attributes["tabindex"] != "0" || attributes["aria-label"] == "") {
				t.Errorf("what moves alone cannot be reached by keys: %v", attributes)
			}
			if s := attributes["style"]; strings.Contains(s, "url(") {
				t.Errorf("the style %q loads something", s)
			}
			if name == "img" || name == "meta" || name == "br" || name == "hr" {
				open = open[:len(open)-1]
			}
		case xml.EndElement:
			if i := slices.Index([]string{"img", "meta", "br", "hr"}, e.Name.Local); i < 0 {
				open = open[:len(open)-1]
			}
		}
	}
	if level == 0 || tables != 0 || len(open) != 0 {
		t.Errorf("no heading, a table without a caption, or %v not closed", open)
	}
}

func TestLoosened(t *testing.T) {
	for in, want := range map[string]string{
		"+2,3\u00a0процентного\u00a0пункта": "+2,3\u00a0процентного пункта",
		"−1\u00a0234\u00a0567":              "−1\u00a0234\u00a0567",
		"+1\u00a0234\u00a0теңге":            "+1\u00a0234\u00a0теңге",
		"+0.4\u00a0percentage\u00a0points":  "+0.4\u00a0percentage points",
		"\u00a0":                            "\u00a0", "": "",
	} {
		if got := loosened(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestPictureForAMessage sees that the chart is drawn narrower than on the page: at
// the width of a message its letters are larger than the page's would be.
func TestPictureForAMessage(t *testing.T) {
	for _, tag := range locale.Tags() {
		d := released(t, 1).Editions[tag].Document
		p, err := pictureOf(d)
		must(t, err)
		const least = 270 // CSS pixels; at the width of the page it has 219
		if p.width != shownWidth || p.height < least {
			t.Errorf("%s: the picture is shown %d × %d", tag, p.width, p.height)
		}
	}
}

func TestAligned(t *testing.T) {
	for _, c := range []struct {
		rows [][]string
		want string
	}{
		{
			[][]string{{"Subject", "Answer", "Was", "Is", "Difference"}, {"Police", "trust", "61,7%", "64%", "+2,3 pp"}, {"Қорғау", "", "…", "1 234", ""}},
			`Subject  Answer    Was     Is  Difference
-------  ------  -----  -----  ----------
Police   trust   61,7%    64%     +2,3 pp
Қорғау               …  1 234`,
		},
		{
			[][]string{{"Subject", "Answer", "Was", "Is", "Difference"}, {strings.Repeat("long words ", 5), strings.Repeat("x", 40), "1", "2", "1"}},
			`Subject                     Answer                       Was  Is  Difference
--------------------------  ---------------------------  ---  --  ----------
long words long words long  xxxxxxxxxxxxxxxxxxxxxxxxxxx    1   2           1
words long words long       xxxxxxxxxxxxx
words`,
		},
	} {
		got := aligned(c.rows)
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), c.want)
		}
		for _, line := range got {
			if utf8.RuneCountInString(line) > tableWidth {
				t.Errorf("%q is too wide", line)
			}
		}
	}
	if got := wrapped("", 5); len(got) != 1 || got[0] != "" {
		t.Errorf("nothing wrapped is %q", got)
	}
}

func TestNoticeLanguages(t *testing.T) {
	for _, tag := range locale.Tags() {
		e := released(t, 2).Editions[tag]
		told := notices(e.Document, 1, e.Document.Language.Mail)
		if len(told) != 1 || len(told[0].changes) != 5 {
			t.Errorf("%s: %d notices", tag, len(told))
		}
	}
}
