package locale

import (
	"fmt"
	"time"
)

// MailWords are what a message that brings a bulletin says on its own. %d is a
// number, %s a name, a text or a time.
type MailWords struct {
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

// Mail gives the words of messages in the language.
func (l *Language) Mail() MailWords {
	switch l.Tag {
	case "ru":
		return russianMail()
	case "en":
		return englishMail()
	}
	return kazakhMail()
}

// Hour gives a time in prose, in its own zone: «2024 жылғы 17 шілде, сағат 10:00 (UTC+05:00)».
func (l *Language) Hour(t time.Time) string {
	return fmt.Sprintf(l.Mail().hour, l.Date(t), t.Format("15:04"), t.Format("UTC-07:00"))
}

func kazakhMail() MailWords {
	return MailWords{
		Proof:       "Сынақ хаты",
		ProofLine:   "Бұл – тексеруге арналған сынақ хаты, ол алушыларға жіберілген жоқ.",
		Embargo:     "Эмбарго мерзімі: %s. Осы уақытқа дейін жариялауға, таратуға және дәйексөз келтіруге болмайды.",
		Files:       "Бюллетень",
		Description: "Суреттің сипаттамасы",
		Link:        "Бюллетенді ашу (PDF)",
		Unsubscribe: "Хат алудан бас тарту",
		Changes:     "Түзетілген сандар",
		More:        "Ең ірі өзгерістер көрсетілген (%d); толық тізімі бюллетеннің «%s» бөлімінде.",
		Kilobytes:   "%s КБ",
		hour:        "%s, сағат %s (%s)",
	}
}

func russianMail() MailWords {
	return MailWords{
		Proof:       "Пробное письмо",
		ProofLine:   "Это пробное письмо для проверки, получателям оно не отправлено.",
		Embargo:     "Эмбарго до: %s. До этого времени публиковать, распространять и цитировать нельзя.",
		Files:       "Бюллетень",
		Description: "Описание рисунка",
		Link:        "Открыть бюллетень (PDF)",
		Unsubscribe: "Отписаться от рассылки",
		Changes:     "Исправленные числа",
		More:        "Показаны наибольшие изменения (%d); полный перечень – в бюллетене, в разделе «%s».",
		Kilobytes:   "%s КБ",
		hour:        "%s, %s (%s)",
	}
}

func englishMail() MailWords {
	return MailWords{
		Proof:       "Proof",
		ProofLine:   "This is a proof for checking; it has not been sent to the recipients.",
		Embargo:     "Embargo until: %s. Not to be published, passed on or quoted before then.",
		Files:       "The bulletin",
		Description: "Description of the figure",
		Link:        "Open the bulletin (PDF)",
		Unsubscribe: "Unsubscribe",
		Changes:     "Corrected figures",
		More:        "The largest changes are shown (%d); the full list is in the bulletin, under “%s”.",
		Kilobytes:   "%s KB",
		hour:        "%s, %s (%s)",
	}
}
