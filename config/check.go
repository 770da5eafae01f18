package config

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bulletin/tables"
)

// The least that pages and text need.
const (
	minMargin  = 10.0 // mm: printers leave as much blank, and running header and page number stand in it
	minWidth   = 60.0 // mm of text
	minHeight  = 80.0
	minSize    = 7.0 // points
	maxSize    = 16.0
	maxDecimal = 9
)

// check looks at the values that the TOML sets, and at what refers to what.
func (l *loader) check() {
	b := l.bulletin
	l.oneOf(b.Language, "language", tables.Languages())
	l.oneOf(b.Standard, "standard", []string{"ua-1+a-3a", "ua-2+a-4f"})
	l.oneOf(b.Page.Size, "page size", []string{"A4", "A5", "Letter"})
	l.oneOf(b.Style.Align, "align", []string{"justified", "left"})
	l.checkMargins()
	if size := b.Style.Size; size < minSize || size > maxSize {
		l.problem(l.at("style", "size"), "the size of text is 7 to 16 points, not "+short(size))
	}
	if contrast := contrastWithWhite(b.Style.Accent); contrast < minContrast {
		l.problem(l.at("style", "accent"), fmt.Sprintf("this colour is too pale for headings and links on white: its contrast is %.1f and must be 4.5; take a darker one", contrast))
	}
	for _, t := range b.Tables {
		l.checkTable(t)
	}
	for _, c := range b.Charts {
		told := len(l.problems)
		if l.checkChart(c); len(l.problems) > told {
			c.Kind = Text{} // it cannot be drawn, and the reason is told
		}
	}
	if b.Contact != nil {
		l.checkContact(b.Contact)
	}
	if len(b.Corrections) > 0 {
		l.checkCorrections()
	}
}

// minContrast is that of text on its ground (WCAG 2.2, 1.4.3).
const minContrast = 4.5

// contrastWithWhite is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrastWithWhite(c Color) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	luminance := 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
	return 1.05 / (luminance + 0.05)
}

// at gives the place of the value that a path of keys sets, or of what comes nearest to it.
func (l *loader) at(path ...string) tables.Place {
	n := l.root
	for _, key := range path {
		n = n.child(key)
	}
	return l.toml.place(n.begin())
}

// oneOf asks for one of a few words.
func (l *loader) oneOf(t Text, what string, words []string) bool {
	if slices.Contains(words, t.Value) {
		return true
	}
	l.problem(t.Place(), "unknown "+what+" "+strconv.Quote(t.Value)+tables.Hint(t.Value, words)+"; known are "+list(words))
	return false
}

func (l *loader) checkMargins() {
	p := &l.bulletin.Page
	ok := true
	for _, m := range []struct {
		key string
		mm  float64
	}{{"top", p.Top}, {"bottom", p.Bottom}, {"left", p.Left}, {"right", p.Right}} {
		if m.mm < minMargin {
			l.problem(l.at("page", m.key), "a margin has at least 10 mm, not "+short(m.mm))
			ok = false
		}
	}
	width, height := p.Paper()
	if !ok || width == 0 {
		return
	}
	if room := width - p.Left - p.Right; room < minWidth {
		l.problem(l.atLarger("left", p.Left, "right", p.Right), "the margins leave "+short(room)+" mm of width for text; it needs 60")
	}
	if room := height - p.Top - p.Bottom; room < minHeight {
		l.problem(l.atLarger("top", p.Top, "bottom", p.Bottom), "the margins leave "+short(room)+" mm of height for text; it needs 80")
	}
}

// atLarger gives the place of the larger of two margins.
func (l *loader) atLarger(a string, x float64, b string, y float64) tables.Place {
	if x < y {
		a = b
	}
	return l.at("page", a)
}

func short(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

func (l *loader) checkTable(t *Table) {
	if t.Data == nil {
		return
	}
	n := l.root.child("table").child(t.ID)
	for id := range t.Units { // in any order: problems are sorted
		l.checkColumn(t, id, n.child("units"))
	}
	for id, o := range t.From {
		l.checkColumn(t, id, n.child("from"))
		l.checkOrigin(o)
	}
}

// isWave reports whether s can name another release: it is plain text, and no path.
func isWave(s string) bool {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" \u00a0._–-", r)
	}
	return len(s) <= maxKey && strings.TrimFunc(s, plain) == "" && !strings.Contains(s, "..")
}

// checkColumn asks that a key of a table n is the id of a column.
func (l *loader) checkColumn(t *Table, id string, n *node) {
	if t.Data.Column(id) < 0 {
		l.problem(l.toml.place(n.child(id).key), l.noSuch("column", id, t, t.Data.ColumnIDs()))
	}
}

// checkOrigin asks for the form of what names figures of another release.
func (l *loader) checkOrigin(o *Origin) {
	if s := o.Release.Value; strings.TrimSpace(s) != "" && !isWave(s) {
		l.problem(o.Release.Place(), "release names a wave by letters, digits, spaces, points and hyphens, such as \"2023-2\"")
	}
	if s := o.Digest.Value; strings.TrimSpace(s) != "" && !isDigest(s) {
		l.problem(o.Digest.Place(), "digest is "+digestPrefix+" and 64 hexadecimal digits, in small letters; bulletin init --from writes it")
	}
	for _, id := range []Text{o.Table, o.Column} {
		if strings.TrimSpace(id.Value) != "" && !tables.IsID(id.Value) {
			l.problem(id.Place(), tables.IDProblem(id.Value))
		}
	}
}

func (l *loader) checkChart(c *Chart) {
	drawn := c.Kind.Value != "" && l.oneOf(c.Kind, "kind of chart", []string{"stacked", "bars", "lines"})
	if c.Table.Value == "" {
		return
	}
	t := l.bulletin.Tables[c.Table.Value]
	if t == nil {
		var ids []string
		for id := range l.bulletin.Tables {
			ids = append(ids, id)
		}
		l.problem(c.Table.Place(), "no table "+strconv.Quote(c.Table.Value)+tables.Hint(c.Table.Value, ids))
		return
	}
	if t.Data == nil {
		return
	}
	if drawn && c.Kind.Value != "bars" {
		l.checkWhole(c)
		return
	}
	if c.Row.Value != "" && t.Data.Row(c.Row.Value) < 0 {
		l.problem(c.Row.Place(), l.noSuch("row", c.Row.Value, t, t.Data.RowIDs()))
	}
	if c.Column.Value != "" && t.Data.Column(c.Column.Value) < 0 {
		l.problem(c.Column.Place(), l.noSuch("column", c.Column.Value, t, t.Data.ColumnIDs()))
	}
	if drawn {
		l.checkBars(c, t.Data)
	}
}

// checkBars asks for one series: bars show one row or one column.
func (l *loader) checkBars(c *Chart, t *tables.Table) {
	switch {
	case c.Row.Value != "" && c.Column.Value != "":
		l.problem(c.Column.Place(), "bars show one row or one column; set row or column, not both")
	case c.Row.Value == "" && c.Column.Value == "" && len(t.Rows) > 1 && len(t.Columns) > 1:
		l.problem(c.Place, "bars show one row or one column; set row or column to its id")
	}
}

// checkWhole tells of a row or column that a chart of the whole table would not heed.
func (l *loader) checkWhole(c *Chart) {
	for _, t := range []Text{c.Row, c.Column} {
		if t.Value != "" {
			l.problem(t.Place(), "row and column are for bars; "+c.Kind.Value+" shows the whole table")
		}
	}
}

func (l *loader) noSuch(what, id string, t *Table, ids []string) string {
	return "no " + what + " " + strconv.Quote(id) + " in " + l.shown(t.File.Value) + tables.Hint(id, ids)
}

func (l *loader) checkContact(c *Contact) {
	l.checkEmail(c.Email)
	for i := range c.People {
		l.checkEmail(c.People[i].Email)
		l.checkPhone(c.People[i].Phone)
	}
}

func (l *loader) checkEmail(t Text) {
	if t.Value != "" && !isEmail(t.Value) {
		l.problem(t.Place(), strconv.Quote(t.Value)+" is not an e-mail address such as name@stat.gov.kz")
	}
}

// isEmail takes the addresses that are in use: RFC 5321 without quoted names
// and addresses of machines, in ASCII.
func isEmail(s string) bool {
	name, domain, _ := strings.Cut(s, "@")
	if name == "" || len(name) > 64 || len(domain) > 253 || !strings.Contains(domain, ".") {
		return false
	}
	for word := range strings.SplitSeq(name, ".") {
		if word == "" || strings.Trim(word, letters+"!#$%&'*+-/=?^_`{|}~") != "" {
			return false
		}
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, letters+"-") != "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
	}
	return true
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// checkPhone asks for what a telephone number is printed with.
func (l *loader) checkPhone(t Text) {
	digits := 0
	for i, r := range t.Value {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune("+ \u00a0()-", r):
		default:
			l.problem(t.At(i), "a telephone number has digits, +, spaces, ( ) and - only, not "+strconv.QuoteRune(r))
			return
		}
	}
	if t.Value != "" && (digits < 3 || digits > 15) {
		l.problem(t.Place(), "a telephone number has 3 to 15 digits, not "+strconv.Itoa(digits))
	}
}
