package mail

import (
	"errors"
	"fmt"
	"net/mail"
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// What an address may have at most, in octets (RFC 5321, 4.5.3.1).
const (
	maxLocal   = 64
	maxDomain  = 255
	maxAddress = 254 // a path of 256 without its angle brackets
)

// A Mailbox is a name, which may be empty, and an address (RFC 5322, 3.4).
type Mailbox struct {
	Name    string
	Address string // as typed
}

// ParseMailbox reads one mailbox, an address alone or «Name <address>», with
// internationalised names and addresses (RFC 6532). The error says what is wrong
// with it and what to write.
func ParseMailbox(s string) (Mailbox, error) {
	parsed, err := mail.ParseAddress(s)
	if err != nil {
		return Mailbox{}, mailboxError(s)
	}
	if err := CheckAddress(parsed.Address); err != nil {
		return Mailbox{}, err
	}
	if strings.ContainsFunc(parsed.Name, unicode.IsControl) { // as an encoded word may have
		return Mailbox{}, errors.New("the name has a control character; delete it")
	}
	return Mailbox{parsed.Name, parsed.Address}, nil
}

// mailboxError says why there is no mailbox in s.
func mailboxError(s string) error {
	const example = `write Name <name@example.org>`
	name, rest, ok := strings.Cut(s, "<")
	name = strings.TrimSpace(name)
	switch address, _, closed := strings.Cut(rest, ">"); {
	case !ok && strings.Count(s, "@") > 1, strings.Contains(name, "@"), strings.Count(s, "<") > 1:
		return errors.New("this is more than one address; " + example)
	case !ok:
		if err := CheckAddress(strings.TrimSpace(s)); err != nil {
			return err
		}
	case !closed:
		return errors.New("the address is not closed by >; " + example)
	case CheckAddress(address) != nil:
		return CheckAddress(address)
	case name != "" && !strings.HasPrefix(name, `"`):
		return errors.New(`the name has a character that stands in quotation marks only; write '"` + strings.ReplaceAll(name, `"`, "") + `" <` + address + ">' between single quotation marks")
	}
	return errors.New("this is not a mailbox; " + example)
}

// CheckAddress says what is wrong with an address, or nil. Letters of every
// script are right in it (RFC 6531, RFC 5890). What RFC 5321 allows and no
// office has is refused: quoted local parts, signs other than those of ASCII,
// addresses of machines, domains of one label.
func CheckAddress(s string) error {
	local, domain, err := splitAddress(s)
	if err != nil {
		return err
	}
	if err := checkLocal(local); err != nil {
		return err
	}
	ascii, err := domainASCII(domain)
	if err != nil {
		return err
	}
	if n := len(local) + 1 + len(ascii); n > maxAddress {
		return fmt.Errorf("the address has %d octets; %d is the most", n, maxAddress)
	}
	return nil
}

// splitAddress parts an address at its last @.
func splitAddress(s string) (local, domain string, err error) {
	const mailto = "mailto:"
	at := strings.LastIndexByte(s, '@')
	switch {
	case s == "":
		return "", "", errors.New("there is no address")
	case len(s) >= len(mailto) && strings.EqualFold(s[:len(mailto)], mailto):
		return "", "", errors.New("leave out mailto: and write the address alone")
	case at < 0:
		return "", "", fmt.Errorf("%q has no @; an address is name@example.org", shown(s))
	case strings.ContainsAny(s, "<>"):
		return "", "", fmt.Errorf("%q is more than an address; leave out the name and < >", shown(s))
	case strings.IndexByte(s, '@') < at && s[0] != '"':
		return "", "", fmt.Errorf("%q has more than one @; write one address", shown(s))
	case at == 0:
		return "", "", fmt.Errorf("%q has nothing before the @", shown(s))
	case at == len(s)-1:
		return "", "", fmt.Errorf("%q has nothing after the @", shown(s))
	}
	return s[:at], s[at+1:], nil
}

// shown gives a word as messages quote it: not longer than an address.
func shown(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// checkLocal looks at what stands before the @: a Dot-string (RFC 5321, 4.1.2;
// RFC 6531, 3.3).
func checkLocal(local string) error {
	if len(local) > maxLocal {
		return fmt.Errorf("%q has %d octets before the @; %d is the most", shown(local), len(local), maxLocal)
	}
	if !utf8.ValidString(local) {
		return errors.New("the address is not in UTF-8")
	}
	international := false
	for i, r := range local {
		switch {
		case r == '.' && (i == 0 || i == len(local)-1 || local[i+1] == '.'):
			return fmt.Errorf("%q has a point too many before the @", shown(local))
		case i == 0 && (r == '\'' || r == '#'): // Excel's mark of a text; a comment in a list
			return fmt.Errorf("%q begins with %c; delete it", shown(local), r)
		case r == '.' || isAtom(r):
		case r >= utf8.RuneSelf && unicode.In(r, unicode.L, unicode.M, unicode.N): // none of the quotation marks and dashes that Word writes
			international = true
		case r == ' ' || r == '\u00a0':
			return fmt.Errorf("%q has a space; an address has none", shown(local))
		case r == ',' || r == ';':
			return fmt.Errorf("%q has a %c; write one address", shown(local), r)
		default:
			return fmt.Errorf("%q has the character %q, which no address has here", shown(local), r)
		}
	}
	if international {
		return oneScript(local)
	}
	return nil
}

// isAtom reports whether a character of ASCII is atext (RFC 5322, 3.2.3).
func isAtom(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		r > ' ' && r < utf8.RuneSelf && strings.IndexByte("!#$%&'*+-/=?^_`{|}~", byte(r)) >= 0
}

// oneScript refuses a word of Latin and Cyrillic letters: a keyboard left in the
// other layout makes an address that looks right and is another.
func oneScript(word string) error {
	latin, cyrillic := strings.IndexFunc(word, isLatin), strings.IndexFunc(word, isCyrillic)
	if latin < 0 || cyrillic < 0 {
		return nil
	}
	letter, _ := utf8.DecodeRuneInString(word[cyrillic:])
	return fmt.Errorf("%q mixes Latin letters with Cyrillic ones, such as its %q; type it again", shown(word), letter)
}

func isLatin(r rune) bool    { return unicode.Is(unicode.Latin, r) }
func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

// domainASCII gives a domain in small letters and, of an internationalised one,
// its A-labels (RFC 5890): so it goes to servers and is compared.
func domainASCII(domain string) (string, error) {
	if plain, ok := plainDomain(domain); ok && !strings.Contains(plain, "xn--") {
		return plain, nil
	}
	quoted := strconv.Quote(shown(domain))
	for label := range strings.SplitSeq(domain, ".") {
		if err := oneScript(label); err != nil {
			return "", err
		}
	}
	switch {
	case !utf8.ValidString(domain) || strings.ContainsFunc(domain, unicode.IsControl):
		return "", errors.New("the domain has a character that no domain has")
	case len(domain) > 4*maxDomain:
		return "", fmt.Errorf("the domain %s is too long", quoted)
	case strings.ContainsAny(domain, " \u00a0"):
		return "", fmt.Errorf("the domain %s has a space", quoted)
	case strings.HasPrefix(domain, "["), isIP(domain):
		return "", fmt.Errorf("%s is the address of a machine; write the domain", quoted)
	case strings.HasPrefix(domain, "."), strings.HasSuffix(domain, "."), strings.Contains(domain, ".."):
		return "", fmt.Errorf("the domain %s has a point too many", quoted)
	case !strings.Contains(domain, "."):
		return "", fmt.Errorf("the domain %s has no ending such as .kz", quoted)
	}
	ascii, err := idna.Lookup.ToASCII(domain)
	if err != nil {
		return "", fmt.Errorf("%s is not a domain; it has letters, digits, hyphens and points", quoted)
	}
	if ascii, ok := plainDomain(ascii); ok {
		return ascii, nil
	}
	return "", fmt.Errorf("%s is not a domain", quoted)
}

func isIP(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}

// plainDomain gives a domain of ASCII in small letters, where it is one of two
// labels or more (RFC 1035, 2.3.1; RFC 1123, 2.1) and none has to be looked at as an A-label.
func plainDomain(domain string) (string, bool) {
	if len(domain) > maxDomain {
		return "", false
	}
	label, labels, letters := 0, 1, false // where the label begins, how many there are, whether the last has letters
	for i := 0; i <= len(domain); i++ {
		if i == len(domain) || domain[i] == '.' {
			if n := i - label; n == 0 || n > 63 || domain[label] == '-' || domain[i-1] == '-' {
				return "", false
			}
			if i < len(domain) {
				label, labels, letters = i+1, labels+1, false
			}
			continue
		}
		switch c := domain[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			letters = true
		case c >= '0' && c <= '9' || c == '-':
		default:
			return "", false
		}
	}
	if labels < 2 || !letters {
		return "", false
	}
	return strings.ToLower(domain), true
}

// addressKey gives what makes an address the same in every list: its domain in
// ASCII and in small letters, and its local part in small letters as well. RFC
// 5321, 2.4, lets a server tell capitals apart there; none does in practice, and
// who unsubscribes as aigul@ must not be written to as Aigul@.
func addressKey(address string) string {
	local, domain, err := splitAddress(address)
	if err != nil {
		return strings.ToLower(address)
	}
	ascii, err := domainASCII(domain)
	if err != nil {
		ascii = strings.ToLower(domain)
	}
	if !isASCII(local) {
		local = norm.NFC.String(strings.ToLower(norm.NFC.String(local)))
	} else {
		local = strings.ToLower(local)
	}
	if len(local)+1+len(ascii) == len(address) && address[:len(local)] == local && address[len(local)+1:] == ascii {
		return address // most are, and share their memory
	}
	return local + "@" + ascii
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// ASCIIAddress gives an address with its domain in A-labels, as it stands in a
// message and goes to a server. Its local part stays as it is.
func ASCIIAddress(address string) string {
	local, domain, err := splitAddress(address)
	if err != nil {
		return address
	}
	if d, err := domainASCII(domain); err == nil && !isASCII(domain) {
		domain = d
	}
	return local + "@" + domain
}
