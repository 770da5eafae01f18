package mail

import (
	"strings"
	"testing"
	"time"
)

// TestHistory holds what status prints to what the ledger has.
func TestHistory(t *testing.T) {
	l, err := OpenLedger(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	at := time.Date(2024, 7, 17, 5, 0, 0, 0, time.UTC)
	next := at.Add(10 * time.Minute)
	local := func(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05") }
	for _, e := range []*Entry{
		{Recipient: Recipient{Address: "a@example.org", Name: "=1+1"}, Status: Accepted, Code: 250, Words: "ok", Attempts: 2, Updated: at, Next: next, Embargo: true, MessageID: "<1@x>"},
		{Recipient: Recipient{Address: "b@example.org", Language: "kk", Group: "press"}, Status: Deferred, Code: 451, Words: "451 busy;\x1b[2J later", Attempts: 1, Updated: at, Next: next},
		{Recipient: Recipient{Address: "c@example.org"}, Status: Waiting},
	} {
		e.Wave, e.Revision = "2024-1", 2
		if err := l.Put(e); err != nil {
			t.Fatal(err)
		}
	}
	late := &Entry{Recipient: Recipient{Address: "d@example.org"}, Wave: "2024-1", Revision: 1, Status: Waiting}
	if err := l.Put(late); err != nil {
		t.Fatal(err)
	}
	h := &History{Ledger: l, Versions: []Version{{"2024-1", 1}, {"2024-1", 2}}}
	var text, table strings.Builder
	if err := h.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if err := h.WriteCSV(&table); err != nil {
		t.Fatal(err)
	}
	want := "2024-1, revision 1: 1 recipient: 1 waiting; it is superseded, and who still waits is not sent it any more\n" +
		"  waiting    d@example.org\n" +
		"2024-1, revision 2: 3 recipients: 1 accepted, 1 waiting, 1 deferred\n" +
		"  accepted   a@example.org, " + local(at) + ", under embargo: 250 ok\n" +
		"  deferred   b@example.org, " + local(at) + ", again after " + local(next) + ": 451 busy; [2J later\n" +
		"  waiting    c@example.org\n"
	if text.String() != want {
		t.Errorf("got\n%s, want\n%s", text.String(), want)
	}
	want = "\ufeffwave;revision;address;name;language;group;status;code;answer;attempts;updated;again_after;embargo;message_id\r\n" +
		"2024-1;1;d@example.org;;;;waiting;;;0;;;;\r\n" +
		"2024-1;2;a@example.org;'=1+1;;;accepted;250;ok;2;" + local(at) + ";;yes;<1@x>\r\n" +
		"2024-1;2;b@example.org;;kk;press;deferred;451;\"451 busy; [2J later\";1;" + local(at) + ";" + local(next) + ";;\r\n" +
		"2024-1;2;c@example.org;;;;waiting;;;0;;;;\r\n"
	if table.String() != want {
		t.Errorf("got\n%s, want\n%s", table.String(), want)
	}

	// A message that was not made yet has no Message-ID, and is not found by none.
	found, err := h.find(map[string]bool{"": true, "<1@x>": true})
	if err != nil || len(found) != 1 || found["<1@x>"] == nil || found["<1@x>"].Revision != 2 {
		t.Errorf("%v %v", found, err)
	}
}
