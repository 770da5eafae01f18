package mail

import (
	"context"
	"sync"
	"time"
)

// How long a deferred message waits. RFC 5321 4.5.4.1 wants 30 minutes between
// attempts in general, and allows shorter ones where the reason is known. The
// most frequent reason is greylisting, which ends after some minutes: so each
// pause is as long as the message was deferred already, from five minutes (after
// 5, 10, 20, 40 minutes) up to three hours. After five days the message is given
// up, as the RFC advises (4 to 5 days).
const (
	deferredLeast = 5 * time.Minute
	deferredMost  = 3 * time.Hour
	givenUp       = 5 * 24 * time.Hour
)

// nextAttempt gives when a message is tried again that was deferred first at
// since and again now; false: it is given up.
func nextAttempt(since, now time.Time) (time.Time, bool) {
	waited := now.Sub(since)
	if waited >= givenUp {
		return time.Time{}, false
	}
	return now.Add(min(max(waited, deferredLeast), deferredMost)), true
}

// How long the server itself is left alone after it could not be reached, closed
// the connection (421) or had no room (452): doubled each time, until it takes a message.
const (
	troubleLeast = time.Second
	troubleMost  = time.Minute
)

// A pace keeps all connections of a run to what the server bears.
type pace struct {
	clock    func() time.Time
	sleep    func(context.Context, time.Duration) error
	interval time.Duration // between messages; 0: none
	end      time.Time     // of the run: nothing is waited for longer

	mu       sync.Mutex
	slot     time.Time // of the next message
	troubles int       // one after another
	quiet    time.Time // until when the server is left alone
}

// turn waits until the next message may begin, and gives that time.
func (p *pace) turn(ctx context.Context) (at time.Time, err error) {
	if p.interval <= 0 {
		return p.clock(), ctx.Err()
	}
	p.mu.Lock()
	now := p.clock()
	at = p.slot
	if at.Before(now) {
		at = now
	}
	p.slot = at.Add(p.interval)
	p.mu.Unlock()
	return at, p.sleepUntil(ctx, at)
}

// trouble has the server left alone for a while. What several connections meet
// at the same time is one trouble.
func (p *pace) trouble() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock()
	if now.Before(p.quiet) {
		return
	}
	p.quiet = now.Add(min(troubleLeast<<min(p.troubles, 10), troubleMost))
	p.troubles++
}

// well notes that the server took a message.
func (p *pace) well() {
	p.mu.Lock()
	p.troubles = 0
	p.mu.Unlock()
}

// untilQuiet waits until the server may be troubled again.
func (p *pace) untilQuiet(ctx context.Context) error {
	p.mu.Lock()
	quiet := p.quiet
	p.mu.Unlock()
	return p.sleepUntil(ctx, quiet)
}

func (p *pace) sleepUntil(ctx context.Context, at time.Time) error {
	if at.After(p.end) {
		at = p.end
	}
	if d := at.Sub(p.clock()); d > 0 {
		return p.sleep(ctx, d)
	}
	return ctx.Err()
}
