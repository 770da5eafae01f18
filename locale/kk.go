package locale

import (
	"strconv"
	"time"
)

// kazakh gives Kazakh in Cyrillic letters, as the official bulletins of
// Kazakhstan are written. Forms are those of CLDR kk.
func kazakh() *Language {
	return &Language{
		Tag:  "kk",
		Name: "Kazakh",

		DecimalMark: ",",
		GroupMark:   "\u00a0",
		Quotes:      [2]string{"«", "»"},
		InnerQuotes: [2]string{"“", "”"},

		Contents:      "Мазмұны",
		Source:        "Дереккөз",
		Note:          "Ескертпе",
		Published:     "Жарияланған күні",
		Contact:       "Шығарылымға жауапты",
		Phone:         "Тел.",
		Email:         "E-mail",
		Address:       "Мекенжай",
		Percent:       "пайызбен",
		LinkTo:        "Сілтеме: %s",
		WordsFile:     "Бюллетеннің мәтіні мен баптаулары",
		TableFile:     "Кесте деректері: %s",
		RoundedShares: "Дөңгелектеуге байланысты жауаптар үлестерінің қосындысы 100%-дан өзгеше болуы мүмкін.",
		RoundedSums:   "Қорытынды мен қосылғыштар сомасы арасындағы елеусіз алшақтықтар деректерді дөңгелектеумен түсіндіріледі.",
		Symbols: map[string]string{
			"–": "құбылыс жоқ",
			"…": "деректер жоқ",
			"x": "құпия деректер",
		},

		Corrections: CorrectionWords{
			Draft:       "ЖОБА",
			DraftNotice: "Бұл – жоба: сандары немесе мәтіні жарияланған басылымнан өзгеше, ал түзету жарияланбаған.",
			DraftTitle:  "%s (жоба)",
			Corrected:   "Түзетілген басылым",
			Revision:    "%d-нұсқа",
			Running:     "түзетілген, %d-нұсқа",
			Title:       "%s (түзетілген, %d-нұсқа)",
			First:       "Алғаш жарияланған күні: %s",
			Date:        "Түзетілген күні: %s",
			Severity:    map[string]string{"minor": "Түзету ауқымы: шағын.", "major": "Түзету ауқымы: елеулі."},
			Reason:      "Себебі: %s",
			Subject:     "Көрсеткіш",
			Answer:      "Жауап",
			Old:         "Бұрын",
			New:         "Қазір",
			Difference:  "Айырмасы",
			More:        "Ең ірі өзгерістер көрсетілген (%d); толық тізімі соңында («%s»).",
			Points:      []string{"пайыздық тармақ"},
			Section:     "%d-бөлім",
			Numbers:     "сандардың жазылуы",
			Editions:    map[string]string{"kk": "қазақ тіліндегі басылым", "ru": "орыс тіліндегі басылым", "en": "ағылшын тіліндегі басылым"},
			Earlier:     "Алдыңғы түзетулер соңында берілген («%s»).",
			Words:       "Басқа өзгерістер: %s.",
			Mark:        "%s – түзетілген сан.",
			Turned:      "Бұрын: %s. Қазір: %s.",
			Leader:      "%s: бұрын бірінші орында %s болған, қазір – %s.",
			History:     "Түзетулер тарихы",
		},

		Mail: MailWords{
			Greeting:    "Сәлеметсіз бе!",
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
		},

		Charts: ChartWords{
			Stacked: "Көлденең жинақталған жолақты диаграмма",
			Bars:    "Көлденең жолақты диаграмма",
			Lines:   "Сызықтық диаграмма",

			BarsAndAnswers: "Жолақтар саны – %d, жауап нұсқаларының саны – %d: %s",
			BarCount:       "Жолақтар саны – %d",
			LinesAndWaves:  "Сызықтар саны – %d, кезеңдер саны – %d: %s",
			Measure:        "Көрсеткіш: %s",

			In:       "«%s» бойынша ",
			Extremes: "ең жоғары көрсеткіш – %s (%s), ең төмен көрсеткіш – %s (%s)",
			Same:     "барлық көрсеткіш бірдей – %s",

			First:    "бірінші кезең (%s) – %s",
			Last:     "соңғы кезең (%s) – %s",
			Least:    "ең төмен мән (%s) – %s",
			Greatest: "ең жоғары мән (%s) – %s",
		},

		Book: BookWords{
			Cover:    "Мұқаба",
			Contents: "Мазмұны",
			Sheet:    "Парақ",
			Holds:    "Сипаттамасы",
			Notes:    "Ескертпелер",
			Subject:  "Көрсеткіш",
		},

		Months: []string{"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
		Years:  []string{"жыл", "жж.", "ж."},
		Ages:   []string{"жас"},
		references: []Reference{
			{Kind: "figure", After: []string{"сурет"}},
			{Kind: "table", After: []string{"кесте"}},
			{Kind: "section", After: []string{"бөлім"}},
		},

		percent:     "%", // CLDR kk: #,##0%
		groupedFrom: 5,   // 9285, but 12 604: CLDR would group from 1000, the custom in print is from 10 000
		and:         "және",

		binding: []string{"тел."},
		units: []string{
			"жыл", "жылы", "жылғы", "жылдың", "жылдары", "жылға", "жылдан", "ж", "жас", "жасқа", "ай", "күн", "рет",
			"пайыз", "пайызы", "пайызын", "пайызға", "пайызды", "пайыздық", "адам", "адамның", "адамға", "жағдай", "үй", "пункт", "тармақша",
			"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
			"мың", "млн", "млрд", "теңге", "бет", "км", "га",
		},

		pluralForms: []string{"one", "other"},
		fractional:  "one",
		points:      []string{"пайыздық тармаққа"}, // a noun beside a number stands in the singular
		change: changeWords{
			rose:      "%s өсті",
			fell:      "%s төмендеді",
			unchanged: "өзгерген жоқ",
			by:        kazakhDative,
		},

		figure:    func(n int) string { return strconv.Itoa(n) + "-сурет" },
		table:     func(n int) string { return strconv.Itoa(n) + "-кесте" },
		longDate:  kazakhDate,
		hyphenate: hyphenateKazakh,
	}
}

// kazakhDate gives the long form of a date in prose: «2024 жылғы 17 шілде».
// Month names are those of CLDR kk; a year's or a day's number takes no hyphen.
func kazakhDate(t time.Time) string {
	months := [...]string{
		"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
		"шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
	}
	return strconv.Itoa(t.Year()) + " жылғы " + strconv.Itoa(t.Day()) + " " + months[t.Month()-1]
}
