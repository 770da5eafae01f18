package mail

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"
)

// A Run delivers what a revision's ledger owes.
type Run struct {
	Settings *Settings // as Load gives them
	Ledger   *Ledger
	Issue    *Issue
	Compose  func(r *Recipient, now time.Time) ([]byte, error) // called by several goroutines
	Password string
	Clock    func() time.Time
	Sleep    func(context.Context, time.Duration) error
	For      time.Duration   // how long to keep trying
	Again    bool            // uncertain ones too
	Off      map[string]bool // keys of those uncertain ones who are not to be written to any more
	Access   bool            // to the groups with pre-release access alone
	Waited   bool            // the run was left to hold until the hour of publication
	Progress func(Progress)

	patience *patience // nil: the RFC's
}

// Progress is how far a run is.
type Progress struct {
	Counts  map[Status]int
	Rate    float64       // messages a second
	Left    time.Duration // likely
	Trouble string        // what keeps the server from being reached; empty: nothing
}

// Deliver hands over every message that is owed, until none is, the time is
// over, or ctx ends: then each dialogue is finished or broken off within seconds,
// so that the ledger is true. It gives the counts. An error is what a person must
// mend: a *ServerError where the server takes no message at all, or one of the
// ledger. A server that cannot be reached for a while is none.
func (r *Run) Deliver(ctx context.Context) (map[Status]int, error) {
	counts, err := r.Ledger.Counts(r.Issue.Wave, r.Issue.Revision)
	if err != nil {
		return nil, err
	}
	d, err := r.delivery(counts)
	if err != nil {
		return counts, err
	}
	d.run(ctx)
	counts, err = r.Ledger.Counts(r.Issue.Wave, r.Issue.Revision)
	if d.failure != nil {
		err = d.failure
	}
	return counts, err
}

// delivery is a run under way.
type delivery struct {
	*Run
	server        *server
	from          string
	pace          *pace
	end           time.Time
	connections   int
	perConnection int

	jobs   chan *Entry
	inHand sync.WaitGroup // jobs
	stop   context.CancelFunc

	opening chan struct{} // has room for who opens a connection

	mu       sync.Mutex
	counts   map[Status]int
	answered int             // messages that the server took, deferred or refused
	refusals int             // in this run
	inRow    int             // of them, those since the last acceptance that speak of no address
	fresh    map[string]bool // keys of those that became uncertain in this run
	open     int             // connections
	failure  error
	trouble  string
}

func (r *Run) delivery(counts map[Status]int) (*delivery, error) {
	sender, err := ParseMailbox(r.Settings.Sender.Value)
	if err != nil {
		return nil, fmt.Errorf("%s: sender: %w", r.Settings.Sender.Place(), err)
	}
	from := ASCIIAddress(sender.Address)
	limits := rfcPatience()
	if r.patience != nil {
		limits = *r.patience
	}
	s := &r.Settings.Server
	server, err := newServer(s, r.Password, limits)
	if err != nil {
		return nil, err
	}
	server.unattended = r.Waited
	d := &delivery{
		Run: r, server: server, from: from,
		end:           r.Clock().Add(r.For),
		connections:   *s.Connections,
		perConnection: *s.PerConnection,
		jobs:          make(chan *Entry),
		opening:       make(chan struct{}, 1),
		counts:        maps.Clone(counts),
		fresh:         map[string]bool{},
	}
	d.pace = &pace{clock: r.Clock, sleep: r.Sleep, end: d.end}
	if s.PerMinute != nil {
		d.pace.interval = time.Minute / time.Duration(*s.PerMinute)
	}
	return d, nil
}

// run has connections hand over what pass after pass of the ledger finds owed.
// ctx ends dialogues; going ends what is not begun yet.
func (d *delivery) run(ctx context.Context) {
	going, stop := context.WithCancel(ctx)
	defer stop()
	d.stop = stop
	var reporting, working sync.WaitGroup
	over := make(chan struct{})
	if d.Progress != nil {
		reporting.Go(func() { d.report(over) })
	}
	for range d.connections {
		working.Go(func() { (&worker{delivery: d}).work(ctx, going) })
	}
	if err := d.passes(going); err != nil {
		d.fail(err)
	}
	close(d.jobs)
	working.Wait()
	close(over)
	reporting.Wait()
}

// passes goes through the ledger until nothing is owed that could still be tried in time.
func (d *delivery) passes(going context.Context) error {
	for {
		handed, next, err := d.pass(going)
		d.inHand.Wait()
		switch {
		case err != nil:
			return err
		case going.Err() != nil || d.over():
			return nil
		case handed > 0:
		case next.IsZero() || next.After(d.end):
			return nil
		default:
			if d.pace.sleepUntil(going, next) != nil {
				return nil
			}
		}
	}
}

// pass hands out what is due now, in the order of the ledger, and gives when the
// first of the others will be.
func (d *delivery) pass(going context.Context) (handed int, next time.Time, err error) {
	for after := ""; ; {
		page, last, err := d.Ledger.page(d.Issue.Wave, d.Issue.Revision, after)
		if err != nil || len(page) == 0 {
			return handed, next, err
		}
		for _, e := range page {
			due, owed := d.due(e)
			if !owed {
				continue
			}
			if due.After(d.Clock()) {
				if next.IsZero() || due.Before(next) {
					next = due
				}
				continue
			}
			if !d.hand(going, e) {
				return handed, next, nil
			}
			handed++
		}
		after = last
	}
}

// hand gives an entry to a free connection; false: the run ends.
func (d *delivery) hand(going context.Context, e *Entry) bool {
	if going.Err() != nil || d.over() {
		return false
	}
	d.inHand.Add(1)
	select {
	case d.jobs <- e:
		return true
	case <-going.Done():
		d.inHand.Done()
		return false
	}
}

// due gives when an entry is to be tried; false: it is not owed.
func (d *delivery) due(e *Entry) (at time.Time, owed bool) {
	switch e.Status {
	case Waiting, Sending:
	case Deferred:
		// A pause longer than any was set by a clock that was ahead.
		if e.Next.Sub(d.Clock()) <= deferredMost {
			at = e.Next
		}
	case Uncertain:
		d.mu.Lock()
		fresh := d.fresh[e.Key()]
		d.mu.Unlock()
		if !d.Again || fresh || d.Off[e.Key()] {
			return at, false
		}
	default:
		return at, false
	}
	if !d.Settings.hasAccess(e.Group) {
		if d.Access {
			return at, false
		}
		if d.Issue.Published.After(at) {
			at = d.Issue.Published
		}
	}
	return at, true
}

func (d *delivery) over() bool { return !d.Clock().Before(d.end) }

// fail ends the run, because of what concerns every message.
func (d *delivery) fail(err error) {
	d.mu.Lock()
	if d.failure == nil {
		d.failure = err
	}
	d.mu.Unlock()
	d.stop()
}

// put writes an entry that had another status, and counts.
func (d *delivery) put(e *Entry, was Status) error {
	e.Updated = d.Clock()
	if err := d.Ledger.Put(e); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.counts[was]--
	d.counts[e.Status]++
	return nil
}

// refusedAll is how many refusals there must be before a run is ended: with no
// acceptance ever of the revision, or one after another for no fault of the address, as
// where a day's quota is used up. Then it is not the recipients who are wrong.
const refusedAll = 20

// tally counts an answer. It fails where the server seems to refuse everything.
func (d *delivery) tally(e *Entry) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answered++
	switch e.Status {
	case Accepted:
		d.inRow = 0
	case Refused:
		d.refusals++
		// X.1 and X.2 speak of the address and of its mailbox (RFC 3463). What was given up
		// after days, or never tried, ends with its like, which the server does not refuse now.
		if e.Code/100 == 5 && !strings.HasPrefix(e.Words, "5.1.") && !strings.HasPrefix(e.Words, "5.2.") {
			d.inRow++
		}
	}
	none := d.counts[Accepted]+d.counts[Bounced] == 0
	if d.inRow < refusedAll && (d.refusals < refusedAll || !none) {
		return nil
	}
	why := e.Words
	if e.Code > 0 {
		why = fmt.Sprintf("the server answered %d %s", e.Code, e.Words)
	}
	if none {
		return d.server.fault("none of the first %d messages went out, and no more were tried; of the last one, %s", d.refusals, why)
	}
	return d.server.fault("the last %d messages were refused one after another, and no more were tried; of the last one, %s. "+
		"Once the cause is mended, --resend-refused sends those too", d.inRow, why)
}
