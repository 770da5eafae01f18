package mail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A recipient has one token, however his address is written.
func TestTokenIsOfTheRecipient(t *testing.T) {
	tokens := &Tokens{[]byte(strings.Repeat("s", 16))}
	first := tokens.Of(&Recipient{Address: "xabar@баспасөз.example.org"})
	for _, address := range []string{"Xabar@БАСПАСӨЗ.example.org", "xabar@xn--80aab0a2blc85k.example.org"} {
		if tokens.Of(&Recipient{Address: address}) != first {
			t.Errorf("%s has another token", address)
		}
	}
}

// A secret that can be guessed is refused, and one that is there is never written over.
func TestSecretStays(t *testing.T) {
	s := &Settings{Folder: t.TempDir()}
	file := filepath.Join(s.Folder, SecretFile)
	for n, right := range map[int]bool{15: false, 16: true} {
		secret := strings.Repeat("s", n)
		must(t, os.WriteFile(file, []byte(secret+"\r\n"), 0o600))
		root, err := os.OpenRoot(s.Folder)
		must(t, err)
		must(t, makeSecret(root, SecretFile)) // as a run does that another came before
		must(t, root.Close())
		tokens, err := OpenTokens(s)
		if (err == nil) != right || right && string(tokens.secret) != secret {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

// Who is on the list is no stranger for writing himself otherwise.
func TestExcludeKnowsTheList(t *testing.T) {
	folder := office(t, map[string]string{"list.csv": "address\nb@баспасөз.example.org\n"})
	unknown, err := ExcludeAddresses(folder, []string{"B@xn--80aab0a2blc85k.example.org", "c@example.org"}, time.Now())
	if err != nil || len(unknown) != 1 || unknown[0] != "c@example.org" {
		t.Errorf("%q %v", unknown, err)
	}
}
