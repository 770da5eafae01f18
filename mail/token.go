package mail

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// SecretFile is where the secret of tokens stands unless the settings say otherwise.
const SecretFile = "unsubscribe.secret"

// Tokens stand for recipients in addresses by which they take themselves off the
// list with one click (RFC 8058): who has the address of another cannot make one,
// and none tells whose it is.
type Tokens struct{ secret []byte }

// OpenTokens reads the secret that tokens are made with, in mail/, and makes it
// where there is none.
func OpenTokens(s *Settings) (*Tokens, error) {
	root, err := os.OpenRoot(s.Folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name := secretName(s)
	if _, err := root.Stat(filepath.FromSlash(name)); errors.Is(err, fs.ErrNotExist) {
		if err := makeSecret(root, name); err != nil {
			return nil, fmt.Errorf("%s: cannot be written: %w", filepath.Join(s.Folder, filepath.FromSlash(name)), err)
		}
	}
	return readTokens(s)
}

func secretName(s *Settings) string {
	if name := s.Unsubscribe.Secret.Value; name != "" {
		return name
	}
	return SecretFile
}

// readTokens reads the secret, which must be there: a new one knows nobody's token.
func readTokens(s *Settings) (*Tokens, error) {
	root, err := os.OpenRoot(s.Folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name := secretName(s)
	shown := filepath.Join(s.Folder, filepath.FromSlash(name))
	data, mode, problem := readFile(root, name, maxSmallFile)
	if problem == "" {
		problem = openToOthers(name, mode)
	}
	if problem != "" {
		return nil, fmt.Errorf("%s: %s", shown, problem)
	}
	secret := bytes.TrimSpace(data)
	const least = 16 // bytes: what can be guessed is no secret
	if len(secret) < least {
		return nil, fmt.Errorf("%s: the secret has %d bytes, %d is the least; restore it from a copy, or remove it to have a new one, by which addresses in earlier messages end", shown, len(secret), least)
	}
	return &Tokens{secret}, nil
}

// makeSecret writes a new secret, and never over one.
func makeSecret(root *os.Root, name string) error {
	secret := make([]byte, sha256.Size)
	_, _ = rand.Read(secret) // which never fails
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // another run made it
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(hex.EncodeToString(secret) + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// Of gives the token of a recipient: 64 digits and letters from a to f, so that
// no command takes it for a flag and no spreadsheet for a formula.
func (t *Tokens) Of(r *Recipient) string {
	mac := hmac.New(sha256.New, t.secret)
	mac.Write([]byte("unsubscribe\n" + r.Key()))
	return hex.EncodeToString(mac.Sum(nil))
}

// Whose looks whether one of the tokens stands for a recipient, and keeps his address with it.
func (t *Tokens) Whose(tokens map[string]string, r *Recipient) {
	token := t.Of(r)
	if _, ok := tokens[token]; ok {
		tokens[token] = r.Address
	}
}
