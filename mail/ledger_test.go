package mail

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

func openTestLedger(t testing.TB, folder string) *Ledger {
	t.Helper()
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func TestLedgerKeepsEntries(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	list := []Recipient{
		{Address: "zarina@example.org", Name: "Зарина", Language: "kk", Group: "press"},
		{Address: "Arman@Example.ORG", Name: "Арман", Language: "ru"},
		{Address: "айгүл@пошта.example.org", Language: "kk"},
	}
	if err := l.Plan("2024-1", 1, list); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2024, 7, 17, 5, 0, 0, 123e6, time.UTC)
	want := Entry{
		Recipient: list[1], Wave: "2024-1", Revision: 1, Status: Accepted, Code: 250, Words: "2.0.0 <ok> & «жақсы»", Attempts: 2,
		Since: at, Next: at.Add(time.Hour), Updated: at, MessageID: "<1@example.org>", Embargo: true, Doubt: true,
	}
	if err := l.Put(&want); err != nil {
		t.Fatal(err)
	}
	// What is there already stays; what is owed takes the list's words.
	list[0].Name, list[1].Name = "Зарина С.", "Other"
	if err := l.Plan("2024-1", 1, append(list, Recipient{Address: "new@example.org"})); err != nil {
		t.Fatal(err)
	}
	if err := l.Plan("2024-1", 2, list[:1]); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Put(&want); err == nil {
		t.Error("a closed ledger takes an entry")
	}
	l = openTestLedger(t, folder)
	var got []string
	err := l.Each("2024-1", 1, func(e *Entry) error {
		got = append(got, e.Key()+" "+e.Name)
		if e.Key() == want.Key() && *e != want {
			t.Errorf("the entry is\n%+v, want\n%+v", *e, want)
		}
		return l.Put(e) // may be called meanwhile
	})
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(got, "; "); s != "arman@example.org Арман; new@example.org ; zarina@example.org Зарина С.; айгүл@xn--80a1acn3a.example.org " {
		t.Errorf("entries are %q", s)
	}
	for revision, want := range map[int]string{1: "map[accepted:1 waiting:3]", 2: "map[waiting:1]", 3: "map[]"} {
		if counts, err := l.Counts("2024-1", revision); err != nil || fmt.Sprint(counts) != want {
			t.Errorf("counts of revision %d are %v, want %s (%v)", revision, counts, want, err)
		}
	}
	stop := errors.New("stop")
	if err := l.Each("2024-1", 1, func(*Entry) error { return stop }); err != stop {
		t.Errorf("Each gives %v", err)
	}
}

func TestLedgerGoesThroughAllEntries(t *testing.T) {
	l := openTestLedger(t, t.TempDir())
	const n = 2*paged + planned + 1
	if err := l.Plan("w", 1, testList(n)); err != nil {
		t.Fatal(err)
	}
	last, seen := "", 0
	err := l.Each("w", 1, func(e *Entry) error {
		if e.Key() <= last {
			t.Errorf("%s comes after %s", e.Key(), last)
		}
		last = e.Key()
		seen++
		return nil
	})
	if err != nil || seen != n {
		t.Errorf("%d entries, want %d (%v)", seen, n, err)
	}
}

func TestLedgerTakesEntriesOfManyAtOnce(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	list := testList(200)
	if err := l.Plan("w", 1, list); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for part := range 8 {
		all.Go(func() {
			for i := part; i < len(list); i += 8 {
				if err := l.Put(&Entry{Recipient: list[i], Wave: "w", Revision: 1, Status: Accepted}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	_ = l.Close()
	if counts, err := openTestLedger(t, folder).Counts("w", 1); err != nil || counts[Accepted] != 200 {
		t.Errorf("counts are %v (%v)", counts, err)
	}
}

func TestLedgerSettlesWhatWasLeftOpen(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	list := testList(5)
	if err := l.Plan("w", 1, list); err != nil {
		t.Fatal(err)
	}
	for i, s := range []Status{Sending, Uncertain, Accepted, Deferred} {
		if err := l.Put(&Entry{Recipient: list[i], Wave: "w", Revision: 1, Status: s, Code: 451, Words: "later", Next: testHour}); err != nil {
			t.Fatal(err)
		}
	}
	_ = l.Close()
	l = openTestLedger(t, folder)
	if counts, _ := l.Counts("w", 1); fmt.Sprint(counts) != "map[accepted:1 deferred:1 uncertain:1 waiting:2]" {
		t.Errorf("counts are %v", counts)
	}
	if e, err := l.Get("w", 1, list[0].Key()); err != nil || e.Code != 0 || !e.Next.IsZero() || !strings.Contains(e.Words, "program ended") {
		t.Errorf("%+v %v", e, err)
	}
}

func TestLedgerExcludes(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	if err := l.Exclude(Exclusion{"Aigul@Пошта.example.org", "unsubscribed on 2024-07-17", testHour}, Exclusion{"AIGUL@пошта.example.org", "again", testHour}); err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	l = openTestLedger(t, folder)
	for address, want := range map[string]bool{"aigul@xn--80a1acn3a.example.ORG": true, "AIGUL@пошта.example.org": true, "arman@example.org": false} {
		reason, ok, err := l.Excluded(address)
		if err != nil || ok != want || ok && reason != "unsubscribed on 2024-07-17" {
			t.Errorf("%s: %q, %v, %v", address, reason, ok, err)
		}
	}
}

func TestLedgerIsHeldByOne(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	_, err := OpenLedger(folder)
	var held *LedgerHeldError
	if !errors.As(err, &held) || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("the second is told: %v", err)
	}
	_ = l.Close()
	openTestLedger(t, folder)
}

func TestLedgerIsForItsOwnerAlone(t *testing.T) {
	folder := t.TempDir()
	openTestLedger(t, folder)
	info, err := os.Stat(filepath.Join(folder, Folder, LedgerFile))
	if err != nil {
		t.Fatal(err)
	}
	if os.PathSeparator == '/' && info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v", info.Mode())
	}
	left, _ := filepath.Glob(filepath.Join(folder, Folder, ".ledger-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestDamagedLedger has every kind of damage told with the way out, and none end the process.
func TestDamagedLedger(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	if err := l.Plan("w", 1, testList(3000)); err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	whole, err := os.ReadFile(filepath.Join(folder, Folder, LedgerFile))
	if err != nil {
		t.Fatal(err)
	}
	cut := func(n int) []byte { return whole[:n] }
	blank := func(from, to int) []byte {
		data := append([]byte(nil), whole...)
		clear(data[from:to])
		return data
	}
	page := os.Getpagesize()
	at := strings.Index(string(whole), "Reader 1500")
	tests := map[string][]byte{
		"empty":         {},
		"text":          []byte(strings.Repeat("not a database\n", 1000)),
		"half":          cut(len(whole) / 2),
		"one page":      cut(page),
		"a short start": cut(100),
		"no meta pages": blank(0, 2*page),
		"zeros":         blank(0, len(whole)),
		"a hole":        blank(2*page, len(whole)),
		"one letter":    []byte(string(whole[:at]) + "reader" + string(whole[at+6:])),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.Mkdir(filepath.Join(folder, Folder), 0o700); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(folder, Folder, LedgerFile)
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			l, err := OpenLedger(folder)
			if err == nil {
				_, err = l.Counts("w", 1)
				_ = l.Close()
			}
			var damaged *DamagedError
			if !errors.As(err, &damaged) || !strings.Contains(err.Error(), "put a copy of it back") {
				t.Errorf("the error is %v", err)
			}
			if after, _ := os.ReadFile(file); len(after) < len(data) {
				t.Errorf("of %d bytes %d are left", len(data), len(after))
			}
		})
	}
}

func TestALaterLedgerIsRefused(t *testing.T) {
	folder := t.TempDir()
	l := openTestLedger(t, folder)
	err := l.commit(func(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Put(metaFormat, []byte("2")) })
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	if _, err := OpenLedger(folder); err == nil || !strings.Contains(err.Error(), "a later version of bulletin wrote it") {
		t.Errorf("the error is %v", err)
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"2.0.0 ok\nqueued":   "2.0.0 ok queued",
		"\x1b[31mred\x07":    "[31mred",
		"a\u202eb":           "a b",
		"\xff!":              "\uFFFD!",
		"ұзын сөз, өте ұзын": "ұзын сөз, …",
	} {
		if got := printable(in, 17); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}
