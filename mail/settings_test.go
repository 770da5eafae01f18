package mail

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"bulletin/tables"
)

// rightTOML has nothing wrong for a release in Kazakh and Russian.
const rightTOML = `sender     = "Ұлттық статистика бюросы <press@stat.example.org>"
recipients = "list.csv"

[server]
host = "mail.example.org"

[message.kk]
subject  = "{title}"
greeting = "Құрметті {name}!"

[message.ru]
subject  = "{title}"
greeting = "Здравствуйте, {name}!"
`

const rightList = "address;name;language\na@example.org;Айгүл;\nb@example.org;;ru\n"

// office writes a release folder with the files of mail/ and gives its path.
func office(t testing.TB, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	all := map[string]string{"bulletin.toml": "", "bulletin.ru.toml": ""}
	for name, text := range map[string]string{SettingsFile: rightTOML, "list.csv": rightList} {
		all["mail/"+name] = text
	}
	for name, text := range files {
		all["mail/"+name] = text
	}
	for name, text := range all {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// told gives problems without the name of the folder.
func told(folder string, problems []tables.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(strings.ReplaceAll(filepath.ToSlash(p.String()), filepath.ToSlash(folder)+"/", "") + "\n")
	}
	return b.String()
}

func TestLoadsTheExample(t *testing.T) {
	s, recipients, _, problems := Load(filepath.Join("..", "testdata", "2024-1"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(recipients) != 8 || recipients[5].Language != "kk" || recipients[0].Group != "ministries" || !s.Groups["ministries"].Prerelease {
		t.Errorf("read %+v", recipients)
	}
	for _, r := range recipients {
		if !strings.HasSuffix(r.Key(), "example.org") {
			t.Errorf("%s is no made-up address", r.Address)
		}
	}
	if *s.Server.Port != 587 || s.Server.Security.Value != "starttls" || !s.Attach.PDF || *s.Server.PerMinute != 600 {
		t.Errorf("settings %+v %+v", s.Server, s.Attach)
	}
	if !s.Forbids(&Recipient{Address: "Former.Reader@EXAMPLE.org"}) || s.Forbids(&recipients[0]) {
		t.Error("the list of addresses never to be written to is not kept")
	}
}

func TestLoadHasDefaults(t *testing.T) {
	for security, port := range map[string]int{"": 587, "starttls": 587, "tls": 465} {
		toml := rightTOML
		if security != "" {
			toml = strings.Replace(toml, "[server]", "[server]\nsecurity = \""+security+"\"", 1)
		}
		s, recipients, _, problems := Load(office(t, map[string]string{SettingsFile: toml}))
		if len(problems) > 0 || len(recipients) != 2 {
			t.Fatal(problems)
		}
		if *s.Server.Port != port || *s.Server.Connections != 2 || *s.Server.PerConnection != 100 || s.Server.PerMinute != nil || !s.Attach.PDF {
			t.Errorf("%s: %+v", security, s.Server)
		}
	}
}

func TestLoadTellsWhatIsWrong(t *testing.T) {
	change := func(old, new string) string { // of the right settings
		if !strings.Contains(rightTOML, old) {
			t.Fatalf("%q is not in the settings", old)
		}
		return strings.Replace(rightTOML, old, new, 1)
	}
	server := func(lines string) string { return change("[server]\nhost = \"mail.example.org\"", "[server]\n"+lines) }
	add := func(lines string) string { return change("[server]", lines+"\n[server]") }
	tests := []struct {
		name, toml string
		want       []string
	}{
		{"no server", change("[server]\nhost = \"mail.example.org\"\n", ""), []string{`mail/mail.toml: the server is missing; write [server]`}},
		{"no host", server(""), []string{`mail/mail.toml:4:1: missing key "host"`}},
		{"empty host", server(`host = " "`), []string{`mail/mail.toml:5:8: host is empty`}},
		{"address for host", server(`host = "https://mail.example.org:587"`), []string{`mail/mail.toml:5:8: "https://mail.example.org:587" is not the name`}},
		{"port", server("host = \"a.example.org\"\nport = 70000"), []string{`mail/mail.toml:6:8: port is 1 to 65535, not 70000`}},
		{"port 0", server("host = \"a.example.org\"\nport = 0"), []string{`mail/mail.toml:6:8: port is 1 to 65535, not 0`}},
		{"port 65536", server("host = \"a.example.org\"\nport = 65536"), []string{`mail/mail.toml:6:8: port is 1 to 65535, not 65536`}},
		{"port of tls", server("host = \"a.example.org\"\nport = 465"), []string{`mail/mail.toml:6:8: a server encrypts from the first octet on at port 465`}},
		{"security", server("host = \"a.example.org\"\nsecurity = \"startls\""), []string{`mail/mail.toml:6:12: unknown security "startls" (did you mean "starttls"?)`}},
		{"plain text elsewhere", server("host = \"a.example.org\"\nsecurity = \"none\""), []string{`mail/mail.toml:6:12: without encryption only a server on this computer`}},
		{"password in the clear", server("host = \"localhost\"\nsecurity = \"none\"\nuser = \"u\""), []string{`mail/mail.toml:7:8: no password goes over a line without encryption`}},
		{"limits", server("host = \"a.example.org\"\nconnections = 0\nper_connection = -1\nper_minute = 0"), []string{
			`mail/mail.toml:6:15: connections is 1 to 100, not 0`, `mail/mail.toml:7:18: per_connection is`, `mail/mail.toml:8:14: per_minute is`,
		}},
		{"password file alone", server("host = \"a.example.org\"\npassword_file = \"../pw\""), []string{
			`mail/mail.toml:6:17: "../pw" leads out of the folder mail/`, `mail/mail.toml:6:17: there is a password and no user`,
		}},
		{"authority", server("host = \"a.example.org\"\nauthority = \"list.csv\""), []string{`mail/mail.toml:6:13: "list.csv" has no certificate in PEM`}},
		{"no authority", server("host = \"a.example.org\"\nauthority = \"ca.pem\""), []string{`mail/mail.toml:6:13: no file "ca.pem" in the folder mail/`}},
		{"sender", change("<press@stat.example.org>", "press@stat.example.org"), []string{`mail/mail.toml:1:14: `}},
		{"sender without @", change("<press@stat.example.org>", "<press>"), []string{`mail/mail.toml:1:14: "press" has no @`}},
		{"two senders", change("<press@stat.example.org>", "<a@example.org>, b@example.org"), []string{`mail/mail.toml:1:14: `}},
		{"line in the sender", change("Ұлттық статистика", `Bcc: x\r\n`), []string{"mail/mail.toml:1:21: the control character U+000D"}},
		{"reply to", add(`reply_to = "x y@example.org"`), []string{`mail/mail.toml:4:12: `}},
		{"line in the subject", change(`subject  = "{title}"`, `subject  = "{title}\nBcc: all@example.org"`), []string{"mail/mail.toml:8:20: a line break is not allowed here"}},
		{"placeholder", change(`"Құрметті {name}!"`, `"Құрметті {nam}!"`), []string{`mail/mail.toml:9:22: unknown placeholder "{nam}" (did you mean "name"?); known are {name}, {title}, {period}`}},
		{"open brace", change(`"Құрметті {name}!"`, `"{name"`), []string{`mail/mail.toml:9:13: this brace is never closed`}},
		{"closing brace", change(`"Құрметті {name}!"`, `"name}"`), []string{`mail/mail.toml:9:17: this brace closes nothing`}},
		{"no message", change("[message.ru]\nsubject  = \"{title}\"\ngreeting = \"Здравствуйте, {name}!\"", ""), []string{`the release has an edition in "ru" and there is no message for it`}},
		{"message for no edition", rightTOML + "[message.en]\nsubject = \"a\"\ngreeting = \"b\"\n", []string{`mail/mail.toml:14:1: the release has no edition in "en"`}},
		{"name in the closing", change(`{name}!"`, "{name}!\"\nclosing = \"{name}, with regards\""), []string{`mail/mail.toml:10:12: unknown placeholder "{name}"`}},
		{"name in the file", change(`{name}!"`, "{name}!\"\nfile_name = \"{name}.pdf\""), []string{`mail/mail.toml:10:14: unknown placeholder "{name}"`}},
		{"folder in the file", change(`{name}!"`, "{name}!\"\nfile_name = \"../{title}.pdf\""), []string{`mail/mail.toml:10:16: the name of a file has no /`}},
		{"group", add("[group.press]\nprerelease = true"), []string{`mail/mail.toml:4:1: a group with access before publication has a reason`}},
		{"link", add("[attach]\nlink = \"http://stat.example.org/\""), []string{`mail/mail.toml:5:8: the address begins with https://`}},
		{"longest link", add("[attach]\nlink = \"https://a.example.org/" + strings.Repeat("a", 500-len("https://a.example.org/")) + "\""), nil},
		{"long link", add("[attach]\nlink = \"https://a.example.org/" + strings.Repeat("a", 501-len("https://a.example.org/")) + "\""), []string{`mail/mail.toml:5:8: the address is longer than 500 characters`}},
		{"brace in the link", add("[attach]\nlink = \"https://a.example.org/{wave}\""), []string{`mail/mail.toml:5:8: the address has a brace`}},
		{"user in the link", add("[attach]\nlink = \"https://press@a.example.org/\""), []string{`mail/mail.toml:5:8: the address has a user or a password in it`}},
		{"longest subject", change(`"{title}"`, `"`+strings.Repeat("ә", 250)+`"`), nil},
		{"long subject", change(`"{title}"`, `"`+strings.Repeat("ә", 251)+`"`), []string{`mail/mail.toml:8:12: the subject has 251 characters; 250 is the most`}},
		{"long file", change(`{name}!"`, "{name}!\"\nfile_name = \""+strings.Repeat("ә", 121)+`"`), []string{`mail/mail.toml:10:13: the name of the file is longer than 120 characters`}},
		{"blank reason", add("[group.press]\nprerelease = true\nreason = \" \""), []string{`mail/mail.toml:4:1: a group with access before publication has a reason`}},
		{"secret elsewhere", add("[unsubscribe]\nsecret_file = \"../secret\""), []string{`mail/mail.toml:5:15: "../secret" leads out of the folder mail/`}},
		{"nothing to read", add("[attach]\npdf = false"), []string{`mail/mail.toml:5:7: without the PDF a message has a link to it`}},
		{"line in the link", add("[attach]\nlink = \"https://a.example.org/\\nx\""), []string{`mail/mail.toml:5:31: a line break`, `mail/mail.toml:5:8: the address has a character that stands in none`}},
		{"one click unsigned", add("[unsubscribe]\nurl = \"https://stat.example.org/u?t={token}\""), []string{`mail/mail.toml:5:7: unsubscribing by one click needs signed messages (RFC 8058)`}},
		{"token", add("[unsubscribe]\nurl = \"https://{token}.example.org/\"\nmailto = \"mailto:a@example.org\""), []string{
			`mail/mail.toml:5:7: the address for unsubscribing has {token} after the server's name`, `mail/mail.toml:6:10: leave out mailto:`, `needs signed`,
		}},
		{"dkim", add("[dkim]\ndomain = \"example\"\nselector = \"a b\"\nkey = \"../k.pem\""), []string{
			`mail/mail.toml:5:10: the domain "example" has no ending`, `mail/mail.toml:6:12: "a b" is not a selector`, `mail/mail.toml:7:7: "../k.pem" leads out of`,
		}},
		{"no list", change("list.csv", "lst.csv"), []string{`mail/mail.toml:2:14: no file "lst.csv" in the folder mail/`}},
		{"folder as list", change("list.csv", "."), []string{`mail/mail.toml:2:14: "." is not the name of a file`}},
		{"never", add(`never = "never.txt"`), []string{`mail/mail.toml:4:9: no file "never.txt"`}},
		{"unknown key", add(`sendr = "a"`), []string{`mail/mail.toml:4:1: unknown key "sendr" (did you mean "sender"?)`}},
		{"no TOML", "sender = ", []string{`mail/mail.toml:1:`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := office(t, map[string]string{SettingsFile: test.toml})
			_, _, _, problems := Load(folder)
			got := told(folder, problems)
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("not told: %s\ntold:\n%s", want, got)
				}
			}
			if len(problems) != len(test.want) {
				t.Errorf("%d problems, want %d:\n%s", len(problems), len(test.want), got)
			}
		})
	}
}

func TestLoadWithoutSettings(t *testing.T) {
	folder := t.TempDir()
	if _, _, _, problems := Load(folder); len(problems) != 1 || problems[0].Place.File != filepath.Join(folder, "mail", "mail.toml") {
		t.Error(problems)
	}
	if err := os.Mkdir(filepath.Join(folder, Folder), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, _, _, problems := Load(folder); len(problems) != 1 || !strings.Contains(problems[0].Message, "bulletin send --help") {
		t.Error(problems)
	}
}

// What stands in the way of reading a file is told, not waited for: a pipe would never end.
func TestListThatIsNoFile(t *testing.T) {
	folder := office(t, map[string]string{SettingsFile: strings.Replace(rightTOML, "list.csv", "lists", 1), "lists/list.csv": rightList})
	if _, _, _, problems := Load(folder); told(folder, problems) != "mail/mail.toml:2:14: \"lists\" is not a file with data\n" {
		t.Errorf("told %s", told(folder, problems))
	}
}

// No link in mail/ leads to what stands elsewhere.
func TestNothingOutsideIsRead(t *testing.T) {
	folder := office(t, nil)
	outside := filepath.Join(t.TempDir(), "others.csv")
	if err := os.WriteFile(outside, []byte("address\nstolen@example.org\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(folder, Folder, "list.csv")
	if err := os.Remove(list); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, list); err != nil {
		t.Skip("no links here: ", err)
	}
	_, recipients, _, problems := Load(folder)
	if len(recipients) > 0 || len(problems) != 1 || !strings.Contains(problems[0].Message, "leads out of the folder mail/") {
		t.Error(recipients, problems)
	}
}

func TestKeysOfDKIM(t *testing.T) {
	toml := strings.Replace(rightTOML, "[server]", "[dkim]\ndomain = \"Статистика.example.org\"\nselector = \"S1\"\nkey = \"k.pem\"\n[server]", 1)
	large, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, edwards, _ := ed25519.GenerateKey(rand.Reader)
	one, e := big.NewInt(1), big.NewInt(65537)
	mersenne := func(n uint) *big.Int { return new(big.Int).Sub(new(big.Int).Lsh(one, n), one) }
	p, q := mersenne(521), mersenne(127)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	small := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537}, D: new(big.Int).ModInverse(e, phi), Primes: []*big.Int{p, q}}
	curve, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	pkcs8 := func(key any) string {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	}
	for name, test := range map[string]struct{ key, want string }{
		"RSA":         {string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(large)})), ""},
		"RSA, PKCS 8": {pkcs8(large), ""},
		"Ed25519":     {pkcs8(edwards), ""},
		"ECDSA":       {pkcs8(curve), "DKIM does not know"},
		"RSA, small":  {pkcs8(small), "of 648 bits, which receivers do not accept"},
		"text":        {"geheim", "has no key in PEM"},
		"damaged":     {"-----BEGIN PRIVATE KEY-----\nZ2VoZWlt\n-----END PRIVATE KEY-----\n", "damaged"},
		"locked":      {"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nZ2VoZWlt\n-----END RSA PRIVATE KEY-----\n", "under a password"},
		"locked anew": {"-----BEGIN ENCRYPTED PRIVATE KEY-----\nZ2VoZWlt\n-----END ENCRYPTED PRIVATE KEY-----\n", "under a password"},
		"public":      {"-----BEGIN PUBLIC KEY-----\nZ2VoZWlt\n-----END PUBLIC KEY-----\n", "the public key"},
	} {
		folder := office(t, map[string]string{SettingsFile: toml, "k.pem": test.key})
		s, _, _, problems := Load(folder)
		got := told(folder, problems)
		switch {
		case test.want == "" && (len(problems) > 0 || s.DKIM.Signer == nil || s.DKIM.Domain.Value != "xn--80aaxak2bcfbc.example.org" || s.DKIM.Selector.Value != "s1"):
			t.Errorf("%s: %s%s %s", name, got, s.DKIM.Domain.Value, s.DKIM.Selector.Value)
		case test.want != "" && (len(problems) != 1 || !strings.Contains(got, test.want)):
			t.Errorf("%s: want %q, told %s", name, test.want, got)
		case strings.Contains(got, "geheim") || strings.Contains(got, "Z2VoZWlt"):
			t.Errorf("%s: the key is shown: %s", name, got)
		}
		if runtime.GOOS == "windows" || test.want != "" {
			continue
		}
		if err := os.Chmod(filepath.Join(folder, Folder, "k.pem"), 0o640); err != nil {
			t.Fatal(err)
		}
		if _, _, _, problems := Load(folder); !strings.Contains(told(folder, problems), "chmod 600 mail/k.pem") {
			t.Errorf("%s: a key that others may read is taken: %v", name, problems)
		}
	}
}

func TestLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost.": true, "127.0.0.1": true, "127.8.0.1": true, "::1": true, "::ffff:127.0.0.1": true,
		"localhost.example.org": false, "10.0.0.1": false, "mail": false, "": false, "127.0.0.1.example.org": false,
	} {
		s := Server{}
		s.Host.Value = host
		if s.Loopback() != want {
			t.Errorf("%q: %v", host, !want)
		}
	}
}

func TestHosts(t *testing.T) {
	for host, want := range map[string]string{
		"Mail.Example.org": "mail.example.org", "relay": "relay", "10.1.2.3": "10.1.2.3", "fe80::1": "fe80::1",
		"пошта.example.org": "xn--80a1acn3a.example.org", "-a.org": "", "a b.org": "", "a.org:25": "", "[::1]": "", "": "",
	} {
		if got, ok := hostASCII(host); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, want %q", host, got, want)
		}
	}
}

// No settings make the program panic, and a password written into them is never shown.
func FuzzSettings(f *testing.F) {
	for _, toml := range []string{rightTOML, "", "[server]\npassword = 'x'", "message = 1\n[group]\na.prerelease = true", "[dkim]\n[[server]]"} {
		f.Add(toml)
	}
	folder := office(f, nil)
	f.Fuzz(func(t *testing.T, toml string) {
		if err := os.WriteFile(filepath.Join(folder, Folder, SettingsFile), []byte(toml), 0o600); err != nil {
			t.Fatal(err)
		}
		s, _, sources, problems := Load(folder)
		for _, p := range problems {
			if p.Place.Line > 0 {
				sources.Line(p.Place)
			}
		}
		if s == nil || len(problems) > 0 {
			return
		}
		if _, err := ParseMailbox(s.Sender.Value); err != nil || s.Server.Host.Value == "" || len(s.Messages) != 2 {
			t.Errorf("taken: %q", toml)
		}
		for _, language := range []string{"kk", "ru"} {
			if strings.ContainsAny(s.Messages[language].Subject.Value, "\r\n") {
				t.Errorf("a subject of two lines: %q", toml)
			}
		}
	})
}
