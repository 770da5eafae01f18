package mail

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"os"
	"path/filepath"
	"slices"
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
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no such mailbox; name a Maildir, a folder of .eml files, an mbox or one .eml file", path)
	}
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
		if err != nil && (len(folders) == 1 || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
		for _, e := range entries {
			if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") || len(folders) == 1 && !isMessage(e.Name()) {
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

// isMessage reports whether a file's name is that of a message; one that Outlook
// wrote in its own way is told of rather than passed over.
func isMessage(name string) bool {
	ending := filepath.Ext(name)
	return strings.EqualFold(ending, ".eml") || strings.EqualFold(ending, ".msg")
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

// maxDepth is how many multiparts may stand in each other.
const maxDepth = 5

// readNotices reads what a delivery status notification says, a notice for each recipient.
func readNotices(in io.Reader) ([]Notice, error) {
	message := bufio.NewReader(io.LimitReader(in, maxNotification))
	start, _ := message.Peek(4)
	switch string(start) {
	case "\xd0\xcf\x11\xe0":
		return nil, errors.New("a message of Outlook's own kind (.msg), which cannot be read; save it as .eml, as the new Outlook and Outlook on the web do")
	case "!BDN":
		return nil, errors.New("a data file of Outlook (.pst), which cannot be read; save the returned messages as .eml")
	case "PK\x03\x04":
		return nil, errors.New("a zip file; unpack it and name the folder")
	}
	head, _ := readFields(message)
	notices := noticesIn(head, message, 0)
	if len(notices) == 0 {
		return nil, otherMail(head)
	}
	return notices, nil
}

// otherMail says what a message is that is no notification.
func otherMail(head textproto.MIMEHeader) error {
	subject, err := new(mime.WordDecoder).DecodeHeader(head.Get("Subject"))
	if err != nil {
		subject = head.Get("Subject")
	}
	from := head.Get("From")
	if one, err := mail.ParseAddress(from); err == nil {
		from = one.Address
	}
	switch {
	case from == "":
		return errNoNotification
	case strings.EqualFold(strings.TrimSpace(subject), "unsubscribe"): // as List-Unsubscribe has programs write it
		return fmt.Errorf("%s asks to be written to no more; give this address to bulletin send unsubscribe", from)
	}
	return fmt.Errorf("no delivery status notification, but %q from %s; read it yourself", subject, from)
}

// noticesIn reads the notices in a multipart and in those within it: gateways wrap
// what they pass on. The message that they speak of is returned beside them.
func noticesIn(head textproto.MIMEHeader, body io.Reader, depth int) []Notice {
	kind, params, _ := mime.ParseMediaType(head.Get("Content-Type"))
	if !strings.HasPrefix(kind, "multipart/") || params["boundary"] == "" || depth == maxDepth {
		return nil
	}
	var notices, within []Notice
	id := ""
	parts := multipart.NewReader(body, params["boundary"])
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
		default:
			within = append(within, noticesIn(part.Header, part, depth+1)...)
		}
	}
	partly := slices.ContainsFunc(notices, func(n Notice) bool { return n.arrived() })
	for i := range notices {
		notices[i].MessageID, notices[i].Partly = id, partly
	}
	return append(notices, within...)
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
	fields := bufio.NewReader(in)
	for len(notices) < maxNotices {
		group, err := readFields(fields)
		if n, ok := asNotice(group); ok {
			notices = append(notices, n)
		}
		if err != nil {
			break
		}
	}
	return notices
}

// maxField is how much is kept of a field, in bytes.
const maxField = 10_000

// readFields reads fields up to a blank line. A line that is none, as gateways and
// mailboxes put between them, costs no other: it is taken for more of the field before.
func readFields(in *bufio.Reader) (textproto.MIMEHeader, error) {
	fields := textproto.MIMEHeader{}
	last := ""
	for {
		line, err := in.ReadString('\n')
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			return fields, err
		}
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimRight(name, " \t"); ok && !strings.ContainsAny(name, " \t") {
			last = textproto.CanonicalMIMEHeaderKey(name)
			fields[last] = append(fields[last], strings.TrimSpace(value))
		} else if values := fields[last]; len(values) > 0 && len(values[len(values)-1]) < maxField {
			values[len(values)-1] = strings.TrimSpace(values[len(values)-1] + " " + strings.TrimSpace(line))
		}
		if err != nil {
			return fields, err
		}
	}
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
	head, _ := readFields(bufio.NewReader(in)) // cut short, it has what stands before
	return head.Get("Message-Id")
}
