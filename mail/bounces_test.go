package mail

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// notification gives a delivery status notification with the status fields and the returned head.
func notification(status, returned string) string {
	return strings.ReplaceAll(`From: MAILER-DAEMON@mx.example.org
Subject: returned
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain; charset=us-ascii

Sorry.
--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

`+status+`
--=_b
Content-Type: message/rfc822

`+returned+`

the message
--=_b--
`, "\n", "\r\n")
}

func TestNotices(t *testing.T) {
	const id = "Message-ID: <1@stat.example.org>"
	for _, c := range []struct {
		name    string
		message string
		want    []Notice
		failed  bool
		code    int
	}{
		{
			"failed for good",
			notification("Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such\n user\n", id),
			[]Notice{{MessageID: "<1@stat.example.org>", Final: "a@example.org", Action: "failed", Status: "5.1.1", Diagnostic: "550 5.1.1 no such user"}},
			true, 550,
		},
		{
			"given up after days",
			notification("Original-Recipient: rfc822;a@example.org\nFinal-Recipient: rfc822;b@example.net\nAction: Failed\nStatus: 4.4.7 (expired)\n", id),
			[]Notice{{MessageID: "<1@stat.example.org>", Original: "a@example.org", Final: "b@example.net", Action: "failed", Status: "4.4.7"}},
			true, 0,
		},
		{
			"delayed",
			notification("Final-Recipient: rfc822; a@example.org\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; 450-4.4.1 busy\n", id),
			[]Notice{{MessageID: "<1@stat.example.org>", Final: "a@example.org", Action: "delayed", Status: "4.4.1", Diagnostic: "450-4.4.1 busy"}},
			false, 450,
		},
		{
			"an international address",
			notification("Final-Recipient: utf-8; \\x{430}йгүл@example.org\nAction: failed\nStatus: 5.1.1\n", id),
			[]Notice{{MessageID: "<1@stat.example.org>", Final: "айгүл@example.org", Action: "failed", Status: "5.1.1"}},
			true, 0,
		},
		{
			"no action, and nothing returned",
			notification("Final-Recipient: <a@example.org>\nStatus: 5.0.0\n", "Subject: x"),
			[]Notice{{Final: "a@example.org", Status: "5.0.0"}},
			true, 0,
		},
		{
			"in base64",
			"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n" +
				"UmVwb3J0aW5nLU1UQTogZG5zOyB4CgpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsgYUBleGFtcGxl\nLm9yZwpBY3Rpb246IGZhaWxlZApTdGF0dXM6IDUuMi4yCg==\n--b--\n",
			[]Notice{{Final: "a@example.org", Action: "failed", Status: "5.2.2"}},
			true, 0,
		},
		{
			"of an international message",
			strings.Replace(strings.ReplaceAll(notification("Final-Recipient: utf-8; a@example.org\nAction: failed\nStatus: 5.6.7\n", id),
				"delivery-status", "global-delivery-status"), "message/rfc822", "message/global", 1),
			[]Notice{{MessageID: "<1@stat.example.org>", Final: "a@example.org", Action: "failed", Status: "5.6.7"}},
			true, 0,
		},
		{
			"wrapped by a gateway",
			"Content-Type: multipart/mixed; boundary=out\n\n--out\n" +
				notification("Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n", id) + "\n--out\nContent-Type: text/plain\n\nscanned\n--out--\n",
			[]Notice{{MessageID: "<1@stat.example.org>", Final: "a@example.org", Action: "failed", Status: "5.1.1"}},
			true, 0,
		},
		{
			"with lines that are no fields",
			">From MAILER-DAEMON Mon Jan 1\n" + notification("Diagnostic-Code: smtp; 550 no\nsuch user\nFinal-Recipient: rfc822; a@example.org\nAction : failed\nStatus: 5.1.1\n", "no field\n"+id),
			[]Notice{{MessageID: "<1@stat.example.org>", Final: "a@example.org", Action: "failed", Status: "5.1.1", Diagnostic: "550 no such user"}},
			true, 550,
		},
		{
			"an action that is none",
			notification("Final-Recipient: rfc822; a@example.org\nAction: failure\nStatus: 5.1.1\n", id),
			[]Notice{{MessageID: "<1@stat.example.org>", Final: "a@example.org", Action: "failure", Status: "5.1.1"}},
			true, 0,
		},
		{"an answer", "From: a@example.org\nSubject: Re: x\n\nthanks", nil, false, 0},
		{"a receipt", "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b--\n", nil, false, 0},
		{"no message", "\x00\xff", nil, false, 0},
		{"nothing", "", nil, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := readNotices(strings.NewReader(c.message))
			if (err != nil) != (c.want == nil) || !reflect.DeepEqual(got, c.want) {
				t.Fatalf("got %+v (%v), want %+v", got, err, c.want)
			}
			if len(got) > 0 && (got[0].failed() != c.failed || got[0].code() != c.code) {
				t.Errorf("failed %t, code %d", got[0].failed(), got[0].code())
			}
		})
	}
}

// What is no notification is told so that a person knows what to do with it.
func TestOtherMail(t *testing.T) {
	for _, c := range []struct{ message, want string }{
		{"", "no delivery status notification; read it yourself"},
		{"From: Q <mailer-daemon@q.example.org>\nSubject: failure notice\n\nHi.", `no delivery status notification, but "failure notice" from mailer-daemon@q.example.org; read it yourself`},
		{"From: a@example.org\nSubject: =?utf-8?b?0JTQtdC80LDQu9GL0YE=?=\n\n", `no delivery status notification, but "Демалыс" from a@example.org; read it yourself`},
		{"From: A <a@example.org>\nSubject: Unsubscribe\n\n", "a@example.org asks to be written to no more; give this address to bulletin send unsubscribe"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a message of Outlook's own kind (.msg), which cannot be read; save it as .eml, as the new Outlook and Outlook on the web do"},
		{"PK\x03\x04...", "a zip file; unpack it and name the folder"},
	} {
		if _, err := readNotices(strings.NewReader(c.message)); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.message, err, c.want)
		}
	}
}

// Two notifications in one message each speak of the message that is beside them.
func TestNoticesApart(t *testing.T) {
	part := func(n int) string {
		text := notification(fmt.Sprintf("Final-Recipient: rfc822; %d@example.org\nAction: failed\nStatus: 5.1.1\n", n), fmt.Sprintf("Message-ID: <%d@x>", n))
		return "--out\n" + strings.ReplaceAll(text, "=_b", fmt.Sprintf("=_b%d", n))
	}
	got, err := readNotices(strings.NewReader("Content-Type: multipart/mixed; boundary=out\n\n" + part(1) + part(2) + "--out--\n"))
	if err != nil || len(got) != 2 || got[0].MessageID != "<1@x>" || got[1].MessageID != "<2@x>" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestNoticesOfSeveral(t *testing.T) {
	got, err := readNotices(strings.NewReader(notification(
		"Final-Recipient: rfc822; a@example.org\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.1.1\n", "Message-ID:\n <1@x>")))
	if err != nil || len(got) != 2 || got[0].failed() || !got[1].failed() || got[1].MessageID != "<1@x>" || !got[1].Partly {
		t.Errorf("%+v %v", got, err)
	}
}

func TestKindsOfMailboxes(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	long := strings.Repeat("x", 100_000)
	mbox := write("mbox", "From a@x Mon Jan 1\nSubject: 1\n\nfirst\nFrom the text\n\nFrom b@x Mon Jan 1\nSubject: 2\n\n"+long+"\n\nFrom c@x Mon Jan 1\nSubject: 3\n\nthird")
	write("maildir/new/1", "Subject: 1\n\n")
	write("maildir/cur/2:2,S", "Subject: 2\n\n")
	write("maildir/cur/.hidden", "Subject: 0\n\n")
	write("maildir/tmp/3", "Subject: 0\n\n")
	write("letters/1.eml", "Subject: 1\n\n")
	write("letters/2.EML", "Subject: 2\n\n")
	write("letters/3.msg", "Subject: 3\n\n")
	write("young/cur/1", "Subject: 1\n\n")
	write("letters/3.txt", "Subject: 0\n\n")
	for _, c := range []struct {
		path string
		want int
	}{
		{mbox, 3},
		{filepath.Join(folder, "maildir"), 2},
		{filepath.Join(folder, "letters"), 3},
		{filepath.Join(folder, "young"), 1},
		{write("one.eml", "Subject: 1\r\n\r\nx"), 1},
	} {
		n := 0
		err := readMailbox(c.path, func(where string, message io.Reader) error {
			n++
			text, err := io.ReadAll(message)
			if err != nil || !strings.HasPrefix(string(text), fmt.Sprintf("Subject: %d", n)) {
				t.Errorf("%s: %.40q %v", where, text, err)
			}
			return nil
		})
		if err != nil || n != c.want {
			t.Errorf("%s: %d messages, want %d (%v)", c.path, n, c.want, err)
		}
	}
	if err := readMailbox(filepath.Join(folder, "letters", "none"), nil); err == nil || !strings.Contains(err.Error(), "there is no such mailbox") {
		t.Error(err)
	}
}

func TestAMessageIsReadToItsBoundAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mbox")
	text := "From a@x\nSubject: 1\n\n" + strings.Repeat(strings.Repeat("x", 99)+"\n", maxNotification/100+1000) + "\nFrom b@x\nSubject: 2\n\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var sizes []int
	err := readMailbox(path, func(_ string, message io.Reader) error {
		data, err := io.ReadAll(message)
		sizes = append(sizes, len(data))
		return err
	})
	if err != nil || len(sizes) != 2 || sizes[0] != maxNotification {
		t.Errorf("%v %v", sizes, err)
	}
}

// TestMarking goes through what a notice can say of entries of every status.
func TestMarking(t *testing.T) {
	now := time.Date(2024, 7, 18, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name                              string
		status                            Status
		notice                            Notice
		want                              Status
		bounced, known, delayed, unplaced int
	}{
		{"accepted", Accepted, Notice{Final: "a@example.org", Action: "failed", Status: "5.1.1"}, Bounced, 1, 0, 0, 0},
		{"uncertain", Uncertain, Notice{Original: "A@Example.ORG", Action: "failed", Status: "5.1.1"}, Bounced, 1, 0, 0, 0},
		{"as xtext", Accepted, Notice{Original: "+61@example.org", Action: "failed", Status: "5.1.1"}, Bounced, 1, 0, 0, 0},
		{"before", Bounced, Notice{Final: "a@example.org", Action: "failed", Status: "5.1.1"}, Bounced, 0, 1, 0, 0},
		{"a delay", Accepted, Notice{Final: "a@example.org", Action: "delayed", Status: "4.4.1"}, Accepted, 0, 0, 1, 0},
		{"arrived", Accepted, Notice{Final: "a@example.org", Action: "delivered", Status: "2.0.0"}, Accepted, 0, 0, 0, 0},
		{"never sent", Waiting, Notice{Final: "a@example.org", Action: "failed", Status: "5.1.1"}, Waiting, 0, 0, 0, 1},
		{"one of several behind the address", Accepted, Notice{Final: "c@example.org", Action: "failed", Status: "5.1.1", Partly: true}, Accepted, 0, 0, 0, 1},
		{"the address among several", Accepted, Notice{Final: "a@example.org", Action: "failed", Status: "5.1.1", Partly: true}, Bounced, 1, 0, 0, 0},
		{"of an internal system", Accepted, Notice{Final: "a@internal.example.org", Action: "failed", Status: "5.1.1"}, Bounced, 1, 0, 0, 0},
		{"neither action nor status", Accepted, Notice{Final: "a@example.org"}, Accepted, 0, 0, 0, 1},
		{"passed on", Accepted, Notice{Original: "b@example.org", Final: "c@example.org", Action: "failed", Status: "5.1.1"}, Accepted, 0, 0, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := OpenLedger(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			const id = "<1@stat.example.org>"
			e := &Entry{Recipient: Recipient{Address: "a@example.org"}, Wave: "2024-1", Revision: 1, Status: c.status, MessageID: id}
			if err := l.Put(e); err != nil {
				t.Fatal(err)
			}
			c.notice.MessageID = id
			report := &BounceReport{}
			if err := report.mark(l, &c.notice, map[string]*Entry{id: e}, now); err != nil {
				t.Fatal(err)
			}
			got, err := l.Get("2024-1", 1, "a@example.org")
			if err != nil || got.Status != c.want {
				t.Errorf("status %s, want %s (%v)", got.Status, c.want, err)
			}
			if len(report.Bounced) != c.bounced || report.Known != c.known || len(report.Delayed) != c.delayed || len(report.Unplaced) != c.unplaced {
				t.Errorf("%+v", report)
			}
		})
	}
}

func FuzzNotices(f *testing.F) {
	f.Add([]byte(notification("Final-Recipient: utf-8; \\x{430}@x\nAction: failed\nStatus: 5.1.1\n", "Message-ID: <1@x>")))
	f.Add([]byte("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n====\n--b--"))
	f.Fuzz(func(t *testing.T, data []byte) {
		notices, err := readNotices(strings.NewReader(string(data)))
		if (err == nil) != (len(notices) > 0) || len(notices) > maxNotices {
			t.Fatalf("%d notices and %v", len(notices), err)
		}
		for _, n := range notices {
			n.words()
			n.speaksOf(&Entry{})
			if n.failed() && n.delayed() || n.failed() && n.arrived() {
				t.Errorf("%+v failed and is delayed", n)
			}
		}
	})
}

func TestWordsOfNotices(t *testing.T) {
	for _, c := range []struct{ status, diagnostic, want string }{
		{"5.1.1", "", "5.1.1"},
		{"5.1.1", "550 5.1.1 no", "550 5.1.1 no"},
		{"5.0.0", "550 no", "550 no (5.0.0)"},
		{"", "550 no", "550 no"},
	} {
		if got := (&Notice{Status: c.status, Diagnostic: c.diagnostic}).words(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestSpeaksOf(t *testing.T) {
	for _, c := range []struct {
		notice  Notice
		address string
		want    bool
	}{
		{Notice{Original: "a+41@example.org"}, "a+41@example.org", true},
		{Notice{Original: "a+2B41@example.org"}, "a+41@example.org", true},
		{Notice{Original: "xabar@xn--80aab0a2blc85k.example.org"}, "xabar@баспасөз.example.org", true},
		{Notice{Original: "aA@example.org", Final: "a+41@example.org"}, "a+41@example.org", false},
	} {
		if got := c.notice.speaksOf(&Entry{Recipient: Recipient{Address: c.address}}); got != c.want {
			t.Errorf("%+v of %s: %t", c.notice, c.address, got)
		}
	}
}

// Where nothing of the message came back, nobody is marked.
func TestNothingReturned(t *testing.T) {
	report := &BounceReport{}
	err := report.mark(nil, &Notice{Where: "box", Final: "a@example.org", Action: "failed"}, nil, time.Time{})
	if want := "box: a@example.org: nothing of the returned message is in it, so it may speak of another one"; err != nil || len(report.Unplaced) != 1 || report.Unplaced[0] != want {
		t.Errorf("%q %v", report.Unplaced, err)
	}
}
