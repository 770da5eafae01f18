package mail

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"bulletin/tables"
)

// A ServerError says what keeps every message from being handed over.
type ServerError struct {
	Place     tables.Place // of the setting to look at
	Server    string       // host:port
	Message   string
	Temporary bool // it may pass by itself
	refused   bool // a 4xx answer: perhaps only to one more connection
}

func (e *ServerError) Error() string {
	s := e.Server + ": " + e.Message
	if e.Place.File != "" {
		s = e.Place.String() + ": " + s
	}
	return s
}

// patience is how long each step of a dialogue may take (RFC 5321 4.5.3.2).
type patience struct {
	dial, greeting, command, data, block, dot time.Duration

	over time.Duration // after the end of the run, for all of them but dot
}

func rfcPatience() patience {
	return patience{time.Minute, 5 * time.Minute, 5 * time.Minute, 2 * time.Minute, 3 * time.Minute, 10 * time.Minute, 20 * time.Second}
}

// server is where dialogues are held, and how.
type server struct {
	place    tables.Place
	host     string
	address  string // host:port
	security string
	user     string
	password string
	tls      *tls.Config
	patience patience

	unattended bool // nobody is there who could mend host: that it is not found may pass
}

func newServer(s *Server, password string, p patience) (*server, error) {
	host := s.Host.Value
	srv := &server{
		place: s.Host.Place(), host: host, address: net.JoinHostPort(host, strconv.Itoa(*s.Port)),
		security: s.Security.Value, user: s.User.Value, password: password, patience: p,
		tls: &tls.Config{ServerName: host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12},
	}
	if srv.security == unsecured && srv.user != "" {
		return nil, srv.fault("a password is never sent over a line that is not encrypted; set security or take user out")
	}
	return srv, nil
}

// fault is an error that does not pass by itself.
func (s *server) fault(format string, args ...any) *ServerError {
	return &ServerError{Place: s.place, Server: s.address, Message: s.covered(fmt.Sprintf(format, args...))}
}

// trouble is an error of a step before a message is begun.
func (s *server) trouble(doing string, err error) *ServerError {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var op *net.OpError
	var answer *textproto.Error
	var garbage textproto.ProtocolError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		e := s.fault("there is no such host; mend host")
		e.Temporary = s.unattended
		return e
	case errors.As(err, &certificate):
		return s.fault("the server's certificate is not to be trusted for %s (%v); nothing was sent: set host to the name in the certificate, "+
			"or authority to the certificate of the office's own authority", s.host, certificate.Err)
	case errors.As(err, &record), errors.As(err, &garbage), errors.As(err, &op) && (op.Op == "remote error" || op.Op == "local error"):
		return s.fault("%s: no mail dialogue comes about (%s); look at port and security", doing, printable(err.Error(), maxWords))
	case errors.As(err, &answer):
		e := s.fault("%s: the server answers %d %s", doing, answer.Code, s.words(answer.Msg))
		e.Temporary = answer.Code/100 == 4
		e.refused = e.Temporary
		return e
	}
	e := s.fault("%s: %s", doing, lineFault(err))
	e.Temporary = isLineFault(err)
	return e
}

// covered gives a text without the password, should the server have repeated it.
func (s *server) covered(text string) string {
	if s.password == "" {
		return text
	}
	for _, secret := range []string{
		s.password,
		base64.StdEncoding.EncodeToString([]byte(s.password)),
		base64.StdEncoding.EncodeToString([]byte("\x00" + s.user + "\x00" + s.password)),
	} {
		text = strings.ReplaceAll(text, secret, "…")
	}
	return text
}

// words gives what the server said, to be shown and kept. The password is covered
// before anything is cut off, so that no part of it is left.
func (s *server) words(answer string) string { return printable(s.covered(answer), maxWords) }

// dial opens a connection that is ready to take messages: encrypted, the
// certificate held to the host, and the user known to the server. When ctx ends,
// the dialogue is hurried; whatever is not past its final dot ends at last. Errors are a *ServerError.
func (s *server) dial(ctx context.Context, last time.Time) (*dialogue, error) {
	dialer := net.Dialer{Timeout: s.patience.dial, Deadline: last}
	conn, err := dialer.DialContext(ctx, "tcp", s.address)
	if err != nil {
		return nil, s.trouble("the server cannot be reached", err)
	}
	if s.security == unsecured && !isLoopback(conn.RemoteAddr()) {
		_ = conn.Close()
		return nil, s.fault(`nothing is sent over a line that is not encrypted; set security to "starttls" or "tls"`)
	}
	c := &dialogue{server: s, wire: &wire{Conn: conn, last: last}}
	c.unhook = context.AfterFunc(ctx, c.wire.hurry)
	if err := c.begin(); err != nil {
		c.abort()
		return nil, err
	}
	return c, nil
}

// begin greets, encrypts and authenticates.
func (c *dialogue) begin() error {
	s := c.server
	c.wire.step(s.patience.greeting)
	line := net.Conn(c.wire)
	if s.security == implicit {
		encrypted := tls.Client(c.wire, s.tls)
		if err := encrypted.Handshake(); err != nil {
			return s.trouble("encryption", err)
		}
		line = encrypted
	}
	var err error
	if c.client, err = smtp.NewClient(line, s.host); err != nil {
		return s.trouble("the greeting", err)
	}
	c.wire.step(s.patience.command)
	if err := c.client.Hello(ownName(c.wire.LocalAddr())); err != nil {
		return s.trouble("EHLO", err)
	}
	if s.security == starttls {
		if offered, _ := c.client.Extension("STARTTLS"); !offered {
			return s.fault(`the server does not offer encryption (STARTTLS), so nothing was sent; if it has a port for TLS, set security to "tls", or ask who runs it`)
		}
		c.wire.step(s.patience.command)
		if err := c.client.StartTLS(s.tls); err != nil {
			return s.trouble("STARTTLS", err)
		}
	}
	if s.user != "" {
		return c.authenticate()
	}
	return nil
}

// authenticate makes the user known, on an encrypted line only, by the strongest
// mechanism that the server has.
func (c *dialogue) authenticate() error {
	s := c.server
	if _, err := c.client.GetTLSConnectionState(); err != nil {
		return s.fault("a password is never sent over a line that is not encrypted")
	}
	_, offered := c.client.Extension("AUTH")
	mechanisms := strings.Fields(strings.ToUpper(offered))
	var auth smtp.Auth
	switch {
	case slices.Contains(mechanisms, "SCRAM-SHA-256"):
		auth = smtp.ScramSHA256Auth(s.user, s.password)
	case slices.Contains(mechanisms, "SCRAM-SHA-1"):
		auth = smtp.ScramSHA1Auth(s.user, s.password)
	case slices.Contains(mechanisms, "PLAIN"):
		auth = smtp.PlainAuth("", s.user, s.password, s.host, false)
	case slices.Contains(mechanisms, "LOGIN"):
		auth = smtp.LoginAuth(s.user, s.password, s.host, false)
	case len(mechanisms) == 0:
		return s.fault("the server does not ask for a user; take user out of the settings, or look at port")
	default:
		return s.fault("the server has no way of authentication that this program knows (it has %s)", printable(strings.Join(mechanisms, ", "), 200))
	}
	c.wire.step(s.patience.command)
	err := c.client.Auth(auth)
	var answer *textproto.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &answer) && answer.Code/100 != 4:
		return s.fault("the server does not accept the user or the password (%d %s)", answer.Code, s.words(answer.Msg))
	}
	return s.trouble("authentication", err)
}

// ownName is how the program calls itself: by its address, as RFC 5321 4.1.4
// allows who has no name that others could look up.
func ownName(local net.Addr) string {
	tcp, ok := local.(*net.TCPAddr)
	if !ok {
		return "[127.0.0.1]"
	}
	if v4 := tcp.IP.To4(); v4 != nil {
		return "[" + v4.String() + "]"
	}
	return "[IPv6:" + tcp.IP.String() + "]"
}

func isLoopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
