package tables

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a CSV file may have at most: more is not printed in a bulletin.
const (
	maxBytes   = 8 << 20
	maxRows    = 10_000
	maxColumns = 200
	maxCells   = 200_000
	maxLabel   = 300 // characters
)

// Options say what a release declares of a table beside its file.
type Options struct {
	ID       string
	File     string            // as named in the TOML
	Unit     string            // of the whole table
	Units    map[string]string // by column id; wins over Unit
	Decimals *int              // digits after the mark; nil: as many as the column has
	Sum      *Number           // what every row sums to
}

// ReadCSV reads a table from a CSV file in UTF-8. Its first line has the ids
// of the columns and its second line their labels; every other line is a
// subject. Two columns stand before the figures: the row's id and its label.
//
//	id;;trust;partly
//	;Мекеме;Сенеді;Ішінара сенеді
//	prosecutor;Прокуратура;66,0;24,1
//
// Cells are parted by semicolons, commas or tabs; where by commas, a figure
// has a decimal point or stands in quotation marks. file is how problems name
// the file. Where the figures alone have problems the table comes with them, for
// its rows and columns; where anything else has, it is nil.
func ReadCSV(file string, data []byte, o Options) (*Table, []Problem) {
	r := &reader{file: file, options: o, table: &Table{
		ID: o.ID, File: o.File, Unit: o.Unit, Sum: o.Sum,
	}}
	if src, ok := r.source(data); ok {
		r.read(src)
	}
	if len(r.problems) > r.inCells {
		return nil, LimitProblems(r.problems)
	}
	return r.table, LimitProblems(r.problems)
}

// reader fills a table from a file.
type reader struct {
	file     string
	options  Options
	table    *Table
	problems []Problem
	inCells  int // how many of them are those of figures
	fields   fields
	lines    map[string]int // where an id of a row was first used
}

func (r *reader) problem(p Place, message string) {
	r.problems = append(r.problems, Problem{p, message})
}

// source gives the text of the file without byte-order mark and with \n alone at line ends.
func (r *reader) source(data []byte) (string, bool) {
	whole := Place{File: r.file}
	if len(data) > maxBytes {
		r.problem(whole, "the file is larger than 8 MiB; a table of a bulletin has the figures that are printed, not the data of the survey")
		return "", false
	}
	if !utf8.Valid(data) {
		r.problem(whole, "the file is not CSV in UTF-8; in Excel choose Save As and the type «CSV UTF-8 (Comma delimited)»")
		return "", false
	}
	src := SourceText(data)
	if strings.Trim(src, " ;,\t\n") == "" {
		r.problem(whole, "the file is empty; its first line has the ids of the columns, its second line their labels")
		return "", false
	}
	return src, true
}

// SourceText gives the text in which places are counted: without a byte-order
// mark, and with line ends as \n.
func SourceText(data []byte) string {
	s := strings.TrimPrefix(string(data), "\ufeff")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.ReplaceAll(s, "\r", "\n")
}

func (r *reader) read(src string) {
	delimiter := delimiterOf(src)
	if delimiter == 0 {
		r.problem(Place{File: r.file, Line: 1}, "no semicolon, comma or tab parts this line; the first line has the ids of the columns, such as id;;trust;partly")
		return
	}
	r.fields = fields{src: src, delimiter: delimiter, most: maxColumns + 2, place: Place{File: r.file, Line: 1, Column: 1}}
	ok := r.readIDs() && r.readLabels()
	for ok && r.fields.next() {
		if r.fields.filled > 0 {
			ok = r.readRow()
		}
	}
	if r.fields.problem != nil {
		r.problems = append(r.problems, *r.fields.problem)
		return
	}
	if len(r.table.Rows) == 0 && len(r.problems) == 0 {
		r.problem(Place{File: r.file}, "the table has no rows; each line after the second is one")
	}
	r.finish()
}

// readIDs reads the first line.
func (r *reader) readIDs() bool {
	if !r.fields.next() {
		return false
	}
	row := r.fields.row[:r.fields.filled]
	if len(row) < 3 {
		r.problem(Place{File: r.file, Line: 1}, "the table has no columns of figures; the first line has their ids after two cells for the row's id and label, such as id;;trust;partly")
		return false
	}
	for i, cell := range row[:2] {
		if cell.text != "" && cell.text != "id" && !(i == 1 && cell.text == "label") {
			r.problem(cell.place, "the first two columns are for the id and the label of a row; here stands nothing or id, not "+quote(cell.text))
		}
	}
	seen := make(map[string]bool)
	for _, cell := range row[2:] {
		switch {
		case cell.text == "":
			r.problem(cell.place, "this column has no id; "+IDRule)
		case !IsID(cell.text):
			r.problem(cell.place, IDProblem(cell.text))
		case seen[cell.text]:
			r.problem(cell.place, "the column "+quote(cell.text)+" is there already; an id is used once")
		}
		seen[cell.text] = true
		r.table.Columns = append(r.table.Columns, Column{
			Header: Header{ID: cell.text, Place: cell.place},
			Unit:   r.unit(cell.text),
		})
	}
	return true
}

func (r *reader) unit(column string) string {
	if unit, ok := r.options.Units[column]; ok {
		return unit
	}
	return r.options.Unit
}

// readLabels reads the second line.
func (r *reader) readLabels() bool {
	if !r.fields.next() {
		r.problem(Place{File: r.file, Line: 2}, "the labels of the columns are missing; they stand on the second line")
		return false
	}
	row := r.fields.row
	if len(row) > 0 && row[0].text != "" && row[0].text != "id" {
		r.problem(row[0].place, "this line has the labels of the columns and begins with an empty cell, not "+quote(row[0].text))
	}
	if len(row) > 1 && row[1].text != "" {
		r.table.Corner, r.table.CornerPlace = r.label(row[1]), row[1].place
	}
	for i := range r.table.Columns {
		column := &r.table.Columns[i]
		if i+2 >= len(row) || row[i+2].text == "" {
			r.problem(r.placeOf(row, i+2), "the column "+quote(column.ID)+" has no label")
			continue
		}
		column.Label, column.LabelPlace = r.label(row[i+2]), row[i+2].place
	}
	r.noMore(row)
	return true
}

// noMore tells of cells to the right of the last column.
func (r *reader) noMore(row []field) {
	for _, cell := range row[min(len(row), len(r.table.Columns)+2):] {
		if cell.text == "" {
			continue
		}
		message := "this cell has no column; the first line has " + plural(len(r.table.Columns), "column") + " of figures"
		if r.fields.delimiter == ',' {
			message += ", and a decimal comma stands in quotation marks: \"61,6\""
		}
		r.problem(cell.place, message)
		return
	}
}

// placeOf gives the place of a cell, or of the row's end where the row is too short.
func (r *reader) placeOf(row []field, i int) Place {
	if i < len(row) {
		return row[i].place
	}
	return r.fields.end
}

// label gives what is printed for a row or column. A line break in a quoted label is a space.
func (r *reader) label(cell field) string {
	if n := utf8.RuneCountInString(cell.text); n > maxLabel {
		r.problem(cell.place, "this label has "+strconv.Itoa(n)+" characters; 300 is the most")
		return ""
	}
	if offset, why := Unprintable(cell.text, true); offset >= 0 {
		r.problem(r.fields.placeIn(cell, offset), why)
	}
	label := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(cell.text, "\n", " "), "\t", " "))
	if label == "" {
		r.problem(cell.place, "this label is empty")
	}
	return label
}

// readRow reads one subject and reports whether to go on.
func (r *reader) readRow() bool {
	row := r.fields.row
	columns := len(r.table.Columns)
	if len(r.table.Rows) == maxRows || (len(r.table.Rows)+1)*columns > maxCells {
		r.problem(row[0].place, "the table is too long: 10 000 rows and 200 000 cells are the most")
		return false
	}
	if r.fields.filled <= 2 {
		r.problem(row[0].place, "this row has no figures; every line after the second is a subject with its figures")
		return true
	}
	header := r.rowHeader(row)
	r.noMore(row)
	cells := make([]Cell, columns)
	told := len(r.problems)
	for i := range cells {
		cells[i] = r.cell(row, i+2)
	}
	r.inCells += len(r.problems) - told
	r.table.Rows = append(r.table.Rows, header)
	r.table.Cells = append(r.table.Cells, cells)
	return true
}

// rowHeader reads the first two cells of a row.
func (r *reader) rowHeader(row []field) Header {
	header := Header{ID: row[0].text, Place: row[0].place}
	if r.lines == nil {
		r.lines = make(map[string]int)
	}
	switch first := r.lines[header.ID]; {
	case header.ID == "":
		r.problem(header.Place, "this row has no id; "+IDRule)
	case !IsID(header.ID):
		r.problem(header.Place, IDProblem(header.ID))
	case first > 0:
		r.problem(header.Place, "the row "+quote(header.ID)+" is there already, on line "+strconv.Itoa(first)+"; an id is used once")
	default:
		r.lines[header.ID] = header.Place.Line
	}
	if len(row) < 2 || row[1].text == "" {
		r.problem(r.placeOf(row, 1), "the row "+quote(header.ID)+" has no label")
	} else {
		header.Label, header.LabelPlace = r.label(row[1]), row[1].place
	}
	return header
}

const symbolRule = "write – where the phenomenon does not occur, … where the figure is not available, x where it is confidential"

// cell reads a figure or a symbol.
func (r *reader) cell(row []field, i int) Cell {
	cell := Cell{Place: r.placeOf(row, i)}
	text := ""
	if i < len(row) {
		text = strings.Trim(row[i].text, " \u00a0\u202f")
	}
	switch text {
	case "":
		r.problem(cell.Place, "the cell "+r.cellName(row, i)+" is empty; "+symbolRule)
	case string(Absent), string(NotAvailable), string(Confidential):
		cell.Symbol = Symbol(text)
	case "-", "—", "−":
		r.problem(cell.Place, quote(text)+" is not a figure; "+symbolRule)
	case "...", "..":
		r.problem(cell.Place, quote(text)+" is not a figure; the one character … says that it is not available")
	case "X", "х", "Х": // the last two are Cyrillic
		r.problem(cell.Place, quote(text)+" is not a figure; a small Latin x says that it is confidential")
	default:
		number, err := ParseNumber(text)
		if err != nil {
			r.problem(cell.Place, err.Error())
		}
		cell.Number = number
	}
	return cell
}

// cellName names a cell by its row and column.
func (r *reader) cellName(row []field, i int) string {
	return quote(row[0].text + "." + r.table.Columns[i-2].ID)
}

// finish gives every column its decimals.
func (r *reader) finish() {
	t := r.table
	t.scales = t.columnScales()
	for i := range t.Columns {
		t.Columns[i].Decimals = t.scales[i]
		if r.options.Decimals != nil {
			t.Columns[i].Decimals = *r.options.Decimals
		}
	}
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
