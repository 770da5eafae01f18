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

func TestNoticesOfSeveral(t *testing.T) {
	got, err := readNotices(strings.NewReader(notification(
		"Final-Recipient: rfc822; a@example.org\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.1.1\n", "Message-ID:\n <1@x>")))
	if err != nil || len(got) != 2 || got[0].failed() || !got[1].failed() || got[1].MessageID != "<1@x>" {
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
	write("letters/3.txt", "Subject: 0\n\n")
	for _, c := range []struct {
		path string
		want int
	}{
		{mbox, 3},
		{filepath.Join(folder, "maildir"), 2},
		{filepath.Join(folder, "letters"), 2},
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
	if err := readMailbox(filepath.Join(folder, "letters", "none"), nil); err == nil {
		t.Error("a folder that is not there was read")
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
			if n.failed() && n.delayed() {
				t.Errorf("%+v failed and is delayed", n)
			}
		}
	})
}
