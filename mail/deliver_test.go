package mail

import (
	"strings"
	"testing"
)

func TestEachMessageIsHandedOverOnce(t *testing.T) {
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(50))
	var last Progress
	r.Progress = func(p Progress) { last = p }
	if counts := deliver(t, s, r); counts[Accepted] != 50 || len(counts) != 1 {
		t.Fatalf("counts are %v", counts)
	}
	for _, one := range testList(50) {
		if got := s.taken[one.Address]; len(got) != 1 || got[0] != "<"+one.Address+">" {
			t.Errorf("%s has %q", one.Address, got)
		}
		e := entries(t, r)[one.Address]
		if e.Code != 250 || e.Words != "2.0.0 queued as 4F2" || e.Attempts != 1 || e.MessageID != "<"+one.Address+">" || e.Embargo {
			t.Errorf("the entry of %s is %+v", one.Address, e)
		}
	}
	if last.Counts[Accepted] != 50 {
		t.Errorf("the last progress is %v", last)
	}
	if s.most > 3 || s.visits["AUTH"] > 3 {
		t.Errorf("%d connections at a time, %d in all", s.most, s.visits["AUTH"])
	}
	if strings.Contains(string(s.clear), "AUTH") || strings.Contains(string(s.clear), "MAIL") {
		t.Errorf("sent unencrypted: %q", s.clear)
	}
	if counts := deliver(t, s, r); counts[Accepted] != 50 || s.visits["dot"] != 50 {
		t.Errorf("a second run gives %v after %d messages", counts, s.visits["dot"])
	}
}
