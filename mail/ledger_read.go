package mail

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
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
// written: it may be an archived one. Of a folder that a run is sending from, they
// are those that it lends. Where there is no ledger, the error is fs.ErrNotExist.
func ReadExclusions(folder string) ([]Exclusion, error) {
	l := &Ledger{file: filepath.Join(folder, Folder, LedgerFile), reading: true}
	if err := l.open(); err != nil {
		var held *LedgerHeldError
		if errors.As(err, &held) {
			if list, lent := borrowExclusions(folder); lent {
				return list, nil
			}
		}
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

// lentFile has the exclusions of a ledger while a run holds it, for the releases
// beside it: those with the same hour of publication need not wait for one another.
const lentFile = "ledger.excluded"

// lendExclusions has others know the exclusions for as long as the ledger is held.
// Meanwhile nobody else can add any. It is a help: where it fails, they wait.
func (l *Ledger) lendExclusions() {
	list, err := l.Exclusions()
	if err != nil {
		return
	}
	folder := filepath.Dir(l.file)
	f, err := os.CreateTemp(folder, ".ledger-*.new")
	if err != nil {
		return
	}
	defer os.Remove(f.Name())
	// The name comes last, so that nobody reads half a list.
	if errors.Join(json.NewEncoder(f).Encode(list), f.Close()) == nil {
		_ = os.Rename(f.Name(), filepath.Join(folder, lentFile))
	}
}

// borrowExclusions gives what the run that holds another folder's ledger lends.
func borrowExclusions(folder string) (list []Exclusion, lent bool) {
	data, err := os.ReadFile(filepath.Join(folder, Folder, lentFile))
	return list, err == nil && json.Unmarshal(data, &list) == nil
}

// endLending takes back what is lent, also by a run that was killed: the list may change from now on.
func endLending(folder string) error {
	if err := os.Remove(filepath.Join(folder, lentFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
