package mail

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	tests := []struct {
		address string
		want    string // of what is wrong
	}{
		{"name@example.org", ""},
		{"First.Last+tag@Sub.Example.ORG", ""},
		{"o'neill@example.org", ""},
		{"айгүл@example.org", ""},
		{"xabar@баспасөз.example.org", ""},
		{"айгүл@қазақстан.қаз", ""},
		{"a@xn--80aaxak2bcfbc.example.org", ""},
		{strings.Repeat("a", 64) + "@example.org", ""},
		{"", "there is no address"},
		{"name", "has no @"},
		{"@example.org", "nothing before the @"},
		{"name@", "nothing after the @"},
		{"a@b@example.org", "more than one @"},
		{"Name <a@example.org>", "leave out the name"},
		{"a@example.org; b@example.org", "more than one @"},
		{"a b@example.org", "has a space"},
		{"a,b@example.org", "has a ,; write one address"},
		{".a@example.org", "a point too many"},
		{"a.@example.org", "a point too many"},
		{"a..b@example.org", "a point too many"},
		{`"a b"@example.org`, "has the character '\"'"},
		{"a\r\nBcc: x@example.org", "has the character '\\r'"},
		{"a\x00@example.org", "has the character"},
		{"a\u202e@example.org", "has the character"},
		{"a@exa\nmple.org", "character that no domain has"},
		{"mailto:a@example.org", "leave out mailto:"},
		{"Mailto:a@example.org", "leave out mailto:"},
		{"mailto@example.org", ""},
		{"'a@example.org", "begins with '; delete it"},
		{"#a@example.org", "begins with #; delete it"},
		{"a#b@example.org", ""},
		{"o’neill@example.org", "has the character '’'"},
		{"“a”@example.org", "has the character '“'"},
		{"anna–maria@example.org", "has the character '–'"},
		{"a@localhost", "no ending"},
		{"a@example..org", "a point too many"},
		{"a@example.org.", "a point too many"},
		{"a@.example.org", "a point too many"},
		{"a@-example.org", "is not a domain"},
		{"a@example-.org", "is not a domain"},
		{"a@exam_ple.org", "is not a domain"},
		{"a@example org", "has a space"},
		{"a@127.0.0.1", "the address of a machine"},
		{"a@[127.0.0.1]", "the address of a machine"},
		{"a@example.123", "is not a domain"},
		{"a@xn--a.example.org", "is not a domain"},
		{"рress@example.org", "mixes Latin letters with Cyrillic ones, such as its 'р'"},
		{"press@ехample.org", "mixes Latin letters with Cyrillic ones, such as its 'е'"},
		{"a@" + strings.Repeat("a", 64) + ".org", "is not a domain"},
		{"a@" + strings.Repeat("abcdefgh.", 27) + "abcdef.kz", ""},
		{"a@" + strings.Repeat("abcdefgh.", 27) + "abcdefg.kz", "the address has 255 octets"},
		{"a@" + strings.Repeat("abcdefgh.", 200) + "org", "too long"},
		{strings.Repeat("a", 65) + "@example.org", "64 is the most"},
		{"\xff@example.org", "not in UTF-8"},
	}
	for _, test := range tests {
		got := ""
		if err := CheckAddress(test.address); err != nil {
			got = err.Error()
		}
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%q: %q, want %q", test.address, got, test.want)
		}
	}
}

func TestKeysOfAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"name@example.org":                "name@example.org",
		"Name@EXAMPLE.org":                "name@example.org",
		"xabar@Баспасөз.example.org":      "xabar@xn--80aab0a2blc85k.example.org",
		"Айгүл@example.org":               "айгүл@example.org",
		"и\u0306@example.org":             "й@example.org",
		"xabar@БАСПАСӨЗ.example.org":      "xabar@xn--80aab0a2blc85k.example.org",
		"x@XN--80AAXAK2BCFBC.example.ORG": "x@xn--80aaxak2bcfbc.example.org",
		"no address":                      "no address",
	} {
		if got := (&Recipient{Address: address}).Key(); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestASCIIAddress(t *testing.T) {
	for address, want := range map[string]string{
		"Name@Example.org":           "Name@Example.org",
		"Name@баспасөз.example.org":  "Name@xn--80aab0a2blc85k.example.org",
		"Айгүл@баспасөз.example.org": "Айгүл@xn--80aab0a2blc85k.example.org",
	} {
		if got := ASCIIAddress(address); got != want {
			t.Errorf("%q: %q", address, got)
		}
	}
}

func TestMailboxes(t *testing.T) {
	tests := []struct{ s, name, address, want string }{
		{"press@example.org", "", "press@example.org", ""},
		{" <press@example.org> ", "", "press@example.org", ""},
		{"Press Office <press@example.org>", "Press Office", "press@example.org", ""},
		{"Ұлттық статистика бюросы <press@баспасөз.example.org>", "Ұлттық статистика бюросы", "press@баспасөз.example.org", ""},
		{`"Бюро, отдел" <press@example.org>`, "Бюро, отдел", "press@example.org", ""},
		{"=?utf-8?q?=D0=91=D1=8E=D1=80=D0=BE?= <press@example.org>", "Бюро", "press@example.org", ""},
		{"Бюро, отдел <press@example.org>", "", "", `stands in quotation marks only; write '"Бюро, отдел" <press@example.org>'`},
		{"a@example.org, b@example.org", "", "", "more than one address"},
		{"A <a@example.org>, B <b@example.org>", "", "", "more than one address"},
		{"a@b.org <a@example.org>", "", "", "more than one address"},
		{"Press <press@example.org", "", "", "not closed by >"},
		{"Press <press>", "", "", "has no @"},
		{"Press", "", "", "has no @"},
		{"", "", "", "there is no address"},
		{`"a b"@example.org`, "", "", "has"},
		{"Press <press@example.org>\r\nBcc: b@example.org", "", "", "write"},
		{"=?utf-8?q?a=0D=0ABcc=3A?= <press@example.org>", "", "", "control character"},
	}
	for _, test := range tests {
		got, err := ParseMailbox(test.s)
		if test.want == "" && (err != nil || got != Mailbox{test.name, test.address}) {
			t.Errorf("%q: %+v, %v", test.s, got, err)
		}
		if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%q: %+v, %v, want %q", test.s, got, err, test.want)
		}
	}
}

// What is taken for an address is one to other programs, and nothing else.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"name@example.org", "айгүл@қазақстан.қаз", "a\r\nb@example.org", `"a"@example.org`, "x@xn--a", "A@B.C"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if CheckAddress(s) != nil {
			return
		}
		key := addressKey(s)
		if addressKey(key) != key {
			t.Errorf("%q: its key %q has the key %q", s, key, addressKey(key))
		}
		for _, a := range []string{s, key} {
			ascii := ASCIIAddress(a)
			if bytes.ContainsAny([]byte(ascii), "\r\n\x00 <>,;:\"()[]\\") || !isASCII(ascii[strings.LastIndexByte(ascii, '@'):]) {
				t.Errorf("%q would stand in a message as %q", s, ascii)
			}
			if parsed, err := mail.ParseAddress(ascii); err != nil || parsed.Address != ascii {
				t.Errorf("%q is another to net/mail: %v, %v", ascii, parsed, err)
			}
		}
	})
}
