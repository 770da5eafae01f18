package locale

import (
	"fmt"
	"time"
)

// MailWords are what a message that brings a bulletin says on its own. %d is a
// number, %s a name, a text or a time.
type MailWords struct {
	Greeting    string // of a recipient who has no name
	Proof       string // before the subject of a proof: «Сынақ хаты»
	ProofLine   string // its first line
	Embargo     string // the line of a message sent before the hour of publication: that hour
	Files       string // heading of what is attached, or linked to
	Description string // before the words for those who do not see the picture
	Link        string // words that lead to the bulletin
	Unsubscribe string // words by which recipients take themselves off the list
	Changes     string // caption of the table of corrected figures
	More        string // that only the largest changes are shown: how many, and the heading of the history
	Kilobytes   string // a size

	hour string // date, time of day, time zone
}

// Hour gives a time in prose, in its own zone: «2024 жылғы 17 шілде, сағат 10:00 (UTC+05:00)».
func (l *Language) Hour(t time.Time) string {
	return fmt.Sprintf(l.Mail.hour, l.Date(t), t.Format("15:04"), t.Format("UTC-07:00"))
}
