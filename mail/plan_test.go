package mail

import (
	"testing"
	"time"
)

// TestUncertainAndLeftOff: who may have the message stays uncertain when he is left off
// the list, and is not sent it again without --resend-uncertain when he comes back.
func TestUncertainAndLeftOff(t *testing.T) {
	folder, server := releasedFolder(t), startKeeper(t)
	both, one := "address\na@example.org\nb@example.org\n", "address\na@example.org\n"
	writePlainMail(t, folder, server, both)
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	e := &Entry{Recipient: Recipient{Address: "b@example.org", Language: "kk"}, Wave: "2024-1", Revision: 1, Status: Uncertain, Updated: testHour}
	if err := l.Put(e); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		list     string
		again    bool
		messages int
	}{{one, true, 1}, {both, false, 1}, {both, true, 2}} {
		writePlainMail(t, folder, server, step.list)
		outcome, err := Send(t.Context(), folder, SendOptions{
			Clock: time.Now, Sleep: sleepFor, Tell: func(string) {}, For: time.Minute, Uncertain: step.again,
		})
		if n := len(server.all()); err != nil || n != step.messages || outcome.Counts[Accepted] != n || outcome.Counts[Uncertain] != 2-n {
			t.Errorf("%+v: %d messages, %+v, %v", step, n, outcome, err)
		}
	}
}
