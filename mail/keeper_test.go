package mail

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"bulletin/release"

	"github.com/emersion/go-smtp"
)

// returned is the recipient whom the sink behind Postfix does not know.
const returned = "returned@readers.example.org"

// releasedFolder gives a copy of the example, released.
func releasedFolder(t testing.TB) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "2024-1")
	if err := os.CopyFS(folder, os.DirFS("../testdata/2024-1")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(folder, Folder)); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return time.Date(2024, 7, 16, 15, 0, 0, 0, time.UTC) }
	if _, err := release.Finalize(folder, release.FinalOptions{Clock: clock}); err != nil {
		t.Fatal(err)
	}
	return folder
}

// wordings are the messages of the example's three editions.
const wordings = `[message.kk]
subject = "{title}, {wave}"
greeting = "Құрметті {name}!"
[message.ru]
subject = "{title}, {wave}"
greeting = "Здравствуйте, {name}!"
[message.en]
subject = "{title}, {wave}"
greeting = "Dear {name},"
`

func sleepFor(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// keeper is a mail server that keeps every message.
type keeper struct {
	address string
	mu      sync.Mutex
	got     []arrived
}

// arrived is a message as it came to the sink.
type arrived struct {
	to   []string
	data []byte
}

func startKeeper(t *testing.T) *keeper {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &keeper{address: l.Addr().String()}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &keeperSession{sink: s}, nil }))
	server.Domain = "sink.example.org"
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	return s
}

func (s *keeper) all() []arrived {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]arrived(nil), s.got...)
}

type keeperSession struct {
	sink *keeper
	to   []string
}

func (s *keeperSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *keeperSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if to == returned {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	}
	s.to = append(s.to, to)
	return nil
}

func (s *keeperSession) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.sink.mu.Lock()
	defer s.sink.mu.Unlock()
	s.sink.got = append(s.sink.got, arrived{s.to, data})
	return nil
}

func (s *keeperSession) Reset()        { s.to = nil }
func (s *keeperSession) Logout() error { return nil }
