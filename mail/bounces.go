package mail

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A Notice is what a delivery status notification (RFC 3464) says of one
// recipient of one message.
type Notice struct {
	Where      string // the file, and which message in it
	MessageID  string // of the returned message; empty where nothing of it came back
	Original   string // address that the message was sent to; empty where it is not told
	Final      string // address at which it ended
	Action     string // failed, delayed, delivered, relayed, expanded
	Status     string // 5.1.1 (RFC 3463)
	Diagnostic string // «550 5.1.1 no such user»
	Partly     bool   // the notification also says that the message arrived, or was passed on
}

// failed reports whether the message will not arrive. The status alone does not
// say so: a message that was given up after days failed with 4.4.7.
func (n *Notice) failed() bool {
	return n.Action == "failed" || !n.known() && strings.HasPrefix(n.Status, "5.")
}

func (n *Notice) delayed() bool {
	return n.Action == "delayed" || !n.known() && strings.HasPrefix(n.Status, "4.")
}

func (n *Notice) arrived() bool {
	return n.Action == "delivered" || n.Action == "relayed" || n.Action == "expanded"
}

// known reports whether the action is one of RFC 3464; else the status has to say it.
func (n *Notice) known() bool { return n.Action == "failed" || n.Action == "delayed" || n.arrived() }

// words gives the status and the diagnostic for the ledger.
func (n *Notice) words() string {
	switch {
	case n.Diagnostic == "":
		return n.Status
	case n.Status == "" || strings.Contains(n.Diagnostic, n.Status):
		return n.Diagnostic
	}
	return n.Diagnostic + " (" + n.Status + ")"
}

// code gives the server's answer in the diagnostic; 0: there is none.
func (n *Notice) code() int {
	first, _, _ := strings.Cut(n.Diagnostic, " ")
	first, _, _ = strings.Cut(first, "-")
	if code, err := strconv.Atoi(first); err == nil && 400 <= code && code < 600 {
		return code
	}
	return 0
}

// BounceReport is what came of reading a mailbox.
type BounceReport struct {
	Messages int      // that were read
	Bounced  []*Entry // marked now
	Known    int      // marked before
	Delayed  []string // told, and nothing is changed by them
	Unplaced []string // what is no message's of this folder, or no notification, and why
}

// MarkBounces reads the delivery status notifications in a mailbox, a Maildir, a
// folder of .eml files, an mbox or one .eml file, and marks the recipients whose
// message was returned. Reading it twice marks nothing twice.
func MarkBounces(folder, mailbox string, now time.Time) (*BounceReport, error) {
	report := &BounceReport{}
	var notices []Notice
	err := readMailbox(mailbox, func(where string, message io.Reader) error {
		report.Messages++
		found, err := readNotices(message)
		if err != nil {
			report.unplaced(where, err.Error())
		}
		for _, n := range found {
			n.Where = where
			notices = append(notices, n)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	h, err := OpenHistory(folder)
	if err != nil {
		return nil, err
	}
	defer h.Close()
	ids := map[string]bool{}
	for _, n := range notices {
		ids[n.MessageID] = true
	}
	entries, err := h.find(ids)
	if err != nil {
		return nil, err
	}
	for i := range notices {
		if err := report.mark(h.Ledger, &notices[i], entries, now); err != nil {
			return nil, err
		}
	}
	return report, nil
}

// mark carries over what a notice says to the entry that it speaks of.
func (report *BounceReport) mark(l *Ledger, n *Notice, entries map[string]*Entry, now time.Time) error {
	e := entries[n.MessageID]
	switch {
	case n.MessageID == "":
		report.unplaced(n.Where, n.whom()+": nothing of the returned message is in it, so it may speak of another one")
		return nil
	case e == nil:
		report.unplaced(n.Where, n.whom()+": the returned message "+n.MessageID+" was not sent from this folder")
		return nil
	}
	switch {
	case n.delayed():
		report.Delayed = append(report.Delayed, printable(e.Address+": "+n.words(), 500))
	case n.arrived(): // nothing to be done
	case !n.failed():
		report.unplaced(n.Where, e.Address+": does not say what became of the message; read it yourself")
	case e.Status == Bounced:
		report.Known++
	case !e.sent():
		report.unplaced(n.Where, fmt.Sprintf("%s: returned, though the record says %s", e.Address, e.Status))
	case !n.speaksOf(e):
		report.unplaced(n.Where, fmt.Sprintf("%s: passed on from there to %s, which failed", e.Address, n.Final))
	default:
		e.Status, e.Code, e.Words, e.Updated = Bounced, n.code(), printable(n.words(), maxWords), now
		if err := l.Put(e); err != nil {
			return err
		}
		report.Bounced = append(report.Bounced, e)
	}
	return nil
}

// speaksOf reports whether the recipient of a notice is that of the message. One
// who has his mail passed on may have it all the same when a further address fails.
// Notices that name only the final address of an internal system are believed,
// unless others behind the same address have the message.
func (n *Notice) speaksOf(e *Entry) bool {
	if n.Original == "" {
		return !n.Partly || addressKey(n.Final) == e.Key()
	}
	return addressKey(n.Original) == e.Key() || addressKey(xtext(n.Original)) == e.Key()
}

// whom names the address that a notice speaks of.
func (n *Notice) whom() string {
	switch {
	case n.Original != "":
		return n.Original
	case n.Final != "":
		return n.Final
	}
	return "no address"
}

func (report *BounceReport) unplaced(where, why string) {
	report.Unplaced = append(report.Unplaced, printable(where+": "+why, 500))
}
