package mail

import "bulletin/tables"

// A Recipient is one person who is written to.
type Recipient struct {
	Address  string // as typed; one is the same whatever the capitals of its domain
	Name     string
	Language string // BCP 47, of an edition; the first one's unless set
	Group    string
	Place    tables.Place
}

// Key is what makes a recipient the same in every list: the address with its
// domain in small letters and in ASCII (IDNA).
func (r *Recipient) Key() string { return r.Address }
