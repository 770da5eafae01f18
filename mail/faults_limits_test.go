package mail

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

// TestAServerWithoutRoomIsLeftAlone: after 452, or a passing refusal of the sender, nobody is
// tried until a growing pause is over.
func TestAServerWithoutRoomIsLeftAlone(t *testing.T) {
	for stage, answer := range map[string]string{"RCPT": "452 4.3.1 no room", "MAIL": "451 4.7.1 too fast", "dot": "452 4.3.1 no room"} {
		t.Run(stage, func(t *testing.T) {
			s := newFaultServer(t, func(v visit) act {
				if v.stage == stage {
					return act{answer: answer}
				}
				return act{}
			})
			r := testRun(t, s, t.TempDir(), testList(400))
			r.For = 5 * time.Minute
			counts := deliver(t, s, r)
			if counts[Waiting]+counts[Deferred] != 400 {
				t.Errorf("counts are %v", counts)
			}
			if n := s.visits[stage]; n > 50 {
				t.Errorf("the server was tried %d times in five minutes", n)
			}
		})
	}
}

// TestAFullMailboxIsNotAFullServer: those behind it are not kept waiting.
func TestAFullMailboxIsNotAFullServer(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "RCPT" && v.to < "r00040" {
			return act{answer: "452 4.2.2 mailbox full"}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(50))
	r.For = time.Minute
	if counts := deliver(t, s, r); counts[Deferred] != 40 || counts[Accepted] != 10 {
		t.Errorf("counts are %v", counts)
	}
}

func TestANewConnectionWhereTheServerTakesNoMoreOnOne(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "MAIL" && v.message > 2 {
			return act{answer: "451 4.7.1 too many messages in this connection"}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(50))
	r.For = time.Minute
	if counts := deliver(t, s, r); counts[Accepted] != 50 {
		t.Errorf("counts are %v", counts)
	}
}

// TestALedgerThatIsTakenAway ends the run: what is written to a deleted file is lost.
func TestALedgerThatIsTakenAway(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file in use cannot be deleted there")
	}
	s := newFaultServer(t, nil)
	folder := t.TempDir()
	r := testRun(t, s, folder, testList(30))
	var once sync.Once
	s.set(func() {
		s.script = func(v visit) act {
			if v.stage == "dot" && v.nth == 5 {
				once.Do(func() {
					if err := os.Remove(filepath.Join(folder, Folder, LedgerFile)); err != nil {
						t.Error(err)
					}
				})
			}
			return act{}
		}
	})
	_, err := s.deliver(t.Context(), r)
	if err == nil || s.visits["dot"] > 8 {
		t.Errorf("%v after %d messages", err, s.visits["dot"])
	}
}

// TestAClockThatWasAhead puts nobody off until a time that was wrong.
func TestAClockThatWasAhead(t *testing.T) {
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(3))
	e := entries(t, r)["r00001@example.org"]
	e.Status, e.Since, e.Next = Deferred, testHour.AddDate(1, 0, 0), testHour.AddDate(1, 0, 0).Add(time.Hour)
	if err := r.Ledger.Put(&e); err != nil {
		t.Fatal(err)
	}
	if counts := deliver(t, s, r); counts[Accepted] != 3 {
		t.Errorf("counts are %v", counts)
	}
}

// TestLostTurnsAreNotMadeUpFor: connections that were waited for together keep to the rate.
func TestLostTurnsAreNotMadeUpFor(t *testing.T) {
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(100))
	perMinute, connections := 60, 8
	r.Settings.Server.PerMinute, r.Settings.Server.Connections = &perMinute, &connections
	var once sync.Once
	var opened time.Time
	s.set(func() {
		s.script = func(v visit) act {
			switch {
			case v.stage != "connect":
			case r.Clock().Before(testHour.Add(5 * time.Minute)):
				return act{answer: "421 4.3.2 not now"}
			default:
				once.Do(func() { opened = r.Clock() })
			}
			return act{}
		}
	})
	counts := deliver(t, s, r)
	if took := r.Clock().Sub(opened); counts[Accepted] != 100 || took < 99*time.Second {
		t.Errorf("counts are %v after %v", counts, took)
	}
}

// TestARunEndsNearItsTime though the server stalls.
func TestARunEndsNearItsTime(t *testing.T) {
	for _, stage := range []string{"connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			s := newFaultServer(t, func(v visit) act { return act{stall: v.stage == stage} })
			r := testRun(t, s, t.TempDir(), testList(3))
			r.Clock, r.Sleep, r.For = time.Now, sleepFor, 100*time.Millisecond
			patient := rfcPatience()
			patient.over = 200 * time.Millisecond
			r.patience = &patient
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if counts, err := s.deliver(ctx, r); err != nil || ctx.Err() != nil || counts[Waiting] != 3 {
				t.Errorf("%v, %v, %v", counts, err, ctx.Err())
			}
		})
	}
}

// TestADoubtfulMessageStaysOne: what the program itself finds wrong is no answer of the server.
func TestADoubtfulMessageStaysOne(t *testing.T) {
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(2))
	e := entries(t, r)["r00001@example.org"]
	e.Status = Uncertain
	if err := r.Ledger.Put(&e); err != nil {
		t.Fatal(err)
	}
	r.Again = true
	r.Compose = func(one *Recipient, now time.Time) ([]byte, error) {
		if one.Key() == e.Key() {
			return nil, errors.New("no words")
		}
		return composeTest(one, now)
	}
	if counts := deliver(t, s, r); counts[Accepted] != 1 || counts[Uncertain] != 1 {
		t.Errorf("counts are %v", counts)
	}
}

// TestWhoMayHaveItHasIt: refused or put off when it is sent again, a message that
// was uncertain may have come all the same, and a correction must follow it.
func TestWhoMayHaveItHasIt(t *testing.T) {
	for answer, want := range map[string]Status{"550 5.1.1 gone": Refused, "451 4.2.0 later": Deferred} {
		s := newFaultServer(t, func(v visit) act {
			if v.stage == "RCPT" {
				return act{answer: answer}
			}
			return act{}
		})
		r := testRun(t, s, t.TempDir(), testList(1))
		e := entries(t, r)["r00000@example.org"]
		e.Status = Uncertain
		if err := r.Ledger.Put(&e); err != nil {
			t.Fatal(err)
		}
		r.Again, r.For = true, time.Minute
		deliver(t, s, r)
		if e := entries(t, r)["r00000@example.org"]; e.Status != want || !e.sent() {
			t.Errorf("%s: %+v", answer, e)
		}
	}
}

func TestPrereleaseAloneGoesToNobodyElse(t *testing.T) {
	s := newFaultServer(t, nil)
	list := testList(4)
	list[1].Group = "ministry"
	r := testRun(t, s, t.TempDir(), list)
	r.Settings.Groups = map[string]*Group{"ministry": {Prerelease: true}}
	r.Access = true // though the hour has come
	if counts := deliver(t, s, r); counts[Accepted] != 1 || counts[Waiting] != 3 {
		t.Errorf("counts are %v", counts)
	}
}

// TestNoDotAfterAnInterruption breaks a message off between its last line and its
// dot: it was not handed over, and is not uncertain.
func TestNoDotAfterAnInterruption(t *testing.T) {
	s := newFaultServer(t, nil)
	r := testRun(t, s, t.TempDir(), testList(1))
	d, err := r.delivery(nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.server.dial(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	got := c.handOver("a@example.org", "b@example.org", []byte("Subject: x\r\n\r\nx\r\n"), func() error {
		c.wire.hurry()
		return nil
	})
	c.abort()
	s.quiet()
	if got.status != Waiting || !got.closed || s.visits["dot"] > 0 {
		t.Errorf("%+v after %d messages", got, s.visits["dot"])
	}
}

// TestAConnectionThatCannotBeResetIsGivenUp: the next message must not join one that was begun.
func TestAConnectionThatCannotBeResetIsGivenUp(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		switch {
		case v.stage == "RCPT" && v.nth == 1:
			return act{answer: "550 5.1.1 nobody"}
		case v.stage == "RSET":
			return act{answer: "502 5.5.1 what"}
		case v.stage == "MAIL" && v.message > 1:
			t.Error("a message was begun beside another")
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(2))
	one := 1
	r.Settings.Server.Connections = &one
	if counts := deliver(t, s, r); counts[Refused] != 1 || counts[Accepted] != 1 {
		t.Errorf("counts are %v", counts)
	}
}

// TestThoseGivenUpTogetherEndNoRun: they were put off together, and the server refuses nobody.
func TestThoseGivenUpTogetherEndNoRun(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "RCPT" && v.to > "r00005" && v.to < "r00040" {
			return act{answer: "451 4.4.1 no answer from there"}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(50))
	for _, e := range entries(t, r) {
		if e.Address > "r00005" && e.Address < "r00040" {
			e.Status, e.Since = Deferred, testHour.Add(-givenUp)
			if err := r.Ledger.Put(&e); err != nil {
				t.Fatal(err)
			}
		}
	}
	if counts := deliver(t, s, r); counts[Refused] != 35 || counts[Accepted] != 15 {
		t.Errorf("counts are %v", counts)
	}
}
