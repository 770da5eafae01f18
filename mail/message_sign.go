package mail

import (
	"bytes"
	"slices"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// signatureRoom is more than a signature takes, in bytes.
const signatureRoom = 1 << 11

// signedHeaders lists the headers that a signature covers. RFC 8058, 4 asks for
// the two of List-Unsubscribe, which go-mail leaves out unless told.
func signedHeaders() []string {
	return []string{
		"From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
		"MIME-Version", "Content-Type", "Content-Language", "Auto-Submitted",
		"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
	}
}

// signed gives a message with its DKIM signature (RFC 6376) before it. A header
// that is not there is signed as such, and those that say who writes what to whom, and
// where its parts end, once more than they are there: then none can be added on the way.
func signed(message []byte, key *DKIM, at time.Time) ([]byte, error) {
	head, body, _ := bytes.Cut(message, []byte("\r\n\r\n"))
	head = append(slices.Clone(head), '\r', '\n')
	domain, err := domainASCII(key.Domain.Value)
	if err != nil {
		return nil, err
	}
	s := gomail.NewDKIMSigner(domain, key.Selector.Value, key.Signer) // one each: it may not be shared
	// The lines of an encoded body have no spaces that a server would touch; simple
	// canonicalization takes them as they are, in half the time.
	s.BodyCanonicalization(gomail.CanonicalizationSimple)
	s.NowFunc = func() time.Time { return at }
	s.SignHeaders(signedHeaders()...)
	s.OversignHeaders("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post")
	signature, err := s.Sign(head, body)
	if err != nil {
		return nil, err
	}
	return slices.Insert(message, 0, []byte(folded(signature))...), nil
}

// folded folds a signature's header anew. go-mail 0.8 breaks a tag that is longer
// than a line within it, which is a space more to those who verify; they drop only
// those in b=. A line after each tag adds none, and holds what the tags have.
func folded(signature string) string {
	whole := strings.TrimSuffix(strings.ReplaceAll(signature, "\r\n ", ""), "\r\n")
	at := strings.LastIndex(whole, "; b=") + len("; b=")
	var b strings.Builder
	b.WriteString(strings.ReplaceAll(whole[:at], "; ", ";\r\n "))
	const perLine = 72
	for s := whole[at:]; s != ""; {
		n := min(perLine, len(s))
		b.WriteString(s[:n])
		if s = s[n:]; s != "" {
			b.WriteString("\r\n ")
		}
	}
	return b.String() + "\r\n"
}
