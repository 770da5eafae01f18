package mail

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// The database has a bucket of entries with one bucket for each revision
// (2024-1@2), in it a row for each Recipient.Key; a bucket of excluded addresses;
// and one about itself. A row is JSON after the CRC-32 of its key and itself.
var (
	bucketMeta     = []byte("meta")
	bucketEntries  = []byte("entries")
	bucketExcluded = []byte("excluded")

	metaFormat = []byte("format") // ledgerFormat
	metaOpen   = []byte("open")   // a bucket: the revisions of which messages are being handed over
)

// ledgerFormat is raised when a program of today could no longer read what one of tomorrow writes.
const ledgerFormat = "1"

// holderFile says who holds the ledger, for who finds it held.
const holderFile = "ledger.holder"

// lockWait is how long a run waits for one that is just ending.
const lockWait = time.Second

// A LedgerHeldError says that another process holds the ledger.
type LedgerHeldError struct {
	File   string
	Holder string // "process 4711 on pc-17"; empty where that is not known
}

func (e *LedgerHeldError) Error() string { return e.held() + "; wait until it has ended and run again" }

// held says who holds which ledger.
func (e *LedgerHeldError) held() string {
	s := e.File + ": another run of bulletin send holds the record of what was sent"
	if e.Holder != "" {
		s += " (" + e.Holder + ")"
	}
	return s
}

// A DamagedError says that the ledger cannot be trusted.
type DamagedError struct {
	File string
	What string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s: the record of what was sent is damaged (%s); put a copy of it back. Without a copy, move the file away: "+
		"every recipient is then owed again, so take those who have the message out of the list first", e.File, e.What)
}

// OpenLedger opens the ledger of a release folder, and makes it where there is
// none. Errors are a *LedgerHeldError, a *DamagedError, or the file system's.
func OpenLedger(folder string) (*Ledger, error) {
	folder = filepath.Join(folder, Folder)
	if err := os.Mkdir(folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	file := filepath.Join(folder, LedgerFile)
	if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
		if err := makeLedger(folder, file); err != nil {
			return nil, err
		}
	}
	l := &Ledger{file: file, writes: make(chan write), closed: make(chan struct{})}
	if err := l.open(); err != nil {
		return nil, err
	}
	if err := endLending(folder); err != nil {
		return nil, errors.Join(err, l.db.Close())
	}
	l.noteHolder()
	go l.commits()
	return l, nil
}

// makeLedger makes an empty ledger under a passing name and gives it its own when
// it is whole: an empty or half file of that name is damage, not a beginning.
func makeLedger(folder, file string) error {
	f, err := os.CreateTemp(folder, ".ledger-*.new")
	if err != nil {
		return err
	}
	passing := f.Name()
	defer os.Remove(passing)
	if err := f.Close(); err != nil {
		return err
	}
	db, err := bolt.Open(passing, 0o600, nil)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		meta, err := tx.CreateBucket(bucketMeta)
		if err != nil {
			return err
		}
		_, err1 := tx.CreateBucket(bucketEntries)
		_, err2 := tx.CreateBucket(bucketExcluded)
		return errors.Join(err1, err2, meta.Put(metaFormat, []byte(ledgerFormat)))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	// A link never takes the place of a ledger that another run made meanwhile.
	if err := os.Link(passing, file); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := os.Rename(passing, file); err != nil {
			return err
		}
	}
	if d, err := os.Open(folder); err == nil {
		_ = d.Sync() // some file systems cannot
		_ = d.Close()
	}
	return nil
}

// open takes the database's lock, checks what can be checked at once, and
// settles what a process that was killed left open.
func (l *Ledger) open() error {
	if info, err := os.Stat(l.file); err != nil {
		return err
	} else if info.Size() == 0 {
		return &DamagedError{l.file, "the file is empty"}
	}
	err := guard(func() (err error) {
		l.db, err = bolt.Open(l.file, 0o600, &bolt.Options{Timeout: lockWait, ReadOnly: l.reading, OpenFile: func(name string, flag int, mode fs.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag, mode)
			if err == nil {
				l.opened, err = f.Stat()
			}
			return f, err
		}})
		return err
	})
	var damage *damage
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		holder, _ := os.ReadFile(filepath.Join(filepath.Dir(l.file), holderFile))
		return &LedgerHeldError{l.file, printable(string(holder), 200)}
	case errors.As(err, &damage):
		return &DamagedError{l.file, damage.what}
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return err
	case err != nil:
		return &DamagedError{l.file, err.Error()}
	}
	if err := l.told(l.settle()); err != nil {
		_ = l.db.Close()
		return err
	}
	return nil
}

// settle checks the length and the format of the database, and makes those
// entries Waiting again that a killed process was handing over.
func (l *Ledger) settle() error {
	info, err := os.Stat(l.file)
	if err != nil {
		return err
	}
	killed := false
	err = guard(func() error {
		return l.db.View(func(tx *bolt.Tx) error {
			if tx.Size() > info.Size() {
				return &damage{fmt.Sprintf("%d of its %d bytes are left", info.Size(), tx.Size())}
			}
			meta := tx.Bucket(bucketMeta)
			if meta == nil || tx.Bucket(bucketEntries) == nil || tx.Bucket(bucketExcluded) == nil {
				return &damage{"it is the database of another program"}
			}
			if format := string(meta.Get(metaFormat)); format != ledgerFormat {
				return fmt.Errorf("a later version of bulletin wrote it (format %s, and this one knows %s); use that version", printable(format, 20), ledgerFormat)
			}
			killed = !l.reading && meta.Bucket(metaOpen) != nil
			return nil
		})
	})
	if err != nil || !killed {
		return err
	}
	return guard(func() error { return l.db.Update(settleOpen) })
}

// settleOpen makes the entries Waiting again that were being handed over. Only
// a few can be: as many as there were connections.
func settleOpen(tx *bolt.Tx) error {
	open := tx.Bucket(bucketMeta).Bucket(metaOpen)
	err := open.ForEach(func(revision, _ []byte) error {
		rows := tx.Bucket(bucketEntries).Bucket(revision)
		if rows == nil {
			return nil
		}
		var left []*Entry
		c := rows.Cursor()
		for key, row := c.First(); key != nil; key, row = c.Next() {
			e, err := decodeEntry(key, row)
			if err != nil {
				return err
			}
			if e.Status == Sending {
				left = append(left, e)
			}
		}
		for _, e := range left {
			e.Status, e.Code, e.Words, e.Next = Waiting, 0, "the program ended before the message was handed over", time.Time{}
			key := []byte(e.Key())
			if err := rows.Put(key, encodeEntry(key, e)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Bucket(bucketMeta).DeleteBucket(metaOpen)
}

// markOpen notes that messages of a revision are being handed over, until the ledger is opened again.
func markOpen(tx *bolt.Tx, wave string, revision int) error {
	open, err := tx.Bucket(bucketMeta).CreateBucketIfNotExists(metaOpen)
	if err != nil {
		return err
	}
	name := revisionName(wave, revision)
	if open.Get(name) != nil {
		return nil
	}
	return open.Put(name, []byte{1})
}

// revisionName is the name of a revision's bucket.
func revisionName(wave string, revision int) []byte {
	return []byte(wave + "@" + strconv.Itoa(revision))
}

// rowsToRead gives the rows of a revision, or nil.
func rowsToRead(tx *bolt.Tx, wave string, revision int) *bolt.Bucket {
	return tx.Bucket(bucketEntries).Bucket(revisionName(wave, revision))
}

func rowsToWrite(tx *bolt.Tx, wave string, revision int) (*bolt.Bucket, error) {
	rows, err := tx.Bucket(bucketEntries).CreateBucketIfNotExists(revisionName(wave, revision))
	if err == nil {
		// With the server's words and the Message-ID a row becomes twice as long as it
		// was planned: it still fits its page, and the database stays half as large.
		rows.FillPercent = 0.4
	}
	return rows, err
}

// entryRow is an entry on the disk. Its names are short, since there are many;
// none is ever given another sense.
type entryRow struct {
	Address   string `json:"a,omitempty"` // where it is not the key
	Name      string `json:"n,omitempty"`
	Language  string `json:"l,omitempty"`
	Group     string `json:"g,omitempty"`
	Status    Status `json:"s"`
	Code      int    `json:"c,omitempty"`
	Words     string `json:"w,omitempty"`
	Attempts  int    `json:"t,omitempty"`
	Since     int64  `json:"d,omitempty"` // times are milliseconds since 1970
	Next      int64  `json:"x,omitempty"`
	Updated   int64  `json:"u,omitempty"`
	MessageID string `json:"i,omitempty"`
	Embargo   bool   `json:"e,omitempty"`
	Doubt     bool   `json:"o,omitempty"`
}

func encodeEntry(key []byte, e *Entry) []byte {
	r := entryRow{
		e.Address, e.Name, e.Language, e.Group, e.Status, e.Code, e.Words, e.Attempts,
		milliseconds(e.Since), milliseconds(e.Next), milliseconds(e.Updated), e.MessageID, e.Embargo, e.Doubt,
	}
	if r.Address == string(key) {
		r.Address = ""
	}
	return seal(key, r)
}

func decodeEntry(key, row []byte) (*Entry, error) {
	r := entryRow{Address: string(key)}
	if err := unseal(key, row, &r); err != nil {
		return nil, err
	}
	return &Entry{
		Recipient: Recipient{Address: r.Address, Name: r.Name, Language: r.Language, Group: r.Group},
		Status:    r.Status, Code: r.Code, Words: r.Words, Attempts: r.Attempts,
		Since: fromMilliseconds(r.Since), Next: fromMilliseconds(r.Next), Updated: fromMilliseconds(r.Updated),
		MessageID: r.MessageID, Embargo: r.Embargo, Doubt: r.Doubt,
	}, nil
}

// exclusionRow is why and when an address was excluded.
type exclusionRow struct {
	Reason string `json:"reason,omitempty"`
	At     int64  `json:"at,omitempty"`
}

// seal gives a row: a check sum, which tells whether the disk gives the row back
// as it was, and the value.
func seal(key []byte, value any) []byte {
	var row bytes.Buffer
	row.Write(make([]byte, 4))
	enc := json.NewEncoder(&row)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		panic(err) // strings and numbers: there is none
	}
	data := row.Bytes()
	binary.BigEndian.PutUint32(data, rowSum(key, data[4:]))
	return data
}

// unseal reads a row into a value.
func unseal(key, row []byte, value any) error {
	if len(row) < 4 || binary.BigEndian.Uint32(row) != rowSum(key, row[4:]) {
		return &damage{"the row of " + printable(string(key), 100) + " is not as it was written"}
	}
	if err := json.Unmarshal(row[4:], value); err != nil {
		return &damage{"the row of " + printable(string(key), 100) + " cannot be read"}
	}
	return nil
}

func rowSum(key, data []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE(key), crc32.IEEETable, data)
}

func milliseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMilliseconds(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// damage is what is wrong with the file.
type damage struct{ what string }

func (d *damage) Error() string { return d.what }

// guard turns what bbolt does on a damaged file into an error: it panics on
// pages that make no sense, and reads through memory that faults where the file
// was cut short.
func guard(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = &damage{printable(fmt.Sprint(p), 200)}
		}
	}()
	return do()
}

// noteHolder writes down who holds the ledger. It is a help, not the lock.
func (l *Ledger) noteHolder() {
	note := fmt.Sprintf("process %d", os.Getpid())
	if host, err := os.Hostname(); err == nil {
		note += " on " + host
	}
	_ = os.WriteFile(filepath.Join(filepath.Dir(l.file), holderFile), []byte(note), 0o644)
}

func (l *Ledger) forgetHolder() {
	_ = os.Remove(filepath.Join(filepath.Dir(l.file), holderFile))
}

// printable gives a text from elsewhere as one line without control characters,
// so that it can be shown on a terminal and in a table, of at most most bytes.
func printable(s string, most int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r <= ' ' || r == 0x7F || r >= 0x80 && r < 0xA0 || r == 0x2028 || r == 0x2029 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
	}), " ")
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
