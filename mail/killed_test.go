package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"bulletin/config"
)

// A sink is a server by another hand that takes every message.
type sink struct {
	listener net.Listener
	roots    *x509.CertPool
	pem      []byte
	delay    time.Duration // before each answer to a final dot

	mu    sync.Mutex
	taken map[string]int // by recipient
	bytes int64
}

func newSink(t testing.TB) *sink {
	t.Helper()
	certificates, roots := certificate(t, "127.0.0.1", time.Now().Add(time.Hour))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{listener: listener, roots: roots, taken: map[string]int{}}
	s.pem = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificates.Certificates[0].Certificate[0]})
	server := smtp.NewServer(s)
	server.Domain, server.TLSConfig = "sink.example.org", &tls.Config{Certificates: certificates.Certificates}
	server.ErrorLog = discard{}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return s
}

type discard struct{}

func (discard) Printf(string, ...any) {}
func (discard) Println(...any)        {}

func (s *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &sinkSession{sink: s}, nil }

type sinkSession struct {
	*sink
	known bool
	to    []string
}

func (s *sinkSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *sinkSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "press" || password != "secret" {
			return smtp.ErrAuthFailed
		}
		s.known = true
		return nil
	}), nil
}

func (s *sinkSession) Mail(string, *smtp.MailOptions) error {
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *sinkSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}

func (s *sinkSession) Data(r io.Reader) error {
	n, err := io.Copy(io.Discard, r)
	if err != nil {
		return err // the message came in part
	}
	s.mu.Lock()
	for _, to := range s.to {
		s.taken[to]++
	}
	s.bytes += n
	s.mu.Unlock()
	time.Sleep(s.delay)
	return nil
}

func (s *sinkSession) Reset()        { s.to = nil }
func (s *sinkSession) Logout() error { return nil }

// run gives a run to the sink by the real clock.
func (s *sink) run(l *Ledger, connections int) *Run {
	return realRun(l, s.listener.Addr().(*net.TCPAddr).Port, connections, s.roots)
}

func realRun(l *Ledger, port, connections int, roots *x509.CertPool) *Run {
	many := 1000
	return &Run{
		Settings: &Settings{
			Sender: config.MakeText("press@example.org"),
			Server: Server{
				Host: config.MakeText("127.0.0.1"), Port: &port, User: config.MakeText("press"),
				Security: config.MakeText(starttls),
				Roots:    roots, Connections: &connections, PerConnection: &many,
			},
		},
		Ledger: l, Issue: &Issue{Wave: "2024-1", Revision: 1}, Compose: composeTest, Password: "secret",
		Clock: time.Now, For: time.Minute,
		Sleep: func(ctx context.Context, d time.Duration) error {
			select {
			case <-time.After(d):
			case <-ctx.Done():
			}
			return ctx.Err()
		},
	}
}

// What the test hands to the process that it kills.
const (
	killedFolder = "BULLETIN_TEST_KILLED_FOLDER"
	killedPort   = "BULLETIN_TEST_KILLED_PORT"
	killedRoots  = "BULLETIN_TEST_KILLED_ROOTS"
)

// TestToBeKilled is the process that TestKilled starts.
func TestToBeKilled(t *testing.T) {
	folder := os.Getenv(killedFolder)
	if folder == "" {
		t.Skip("run by TestKilled")
	}
	port, err := strconv.Atoi(os.Getenv(killedPort))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(os.Getenv(killedRoots)))
	fmt.Println("begun")
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := realRun(l, port, 4, roots).Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	fmt.Println("ended")
}

// TestKilled kills a run at random moments and starts it again until it ends:
// everyone has the message, and twice only who was uncertain in between.
func TestKilled(t *testing.T) {
	recipients, kills := 100, 30
	if os.Getenv("CI") != "" {
		recipients, kills = 500, 300
	}
	if testing.Short() {
		t.Skip("starts many processes")
	}
	s := newSink(t)
	s.delay = 2 * time.Millisecond
	folder := t.TempDir()
	list := testList(recipients)
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.Plan("2024-1", 1, list), l.Close()); err != nil {
		t.Fatal(err)
	}
	// Short enough that all of the kills come before the end.
	random := rand.New(rand.NewPCG(7, 2024))
	told := map[string]int{}
	before, killed := map[string]Status{}, 0
	for ended := false; !ended; {
		pause := time.Duration(-1)
		if killed < kills {
			pause = time.Duration(random.Int64N(int64(12 * time.Millisecond)))
		}
		if ended = s.untilKilled(t, folder, pause); !ended {
			killed++
		}
		before = s.uncertain(t, folder, before, told)
	}
	if killed < kills/2 {
		t.Errorf("killed %d times only", killed)
	}
	t.Logf("killed %d times, %d uncertain", killed, len(told))

	last := openTestLedger(t, folder)
	run := s.run(last, 4)
	run.Again = true
	if counts, err := run.Deliver(t.Context()); err != nil || counts[Accepted] != recipients {
		t.Errorf("at the end counts are %v (%v)", counts, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range list {
		if n := s.taken[r.Address]; n < 1 || n > 1+told[r.Address] {
			t.Errorf("%s has the message %d times, and was uncertain %d times", r.Address, n, told[r.Address])
		}
	}
}

// untilKilled starts a run and kills it some time after it began to hand over; below zero: not at all.
func (s *sink) untilKilled(t *testing.T, folder string, after time.Duration) (ended bool) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestToBeKilled$", "-test.count=1")
	c.Env = append(os.Environ(), killedFolder+"="+folder,
		killedPort+"="+strconv.Itoa(s.listener.Addr().(*net.TCPAddr).Port), killedRoots+"="+string(s.pem))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, len("begun\n"))
	if _, err := io.ReadFull(out, line); err != nil {
		t.Fatalf("the process says %q: %v", line, err)
	}
	if after >= 0 {
		time.Sleep(after)
		_ = c.Process.Kill()
	}
	rest, _ := io.ReadAll(out)
	err = c.Wait()
	ended = strings.Contains(string(rest), "ended")
	if !ended && after < 0 {
		t.Fatalf("the run failed: %v\n%s", err, rest)
	}
	return ended
}

// uncertain counts the times that each recipient became uncertain, between the runs.
func (s *sink) uncertain(t *testing.T, folder string, before map[string]Status, told map[string]int) map[string]Status {
	t.Helper()
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	now := map[string]Status{}
	err = l.Each("2024-1", 1, func(e *Entry) error {
		now[e.Address] = e.Status
		if e.Status == Uncertain && before[e.Address] != Uncertain {
			told[e.Address]++
		}
		if e.Status == Sending {
			t.Errorf("%s is left as sending", e.Address)
		}
		return nil
	})
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	return now
}
