package mail

import (
	"bytes"
	"slices"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// signatureRoom is more than a signature takes, in bytes.
const signatureRoom = 1 << 11

// signedHeaders lists the headers that a signature covers. RFC 8058, 4 asks for
// the two of List-Unsubscribe, which go-mail leaves out unless told.
func signedHeaders() []string {
	return []string{
		"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
		"MIME-Version", "Content-Type", "Content-Language", "Auto-Submitted",
		"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
	}
}

// signed gives a message with its DKIM signature (RFC 6376) before it. A header
// that is not there is signed as such, and those that say who writes what to whom
// once more than they are there: then none can be added on the way.
func signed(message []byte, key *DKIM, at time.Time) ([]byte, error) {
	head, body, _ := bytes.Cut(message, []byte("\r\n\r\n"))
	head = append(slices.Clone(head), '\r', '\n')
	domain, err := domainASCII(key.Domain.Value)
	if err != nil {
		return nil, err
	}
	s := gomail.NewDKIMSigner(domain, key.Selector.Value, key.Signer) // one each: it may not be shared
	s.NowFunc = func() time.Time { return at }
	s.SignHeaders(signedHeaders()...)
	s.OversignHeaders("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post")
	signature, err := s.Sign(head, body)
	if err != nil {
		return nil, err
	}
	return slices.Insert(message, 0, []byte(signature)...), nil
}
