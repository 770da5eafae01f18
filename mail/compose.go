package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"bulletin/config"
)

// A Composer makes messages. Several goroutines may use it at once.
type Composer struct {
	Settings *Settings
	Issue    *Issue

	prepare  sync.Once
	unready  error
	tokens   *Tokens // nil without an address for one click
	mutex    sync.Mutex
	letters  map[letterKey]*letter
	enclosed map[string]*enclosures // by language

	from, replyTo, leave Mailbox
}

// MessageOptions say how a message differs from the ordinary one.
type MessageOptions struct {
	InReplyTo string // Message-ID of the first message about the release that the recipient was sent
	Since     int    // the revision that the recipient was sent last; 0: none
	Embargo   bool   // the hour of publication is not yet there
	Proof     bool   // a proof, marked as one
}

// letterKey is all that the words of a message depend on beside the recipient.
type letterKey struct {
	language       string
	since          int
	embargo, proof bool
}

// Check tells what keeps messages from being made, in every language that there
// are words for. The file with the secret of tokens is made where it is absent.
func (c *Composer) Check() error {
	if err := c.ready(); err != nil {
		return err
	}
	var found []error
	for language := range c.Issue.Editions {
		if c.Settings.Messages[language] == nil {
			continue // no one is written to in it, or Load has told
		}
		if _, err := c.letter(letterKey{language: language}); err != nil {
			found = append(found, err)
		}
	}
	slices.SortFunc(found, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(found...)
}

// ready reads what all messages need, once.
func (c *Composer) ready() error {
	c.prepare.Do(func() {
		c.letters, c.enclosed = make(map[letterKey]*letter), make(map[string]*enclosures)
		c.unready = errors.Join(c.readAddresses()...)
		if c.unready == nil && c.Settings.Unsubscribe.URL.Value != "" {
			c.tokens, c.unready = OpenTokens(c.Settings)
		}
	})
	return c.unready
}

// readAddresses reads those that all messages have. Load has held them to the same.
func (c *Composer) readAddresses() (found []error) {
	one := func(t config.Text) (m Mailbox) {
		if t.Value == "" {
			return m
		}
		m, err := ParseMailbox(t.Value)
		if err != nil {
			found = append(found, fmt.Errorf("%s: %w", t.Place(), err))
		}
		return m
	}
	c.from, c.replyTo, c.leave = one(c.Settings.Sender), one(c.Settings.ReplyTo), one(c.Settings.Unsubscribe.Mailto)
	if c.Settings.Sender.Value == "" {
		found = append(found, fmt.Errorf("%s: there is no sender", SettingsFile))
	}
	return found
}

// Message gives the message to one recipient, whole and signed, with CRLF at its
// line ends. now is its date. A proof has a Message-ID of its own, so that no
// mailbox takes the message itself for a copy of it.
func (c *Composer) Message(r *Recipient, now time.Time, o MessageOptions) ([]byte, error) {
	if err := c.ready(); err != nil {
		return nil, err
	}
	if err := CheckAddress(r.Address); err != nil {
		return nil, fmt.Errorf("%s: %w", r.Place, err)
	}
	key := letterKey{language: r.Language, since: o.Since, embargo: o.Embargo, proof: o.Proof}
	if key.language == "" {
		key.language = c.Issue.First
	}
	l, err := c.letter(key)
	if err != nil {
		return nil, err
	}
	e := envelope{
		from: c.from, replyTo: c.replyTo, to: Mailbox{r.Name, r.Address}, date: now,
		id: c.MessageID(r), inReplyTo: o.InReplyTo, greeting: l.greeting(r.Name), mailto: c.leave.Address,
	}
	if o.Proof {
		e.id = c.messageID("proof", now.UTC().Format(time.RFC3339Nano), r.Key())
	}
	if c.tokens != nil {
		e.oneClick = strings.ReplaceAll(c.Settings.Unsubscribe.URL.Value, "{token}", c.tokens.Of(r))
	}
	return l.message(&e, c.Settings.DKIM)
}

// MessageID gives the Message-ID of an issue's message to a recipient, with its
// angle brackets. The same release, revision and recipient have the same one.
func (c *Composer) MessageID(r *Recipient) string { return c.messageID(r.Key()) }

// messageID is 128 bits of the SHA-256 of the revision and what is named, at the
// sender's domain: the digest of a revision differs from that of any other release.
func (c *Composer) messageID(of ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{"Message-ID", c.Issue.Digest}, of...), "\n")))
	return "<" + hex.EncodeToString(sum[:16]) + "@" + c.domain() + ">"
}

// domain is that of the sender, in ASCII.
func (c *Composer) domain() string {
	if c.ready() != nil || c.from.Address == "" {
		return "localhost" // no message is made
	}
	ascii := ASCIIAddress(c.from.Address)
	return strings.ToLower(ascii[strings.LastIndexByte(ascii, '@')+1:])
}

// letter gives what all messages of a kind share, made once.
func (c *Composer) letter(key letterKey) (*letter, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if l := c.letters[key]; l != nil {
		return l, nil
	}
	e, w := c.Issue.Editions[key.language], c.Settings.Messages[key.language]
	if e == nil || w == nil {
		return nil, fmt.Errorf("there are no words for messages in %q; write them in %s under [message.%s]", key.language, SettingsFile, key.language)
	}
	enclosed := c.enclosed[key.language]
	if enclosed == nil {
		var err error
		if enclosed, err = enclose(e, c.Issue, &c.Settings.Attach, w, c.domain()); err != nil {
			return nil, err
		}
		c.enclosed[key.language] = enclosed
	}
	l := newLetter(key, e, c.Issue, &c.Settings.Attach, w, enclosed)
	c.letters[key] = l
	return l, nil
}
