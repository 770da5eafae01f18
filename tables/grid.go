package tables

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a table may have at most: more is not printed in a bulletin.
const (
	maxBytes   = 8 << 20 // of its file
	maxRows    = 10_000
	maxColumns = 200
	maxCells   = 200_000
	maxLabel   = 300 // characters
)

// Options say what a release declares of a table beside its file.
type Options struct {
	ID       string
	File     string            // as named in the TOML
	Language string            // of the first labels, BCP 47; kk unless set
	Unit     string            // of the whole table
	Units    map[string]string // by column id; wins over Unit
	Decimals *int              // digits after the mark; nil: as many as the column has
	Sum      *Number           // what every row sums to
}

// A field is one cell of a file as its author typed it.
type field struct {
	text  string
	place Place
	fault string // why it can be neither a figure nor a label; told where it is read

	number *sheetNumber // of a sheet's cell that has a number; nil: text

	start  int  // in a CSV file: byte offset of the text, past the opening quotation mark
	quoted bool // in a CSV file
}

func (f *field) empty() bool { return f.text == "" && f.fault == "" }

// A line is what a file has on one of its lines or rows.
type line struct {
	cells  []field
	filled int   // cells up to the last that is not empty
	end    Place // past the last cell
}

// A source gives the lines of a table, whatever file they stand in.
type source interface {
	next() (*line, bool)                  // the line is valid until the next call
	placeIn(cell field, offset int) Place // of the character at a byte offset of a cell's text
	failure() *Problem                    // why next ended before the end
	hint(columns int) string              // what to do about a cell to the right of the last column
}

// reader fills a table from a source. What a table must have is asked here
// alone, so that a sheet and a CSV file follow the same rules.
type reader struct {
	whole    Place // of the file or sheet
	options  Options
	table    *Table
	problems []Problem
	inCells  int // how many of them are those of figures

	source source
	line   *line
	tags   []string       // of the columns of labels in other languages; "" for one with a problem
	forms  map[int]field  // by column, the first number of a sheet
	lines  map[string]int // where the id of a row, or the tag of a line of labels, was first used
}

func newReader(whole Place, o Options) *reader {
	if o.Language == "" {
		o.Language = "kk"
	}
	return &reader{
		whole: whole, options: o, lines: make(map[string]int), forms: make(map[int]field),
		table: &Table{ID: o.ID, File: o.File, Language: o.Language, Unit: o.Unit, Sum: o.Sum},
	}
}

func (r *reader) problem(p Place, message string) {
	r.problems = append(r.problems, Problem{p, message})
}

// result gives the table, or nil where more than its figures is wrong.
func (r *reader) result() (*Table, []Problem) {
	if len(r.problems) > r.inCells {
		return nil, LimitProblems(r.problems)
	}
	return r.table, LimitProblems(r.problems)
}

func (r *reader) read(s source) {
	r.source = s
	ok := r.readIDs() && r.readLabels()
	for ok && r.next() {
		switch {
		case r.line.filled == 0:
		case isLabelHead(r.line.cells[0].text):
			r.readLabelsIn()
		default:
			ok = r.readRow()
		}
	}
	if problem := s.failure(); problem != nil {
		r.problems = append(r.problems, *problem)
		return
	}
	if len(r.table.Rows) == 0 && len(r.problems) == 0 {
		r.problem(r.whole, "the table has no rows; each line after the labels is one")
	}
	r.finish()
}

func (r *reader) next() (ok bool) {
	r.line, ok = r.source.next()
	return ok
}

// first is the index of the first column of figures.
func (r *reader) first() int { return 2 + len(r.tags) }

// faulty tells what is wrong with a cell whatever it is for.
func (r *reader) faulty(cell field) bool {
	if cell.fault != "" {
		r.problem(cell.place, cell.fault)
	}
	return cell.fault != ""
}

// readIDs reads the first line.
func (r *reader) readIDs() bool {
	if !r.next() {
		return false
	}
	cells := r.line.cells[:r.line.filled]
	r.readTags(cells)
	if len(cells) <= r.first() {
		r.problem(r.lineAt(r.line.end.Line), "the table has no columns of figures; the first line has their ids after the cells for the row's id and labels, such as id;label;trust;partly")
		return false
	}
	for i, head := range [...]string{"id", "label"} {
		if cell := cells[i]; !r.faulty(cell) && cell.text != "" && cell.text != "id" && cell.text != head {
			r.problem(cell.place, "the first two columns are for the id and the label of a row; here stands nothing or "+head+", not "+quote(cell.text))
		}
	}
	if len(cells) > r.first()+maxColumns {
		r.problem(cells[r.first()+maxColumns].place, tooWide)
		return false
	}
	seen := make(map[string]bool)
	for _, cell := range cells[r.first():] {
		switch {
		case r.faulty(cell):
		case cell.text == "":
			r.problem(cell.place, "this column has no id; "+IDRule)
		case isLabelHead(cell.text):
			r.problem(cell.place, "a column of labels stands before the figures; move "+quote(cell.text)+" to the left of "+quote(cells[r.first()].text))
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
	if !r.next() {
		r.problem(r.lineAt(2), "the labels of the columns are missing; they stand on the second line")
		return false
	}
	cells := r.line.cells
	if len(cells) > 0 && !r.faulty(cells[0]) && cells[0].text != "" && cells[0].text != "id" && cells[0].text != "label" {
		r.problem(cells[0].place, "this line has the labels of the columns and begins with an empty cell or label, not "+quote(cells[0].text))
	}
	if len(cells) > 1 && !cells[1].empty() {
		r.table.Corner, r.table.CornerPlace = r.label(cells[1]), cells[1].place
	}
	for i := 2; i < min(len(cells), r.first()); i++ {
		r.noCorner(cells[i])
	}
	for i := range r.table.Columns {
		column := &r.table.Columns[i]
		if label := r.at(r.first() + i); label.empty() {
			r.problem(label.place, "the column "+quote(column.ID)+" has no label")
		} else {
			column.Label, column.LabelPlace = r.label(label), label.place
		}
	}
	r.noMore()
	return true
}

// at gives a cell of the line, an empty one past its end.
func (r *reader) at(i int) field {
	if i < len(r.line.cells) {
		return r.line.cells[i]
	}
	return field{place: r.line.end}
}

func (r *reader) lineAt(n int) Place {
	return Place{File: r.whole.File, Sheet: r.whole.Sheet, Line: n}
}

// noMore tells of cells to the right of the last column.
func (r *reader) noMore() {
	columns := len(r.table.Columns)
	for _, cell := range r.line.cells[min(len(r.line.cells), r.first()+columns):] {
		if cell.text != "" || cell.fault != "" {
			r.problem(cell.place, "this cell has no column; "+r.source.hint(columns))
			return
		}
	}
}

// label gives what is printed for a row or column. A line break in a label is a space.
func (r *reader) label(cell field) string {
	if r.faulty(cell) {
		return ""
	}
	if n := utf8.RuneCountInString(cell.text); n > maxLabel {
		r.problem(cell.place, "this label has "+strconv.Itoa(n)+" characters; 300 is the most")
		return ""
	}
	if offset, why := Unprintable(cell.text, true); offset >= 0 {
		r.problem(r.source.placeIn(cell, offset), why)
	} else if offset, why := lostLetter(cell.text); offset >= 0 {
		r.problem(r.source.placeIn(cell, offset), why)
	}
	label := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(cell.text, "\n", " "), "\t", " "))
	switch {
	case label == "":
		r.problem(cell.place, "this label is empty")
	case strings.ContainsRune("=+-@", rune(label[0])):
		r.problem(cell.place, "a label that begins with "+label[:1]+" would run as a formula when the table is opened in Excel; begin it with a letter"+dashHint(label))
	case cell.number != nil && (cell.number.percent || cell.number.value.Scale > 0):
		r.problem(cell.place, "this label is a number; give the cell the format Text and type the label as it is to be printed")
	}
	return label
}

func dashHint(label string) string {
	if label[0] == '-' {
		return " or with a dash –"
	}
	return ""
}

// readRow reads one subject and reports whether to go on.
func (r *reader) readRow() bool {
	cells := r.line.cells
	columns := len(r.table.Columns)
	if len(r.table.Rows) == maxRows || (len(r.table.Rows)+1)*columns > maxCells {
		r.problem(cells[0].place, "the table is too long: 10 000 rows and 200 000 cells are the most")
		return false
	}
	if r.line.filled <= r.first() {
		r.problem(cells[0].place, "this row has no figures; every line after the labels is a subject with its figures")
		return true
	}
	header := r.rowHeader()
	r.noMore()
	figures := make([]Cell, columns)
	told := len(r.problems)
	for i := range figures {
		figures[i] = r.figure(i)
	}
	r.inCells += len(r.problems) - told
	r.table.Rows = append(r.table.Rows, header)
	r.table.Cells = append(r.table.Cells, figures)
	return true
}

// rowHeader reads the id and the labels of a row.
func (r *reader) rowHeader() Header {
	id, label := r.at(0), r.at(1)
	header := Header{ID: id.text, Place: id.place}
	switch first := r.lines[header.ID]; {
	case r.faulty(id):
	case header.ID == "":
		r.problem(header.Place, "this row has no id; "+IDRule)
	case !IsID(header.ID):
		r.problem(header.Place, IDProblem(header.ID))
	case first > 0:
		r.problem(header.Place, "the row "+quote(header.ID)+" is there already, on line "+strconv.Itoa(first)+"; an id is used once")
	default:
		r.lines[header.ID] = header.Place.Line
	}
	if label.empty() {
		r.problem(label.place, "the row "+quote(header.ID)+" has no label")
	} else {
		header.Label, header.LabelPlace = r.label(label), label.place
	}
	for i, tag := range r.tags {
		r.setLabel(&header.Labels, tag, r.at(2+i))
	}
	return header
}

const symbolRule = "write – where the phenomenon does not occur, … where the figure is not available, x where it is confidential"

// figure reads the figure or symbol of a column on the line.
func (r *reader) figure(column int) Cell {
	f := r.at(r.first() + column)
	cell := Cell{Place: f.place}
	if r.faulty(f) {
		return cell
	}
	if f.number != nil {
		cell.Number = f.number.value
		why := f.number.problem(r.table.Columns[column], r.options)
		if why == "" {
			why = r.mixed(column, f)
		}
		if why != "" {
			r.problem(cell.Place, why)
		}
		return cell
	}
	typed, err := ParseCell(f.text)
	switch {
	case strings.Trim(f.text, " \u00a0\u202f") == "":
		r.problem(cell.Place, "the cell "+quote(r.at(0).text+"."+r.table.Columns[column].ID)+" is empty; "+symbolRule)
	case err != nil:
		r.problem(cell.Place, err.Error())
	}
	cell.Number, cell.Symbol = typed.Number, typed.Symbol
	return cell
}

// mixed tells of a plain number among percentages, or the other way round: 0.5
// beside 61,6% is likely a half.
func (r *reader) mixed(column int, f field) (why string) {
	if f.number.value.Coef == 0 {
		return ""
	}
	first, ok := r.forms[column]
	switch {
	case !ok:
		r.forms[column] = f
	case f.number.percent && !first.number.percent:
		return "this cell is a percentage and the one in row " + strconv.Itoa(first.place.Line) + " a plain number; give both one number format"
	case !f.number.percent && first.number.percent:
		return "this cell is a plain number and the one in row " + strconv.Itoa(first.place.Line) + " a percentage; give both one number format"
	}
	return ""
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
