package mail

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bulletin/config"
)

// notListed is why a message that was owed is not sent any more.
const notListed = "not on the list any more"

// plan brings the ledger up to the list. Who is never to be written to, or was
// taken off the list, is Excluded; who was and is no longer, owed again. It gives
// the keys of those refused or uncertain who are not to be written to any more, and lets go of the
// list: while messages are handed over, memory does not grow with it.
func (c *Campaign) plan(l *Ledger, o SendOptions) (off map[string]bool, err error) {
	wanted, listed, err := c.rosters(l, o)
	if err != nil {
		return nil, err
	}
	for chunk := range wanted.chunks() {
		if err := l.Plan(c.Issue.Wave, c.Issue.Revision, chunk); err != nil {
			return nil, err
		}
	}
	find, end := listed.lookUp()
	defer end()
	off = map[string]bool{}
	err = l.Each(c.Issue.Wave, c.Issue.Revision, func(e *Entry) error {
		why, err := c.against(l, &e.Recipient)
		if err != nil {
			return err
		}
		now, isListed := find(e.Key())
		if !isListed && why == "" {
			why = notListed
		}
		if why == "" {
			return c.readmit(l, e, now, o)
		}
		if e.Status == Uncertain || e.Status == Refused {
			off[e.Key()] = true
		}
		if !e.Status.Owed() {
			return nil
		}
		e.Status, e.Words, e.Code, e.Next, e.Updated = Excluded, why, 0, time.Time{}, o.Clock()
		return l.Put(e)
	})
	return off, err
}

// rosters gives those who are to have the issue, and all who may be sent to: of a
// correction also the rest of the list, which --all has sent to.
func (c *Campaign) rosters(l *Ledger, o SendOptions) (wanted, listed *roster, err error) {
	list, err := c.wanted(l, o)
	if err != nil {
		return nil, nil, err
	}
	wanted = newRoster(list)
	listed = wanted
	if len(c.earlier) > 0 {
		o.All = true
		if list, err = c.wanted(l, o); err != nil {
			return nil, nil, err
		}
		listed = newRoster(list)
	}
	c.Recipients = nil
	return wanted, listed, nil
}

// readmit makes an entry owed again that nothing speaks against any more. Whatever
// is sent goes to the recipient as the list has him now: what language he reads,
// and whether his group has pre-release access, may have changed.
func (c *Campaign) readmit(l *Ledger, e *Entry, now Recipient, o SendOptions) error {
	switch {
	case e.Status == Excluded, e.Status == Refused && o.Refused:
		e.Status, e.Words, e.Code, e.Since, e.Next, e.Updated = Waiting, "", 0, time.Time{}, time.Time{}, o.Clock()
	case !e.Status.Owed() && (e.Status != Uncertain || !o.Uncertain), e.Recipient == now:
		return nil
	}
	e.Recipient = now
	return l.Put(e)
}

// wanted gives those who are to have the issue: everyone on the list; of a
// correction, exactly those who were sent an earlier revision, or with All the list and them.
func (c *Campaign) wanted(l *Ledger, o SendOptions) ([]Recipient, error) {
	if len(c.earlier) == 0 {
		return c.Recipients, nil
	}
	now := make(map[string]*Recipient, len(c.Recipients))
	for i := range c.Recipients {
		now[c.Recipients[i].Key()] = &c.Recipients[i]
	}
	var wanted []Recipient
	has := map[string]bool{}
	if l != nil {
		for _, v := range c.earlier {
			err := l.Each(v.Wave, v.Revision, func(e *Entry) error {
				if key := e.Key(); e.sent() && !has[key] {
					has[key] = true
					wanted = append(wanted, c.asListed(e.Recipient, now[key]))
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	var never []Recipient
	for i := range c.Recipients {
		if !has[c.Recipients[i].Key()] {
			never = append(never, c.Recipients[i])
		}
	}
	if o.All {
		return append(wanted, never...), nil
	}
	if len(wanted) == 0 {
		return nil, c.nobody(l)
	}
	if len(never) > 0 {
		o.Tell(fmt.Sprintf("a correction goes to those who were sent an earlier revision, %d; %d others are on the list, --all sends to them too", len(wanted), len(never)))
	}
	return wanted, nil
}

// asListed gives a recipient of an earlier revision as the list has it now.
func (c *Campaign) asListed(r Recipient, now *Recipient) Recipient {
	if now != nil {
		return *now
	}
	if c.Issue.Editions[r.Language] == nil {
		r.Language = c.Issue.First
	}
	return r
}

// nobody refuses a correction of what was sent to nobody, unless it was begun with All.
func (c *Campaign) nobody(l *Ledger) error {
	if l != nil {
		counts, err := l.Counts(c.Issue.Wave, c.Issue.Revision)
		if err != nil || len(counts) > 0 {
			return err
		}
	}
	return fmt.Errorf("%s: nobody was sent an earlier revision from here; --all sends revision %d to the whole list", c.Folder, c.Issue.Revision)
}

// against says why a recipient is never to be written to; empty: he may be. l may be nil.
func (c *Campaign) against(l *Ledger, r *Recipient) (string, error) {
	if why := c.beside[r.Key()]; why != "" {
		return why, nil
	}
	return against(c.Settings, l, r)
}

// against says why a recipient is never to be written to by settings and a ledger, which may be nil.
func against(s *Settings, l *Ledger, r *Recipient) (string, error) {
	if s.Forbids(r) {
		return "on the list in " + s.Never.Value, nil
	}
	if l == nil {
		return "", nil
	}
	reason, ok, err := l.Excluded(r.Address)
	if ok && reason == "" {
		reason = "unsubscribed"
	}
	return reason, err
}

// ledgerIfAny opens the folder's ledger, and gives nil where there is none. It takes
// nothing over into it: who unsubscribed from the releases beside this one is in c.beside.
func (c *Campaign) ledgerIfAny() (*Ledger, error) {
	taken, err := c.exclusionsBeside()
	if err != nil {
		return nil, err
	}
	c.beside = map[string]string{}
	for _, one := range taken {
		c.beside[addressKey(one.Address)] = cmp.Or(one.Reason, "unsubscribed")
	}
	if !hasLedger(c.Folder) {
		return nil, nil
	}
	return OpenLedger(c.Folder)
}

func hasLedger(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, Folder, LedgerFile))
	return !errors.Is(err, fs.ErrNotExist)
}

// openLedger opens the folder's ledger, and takes over the exclusions of the
// release folders beside it: who unsubscribed from one wave unsubscribed from the
// next. No list need be copied for that.
func (c *Campaign) openLedger() (*Ledger, error) {
	taken, err := c.exclusionsBeside()
	if err != nil {
		return nil, err
	}
	l, err := OpenLedger(c.Folder)
	if err != nil {
		return nil, err
	}
	if err := l.Exclude(taken...); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	l.lendExclusions()
	return l, nil
}

// exclusionsBeside gives the exclusions of the release folders beside this one.
func (c *Campaign) exclusionsBeside() ([]Exclusion, error) {
	var taken []Exclusion
	beside, err := ledgersBeside(c.Folder)
	if err != nil {
		return nil, err
	}
	// One ledger at a time is held, so that two runs never wait for each other.
	for _, folder := range beside {
		list, err := ReadExclusions(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue // taken away meanwhile
		}
		if err != nil {
			return nil, fmt.Errorf("who unsubscribed there must be known: %w", err)
		}
		taken = append(taken, list...)
	}
	return taken, nil
}

// ledgersBeside gives the other release folders in the same folder that have a ledger, by name.
func ledgersBeside(folder string) ([]string, error) {
	beside, err := config.Beside(folder)
	return slices.DeleteFunc(beside, func(one string) bool { return !hasLedger(one) }), err
}
