package charts

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

// measure is the width of a page's text: 166 mm.
const measure = 166 * fonts.Millimetre

// table makes a table from labels and lines of cells parted by spaces.
func table(columns, rows, cells []string) *tables.Table {
	t := &tables.Table{ID: "sample", Unit: "%"}
	for j, c := range columns {
		t.Columns = append(t.Columns, tables.Column{
			Header: tables.Header{ID: "c" + strconv.Itoa(j), Label: c, Place: tables.Place{File: "t.csv", Line: 1, Column: j + 2}}, Decimals: 1,
		})
	}
	for i, r := range rows {
		t.Rows = append(t.Rows, tables.Header{ID: "r" + strconv.Itoa(i), Label: r, Place: tables.Place{File: "t.csv", Line: i + 2, Column: 1}})
		var line []tables.Cell
		for j, s := range strings.Fields(cells[i]) {
			c := cell(s)
			c.Place = tables.Place{File: "t.csv", Line: i + 2, Column: j + 2}
			line = append(line, c)
		}
		t.Cells = append(t.Cells, line)
	}
	return t
}

// cell reads a figure with a point, or a symbol.
func cell(s string) tables.Cell {
	whole, rest, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+rest, 10, 64)
	if symbol := tables.Symbol(s); err != nil || len(rest) > 12 {
		if symbol != tables.Absent && symbol != tables.Confidential {
			symbol = tables.NotAvailable
		}
		return tables.Cell{Symbol: symbol}
	}
	return tables.Cell{Number: tables.Number{Coef: n, Scale: len(rest)}}
}

var (
	institutions = []string{
		"Прокуратура", "Полиция органдары", "Сыбайлас жемқорлыққа қарсы қызмет",
		"Экономикалық тергеу қызметі", "Сот жүйесі", "Өртке қарсы қызмет",
	}
	answers = []string{"Сенеді", "Ішінара сенеді", "Сенбейтін сияқты", "Сенбейді", "Жауап беруге қиналды"}
)

func spec(kind Kind, t *tables.Table) Spec {
	return Spec{Kind: kind, Table: t, Language: locale.For("kk"), Family: fonts.Default()}
}

// trust is the chart of the six institutions, April and May 2024.
func trust() Spec {
	return spec(Stacked, table(answers, institutions, []string{
		"66 24.1 3.0 2.3 4.6", "61.6 27 4.4 4.6 2.5", "50.9 28.7 4.9 4.1 11.4",
		"47.8 29 5.2 2.9 15", "61.8 25.9 3.4 2.9 6", "79.4 16.4 0.9 0.4 2.8",
	}))
}

// safety is one row of answers.
func safety() Spec {
	return spec(Bars, table([]string{
		"Толық қауіпсіз", "Жеткілікті қауіпсіз", "Қауіпсіз емес", "Мүлдем қауіпсіз емес", "Жауап беруге қиналды",
	}, []string{"Өзі тұратын аудандағы қауіпсіздік"}, []string{"64 29.4 5.4 0.6 0.6"}))
}

// cities is a column of counts.
func cities() Spec {
	t := table([]string{"Тіркелген қылмыстар"}, []string{"Алматы қаласы", "Астана қаласы", "Қарағанды қаласы"}, []string{"12604", "9285", "3989"})
	t.Unit, t.Columns[0].Decimals = "жағдай", 0
	return spec(Bars, t)
}

// dynamics is the share that trusts in two waves.
func dynamics() Spec {
	return spec(Lines, table([]string{"2023 жылғы қазан–қараша", "2024 жылғы сәуір–мамыр"}, institutions, []string{
		"63.8 66", "63.1 61.6", "51.1 50.9", "46.3 47.8", "61 61.8", "77.2 79.4",
	}))
}

// twelveWaves is made up: a course for each institution, with gaps.
func twelveWaves() Spec {
	var waves []string
	for y := 2018; y < 2024; y++ {
		waves = append(waves, fmt.Sprintf("%d-1", y), fmt.Sprintf("%d-2", y))
	}
	s := spec(Lines, table(waves, institutions, []string{
		"58.1 58.9 60.2 59.4 61.0 61.7 60.8 62.2 62.9 63.3 63.8 66.0",
		"57.7 58.2 57.1 58.8 … … 60.4 61.3 60.9 62.2 63.1 61.6",
		"40.3 42.8 44.0 43.1 45.5 46.9 48.2 47.7 49.9 50.4 51.1 50.9",
		"… … … … 41.2 42.6 43.9 45.1 44.8 45.6 46.3 47.8",
		"55.5 54.9 56.3 57.0 58.4 57.8 59.1 60.0 60.7 … 61.0 …",
		"70.2 71.1 70.8 72.5 73.0 74.4 73.9 75.2 76.1 … 77.2 79.4",
	}))
	return s
}

// oddShares is a stacked chart of what charts stumble over.
func oddShares() Spec {
	return spec(Stacked, table(answers, []string{
		"Нөл", "Дерек жоқ", "Бір жауабы құпия", "Өте аз үлестер", "Тек бір жауап", "Аймақтық құқық қорғау органдарының қызметіне жалпы баға беру",
	}, []string{
		"0 0.0 0 0 0", "… … … … …", "66 x 3.0 2.3 4.6", "99.2 0.1 0.1 0.2 0.4", "100 – – – –", "20.1 20.0 20 20 20",
	}))
}

// draw draws what must be drawn.
func draw(t testing.TB, s Spec, width fonts.Length) *Picture {
	t.Helper()
	p, err := Draw(s, width)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// samples are charts that tests look at, by name.
func samples() map[string]Spec {
	longWaves := twelveWaves()
	for j := range longWaves.Table.Columns {
		c := &longWaves.Table.Columns[j]
		c.Label = c.Label[:4] + " жылғы " + []string{"сәуір–мамыр", "қазан–қараша"}[j%2]
	}
	oddLines := spec(Lines, table([]string{"2021", "2022", "2023", "2024"},
		[]string{"Бір нүкте", "Дерек жоқ", "Үзілген", "Тең", "Тең екі"},
		[]string{"… … 50.0 …", "… … … …", "48.0 … 49.0 50.0", "50.0 50.0 50.0 50.0", "50.0 50.0 50.0 50.0"}))
	oddBars := spec(Bars, table([]string{"Себеп"},
		[]string{
			"Жарықтандырудың болмауы/жеткіліксіздігі", "Жалғыз шығудан қорқу", "Қауіпсіздіктің төмен деңгейі", "Нөл", "Құпия", "Өте аз",
		}, []string{"26.7", "19.1", "19.1", "0", "x", "0.05"}))
	oddBars.Table.Columns[0].Decimals = 2
	reasons := trust()
	reasons.Kind, reasons.Column = Bars, "c0"
	seven := spec(Stacked, table([]string{
		"Толық сенемін", "Сенемін", "Сенуге бейіммін", "Бейтарап", "Сенбеуге бейіммін", "Мүлдем сенбеймін", "Жауап беруге қиналамын",
	}, []string{"Қала халқы", "Ауыл халқы"}, []string{"20.5 19.5 15 15 12 10 8", "21 23 14.1 12.9 10 9 10"}))
	six := spec(Stacked, table([]string{"Өте жақсы", "Жақсы", "Орташа", "Нашар", "Өте нашар", "Білмеймін"},
		[]string{"Қала", "Ауыл"}, []string{"20 20 20 15 15 10", "22 20 18 15 15 10"}))
	four := spec(Stacked, table([]string{"Иә", "Ішінара", "Жоқ", "Білмеймін"}, []string{"Қала", "Ауыл"}, []string{"40 30 20 10", "42 28 20 10"}))
	three := spec(Stacked, table([]string{"Иә", "Жоқ", "Білмеймін"}, []string{"Қала", "Ауыл"}, []string{"60 30 10", "52 38 10"}))
	var regions, courses []string
	for i := range 8 {
		regions = append(regions, []string{"Абай", "Ақмола", "Ақтөбе", "Алматы", "Атырау", "Батыс Қазақстан", "Жамбыл", "Жетісу"}[i]+" облысы")
		courses = append(courses, fmt.Sprintf("%d %d %d", 40+i*5, 42+i*4, 44+i*3))
	}
	eight := spec(Lines, table([]string{"2022", "2023", "2024"}, regions, courses))
	return map[string]Spec{
		"seven": seven, "six": six, "four": four, "three": three, "eight": eight,
		"trust": trust(), "safety": safety(), "cities": cities(), "dynamics": dynamics(), "twelve": twelveWaves(),
		"long": longWaves, "oddshares": oddShares(), "oddlines": oddLines, "oddbars": oddBars, "onecolumn": reasons,
	}
}
