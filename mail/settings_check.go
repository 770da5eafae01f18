package mail

import (
	"maps"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bulletin/config"
	"bulletin/tables"
)

// How the line to the server is kept from being read.
const (
	starttls   = "starttls"
	implicit   = "tls"
	unsecured  = "none"
	portTLS    = 465 // RFC 8314, 3.3
	portSubmit = 587 // RFC 6409, 3.1
)

// What settings may have at most.
const (
	maxConnections = 100
	maxSubject     = 250 // characters
	maxFileName    = 120
	maxURL         = 500 // octets: it stands on a line of a header
)

// check looks at the values that mail.toml sets. languages are those of the
// release's editions.
func (l *loader) check(languages []string) {
	s := l.settings
	l.checkMailbox(s.Sender)
	l.checkMailbox(s.ReplyTo)
	l.checkServer()
	l.checkLimits()
	if s.DKIM != nil {
		l.checkDKIM()
	}
	l.checkUnsubscribe()
	l.checkAttach()
	for _, id := range slices.Sorted(maps.Keys(s.Groups)) {
		if g := s.Groups[id]; g.Prerelease && strings.TrimSpace(g.Reason.Value) == "" {
			l.problem(g.Place, `a group with access before publication has a reason, which is kept in the record; write reason = "…"`)
		}
	}
	l.checkMessages(languages)
}

func (l *loader) checkMailbox(t config.Text) {
	if offset, _ := tables.Unprintable(t.Value, false); t.Value == "" || offset >= 0 {
		return // that is told, where it must be set
	}
	if _, err := ParseMailbox(t.Value); err != nil {
		l.problem(t.Place(), err.Error())
	}
}

func (l *loader) checkServer() {
	s := &l.settings.Server
	host, ok := hostASCII(s.Host.Value)
	switch {
	case s.Place.Line == 0:
		l.at(`the server is missing; write [server] and under it host = "mail.example.org"`)
	case strings.TrimSpace(s.Host.Value) == "": // that is told
	case !ok:
		l.problem(s.Host.Place(), strconv.Quote(shown(s.Host.Value))+" is not the name or the address of a server; write it without https:// and without a port, which stands in port")
	default:
		s.Host.Value = host
	}
	l.checkSecurity()
	l.readRoots()
	if s.PasswordFile.Value != "" {
		if s.User.Value == "" {
			l.problem(s.PasswordFile.Place(), `there is a password and no user; write user = "…"`)
		}
		l.checkSecret(s.PasswordFile)
	}
}

// checkSecret looks at the name and the permissions of a file with a secret. It
// need not be there: the environment may have the password, and the program makes
// the secret of tokens.
func (l *loader) checkSecret(name config.Text) {
	problem := nameProblem(name.Value)
	if problem == "" {
		if info, err := l.root.Stat(filepath.FromSlash(name.Value)); err == nil {
			problem = openToOthers(name.Value, info.Mode())
		}
	}
	if problem != "" {
		l.problem(name.Place(), problem)
	}
}

// checkSecurity sees that neither a password nor a message goes over a line
// that others can read.
func (l *loader) checkSecurity() {
	s := &l.settings.Server
	known := []string{starttls, implicit, unsecured}
	if !slices.Contains(known, s.Security.Value) {
		l.problem(s.Security.Place(), "unknown security "+strconv.Quote(s.Security.Value)+tables.Hint(s.Security.Value, known)+"; known are "+strings.Join(known, ", "))
		return
	}
	switch {
	case s.Security.Value == unsecured && s.Host.Value != "" && !s.Loopback():
		l.problem(s.Security.Place(), `without encryption only a server on this computer is written to (localhost); leave security out, or write security = "tls"`)
	case s.Security.Value == unsecured && s.User.Value != "":
		l.problem(s.User.Place(), "no password goes over a line without encryption; leave user out, or let the server have starttls")
	}
	usual := portSubmit
	if s.Security.Value == implicit {
		usual = portTLS
	} else if s.Security.Value == unsecured {
		usual = 25
	}
	switch {
	case s.Port == nil:
		s.Port = &usual
	case *s.Port < 1 || *s.Port > 65535:
		l.at("port is 1 to 65535, not "+strconv.Itoa(*s.Port), "server", "port")
	case *s.Port == portTLS && s.Security.Value != implicit:
		l.at(`a server encrypts from the first octet on at port 465; write security = "tls", or port = 587`, "server", "port")
	}
}

// readRoots reads the certificates that the server's is held to.
func (l *loader) readRoots() {
	name := l.settings.Server.Authority
	if name.Value == "" {
		return
	}
	data, problem := l.read(name.Value, maxSmallFile)
	if problem == "" {
		if l.settings.Server.Roots, problem = parseRoots(data); problem != "" {
			problem = strconv.Quote(name.Value) + " " + problem
		}
	}
	if problem != "" {
		l.problem(name.Place(), problem)
	}
}

// Loopback reports whether the server is on this computer by its name.
func (s *Server) Loopback() bool {
	host := strings.TrimSuffix(strings.ToLower(s.Host.Value), ".")
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// hostASCII gives the name of a server in ASCII, or its address as it is.
func hostASCII(host string) (string, bool) {
	if _, err := netip.ParseAddr(host); err == nil {
		return host, true
	}
	if _, one := plainDomain(host + ".x"); one && !strings.Contains(host, ".") {
		return strings.ToLower(host), true // localhost, and names within an office
	}
	ascii, err := domainASCII(host)
	return ascii, err == nil
}

func (l *loader) checkLimits() {
	s := &l.settings.Server
	for _, limit := range []struct {
		key   string
		value *int
		most  int
	}{
		{"connections", s.Connections, maxConnections},
		{"per_connection", s.PerConnection, 1_000_000},
		{"per_minute", s.PerMinute, 1_000_000},
	} {
		if limit.value != nil && (*limit.value < 1 || *limit.value > limit.most) {
			l.at(limit.key+" is 1 to "+strconv.Itoa(limit.most)+", not "+strconv.Itoa(*limit.value), "server", limit.key)
		}
	}
}

func (l *loader) checkDKIM() {
	d := l.settings.DKIM
	if d.Domain.Value != "" {
		ascii, err := domainASCII(d.Domain.Value)
		if err != nil {
			l.problem(d.Domain.Place(), err.Error())
		} else {
			d.Domain.Value = ascii // RFC 6376, 3.5
		}
	}
	if d.Selector.Value != "" {
		if ascii, ok := plainDomain(d.Selector.Value + ".x"); ok {
			d.Selector.Value = strings.TrimSuffix(ascii, ".x")
		} else {
			l.problem(d.Selector.Place(), strconv.Quote(shown(d.Selector.Value))+" is not a selector; it has letters, digits, hyphens and points, such as bulletin2024")
		}
	}
	if d.Key.Value == "" {
		return
	}
	data, mode, problem := readFile(l.root, d.Key.Value, maxSmallFile)
	if problem == "" {
		problem = openToOthers(d.Key.Value, mode)
	}
	if problem == "" {
		if d.Signer, problem = parseSigner(data); problem != "" {
			problem = strconv.Quote(d.Key.Value) + " " + problem
		}
	}
	if problem != "" {
		l.problem(d.Key.Place(), problem)
	}
}

// tokenMark stands in the address for unsubscribing where a recipient's token does.
const tokenMark = "{token}"

func (l *loader) checkUnsubscribe() {
	u := &l.settings.Unsubscribe
	if u.Mailto.Value != "" {
		if err := CheckAddress(u.Mailto.Value); err != nil {
			l.problem(u.Mailto.Place(), err.Error())
		}
	}
	if u.Secret.Value != "" {
		l.checkSecret(u.Secret)
	}
	if u.URL.Value == "" {
		return
	}
	if l.settings.DKIM == nil {
		l.problem(u.URL.Place(), "unsubscribing by one click needs signed messages (RFC 8058); add [dkim], or leave url out and write mailto")
	}
	if problem := httpsProblem(strings.Replace(u.URL.Value, tokenMark, "token", 1)); problem != "" {
		l.problem(u.URL.Place(), problem)
		return
	}
	if at := strings.Index(u.URL.Value, tokenMark); at < 0 || at < len("https://")+strings.IndexAny(u.URL.Value[len("https://"):]+"/", "/?") {
		l.problem(u.URL.Place(), "the address for unsubscribing has {token} after the server's name, where each recipient's own mark stands, such as https://stat.example.org/unsubscribe?t={token}")
	}
}

// httpsProblem says why s is no address that can stand in a header and in a page.
func httpsProblem(s string) string {
	parsed, err := url.Parse(s)
	switch {
	case len(s) > maxURL:
		return "the address is longer than " + strconv.Itoa(maxURL) + " characters"
	case strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= utf8.RuneSelf || strings.ContainsRune("\"<>\\^`|", r) }):
		return "the address has a character that stands in none; copy it from the address bar of a browser"
	case strings.ContainsAny(s, "{}"):
		return "the address has a brace that is none of {token}, once; write it without"
	case err != nil || parsed.Hostname() == "":
		return "this is not an address such as https://stat.example.org/page"
	case parsed.Scheme != "https":
		return "the address begins with https://"
	case parsed.User != nil:
		return "the address has a user or a password in it; write it without"
	}
	if _, ok := hostASCII(parsed.Hostname()); !ok {
		return strconv.Quote(parsed.Hostname()) + " is not the name of a server"
	}
	return ""
}

func (l *loader) checkAttach() {
	a := &l.settings.Attach
	if a.Link.Value != "" {
		if problem := httpsProblem(a.Link.Value); problem != "" {
			l.problem(a.Link.Place(), problem)
		}
	} else if !a.PDF {
		l.at("without the PDF a message has a link to it; write link = \"https://…\", or leave pdf out", "attach", "pdf")
	}
}

// checkMessages asks for a message in each language of the release, and in no other.
func (l *loader) checkMessages(languages []string) {
	for _, language := range languages {
		if l.settings.Messages[language] == nil {
			l.at("the release has an edition in "+strconv.Quote(language)+" and there is no message for it; write [message."+language+"] with subject and greeting", "message")
		}
	}
	for _, language := range slices.Sorted(maps.Keys(l.settings.Messages)) {
		m := l.settings.Messages[language]
		if len(languages) > 0 && !slices.Contains(languages, language) {
			l.problem(m.Place, "the release has no edition in "+strconv.Quote(language)+tables.Hint(language, languages)+"; it has "+strings.Join(languages, ", "))
		}
		l.checkWording(m)
	}
}

// placeholders are those that the texts of a message may have.
func placeholders() []string {
	return []string{"name", "title", "period", "wave", "published", "revision"}
}

func (l *loader) checkWording(m *Wording) {
	for _, t := range []config.Text{m.Subject, m.Greeting} {
		l.checkTemplate(t, placeholders())
	}
	// What is the same for all has nobody's name.
	for _, t := range []config.Text{m.Closing, m.Embargo, m.FileName} {
		l.checkTemplate(t, slices.DeleteFunc(placeholders(), func(p string) bool { return p == "name" }))
	}
	if n := utf8.RuneCountInString(m.Subject.Value); n > maxSubject {
		l.problem(m.Subject.Place(), "the subject has "+strconv.Itoa(n)+" characters; "+strconv.Itoa(maxSubject)+" is the most")
	}
	switch name := m.FileName.Value; {
	case name == "":
	case utf8.RuneCountInString(name) > maxFileName:
		l.problem(m.FileName.Place(), "the name of the file is longer than "+strconv.Itoa(maxFileName)+" characters")
	case strings.Contains(name, "/"):
		l.problem(m.FileName.At(strings.Index(name, "/")), "the name of a file has no /")
	default:
		if problem := config.NameProblem(strings.NewReplacer("{", "", "}", "").Replace(name)); problem != "" {
			l.problem(m.FileName.Place(), problem)
		}
	}
}

// checkTemplate looks at the placeholders of a text.
func (l *loader) checkTemplate(t config.Text, known []string) {
	for i := 0; i < len(t.Value); i++ {
		switch t.Value[i] {
		case '}':
			l.problem(t.At(i), "this brace closes nothing; placeholders are {"+strings.Join(known, "}, {")+"}")
		case '{':
			name, _, ok := strings.Cut(t.Value[i+1:], "}")
			if !ok || strings.Contains(name, "{") {
				l.problem(t.At(i), "this brace is never closed; placeholders are {"+strings.Join(known, "}, {")+"}")
				continue
			}
			if !slices.Contains(known, name) {
				l.problem(t.At(i), "unknown placeholder "+strconv.Quote("{"+shown(name)+"}")+tables.Hint(name, known)+"; known are {"+strings.Join(known, "}, {")+"}")
			}
			i += len(name) + 1
		}
	}
}
