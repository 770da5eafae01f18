package proof

import "testing"

func TestWrongURL(t *testing.T) {
	for _, right := range []string{
		"https://stat.gov.kz/", "http://www.qamqor.gov.kz/", "https://stat.gov.kz/kk/a-b/?q=1&lang=kk#x", "https://қазстат.қаз/бет",
		"https://stat.gov.kz:8443/a%20b", "mailto:gl.sagat@aspire.gov.kz", "mailto:a@b.kz?subject=x", "tel:+77172749061", "http://10.0.0.1/",
	} {
		if wrong := wrongURL(right); wrong != "" {
			t.Errorf("%s: %s", right, wrong)
		}
	}
	for address, want := range map[string]string{
		"":                               "the link has no address; write it between ( and )",
		"stat.gov.kz":                    "the address stat.gov.kz does not begin with https://; write it in full",
		"stat.gov.kz/kk/":                "the address stat.gov.kz/kk/ does not begin with https://; write it in full",
		"www.stat.gov.kz":                "the address www.stat.gov.kz does not begin with https://; write it in full",
		"gl.sagat@aspire.gov.kz":         "the address gl.sagat@aspire.gov.kz does not say that it is for e-mail; write mailto:gl.sagat@aspire.gov.kz",
		"https:/stat.gov.kz":             "the address https:/stat.gov.kz lacks a slash; it begins with https://",
		"http:stat.gov.kz":               "the address http:stat.gov.kz lacks a slash; it begins with http://",
		"https://https://stat.gov.kz":    "the address https://https://stat.gov.kz begins twice; take the first https:// away",
		"https://stat.gov,kz":            "the address https://stat.gov,kz names no site such as stat.gov.kz",
		"https://stat..kz/":              "the address https://stat..kz/ names no site such as stat.gov.kz",
		"https://stat/":                  "the address https://stat/ names no site such as stat.gov.kz",
		"https://-stat.kz/":              "the address https://-stat.kz/ names no site such as stat.gov.kz",
		"https://stat.gov.kz/a b":        "the address https://stat.gov.kz/a b has a space; take it away, or write %20",
		"https://stat.gov.kz/%zz":        "the address https://stat.gov.kz/%zz is not one that a browser can open; compare it with the page's",
		"mailto:gl.sagat@aspire":         "gl.sagat@aspire is not an e-mail address such as name@stat.gov.kz",
		"mailto:gl.sagat.aspire.gov.kz":  "gl.sagat.aspire.gov.kz is not an e-mail address such as name@stat.gov.kz",
		"tel:ten":                        "the address tel:ten is no telephone number",
		"ftp://stat.gov.kz/":             "the address ftp://stat.gov.kz/ begins with neither https:// nor http://, mailto: or tel:",
		"mailto:г.сағат@aspire.gov.kz":   "г.сағат@aspire.gov.kz is not an e-mail address such as name@stat.gov.kz",
		"https://stat.gov.kz\u00a0/kk/a": "the address https://stat.gov.kz\u00a0/kk/a has a space; take it away, or write %20",
	} {
		if got := wrongURL(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestBadAddresses(t *testing.T) {
	contact := func(address string) folder {
		return withText("Бір.").and("bulletin.toml", "\n[contact]\naddress = \""+address+"\"\n")
	}
	try(t, "bad-address", []ruleCase{
		{"right", withText("[сайт](https://stat.gov.kz/) www.stat.gov.kz, Qamqor.gov.kz (gl.sagat@aspire.gov.kz); <a@b.kz>, @stat_kz, http://."), nil},
		{"a link", withText("Бір [сайт](https://stat..kz/) екі"), []string{
			`bulletin.toml:10:12: the address https://stat..kz/ names no site such as stat.gov.kz`,
		}},
		{"words", withText("Хат: gl.sagat@aspire,gov.kz, www.stat,gov.kz; https:/stat.gov.kz."), []string{
			`bulletin.toml:10:6: gl.sagat@aspire,gov.kz is not an e-mail address such as name@stat.gov.kz`,
			`bulletin.toml:10:30: the address http://www.stat,gov.kz names no site such as stat.gov.kz`,
			`bulletin.toml:10:47: the address https:/stat.gov.kz lacks a slash; it begins with https://`,
		}},
		{"a scheme without its colon", withText("Бет: http//stat.gov.kz"), []string{
			`bulletin.toml:10:6: the address http//stat.gov.kz does not begin with https://; write it in full`,
		}},
		{"the contact", contact("Астана, gl.sagat@aspire"), []string{
			`bulletin.toml:14:20: gl.sagat@aspire is not an e-mail address such as name@stat.gov.kz`,
		}},
	})
}
