package layout

import (
	"fmt"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/report"
)

// fields gives the tinted fields of a page.
func fields(c *compositor, page *Page) []Mark {
	var out []Mark
	for _, m := range page.Marks {
		if m.Rect != nil && m.Rect.Fill == c.tint && m.Rect.Width == c.measure() {
			out = append(out, m)
		}
	}
	return out
}

// TestLongContents sees that a list of contents longer than a page goes on to the next ones, on its field.
func TestLongContents(t *testing.T) {
	d := release(t, "2024-1")
	d.Sections = nil
	for i := range 130 {
		d.Sections = append(d.Sections, report.Section{
			Number: i + 1, Title: strings.Repeat("Халықтың сенімділік деңгейі ", 1+i%4),
			Blocks: []report.Block{report.Paragraph{Text: []report.Inline{{Text: "Мәтін."}}}},
		})
	}
	pages, problems := Lay(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	c := &compositor{d: d, design: newDesign(d.Style)}
	entries, first, last := map[*Element]int{}, -1, 0
	for i := range pages.Pages {
		page := &pages.Pages[i]
		on := 0
		for _, m := range page.Marks {
			if m.Owner == nil || m.Text == nil || !strings.Contains(name(m), "TOCI") {
				continue
			}
			toci := m.Owner
			for toci.Tag != TOCI {
				toci = toci.Parent
			}
			if before, ok := entries[toci]; ok && before != i {
				t.Errorf("an entry goes from page %d to page %d", before+1, i+1)
			}
			if _, ok := entries[toci]; !ok {
				on++
			}
			entries[toci] = i
			inside := false
			for _, f := range fields(c, page) {
				inside = inside || f.Y < m.Y && m.Y < f.Y+f.Rect.Height && f.Y+f.Rect.Height < page.Height-c.bottom+6*fonts.Point && f.Y > c.top-6*fonts.Point
			}
			if !inside {
				t.Errorf("page %d: «%s» at %d stands on no field", i+1, m.Text.S, m.Y)
			}
			if first < 0 {
				first = i
			}
			last = i
		}
		if on == 1 {
			t.Errorf("page %d has one entry alone", i+1)
		}
		if n := len(fields(c, page)); on > 0 && n != 1 {
			t.Errorf("page %d has %d fields, want 1", i+1, n)
		}
	}
	if first != 0 || last < 2 || len(entries) != 131 {
		t.Errorf("%d entries stand on pages %d to %d, want 131 on page 1 to at least 3", len(entries), first+1, last+1)
	}
}

// TestContactColumnsHaveRoom sees that no word of the contact block is cut for want of room.
func TestContactColumnsHaveRoom(t *testing.T) {
	for _, size := range []fonts.Length{9, 11, 14} {
		for _, width := range []fonts.Length{419_528, 595_276} {
			for people := range 6 {
				d := release(t, "2023-2")
				d.Style.Size, d.Style.Width = size*fonts.Point, width
				d.Contact.People = nil
				for i := range people {
					d.Contact.People = append(d.Contact.People, report.Person{
						Role: "Департамент директоры", Name: fmt.Sprintf("Н. Ханжігітов%d", i),
						Details: []report.Detail{
							{Label: "Тел.", Text: report.Inline{Text: "+7 7172 749061", Link: &report.Link{URL: "tel:+77172749061"}}},
							{Label: "E-mail", Text: report.Inline{Text: "n.khanzhigitov@aspire.gov.kz", Link: &report.Link{URL: "mailto:n.khanzhigitov@aspire.gov.kz"}}},
						},
					})
				}
				d.Sections = d.Sections[len(d.Sections)-1:]
				pages, problems := Lay(d)
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				text := lines(pages)
				for i := range people {
					if !strings.Contains(text, fmt.Sprintf("Ханжігітов%d", i)) {
						t.Errorf("size %d, width %d, %d people: a name is parted", size, width, people)
					}
				}
				if got := strings.Count(text, "n.khanzhigitov@aspire.gov.kz"); got != people && size < 14 {
					t.Errorf("size %d, width %d: %d of %d e-mail addresses stand whole", size, width, got, people)
				}
				if got := strings.Count(text, "749061"); got != people {
					t.Errorf("size %d, width %d: %d of %d telephone numbers stand whole", size, width, got, people)
				}
			}
		}
	}
}

// TestContactWithoutTitle sees that a title of nothing but a space gives the language's own.
func TestContactWithoutTitle(t *testing.T) {
	d := release(t, "2023-2")
	d.Contact.Title = "\u00a0"
	pages, problems := Lay(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if last := pages.Outline[len(pages.Outline)-1]; last.Title != d.Language.Contact {
		t.Errorf("the last bookmark is %q, want %q", last.Title, d.Language.Contact)
	}
}

// TestMastheadIsNotHyphenated sees that the names at the top of the first page stand in whole words, on small paper too.
func TestMastheadIsNotHyphenated(t *testing.T) {
	d := release(t, "2023-2")
	d.Style.Width = 419_528
	for size := range fonts.Length(6) {
		d.Style.Size = (9 + size) * fonts.Point
		c := &compositor{d: d, design: newDesign(d.Style), setter: setter{d.Language, d.Style.Family}}
		for _, m := range c.masthead().marks {
			if m.Text != nil && name(m) != "P" {
				t.Errorf("size %d: «%s» is a part of a word", 9+size, m.Text.S)
			}
		}
	}
}
