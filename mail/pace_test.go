package mail

import (
	"testing"
	"time"
)

func TestPausesGrow(t *testing.T) {
	start := testHour
	var at []time.Duration
	for now := start; ; {
		next, ok := nextAttempt(start, now)
		if !ok {
			break
		}
		at = append(at, next.Sub(start))
		now = next
	}
	want := []time.Duration{5, 10, 20, 40, 80, 160, 320, 500}
	for i, w := range want {
		if at[i] != w*time.Minute {
			t.Errorf("attempt %d comes after %v, want %v", i+2, at[i], w*time.Minute)
		}
	}
	if last := at[len(at)-1]; last < givenUp || last > givenUp+deferredMost {
		t.Errorf("the last attempt comes after %v", last)
	}
}

func TestTroubles(t *testing.T) {
	clock := &testClock{now: testHour}
	p := &pace{clock: clock.Now, sleep: clock.Sleep, end: testHour.Add(10 * time.Minute)}
	for _, want := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
		before := clock.Now()
		p.trouble()
		p.trouble() // met by another connection at the same time
		if err := p.untilQuiet(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := clock.Now().Sub(before); got != want*time.Second {
			t.Errorf("the pause is %v, want %v", got, want*time.Second)
		}
	}
	p.well()
	p.trouble()
	if got := p.quiet.Sub(clock.Now()); got != time.Second {
		t.Errorf("after a message the pause is %v", got)
	}
	clock.now = p.end.Add(-time.Second / 2)
	p.trouble()
	if err := p.untilQuiet(t.Context()); err != nil || !clock.Now().Equal(p.end) {
		t.Errorf("the pause goes on until %v", clock.Now())
	}
}
