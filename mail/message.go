package mail

import (
	"fmt"
	"strings"
	"unicode"

	"bulletin/locale"
	"bulletin/report"
)

// A letter is what all messages of a kind in one language say: the same but for
// the greeting, the address of one click and the headers.
type letter struct {
	language *locale.Language
	subject  string
	hello    string // template of the greeting
	enclosed *enclosures

	// The body is in three parts: the greeting stands after the first one, the
	// way to unsubscribe after the second.
	text, html [3]string
}

// said is what a letter says, before it is text or HTML.
type said struct {
	language *locale.Language
	words    locale.MailWords
	marks    []string // first lines: a proof, an embargo
	title    string
	about    []string
	notices  []notice
	heading  string // of the key findings
	findings []report.Block
	picture  *picture
	cid      string   // of the picture
	files    []string // what is attached, each with its size
	link     string
	closing  []string
}

// notice tells of a correction.
type notice struct {
	title   string
	lines   []string
	changes []report.Corrected
	after   []string
}

func newLetter(key letterKey, e *Edition, issue *Issue, attach *Attach, w *Wording, enclosed *enclosures) *letter {
	d := e.Document
	language, words := d.Language, d.Language.Mail
	fill := templates(d, issue)
	s := &said{
		language: language, words: words, title: d.Title, picture: enclosed.picture, cid: enclosed.cid,
		files: enclosed.listed(language), link: oneLine(attach.Link.Value), closing: lines(fill(w.Closing.Value, false)),
	}
	if key.proof {
		s.marks = append(s.marks, words.ProofLine)
	}
	if key.embargo {
		line := fmt.Sprintf(words.Embargo, language.Hour(issue.Published))
		if own := w.Embargo.Value; own != "" {
			line = fill(own, true)
		}
		s.marks = append(s.marks, line)
	}
	s.about = []string{d.Issuer, d.Period, language.Published + ": " + language.Date(d.Published)}
	s.notices = notices(d, key.since, words)
	s.heading, s.findings = findings(d)

	subject := fill(w.Subject.Value, false)
	if d.Notice != nil {
		subject = language.Corrections.Corrected + ": " + subject
	}
	if key.proof {
		subject = words.Proof + ": " + subject
	}
	return &letter{
		language: language, subject: subject, hello: fill(w.Greeting.Value, false), enclosed: enclosed,
		text: s.text(), html: s.html(),
	}
}

// templates gives what fills in the words that the settings have, all but the
// recipient's name; with the hour of publication where that is asked for.
func templates(d *report.Document, issue *Issue) func(template string, hour bool) string {
	return func(template string, hour bool) string {
		published := d.Language.Date(issue.Published)
		if hour {
			published = d.Language.Hour(issue.Published)
		}
		return strings.NewReplacer(
			"{title}", d.Title, "{period}", d.Period, "{wave}", issue.Wave,
			"{published}", published, "{revision}", fmt.Sprint(issue.Revision),
		).Replace(template)
	}
}

// named fills the recipient's name into a text; without one nothing stands for
// it, nor the space and the comma that parted it from the words beside it.
func named(text, name string) string {
	if name = oneLine(name); name != "" {
		return strings.ReplaceAll(text, "{name}", name)
	}
	without := strings.NewReplacer(", {name}", "", " {name}", "", "{name}, ", "", "{name}", "").Replace(text)
	if strings.HasPrefix(text, "{name}") {
		return locale.Capital(without)
	}
	return without
}

// greeting gives the first line to a recipient; one without a name, where the
// greeting has one, is greeted in the language's own words.
func (l *letter) greeting(name string) string {
	if oneLine(name) == "" && strings.Contains(l.hello, "{name}") {
		return l.language.Mail.Greeting
	}
	return oneLine(named(l.hello, name))
}

// oneLine makes a text one line, without what turns its direction or is not seen.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return strings.TrimSpace(s)
}

// headerText makes a text fit for a header: one line, no longer than one can be,
// that nobody takes for an encoded word (RFC 2047, 2).
func headerText(s string) string {
	const most = 250 // characters
	s = strings.ReplaceAll(oneLine(s), "=?", "= ?")
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

// lines parts a text at its line ends.
func lines(s string) []string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
}

// notices tells of all corrections since the revision that the recipient was
// sent, the last one first; of the last one alone where that is not known.
func notices(d *report.Document, since int, words locale.MailWords) []notice {
	if d.Notice == nil {
		return nil
	}
	last := notice{title: d.Notice.Title, lines: d.Notice.Lines, changes: d.Notice.Changes, after: d.Notice.Turned}
	if !d.Notice.Complete {
		last.after = append([]string{fmt.Sprintf(words.More, len(d.Notice.Changes), d.Language.Corrections.History)}, last.after...)
	}
	out := []notice{last}
	for i := len(d.History) - 2; i >= 0 && since > 0 && d.History[i].Number > since; i-- {
		v := &d.History[i]
		n := notice{title: v.Label, lines: v.Lines, changes: v.Changes}
		if len(v.Also) > 0 {
			n.after = []string{fmt.Sprintf(d.Language.Corrections.Words, strings.Join(v.Also, ", "))}
		}
		out = append(out, n)
	}
	return out
}

// findings gives the key findings: the first section, without tables, as far as
// its first chart.
func findings(d *report.Document) (heading string, blocks []report.Block) {
	if len(d.Sections) == 0 {
		return "", nil
	}
	for _, b := range d.Sections[0].Blocks {
		switch b.(type) {
		case report.Chart:
			return d.Sections[0].Title, blocks
		case report.Table:
		default:
			blocks = append(blocks, b)
		}
	}
	return d.Sections[0].Title, blocks
}
