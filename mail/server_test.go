package mail

import (
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"bulletin/config"
)

// TestServersThatAreNotTrusted: nothing is sent, no password leaves the
// machine in the clear, and the error says what to mend at once.
func TestServersThatAreNotTrusted(t *testing.T) {
	tests := []struct {
		name string
		set  func(s *faultServer, r *Run)
		want string
	}{
		{"no STARTTLS", func(s *faultServer, _ *Run) { s.starttls = false }, "does not offer encryption"},
		{"another name", func(s *faultServer, r *Run) {
			s.tls, r.Settings.Server.Roots = certificate(s.t, "mail.example.org", time.Now().Add(time.Hour))
		}, "set host to the name in the certificate"},
		{"expired", func(s *faultServer, r *Run) {
			s.tls, r.Settings.Server.Roots = certificate(s.t, "127.0.0.1", time.Now().Add(-time.Hour))
		}, "certificate is not to be trusted"},
		{"unknown authority", func(_ *faultServer, r *Run) { r.Settings.Server.Roots = x509.NewCertPool() }, "authority"},
		{"the system's authorities", func(_ *faultServer, r *Run) { r.Settings.Server.Roots = nil }, "authority"},
		{"wrong password", func(_ *faultServer, r *Run) { r.Password = "geheim" }, "does not accept the user or the password (535"},
		{"no authentication", func(s *faultServer, _ *Run) { s.offers = nil }, "does not ask for a user"},
		{"unknown authentication", func(s *faultServer, _ *Run) { s.offers = []string{"AUTH GSSAPI"} }, "it has GSSAPI"},
		{"no TLS at its port", func(_ *faultServer, r *Run) { r.Settings.Server.Security = config.MakeText("tls") }, "look at port and security"},
		{"a password in the clear", func(_ *faultServer, r *Run) { r.Settings.Server.Security = config.MakeText("none") }, "never sent over a line that is not encrypted"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newFaultServer(t, nil)
			r := testRun(t, s, t.TempDir(), testList(3))
			s.set(func() { test.set(s, r) })
			start := r.Clock()
			counts, err := s.deliver(t.Context(), r)
			var fault *ServerError
			if !errors.As(err, &fault) || fault.Temporary || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v", err)
			}
			if counts[Waiting] != 3 || s.visits["MAIL"] > 0 || !r.Clock().Equal(start) {
				t.Errorf("counts are %v after %v", counts, r.Clock().Sub(start))
			}
			clear := string(s.clear)
			for _, secret := range []string{"AUTH", "MAIL", "secret", "geheim"} {
				if strings.Contains(clear, secret) {
					t.Errorf("%s was sent in the clear: %q", secret, clear)
				}
			}
			if strings.Contains(err.Error(), r.Password) {
				t.Errorf("the password is in the error: %v", err)
			}
		})
	}
}

// TestNoSuchHost: where someone waits for it, a host that is not found is mended at
// once; where a run was left to hold until the hour, it may be the network's fault.
func TestNoSuchHost(t *testing.T) {
	for _, unattended := range []bool{false, true} {
		s := &server{address: "mail.example.org:587", unattended: unattended}
		e := s.trouble("the server cannot be reached", &net.OpError{Op: "dial", Err: &net.DNSError{Name: "mail.example.org", IsNotFound: true}})
		if !strings.Contains(e.Message, "there is no such host") || e.Temporary != unattended {
			t.Errorf("%+v", e)
		}
	}
}

func TestWaysToTheServer(t *testing.T) {
	tests := []struct {
		name string
		set  func(s *faultServer, r *Run)
		auth string
	}{
		{"STARTTLS by default, PLAIN", func(*faultServer, *Run) {}, "AUTH PLAIN"},
		{"LOGIN", func(s *faultServer, _ *Run) { s.offers = []string{"AUTH LOGIN"} }, "AUTH LOGIN"},
		{"TLS", func(s *faultServer, r *Run) { s.implicit, r.Settings.Server.Security = true, config.MakeText("tls") }, "AUTH PLAIN"},
		{"no user", func(_ *faultServer, r *Run) { r.Settings.Server.User = config.MakeText("") }, ""},
		{"plain to the loopback", func(s *faultServer, r *Run) {
			s.starttls, r.Settings.Server.User, r.Settings.Server.Security = false, config.MakeText(""), config.MakeText("none")
		}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newFaultServer(t, nil)
			r := testRun(t, s, t.TempDir(), testList(3))
			s.set(func() { test.set(s, r) })
			if counts := deliver(t, s, r); counts[Accepted] != 3 {
				t.Errorf("counts are %v", counts)
			}
			auth := ""
			for _, line := range s.lines {
				if strings.HasPrefix(line, "AUTH") {
					auth = line
				}
			}
			if !strings.HasPrefix(auth, test.auth) || test.auth == "" && auth != "" {
				t.Errorf("authentication is %q, want %q", auth, test.auth)
			}
			if strings.Contains(string(s.clear), "AUTH") {
				t.Errorf("in the clear: %q", s.clear)
			}
		})
	}
}

func TestPlainTextIsForTheLoopback(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1": true, "::1": true, "127.8.0.1": true, "192.0.2.1": false, "2001:db8::1": false, "0.0.0.0": false} {
		if got := isLoopback(&net.TCPAddr{IP: net.ParseIP(address)}); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

func TestAnAnswerWithoutEndIsBrokenOff(t *testing.T) {
	s := newFaultServer(t, func(v visit) act {
		if v.stage == "RCPT" && v.nth == 1 {
			return act{answer: "550-" + strings.Repeat("x", 2*maxAnswer)}
		}
		return act{}
	})
	r := testRun(t, s, t.TempDir(), testList(2))
	if counts := deliver(t, s, r); counts[Accepted] != 2 {
		t.Errorf("counts are %v", counts)
	}
}
