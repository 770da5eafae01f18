package mail

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// BenchmarkSend sends the example, its PDF attached and its chart in the body, to
// a list of 2,000 over 8 connections: all that the command does, from reading the
// list on, each message signed, encrypted and written down. The server shares the machine.
func BenchmarkSend(b *testing.B) {
	const n = 2000
	released := releasedFolder(b)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		b.Fatal(err)
	}
	list := strings.Builder{}
	list.WriteString("address;name;language\n")
	for i := range n {
		fmt.Fprintf(&list, "reader%05d@example.org;Оқырман %d;kk\n", i, i)
	}
	b.Setenv(PasswordVariable, "secret")
	for b.Loop() {
		b.StopTimer()
		s := newSink(b)
		folder := filepath.Join(b.TempDir(), "2024-1")
		if err := os.CopyFS(folder, os.DirFS(released)); err != nil {
			b.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(folder, Folder), 0o755); err != nil {
			b.Fatal(err)
		}
		for name, text := range map[string]string{
			SettingsFile: fmt.Sprintf(`sender = "Бюро <press@stat.example.org>"
recipients = "recipients.csv"
[server]
host = "127.0.0.1"
port = %d
user = "press"
authority = "authority.pem"
connections = 8
[dkim]
domain = "stat.example.org"
selector = "test"
key = "dkim.pem"
`+wordings, s.listener.Addr().(*net.TCPAddr).Port),
			"authority.pem":  string(s.pem),
			"dkim.pem":       string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})),
			"recipients.csv": list.String(),
		} {
			if err := os.WriteFile(filepath.Join(folder, Folder, name), []byte(text), 0o600); err != nil {
				b.Fatal(err)
			}
		}
		start := time.Now()
		b.StartTimer()
		outcome, err := Send(b.Context(), folder, SendOptions{Clock: time.Now, Sleep: sleepFor, Tell: func(string) {}, For: 5 * time.Minute})
		if err != nil || outcome.Counts[Accepted] != n {
			b.Fatal(outcome, err)
		}
		b.ReportMetric(n/time.Since(start).Seconds(), "messages/s")
		b.ReportMetric(float64(s.bytes)/n/1000, "KB/message")
	}
}

// BenchmarkDeliver hands messages with a PDF of 60 KB to a server on the
// loopback, encrypted, over 8 connections; the server shares the machine.
func BenchmarkDeliver(b *testing.B) {
	attachment := bytes.Repeat([]byte("JVBERi0xLjcKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSL0ZpbHRlci9GbGF0ZUR\r\n"), 60<<10*4/3/76)
	const n = 2000
	for b.Loop() {
		b.StopTimer()
		s := newSink(b)
		l := openTestLedger(b, b.TempDir())
		if err := l.Plan("2024-1", 1, testList(n)); err != nil {
			b.Fatal(err)
		}
		r := s.run(l, 8)
		r.Compose = func(one *Recipient, now time.Time) ([]byte, error) {
			short, err := composeTest(one, now)
			return append(short, attachment...), err
		}
		start := time.Now()
		b.StartTimer()
		if counts, err := r.Deliver(b.Context()); err != nil || counts[Accepted] != n {
			b.Fatalf("counts are %v (%v)", counts, err)
		}
		b.ReportMetric(n/time.Since(start).Seconds(), "messages/s")
	}
}

// BenchmarkLedgerPut is one synced entry, alone and by eight at once.
func BenchmarkLedgerPut(b *testing.B) {
	l := openTestLedger(b, b.TempDir())
	list := testList(2000)
	if err := l.Plan("w", 1, list); err != nil {
		b.Fatal(err)
	}
	b.Run("alone", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if err := l.Put(&Entry{Recipient: list[i%len(list)], Wave: "w", Revision: 1, Status: Accepted}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("eight", func(b *testing.B) {
		b.SetParallelism(8 / runtime.GOMAXPROCS(0))
		b.RunParallel(func(p *testing.PB) {
			for i := 0; p.Next(); i++ {
				if err := l.Put(&Entry{Recipient: list[i%len(list)], Wave: "w", Revision: 1, Status: Accepted}); err != nil {
					b.Error(err)
				}
			}
		})
	})
}
