package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

// mailserver starts a server on the loopback that keeps every message in
// arrived/ADDRESS.1.eml, .2.eml and so on, and sets $PORT. It refuses refused@…
// for good, puts later@… off, hangs up on lost@… after taking the message, takes
// its time over slow…@… and never answers for held@….
func mailserver(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) > 0 {
		ts.Fatalf("usage: mailserver")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	folder := ts.MkAbs("arrived")
	ts.Check(os.MkdirAll(folder, 0o755))
	keeper := &keeper{folder: folder, got: map[string]int{}, over: make(chan struct{})}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{keeper: keeper, conn: c}, nil
	}))
	server.ErrorLog = quietLog{}
	go func() { _ = server.Serve(l) }()
	ts.Defer(func() {
		close(keeper.over)
		_ = server.Close()
	})
	_, port, _ := net.SplitHostPort(l.Addr().String())
	ts.Setenv("PORT", port)
}

type quietLog struct{}

func (quietLog) Printf(string, ...any) {}
func (quietLog) Println(...any)        {}

// keeper has what arrived.
type keeper struct {
	folder string
	over   chan struct{} // closed at the end of the session
	mu     sync.Mutex
	got    map[string]int
}

func (k *keeper) keep(to string, data []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.got[to]++
	return os.WriteFile(filepath.Join(k.folder, fmt.Sprintf("%s.%d.eml", to, k.got[to])), data, 0o644)
}

type session struct {
	keeper *keeper
	conn   *smtp.Conn
	to     []string
}

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch who, _, _ := strings.Cut(to, "@"); who {
	case "refused":
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	case "later":
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 2, 0}, Message: "mailbox busy"}
	}
	s.to = append(s.to, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(s.to) != 1 {
		return errors.New("a message to more than one")
	}
	if err := s.keeper.keep(s.to[0], data); err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(s.to[0], "lost@"):
		_ = s.conn.Conn().Close()
	case strings.HasPrefix(s.to[0], "slow"):
		time.Sleep(100 * time.Millisecond)
	case strings.HasPrefix(s.to[0], "held@"):
		<-s.keeper.over
	}
	return nil
}

func (s *session) Reset()        { s.to = nil }
func (s *session) Logout() error { return nil }

// interrupt starts a command, waits for a file and interrupts the command once, or
// until it ends, or hangs up its terminal: interrupt once|again|hangup FILE COMMAND... What it said and how it
// ended stands in said.txt then.
func interrupt(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) < 3 || args[0] != "once" && args[0] != "again" && args[0] != "hangup" {
		ts.Fatalf("usage: interrupt once|again|hangup FILE COMMAND...")
	}
	sent := os.Interrupt
	if args[0] == "hangup" && !signal.Ignored(syscall.SIGHUP) { // which a command inherits, under nohup
		sent = syscall.SIGHUP
	}
	var said bytes.Buffer
	c := exec.Command(args[2], args[3:]...)
	c.Dir, c.Stdout, c.Stderr = ts.MkAbs("."), &said, &said
	c.Env = append(os.Environ(), "PATH="+ts.Getenv("PATH"))
	ts.Check(c.Start())
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for begun := false; ; {
		if _, err := os.Stat(ts.MkAbs(args[1])); err == nil && (!begun || args[0] == "again") {
			begun = true
			_ = c.Process.Signal(sent)
		}
		select {
		case <-ended:
			ts.Check(os.WriteFile(ts.MkAbs("said.txt"), fmt.Appendf(nil, "%s%v\n", &said, c.ProcessState), 0o644))
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// returned writes a delivery status notification of a message: returned MESSAGE ADDRESS ACTION STATUS FILE.
func returned(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 5 {
		ts.Fatalf("usage: returned MESSAGE ADDRESS ACTION STATUS FILE")
	}
	head, _, _ := strings.Cut(strings.ReplaceAll(ts.ReadFile(args[0]), "\r\n", "\n"), "\n\n")
	address, action, status := args[1], args[2], args[3]
	text := `From: MAILER-DAEMON@mx.example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail system.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ` + address + `
Original-Recipient: rfc822;` + address + `
Action: ` + action + `
Status: ` + status + `
Diagnostic-Code: smtp; ` + status[:1] + "50 " + status + ` as told
--b
Content-Type: text/rfc822-headers

` + head + `
--b--
`
	ts.Check(os.WriteFile(ts.MkAbs(args[4]), []byte(text), 0o644))
}
