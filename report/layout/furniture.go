package layout

import (
	"fmt"
	"strconv"
	"unicode"

	"bulletin/fonts"
	"bulletin/locale"
)

// furnish sets running headers and page numbers, which are no content.
func (c *compositor) furnish(pages []Page) {
	size := c.scaled(73)
	face := c.family[fonts.Regular]
	for i := range pages {
		page := &pages[i]
		text := func(artifact Artifact, x, y fonts.Length, s string) {
			page.Marks = append(page.Marks, Mark{
				Artifact: artifact, X: x, Y: y,
				Text: &Run{S: s, Size: size, Color: c.quiet},
			})
		}
		end := page.Width - c.right
		if i > 0 {
			y := c.top - 16*fonts.Point
			period := c.running(size)
			room := c.measure() - face.Width(period, size) - 12*fonts.Point
			text(Header, c.left, y, c.cut(c.d.Title, size, room))
			text(Header, end-face.Width(period, size), y, period)
			page.Marks = append(page.Marks, Mark{Artifact: Header, X: c.left, Y: y + 5*fonts.Point, Rect: &Rect{c.measure(), 400, c.hairline}})
		}
		y := page.Height - c.bottom + 24*fonts.Point
		number := strconv.Itoa(i+1) + " / " + strconv.Itoa(len(pages))
		series := joinParts(c.d.Series, c.d.Wave)
		text(Footer, c.left, y, c.cut(series, size, c.measure()-60*fonts.Point))
		text(Footer, end-face.Width(number, size), y, number)
	}
}

// running gives the period, and of a corrected edition its revision, which is never cut.
func (c *compositor) running(size fonts.Length) string {
	period := locale.Capital(c.d.Period)
	if c.d.Revision <= 1 {
		return period
	}
	revision := fmt.Sprintf(c.d.Language.Corrections.Running, c.d.Revision)
	return joinParts(c.cut(period, size, c.measure()-c.family[fonts.Regular].Width(" · "+revision, size)), revision)
}

// cut shortens a text to a width at a word's end; nothing is left where no word has room.
func (c *compositor) cut(s string, size, room fonts.Length) string {
	face := c.family[fonts.Regular]
	if face.Width(s, size) <= room {
		return s
	}
	end := 0
	for i, r := range s {
		if unicode.IsSpace(r) && face.Width(s[:i]+"…", size) <= room {
			end = i
		}
	}
	if end == 0 {
		return ""
	}
	return s[:end] + "…"
}
