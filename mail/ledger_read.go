package mail

import (
	"errors"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Get gives the entry of a recipient by its key; nil where there is none.
func (l *Ledger) Get(wave string, revision int, key string) (e *Entry, err error) {
	err = l.view(func(tx *bolt.Tx) error {
		rows := rowsToRead(tx, wave, revision)
		if rows == nil {
			return nil
		}
		row := rows.Get([]byte(key))
		if row == nil {
			return nil
		}
		if e, err = decodeEntry([]byte(key), row); err == nil {
			e.Wave, e.Revision = wave, revision
		}
		return err
	})
	return e, err
}

// An Exclusion is an address that is never to be written to.
type Exclusion struct {
	Address string
	Reason  string
	At      time.Time
}

// ReadExclusions gives who unsubscribed in a release folder, to which nothing is
// written: it may be an archived one. Where there is no ledger, the error is fs.ErrNotExist.
func ReadExclusions(folder string) ([]Exclusion, error) {
	l := &Ledger{file: filepath.Join(folder, Folder, LedgerFile), reading: true}
	if err := l.open(); err != nil {
		return nil, err
	}
	list, err := l.Exclusions()
	return list, errors.Join(err, l.db.Close())
}

// Exclusions gives the addresses that were put on the ledger's list, in their order.
func (l *Ledger) Exclusions() ([]Exclusion, error) {
	var list []Exclusion
	err := l.view(func(tx *bolt.Tx) error {
		list = nil
		return tx.Bucket(bucketExcluded).ForEach(func(key, row []byte) error {
			var r exclusionRow
			if err := unseal(key, row, &r); err != nil {
				return err
			}
			list = append(list, Exclusion{string(key), r.Reason, fromMilliseconds(r.At)})
			return nil
		})
	})
	return list, err
}
