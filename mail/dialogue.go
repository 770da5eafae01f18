package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wneessen/go-mail/smtp"
)

// A dialogue is a connection to the server that takes one message after another.
type dialogue struct {
	server *server
	wire   *wire
	client *smtp.Client
	unhook func() bool
	begun  int // messages
}

// A stage of handing over a message.
type stage string

const (
	stageMail stage = "MAIL"
	stageRcpt stage = "RCPT"
	stageData stage = "DATA"
	stageBody stage = "the message"
	stageDot  stage = "the end of the message"
)

// result is what became of a message in a dialogue.
type result struct {
	status  Status
	code    int
	words   string
	closed  bool  // the connection is of no use any more
	trouble bool  // the server is to be left alone for a while
	stale   bool  // the connection had ended since its last message: try at once on a new one
	fatal   error // what concerns every message
}

// handOver sends one message to one address. beforeDot writes down that the
// outcome is uncertain from now on; the dot is sent only if it succeeds.
func (c *dialogue) handOver(from, to string, message []byte, beforeDot func() error) result {
	used := c.begun > 0
	c.begun++
	parameters, r := c.parameters(from, to, message)
	if r != nil {
		return *r
	}
	if err := c.command(250, "MAIL FROM:<%s>%s", from, parameters); err != nil {
		return c.mailFailed(err, used, strings.Contains(parameters, " SMTPUTF8"))
	}
	if err := c.command(25, "RCPT TO:<%s>", to); err != nil {
		return c.reset(c.failed(stageRcpt, err))
	}
	c.wire.step(c.server.patience.data)
	body, err := c.client.Data()
	if err != nil {
		return c.reset(c.failed(stageData, err))
	}
	if err := c.write(body, message); err != nil {
		return c.failed(stageBody, err)
	}
	if err := beforeDot(); err != nil {
		return result{status: Waiting, closed: true, fatal: err}
	}
	if !c.wire.dot(c.server.patience.dot) {
		return result{status: Waiting, words: wordsBrokenOff, closed: true}
	}
	if err := body.Close(); err != nil {
		return c.failed(stageDot, err)
	}
	words := ""
	if d, ok := body.(*smtp.DataCloser); ok {
		words = d.ServerResponse()
	}
	return result{status: Accepted, code: 250, words: c.server.words(words)}
}

// maxWords bounds what is kept of a server's answer, in bytes.
const maxWords = 300

// What is written down where no server has a word for it.
const (
	wordsBrokenOff = "the run was broken off before the message was handed over"
	wordsNoAnswer  = "the program ended before the server answered to the end of the message"
)

// parameters gives what follows the sender in MAIL, or why there can be no MAIL:
// SIZE (RFC 1870) and, only for a message that needs them, 8BITMIME (RFC 6152)
// and SMTPUTF8 (RFC 6531).
func (c *dialogue) parameters(from, to string, message []byte) (string, *result) {
	for _, address := range []string{from, to} {
		if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7F || r == '<' || r == '>' }) {
			return "", &result{status: Refused, words: "the address has a character that none may have"}
		}
	}
	s := ""
	if offered, limit := c.client.Extension("SIZE"); offered {
		if most, err := strconv.ParseInt(limit, 10, 64); err == nil && most > 0 && int64(len(message)) > most {
			return "", &result{status: Waiting, fatal: c.server.fault("the server takes messages of at most %d kilobytes, and this one has %d; %s",
				most/1000, len(message)/1000, attachLess)}
		}
		s += " SIZE=" + strconv.Itoa(len(message))
	}
	head, _, _ := bytes.Cut(message, []byte("\r\n\r\n"))
	international := !isASCII(from) || !isASCII(to) || has8bit(head)
	if international || has8bit(message) {
		if offered, _ := c.client.Extension("8BITMIME"); !offered {
			return "", &result{status: Refused, words: "the server does not take messages with 8-bit characters (8BITMIME)"}
		}
		s += " BODY=8BITMIME"
	}
	if !international {
		return s, nil
	}
	if offered, _ := c.client.Extension("SMTPUTF8"); !offered {
		if !isASCII(from) {
			return "", &result{status: Waiting, fatal: c.server.fault("the server does not take internationalised addresses (SMTPUTF8), and sender is one; set another")}
		}
		return "", &result{status: Refused, words: "the server does not take internationalised addresses (SMTPUTF8); write to the recipient at another"}
	}
	return s + " SMTPUTF8", nil
}

func has8bit(data []byte) bool {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// attachLess is the way out where messages are too large.
const attachLess = "attach less, or set link and pdf = false"

// mailFailed is what an answer to MAIL means. MAIL names the sender alone: a
// refusal concerns every message, unless this one asked for what others do not.
func (c *dialogue) mailFailed(err error, used, international bool) result {
	r := c.failed(stageMail, err)
	lost := r.code == 0 && !errors.Is(err, os.ErrDeadlineExceeded)
	switch {
	case used && (lost || r.status == Refused || r.status == Deferred):
		// Servers close connections that idled, and some answer 451, 503 or 550 to
		// the first message too many.
		return result{status: Waiting, closed: lost, stale: true}
	case r.code == 530 && !international:
		return result{
			status: Waiting, code: r.code, words: r.words, closed: true,
			fatal: c.server.fault("the server wants to know who sends (%d %s); set user", r.code, r.words),
		}
	case r.code == 552:
		return result{
			status: Waiting, code: r.code, words: r.words, closed: true,
			fatal: c.server.fault("the server does not take a message of this size (%d %s); %s", r.code, r.words, attachLess),
		}
	case r.status == Refused && !international:
		return result{
			status: Waiting, code: r.code, words: r.words, closed: true,
			fatal: c.server.fault("the server takes no messages from this sender (%d %s)", r.code, r.words),
		}
	case r.status == Deferred:
		r.trouble = true
	case r.status == Refused:
		return c.reset(r)
	}
	return r
}

// failed is what an answer other than the expected one means, or none.
func (c *dialogue) failed(at stage, err error) result {
	var answer *textproto.Error
	if !errors.As(err, &answer) || answer.Code/100 != 4 && answer.Code/100 != 5 {
		return c.unanswered(at, err)
	}
	r := result{code: answer.Code, words: c.server.words(answer.Msg)}
	switch {
	case answer.Code == 421 && at != stageDot: // the server closes the connection: it says nothing of the message
		r.status, r.closed, r.trouble = Waiting, true, true
	case answer.Code/100 == 4:
		r.status = Deferred
		r.closed = answer.Code == 421
		// 4.2.x speaks of the recipient's mailbox, not of the server's room (RFC 3463).
		r.trouble = answer.Code == 421 || answer.Code == 452 && !strings.HasPrefix(r.words, "4.2.")
	default:
		r.status = Refused
	}
	return r
}

// unanswered is what it means that no answer came, or none that can be understood.
func (c *dialogue) unanswered(at stage, err error) result {
	r := result{status: Waiting, closed: true, trouble: true}
	var answer *textproto.Error
	switch {
	case at == stageDot:
		r.status = Uncertain
		if errors.As(err, &answer) && answer.Code/100 == 2 {
			return result{status: Accepted, code: answer.Code, words: c.server.words(answer.Msg)}
		}
	case c.wire.isHurried():
		return result{status: Waiting, words: wordsBrokenOff, closed: true}
	}
	if errors.As(err, &answer) {
		r.code, r.words = answer.Code, c.server.words(answer.Msg)
		return r
	}
	r.words = fmt.Sprintf("at %s: %s", at, lineFault(err))
	return r
}

// reset has the server forget a message that was begun. Where it cannot, the
// connection is given up; what became of the message stays as it is.
func (c *dialogue) reset(r result) result {
	if !r.closed && c.command(250, "RSET") != nil {
		r.closed = true
	}
	return r
}

// command says a line and hears the answer.
func (c *dialogue) command(expect int, format string, args ...any) error {
	c.wire.step(c.server.patience.command)
	text := c.client.Text
	id, err := text.Cmd(format, args...)
	if err != nil {
		return err
	}
	text.StartResponse(id)
	defer text.EndResponse(id)
	_, _, err = text.ReadResponse(expect)
	return err
}

// write sends a message but for its final dot.
func (c *dialogue) write(body io.Writer, message []byte) error {
	const block = 32 << 10
	for len(message) > 0 {
		n := min(len(message), block)
		c.wire.step(c.server.patience.block)
		if _, err := body.Write(message[:n]); err != nil {
			return err
		}
		message = message[n:]
	}
	c.wire.step(c.server.patience.block)
	return c.client.Text.W.Flush()
}

// quit ends the dialogue in good manners. What the server says to it is of no account.
func (c *dialogue) quit() {
	c.wire.step(min(c.server.patience.command, 5*time.Second))
	_ = c.client.Quit()
	c.abort()
}

// abort closes the connection.
func (c *dialogue) abort() {
	c.unhook()
	_ = c.wire.Close()
}

// isLineFault reports whether an error is one of the line, not of what was said on it.
func isLineFault(err error) bool {
	var fault net.Error
	return errors.As(err, &fault) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errAnswerTooLong) ||
		errors.Is(err, context.Canceled)
}

// lineFault says what was wrong with the line.
func lineFault(err error) string {
	var op *net.OpError
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return "no answer in the time that it may take"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the server closed the connection"
	case errors.As(err, &op):
		return printable(op.Err.Error(), maxWords)
	}
	return printable(err.Error(), maxWords)
}
