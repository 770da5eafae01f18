package layout

import (
	"fmt"
	"slices"

	"bulletin/charts"
	"bulletin/fonts"
)

// draftGrey is that of the word across each page of a draft: grey text on it is
// still 5:1, and a colour of 4.5:1 on white more than 3.6:1.
var draftGrey = charts.Color{R: 0xe8, G: 0xe8, B: 0xe8}

// draftNotice says at the very start, in words, that this is a draft.
func (c *compositor) draftNotice() []block {
	if !c.d.Draft {
		return nil
	}
	in := c.warned()
	size := c.scaled(100)
	text := plain(c.d.Language.Corrections.DraftNotice, look{fonts.Bold, size, warning}, &Element{Tag: P})
	sh := small(in.measure(), size)
	sh.hyphenate = false
	rows := keepAll(c.onField(in.set(text, sh), panel{fill: warningTint, band: warning}, warningPad, 0))
	rows = append(rows, row{height: 10 * fonts.Point, keep: true})
	return []block{{rows: rows, name: "the notice of a draft"}}
}

// markDraft draws the word across each page: over tinted fields, which would hide
// it, and below all else.
func (c *compositor) markDraft(pages []Page) {
	if !c.d.Draft {
		return
	}
	word := c.d.Language.Corrections.Draft
	for i := range pages {
		page := &pages[i]
		var below, above []Mark
		for _, m := range page.Marks {
			if c.isField(&m) {
				below = append(below, m)
			} else {
				above = append(above, m)
			}
		}
		page.Marks = slices.Concat(below, []Mark{c.across(word, page)}, above)
	}
}

func (c *compositor) isField(m *Mark) bool {
	return m.Rect != nil && (m.Rect.Fill == c.tint || m.Rect.Fill == warningTint || m.Rect.Fill == warningHead)
}

// sin45 is the sine and the cosine of 45°, in hundred thousandths.
const sin45 = 70_711

// across gives a word in the middle of a page, rising at 45° over four fifths of the shorter side.
func (c *compositor) across(word string, page *Page) Mark {
	face := c.family[fonts.Bold]
	along := func(l fonts.Length) fonts.Length { return l * sin45 / 100_000 }
	room := min(page.Width, page.Height) * 8 / 10
	// The slanting word is as wide as the sum of its length and height, slanted.
	size := room * 1000 / max(1, along(face.Width(word, 1000)+fonts.Length(face.CapHeight)))
	length, height := along(face.Width(word, size)), along(fonts.Length(face.CapHeight)*size/1000)
	return Mark{
		Artifact: Watermark,
		X:        page.Width/2 - (length-height)/2,
		Y:        page.Height/2 + (length+height)/2,
		Text:     &Run{S: word, Size: size, Style: fonts.Bold, Color: draftGrey, Turn: 45},
	}
}

// fullTitle is the title as lists of documents and the bar of a window show it:
// with the revision, and with what is no publication named so.
func (c *compositor) fullTitle() string {
	title := c.d.Revised(c.d.Title)
	if c.d.Draft {
		title = fmt.Sprintf(c.d.Language.Corrections.DraftTitle, title)
	}
	return title
}
