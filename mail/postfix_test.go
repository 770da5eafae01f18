//go:build linux

package mail

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	netmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"
)

// TestPostfix sends a release through Postfix, with STARTTLS and authentication,
// to a sink behind it that keeps every message: each recipient's arrives once,
// whole, signed, and addressed to that one person.
func TestPostfix(t *testing.T) {
	recipients := 200
	if os.Getenv("CI") != "" {
		recipients = 2000
	}
	relay := startPostfix(t, "PLAIN LOGIN")
	folder := releasedFolder(t)
	public := writeMailFolder(t, folder, relay, recipients)
	t.Setenv(PasswordVariable, relay.password)

	outcome, err := Send(t.Context(), folder, SendOptions{
		Clock: time.Now, Sleep: sleepFor, Tell: func(s string) { t.Log(s) }, For: 5 * time.Minute,
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, relay.log())
	}
	if outcome.Counts[Accepted] != recipients+1 || outcome.Owed+outcome.Uncertain+outcome.Refused > 0 {
		t.Fatalf("%+v\n%s", outcome, relay.log())
	}
	relay.sink.waitFor(t, recipients+1, relay) // with the notification of the one that was returned

	pdf, err := os.ReadFile(filepath.Join(folder, "releases", "r1", "bulletin.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, m := range relay.sink.all() {
		if len(m.to) != 1 {
			t.Fatalf("one message to %v", m.to)
		}
		got[m.to[0]]++
		if m.to[0] == sender {
			checkReturned(t, folder, m.data)
			continue
		}
		checkArrived(t, m, public, pdf)
	}
	for i := range recipients {
		if n := got[proofAddress(i)]; n != 1 {
			t.Errorf("%s has the message %d times", proofAddress(i), n)
		}
	}
	if len(got) != recipients+1 || got[sender] != 1 {
		t.Errorf("%d recipients, want %d", len(got), recipients+1)
	}

	// A second run sends nothing.
	if _, err := Send(t.Context(), folder, SendOptions{Clock: time.Now, Sleep: sleepFor, Tell: func(string) {}, For: time.Minute}); err != nil {
		t.Fatal(err)
	}
	if n := len(relay.sink.all()); n != recipients+1 {
		t.Errorf("a second run sent %d more", n-recipients-1)
	}
}

// sender is whom the messages are from.
const sender = "press@stat.example.org"

// checkReturned reads the notification that Postfix sends to the sender.
func checkReturned(t *testing.T, folder string, notification []byte) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "returned.eml")
	if err := os.WriteFile(file, notification, 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := MarkBounces(folder, file, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Bounced) != 1 || report.Bounced[0].Address != returned || report.Bounced[0].Code != 550 || !strings.Contains(report.Bounced[0].Words, "5.1.1") {
		t.Errorf("%+v\n%s", report, notification)
	}
}

// TestPostfixWantsThePassword has Postfix take a password and refuse a wrong one,
// which is told and sends nothing, by each way of authentication.
func TestPostfixWantsThePassword(t *testing.T) {
	for _, mechanism := range []string{"SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"} {
		t.Run(mechanism, func(t *testing.T) {
			relay := startPostfix(t, mechanism)
			folder := releasedFolder(t)
			writeMailFolder(t, folder, relay, 3)
			o := SendOptions{Clock: time.Now, Sleep: sleepFor, Tell: func(string) {}, For: 30 * time.Second}
			t.Setenv(PasswordVariable, "Wrong-"+relay.password)
			_, err := Send(t.Context(), folder, o)
			if err == nil || !strings.Contains(err.Error(), "535") || strings.Contains(err.Error(), relay.password) {
				t.Errorf("%v", err)
			}
			if n := len(relay.sink.all()); n != 0 {
				t.Errorf("%d messages were sent", n)
			}
			t.Setenv(PasswordVariable, relay.password)
			outcome, err := Send(t.Context(), folder, o)
			if err != nil || outcome.Counts[Accepted] != 4 || !strings.Contains(relay.log(), "sasl_method="+mechanism+",") {
				t.Errorf("%+v, %v\n%s", outcome, err, relay.log())
			}
		})
	}
}

// checkArrived holds a message to what was sent: to one person, with the PDF, and with its signature.
func checkArrived(t *testing.T, m arrived, public crypto.PublicKey, pdf []byte) {
	t.Helper()
	parsed, err := netmail.ReadMessage(bytes.NewReader(m.data))
	if err != nil {
		t.Fatal(err)
	}
	to, err := parsed.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Address != m.to[0] {
		t.Fatalf("To is %q for %s (%v)", parsed.Header.Get("To"), m.to[0], err)
	}
	for _, name := range []string{"Cc", "Bcc"} {
		if parsed.Header.Get(name) != "" {
			t.Errorf("%s in the message to %s", name, m.to[0])
		}
	}
	if others := strings.Count(string(m.data), "@readers.example.org") - strings.Count(string(m.data), m.to[0]); others != 0 {
		t.Errorf("the message to %s names %d other recipients", m.to[0], others)
	}
	encoded := base64.StdEncoding.EncodeToString(pdf)
	if !strings.Contains(strings.NewReplacer("\r", "", "\n", "").Replace(string(m.data)), encoded) {
		t.Errorf("the message to %s has not the PDF that was released", m.to[0])
	}
	signed, err := dkim.VerifyWithOptions(bytes.NewReader(m.data), &dkim.VerifyOptions{
		LookupTXT: func(string) ([]string, error) {
			der, err := x509.MarshalPKIXPublicKey(public)
			return []string{"v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)}, err
		},
	})
	if err != nil || len(signed) != 1 || signed[0].Err != nil {
		t.Fatalf("the signature of the message to %s: %v %+v", m.to[0], err, signed)
	}
}

func proofAddress(i int) string { return fmt.Sprintf("reader%04d@readers.example.org", i) }

// writeMailFolder writes the settings for a relay and a list, and gives the key that signatures are held to.
func writeMailFolder(t *testing.T, release string, relay *postfix, recipients int) crypto.PublicKey {
	t.Helper()
	folder := filepath.Join(release, Folder)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(SettingsFile, fmt.Sprintf(`sender = "Ұлттық статистика бюросы <press@stat.example.org>"
recipients = "recipients.csv"
[server]
host = "localhost"
port = %d
user = %q
authority = "authority.pem"
connections = 4
[dkim]
domain = "stat.example.org"
selector = "test"
key = "dkim.pem"
[unsubscribe]
mailto = "unsubscribe@stat.example.org"
url = "https://stat.example.org/unsubscribe/{token}"
`+wordings, relay.port, relay.user))
	write("authority.pem", string(relay.authority))
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	write("dkim.pem", string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})))
	list := "address;name;language;group\n"
	for i := range recipients {
		list += fmt.Sprintf("%s;Оқырман %d;kk;\n", proofAddress(i), i)
	}
	write("recipients.csv", list+returned+";Белгісіз;kk;\n")
	return key.Public()
}

// postfix is a Postfix of the test's own: its configuration, queue and
// certificate stand in a passing folder, and it hears the loopback alone.
type postfix struct {
	folder         string
	port           int
	user, password string
	authority      []byte // PEM
	sink           *keeper
}

func (p *postfix) log() string {
	data, _ := os.ReadFile(filepath.Join(p.folder, "log"))
	lines := strings.Split(string(data), "\n")
	return strings.Join(lines[max(0, len(lines)-30):], "\n")
}

// postfixTools gives the paths of Postfix's master and of the program that keeps
// passwords; Debian has both where only root's PATH looks.
func postfixTools(t *testing.T) (master, saslpasswd string) {
	t.Helper()
	absent := func(what string) {
		if os.Getenv("CI") != "" {
			t.Fatal(what)
		}
		t.Skip(what)
	}
	master = "/usr/lib/postfix/sbin/master"
	if _, err := os.Stat(master); err != nil {
		absent("Postfix is not installed (package postfix)")
	}
	saslpasswd = "/usr/sbin/saslpasswd2"
	if _, err := os.Stat(saslpasswd); err != nil {
		absent("saslpasswd2 is not installed (package sasl2-bin)")
	}
	if os.Getuid() != 0 {
		absent("Postfix is started by root alone")
	}
	return master, saslpasswd
}

// startPostfix starts Postfix without a service manager, as a relay to a sink.
func startPostfix(t *testing.T, mechanisms string) *postfix {
	t.Helper()
	master, saslpasswd := postfixTools(t)
	folder, err := os.MkdirTemp("", "bulletin-postfix-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	p := &postfix{
		folder: folder, port: freePort(t), user: "press@relay.example.org", password: rand.Text(),
		sink: startKeeper(t),
	}
	p.configure(t, mechanisms)
	keep := exec.Command(saslpasswd, "-c", "-p", "-f", filepath.Join(folder, "sasldb2"), "-u", "relay.example.org", "press")
	keep.Stdin = strings.NewReader(p.password)
	p.run(t, keep)
	p.run(t, exec.Command("chown", "postfix", filepath.Join(folder, "sasldb2"), filepath.Join(folder, "data")))
	// Makes the folders of the queue, with their owners and modes.
	p.run(t, exec.Command("/usr/sbin/postfix", "-c", filepath.Join(folder, "etc"), "check"))

	run := exec.Command(master, "-c", filepath.Join(folder, "etc"), "-d")
	run.Env = append(os.Environ(), "MAIL_LOGTAG=postfix")
	run.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // it ends its group when it is ended
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = run.Process.Signal(syscall.SIGTERM)
		_ = run.Wait()
	})
	p.awaitGreeting(t)
	return p
}

func (p *postfix) run(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s\n%s", c, err, out, p.log())
	}
}

// configure writes main.cf, master.cf, the certificate, and where passwords are kept.
func (p *postfix) configure(t *testing.T, mechanisms string) {
	t.Helper()
	certificate, key := selfSignedPEM(t, "localhost")
	p.authority = certificate
	_, sinkPort, _ := net.SplitHostPort(p.sink.address)
	files := map[string]string{
		"etc/certificate.pem": string(key) + string(certificate),
		"etc/sasl/smtpd.conf": "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: " + p.folder + "/sasldb2\nmech_list: " + mechanisms + "\n",
		"etc/main.cf": `compatibility_level = 3.6
queue_directory = ` + p.folder + `/queue
data_directory = ` + p.folder + `/data
maillog_file = ` + p.folder + `/log
maillog_file_prefixes = ` + p.folder + `
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example.org
mydestination =
mynetworks =
alias_maps =
alias_database =
local_recipient_maps =
relayhost = [127.0.0.1]:` + sinkPort + `
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = ` + p.folder + `/etc/certificate.pem
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_local_domain = relay.example.org
cyrus_sasl_config_path = ` + p.folder + `/etc/sasl
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions =
in_flow_delay = 0
notify_classes =
`,
		"etc/master.cf": fmt.Sprintf(`127.0.0.1:%d inet n - n - - smtpd
postlog   unix-dgram n - n - 1 postlogd
pickup    unix n - n 60 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 1 1 qmgr
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
smtp      unix - - n - - smtp
relay     unix - - n - - smtp
showq     unix n - n - - showq
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
`, p.port),
	}
	for _, sub := range []string{"queue", "data", "etc", "etc/sasl"} {
		if err := os.Mkdir(filepath.Join(p.folder, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(p.folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(p.folder, 0o755); err != nil { // Postfix's processes go about in it
		t.Fatal(err)
	}
}

// awaitGreeting waits until Postfix answers.
func (p *postfix) awaitGreeting(t *testing.T) {
	t.Helper()
	for range 600 {
		c, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(p.port))
		if err == nil {
			_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
			greeting := make([]byte, 4)
			_, err = io.ReadFull(c, greeting)
			_ = c.Close()
			if err == nil && string(greeting) == "220 " {
				return
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("Postfix does not answer\n%s", p.log())
}

// freePort gives a port that nobody else is given meanwhile: one below those that
// the system gives to who asks for any.
func freePort(t *testing.T) int {
	t.Helper()
	for range 1000 {
		n, err := rand.Int(rand.Reader, big.NewInt(10_000))
		if err != nil {
			t.Fatal(err)
		}
		port := 20_000 + int(n.Int64())
		if l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port)); err == nil {
			_ = l.Close()
			return port
		}
	}
	t.Fatal("there is no free port")
	return 0
}

// selfSigned makes a certificate for a host, and its key, in PEM.
func selfSignedPEM(t *testing.T, host string) (certificate, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	der8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der8})
}

// waitFor waits until a number of messages has come, and a while longer for those that come twice.
func (s *keeper) waitFor(t *testing.T, n int, relay *postfix) {
	t.Helper()
	for range 3000 {
		if len(s.all()) >= n {
			time.Sleep(200 * time.Millisecond)
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%d of %d messages came to the sink\n%s", len(s.all()), n, relay.log())
}
