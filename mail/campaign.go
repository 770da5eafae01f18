package mail

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"bulletin"
	"bulletin/release"
)

// A Campaign is the sending of one release: its last revision, the settings of
// its folder and the list of its recipients.
type Campaign struct {
	Folder     string
	Settings   *Settings
	Recipients []Recipient
	Issue      *Issue

	composer *Composer
	earlier  []Version         // the revisions before the issue's, first first
	beside   map[string]string // why, by the key of who unsubscribed from a release beside this one; empty where the ledger has taken them over
}

// A Version is a revision that the ledger may have entries of.
type Version struct {
	Wave     string
	Revision int
}

// OpenCampaign opens what is to be sent from a release folder, and to whom. All
// faults of settings and recipients come at once, as [*bulletin.Problems].
func OpenCampaign(folder string) (*Campaign, error) {
	settings, recipients, sources, problems := Load(folder)
	if len(problems) > 0 {
		return nil, bulletin.ProblemsOf(problems, sources)
	}
	issue, err := OpenIssue(folder)
	if err != nil {
		return nil, err
	}
	c := &Campaign{
		Folder: folder, Settings: settings, Recipients: recipients, Issue: issue,
		composer: &Composer{Settings: settings, Issue: issue},
	}
	if issue.Revision > 1 {
		if err := c.lookBack(); err != nil {
			return nil, err
		}
	}
	return c, c.composer.Check()
}

// lookBack finds the revisions before the issue's.
func (c *Campaign) lookBack() error {
	record, err := release.ReadRecord(c.Folder)
	if err != nil {
		return err
	}
	for _, r := range record.Revisions {
		if r.Number < c.Issue.Revision {
			c.earlier = append(c.earlier, Version{r.Wave, r.Number})
		}
	}
	return nil
}

// SendOptions are what sending takes from whoever asks for it.
type SendOptions struct {
	Clock    func() time.Time
	Sleep    func(context.Context, time.Duration) error
	Prompt   func() (string, error) // asks for the password; nil: there is nobody to ask
	Tell     func(string)
	Progress func(Progress)

	For        time.Duration // how long to keep trying
	Wait       bool          // hold until the hour of publication
	Prerelease bool          // to the groups with pre-release access alone
	All        bool          // a correction to the whole list
	Uncertain  bool          // uncertain ones again
	Refused    bool          // refused ones again
}

// An EarlyError refuses a time before the hour of publication.
type EarlyError struct {
	Published time.Time
	Owed      int // recipients
	Access    int // of them, those in a group with pre-release access
}

func (e *EarlyError) Error() string {
	hour := e.Published.Format("2006-01-02 15:04 -07:00")
	if e.Access == 0 {
		return fmt.Sprintf("not sent: the hour of publication is %s; --wait holds until then", hour)
	}
	return fmt.Sprintf("not sent: the hour of publication is %s; --wait holds until then, --prerelease sends to those %d of %d now that are in a group with pre-release access",
		hour, e.Access, e.Owed)
}

// ErrInterrupted is what sending ends with when it is interrupted while it waits, for the hour of publication or the ledger.
var ErrInterrupted = errors.New("interrupted while waiting, nothing was sent meanwhile; run it again to go on")

// An Outcome is what became of a run.
type Outcome struct {
	Version
	Counts    map[Status]int
	Owed      int // that the run was to send and did not
	Later     int // owed at the hour of publication, to which the run did not go
	Refused   int // of those who are on the list
	Uncertain int // that are sent again only when asked for
}

// heldPause is how long a run that waits leaves alone who holds the ledger.
const heldPause = 5 * time.Second

// Send sends the last revision of a release to everyone who is owed it. An error
// means that nothing more was sent; the outcome with it says what was, and is nil where nothing was tried.
func Send(ctx context.Context, folder string, o SendOptions) (*Outcome, error) {
	c, err := OpenCampaign(folder)
	if err != nil {
		return nil, err
	}
	password, err := Password(c.Settings, folder, o.Prompt)
	if err != nil {
		return nil, err
	}
	patience := o.Clock().Add(o.For) // with who holds the ledger
	told := false
	for {
		outcome, err := c.send(ctx, password, o)
		var early *EarlyError
		var held *LedgerHeldError
		switch {
		case o.Wait && errors.As(err, &early):
			// The ledger is closed meanwhile: who unsubscribes need not wait.
			o.Tell("holding until " + early.Published.Format("2006-01-02 15:04 -07:00") + ", the hour of publication; Ctrl-C ends")
			err = holdUntil(ctx, early.Published, o)
			patience, told = early.Published.Add(o.For), false
		case o.Wait && errors.As(err, &held) && o.Clock().Before(patience):
			// Nobody may be there to run it again for another run, or a look at the record, at that moment.
			if !told {
				o.Tell(held.held() + "; waiting until it has ended")
			}
			told = true
			err = holdUntil(ctx, o.Clock().Add(heldPause), o)
		default:
			return outcome, err
		}
		if err != nil {
			return nil, err
		}
		// What was corrected or taken off the list during the hold counts.
		if c, err = OpenCampaign(folder); err != nil {
			return nil, err
		}
	}
}

// holdUntil waits in short steps, so that a machine that slept or a clock that
// was set right makes no difference.
func holdUntil(ctx context.Context, hour time.Time, o SendOptions) error {
	for {
		left := hour.Sub(o.Clock())
		if left <= 0 {
			return nil
		}
		if o.Sleep(ctx, min(left, 30*time.Second)) != nil || ctx.Err() != nil {
			return ErrInterrupted
		}
	}
}

func (c *Campaign) send(ctx context.Context, password string, o SendOptions) (outcome *Outcome, err error) {
	l, err := c.openLedger()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	off, err := c.plan(l, o)
	if err != nil {
		return nil, err
	}
	if err := c.checkHour(l, o); err != nil {
		return nil, err
	}
	run := &Run{
		Settings: c.Settings, Ledger: l, Issue: c.Issue, Password: password,
		Compose: func(r *Recipient, now time.Time) ([]byte, error) {
			return c.compose(l, r, now, MessageOptions{Embargo: now.Before(c.Issue.Published)})
		},
		Clock: o.Clock, Sleep: o.Sleep, For: o.For, Again: o.Uncertain, Off: off, Access: o.Prerelease, Waited: o.Wait, Progress: o.Progress,
	}
	_, failed := run.Deliver(ctx)
	outcome, err = c.outcome(l, o, off)
	return outcome, errors.Join(failed, err)
}

// checkHour refuses to send before the hour of publication, unless only those in groups
// with pre-release access are meant, or, where it need not hold, nobody else is owed a message.
func (c *Campaign) checkHour(l *Ledger, o SendOptions) error {
	before := o.Clock().Before(c.Issue.Published)
	if o.Prerelease {
		return c.checkPrerelease(before)
	}
	if !before {
		return nil
	}
	early := &EarlyError{Published: c.Issue.Published}
	err := l.Each(c.Issue.Wave, c.Issue.Revision, func(e *Entry) error {
		if e.Status.Owed() {
			early.Owed++
			if c.Settings.hasAccess(e.Group) {
				early.Access++
			}
		}
		return nil
	})
	if err == nil && (early.Access < early.Owed || o.Wait && early.Owed > 0) {
		return early
	}
	return err
}

func (c *Campaign) checkPrerelease(before bool) error {
	if !before {
		return errors.New("not sent: the hour of publication is past; without --prerelease all who are owed a message are sent to")
	}
	for _, g := range c.Settings.Groups {
		if g.Prerelease {
			return nil
		}
	}
	return fmt.Errorf("not sent: %s has no group with prerelease = true", filepath.Join(c.Settings.Folder, SettingsFile))
}

// compose makes the message to a recipient; l may be nil. A correction answers the
// first message that was sent, and tells what changed since the last one.
func (c *Campaign) compose(l *Ledger, r *Recipient, now time.Time, o MessageOptions) ([]byte, error) {
	for _, v := range c.earlier {
		if l == nil {
			break
		}
		e, err := l.Get(v.Wave, v.Revision, r.Key())
		if err != nil {
			return nil, err
		}
		if e == nil || !e.sent() {
			continue
		}
		o.Since = v.Revision
		if o.InReplyTo == "" {
			o.InReplyTo = e.MessageID
		}
	}
	return c.composer.Message(r, now, o)
}

// outcome counts what became of the list.
func (c *Campaign) outcome(l *Ledger, o SendOptions, off map[string]bool) (*Outcome, error) {
	out := &Outcome{Version: Version{c.Issue.Wave, c.Issue.Revision}, Counts: map[Status]int{}}
	early := o.Prerelease && o.Clock().Before(c.Issue.Published)
	err := l.Each(out.Wave, out.Revision, func(e *Entry) error {
		out.Counts[e.Status]++
		switch {
		case e.Status.Owed() && early && !c.Settings.hasAccess(e.Group):
			out.Later++
		case e.Status.Owed():
			out.Owed++
		case e.Status == Uncertain && !off[e.Key()]:
			out.Uncertain++
		case e.Status == Refused && !off[e.Key()]:
			out.Refused++
		}
		return nil
	})
	return out, err
}

// Owed reports whether a message is still to be sent.
func (s Status) Owed() bool { return s == Waiting || s == Sending || s == Deferred }

// sent reports whether a recipient has the message, or may have it.
func (e *Entry) sent() bool {
	return e.Status == Accepted || e.Status == Uncertain || e.Doubt && e.Status != Bounced
}

// DryRun writes the message to each recipient as a file of its own to a folder,
// which must be new or empty, and gives how many. Nothing is sent or recorded.
func (c *Campaign) DryRun(folder string, o SendOptions) (int, error) {
	if err := emptyFolder(folder); err != nil {
		return 0, err
	}
	l, err := c.ledgerIfAny()
	if err != nil {
		return 0, err
	}
	if l != nil {
		defer l.Close()
	}
	wanted, err := c.wanted(l, o)
	if err != nil {
		return 0, err
	}
	written := 0
	for i := range wanted {
		r := &wanted[i]
		why, err := c.against(l, r)
		if err != nil {
			return written, err
		}
		if why != "" || o.Prerelease && !c.Settings.hasAccess(r.Group) {
			continue
		}
		message, err := c.compose(l, r, o.Clock(), MessageOptions{Embargo: o.Prerelease})
		if err != nil {
			return written, err
		}
		// Not replaced whole: a dry run that was broken off is made again in an empty folder.
		if err := os.WriteFile(filepath.Join(folder, emlName(r.Key())), message, 0o600); err != nil {
			return written, err
		}
		written++
	}
	return written, nil
}

// emptyFolder makes a folder that is new, and refuses one that has anything in it.
func emptyFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return os.MkdirAll(folder, 0o700)
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s: has files in it already; name a new folder", folder)
	}
	return nil
}

// Proof sends the message to one address, marked as a proof, and gives what
// became of it. It is in no ledger and heeds no hour, but obeys the lists of those never to be written to.
// The name and the language are those of the list, where the address is in it.
func (c *Campaign) Proof(ctx context.Context, address, language string, o SendOptions) (*Entry, error) {
	r, err := c.proofReader(address, language)
	if err != nil {
		return nil, err
	}
	password, err := Password(c.Settings, c.Folder, o.Prompt)
	if err != nil {
		return nil, err
	}
	// A ledger of its own, thrown away, has the message handed over as any other.
	passing, err := os.MkdirTemp("", "bulletin-proof-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(passing)
	l, err := OpenLedger(passing)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	if err := l.Plan(c.Issue.Wave, c.Issue.Revision, []Recipient{*r}); err != nil {
		return nil, err
	}
	issue := *c.Issue
	issue.Published = time.Time{} // a proof heeds no hour
	run := &Run{
		Settings: c.Settings, Ledger: l, Issue: &issue, Password: password,
		Compose: func(r *Recipient, now time.Time) ([]byte, error) {
			return c.composer.Message(r, now, MessageOptions{Proof: true, Embargo: now.Before(c.Issue.Published)})
		},
		Clock: o.Clock, Sleep: o.Sleep, For: o.For, Progress: o.Progress,
	}
	if _, err := run.Deliver(ctx); err != nil {
		return nil, err
	}
	return l.Get(c.Issue.Wave, c.Issue.Revision, r.Key())
}

// proofReader gives whom a proof goes to.
func (c *Campaign) proofReader(address, language string) (*Recipient, error) {
	if err := CheckAddress(address); err != nil {
		return nil, fmt.Errorf("%q: %w", address, err)
	}
	r := &Recipient{Address: address, Language: c.Issue.First}
	for i := range c.Recipients {
		if c.Recipients[i].Key() == r.Key() {
			*r = c.Recipients[i]
		}
	}
	if language != "" {
		r.Language = language
	}
	if c.Issue.Editions[r.Language] == nil {
		return nil, fmt.Errorf("the release has no edition in %q", r.Language)
	}
	l, err := c.ledgerIfAny()
	if err != nil {
		return nil, err
	}
	if l != nil {
		defer l.Close()
	}
	why, err := c.against(l, r)
	if err == nil && why != "" {
		err = fmt.Errorf("%s is never to be written to: %s", address, why)
	}
	return r, err
}
