package main

import (
	"fmt"
	"strings"
	"time"

	"bulletin/mail"
)

// plainEvery is how often progress is told where no terminal shows it.
const plainEvery = 30 * time.Second

// progress shows how far a run is: on a terminal a line that is written over,
// elsewhere a line now and then.
type progress struct {
	to    *terminal
	shown bool // a line stands on the terminal
	last  time.Time
	told  string // trouble
}

// show is called by one goroutine at a time.
func (p *progress) show(now mail.Progress) {
	if p.to.quiet {
		return
	}
	p.trouble(now)
	done, all := far(now.Counts)
	if p.to.width > 0 {
		fmt.Fprintf(p.to.w, "\r%s\x1b[K", bar(done, all, now, p.to.width-1))
		p.shown = true
		return
	}
	if p.last.IsZero() {
		p.last = time.Now() // a short run says no more than how it ended
	}
	if time.Since(p.last) >= plainEvery {
		p.last = time.Now()
		p.to.print("bulletin: %d of %d, %s", done, all, pace(now))
	}
}

// trouble tells once what keeps the server from being reached.
func (p *progress) trouble(now mail.Progress) {
	if now.Trouble != p.told && now.Trouble != "" {
		p.end()
		p.to.print("bulletin: %s; trying again", now.Trouble)
	}
	p.told = now.Trouble
}

// end leaves the line as it is and goes below it.
func (p *progress) end() {
	if p.shown {
		fmt.Fprintln(p.to.w)
		p.shown = false
	}
}

// far gives how many of all messages need nothing more.
func far(counts map[mail.Status]int) (done, all int) {
	for status, n := range counts {
		all += n
		if !status.Owed() {
			done += n
		}
	}
	return done, all
}

// bar gives a line of at most width cells: «[########------] 1204 of 2000, 212 a second, 4s left».
func bar(done, all int, now mail.Progress, width int) string {
	words := fmt.Sprintf(" %d of %d, %s", done, all, pace(now))
	cells := min(40, width-len(words)-2)
	if cells < 5 {
		return strings.TrimSpace(words)[:max(0, min(width, len(words)-1))]
	}
	full := 0
	if all > 0 {
		full = cells * done / all
	}
	return "[" + strings.Repeat("#", full) + strings.Repeat("-", cells-full) + "]" + words
}

// pace tells the rate, the time that is likely left, and how many wait for another try: nothing moves meanwhile.
func pace(now mail.Progress) string {
	s := fmt.Sprintf("%.0f a second", now.Rate)
	if now.Rate < 10 {
		s = fmt.Sprintf("%.1f a second", now.Rate)
	}
	if now.Left > 0 {
		s += ", " + max(now.Left.Round(time.Second), time.Second).String() + " left"
	}
	if n := now.Counts[mail.Deferred]; n > 0 {
		s += fmt.Sprintf(", %d deferred", n)
	}
	return s
}
