package mail

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/mail"
	"strings"
	"time"
)

// worker is one connection at a time.
type worker struct {
	*delivery
	line *dialogue // nil: none
}

// idle is how long a connection is kept without a message.
const idle = 5 * time.Second

// work hands over what it is given until there is nothing more.
func (w *worker) work(ctx, going context.Context) {
	defer w.hangUp()
	for {
		e, ok := w.next()
		if !ok {
			return
		}
		leave := false
		if going.Err() == nil && !w.over() {
			var err error
			if leave, err = w.deliver(ctx, going, e); err != nil {
				w.fail(err)
			}
		}
		w.inHand.Done()
		if leave {
			return
		}
	}
}

// next waits for an entry. A connection that waits too long is closed.
func (w *worker) next() (e *Entry, ok bool) {
	if w.line == nil {
		e, ok = <-w.jobs
		return e, ok
	}
	timer := time.NewTimer(idle)
	defer timer.Stop()
	select {
	case e, ok = <-w.jobs:
	case <-timer.C:
		w.hangUp()
		e, ok = <-w.jobs
	}
	return e, ok
}

// deliver hands over one message, if its recipient may still be written to.
// leave: the server has no room for this connection beside the others.
func (w *worker) deliver(ctx, going context.Context, e *Entry) (leave bool, err error) {
	if excluded, err := w.exclude(e); excluded || err != nil {
		return false, err
	}
	if w.pace.interval > idle {
		w.hangUp()
	}
	turn, err := w.pace.turn(going)
	if err != nil || w.over() {
		return false, nil
	}
	if w.line != nil && w.line.begun >= w.perConnection {
		w.hangUp()
	}
	for {
		if w.line == nil {
			if leave, err := w.connect(ctx, going); w.line == nil {
				return leave, err
			}
			// Connections that were waited for together must not make up for lost turns.
			if w.Clock().Sub(turn) > w.pace.interval {
				if turn, err = w.pace.turn(going); err != nil || w.over() {
					return false, nil
				}
			}
		}
		r, err := w.handOver(e)
		switch {
		case r.closed:
			w.drop()
		case r.trouble, r.stale: // connect waits for as long as the server is to be left alone
			w.hangUp()
		}
		if !r.stale || err != nil {
			return false, err
		}
	}
}

// exclude marks an entry whose recipient must not be written to.
func (w *worker) exclude(e *Entry) (bool, error) {
	why, err := against(w.Settings, w.Ledger, &e.Recipient)
	if why == "" || err != nil {
		return false, err
	}
	was := e.Status
	e.Status, e.Code, e.Words, e.Next = Excluded, 0, why, time.Time{}
	return true, w.put(e, was)
}

// connect opens a connection, however often that needs to be tried. Connections
// are opened one after another, so that a server which has no room for all of
// them takes the first ones.
func (w *worker) connect(ctx, going context.Context) (leave bool, err error) {
	select {
	case w.opening <- struct{}{}:
		defer func() { <-w.opening }()
	case <-going.Done():
		return false, nil
	}
	for {
		if w.pace.untilQuiet(going) != nil || w.over() {
			return false, nil
		}
		line, err := w.server.dial(ctx, time.Now().Add(w.end.Sub(w.Clock())+w.server.patience.over))
		if err == nil {
			w.line = line
			w.mu.Lock()
			w.open++
			w.delivery.trouble = ""
			w.mu.Unlock()
			return false, nil
		}
		var fault *ServerError
		if going.Err() != nil {
			return false, nil
		}
		if !errors.As(err, &fault) || !fault.Temporary {
			return false, err
		}
		w.mu.Lock()
		others := w.open > 0
		w.delivery.trouble = fault.Error()
		w.mu.Unlock()
		if fault.refused && others {
			return true, nil
		}
		w.pace.trouble()
	}
}

// hangUp ends the connection in good manners.
func (w *worker) hangUp() {
	if w.line != nil {
		w.line.quit()
		w.drop()
	}
}

// drop closes the connection.
func (w *worker) drop() {
	w.line.abort()
	w.line = nil
	w.mu.Lock()
	w.open--
	w.mu.Unlock()
}

// handOver hands over the message of an entry and writes down each step.
func (w *worker) handOver(e *Entry) (result, error) {
	was := e.Status
	now := w.Clock()
	message, err := w.Compose(&e.Recipient, now)
	if err != nil {
		r := result{status: Refused, words: printable("the message cannot be made: "+err.Error(), maxWords)}
		return result{}, w.settle(e, r, was == Uncertain)
	}
	e.Attempts++
	e.MessageID = messageIDOf(message)
	e.Embargo = now.Before(w.Issue.Published)
	// One that is uncertain already stays so until there is an answer: the
	// recipient may have it, whatever becomes of this attempt.
	doubtful := was == Uncertain
	if !doubtful {
		e.Status = Sending
	}
	if err := w.put(e, was); err != nil {
		return result{}, err
	}
	to := ASCIIAddress(e.Address)
	r := w.line.handOver(w.from, to, message, func() error {
		if doubtful {
			return nil
		}
		e.Status, e.Code, e.Words = Uncertain, 0, wordsNoAnswer // unless it is written over
		return w.put(e, Sending)
	})
	if r.stale {
		return r, w.back(e, was, doubtful)
	}
	return r, errors.Join(w.settle(e, r, doubtful), r.fatal)
}

// back gives an entry the status that it had before an attempt that was none.
func (w *worker) back(e *Entry, was Status, doubtful bool) error {
	e.Attempts--
	if doubtful {
		return nil
	}
	now := e.Status
	e.Status = was
	return w.put(e, now)
}

// settle writes down what became of a message.
func (w *worker) settle(e *Entry, r result, doubtful bool) error {
	was := e.Status
	e.Status, e.Code, e.Words = r.status, r.code, r.words
	if doubtful && (r.status == Waiting || r.status == Refused && r.code == 0) {
		e.Status = Uncertain
	}
	if doubtful {
		e.Doubt = true
	}
	switch e.Status {
	case Deferred:
		w.deferEntry(e)
	case Uncertain:
		if r.status != Waiting {
			w.mu.Lock()
			w.fresh[e.Key()] = true
			w.mu.Unlock()
		}
	default:
		e.Next = time.Time{}
	}
	if err := w.put(e, was); err != nil {
		return err
	}
	if r.trouble {
		w.pace.trouble()
	}
	switch e.Status {
	case Accepted:
		w.pace.well()
		return w.tally(e)
	case Deferred, Refused:
		return w.tally(e)
	}
	return nil
}

// deferEntry sets when a deferred message is tried again, or gives it up.
func (w *worker) deferEntry(e *Entry) {
	now := w.Clock()
	if e.Since.IsZero() || e.Since.After(now) {
		e.Since = now
	}
	next, ok := nextAttempt(e.Since, now)
	if !ok {
		e.Status, e.Words, e.Next = Refused, printable("given up after 5 days: "+e.Words, maxWords), time.Time{}
		return
	}
	e.Next = next
}

// messageIDOf reads the Message-ID of a message.
func messageIDOf(message []byte) string {
	head, _, _ := bytes.Cut(message, []byte("\r\n\r\n"))
	m, err := mail.ReadMessage(io.MultiReader(bytes.NewReader(head), strings.NewReader("\r\n\r\n")))
	if err != nil {
		return ""
	}
	return printable(m.Header.Get("Message-Id"), maxWords)
}
