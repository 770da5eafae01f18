package mail

import (
	"context"
	"time"
)

// A Run delivers what a revision's ledger owes.
type Run struct {
	Settings *Settings
	Ledger   *Ledger
	Issue    *Issue
	Compose  func(r *Recipient, now time.Time) ([]byte, error) // called by several connections at once; the entry's Embargo is whether now is before the hour
	ID       func(r *Recipient) string                        // the Message-ID, kept in the entry
	May      func(e *Entry, now time.Time) bool               // whether an owed message may be sent now; those that may not stay as they are, and Deliver does not wait for them; nil: all
	Password string
	Clock    func() time.Time
	Sleep    func(context.Context, time.Duration) error
	For      time.Duration // how long to keep trying
	Again    bool          // uncertain ones too
	Progress func(Progress)
}

// Progress is how far a run is.
type Progress struct {
	Counts map[Status]int
	Rate   float64       // messages a second
	Left   time.Duration // likely
}

// Deliver hands over every message that is owed, until none is, the time is
// over, or ctx ends: then it ends cleanly. It gives the counts.
func (r *Run) Deliver(ctx context.Context) (map[Status]int, error) { return nil, nil }
