package main

import (
	"strings"
	"testing"
	"time"

	"bulletin/mail"
)

func TestBar(t *testing.T) {
	now := mail.Progress{Rate: 212.4, Left: 3600 * time.Millisecond}
	for _, c := range []struct {
		done, all, width int
		want             string
	}{
		{1204, 2000, 79, "[########################----------------] 1204 of 2000, 212 a second, 4s left"},
		{2000, 2000, 200, "[########################################] 2000 of 2000, 212 a second, 4s left"},
		{0, 0, 60, "[----------------------------] 0 of 0, 212 a second, 4s left"},
		{1, 2, 10, "1 of 2, 21"},
	} {
		if got := bar(c.done, c.all, now, c.width); got != c.want {
			t.Errorf("%d of %d in %d cells: %q, want %q", c.done, c.all, c.width, got, c.want)
		}
	}
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		now  mail.Progress
		want string
	}{
		{mail.Progress{}, "0.0 a second"},
		{mail.Progress{Rate: 0.25, Left: time.Millisecond}, "0.2 a second, 1s left"},
		{mail.Progress{Rate: 10, Left: 90 * time.Second}, "10 a second, 1m30s left"},
		{mail.Progress{Counts: map[mail.Status]int{mail.Deferred: 3, mail.Accepted: 9}}, "0.0 a second, 3 deferred"},
	} {
		if got := pace(c.now); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Where there is no terminal a short run is told by its end alone, and trouble once.
func TestProgressInAFile(t *testing.T) {
	var b strings.Builder
	p := &progress{to: &terminal{w: &b}}
	for range 3 {
		p.show(mail.Progress{Counts: map[mail.Status]int{mail.Waiting: 1}, Trouble: "the server is away"})
	}
	p.show(mail.Progress{Counts: map[mail.Status]int{mail.Accepted: 1}})
	p.end()
	if want := "bulletin: the server is away; trying again\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// On a terminal one line is written over, and what is said next goes below it.
func TestProgressOnATerminal(t *testing.T) {
	var b strings.Builder
	p := &progress{to: &terminal{w: &b, width: 60}}
	p.show(mail.Progress{Counts: map[mail.Status]int{mail.Waiting: 1, mail.Accepted: 1}})
	p.show(mail.Progress{Counts: map[mail.Status]int{mail.Accepted: 2}})
	p.end()
	p.end()
	lines := strings.Split(b.String(), "\r")
	if len(lines) != 3 || !strings.Contains(lines[1], "] 1 of 2, ") || !strings.Contains(lines[2], "] 2 of 2, ") || strings.Count(b.String(), "\n") != 1 {
		t.Errorf("%q", b.String())
	}
}
