package mail

import (
	"time"

	"bulletin"
	"bulletin/release"
)

// An Issue is what is sent: one recorded revision of a release, in its editions.
type Issue struct {
	Wave      string
	Revision  int
	Published time.Time           // the hour before which only groups with pre-release access are written to
	Editions  map[string]*Edition // by language
	First     string              // language of the first one
}

// Edition is the issue in one language.
type Edition struct {
	*bulletin.Edition
	PDF      []byte
	Workbook []byte // the tables
}

// OpenIssue gives the last recorded revision of a release folder, its PDFs held
// to the record and verified. It refuses a folder that was never released, and
// what the folder has that was not.
func OpenIssue(folder string) (*Issue, error) { return nil, nil }

// A Composer makes messages.
type Composer struct {
	Settings *Settings
	Issue    *Issue
	Changes  *release.Difference // from the revision that recipients were sent; nil at the first
}

// Check tells what keeps messages from being made.
func (c *Composer) Check() error { return nil }

// Message gives the message to one recipient, whole and signed, with CRLF at its
// line ends. The same release, revision and recipient have the same Message-ID.
// inReplyTo is the Message-ID of the first message that the recipient was sent; now is its Date.
func (c *Composer) Message(r *Recipient, now time.Time, o MessageOptions) ([]byte, error) {
	return nil, nil
}

// MessageOptions say how a message differs from the ordinary one.
type MessageOptions struct {
	InReplyTo string
	Embargo   bool // the hour of publication is not yet there
	Proof     bool // a proof, marked as one
}

// MessageID gives the Message-ID of an issue's message to a recipient, with its angle brackets.
func (c *Composer) MessageID(r *Recipient) string { return "" }
