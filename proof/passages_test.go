package proof

import (
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/locale"
	"bulletin/report"
)

// typed gives the passages of a text of a section.
func typed(s string) []passage {
	c := &collector{section: 1}
	c.text(config.MakeText(s))
	return c.all
}

func TestPassages(t *testing.T) {
	const figure = string(figureMark)
	for _, c := range []struct{ name, typed, want string }{
		{"paragraphs", "Бір\nекі.\n\nҮш.", "Бір\nекі.|Үш."},
		{"figures", "үлесі {{.trust.police.trust}} құрады", "үлесі " + figure + " құрады"},
		{"marks", "**Бір** *екі* \\* &amp; \\«үш\\_", "Бір екі * & \\«үш_"},
		{"a link", "[ҚР сайты](https://stat.gov.kz/kk/) <https://x.kz>", "ҚР сайты https://x.kz"},
		{"a reference", "[сайт][a]\n\n[a]: https://stat.gov.kz", "сайт"},
		{"lists and headings", "# Бас\n\n- бір\n- екі\n\n1. үш", "Бас|бір|екі|үш"},
		{"charts", "Бір\n\n{{chart \"trust\"}}\n\n{{table \"a\"}} {{table \"b\"}}\n\nекі", "Бір|екі"},
		{"comments", "бір {{/* }} екі */}}үш", "бір үш"},
		{"trim marks", "бір {{- .a.b -}} екі", "бір" + figure + "екі"},
		{"strings with }}", "{{compare .a.b .a.c \"}}\" `}}` \"\\\"}}\"}}!", figure + "!"},
		{"a line break", "бір\\\nекі  \nүш", "бір\nекі\nүш"},
		{"nothing", "\n \n", ""},
	} {
		var got []string
		for _, p := range typed(c.typed) {
			got = append(got, p.words)
		}
		if all := strings.Join(got, "|"); all != c.want {
			t.Errorf("%s: %q, want %q", c.name, all, c.want)
		}
	}
}

// TestPlaces sees that every letter of the words knows where it was typed.
func TestPlaces(t *testing.T) {
	s := "# Бас *сөз*\n\nБір {{.a.b}}-ы,\n**екі** \\* &amp; үш [төрт](https://a.kz/é) {{- .c.d }} бес.\n\n- алты\n"
	lines := strings.Split(s, "\n")
	found := 0
	for _, p := range typed(s) {
		for i, r := range p.words {
			at := p.at(i)
			line := []rune(lines[at.Line-1])
			if at.Column == len(line)+1 && r == '\n' {
				continue
			}
			got := line[at.Column-1]
			switch {
			case r == figureMark:
				q, ok := p.figureAt(i)
				if rest := string(line[at.Column-1:]); !ok || !strings.HasPrefix(rest, q.action) {
					t.Errorf("the figure %v is said to stand at %q", q, rest)
				}
				found++
			case got != r:
				t.Errorf("%q of %q is said to stand at %v, where %q stands", r, p.words, at, got)
			}
		}
		for _, l := range p.links {
			if rest := string([]rune(lines[l.place.Line-1])[l.place.Column-1:]); !strings.HasPrefix(rest, l.address) {
				t.Errorf("the address %s is said to stand at %q", l.address, rest)
			}
			if !p.inLink(l.from) || p.inLink(l.to) {
				t.Errorf("the link %v does not know its words", l)
			}
			found++
		}
	}
	if found != 3 {
		t.Errorf("%d figures and links are found, want 3", found)
	}
}

// FuzzPassages sees that no text brings the reading of passages, or of what stands in them, down.
func FuzzPassages(f *testing.F) {
	f.Add("# Бас\n\nБір {{.a.b -}} **екі** &amp; \\* [үш](https://a.kz) <https://b.kz>\n\n- {{/* x */}}\n")
	f.Add("[a][b]\n\n[b]: <x y> \"z\"\n![p](q)\n`c` {{compare \"}}\" `}}`")
	f.Add("15–80 жас, 12 604, -1,5 %, 20–25 per cent, +7 (7172) 74 90 61, 1-ші, 2-суретте, рис. № 3 и 4, http:/a..b c@d,e {.a.b} <b> &nbsp; | |")
	f.Fuzz(func(t *testing.T, s string) {
		for _, tag := range locale.Tags() {
			e := &edition{
				Edition:  Edition{Bulletin: &config.Bulletin{}, Document: &report.Document{}},
				language: locale.For(tag), passages: typed(s),
			}
			for _, p := range e.passages {
				for i := range p.words {
					p.at(i)
				}
				for _, n := range figuresIn(&p, e.language) {
					if n.from < 0 || n.to > len(p.words) || n.from >= n.to {
						t.Fatalf("%q: a figure from %d to %d", p.words, n.from, n.to)
					}
				}
			}
			for _, check := range []func(*reading, *edition) []Finding{typedFigures, references, badAddresses, strayMarkup} {
				for _, x := range check(&reading{editions: []*edition{e}}, e) {
					if x.Message == "" || x.About == "" {
						t.Fatalf("%q: %+v", s, x)
					}
				}
			}
		}
	})
}
