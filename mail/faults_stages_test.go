package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// kinds are the faults that are tried at every stage.
var kinds = []struct {
	name string
	act  act
}{
	{"drop", act{drop: true}},
	{"after", act{after: true}},
	{"stall", act{stall: true}},
	{"421", act{answer: "421 4.3.2 closing"}},
	{"451", act{answer: "451 4.3.0 later"}},
	{"452", act{answer: "452 4.3.1 no room"}},
	{"550", act{answer: "550 5.7.1 never"}},
	{"garbage", act{answer: "what do you want"}},
	{"other", act{answer: "299 done"}},
}

var stages = []string{"connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "body", "dot", "RSET", "QUIT"}

// TestFaultsAtEveryStage has the first three visits of each stage meet each
// fault, then runs again without faults: nothing is lost, and nothing is sent
// twice that the ledger did not call uncertain.
func TestFaultsAtEveryStage(t *testing.T) {
	for _, stage := range stages {
		for _, kind := range kinds {
			if stage == "body" && kind.name == "other" {
				continue // to call a message taken that has not come is beyond what a client can find out
			}
			t.Run(stage+"/"+kind.name, func(t *testing.T) {
				s := newFaultServer(t, func(v visit) act {
					switch {
					case v.stage == stage && v.nth <= 3:
						return kind.act
					case stage == "RSET" && v.stage == "RCPT" && v.nth <= 4:
						return act{answer: "550 5.1.1 nobody"} // so that there is an RSET
					}
					return act{}
				})
				list := testList(12)
				r := testRun(t, s, t.TempDir(), list)
				if kind.act.stall {
					impatient(r)
				}
				counts, err := s.deliver(t.Context(), r)
				var fault *ServerError
				if err != nil && (!errors.As(err, &fault) || fault.Temporary) {
					t.Fatal(err)
				}
				if total := sum(counts); total != len(list) {
					t.Errorf("%v are %d, want %d", counts, total, len(list))
				}
				if stage == "dot" && slices.Contains([]string{"drop", "stall", "garbage"}, kind.name) {
					if counts[Uncertain] == 0 {
						t.Errorf("nothing is uncertain: %v", counts)
					}
				} else if inMessage := stage == "DATA" || stage == "body"; counts[Uncertain] > 0 && !inMessage && !kind.act.stall {
					// What is dropped within a short message is known only after its dot.
					t.Errorf("uncertain without a reason: %v", counts)
				}
				told := checkTaken(t, s, r, nil)

				s.set(func() { s.script = nil })
				r.patience, r.Again = nil, true
				counts = deliver(t, s, r)
				if counts[Accepted]+counts[Refused] != len(list) {
					t.Errorf("at the end the counts are %v", counts)
				}
				checkTaken(t, s, r, told)
			})
		}
	}
}

func sum(counts map[Status]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// checkTaken holds what the server has to what the ledger says, and gives those
// of whom the ledger says, or said before, that they are uncertain.
func checkTaken(t *testing.T, s *faultServer, r *Run, before map[string]bool) map[string]bool {
	t.Helper()
	told := map[string]bool{}
	for address := range before {
		told[address] = true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for address, e := range entries(t, r) {
		n := len(s.taken[address])
		if e.Status == Uncertain {
			told[address] = true
		}
		most := 1
		if told[address] {
			most = 2
		}
		switch {
		case n > most:
			t.Errorf("%s has the message %d times", address, n)
		case e.Status == Accepted && n == 0:
			t.Errorf("%s was accepted and has nothing", address)
		case (e.Status == Waiting || e.Status == Deferred || e.Status == Refused) && n > 0 && !told[address]:
			t.Errorf("%s is %s and has the message", address, e.Status)
		case e.Status == Sending:
			t.Errorf("%s is left as sending", address)
		}
	}
	return told
}

func TestARefusedRecipientStopsNobody(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "RCPT" && strings.HasPrefix(v.to, "r00003") {
			return act{answer: "550-5.1.1 no such\r\n550 5.1.1 \x1b[31mmailbox\x07"}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(10))
	counts := deliver(t, s, r)
	if counts[Accepted] != 9 || counts[Refused] != 1 {
		t.Errorf("counts are %v", counts)
	}
	if e := entries(t, r)["r00003@example.org"]; e.Code != 550 || e.Words != "5.1.1 no such 5.1.1 [31mmailbox" {
		t.Errorf("the entry is %+v", e)
	}
}

func TestAServerThatRefusesEverythingIsNotAskedForAll(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "RCPT" {
			return act{answer: "554 5.7.1 Relay access denied"}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(60))
	counts, err := s.deliver(t.Context(), r)
	if err == nil || !strings.Contains(err.Error(), "none of the first 20 messages went out") || !strings.Contains(err.Error(), "Relay access denied") {
		t.Errorf("the error is %v", err)
	}
	if counts[Refused] < 20 || counts[Refused] > 23 || counts[Refused]+counts[Waiting] != 60 {
		t.Errorf("counts are %v", counts)
	}
}

func TestAQuotaThatIsUsedUpIsNotHeldAgainstTheRest(t *testing.T) {
	for _, c := range []struct {
		answer           string
		refused, waiting int // at least
	}{
		{"554 5.7.1 daily quota exceeded", 20, 60},
		{"550 daily quota exceeded", 20, 60},
		{"550 5.1.1 no such user", 90, 0},
		{"552 5.2.2 mailbox full", 90, 0},
	} {
		s := newFaultServer(t, func(v visit) act {
			if v.stage == "RCPT" && v.nth > 10 {
				return act{answer: c.answer}
			}
			return act{}
		})
		counts, err := s.deliver(t.Context(), testRun(t, s, t.TempDir(), testList(100)))
		stopped := err != nil && strings.Contains(err.Error(), "refused one after another") && strings.Contains(err.Error(), "--resend-refused")
		if stopped != (c.waiting > 0) || counts[Refused] < c.refused || counts[Waiting] < c.waiting || counts[Accepted]+counts[Refused]+counts[Waiting] != 100 {
			t.Errorf("%s: %v, %v", c.answer, counts, err)
		}
	}
}

func TestGreylistedRecipientsAreTriedAgain(t *testing.T) {
	first := map[string]time.Time{}
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(10))
	s.set(func() {
		s.script = func(v visit) act {
			if v.stage != "RCPT" {
				return act{}
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if _, seen := first[v.to]; !seen {
				first[v.to] = r.Clock()
			}
			if r.Clock().Sub(first[v.to]) < 4*time.Minute {
				return act{answer: "450 4.2.0 greylisted"}
			}
			return act{}
		}
	})
	if counts := deliver(t, s, r); counts[Accepted] != 10 {
		t.Errorf("counts are %v", counts)
	}
	if s.visits["RCPT"] != 20 {
		t.Errorf("recipients were named %d times", s.visits["RCPT"])
	}
}

func TestADeferredMessageIsGivenUpAfterFiveDays(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "dot" && strings.HasPrefix(v.to, "r00001") {
			return act{answer: "451 4.3.0 no hurry"}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(3))
	counts := deliver(t, s, r)
	if counts[Deferred] != 1 || counts[Accepted] != 2 {
		t.Fatalf("counts are %v", counts)
	}
	e := entries(t, r)["r00001@example.org"]
	if e.Code != 451 || !e.Since.Equal(testHour) || !e.Next.After(testHour.Add(30*time.Minute)) || e.Attempts != 4 {
		t.Errorf("the entry is %+v", e) // tried after 0, 5, 10, 20 minutes
	}
	r.For = 6 * 24 * time.Hour
	if counts := deliver(t, s, r); counts[Refused] != 1 {
		t.Errorf("after six days the counts are %v", counts)
	}
	if e := entries(t, r)["r00001@example.org"]; !strings.HasPrefix(e.Words, "given up after 5 days: 4.3.0") || e.Attempts > 60 {
		t.Errorf("the entry is %+v", e)
	}
}

func TestARunEndsWhenItsTimeIsOver(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "connect" {
			return act{answer: "421 4.3.2 not now"}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(5))
	start := r.Clock()
	trouble := ""
	r.Progress = func(p Progress) { trouble = p.Trouble }
	if counts := deliver(t, s, r); counts[Waiting] != 5 {
		t.Errorf("counts are %v", counts)
	}
	if took := r.Clock().Sub(start); took != 30*time.Minute {
		t.Errorf("it took %v", took)
	}
	if !strings.Contains(trouble, "421 4.3.2 not now") {
		t.Errorf("the trouble is %q", trouble)
	}
	if n := s.visits["connect"]; n < 20 || n > 120 {
		t.Errorf("the server was asked %d times in half an hour", n)
	}
}

func TestLimitsOfTheServerAreKept(t *testing.T) {
	t.Run("messages for each connection", func(t *testing.T) {
		s := newFaultServer(t, nil)
		r := testRun(t, s, t.TempDir(), testList(30))
		per := 4
		r.Settings.Server.PerConnection = &per
		if counts := deliver(t, s, r); counts[Accepted] != 30 || s.perLine != 4 {
			t.Errorf("counts are %v, at most %d in a connection", counts, s.perLine)
		}
	})
	t.Run("421 after some messages", func(t *testing.T) {
		s := newFaultServer(t, func(v visit) act {
			if v.stage == "MAIL" && v.message > 4 {
				return act{answer: "421 4.7.0 too many messages"}
			}
			return act{}
		})
		r := testRun(t, s, t.TempDir(), testList(30))
		if counts := deliver(t, s, r); counts[Accepted] != 30 {
			t.Errorf("counts are %v", counts)
		}
	})
	t.Run("connections", func(t *testing.T) {
		s := newFaultServer(t, func(v visit) act {
			if v.stage == "connect" && v.others >= 1 {
				return act{answer: "421 4.7.0 too many connections"}
			}
			return act{delay: time.Millisecond}
		})
		r := testRun(t, s, t.TempDir(), testList(30))
		if counts := deliver(t, s, r); counts[Accepted] != 30 {
			t.Errorf("counts are %v", counts)
		}
		if s.visits["connect"] > 8 {
			t.Errorf("the server was asked for %d connections", s.visits["connect"])
		}
	})
	t.Run("rate", func(t *testing.T) {
		s := newFaultServer(t, nil)
		r := testRun(t, s, t.TempDir(), testList(100))
		per := 60
		r.Settings.Server.PerMinute = &per
		start := r.Clock()
		counts := deliver(t, s, r)
		// A connection that opens slowly loses its first turn.
		if took := r.Clock().Sub(start); counts[Accepted] != 100 || took < 99*time.Second || took > 102*time.Second {
			t.Errorf("counts are %v after %v", counts, took)
		}
	})
	t.Run("size", func(t *testing.T) {
		s := newFaultServer(t, nil)
		s.set(func() { s.offers = []string{"SIZE 100", "AUTH PLAIN"} })
		r := testRun(t, s, t.TempDir(), testList(2))
		counts, err := s.deliver(t.Context(), r)
		if err == nil || !strings.Contains(err.Error(), "attach less") || counts[Waiting] != 2 || s.visits["MAIL"] != 0 {
			t.Errorf("%v, %v", counts, err)
		}
	})
	t.Run("size, not said before", func(t *testing.T) {
		s := newFaultServer(t, func(v visit) act {
			if v.stage == "MAIL" {
				return act{answer: "552 5.3.4 message size exceeds fixed limit"}
			}
			return act{}
		})
		counts, err := s.deliver(t.Context(), testRun(t, s, t.TempDir(), testList(2)))
		if err == nil || !strings.Contains(err.Error(), "attach less") || counts[Waiting] != 2 {
			t.Errorf("%v, %v", counts, err)
		}
	})
}

func TestInternationalAddresses(t *testing.T) {
	list := []Recipient{{Address: "айгүл@поща.example.org"}, {Address: "aigul@пошта.example.org"}, {Address: "arman@example.org"}}
	t.Run("offered", func(t *testing.T) {
		s := newFaultServer(t, nil)
		s.set(func() { s.offers = append(s.offers, "SMTPUTF8") })
		r := testRun(t, s, t.TempDir(), list)
		if counts := deliver(t, s, r); counts[Accepted] != 3 {
			t.Errorf("counts are %v: %v", counts, entries(t, r))
		}
		for _, line := range s.lines {
			if strings.HasPrefix(line, "MAIL ") && strings.Contains(line, "SMTPUTF8") != strings.Contains(line, "BODY=8BITMIME") {
				t.Error(line)
			}
			if strings.HasPrefix(line, "RCPT ") && strings.Contains(line, "пошта") {
				t.Error(line)
			}
		}
	})
	t.Run("not offered", func(t *testing.T) {
		s := newFaultServer(t, nil)
		r := testRun(t, s, t.TempDir(), list)
		r.Compose = func(_ *Recipient, _ time.Time) ([]byte, error) {
			return []byte("Message-ID: <1>\r\n\r\nhello\r\n"), nil
		}
		if counts := deliver(t, s, r); counts[Accepted] != 2 || counts[Refused] != 1 {
			t.Errorf("counts are %v: %v", counts, entries(t, r))
		}
		if e := entries(t, r)["айгүл@поща.example.org"]; !strings.Contains(e.Words, "SMTPUTF8") {
			t.Errorf("the entry is %+v", e)
		}
		if joined := strings.Join(s.lines, "\n"); strings.Contains(joined, "8BITMIME") || strings.Contains(joined, "SMTPUTF8") {
			t.Error(joined)
		}
	})
}

func TestExcludedRecipientsAreNotWrittenTo(t *testing.T) {
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(5))
	if err := r.Ledger.Exclude(Exclusion{"R00002@EXAMPLE.org", "unsubscribed", testHour}); err != nil {
		t.Fatal(err)
	}
	r.Settings.never = map[string]bool{"r00003@example.org": true}
	counts := deliver(t, s, r)
	if counts[Accepted] != 3 || counts[Excluded] != 2 || len(s.taken) != 3 {
		t.Errorf("counts are %v", counts)
	}
	if e := entries(t, r)["r00002@example.org"]; e.Words != "unsubscribed" {
		t.Errorf("the entry is %+v", e)
	}
}

func TestBeforeTheHour(t *testing.T) {
	s := newFaultServer(t, nil)
	list := testList(4)
	list[1].Group = "ministry"
	r := testRun(t, s, t.TempDir(), list)
	r.Settings.Groups = map[string]*Group{"ministry": {Prerelease: true}}
	r.Issue.Published = testHour.Add(time.Hour)
	if counts := deliver(t, s, r); counts[Accepted] != 1 || counts[Waiting] != 3 {
		t.Errorf("counts are %v", counts)
	}
	if e := entries(t, r)["r00001@example.org"]; !e.Embargo || e.Status != Accepted {
		t.Errorf("the entry is %+v", e)
	}
	r.For = 2 * time.Hour
	if counts := deliver(t, s, r); counts[Accepted] != 4 || r.Clock().Before(r.Issue.Published) {
		t.Errorf("counts are %v at %v", counts, r.Clock())
	}
	if entries(t, r)["r00002@example.org"].Embargo {
		t.Error("a message after the hour is marked as sent before it")
	}
}

func TestAMessageThatCannotBeMadeStopsNobody(t *testing.T) {
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(5))
	r.Compose = func(one *Recipient, now time.Time) ([]byte, error) {
		if one.Address == "r00002@example.org" {
			return nil, errors.New("no words")
		}
		return composeTest(one, now)
	}
	if counts := deliver(t, s, r); counts[Accepted] != 4 || counts[Refused] != 1 {
		t.Errorf("counts are %v", counts)
	}
}

// TestInterrupted breaks a run off while the server stalls at each stage.
func TestInterrupted(t *testing.T) {
	for _, stage := range []string{"connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "body", "dot"} {
		t.Run(stage, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := newFaultServer(t, func(v visit) act {
				if v.stage != stage {
					return act{}
				}
				if stage == "dot" { // the answer comes, and is waited for
					cancel()
					return act{delay: 50 * time.Millisecond}
				}
				time.AfterFunc(20*time.Millisecond, cancel)
				return act{stall: true}
			})
			r := testRun(t, s, t.TempDir(), testList(10))
			one := 1
			r.Settings.Server.Connections = &one
			r.patience = nil     // minutes: only the interruption ends it
			if stage == "body" { // longer than what the line takes ahead
				r.Compose = func(one *Recipient, now time.Time) ([]byte, error) {
					short, err := composeTest(one, now)
					return append(short, bytes.Repeat([]byte("a line of the message\r\n"), 1<<20)...), err
				}
			}
			counts, err := s.deliver(ctx, r)
			if err != nil {
				t.Fatal(err)
			}
			want := map[Status]int{Waiting: 10}
			if stage == "dot" {
				want = map[Status]int{Waiting: 9, Accepted: 1}
			}
			if fmt.Sprint(counts) != fmt.Sprint(want) {
				t.Errorf("counts are %v, want %v", counts, want)
			}
			checkTaken(t, s, r, nil)
		})
	}
}
