package proof

import (
	"cmp"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// badAddresses finds links that lead nowhere by their form alone, and web and
// e-mail addresses among the words that could not be typed into a browser or a
// letter as they stand.
func badAddresses(r *reading, e *edition) []Finding {
	var found []Finding
	for i := range e.passages {
		p := &e.passages[i]
		for _, l := range p.links {
			if wrong := wrongURL(l.address); wrong != "" {
				about := cmp.Or(strings.TrimSpace(l.address), p.words[l.from:l.to])
				found = append(found, Finding{Place: l.place, Message: wrong, About: about})
			}
		}
		if !mayHaveAddress(p.words) {
			continue
		}
		eachWord(p.words, func(at int, word string) {
			if wrong := wrongWord(word); wrong != "" && !p.inLink(at) {
				found = append(found, Finding{Place: p.at(at), Message: wrong, About: word})
			}
		})
	}
	return found
}

// mayHaveAddress spares the words that have none a closer look.
func mayHaveAddress(words string) bool {
	words = strings.ToLower(words)
	return strings.Contains(words, "@") || strings.Contains(words, "http") || strings.Contains(words, "www") || strings.Contains(words, ":")
}

// eachWord goes through what stands between spaces, without the marks around it.
func eachWord(s string, do func(at int, word string)) {
	for pos := 0; pos < len(s); {
		r, size := utf8.DecodeRuneInString(s[pos:])
		if unicode.IsSpace(r) {
			pos += size
			continue
		}
		end := len(s)
		if i := strings.IndexFunc(s[pos:], unicode.IsSpace); i >= 0 {
			end = pos + i
		}
		word := strings.TrimLeft(s[pos:end], "«„“‘\"'([{<")
		at := end - len(word)
		if word = strings.TrimRight(word, ".,;:!?…»”’\"')]}>"); word != "" {
			do(at, word)
		}
		pos = end
	}
}

// wrongWord says what is wrong with a word that is meant to be an address.
func wrongWord(word string) string {
	lower := strings.ToLower(word)
	switch {
	case strings.ContainsRune(word, figureMark), utf8.RuneCountInString(word) < 4:
		return ""
	case strings.HasPrefix(lower, "http"):
		rest := strings.TrimPrefix(strings.TrimPrefix(lower, "http"), "s")
		named := strings.ContainsFunc(rest, unicode.IsLetter) // else the words speak of http:// as such
		if named && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "//")) {
			return wrongURL(word)
		}
	case strings.HasPrefix(lower, "www."), strings.HasPrefix(lower, "www,"):
		return wrongURL("http://" + word)
	case strings.HasPrefix(lower, "mailto:"), strings.HasPrefix(lower, "tel:"):
		return wrongURL(word)
	case strings.Contains(word, "@"):
		if name, _, _ := strings.Cut(word, "@"); name != "" && !isEmail(word) {
			return fmt.Sprintf("%s is not an e-mail address such as name@stat.gov.kz", word)
		}
	}
	return ""
}

// wrongURL says what is wrong with an address that is to be followed from a
// printed page: it has a scheme, its site a name with a dot, and no spaces.
func wrongURL(address string) string {
	u, err := url.Parse(address)
	scheme, rest, _ := strings.Cut(address, ":")
	switch {
	case strings.TrimSpace(address) == "":
		return "the link has no address; write it between ( and )"
	case strings.ContainsFunc(address, unicode.IsSpace), strings.Contains(address, "%20%20"):
		return fmt.Sprintf("the address %s has a space; take it away, or write %%20", address)
	case err != nil && !strings.Contains(address, "://"), err == nil && u.Scheme == "":
		if name, _, found := strings.Cut(address, "@"); found && name != "" {
			return fmt.Sprintf("the address %s does not say that it is for e-mail; write mailto:%s", address, address)
		}
		return fmt.Sprintf("the address %s does not begin with https://; write it in full", address)
	case (scheme == "http" || scheme == "https") && !strings.HasPrefix(rest, "//"):
		return fmt.Sprintf("the address %s lacks a slash; it begins with %s://", address, scheme)
	case err != nil:
		return fmt.Sprintf("the address %s is not one that a browser can open; compare it with the page's", address)
	case u.Scheme == "http" || u.Scheme == "https":
		switch {
		case strings.Contains(u.Host+u.Path, "://"), u.Host == "http:", u.Host == "https:":
			return fmt.Sprintf("the address %s begins twice; take the first %s:// away", address, u.Scheme)
		case !isHost(u.Hostname()):
			return fmt.Sprintf("the address %s names no site such as stat.gov.kz", address)
		}
	case u.Scheme == "mailto":
		if to, _, _ := strings.Cut(u.Opaque, "?"); !isEmail(to) {
			return fmt.Sprintf("%s is not an e-mail address such as name@stat.gov.kz", strings.TrimPrefix(address, "mailto:"))
		}
	case u.Scheme == "tel":
		if strings.Trim(u.Opaque, "+-.()0123456789") != "" || strings.Trim(u.Opaque, "+-.()") == "" {
			return fmt.Sprintf("the address %s is no telephone number", address)
		}
	default:
		return fmt.Sprintf("the address %s begins with neither https:// nor http://, mailto: or tel:", address)
	}
	return ""
}

// isHost takes the name of a site with a dot (RFC 1123, and letters beyond
// ASCII as browsers show them), or the number of a machine.
func isHost(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	labels := strings.Split(strings.TrimSuffix(s, "."), ".")
	for _, l := range labels {
		if l == "" || utf8.RuneCountInString(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		if strings.ContainsFunc(l, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			return false
		}
	}
	last := labels[len(labels)-1]
	return len(labels) > 1 && utf8.RuneCountInString(last) > 1 && strings.ContainsFunc(last, unicode.IsLetter)
}

// isEmail takes the addresses that are in use: RFC 5321 without quoted names.
func isEmail(s string) bool {
	name, host, _ := strings.Cut(s, "@")
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool {
			return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r)
		}) {
			return false
		}
	}
	return isHost(host)
}
