package mail

import (
	"errors"
	"net"
	"sync"
	"time"
)

// maxAnswer bounds what a server may say to one command, in bytes on the wire
// (its certificates among them).
const maxAnswer = 256 << 10

// hurryTime is how long the answer to a final dot is still waited for when the run is broken off.
const hurryTime = 5 * time.Second

// A wire is a connection whose steps each have their time, and which can be hurried.
type wire struct {
	net.Conn

	last time.Time // when every step must have ended but that of the final dot; zero: never

	mu      sync.Mutex
	hurried bool
	dotted  bool // the final dot is on its way
	left    int  // bytes that may still be read in this step
}

// step begins a step that may take as long as limit.
func (w *wire) step(limit time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.left, w.dotted = maxAnswer, false
	w.limit(limit)
}

// dot begins the last step of a message: sending the dot and hearing the answer.
// It is false, and no dot must be sent, where the run was broken off meanwhile.
func (w *wire) dot(limit time.Duration) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.hurried {
		return false
	}
	w.left, w.dotted = maxAnswer, true
	w.limit(limit)
	return true
}

// hurry breaks off what is under way: at once before the final dot, and after it
// when the answer has been waited for a little longer.
func (w *wire) hurry() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hurried = true
	if w.dotted {
		_ = w.SetDeadline(time.Now().Add(hurryTime))
		return
	}
	w.limit(0)
}

func (w *wire) limit(d time.Duration) {
	if w.hurried {
		d = 0
	}
	until := time.Now().Add(d)
	if !w.dotted && !w.last.IsZero() && until.After(w.last) {
		until = w.last
	}
	_ = w.SetDeadline(until)
}

// errAnswerTooLong is an answer without an end.
var errAnswerTooLong = errors.New("the server's answer has no end")

func (w *wire) Read(p []byte) (int, error) {
	w.mu.Lock()
	left := w.left
	w.mu.Unlock()
	if left <= 0 {
		return 0, errAnswerTooLong
	}
	n, err := w.Conn.Read(p[:min(len(p), left)])
	w.mu.Lock()
	w.left -= n
	w.mu.Unlock()
	return n, err
}

func (w *wire) isHurried() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.hurried
}
