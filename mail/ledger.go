package mail

import "time"

// Status is what became of a message.
type Status string

// The statuses. Waiting, Sending, Deferred are owed; a message that was being
// handed over when the process ended is Waiting again, unless its final dot was
// on its way: then it is Uncertain.
const (
	Waiting   Status = "waiting"
	Sending   Status = "sending"
	Accepted  Status = "accepted"  // with the server's words
	Deferred  Status = "deferred"  // 4xx: to be tried again
	Refused   Status = "refused"   // 5xx: why
	Uncertain Status = "uncertain" // from the final dot until the answer
	Bounced   Status = "bounced"   // accepted, and returned later (RFC 3464)
	Excluded  Status = "excluded"  // unsubscribed, or on the list of those never to be written to
)

// An Entry is a row of the ledger: a recipient of one revision.
type Entry struct {
	Recipient
	Wave      string
	Revision  int
	Status    Status
	Code      int    // of the server's last answer; 0: none
	Words     string // of that answer, or why there was none
	Attempts  int
	Next      time.Time // when a deferred message is tried again
	Updated   time.Time
	MessageID string
	Embargo   bool // sent before the hour of publication
}

// A Ledger is the record of what was sent, an embedded database in mail/. One
// process holds it at a time.
type Ledger struct{}

// OpenLedger opens the ledger of a release folder, and makes it where there is none.
func OpenLedger(folder string) (*Ledger, error) { return nil, nil }

// Close gives the ledger free.
func (l *Ledger) Close() error { return nil }

// Plan adds the recipients that a revision does not have yet, as Waiting.
func (l *Ledger) Plan(wave string, revision int, recipients []Recipient) error { return nil }

// Put writes an entry and waits until it is on the disk.
func (l *Ledger) Put(e *Entry) error { return nil }

// Get gives the entry of a recipient by its key; nil where there is none.
func (l *Ledger) Get(wave string, revision int, key string) (*Entry, error) { return nil, nil }

// Each gives the entries of a revision in the order of their addresses, until f
// fails. It does not keep them in memory.
func (l *Ledger) Each(wave string, revision int, f func(*Entry) error) error { return nil }

// Counts gives how many entries of a revision have each status; they sum to the list.
func (l *Ledger) Counts(wave string, revision int) (map[Status]int, error) { return nil, nil }

// Exclude puts an address on the list of those never to be written to again, by any release of the folder.
func (l *Ledger) Exclude(address, reason string, at time.Time) error { return nil }

// Excluded reports whether an address is on that list, and why.
func (l *Ledger) Excluded(address string) (reason string, ok bool, err error) { return "", false, nil }

// EachExcluded gives that list in the order of its addresses, until f fails.
func (l *Ledger) EachExcluded(f func(address, reason string, at time.Time) error) error { return nil }
