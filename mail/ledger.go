package mail

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
)

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
	Since     time.Time // when it was deferred first
	Next      time.Time // when a deferred message is tried again
	Updated   time.Time
	MessageID string
	Embargo   bool // sent before the hour of publication
	Doubt     bool // an earlier attempt was uncertain: whatever became of a later one, the recipient may have the message
}

// A Ledger is the record of what was sent, an embedded database in mail/. One
// process holds it at a time. Its methods may be called by several goroutines.
type Ledger struct {
	db      *bolt.DB
	file    string
	reading bool        // nothing is written, not even what a killed run left open is settled
	opened  fs.FileInfo // of the file, when it was opened
	writes  chan write
	closed  chan struct{}
	once    sync.Once
}

// Close gives the ledger free.
func (l *Ledger) Close() error {
	err := errClosed
	l.once.Do(func() {
		close(l.closed)
		l.forgetHolder()
		_ = endLending(filepath.Dir(l.file)) // or who opens it next does
		err = l.db.Close()
	})
	return err
}

// planned is how many recipients are planned in one commit: a commit keeps what
// it writes in memory.
const planned = 2000

// Plan adds the recipients that a revision does not have yet, as Waiting. Of
// those that are owed, name, language and group become what the list says now.
func (l *Ledger) Plan(wave string, revision int, recipients []Recipient) error {
	type keyed struct {
		key   string
		index int
	}
	// A database that is filled in the order of its keys stays half as large.
	order := make([]keyed, len(recipients))
	for i := range recipients {
		order[i] = keyed{recipients[i].Key(), i}
	}
	slices.SortFunc(order, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), a.index-b.index) })
	for part := range slices.Chunk(order, planned) {
		err := l.commit(func(tx *bolt.Tx) error {
			rows, err := rowsToWrite(tx, wave, revision)
			if err != nil {
				return err
			}
			for _, k := range part {
				if err := plan(rows, []byte(k.key), recipients[k.index]); err != nil {
					return err
				}
			}
			return nil
		})
		l.letGo()
		if err != nil {
			return err
		}
	}
	return nil
}

// plan adds one recipient to the rows of a revision.
func plan(rows *bolt.Bucket, key []byte, r Recipient) error {
	e := &Entry{Status: Waiting}
	if old := rows.Get(key); old != nil {
		var err error
		if e, err = decodeEntry(key, old); err != nil {
			return err
		}
		if e.Status != Waiting && e.Status != Deferred {
			return nil
		}
	}
	e.Recipient = r
	row := encodeEntry(key, e)
	if bytes.Equal(row, rows.Get(key)) {
		return nil
	}
	return rows.Put(key, row)
}

// Put writes an entry and waits until it is on the disk. Entries that several
// goroutines put at the same time are synced together.
func (l *Ledger) Put(e *Entry) error {
	key := []byte(e.Key())
	row := encodeEntry(key, e)
	return l.commit(func(tx *bolt.Tx) error {
		rows, err := rowsToWrite(tx, e.Wave, e.Revision)
		if err != nil {
			return err
		}
		if e.Status == Sending {
			if err := markOpen(tx, e.Wave, e.Revision); err != nil {
				return err
			}
		}
		return rows.Put(key, row)
	})
}

// paged is how many entries are in memory at a time.
const paged = 200

// Each gives the entries of a revision in the order of their addresses, until f
// fails. It does not keep them in memory. f may call the ledger's methods.
func (l *Ledger) Each(wave string, revision int, f func(*Entry) error) error {
	for after := ""; ; {
		page, last, err := l.page(wave, revision, after)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, e := range page {
			if err := f(e); err != nil {
				return err
			}
		}
		after = last
	}
}

// page gives the next entries of a revision after a key, and the key of the last
// of them; "" is before the first.
func (l *Ledger) page(wave string, revision int, after string) (page []*Entry, last string, err error) {
	page = make([]*Entry, 0, paged)
	err = l.view(func(tx *bolt.Tx) error {
		rows := rowsToRead(tx, wave, revision)
		if rows == nil {
			return nil
		}
		c := rows.Cursor()
		key, row := c.Seek([]byte(after))
		if after != "" && string(key) == after {
			key, row = c.Next()
		}
		for ; key != nil && len(page) < paged; key, row = c.Next() {
			e, err := decodeEntry(key, row)
			if err != nil {
				return err
			}
			e.Wave, e.Revision = wave, revision
			page, last = append(page, e), string(key)
		}
		return nil
	})
	l.letGo()
	return page, last, err
}

// Counts gives how many entries of a revision have each status; they sum to the list.
func (l *Ledger) Counts(wave string, revision int) (map[Status]int, error) {
	counts := map[Status]int{}
	err := l.Each(wave, revision, func(e *Entry) error {
		counts[e.Status]++
		return nil
	})
	return counts, err
}

// Exclude puts addresses on the list of those never to be written to again, by any
// release of the folder: all or none. Who is on it already stays as he is.
func (l *Ledger) Exclude(list ...Exclusion) error {
	return l.commit(func(tx *bolt.Tx) error {
		excluded := tx.Bucket(bucketExcluded)
		for _, one := range list {
			key := exclusionKey(one.Address)
			if excluded.Get(key) != nil {
				continue
			}
			if err := excluded.Put(key, seal(key, exclusionRow{one.Reason, milliseconds(one.At)})); err != nil {
				return err
			}
		}
		return nil
	})
}

// Excluded reports whether an address is on that list, and why.
func (l *Ledger) Excluded(address string) (reason string, ok bool, err error) {
	key := exclusionKey(address)
	err = l.view(func(tx *bolt.Tx) error {
		row := tx.Bucket(bucketExcluded).Get(key)
		if row == nil {
			return nil
		}
		var r exclusionRow
		err := unseal(key, row, &r)
		reason, ok = r.Reason, err == nil
		return err
	})
	return reason, ok, err
}

func exclusionKey(address string) []byte { return []byte(addressKey(address)) }

// A write waits for its commit.
type write struct {
	do   func(*bolt.Tx) error
	done chan error
}

// errClosed is a use after Close.
var errClosed = errors.New("the record of what was sent is closed")

// commit carries out a change and waits until it is on the disk.
func (l *Ledger) commit(do func(*bolt.Tx) error) error {
	w := write{do, make(chan error, 1)}
	select {
	case l.writes <- w:
		return <-w.done
	case <-l.closed:
		return errClosed
	}
}

// commits carries out changes one after another until the ledger is closed.
// Those that come while one is being synced are carried out together after it:
// nobody waits for company, and the disk is synced as rarely as can be.
func (l *Ledger) commits() {
	const most = 100
	for {
		var together []write
		select {
		case w := <-l.writes:
			together = append(together, w)
		case <-l.closed:
			return
		}
	gather:
		for len(together) < most {
			select {
			case w := <-l.writes:
				together = append(together, w)
			default:
				break gather
			}
		}
		l.carryOut(together)
	}
}

// carryOut commits changes in one transaction. If it fails, each is tried alone,
// so that one which cannot be made does not keep the others from being made.
func (l *Ledger) carryOut(together []write) {
	err := l.update(func(tx *bolt.Tx) error {
		for _, w := range together {
			if err := w.do(tx); err != nil {
				return err
			}
		}
		return nil
	})
	for _, w := range together {
		if err != nil && len(together) > 1 {
			w.done <- l.update(w.do)
			continue
		}
		w.done <- err
	}
}

// update is a transaction that writes, synced at its end. What would be written
// to a file that was deleted or replaced since it was opened would be lost.
func (l *Ledger) update(do func(*bolt.Tx) error) error {
	now, err := os.Stat(l.file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return l.told(err)
	}
	if err != nil || !os.SameFile(now, l.opened) {
		return fmt.Errorf("%s: the record of what was sent was deleted, moved or replaced during the run, and nothing more is sent; "+
			"put it back: without it, messages would go to those who have them already", l.file)
	}
	return l.told(guard(func() error { return l.db.Update(do) }))
}

// view is a transaction that reads.
func (l *Ledger) view(do func(*bolt.Tx) error) error {
	return l.told(guard(func() error { return l.db.View(do) }))
}

// told gives an error of the database with the ledger's name.
func (l *Ledger) told(err error) error {
	var damage *damage
	switch {
	case err == nil:
		return nil
	case errors.As(err, &damage):
		return &DamagedError{l.file, damage.what}
	}
	return fmt.Errorf("%s: the record of what was sent cannot be written or read: %w", l.file, err)
}
