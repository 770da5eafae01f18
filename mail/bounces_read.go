package mail

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A notification returns the message that was sent, attachments and all, behind
// what it says of it: the beginning is enough.
const (
	maxNotification = 4 << 20 // bytes that are read of one
	maxReportPart   = 1 << 20 // bytes of a part that speaks of recipients
	maxNotices      = 1000    // recipients of one notification
)

// readMailbox gives each message of a mailbox, the Maildir's in the order of
// their names, with its file and, in an mbox, its number.
func readMailbox(path string, f func(where string, message io.Reader) error) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return readMessageFile(path, f)
	}
	folders := []string{path}
	if sub, err := os.Stat(filepath.Join(path, "cur")); err == nil && sub.IsDir() {
		folders = []string{filepath.Join(path, "new"), filepath.Join(path, "cur")}
	}
	read := 0
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") || len(folders) == 1 && !strings.EqualFold(filepath.Ext(e.Name()), ".eml") {
				continue
			}
			read++
			if err := readMessageFile(filepath.Join(folder, e.Name()), f); err != nil {
				return err
			}
		}
	}
	if read == 0 && len(folders) == 1 {
		return fmt.Errorf("%s: is no Maildir and has no .eml files", path)
	}
	return nil
}

// readMessageFile gives the message of a file, or those of an mbox.
func readMessageFile(path string, f func(string, io.Reader) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := bufio.NewReaderSize(file, 64<<10)
	if start, _ := in.Peek(len(mboxFrom)); string(start) != mboxFrom {
		return f(path, io.LimitReader(in, maxNotification))
	}
	return eachOfMbox(in, func(number int, message []byte) error {
		return f(fmt.Sprintf("%s, message %d", path, number), bytes.NewReader(message))
	})
}

// mboxFrom begins the line before each message of an mbox (RFC 4155).
const mboxFrom = "From "

// eachOfMbox gives the messages of an mbox, numbered from 1, each no longer than maxNotification.
func eachOfMbox(in *bufio.Reader, f func(number int, message []byte) error) error {
	var message []byte
	number, blank, whole := 0, true, true // whole: at the beginning of a line
	for {
		line, err := in.ReadSlice('\n')
		if whole && blank && bytes.HasPrefix(line, []byte(mboxFrom)) {
			if number > 0 {
				if err := f(number, message); err != nil {
					return err
				}
			}
			number, message = number+1, message[:0]
		} else if room := maxNotification - len(message); room > 0 {
			message = append(message, line[:min(room, len(line))]...)
		}
		blank = whole && len(bytes.TrimRight(line, "\r\n")) == 0
		whole = bytes.HasSuffix(line, []byte("\n"))
		switch {
		case errors.Is(err, bufio.ErrBufferFull), err == nil:
		case errors.Is(err, io.EOF):
			return f(number, message)
		default:
			return err
		}
	}
}

// errNoNotification is what other mail is: answers, notes of absence.
var errNoNotification = errors.New("no delivery status notification; read it yourself")

// readNotices reads what a delivery status notification says, a notice for each recipient.
func readNotices(in io.Reader) ([]Notice, error) {
	message, err := mail.ReadMessage(io.LimitReader(in, maxNotification))
	if err != nil {
		return nil, errNoNotification
	}
	kind, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/report" || params["boundary"] == "" {
		return nil, errNoNotification
	}
	if t := params["report-type"]; t != "" && !strings.EqualFold(t, "delivery-status") {
		return nil, errNoNotification
	}
	var notices []Notice
	id := ""
	parts := multipart.NewReader(message.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil { // its end, or that of what is read: what stands before counts
			break
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		switch kind {
		case "message/delivery-status", "message/global-delivery-status":
			notices = append(notices, readStatus(decoded(part))...)
		case "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers", "message/rfc822-headers":
			if id == "" {
				id = readID(decoded(part))
			}
		}
	}
	if len(notices) == 0 {
		return nil, errNoNotification
	}
	for i := range notices {
		notices[i].MessageID = id
	}
	return notices, nil
}

// decoded gives a part's content; multipart has undone quoted-printable.
func decoded(part *multipart.Part) io.Reader {
	limited := io.LimitReader(part, maxReportPart)
	if strings.EqualFold(strings.TrimSpace(part.Header.Get("Content-Transfer-Encoding")), "base64") {
		return base64.NewDecoder(base64.StdEncoding, limited)
	}
	return limited
}

// readStatus reads groups of fields with blank lines between them: one of the
// message, then one for each recipient (RFC 3464, 2.1).
func readStatus(in io.Reader) []Notice {
	var notices []Notice
	fields := textproto.NewReader(bufio.NewReader(in))
	for len(notices) < maxNotices {
		group, err := fields.ReadMIMEHeader()
		if n, ok := asNotice(group); ok {
			notices = append(notices, n)
		}
		if err != nil {
			break
		}
	}
	return notices
}

func asNotice(group textproto.MIMEHeader) (Notice, bool) {
	n := Notice{
		Original: addressOf(group.Get("Original-Recipient")),
		Final:    addressOf(group.Get("Final-Recipient")),
		Action:   strings.ToLower(strings.TrimSpace(group.Get("Action"))),
	}
	n.Status, _, _ = strings.Cut(strings.TrimSpace(group.Get("Status")), " ")
	// The type before the semicolon says whose words follow: smtp, x-unix.
	kind, words, typed := strings.Cut(group.Get("Diagnostic-Code"), ";")
	if !typed {
		words = kind
	}
	n.Diagnostic = strings.TrimSpace(words)
	return n, n.Original != "" || n.Final != ""
}

// addressOf gives the address of «rfc822; name@example.org», or of «utf-8; …»,
// in which other than ASCII may stand as \x{43A} (RFC 6533, 3).
func addressOf(field string) string {
	kind, address, typed := strings.Cut(field, ";")
	if !typed {
		address = kind
	}
	address = strings.Trim(strings.TrimSpace(address), "<>")
	if strings.EqualFold(strings.TrimSpace(kind), "utf-8") {
		return spelledOut(address, `\x{`, "}", 6)
	}
	return address
}

// xtext gives an address in which +2B stands for a plus, as some servers leave it (RFC 3461, 4).
func xtext(address string) string { return spelledOut(address, "+", "", 2) }

// spelledOut puts characters in the place of their hexadecimal numbers, which
// stand between open and shut, or have exactly digits where shut is empty.
func spelledOut(s, open, shut string, digits int) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, open)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := min(digits, len(after))
		if shut != "" {
			end = strings.Index(after[:min(digits+1, len(after))], shut)
		}
		code, err := strconv.ParseUint(after[:max(end, 0)], 16, 21)
		if err != nil {
			b.WriteString(open)
			s = after
			continue
		}
		b.WriteRune(rune(code))
		s = after[end+len(shut):]
	}
}

// readID gives the Message-ID of a returned message, of which the headers may be all there is.
func readID(in io.Reader) string {
	head, _ := textproto.NewReader(bufio.NewReader(in)).ReadMIMEHeader() // cut short, it has what stands before
	return strings.TrimSpace(head.Get("Message-Id"))
}
