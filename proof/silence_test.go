package proof

import (
	"strings"
	"testing"
)

func TestSilence(t *testing.T) {
	off := withText("Бір.").
		replace("bulletin.toml", `unit = "%"`, `unit = "%", sum = 100`).
		replace("trust.csv", "61,6", "61,9").replace("trust.csv", "61,8", "60")
	entry := func(code, about string) string {
		return "[[silence]]\ncode = \"" + code + "\"\nabout = \"" + about + "\"\nreason = \"дұрыс\"\n"
	}
	for _, c := range []struct {
		name, toml    string
		told, message string // of what is told of sums; of what is told of the entries
	}{
		{"none", "", "trust.csv:3:1 trust.csv:4:1", ""},
		{"one", entry("sum", "trust.courts"), "trust.csv:3:1", ""},
		{"both", entry("sum", "trust.courts") + entry("sum", "trust.police"), "", ""},
		{
			"again", entry("sum", "trust.courts") + entry("sum", "trust.courts"), "trust.csv:3:1",
			`bulletin.toml:17:8: what is found about "trust.courts" is silenced by another entry; one entry silences one finding, so delete this one`,
		},
		{
			"other words", entry("sum", "trust.curts"), "trust.csv:3:1 trust.csv:4:1",
			`bulletin.toml:13:8: nothing is found about "trust.curts" that this entry could silence (did you mean "trust.courts"?); mend the entry, or delete it`,
		},
		{
			"words that are not quoted", entry("sum", "98,2"), "trust.csv:3:1 trust.csv:4:1",
			`bulletin.toml:13:8: nothing is found about "98,2" that this entry could silence; what is found with this code is about "trust.police", "trust.courts"; mend the entry, or delete it`,
		},
		{
			"nothing left", entry("sum", "trust.courts") + entry("sum", "trust.police") + entry("sum", "trust.fire"), "",
			`bulletin.toml:21:8: nothing is found about "trust.fire" any more that this entry could silence; delete the entry`,
		},
		{
			"no such code", entry("sums", "trust.courts"), "trust.csv:3:1 trust.csv:4:1",
			`bulletin.toml:13:8: no finding has the code "sums" (did you mean "sum"?)`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := off.and("bulletin.toml", c.toml)
			var told []string
			for _, message := range found(t, f, "sum") {
				told = append(told, strings.SplitN(message, ": ", 2)[0])
			}
			if got := strings.Join(told, " "); got != c.told {
				t.Errorf("told of %q, want %q", got, c.told)
			}
			if got := strings.Join(found(t, f, unusedSilence), "\n"); got != c.message {
				t.Errorf("of the entries is told %q, want %q", got, c.message)
			}
		})
	}
}

// TestCodes sees that codes are told apart.
func TestCodes(t *testing.T) {
	seen := map[string]bool{unusedSilence: true, deadLink: true}
	for _, r := range rules() {
		if seen[r.code] || strings.Trim(r.code, "abcdefghijklmnopqrstuvwxyz-") != "" || r.severity != Error && r.severity != Warning {
			t.Errorf("rule %q, %q", r.code, r.severity)
		}
		seen[r.code] = true
	}
}
