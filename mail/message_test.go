package mail

import (
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bulletin"
	"bulletin/config"
	"bulletin/locale"
	"bulletin/proof"
	"bulletin/report"
)

// smallIssue has a title and a paragraph, and no chart: quick to compose.
func smallIssue(title string) *Issue {
	d := &report.Document{
		Language: locale.For("kk"), Title: title, Wave: "2024-1", Period: "2024 жылғы сәуір–мамыр", Published: afterHour, Revision: 1,
		Sections: []report.Section{{Number: 1, Title: "Негізгі ойлар", Blocks: []report.Block{report.Paragraph{Text: []report.Inline{{Text: "61,6%"}}}}}},
	}
	e := &Edition{Edition: &bulletin.Edition{Language: "kk", Edition: proof.Edition{Document: d}}, PDF: []byte("%PDF-"), Workbook: []byte("PK")}
	return &Issue{Wave: d.Wave, Revision: 1, Digest: "sha256", Published: d.Published, First: "kk", Editions: map[string]*Edition{"kk": e}}
}

// FuzzHeaders sees that nothing that settings, lists and releases say can add a
// header, a part or a line to a message, and that each header says what was put in.
func FuzzHeaders(f *testing.F) {
	usual := [10]string{
		"Айгүл", "aigul@example.org", "Бюллетень {wave}", "Бюллетень.pdf", "Құрметті {name}!", "Сенім",
		"press@example.org", "leave@example.org", "https://example.org/{token}", "<a@example.org>",
	}
	add := func(s [10]string) { f.Add(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9]) }
	add(usual)
	for i := range usual { // one at a time, so that what is refused hides none of the others
		for _, hostile := range []string{
			"", "%s\r\nBcc: all@example.org", "%s\nX-Added: 1\r\n\r\nbody", "\r\n.\r\nMAIL", "%s\x00", "%s\xff", "%s\u2028%s", "\u202e%s", "=?utf-8?q?=0D=0ABcc:_x?= %s",
			`"%s\`, "%s>,<mailto:x@example.org", "%s, b@example.org", "..\\%s/b:c?", `\%s\`, "{name}{title}{token}%s", "%s%%0D%%0ABcc: x",
		} {
			s := usual
			s[i] = strings.ReplaceAll(hostile, "%s", usual[i])
			add(s)
		}
		s := usual
		s[i] += strings.Repeat("a", 2000)
		add(s)
		s[i] = strings.Repeat("ұзақ ", 300)
		add(s)
		s[i] = "айгүл@пошта.example"
		add(s)
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, name, address, subject, fileName, greeting, title, replyTo, mailto, url, inReplyTo string) {
		text := config.MakeText
		c := &Composer{Issue: smallIssue(title), Settings: &Settings{
			Folder: folder, Sender: text("Бюро <press@example.org>"), ReplyTo: text(replyTo),
			Unsubscribe: Unsubscribe{Mailto: text(mailto), URL: text(url)}, Attach: Attach{PDF: true, Tables: true, Link: text(url)},
			Messages: map[string]*Wording{"kk": {Subject: text(subject), Greeting: text(greeting), FileName: text(fileName)}},
		}}
		r := &Recipient{Address: address, Name: name}
		data, err := c.Message(r, afterHour, MessageOptions{InReplyTo: inReplyTo})
		if err != nil {
			return
		}
		if isASCII(address) && isASCII(replyTo) && isASCII(mailto) {
			wantLines(t, data)
		}
		m := parse(t, data)
		want := []string{"Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "List-Id", "MIME-Version", "Message-ID", "Subject", "To"}
		for header, there := range map[string]bool{
			"Reply-To": replyTo != "", "In-Reply-To": inReplyTo != "", "References": inReplyTo != "",
			"List-Unsubscribe": mailto != "" || url != "", "List-Unsubscribe-Post": url != "",
		} {
			if there {
				want = append(want, header)
			}
		}
		slices.Sort(want)
		if slices.Sort(m.names); !slices.Equal(m.names, want) {
			t.Errorf("headers %q, want %q", m.names, want)
		}
		const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		if m.shape != "mixed(alternative(text/plain, text/html), application/pdf, "+excel+")" {
			t.Errorf("the message is %s", m.shape)
		}
		to, err := m.header.AddressList("To")
		ascii := ASCIIAddress(address)
		wantName := headerText(name)
		if !isASCII(wantName) {
			wantName = strings.ReplaceAll(wantName, `\`, "/")
		}
		if err != nil || len(to) != 1 || to[0].Address != ascii || strings.TrimSpace(to[0].Name) != wantName {
			t.Errorf("to %v, %v; want %q <%s>", to, err, wantName, ascii)
		}
		if replyTo != "" {
			one, err := ParseMailbox(replyTo)
			got, err2 := m.header.AddressList("Reply-To")
			if ascii := ASCIIAddress(one.Address); err != nil || err2 != nil || len(got) != 1 || got[0].Address != ascii {
				t.Errorf("reply to %v, %v, %v; want %s", got, err, err2, one.Address)
			}
		}
		d := c.Issue.Editions["kk"].Document
		full := headerText(named(templates(d, c.Issue)(subject, false), name))
		if got := m.decoded(t, "Subject"); got != full {
			t.Errorf("subject %q, want %q", got, full)
		}
		for kind, ending := range map[string]string{"application/pdf": ".pdf", excel: ".xlsx"} {
			attached := m.leaves[kind].fileName
			wanted := fileStem(d, c.Issue, c.Settings.Messages["kk"]) + ending
			if attached != wanted || len(attached) > 255 || strings.ContainsAny(attached, "\r\n\x00/\\:*?\"<>|\u202e\u2028") || !utf8.ValidString(attached) {
				t.Errorf("attached as %q, want %q", attached, wanted)
			}
		}
		if got := m.header.Get("In-Reply-To"); got != inReplyTo {
			t.Errorf("in reply to %q, want %q", got, inReplyTo)
		}
		if url != "" {
			got := m.header.Get("List-Unsubscribe")
			if !strings.HasPrefix(got, "<"+strings.ReplaceAll(url, "{token}", c.tokens.Of(r))+">") || strings.Count(got, "<") > 2 {
				t.Errorf("unsubscribe at %q", got)
			}
		}
		if n := strings.Count(m.text(), "\r\n"); n != strings.Count(m.text(), "\n") || n != strings.Count(m.text(), "\r") {
			t.Errorf("half a line end in the text %q", m.text())
		}
	})
}

func TestFileNames(t *testing.T) {
	d := smallIssue("Сенім: «а/б» \u202eдеңгейі.").Editions["kk"].Document
	issue := smallIssue("")
	for _, c := range []struct{ own, title, want string }{
		{"", "Сенім деңгейі", "Сенім деңгейі 2024-1"},
		{"", "Сенім: «а/б» \u202eдеңгейі.", "Сенім- «а-б» деңгейі 2024-1"},
		{"Бюллетень {wave}.PDF", "", "Бюллетень 2024-1"},
		{"{title}", "a.pdf.exe", "a.pdf.exe"},
		{"..", "", "2024-1"},
		{".pdf", "", "pdf"},
		{"a\tb\r\nc", "", "a b c"},
		{"", strings.Repeat("ұзақ ", 60), strings.TrimSpace(strings.Repeat("ұзақ ", 21)) + " 2024-1"},
		{"", strings.Repeat("ұ", 200), strings.Repeat("ұ", 96) + " 2024-1"},
	} {
		d.Title = c.title
		if got := fileStem(d, issue, &Wording{FileName: config.MakeText(c.own)}); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.own, c.title, got, c.want)
		}
	}
}

func TestFileNameParameters(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"chart.png", "\r\n filename=\"chart.png\""},
		{`a "b" \c`, "\r\n filename=\"a _b_ _c\""},
		{"ә (1).pdf", "\r\n filename=\"plain.pdf\";\r\n filename*=UTF-8''%D3%99%20%281%29.pdf"},
		{"ә%'*;.pdf", "\r\n filename=\"plain.pdf\";\r\n filename*=UTF-8''%D3%99%25%27%2A%3B.pdf"},
	} {
		if got := fileNameParameters(c.name, "plain.pdf"); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNamed(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"Здравствуйте, {name}!", "Мария Иванова", "Здравствуйте, Мария Иванова!"},
		{"Здравствуйте, {name}!", "", "Здравствуйте!"},
		{"Құрметті {name}!", " \u200b", "Құрметті!"},
		{"{name}, сәлеметсіз бе!", "", "Сәлеметсіз бе!"},
		{"{name}, сәлеметсіз бе!", "Айгүл", "Айгүл, сәлеметсіз бе!"},
		{"{name}", "", ""},
		{"e-Finance ({name})", "", "e-Finance ()"},
		{"Dear {name},", "{title} {name}", "Dear {title} {name},"},
	} {
		if got := named(c.text, c.name); got != c.want {
			t.Errorf("%q for %q: %q, want %q", c.text, c.name, got, c.want)
		}
	}
}

func TestHeaderText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" a \r\n b\t", "a b"},
		{"\u00a0Айгүл\u202f", "Айгүл"},
		{"\u202f", ""},
		{"a\u2028b\u0085c\x7fd", "a b c d"},
		{"a\u202eb\u200bc", "abc"},
		{"\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"}, // a joiner that Persian is written with
		{"=?utf-8?q?a?=", "= ?utf-8?q?a?="},
		{"a\xffb", "a\ufffdb"},
		{strings.Repeat("ә", 251), strings.Repeat("ә", 249) + "…"},
	} {
		if got := headerText(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestListID(t *testing.T) {
	for address, want := range map[string]string{
		"press@stat.example.org":         "<press.stat.example.org>",
		"press.office_1@Stat.Example.kz": "<press.office-1.stat.example.kz>",
		"баспасөз@пошта.example":         "<xn--80a1acny.example>",
	} {
		got := Mailbox{Address: address}.listID()
		if isASCII(address) && !strings.EqualFold(got, want) {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
		if _, err := netmail.ParseAddress(strings.Replace(got, ".", "@", 1)); err != nil || !isASCII(got) {
			t.Errorf("%s: %s: %v", address, got, err)
		}
	}
}

func TestIsMessageID(t *testing.T) {
	for s, want := range map[string]bool{
		"<a@b>": true, "<0d67be6d@stat.example.org>": true,
		"": false, "a@b": false, "<a>": false, "<a@b> <c@d>": false, "<a@b\r\n>": false, "<ә@b>": false, "<@>": false,
	} {
		if got := isMessageID(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestEarlierCorrections(t *testing.T) {
	d := &report.Document{
		Language: locale.For("en"),
		Notice:   &report.Notice{Title: "Corrected release", Lines: []string{"Corrected: 3 May"}, Changes: make([]report.Corrected, 8), Turned: []string{"Was. Is."}},
		History: []report.Version{
			{Number: 1, Label: "Revision 1", Lines: []string{"First published"}},
			{Number: 2, Label: "Revision 2", Lines: []string{"Corrected: 1 May"}, Also: []string{"section 2"}},
			{Number: 3, Label: "Revision 3", Lines: []string{"Corrected: 2 May"}},
			{Number: 4, Label: "Revision 4", Lines: []string{"Corrected: 3 May"}},
		},
	}
	for since, want := range map[int]string{
		0: "Corrected release", 1: "Corrected release, Revision 3, Revision 2", 2: "Corrected release, Revision 3", 3: "Corrected release", 4: "Corrected release",
	} {
		var titles []string
		told := notices(d, since, d.Language.Mail)
		for _, n := range told {
			titles = append(titles, n.title)
		}
		if got := strings.Join(titles, ", "); got != want {
			t.Errorf("since revision %d: %s, want %s", since, got, want)
		}
		if after := strings.Join(told[0].after, " "); !strings.Contains(after, "(8)") || !strings.Contains(after, "Was. Is.") {
			t.Errorf("after the changes: %s", after)
		}
	}
	d.Notice = nil
	if told := notices(d, 1, d.Language.Mail); told != nil {
		t.Errorf("without a correction: %v", told)
	}
}
