package release

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bulletin/config"
	"bulletin/locale"
	"bulletin/report"
	"bulletin/tables"
)

// A passage is a sentence, or a chart or table that stands among sentences.
type passage struct {
	text    string // as printed, with single spaces
	key     string // the same for sentences that differ by their figures alone
	figures []shown
	block   string // chart trust, printed table trust
	label   string // of a block: «1-сурет»
	title   string // of a block
}

// shown is a figure in a sentence, or words that figures make.
type shown struct {
	text   string
	action string // {{.trust.police.trust}}, without the braces; empty: not known
	quotes []report.Quote
}

// figureMark stands in a text for what an action prints.
const figureMark = '\uE000'

// source is what a figure is made of: what the action does, and the cells.
func (s shown) source() string {
	quotes := s.quotes
	if ranks(s.action) { // these come in the order of their figures
		quotes = slices.SortedFunc(slices.Values(quotes), func(a, b report.Quote) int {
			return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
		})
	}
	var b strings.Builder
	b.WriteString(skeleton(s.action))
	for _, q := range quotes {
		b.WriteString(" ." + q.Table + "." + q.Row + "." + q.Column)
	}
	return b.String()
}

// skeleton gives an action without the names of its figures.
func skeleton(action string) string {
	var b strings.Builder
	quote, field := rune(0), false
	for _, r := range action {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '`':
			quote = r
		case r == '.':
			field = true
		case field && (r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)):
			continue
		default:
			field = false
		}
		if !field || !strings.HasSuffix(b.String(), ".") {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// calls reports whether an action calls a function of such a name.
func calls(action string, names ...string) bool {
	outside := true
	for i, part := range strings.FieldsFunc(action, func(r rune) bool { return r == '"' }) {
		if outside = i%2 == 0 != strings.HasPrefix(action, `"`); !outside {
			continue
		}
		for _, word := range strings.FieldsFunc(part, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' }) {
			if slices.Contains(names, word) {
				return true
			}
		}
	}
	return false
}

func ranks(action string) bool { return calls(action, "highest", "lowest", "largest", "smallest") }

// actions gives the actions of a text that print, in order, with single spaces and without braces.
func actions(text string) []string {
	var out []string
	for {
		open := strings.Index(text, "{{")
		if open < 0 {
			return out
		}
		text = text[open+2:]
		if comment := strings.TrimLeft(text, "- \t\r\n"); strings.HasPrefix(comment, "/*") {
			_, text, _ = strings.Cut(comment, "*/")
			_, text, _ = strings.Cut(text, "}}")
			continue
		}
		inside, rest, _ := strings.Cut(text, "}}")
		text = rest
		action := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(one(inside)+" ", "- "), " - "))
		if word, _, _ := strings.Cut(action, " "); word != "chart" && word != "table" {
			out = append(out, action)
		}
	}
}

// reader makes passages of one text.
type reader struct {
	e       *bulletinEdition
	actions []string // of what prints, in order
	known   bool     // as many as there are figures
	next    int
	out     []passage
}

// bulletinEdition is what a reader asks of an edition.
type bulletinEdition struct {
	b        *config.Bulletin
	language *locale.Language
	placed   map[tables.Place]string // chart trust, printed table trust, by the place of its declaration
}

func readable(b *config.Bulletin) *bulletinEdition {
	e := &bulletinEdition{b: b, language: locale.For(b.Language.Value), placed: map[tables.Place]string{}}
	for id, c := range b.Charts {
		e.placed[c.Place] = "chart " + id
	}
	for id, t := range b.Tables {
		e.placed[t.Place] = "printed table " + id
	}
	return e
}

// passages gives the sentences of a text of the TOML and the blocks that it became. Terms are texts of their own.
func (e *bulletinEdition) passages(text string, blocks []report.Block) []passage {
	r := &reader{e: e, actions: actions(text)}
	figures := 0
	inlines(withoutTerms(blocks), func(text []report.Inline) {
		for _, t := range text {
			if len(t.Quotes) > 0 {
				figures++
			}
		}
	})
	r.known = figures == len(r.actions)
	r.blocks(withoutTerms(blocks))
	return r.out
}

func withoutTerms(blocks []report.Block) []report.Block {
	return slices.DeleteFunc(slices.Clone(blocks), func(b report.Block) bool {
		_, ok := b.(report.Terms)
		return ok
	})
}

// plain gives the sentences of a text that is printed as it stands.
func (e *bulletinEdition) plain(text string) []passage {
	var out []passage
	for _, s := range e.language.Sentences(one(text)) {
		s = strings.TrimSpace(s)
		out = append(out, passage{text: s, key: s})
	}
	return out
}

func (r *reader) blocks(blocks []report.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			r.text(b.Text)
		case report.Paragraph:
			r.text(b.Text)
		case report.List:
			for _, item := range b.Items {
				r.blocks(item)
			}
		case report.Chart:
			r.block(b.Place, b.Label, b.Headline)
		case report.Table:
			r.block(b.Place, b.Label, b.Title)
		}
	}
}

func (r *reader) block(place tables.Place, label, title string) {
	name := r.e.placed[place]
	r.out = append(r.out, passage{block: name, key: string(figureMark) + name, label: label, title: title})
}

// text adds the sentences of running text.
func (r *reader) text(text []report.Inline) {
	var b strings.Builder
	var figures []shown
	for _, t := range text {
		if len(t.Quotes) == 0 {
			b.WriteString(t.Text)
			continue
		}
		f := shown{text: one(t.Text), quotes: t.Quotes}
		if r.known {
			f.action = r.actions[r.next]
			r.next++
		}
		figures = append(figures, f)
		b.WriteRune(figureMark)
	}
	for _, s := range r.e.language.Sentences(one(b.String())) {
		s = strings.TrimSpace(s)
		n := strings.Count(s, string(figureMark))
		p := passage{key: s, figures: figures[:n:n]}
		figures = figures[n:]
		var printed strings.Builder
		i := 0
		for _, c := range s {
			if c == figureMark {
				printed.WriteString(p.figures[i].text)
				i++
				continue
			}
			printed.WriteRune(c)
		}
		p.text = printed.String()
		r.out = append(r.out, p)
	}
}

// beginning gives the first words of a sentence.
func beginning(s string) string {
	const most = 60
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	cut := string(letters[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–-") + "…"
}
