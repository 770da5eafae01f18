package mail

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// mostMemory is what a run may have in memory at once, in MB, however many
// recipients there are. The ledger's pages are not to be among it: they alone are 30.
const mostMemory = 45.0

const memoryFolder = "BULLETIN_TEST_MEMORY_FOLDER"

// TestMemory looks at a run with 100,000 recipients, of whom 2,000 are owed, in a
// process of its own.
func TestMemory(t *testing.T) {
	const n, owed = 100_000, 2_000
	if folder := os.Getenv(memoryFolder); folder != "" {
		beMeasured(t, folder)
		return
	}
	if testing.Short() {
		t.Skip("has a large ledger")
	}
	s := newFaultServer(t, nil)
	folder := t.TempDir()
	planAndAccept(t, folder, n, owed)
	if mb := s.measure(t, folder); mb < 5 || mb > mostMemory {
		t.Errorf("delivery takes %.1f MB, may be %g", mb, mostMemory)
	}
	if len(s.taken) != owed {
		t.Errorf("%d messages came, want %d", len(s.taken), owed)
	}
}

// beMeasured is the process that is measured.
func beMeasured(t *testing.T, folder string) {
	port, err := strconv.Atoi(os.Getenv(killedPort))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(os.Getenv(killedRoots)))
	if _, err := realRun(openTestLedger(t, folder), port, 8, roots).Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Println("peak", strings.Fields(rest)[0])
}

// measure gives the peak of a process, in MB (10⁶ bytes).
func (s *faultServer) measure(t *testing.T, folder string) float64 {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestMemory$", "-test.count=1")
	c.Env = append(os.Environ(), memoryFolder+"="+folder,
		killedPort+"="+strconv.Itoa(s.listener.Addr().(*net.TCPAddr).Port),
		killedRoots+"="+string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.tls.Certificates[0].Certificate[0]})))
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, rest, _ := strings.Cut(string(out), "peak ")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64) // KiB
	if err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	mb := kb * 1024 / 1e6
	t.Logf("%.1f MB", mb)
	return mb
}

// planAndAccept makes a ledger of which all entries but the last are accepted.
func planAndAccept(t *testing.T, folder string, n, owed int) {
	t.Helper()
	l := openTestLedger(t, folder)
	if err := l.Plan("2024-1", 1, testList(n)); err != nil {
		t.Fatal(err)
	}
	var all []*Entry
	err := l.Each("2024-1", 1, func(e *Entry) error {
		e.Status, e.Code, e.Words, e.Attempts, e.MessageID = Accepted, 250, "2.0.0 Ok: queued as 4XzW5k0QJbz9vNn", 1, "<0123456789abcdef0123456789abcdef@example.org>"
		all = append(all, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for part := range slices.Chunk(all[:len(all)-owed], 500) {
		err := l.commit(func(tx *bolt.Tx) error {
			rows, err := rowsToWrite(tx, "2024-1", 1)
			if err != nil {
				return err
			}
			for _, e := range part {
				if err := rows.Put([]byte(e.Key()), encodeEntry([]byte(e.Key()), e)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}
