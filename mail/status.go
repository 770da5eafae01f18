package mail

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"bulletin/release"
	"bulletin/tables"
)

// inOrder gives the statuses as they are listed.
func inOrder() []Status {
	return []Status{Accepted, Waiting, Sending, Deferred, Uncertain, Refused, Bounced, Excluded}
}

// CountsText gives counts in words, with their sum: «5 recipients: 3 accepted, 2 refused».
func CountsText(counts map[Status]int) string {
	sum := 0
	var parts []string
	for _, s := range inOrder() {
		if n := counts[s]; n > 0 {
			sum += n
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	noun := "recipients"
	if sum == 1 {
		noun = "recipient"
	}
	if sum == 0 {
		return "no recipients"
	}
	return fmt.Sprintf("%d %s: %s", sum, noun, strings.Join(parts, ", "))
}

// A History is what a folder's ledger has.
type History struct {
	*Ledger
	Versions []Version // in the order in which they were released
}

// OpenHistory opens the ledger of a release folder, which must be there.
func OpenHistory(folder string) (*History, error) {
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such folder; name the release folder", folder)
	}
	record, err := release.ReadRecord(folder)
	if err != nil {
		return nil, err
	}
	if !hasLedger(folder) || record == nil {
		return nil, fmt.Errorf("%s: nothing was sent from here yet", folder)
	}
	h := &History{}
	for _, r := range record.Revisions {
		h.Versions = append(h.Versions, Version{r.Wave, r.Number})
	}
	if h.Ledger, err = OpenLedger(folder); err != nil {
		return nil, err
	}
	h.lendExclusions() // a status may be read page by page
	return h, nil
}

// each gives all entries, revision after revision.
func (h *History) each(f func(*Entry) error) error {
	for _, v := range h.Versions {
		if err := h.Each(v.Wave, v.Revision, f); err != nil {
			return err
		}
	}
	return nil
}

// WriteText writes for each revision that was sent its counts and a line for each recipient.
func (h *History) WriteText(w io.Writer) error {
	for i, v := range h.Versions {
		counts, err := h.Counts(v.Wave, v.Revision)
		if err != nil {
			return err
		}
		if len(counts) == 0 {
			continue
		}
		superseded := ""
		if i < len(h.Versions)-1 && counts[Waiting]+counts[Sending]+counts[Deferred] > 0 {
			superseded = "; it is superseded, and who still waits is not sent it any more"
		}
		if _, err := fmt.Fprintf(w, "%s, revision %d: %s%s\n", v.Wave, v.Revision, CountsText(counts), superseded); err != nil {
			return err
		}
		err = h.Each(v.Wave, v.Revision, func(e *Entry) error {
			_, err := fmt.Fprintf(w, "  %s\n", e.line())
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// line tells of an entry: «deferred   aigul@example.org, again 10:30: 451 4.7.1 try later».
func (e *Entry) line() string {
	s := e.Address
	if !e.Updated.IsZero() {
		s += ", " + e.Updated.Local().Format("2006-01-02 15:04:05")
	}
	if e.Status == Deferred && !e.Next.IsZero() {
		s += ", again after " + e.Next.Local().Format("2006-01-02 15:04:05")
	}
	if e.Embargo {
		s += ", under embargo"
	}
	words := e.Words
	if e.Code > 0 && !strings.HasPrefix(words, strconv.Itoa(e.Code)) {
		words = strings.TrimSpace(fmt.Sprintf("%d %s", e.Code, words))
	}
	if words != "" {
		s += ": " + words
	}
	return fmt.Sprintf("%-10s %s", e.Status, printable(s, 1000))
}

// WriteCSV writes all entries for a spreadsheet: UTF-8 with a byte-order mark,
// semicolons, and nothing in a cell that would run as a formula.
func (h *History) WriteCSV(w io.Writer) error {
	heads := "wave;revision;address;name;language;group;status;code;answer;attempts;updated;again_after;embargo;message_id\r\n"
	if _, err := io.WriteString(w, "\ufeff"+heads); err != nil {
		return err
	}
	var b bytes.Buffer
	return h.each(func(e *Entry) error {
		b.Reset()
		for i, cell := range e.cells() {
			if i > 0 {
				b.WriteByte(';')
			}
			tables.WriteCSVText(&b, cell)
		}
		b.WriteString("\r\n")
		_, err := w.Write(b.Bytes())
		return err
	})
}

func (e *Entry) cells() []string {
	code, embargo, again := "", "", ""
	if e.Code > 0 {
		code = strconv.Itoa(e.Code)
	}
	if e.Embargo {
		embargo = "yes"
	}
	if e.Status == Deferred {
		again = asCell(e.Next)
	}
	return []string{
		e.Wave, strconv.Itoa(e.Revision), e.Address, e.Name, e.Language, e.Group, string(e.Status), code,
		printable(e.Words, 1000), strconv.Itoa(e.Attempts), asCell(e.Updated), again, embargo, e.MessageID,
	}
}

// asCell gives a time as spreadsheets take for one: local, as they know no zones.
func asCell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("2006-01-02 15:04:05")
}

// find gives the entries that have one of these Message-IDs, by it.
func (h *History) find(ids map[string]bool) (map[string]*Entry, error) {
	found := map[string]*Entry{}
	err := h.each(func(e *Entry) error {
		if ids[e.MessageID] && e.MessageID != "" {
			found[e.MessageID] = e
		}
		return nil
	})
	return found, err
}
