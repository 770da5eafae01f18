package locale

import (
	"strconv"
	"time"
)

// russian gives Russian. Forms are those of CLDR ru.
func russian() *Language {
	return &Language{
		Tag:  "ru",
		Name: "Russian",

		DecimalMark: ",",
		GroupMark:   "\u00a0",
		Quotes:      [2]string{"«", "»"},
		InnerQuotes: [2]string{"„", "“"},

		Contents:      "Содержание",
		Source:        "Источник",
		Note:          "Примечание",
		Published:     "Дата публикации",
		Contact:       "Ответственные за выпуск",
		Phone:         "Тел.",
		Email:         "E-mail",
		Address:       "Адрес",
		Percent:       "в процентах",
		LinkTo:        "Ссылка: %s",
		WordsFile:     "Текст и настройки бюллетеня",
		TableFile:     "Данные таблицы: %s",
		RoundedShares: "Сумма долей ответов может отличаться от 100\u00a0% из-за округления.",
		RoundedSums:   "Незначительные расхождения между итогом и суммой слагаемых объясняются округлением данных.",
		Symbols: map[string]string{
			"–": "явление отсутствует",
			"…": "данные отсутствуют",
			"x": "конфиденциальные данные",
		},

		Charts: ChartWords{
			Stacked: "Горизонтальная столбчатая диаграмма с накоплением",
			Bars:    "Горизонтальная столбчатая диаграмма",
			Lines:   "Линейный график",

			BarsAndAnswers: "Число полос – %d, число вариантов ответа – %d: %s",
			BarCount:       "Число полос – %d",
			LinesAndWaves:  "Число линий – %d, число периодов – %d: %s",
			Measure:        "Показатель: %s",

			In:       "«%s»: ",
			Extremes: "наибольшее значение – %s (%s), наименьшее значение – %s (%s)",
			Same:     "все значения одинаковы – %s",

			First:    "первый период (%s) – %s",
			Last:     "последний период (%s) – %s",
			Least:    "наименьшее значение (%s) – %s",
			Greatest: "наибольшее значение (%s) – %s",
		},

		Book: BookWords{
			Cover:    "Титульный лист",
			Contents: "Содержание",
			Sheet:    "Лист",
			Holds:    "Описание",
			Notes:    "Примечания",
			Subject:  "Показатель",
		},

		Months: []string{"январ", "феврал", "март", "апрел", "май", "мая", "мае", "маю", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"},
		Years:  []string{"год", "гг.", "г."},
		Ages:   []string{"лет", "возраст"},
		references: []Reference{
			{Kind: "figure", Before: []string{"рисун", "рис."}},
			{Kind: "table", Before: []string{"таблиц", "табл."}},
			{Kind: "section", Before: []string{"раздел", "разд."}},
		},

		percent:     "\u00a0%", // CLDR ru: #,##0 %
		groupedFrom: 5,         // 9285, but 12 604: CLDR would group from 1000, the custom in print is from 10 000
		and:         "и",

		bindLetters: true,
		binding: []string{
			"тел.", "г.", "им.", "ул.", "пр.", "д.", "кв.", "обл.", "с.", "стр.", "п.", "ст.", "гл.", "см.", "рис.", "табл.", "разд.",
		},
		units: []string{
			"год", "года", "году", "годом", "годы", "годов", "годам", "годах", "г", "гг", "лет", "летию", "летия",
			"месяц", "месяца", "месяцев", "день", "дня", "дней", "раз", "раза", "квартал", "квартала", "квартале", "полугодие", "полугодия", "полугодии",
			"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
			"процент", "процента", "процентов", "процентам", "процентный", "процентного", "процентных", "пункт", "пункта", "пунктов", "п",
			"случай", "случая", "случаев", "человек", "человека", "респондент", "респондента", "респондентов",
			"домохозяйство", "домохозяйства", "домохозяйств", "город", "города", "городов",
			"тыс", "тысяча", "тысячи", "тысяч", "млн", "миллион", "миллиона", "миллионов", "млрд", "миллиард", "миллиарда", "миллиардов",
			"тенге", "руб", "км", "га", "чел", "ед", "стр",
		},

		pluralForms: []string{"one", "few", "many", "other"},
		fractional:  "few", // 1,5 случая, as 2 случая
		points:      []string{"процентный пункт", "процентных пункта", "процентных пунктов", "процентного пункта"},
		change: changeWords{
			rose:      "выросла на %s",
			fell:      "снизилась на %s",
			unchanged: "не изменилась",
			by:        asItIs,
		},

		figure:    func(n int) string { return "Рисунок " + strconv.Itoa(n) },
		table:     func(n int) string { return "Таблица " + strconv.Itoa(n) },
		longDate:  russianDate,
		hyphenate: hyphenateRussian,
	}
}

// russianDate gives the long form of a date in prose: «17 июля 2024 года», where
// CLDR ru abbreviates the last word.
func russianDate(t time.Time) string {
	months := [...]string{
		"января", "февраля", "марта", "апреля", "мая", "июня",
		"июля", "августа", "сентября", "октября", "ноября", "декабря",
	}
	return strconv.Itoa(t.Day()) + " " + months[t.Month()-1] + " " + strconv.Itoa(t.Year()) + " года"
}
