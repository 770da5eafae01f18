package layout

import (
	"testing"

	"bulletin/config"
	"bulletin/fonts"
	"bulletin/report"
)

// release gives the Document of a release in testdata.
func release(t testing.TB, name string) *report.Document {
	t.Helper()
	b, _, problems := config.Load("../../testdata/" + name)
	if len(problems) > 0 {
		t.Fatalf("config.Load: %v", problems)
	}
	d, problems := report.Make(b)
	if len(problems) > 0 {
		t.Fatalf("report.Make: %v", problems)
	}
	return d
}

// paragraphs gives the running text of a document.
func paragraphs(d *report.Document) [][]report.Inline {
	var out [][]report.Inline
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case report.Paragraph:
				out = append(out, b.Text)
			case report.Terms:
				for _, e := range b.Entries {
					for _, d := range e.Definition {
						if p, ok := d.(report.Paragraph); ok {
							out = append(out, append([]report.Inline{{Text: e.Name + " – ", Strong: true}}, p.Text...))
						}
					}
				}
			}
		}
	}
	return out
}

// TestWordGaps holds the text of the bulletin to the evenness that it was set
// with: at 11 pt on a measure of 16.6 cm the mean gap between words of full
// lines is at most 3.5 pt (the natural one is 2.86) and none is above 6 pt.
func TestWordGaps(t *testing.T) {
	for _, edition := range []string{"", "/bulletin.ru.toml", "/bulletin.en.toml"} {
		t.Run("2024-1"+edition, func(t *testing.T) { wordGaps(t, release(t, "2024-1"+edition)) })
	}
}

func wordGaps(t *testing.T, d *report.Document) {
	c := &compositor{d: d, design: newDesign(d.Style), setter: setter{d.Language, d.Style.Family}}
	sh := c.body()
	if got := int(sh.measure); got < 470_000 || got > 471_000 {
		t.Fatalf("measure = %d thousandths of a point, want 16.6 cm", got)
	}
	var sum, worst fonts.Length
	gaps, lines, hyphens := 0, 0, 0
	for _, text := range paragraphs(d) {
		items := c.items(c.stretches(text, &Element{Tag: P}, c.design.text(fonts.Regular)), sh)
		for _, l := range breakLines(items, sh.measure, true) {
			if l.last {
				continue
			}
			natural, n := lineWidth(items, l)
			if n == 0 {
				continue
			}
			space := c.family[fonts.Regular].Width(" ", c.size)
			gap := space + (sh.measure-natural)/fonts.Length(n)
			sum += gap * fonts.Length(n)
			gaps += n
			lines++
			worst = max(worst, gap)
			if l.hyphen {
				hyphens++
			}
		}
	}
	if gaps == 0 {
		t.Fatal("no full lines")
	}
	mean := float64(sum) / float64(gaps) / 1000
	t.Logf("%d full lines, %d hyphenated; mean gap %.2f pt, worst %.2f pt", lines, hyphens, mean, float64(worst)/1000)
	if mean > 3.5 {
		t.Errorf("mean gap = %.2f pt, want at most 3.5", mean)
	}
	if worst > 6000 {
		t.Errorf("worst gap = %.2f pt, want at most 6", float64(worst)/1000)
	}
}
