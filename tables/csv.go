package tables

import "strings"

// ReadCSV reads a table from a CSV file in UTF-8, or in UTF-16 with its mark.
// The first line has the ids of the columns and the second their labels; every
// other line is a subject. Two columns stand before the figures: the row's id
// and its label. Labels in other languages have further columns and lines,
// headed by their language.
//
//	id;label;label.ru;trust;partly
//	label;Мекеме;;Сенеді;Ішінара сенеді
//	label.ru;;Орган;Доверяют;Частично доверяют
//	prosecutor;Прокуратура;Прокуратура;66,0;24,1
//
// Cells are parted by semicolons, commas or tabs; where by commas, a figure
// has a decimal point or stands in quotation marks. file is how problems name
// the file. Where the figures alone have problems the table comes with them, for
// its rows and columns; where anything else has, it is nil.
func ReadCSV(file string, data []byte, o Options) (*Table, []Problem) {
	whole := Place{File: file}
	r := newReader(whole, o)
	src, why := csvText(data)
	if why != "" {
		r.problem(whole, why)
		return r.result()
	}
	start, number := src, 1 // of the line of ids
	delimiter, rest, named := separatorLine(src)
	if named {
		start, number = rest, 2
	} else {
		delimiter = delimiterOf(src)
	}
	switch {
	case strings.Trim(start, " ;,\t\n") == "":
		r.problem(whole, "the file is empty; its first line has the ids of the columns, its second line their labels")
	case delimiter == 0:
		r.problem(Place{File: file, Line: 1}, "no semicolon, comma or tab parts this line; the first line has the ids of the columns, such as id;label;trust;partly")
	default:
		r.read(&fields{
			src: src, delimiter: delimiter, most: maxWidth,
			pos: len(src) - len(start), placed: len(src) - len(start),
			place: Place{File: file, Line: number, Column: 1},
		})
	}
	return r.result()
}

// separatorLine takes the line sep=; that Excel honours before all others.
func separatorLine(src string) (delimiter byte, rest string, ok bool) {
	first, rest, _ := strings.Cut(src, "\n")
	first = strings.Trim(first, `"`)
	if len(first) != len("sep=;") || !strings.EqualFold(first[:4], "sep=") || !strings.Contains(";,\t", first[4:]) {
		return 0, "", false
	}
	return first[4], rest, true
}
