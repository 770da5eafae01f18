package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	netmail "net/mail"
	"net/url"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// envelope is what one message has of its own.
type envelope struct {
	from, to  Mailbox
	replyTo   Mailbox // without an address: none
	date      time.Time
	id        string // with its angle brackets, as inReplyTo
	inReplyTo string
	greeting  string
	mailto    string // an address by which the recipient unsubscribes; empty: none
	oneClick  string // the same by HTTPS, with the recipient's token
}

// message writes a message: go-mail its headers and its parts, with a mark in
// the place of each file, whose lines are the same for all recipients.
func (l *letter) message(e *envelope, key *DKIM) ([]byte, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingB64))
	if err := l.headers(m, e); err != nil {
		return nil, err
	}
	text := l.text[0] + e.greeting + "\r\n" + l.text[1] + e.textUnsubscribe(l.language.Mail.Unsubscribe) + l.text[2]
	m.SetBodyString(gomail.TypeTextPlain, text, gomail.WithPartEncoding(encodingOf(text)))
	page := l.html[0] + "<p>" + escaped(e.greeting) + "</p>\r\n" + l.html[1] + e.htmlUnsubscribe(l.language.Mail.Unsubscribe) + l.html[2]
	m.AddAlternativeString(gomail.TypeTextHTML, page, gomail.WithPartEncoding(encodingOf(page)))
	m.SetEmbeds(marked(l.enclosed.inline))
	m.SetAttachments(marked(l.enclosed.files))

	var written bytes.Buffer
	if _, err := m.WriteTo(&written); err != nil {
		return nil, err
	}
	// RFC 2387, 3.1 asks for the type of what the picture belongs to; go-mail leaves it out.
	const related = "\r\nContent-Type: multipart/related;\r\n"
	message := bytes.Replace(written.Bytes(), []byte(related), []byte(related+" type=\"multipart/alternative\";\r\n"), 1)
	whole, err := l.enclosed.put(message)
	if err != nil || key == nil {
		return whole, err
	}
	return signed(whole, key, e.date)
}

// headers sets the headers of a message (RFC 5322, RFC 2369, RFC 2919, RFC 3834, RFC 8058).
func (l *letter) headers(m *gomail.Msg, e *envelope) error {
	m.FromMailAddress(e.from.header())
	if e.replyTo.Address != "" {
		m.ReplyToMailAddress(e.replyTo.header())
	}
	m.ToMailAddress(e.to.header())
	m.Subject(headerText(named(l.subject, e.to.Name)))
	m.SetDateWithValue(e.date)
	m.SetGenHeader(gomail.HeaderMessageID, e.id)
	if e.inReplyTo != "" {
		if !isMessageID(e.inReplyTo) {
			return fmt.Errorf("%q is no Message-ID that can be replied to", e.inReplyTo)
		}
		m.SetGenHeader(gomail.HeaderInReplyTo, e.inReplyTo)
		m.SetGenHeader(gomail.HeaderReferences, e.inReplyTo)
	}
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("List-Id", e.from.listID())
	m.SetGenHeader(gomail.HeaderContentLang, l.language.Tag)
	var ways []string
	for _, way := range []string{e.oneClick, e.mailtoURL()} {
		if way == "" {
			continue
		}
		if len(way) > 900 || strings.ContainsFunc(way, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`<>"\`, r) }) {
			return fmt.Errorf("the address to unsubscribe at has a character that stands in no header, or is too long: %q", shown(way))
		}
		ways = append(ways, "<"+way+">")
	}
	if len(ways) > 0 {
		m.SetGenHeader(gomail.HeaderListUnsubscribe, ways...)
	}
	if e.oneClick != "" {
		m.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	return nil
}

// header gives a mailbox as it stands in a header, its domain in ASCII. A local
// part in other letters stays as it is (RFC 6532).
func (m Mailbox) header() *netmail.Address {
	address := ASCIIAddress(m.Address)
	name := headerText(m.Name)
	if !isASCII(name) {
		name = strings.ReplaceAll(name, `\`, "/") // net/mail leaves it in the encoded word, where it may not stand (RFC 2047, 5)
	}
	return &netmail.Address{Name: name, Address: address}
}

// listID names the list after its sender: <press.stat.example.org> (RFC 2919).
func (m Mailbox) listID() string {
	address := ASCIIAddress(m.Address)
	local, domain, _ := strings.Cut(address, "@")
	return "<" + strings.Trim(strings.ReplaceAll(asciiName(local), "_", "-"), ".") + "." + domain + ">"
}

// isMessageID reports whether s is one as programs write it (RFC 5322, 3.6.4).
func isMessageID(s string) bool {
	return len(s) > 4 && len(s) < 900 && s[0] == '<' && s[len(s)-1] == '>' && strings.Contains(s, "@") &&
		!strings.ContainsFunc(s[1:len(s)-1], func(r rune) bool { return r <= ' ' || r > '~' || r == '<' || r == '>' })
}

// mailtoURL gives the address of a message that unsubscribes (RFC 6068).
func (e *envelope) mailtoURL() string {
	if e.mailto == "" {
		return ""
	}
	address := ASCIIAddress(e.mailto)
	return "mailto:" + strings.ReplaceAll(url.PathEscape(address), "%40", "@") + "?subject=unsubscribe"
}

func (e *envelope) textUnsubscribe(words string) string {
	var ways []string
	for _, way := range []string{e.oneClick, e.mailto} {
		if way != "" {
			ways = append(ways, way)
		}
	}
	if len(ways) == 0 {
		return ""
	}
	return "\r\n" + words + ": " + strings.Join(ways, ", ") + "\r\n"
}

func (e *envelope) htmlUnsubscribe(words string) string {
	way := e.oneClick
	if way == "" {
		way = e.mailtoURL()
	}
	if way == "" {
		return ""
	}
	return "<hr>\r\n<p>" + link(way, words) + "</p>\r\n"
}

// encodingOf gives the shorter encoding of a text: neither needs a server that takes 8-bit letters.
func encodingOf(s string) gomail.Encoding {
	other := 0
	for i := range len(s) {
		if s[i] >= 0x80 {
			other++
		}
	}
	if other*6 < len(s) {
		return gomail.EncodingQP
	}
	return gomail.EncodingB64
}

// marked gives files whose contents are their marks.
func marked(files []*enclosure) []*gomail.File {
	var out []*gomail.File
	for _, f := range files {
		out = append(out, &gomail.File{
			Name: f.name, Header: maps.Clone(f.header),
			Writer: func(w io.Writer) (int64, error) {
				n, err := w.Write(f.mark)
				return int64(n), err
			},
		})
	}
	return out
}

// put replaces the mark of each file by its lines. Files stand after the words, so
// the last mark is the one.
func (e *enclosures) put(message []byte) ([]byte, error) {
	var places []int
	end, size := len(message), len(message)
	files := append(append([]*enclosure{}, e.inline...), e.files...)
	for i := len(files) - 1; i >= 0; i-- {
		line := files[i].line()
		if end = bytes.LastIndex(message[:end], line); end < 0 {
			return nil, errors.New("a file could not be put into the message")
		}
		places = append(places, end)
		size += len(files[i].encoded) - len(line)
	}
	out := make([]byte, 0, size+signatureRoom)
	from := 0
	for i, f := range files {
		at := places[len(places)-1-i]
		out = append(append(out, message[from:at]...), f.encoded...)
		from = at + len(f.line())
	}
	return append(out, message[from:]...), nil
}

// line gives the mark of a file as it stands in a message.
func (f *enclosure) line() []byte { return []byte(base64.StdEncoding.EncodeToString(f.mark) + "\r\n") }
