package mail

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"bulletin/config"
	"bulletin/report"
)

var emlFolder = flag.String("eml", "", "folder to write the messages of the tests to, to be looked at")

// sampleSettings are settings with all there is but a signature.
func sampleSettings(folder string) *Settings {
	text := config.MakeText
	return &Settings{
		Folder: folder,
		Sender: text("Ұлттық статистика бюросы <press@stat.example.org>"), ReplyTo: text("press-service@stat.example.org"),
		Unsubscribe: Unsubscribe{Mailto: text("leave@stat.example.org"), URL: text("https://stat.example.org/unsubscribe?t={token}")},
		Attach:      Attach{PDF: true, Tables: true, Link: text("https://stat.example.org/2024-1.pdf")},
		Messages: map[string]*Wording{
			"kk": {Subject: text("{title}, {period}"), Greeting: text("Құрметті {name}!"), Closing: text("Құрметпен,\nБаспасөз қызметі")},
			"ru": {Subject: text("{title}: {wave}"), Greeting: text("Уважаемый {name}!"), FileName: text("Бюллетень {wave}.pdf")},
			"en": {Subject: text("{title}, published on {published}"), Greeting: text("Dear {name},"), Embargo: text("Not before {published}, please.")},
		},
	}
}

func sampleComposer(t testing.TB, revision int) *Composer {
	return &Composer{Settings: sampleSettings(t.TempDir()), Issue: released(t, revision)}
}

var (
	aigul = Recipient{Address: "aigul@news.example.org", Name: "Айгүл Серікқызы", Language: "kk", Group: "press"}
	ivan  = Recipient{Address: "ivan@МИНИСТЕРСТВО.example.org", Name: "Иван Петров", Language: "ru"}
	ann   = Recipient{Address: "ann@news.example.org", Name: "Ann O'Neill", Language: "en"}

	beforeHour = time.Date(2024, 7, 17, 8, 0, 0, 0, almaty)
	afterHour  = time.Date(2024, 7, 17, 10, 0, 1, 0, almaty)
)

func composed(t testing.TB, c *Composer, r *Recipient, now time.Time, o MessageOptions) *parsed {
	t.Helper()
	data, err := c.Message(r, now, o)
	if err != nil {
		t.Fatal(err)
	}
	if *emlFolder != "" {
		name := strings.NewReplacer("/", "-", " ", "-").Replace(t.Name()) + "-" + r.Language + ".eml"
		must(t, os.WriteFile(filepath.Join(*emlFolder, name), data, 0o644))
	}
	return parse(t, data)
}

// parsed is a message as a reader's program takes it apart, with the standard library.
type parsed struct {
	raw    []byte
	header netmail.Header
	names  []string // of all headers, in order
	shape  string   // mixed(related(alternative(text/plain, text/html), image/png), application/pdf)
	leaves map[string]leaf
}

type leaf struct {
	header   map[string][]string
	fileName string
	data     []byte
}

func parse(t testing.TB, data []byte) *parsed {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(data))
	must(t, err)
	p := &parsed{raw: data, header: m.Header, leaves: map[string]leaf{}}
	head, _, _ := bytes.Cut(data, []byte("\r\n\r\n"))
	for line := range strings.SplitSeq(string(head), "\r\n") {
		if line[0] != ' ' && line[0] != '\t' {
			name, _, _ := strings.Cut(line, ":")
			p.names = append(p.names, name)
		}
	}
	p.shape = p.walk(t, map[string][]string(m.Header), m.Body)
	return p
}

func (p *parsed) walk(t testing.TB, header map[string][]string, body io.Reader) string {
	t.Helper()
	first := func(name string) string {
		if v := header[name]; len(v) > 0 {
			return v[0]
		}
		return ""
	}
	kind, parameters, err := mime.ParseMediaType(first("Content-Type"))
	if err != nil {
		t.Fatalf("%q: %v", first("Content-Type"), err)
	}
	if within, ok := strings.CutPrefix(kind, "multipart/"); ok {
		if within == "related" && parameters["type"] != "multipart/alternative" {
			t.Errorf("%q names no type", first("Content-Type"))
		}
		var parts []string
		for r := multipart.NewReader(body, parameters["boundary"]); ; {
			part, err := r.NextRawPart()
			if errors.Is(err, io.EOF) {
				return within + "(" + strings.Join(parts, ", ") + ")"
			}
			must(t, err)
			parts = append(parts, p.walk(t, part.Header, part))
		}
	}
	switch encoding := first("Content-Transfer-Encoding"); encoding {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	default:
		t.Errorf("%s is encoded as %q", kind, encoding)
	}
	l := leaf{header: header}
	l.data, err = io.ReadAll(body)
	must(t, err)
	if d := first("Content-Disposition"); d != "" {
		_, parameters, err := mime.ParseMediaType(d)
		must(t, err)
		l.fileName = parameters["filename"]
	}
	p.leaves[kind] = l
	return kind
}

func (p *parsed) text() string { return string(p.leaves["text/plain"].data) }
func (p *parsed) html() string { return string(p.leaves["text/html"].data) }

// decoded gives a header without its encoded words.
func (p *parsed) decoded(t testing.TB, name string) string {
	t.Helper()
	s, err := new(mime.WordDecoder).DecodeHeader(p.header.Get(name))
	must(t, err)
	return s
}

func (p *parsed) wantInBoth(t testing.TB, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(p.text(), w) {
			t.Errorf("the text lacks %q", w)
		}
		if !strings.Contains(p.html(), escaped(w)) {
			t.Errorf("the page lacks %q", w)
		}
	}
}

// wantLines sees that a message can go through any server: lines that end with
// CRLF, of 998 characters at most (RFC 5322, 2.1.1), of 7 bits.
func wantLines(t testing.TB, data []byte) {
	t.Helper()
	for i, line := range strings.Split(string(data), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("line %d has %d characters, or half a line end: %.80q", i+1, len(line), line)
		}
		if !isASCII(line) {
			t.Errorf("line %d is not of 7 bits: %.80q", i+1, line)
		}
	}
	if !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Error("the last line has no end")
	}
}

func TestMessage(t *testing.T) {
	c := sampleComposer(t, 1)
	must(t, c.Check())
	m := composed(t, c, &aigul, afterHour, MessageOptions{})
	wantLines(t, m.raw)
	const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	if want := "mixed(related(alternative(text/plain, text/html), image/png), application/pdf, " + excel + ")"; m.shape != want {
		t.Errorf("the message is %s, want %s", m.shape, want)
	}
	for name, want := range map[string]string{
		"From":                  `Ұлттық статистика бюросы <press@stat.example.org>`,
		"Reply-To":              `<press-service@stat.example.org>`,
		"To":                    `Айгүл Серікқызы <aigul@news.example.org>`,
		"Subject":               "Халықтың құқық қорғау органдарына және сот жүйесіне сенімділік деңгейі, 2024 жылғы сәуір–мамыр",
		"Date":                  "Wed, 17 Jul 2024 10:00:01 +0500",
		"Message-Id":            c.MessageID(&aigul),
		"List-Id":               "<press.stat.example.org>",
		"List-Unsubscribe":      "<https://stat.example.org/unsubscribe?t=" + c.tokens.Of(&aigul) + ">, <mailto:leave@stat.example.org?subject=unsubscribe>",
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"Auto-Submitted":        "auto-generated",
		"Content-Language":      "kk",
		"Mime-Version":          "1.0",
	} {
		if got := m.decoded(t, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if slices.Sort(m.names); len(slices.Compact(slices.Clone(m.names))) != len(m.names) || len(m.names) != 13 {
		t.Errorf("headers %v", m.names)
	}

	e := c.Issue.Editions["kk"]
	pdf, book, image := m.leaves["application/pdf"], m.leaves[excel], m.leaves["image/png"]
	if !bytes.Equal(pdf.data, e.PDF) || !bytes.Equal(book.data, e.Workbook) {
		t.Error("the attachments are not what was released")
	}
	const stem = "Халықтың құқық қорғау органдарына және сот жүйесіне сенімділік деңгейі 2024-1"
	if pdf.fileName != stem+".pdf" || book.fileName != stem+".xlsx" {
		t.Errorf("attached as %q and %q", pdf.fileName, book.fileName)
	}
	m.wantInBoth(t, "Құрметті Айгүл Серікқызы!", e.Document.Title, "Жарияланған күні: 2024 жылғы 17 шілде", "Негізгі ойлар",
		"Полиция органдарына сенетіндер үлесі 61,6% құрады", "Құрметпен,", stem+".pdf (", "Бюллетенді ашу (PDF)", "https://stat.example.org/2024-1.pdf",
		firstChart(e.Document).Description, "Хат алудан бас тарту", "https://stat.example.org/unsubscribe?t="+c.tokens.Of(&aigul))
	if strings.Contains(m.text(), "қауіпсіз сезінеді") {
		t.Error("the key findings go on after the chart")
	}
	if id := image.header["Content-Id"][0]; !isMessageID(id) || !strings.Contains(m.html(), `<img src="cid:`+strings.Trim(id, "<>")+`" alt="`) {
		t.Errorf("the page does not show %s", id)
	}
	for _, bad := range []string{"{", "}", "Эмбарго", "Сынақ", "http://"} {
		if strings.Contains(m.text(), bad) {
			t.Errorf("the text has %q", bad)
		}
	}
}

func TestMessageLanguages(t *testing.T) {
	c := sampleComposer(t, 1)
	russian := composed(t, c, &ivan, afterHour, MessageOptions{})
	wantLines(t, russian.raw)
	if got, want := russian.decoded(t, "To"), "Иван Петров <ivan@xn--80aimfbtbnefegy4i.example.org>"; !strings.HasPrefix(got, "Иван Петров <ivan@xn--") || strings.Contains(got, "МИН") {
		t.Errorf("to %q, such as %q", got, want)
	}
	if got := russian.decoded(t, "Subject"); !strings.HasSuffix(got, ": 2024-1") || !strings.HasPrefix(got, "Уровень доверия") {
		t.Errorf("subject %q", got)
	}
	if name := russian.leaves["application/pdf"].fileName; name != "Бюллетень 2024-1.pdf" {
		t.Errorf("attached as %q", name)
	}
	russian.wantInBoth(t, "Уважаемый Иван Петров!", "61,6\u00a0%", "Отписаться от рассылки")

	english := composed(t, c, &ann, afterHour, MessageOptions{})
	if got := english.header.Get("Content-Language"); got != "en" {
		t.Errorf("in %q", got)
	}
	if got := english.decoded(t, "Subject"); !strings.HasSuffix(got, ", published on 17 July 2024") {
		t.Errorf("subject %q", got)
	}
	english.wantInBoth(t, "Dear Ann O'Neill,", "61.6%", "Unsubscribe")

	unnamed := composed(t, c, &Recipient{Address: "desk@news.example.org", Language: "en"}, afterHour, MessageOptions{})
	unnamed.wantInBoth(t, "Hello,")
	if to := unnamed.header.Get("To"); to != "<desk@news.example.org>" {
		t.Errorf("to %q", to)
	}
	first := composed(t, c, &Recipient{Address: "desk@news.example.org"}, afterHour, MessageOptions{})
	if got := first.header.Get("Content-Language"); got != "kk" {
		t.Errorf("without a language it is in %q", got)
	}
	_, err := c.Message(&Recipient{Address: "desk@news.example.org", Language: "de"}, afterHour, MessageOptions{})
	wantError(t, "a language that is not there", err, `there are no words for messages in "de"`)
}

func TestMessageEmbargoAndProof(t *testing.T) {
	c := sampleComposer(t, 1)
	m := composed(t, c, &aigul, beforeHour, MessageOptions{Embargo: true})
	const line = "Эмбарго мерзімі: 2024 жылғы 17 шілде, сағат 10:00 (UTC+05:00). Осы уақытқа дейін жариялауға, таратуға және дәйексөз келтіруге болмайды."
	m.wantInBoth(t, line)
	if !strings.HasPrefix(m.text(), line+"\r\n") {
		t.Errorf("the text begins %.200q", m.text())
	}
	composed(t, c, &ann, beforeHour, MessageOptions{Embargo: true}).wantInBoth(t, "Not before 17 July 2024, 10:00 (UTC+05:00), please.")

	proof := composed(t, c, &aigul, beforeHour, MessageOptions{Embargo: true, Proof: true})
	if got := proof.decoded(t, "Subject"); !strings.HasPrefix(got, "Сынақ хаты: Халықтың") {
		t.Errorf("subject %q", got)
	}
	if !strings.HasPrefix(proof.text(), "Бұл – тексеруге арналған сынақ хаты") {
		t.Errorf("the text begins %.200q", proof.text())
	}
	proof.wantInBoth(t, line)
	later := composed(t, c, &aigul, afterHour, MessageOptions{Proof: true})
	ids := []string{c.MessageID(&aigul), proof.header.Get("Message-Id"), later.header.Get("Message-Id")}
	if slices.Sort(ids); len(slices.Compact(ids)) != 3 {
		t.Errorf("a proof has the Message-ID of another message: %v", ids)
	}
}

func TestMessageOfACorrection(t *testing.T) {
	first, c := sampleComposer(t, 1), sampleComposer(t, 2)
	m := composed(t, c, &aigul, afterHour, MessageOptions{InReplyTo: first.MessageID(&aigul), Since: 1})
	wantLines(t, m.raw)
	if got := m.decoded(t, "Subject"); !strings.HasPrefix(got, "Түзетілген басылым: Халықтың") {
		t.Errorf("subject %q", got)
	}
	for _, name := range []string{"In-Reply-To", "References"} {
		if got := m.header.Get(name); got != first.MessageID(&aigul) {
			t.Errorf("%s: %q", name, got)
		}
	}
	notice := c.Issue.Editions["kk"].Document.Notice
	m.wantInBoth(t, notice.Title)
	m.wantInBoth(t, notice.Lines...)
	for _, change := range notice.Changes {
		m.wantInBoth(t, change.Old, change.New)
		if !strings.Contains(m.text(), change.Difference) {
			t.Errorf("the text lacks %q", change.Difference)
		}
		row := strings.Join([]string{change.Answer, change.Old, change.New, loosened(change.Difference)}, "</td>")
		if !strings.Contains(regexp.MustCompile("<td[^>]*>").ReplaceAllString(m.html(), ""), row) {
			t.Errorf("the page lacks %q in this order", row)
		}
	}
	for _, part := range []string{`<th scope="col"`, `<th scope="row"`, "<caption>Түзетілген сандар</caption>"} {
		if !strings.Contains(m.html(), part) {
			t.Errorf("the table has no %s", part)
		}
	}
	if !strings.Contains(m.leaves["application/pdf"].fileName, "2024-1 (түзетілген, 2-нұсқа).pdf") {
		t.Errorf("attached as %q", m.leaves["application/pdf"].fileName)
	}
	if !strings.Contains(string(m.raw), `filename="bulletin-2024-1-r2-kk.pdf"`) {
		t.Error("programs that read ASCII alone have no name with the revision")
	}
	_, err := c.Message(&aigul, afterHour, MessageOptions{InReplyTo: "<a@b>\r\nBcc: all@example.org"})
	wantError(t, "a reply to two lines", err, "is no Message-ID")
}

func TestMessageParts(t *testing.T) {
	c := sampleComposer(t, 1)
	c.Settings.Attach = Attach{Link: config.MakeText("https://stat.example.org/2024-1.pdf")}
	c.Settings.Unsubscribe = Unsubscribe{}
	c.Settings.ReplyTo = config.Text{}
	m := composed(t, c, &aigul, afterHour, MessageOptions{})
	if want := "related(alternative(text/plain, text/html), image/png)"; m.shape != want {
		t.Errorf("the message is %s, want %s", m.shape, want)
	}
	m.wantInBoth(t, "https://stat.example.org/2024-1.pdf")
	for _, name := range []string{"Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post", "In-Reply-To", "References"} {
		if _, ok := m.header[name]; ok {
			t.Errorf("%s is there", name)
		}
	}
	if strings.Contains(m.text(), "бас тарту") || strings.Contains(m.html(), "бас тарту") {
		t.Error("it names a way to unsubscribe")
	}

	c = sampleComposer(t, 1)
	c.Settings.Unsubscribe = Unsubscribe{Mailto: config.MakeText("leave@stat.example.org")}
	m = composed(t, c, &aigul, afterHour, MessageOptions{})
	const leave = "mailto:leave@stat.example.org?subject=unsubscribe"
	if got := m.header.Get("List-Unsubscribe"); got != "<"+leave+">" || m.header.Get("List-Unsubscribe-Post") != "" {
		t.Errorf("unsubscribe at %s", got)
	}
	if !strings.Contains(m.text(), "Хат алудан бас тарту: leave@stat.example.org\r\n") || !strings.Contains(m.html(), `<a href="`+leave+`">Хат алудан бас тарту</a>`) {
		t.Error("the message names no address to unsubscribe at")
	}

	c = sampleComposer(t, 1)
	c.Settings.Attach.Tables = false
	document := *c.Issue.Editions["kk"].Document
	document.Sections = document.Sections[3:] // of which none has a chart
	c.Issue = withDocument(c.Issue, &document)
	m = composed(t, c, &aigul, afterHour, MessageOptions{})
	if want := "mixed(alternative(text/plain, text/html), application/pdf)"; m.shape != want {
		t.Errorf("the message is %s, want %s", m.shape, want)
	}
	m.wantInBoth(t, "Құқық қорғау органы")
}

// withDocument gives an issue in Kazakh alone, with another document.
func withDocument(issue *Issue, d *report.Document) *Issue {
	out, edition, inner := *issue, *issue.Editions["kk"], *issue.Editions["kk"].Edition
	inner.Document = d
	edition.Edition = &inner
	out.Editions = map[string]*Edition{"kk": &edition}
	return &out
}

func TestMessageID(t *testing.T) {
	c, corrected := sampleComposer(t, 1), sampleComposer(t, 2)
	if a, b := c.MessageID(&aigul), c.MessageID(&Recipient{Address: "aigul@NEWS.example.org", Language: "ru"}); a != b {
		t.Errorf("one recipient, %s and %s", a, b)
	}
	ids := []string{c.MessageID(&aigul), c.MessageID(&ann), corrected.MessageID(&aigul), corrected.MessageID(&ann)}
	for _, id := range ids {
		if !isMessageID(id) || !strings.HasSuffix(id, "@stat.example.org>") {
			t.Errorf("%q", id)
		}
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != 4 {
		t.Errorf("not each has its own: %v", ids)
	}
}

// TestSignature has another library judge the signature: it holds, and for each
// header that it covers no longer holds once that is altered, removed or added.
func TestSignature(t *testing.T) {
	small, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	spki, err := x509.MarshalPKIXPublicKey(small.Public())
	must(t, err)
	for _, c := range []struct {
		name   string
		key    DKIM
		record string
	}{
		{"RSA", DKIM{Signer: small}, "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(spki)},
		{"Ed25519", DKIM{Signer: edwards}, "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(edwards.Public().(ed25519.PublicKey))},
	} {
		t.Run(c.name, func(t *testing.T) {
			composer := sampleComposer(t, 2)
			c.key.Domain, c.key.Selector = config.MakeText("stat.example.org"), config.MakeText("b2024")
			composer.Settings.DKIM = &c.key
			m := composed(t, composer, &aigul, afterHour, MessageOptions{InReplyTo: "<first@stat.example.org>"})
			wantLines(t, m.raw)
			verify := func(data []byte) error {
				found, err := dkim.VerifyWithOptions(bytes.NewReader(data), &dkim.VerifyOptions{LookupTXT: func(name string) ([]string, error) {
					if name != "b2024._domainkey.stat.example.org" {
						t.Errorf("the key is looked for at %s", name)
					}
					return []string{c.record}, nil
				}})
				if err != nil || len(found) != 1 {
					t.Fatalf("%d signatures, %v", len(found), err)
				}
				for _, h := range []string{"list-unsubscribe", "list-unsubscribe-post", "from", "to", "subject", "date", "message-id", "mime-version", "content-type"} {
					if !slices.ContainsFunc(found[0].HeaderKeys, func(s string) bool { return strings.EqualFold(s, h) }) {
						t.Errorf("%s is not covered", h)
					}
				}
				if !found[0].Time.Equal(afterHour) {
					t.Errorf("signed at %s, dated %s", found[0].Time, afterHour)
				}
				return found[0].Err
			}
			must(t, verify(m.raw))
			head, body, _ := strings.Cut(string(m.raw), "\r\n\r\n")
			for _, name := range m.names[1:] { // the first is the signature
				for what, altered := range map[string]string{
					"altered": strings.Replace(head, "\r\n"+name+":", "\r\n"+name+": x", 1),
					"removed": strings.Replace(head, "\r\n"+name+":", "\r\nX-"+name+":", 1),
				} {
					if altered == head || verify([]byte(altered+"\r\n\r\n"+body)) == nil {
						t.Errorf("%s was %s and the signature holds", name, what)
					}
				}
			}
			for _, added := range []string{
				"Subject: Other", "From: other@example.org", "Reply-To: other@example.org", "Cc: other@example.org",
				"List-Unsubscribe: <https://other.example.org>", "Content-Type: multipart/mixed; boundary=other",
			} {
				for _, altered := range []string{added + "\r\n" + string(m.raw), head + "\r\n" + added + "\r\n\r\n" + body} {
					if verify([]byte(altered)) == nil {
						t.Errorf("%s was added and the signature holds", added)
					}
				}
			}
			middle := len(body) / 2
			if verify([]byte(head+"\r\n\r\n"+body[:middle]+"A"+body[middle+1:])) == nil && body[middle] != 'A' {
				t.Error("the body was altered and the signature holds")
			}
		})
	}
}

func TestCheckTells(t *testing.T) {
	c := sampleComposer(t, 1)
	c.Settings.Sender = config.MakeText("nobody")
	wantError(t, "no sender", c.Check(), "nobody")
	_, err := c.Message(&aigul, afterHour, MessageOptions{})
	wantError(t, "a message without a sender", err, "nobody")

	c = sampleComposer(t, 1)
	must(t, os.WriteFile(filepath.Join(c.Settings.Folder, SecretFile), []byte("short\n"), 0o600))
	wantError(t, "a short secret", c.Check(), "the secret has 5 bytes")

	c = sampleComposer(t, 1)
	c.Settings.Unsubscribe.URL = config.MakeText("https://stat.example.org/ {token}")
	_, err = c.Message(&aigul, afterHour, MessageOptions{})
	wantError(t, "an address with a space", err, "stands in no header")
}

func TestTokens(t *testing.T) {
	folder := t.TempDir()
	s := sampleSettings(folder)
	tokens, err := OpenTokens(s)
	must(t, err)
	again, err := OpenTokens(s)
	must(t, err)
	if tokens.Of(&aigul) != again.Of(&aigul) {
		t.Error("a token does not last")
	}
	other, err := OpenTokens(sampleSettings(t.TempDir()))
	must(t, err)
	if tokens.Of(&aigul) == other.Of(&aigul) || tokens.Of(&aigul) == tokens.Of(&ann) {
		t.Error("two have one token")
	}
	if got := tokens.Of(&aigul); len(got) != 64 || strings.Trim(got, "0123456789abcdef") != "" {
		t.Errorf("token %q", got)
	}
	asked := map[string]string{tokens.Of(&aigul): "", "other": ""}
	tokens.Whose(asked, &ann)
	tokens.Whose(asked, &aigul)
	if len(asked) != 2 || asked[tokens.Of(&aigul)] != aigul.Address || asked["other"] != "" {
		t.Errorf("the tokens stand for %v", asked)
	}
	name := filepath.Join(folder, SecretFile)
	if info, err := os.Stat(name); err != nil || openToOthers(SecretFile, info.Mode()) != "" {
		t.Errorf("the secret: %v, %v", info, err)
	}
	if openToOthers(SecretFile, 0o644) != "" { // permissions say something here
		must(t, os.Chmod(name, 0o644))
		_, err = OpenTokens(s)
		wantError(t, "a secret that others read", err, "may be read by others")
	}
}

func BenchmarkMessage(b *testing.B) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	must(b, err)
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	must(b, err)
	text := config.MakeText
	for _, c := range []struct {
		name string
		key  *DKIM
	}{
		{"plain", nil},
		{"RSA", &DKIM{Domain: text("stat.example.org"), Selector: text("s"), Signer: key}},
		{"Ed25519", &DKIM{Domain: text("stat.example.org"), Selector: text("s"), Signer: edwards}},
	} {
		b.Run(c.name, func(b *testing.B) {
			composer := sampleComposer(b, 1)
			composer.Settings.Attach.Tables = false
			composer.Settings.DKIM = c.key
			must(b, composer.Check())
			size := 0
			for b.Loop() {
				m, err := composer.Message(&aigul, afterHour, MessageOptions{})
				must(b, err)
				size = len(m)
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

// TestMessageAtOnce has several connections compose at once, as deliveries do.
func TestMessageAtOnce(t *testing.T) {
	c := sampleComposer(t, 1)
	_, key, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	c.Settings.DKIM = &DKIM{Domain: config.MakeText("stat.example.org"), Selector: config.MakeText("s"), Signer: key}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for _, r := range []*Recipient{&aigul, &ivan, &ann} {
				m, err := c.Message(r, afterHour, MessageOptions{})
				ascii := ASCIIAddress(r.Address)
				if err != nil || !bytes.Contains(m, []byte("<"+ascii+">\r\n")) {
					t.Errorf("to %s: %v", r.Address, err)
				}
			}
		})
	}
	all.Wait()
}
