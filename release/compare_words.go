package release

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"bulletin/config"
	"bulletin/report"
	"bulletin/tables"
)

// wordPair compares the words of an edition.
type wordPair struct {
	*pair
	was, is *bulletinEdition
	removed map[string]placing // charts and printed tables that no longer stand where they did, by name
	added   map[string]placing
	changes int // found so far: tells whether a text changed

	wasPaired, isPaired map[int]bool // sections that are in both
}

// placing is where a chart or table stands.
type placing struct{ at, title string }

// words compares all words of an edition.
func (p *pair) words() {
	w := &wordPair{pair: p, was: readable(p.old.Bulletin), is: readable(p.new.Bulletin), removed: map[string]placing{}, added: map[string]placing{}, wasPaired: map[int]bool{}, isPaired: map[int]bool{}}
	old, new := p.old.Bulletin, p.new.Bulletin
	w.plain("title", old.Title, new.Title)
	w.plain("series", old.Series, new.Series)
	w.plain("issuer", old.Issuer, new.Issuer)
	w.plain("period", old.Period, new.Period)
	w.plain("source", old.Source, new.Source)
	w.sections()
	w.placings()
	w.chartWords()
	w.tableWords()
	w.contact()
	w.links()
	w.turned()
}

// turned tells what says the opposite now.
func (w *wordPair) turned() {
	for _, t := range report.Turns(w.old.Document, w.new.Document) {
		at := sectionName(t.Section - 1)
		if t.Chart != nil {
			at = w.is.placed[t.Chart.Place]
		}
		if t.Of != "" {
			t.Old, t.New = t.Of+": "+t.Old, t.Of+": "+t.New
		}
		w.d.Turned = append(w.d.Turned, Turn{w.new.Language, w.prefix + at, t.Old, t.New})
	}
}

// tell tells of a sentence that changed, came or went.
func (w *wordPair) tell(at, old, new string) {
	w.changes++
	c := WordChange{Language: w.new.Language, At: w.prefix + at, Old: old, New: new}
	switch {
	case old == "":
		c.Words = []WordEdit{{'+', new}}
	case new == "":
		c.Words = []WordEdit{{'-', old}}
	default:
		c.Words = wordEdits(old, new)
	}
	w.d.Words = append(w.d.Words, c)
}

// plain compares a text that is printed as it stands.
func (w *wordPair) plain(at string, old, new config.Text) {
	was, is := w.was.plain(old.Value), w.is.plain(new.Value)
	if len(was) == 1 && len(is) == 1 {
		w.sentence(at, &was[0], &is[0]) // however unlike
		return
	}
	w.text(at, was, is)
}

// alike is the share of words, in percent, from which two sentences are taken for one that changed.
const alike = 35

// text compares two texts sentence by sentence.
func (w *wordPair) text(at string, old, new []passage) {
	for _, m := range matched(old, new) {
		switch {
		case m.new < 0:
			w.went(at, old, m.old)
		case m.old < 0:
			w.came(at, new, m.new)
		default:
			w.sentence(at, &old[m.old], &new[m.new])
		}
	}
}

func (w *wordPair) went(at string, text []passage, i int) {
	if p := &text[i]; p.block != "" {
		w.changes++
		w.removed[p.block] = placing{standing(at, text, i), p.title}
		return
	}
	w.tell(at, text[i].text, "")
}

func (w *wordPair) came(at string, text []passage, i int) {
	if p := &text[i]; p.block != "" {
		w.changes++
		w.added[p.block] = placing{standing(at, text, i), p.title}
		return
	}
	w.tell(at, "", text[i].text)
}

// standing says where a chart or table stands.
func standing(at string, text []passage, i int) string {
	for i--; i >= 0; i-- {
		if text[i].block != "" {
			return at + ", after " + text[i].block
		}
		if text[i].text != "" {
			return at + ", after “" + beginning(text[i].text) + "”"
		}
	}
	return at + ", at its beginning"
}

// sentence compares a sentence with what it became.
func (w *wordPair) sentence(at string, old, new *passage) {
	if old.block != "" {
		return
	}
	switch {
	case old.key == new.key && sameSources(old.figures, new.figures):
	case old.text != new.text:
		w.tell(at, old.text, new.text)
	default: // it prints the same, and follows from something else
		w.changes++
		w.method(at+" figures", written(old), written(new))
	}
}

// sameSources reports whether figures are made of the same cells in the same way.
func sameSources(a, b []shown) bool {
	return slices.EqualFunc(a, b, func(x, y shown) bool {
		if x.action == "" || y.action == "" { // how one is made is not known
			x.action, y.action = "", ""
		}
		return x.source() == y.source()
	})
}

// written gives a sentence's figures as its author has them.
func written(p *passage) string {
	var out []string
	for _, f := range p.figures {
		if f.action != "" {
			out = append(out, "{{"+f.action+"}}")
		} else {
			out = append(out, "{{"+strings.TrimSpace(f.source())+"}}")
		}
	}
	if len(out) == 0 {
		return "typed by hand"
	}
	return strings.Join(out, " ")
}

// match is a passage before and after; -1: it is not there.
type match struct{ old, new int }

// matched says which passage became which, in the order of the new text.
func matched(old, new []passage) []match {
	numbers := map[string]int{}
	keys := func(text []passage) []int {
		out := make([]string, len(text))
		for i := range text {
			out[i] = text[i].key
		}
		return numbered(out, numbers)
	}
	return aligned(edits(keys(old), keys(new)), func(i, j int) int {
		if old[i].block != "" || new[j].block != "" {
			return 0
		}
		return likeness(old[i].text, new[j].text)
	})
}

// aligned pairs what went and came between two things that stayed, where they are like enough.
func aligned(runs []run, like func(i, j int) int) []match {
	var out []match
	for n := 0; n < len(runs); n++ {
		r := runs[n]
		switch r.op {
		case '=':
			for i := range r.to - r.from {
				out = append(out, match{r.from + i, r.at + i})
			}
			continue
		}
		var went, came []int
		for ; n < len(runs) && runs[n].op != '='; n++ {
			for i := runs[n].from; i < runs[n].to; i++ {
				if runs[n].op == '-' {
					went = append(went, i)
				} else {
					came = append(came, i)
				}
			}
		}
		n--
		out = append(out, likest(went, came, like)...)
	}
	return out
}

// maxCompared bounds how many sentences are compared with each other where many went and came at once.
const maxCompared = 10_000

// likest pairs things in their order so that they are most alike together.
func likest(went, came []int, like func(i, j int) int) []match {
	var out []match
	if len(went)*len(came) > maxCompared {
		for _, i := range went {
			out = append(out, match{i, -1})
		}
		for _, j := range came {
			out = append(out, match{-1, j})
		}
		return out
	}
	score := make([][]int, len(went)+1) // of what is left from i and j on
	pairs := make([][]int, len(went)+1)
	for i := range score {
		score[i] = make([]int, len(came)+1)
		pairs[i] = make([]int, len(came)+1)
	}
	for i := len(went) - 1; i >= 0; i-- {
		for j := len(came) - 1; j >= 0; j-- {
			score[i][j] = max(score[i+1][j], score[i][j+1])
			if pairs[i][j] = like(went[i], came[j]); pairs[i][j] >= alike {
				score[i][j] = max(score[i][j], score[i+1][j+1]+pairs[i][j])
			}
		}
	}
	i, j := 0, 0
	for i < len(went) || j < len(came) {
		switch {
		case i < len(went) && j < len(came) && pairs[i][j] >= alike && score[i][j] == score[i+1][j+1]+pairs[i][j]:
			out = append(out, match{went[i], came[j]})
			i, j = i+1, j+1
		case j == len(came) || i < len(went) && score[i][j] == score[i+1][j]:
			out = append(out, match{went[i], -1})
			i++
		default:
			out = append(out, match{-1, came[j]})
			j++
		}
	}
	return out
}

// likeness gives how many of the words of two texts are the same, in percent.
func likeness(a, b string) int {
	count := map[string]int{}
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	for _, w := range x {
		count[w]++
	}
	both := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	if len(x)+len(y) == 0 {
		return 100
	}
	return 200 * both / (len(x) + len(y))
}

// mostRead is how much of a section is looked at to say which one it became, in bytes.
const mostRead = 4000

// sections compares the sections, each with the one that it became.
func (w *wordPair) sections() {
	old, new := w.old.Document.Sections, w.new.Document.Sections
	texts := func(e *bulletinEdition, sections []report.Section) ([][]passage, []string, []string) {
		passages := make([][]passage, len(sections))
		titles, all := make([]string, len(sections)), make([]string, len(sections))
		for i := range sections {
			passages[i] = e.passages(e.b.Sections[i].Text.Value, sections[i].Blocks)
			titles[i] = one(sections[i].Title)
			var words strings.Builder
			words.WriteString(titles[i])
			for _, p := range passages[i] {
				words.WriteString(" " + p.text)
			}
			for _, t := range e.b.Sections[i].Terms {
				words.WriteString(" " + t.Name.Value + " " + t.Definition.Value)
			}
			all[i] = strings.ToValidUTF8(words.String()[:min(words.Len(), mostRead)], "")
		}
		return passages, titles, all
	}
	was, wasTitles, wasAll := texts(w.was, old)
	is, isTitles, isAll := texts(w.is, new)
	numbers := map[string]int{}
	runs := edits(numbered(wasTitles, numbers), numbered(isTitles, numbers))
	for _, m := range aligned(runs, func(i, j int) int { return likeness(wasAll[i], isAll[j]) }) {
		switch {
		case m.new < 0:
			at := sectionName(m.old)
			w.part(at, old[m.old].Title, false)
			w.whole(at, was[m.old], w.removed)
		case m.old < 0:
			at := sectionName(m.new)
			w.part(at, new[m.new].Title, true)
			w.whole(at, is[m.new], w.added)
		default:
			w.wasPaired[m.old], w.isPaired[m.new] = true, true
			at := sectionName(m.new)
			w.plain(at+" title", w.was.b.Sections[m.old].Title, w.is.b.Sections[m.new].Title)
			before := w.changes
			w.text(at, was[m.old], is[m.new])
			if w.changes == before {
				w.form(at, old[m.old].Blocks, new[m.new].Blocks)
			}
			w.terms(&old[m.old], &new[m.new], w.was.b.Sections[m.old].Terms, w.is.b.Sections[m.new].Terms)
		}
	}
}

func sectionName(i int) string { return "section " + strconv.Itoa(i+1) }

// whole notes the charts and tables of a section that came or went as a whole.
func (w *wordPair) whole(at string, text []passage, in map[string]placing) {
	for i := range text {
		if text[i].block != "" {
			in[text[i].block] = placing{standing(at, text, i), text[i].title}
		}
	}
}

// placings tells of charts and printed tables that came, went or moved.
func (w *wordPair) placings() {
	names := maps.Clone(w.removed)
	maps.Copy(names, w.added)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		was, stood := w.removed[name]
		is, stands := w.added[name]
		switch {
		case stood && stands:
			w.method(name+" place", was.at, is.at)
		case stood:
			w.part(name, was.title, false)
		default:
			w.part(name, is.title, true)
		}
	}
}

// terms compares the entries of a glossary, by their names.
func (w *wordPair) terms(old, new *report.Section, was, is []config.Term) {
	entries := func(s *report.Section) []report.Term {
		for _, b := range s.Blocks {
			if t, ok := b.(report.Terms); ok {
				return t.Entries
			}
		}
		return nil
	}
	before, after := entries(old), entries(new)
	byName := map[string][]int{}
	for i := range before {
		name := one(before[i].Name)
		byName[name] = append(byName[name], i)
	}
	taken := make([]bool, len(before))
	for j := range after {
		name := one(after[j].Name)
		at := "term " + name
		if len(byName[name]) == 0 {
			w.part(at, name, true)
			continue
		}
		i := byName[name][0]
		byName[name], taken[i] = byName[name][1:], true
		changes := w.changes
		w.text(at, w.was.passages(was[i].Definition.Value, before[i].Definition), w.is.passages(is[j].Definition.Value, after[j].Definition))
		if w.changes == changes {
			w.form(at, before[i].Definition, after[j].Definition)
		}
	}
	for i := range before {
		if !taken[i] {
			w.part("term "+one(before[i].Name), one(before[i].Name), false)
		}
	}
}

// form tells of a text whose words are the same and set otherwise: as an item of a list, in bold, as two paragraphs.
func (w *wordPair) form(at string, old, new []report.Block) {
	was, is := marked(nil, withoutTerms(old), ""), marked(nil, withoutTerms(new), "")
	for i := range max(len(was), len(is)) {
		line := func(lines []string) string {
			if i < len(lines) {
				return lines[i]
			}
			return ""
		}
		if old, new := line(was), line(is); old != new || i >= len(was) || i >= len(is) {
			w.method(at+" form", apart(old, new), apart(new, old))
			return
		}
	}
}

// apart gives the first words of a text, or, where another begins with the same,
// those from shortly before it parts from that.
func apart(s, other string) string {
	if beginning(s) != beginning(other) {
		return beginning(s)
	}
	const before = 10
	a, b := []rune(s), []rune(other)
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	if n <= before {
		return s
	}
	return "…" + beginning(string(a[n-before:]))
}

// marked gives the lines of a text with CommonMark's marks; a figure is … in it.
func marked(out []string, blocks []report.Block, before string) []string {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			out = append(out, before+strings.Repeat("#", b.Level)+" "+markedText(b.Text))
		case report.Paragraph:
			out = append(out, before+markedText(b.Text))
		case report.List:
			for i, item := range b.Items {
				mark := "- "
				if b.Ordered {
					mark = strconv.Itoa(b.Start+i) + ". "
				}
				out = marked(out, item, before+mark)
			}
		}
	}
	return out
}

func markedText(text []report.Inline) string {
	var b strings.Builder
	strong, emph := false, false
	turn := func(s, e bool) {
		if strong != s {
			b.WriteString("**")
		}
		if emph != e {
			b.WriteString("*")
		}
		strong, emph = s, e
	}
	for _, t := range text {
		turn(t.Strong, t.Emph)
		if len(t.Quotes) > 0 {
			b.WriteString("{{…}}")
			continue
		}
		if t.Text == "\n" {
			b.WriteString(" \\ ")
			continue
		}
		b.WriteString(t.Text)
	}
	turn(false, false)
	return one(b.String())
}

// chartWords compares what stands beside the charts that stand in both versions.
func (w *wordPair) chartWords() {
	was, is := placedIn(w.was, w.old.Document), placedIn(w.is, w.new.Document)
	for _, id := range slices.Sorted(maps.Keys(w.is.b.Charts)) {
		if !was["chart "+id] || !is["chart "+id] {
			continue
		}
		at, old, new := "chart "+id+" ", w.was.b.Charts[id], w.is.b.Charts[id]
		w.plain(at+"title", old.Title, new.Title)
		w.plain(at+"unit", old.Unit, new.Unit)
		w.plain(at+"period", old.Period, new.Period)
		w.plain(at+"source", old.Source, new.Source)
		w.plain(at+"note", old.Note, new.Note)
		w.plain(at+"description", old.Description, new.Description)
	}
}

// placedIn gives the charts and printed tables that stand in a document, by name.
func placedIn(e *bulletinEdition, d *report.Document) map[string]bool {
	out := map[string]bool{}
	for i := range d.Sections {
		for _, b := range d.Sections[i].Blocks {
			switch b := b.(type) {
			case report.Chart:
				out[e.placed[b.Place]] = true
			case report.Table:
				out[e.placed[b.Place]] = true
			}
		}
	}
	return out
}

// tableWords compares the words of the tables: all are published, printed or not.
func (w *wordPair) tableWords() {
	for _, id := range slices.Sorted(maps.Keys(w.is.b.Tables)) {
		old, new := w.was.b.Tables[id], w.is.b.Tables[id]
		if old == nil {
			continue
		}
		at := "table " + id + " "
		w.plain(at+"title", old.Title, new.Title)
		w.plain(at+"subject", old.Subject, new.Subject)
		w.plain(at+"period", old.Period, new.Period)
		w.plain(at+"source", old.Source, new.Source)
		w.plain(at+"note", old.Note, new.Note)
		t := w.table(id, old, new)
		t.columns("unit", w.method, func(c tables.Column) string { return c.Unit })
		w.labels(at+"labels", t)
	}
}

// labels compares the labels of rows and columns that are in both versions.
func (w *wordPair) labels(at string, t *tablePair) {
	tell := func(was, is string) {
		if was, is := one(was), one(is); was != is {
			w.tell(at, was, is)
		}
	}
	tell(t.old.Corner, t.new.Corner)
	for i := range t.new.Rows {
		if j, ok := t.row[t.new.Rows[i].ID]; ok {
			tell(t.old.Rows[j].Label, t.new.Rows[i].Label)
		}
	}
	for i := range t.new.Columns {
		if j, ok := t.column[t.new.Columns[i].ID]; ok {
			tell(t.old.Columns[j].Label, t.new.Columns[i].Label)
		}
	}
}

// contact compares the block at the end, line by line.
func (w *wordPair) contact() {
	lines := func(c *config.Contact) []passage {
		if c == nil {
			return nil
		}
		all := []string{c.Title.Value, c.Department.Value, c.Address.Value, c.Email.Value}
		for _, p := range c.People {
			who := slices.DeleteFunc([]string{p.Role.Value, p.Name.Value, p.Phone.Value, p.Email.Value}, func(s string) bool { return s == "" })
			all = append(all, strings.Join(who, ", "))
		}
		var out []passage
		for _, line := range all {
			if line = one(line); line != "" {
				out = append(out, passage{text: line, key: line})
			}
		}
		return out
	}
	was, is := lines(w.was.b.Contact), lines(w.is.b.Contact)
	switch {
	case len(was) == 0 && len(is) > 0:
		w.part("contact", is[0].text, true)
	case len(was) > 0 && len(is) == 0:
		w.part("contact", was[0].text, false)
	default:
		w.text("contact", was, is)
	}
}

// link is where words of the text lead to.
type link struct{ url, text string }

// links tells of links that came and went in sections that stayed. One whose words changed has not.
func (w *wordPair) links() {
	was, is := linksIn(w.old.Document, w.wasPaired), linksIn(w.new.Document, w.isPaired)
	was, is = unmatched(was, is, func(l link) string { return l.url + "\n" + l.text })
	// Of links to one address, those whose words the other version has lead elsewhere there.
	texts := func(links []link) map[string]bool {
		out := map[string]bool{}
		for _, l := range links {
			out[l.text] = true
		}
		return out
	}
	wasTexts, isTexts := texts(was), texts(is)
	was, is = unmatched(was, is, func(l link) string {
		if wasTexts[l.text] && isTexts[l.text] {
			return "\n" + l.url + "\n" + l.text
		}
		return l.url
	})
	for _, l := range was {
		w.part("link "+l.url, l.text, false)
	}
	for _, l := range is {
		w.part("link "+l.url, l.text, true)
	}
}

// unmatched leaves out the links that both lists have by a key, as often as both have it.
func unmatched(was, is []link, key func(link) string) (left, right []link) {
	count := map[string]int{}
	for _, l := range is {
		count[key(l)]++
	}
	both := map[string]int{}
	for _, l := range was {
		if k := key(l); both[k] < count[k] {
			both[k]++
		} else {
			left = append(left, l)
		}
	}
	for _, l := range is {
		if k := key(l); both[k] > 0 {
			both[k]--
		} else {
			right = append(right, l)
		}
	}
	return left, right
}

// linksIn gives the links of some sections in order.
func linksIn(d *report.Document, of map[int]bool) []link {
	var out []link
	var last *report.Link
	for i := range d.Sections {
		if !of[i] {
			continue
		}
		inlines(d.Sections[i].Blocks, func(text []report.Inline) {
			for _, t := range text {
				switch {
				case t.Link == nil:
				case t.Link == last:
					out[len(out)-1].text += t.Text
				default:
					out = append(out, link{t.Link.URL, t.Text})
				}
				last = t.Link
			}
		})
	}
	for i := range out {
		out[i].text = one(out[i].text)
	}
	return out
}
