package mail

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"bulletin/config"
)

// A faultServer is an SMTP server on the loopback that answers as its script says.
type faultServer struct {
	t        testing.TB
	listener net.Listener
	tls      *tls.Config
	pool     *x509.CertPool
	offers   []string // after EHLO, once the line is encrypted where encrypted is set
	starttls bool     // offered
	implicit bool     // TLS from the first byte
	script   func(v visit) act

	mu       sync.Mutex
	visits   map[string]int      // by stage
	taken    map[string][]string // Message-IDs by recipient, of messages that came whole
	clear    []byte              // what the client sent unencrypted
	password string              // that came
	open     int
	most     int // connections at a time
	perLine  int // most messages in one connection
	lines    []string
	conns    map[net.Conn]bool
	waiting  sync.WaitGroup
}

// A visit is a step of a dialogue, before its answer.
type visit struct {
	stage      string // connect, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, body, dot, RSET, QUIT
	nth        int    // visit of this stage, from 1
	to         string
	connection int // from 1
	message    int // in the connection, from 1
	others     int // connections
}

// An act is what the server does; the zero one is the ordinary answer.
type act struct {
	answer string
	drop   bool          // instead of an answer
	after  bool          // the connection is dropped after the answer
	stall  bool          // no answer until the client gives up
	delay  time.Duration // before the answer
}

func newFaultServer(t testing.TB, script func(v visit) act) *faultServer {
	t.Helper()
	config, pool := certificate(t, "127.0.0.1", time.Now().Add(time.Hour))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &faultServer{
		t: t, listener: listener, tls: config, pool: pool, starttls: true, script: script,
		offers: []string{"SIZE 100000000", "8BITMIME", "AUTH PLAIN LOGIN"},
		visits: map[string]int{}, taken: map[string][]string{}, conns: map[net.Conn]bool{},
	}
	s.waiting.Go(s.serve)
	t.Cleanup(s.close)
	return s
}

// set changes what the server does from now on.
func (s *faultServer) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// quiet waits until no connection is left, so that what came can be looked at.
func (s *faultServer) quiet() {
	for {
		s.mu.Lock()
		open := s.open
		s.mu.Unlock()
		if open == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func (s *faultServer) close() {
	_ = s.listener.Close()
	s.mu.Lock()
	for c := range s.conns {
		_ = c.Close()
	}
	s.mu.Unlock()
	s.waiting.Wait()
}

func (s *faultServer) serve() {
	for number := 1; ; number++ {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.conns[conn] = true
		s.open++
		s.most = max(s.most, s.open)
		s.mu.Unlock()
		s.waiting.Go(func() {
			(&faultSession{faultServer: s, conn: conn, number: number}).hold()
			_ = conn.Close()
			s.mu.Lock()
			delete(s.conns, conn)
			s.open--
			s.mu.Unlock()
		})
	}
}

// faultSession is one connection of a faultServer.
type faultSession struct {
	*faultServer
	conn      net.Conn
	in        *bufio.Reader
	number    int
	messages  int
	encrypted bool
	to        string
}

// answer gives the answer of a stage; false: the connection ends.
func (s *faultSession) answer(stage, ordinary string) bool {
	return s.carryOut(s.decide(stage), ordinary)
}

func (s *faultSession) decide(stage string) act {
	s.mu.Lock()
	s.visits[stage]++
	v := visit{stage, s.visits[stage], s.to, s.number, s.messages, s.open - 1}
	script := s.script
	s.mu.Unlock()
	if script == nil {
		return act{}
	}
	return script(v)
}

func (s *faultSession) carryOut(a act, ordinary string) bool {
	time.Sleep(a.delay)
	switch {
	case a.drop:
		return false
	case a.stall:
		_, _ = io.Copy(io.Discard, s.conn)
		return false
	case a.answer != "":
		ordinary = a.answer
	}
	if ordinary != "" {
		if _, err := io.WriteString(s.conn, ordinary+"\r\n"); err != nil {
			return false
		}
	}
	return !a.after && !strings.HasPrefix(ordinary, "421")
}

func (s *faultSession) line() (string, bool) {
	line, err := s.in.ReadString('\n')
	if err != nil {
		return "", false
	}
	s.mu.Lock()
	if !s.encrypted {
		s.clear = append(s.clear, line...)
	}
	s.lines = append(s.lines, strings.TrimSpace(line))
	s.mu.Unlock()
	return strings.TrimRight(line, "\r\n"), true
}

func (s *faultSession) encrypt() bool {
	s.mu.Lock()
	conn := tls.Server(s.conn, s.tls)
	s.mu.Unlock()
	s.conn, s.in, s.encrypted = conn, bufio.NewReader(conn), true
	return conn.Handshake() == nil
}

func (s *faultSession) hold() {
	s.in = bufio.NewReader(s.conn)
	s.mu.Lock()
	implicit := s.implicit
	s.mu.Unlock()
	if implicit && !s.encrypt() {
		return
	}
	if !s.answer("connect", "220 ready") {
		return
	}
	for {
		line, ok := s.line()
		if !ok {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		verb = strings.ToUpper(verb)
		switch verb {
		case "EHLO", "HELO":
			ok = s.answer("EHLO", s.greeting())
		case "STARTTLS":
			ok = s.answer(verb, "220 go ahead") && s.encrypt()
		case "AUTH":
			ok = s.auth(rest)
		case "MAIL":
			s.to = ""
			s.messages++
			s.mu.Lock()
			s.perLine = max(s.perLine, s.messages)
			s.mu.Unlock()
			ok = s.answer(verb, "250 2.1.0 sender ok")
		case "RCPT":
			s.to = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(rest, "TO:<"), ">"))
			ok = s.answer(verb, "250 2.1.5 recipient ok")
		case "DATA":
			ok = s.data()
		case "QUIT":
			s.answer(verb, "221 bye")
			return
		case "RSET":
			ok = s.answer(verb, "250 ok")
		default:
			ok = s.answer(verb, "500 what")
		}
		if !ok {
			return
		}
	}
}

func (s *faultSession) greeting() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	offers := s.offers
	if s.starttls && !s.encrypted {
		offers = append([]string{"STARTTLS"}, offers...)
	}
	lines := append([]string{"fault.example.org"}, offers...)
	for i := range lines {
		lines[i] = "250-" + lines[i]
	}
	lines[len(lines)-1] = "250 " + lines[len(lines)-1][4:]
	return strings.Join(lines, "\r\n")
}

func (s *faultSession) auth(rest string) bool {
	mechanism, initial, _ := strings.Cut(rest, " ")
	got := ""
	switch strings.ToUpper(mechanism) {
	case "PLAIN":
		data, _ := base64.StdEncoding.DecodeString(initial)
		_, got, _ = strings.Cut(strings.TrimPrefix(string(data), "\x00"), "\x00")
	case "LOGIN":
		for _, prompt := range []string{"Username:", "Password:"} {
			if _, err := io.WriteString(s.conn, "334 "+base64.StdEncoding.EncodeToString([]byte(prompt))+"\r\n"); err != nil {
				return false
			}
			line, ok := s.line()
			if !ok {
				return false
			}
			data, _ := base64.StdEncoding.DecodeString(line)
			got = string(data)
		}
	}
	s.mu.Lock()
	s.password = got
	s.mu.Unlock()
	if got != "secret" {
		return s.answer("AUTH", "535 5.7.8 no, "+got+" is wrong")
	}
	return s.answer("AUTH", "235 welcome")
}

// data takes a message: body is visited when some of it came, dot when all did.
func (s *faultSession) data() bool {
	a := s.decide("DATA")
	if !s.carryOut(a, "354 go on") {
		return false
	}
	if a.answer != "" && !strings.HasPrefix(a.answer, "354") {
		return true
	}
	id, halfway, answered := "", false, false
	for {
		line, err := s.in.ReadString('\n')
		if err != nil {
			return false
		}
		line = strings.TrimRight(line, "\r\n")
		if rest, ok := strings.CutPrefix(line, "Message-ID: "); ok {
			id = rest
		}
		if line == "" && !halfway {
			halfway = true
			a := s.decide("body")
			if !s.carryOut(a, "") {
				return false
			}
			answered = a.answer != ""
		}
		if line == "." {
			break
		}
	}
	return answered || s.taking(id)
}

// taking answers the final dot. The message counts as taken unless the answer refuses it.
func (s *faultSession) taking(id string) bool {
	a := s.decide("dot")
	if !strings.HasPrefix(a.answer, "4") && !strings.HasPrefix(a.answer, "5") {
		s.mu.Lock()
		s.taken[s.to] = append(s.taken[s.to], id)
		s.mu.Unlock()
	}
	return s.carryOut(a, "250 2.0.0 queued as 4F2")
}

// certificate makes one for a name or an address, and the pool that trusts it.
func certificate(t testing.TB, name string, until time.Time) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: until.Add(-48 * time.Hour), NotAfter: until,
		IsCA: true, BasicConstraintsValid: true,
	}
	if ip := net.ParseIP(name); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{name}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, pool
}

// A testClock moves on when somebody sleeps.
type testClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *testClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *testClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	until := c.now.Add(d)
	c.mu.Unlock()
	time.Sleep(time.Millisecond)
	c.mu.Lock()
	if until.After(c.now) {
		c.now = until
	}
	c.mu.Unlock()
	return ctx.Err()
}

var testHour = time.Date(2024, 7, 17, 5, 0, 0, 0, time.UTC)

// testList gives n recipients.
func testList(n int) []Recipient {
	list := make([]Recipient, n)
	for i := range list {
		list[i] = Recipient{Address: fmt.Sprintf("r%05d@example.org", i), Name: fmt.Sprint("Reader ", i), Language: "kk"}
	}
	return list
}

// testRun gives a run to a server, of a ledger in which the list is planned.
func testRun(t testing.TB, s *faultServer, folder string, list []Recipient) *Run {
	t.Helper()
	l, err := OpenLedger(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	if err := l.Plan("2024-1", 1, list); err != nil {
		t.Fatal(err)
	}
	clock := &testClock{now: testHour}
	port, connections, perConnection := s.listener.Addr().(*net.TCPAddr).Port, 3, 100
	return &Run{
		Settings: &Settings{
			Sender: config.MakeText("Bureau <press@example.org>"),
			Server: Server{
				Host: config.MakeText("127.0.0.1"), Port: &port, User: config.MakeText("press"),
				Security: config.MakeText(starttls),
				Roots:    s.pool, Connections: &connections, PerConnection: &perConnection,
			},
		},
		Ledger: l, Issue: &Issue{Wave: "2024-1", Revision: 1, Published: testHour},
		Compose: composeTest, Password: "secret",
		Clock: clock.Now, Sleep: clock.Sleep, For: 30 * time.Minute,
		patience: &patience{5 * time.Second, 5 * time.Second, 5 * time.Second, 5 * time.Second, 5 * time.Second, 5 * time.Second, 5 * time.Second},
	}
}

func composeTest(r *Recipient, now time.Time) ([]byte, error) {
	return fmt.Appendf(nil, "From: press@example.org\r\nTo: %s\r\nMessage-ID: <%s>\r\nDate: %s\r\n\r\nHello\r\n.\r\n..\r\nbye\r\n",
		r.Address, r.Key(), now.Format(time.RFC1123Z)), nil
}

// impatient lets no step take longer than a moment.
func impatient(r *Run) {
	const moment = 100 * time.Millisecond
	r.patience = &patience{time.Second, moment, moment, moment, moment, moment, time.Second}
}

// deliver carries out a run; when it gives, the server has heard everything.
func (s *faultServer) deliver(ctx context.Context, r *Run) (map[Status]int, error) {
	counts, err := r.Deliver(ctx)
	s.quiet()
	return counts, err
}

func deliver(t testing.TB, s *faultServer, r *Run) map[Status]int {
	t.Helper()
	counts, err := s.deliver(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// entries gives all entries of a run's ledger by address.
func entries(t testing.TB, r *Run) map[string]Entry {
	t.Helper()
	all := map[string]Entry{}
	err := r.Ledger.Each("2024-1", 1, func(e *Entry) error {
		all[e.Address] = *e
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
