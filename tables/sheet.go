package tables

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetCells are the cells of a sheet that have something, row by row. It is
// the source of a table as a CSV file is.
type sheetCells struct {
	whole         Place
	cells         []field
	width, height int // the last column and row with something
	hiddenRows    []int
	hiddenColumns []span
	merged        []mergedArea

	line   line
	pos    int
	failed *Problem
}

// A span is a run of rows or columns; both ends belong to it.
type span struct{ from, to int }

// A mergedArea is a rectangle of cells joined to one.
type mergedArea struct {
	name        string // A1:C2
	row, column int    // of its first cell
}

// sheetReader reads the XML of one sheet.
type sheetReader struct {
	book        *openedBook
	decoder     *xml.Decoder
	out         *sheetCells
	rounded     bool
	row, column int // of the cell read last
	hidden      bool
}

// readSheet reads the sheet in a part of the workbook. rounded is as in readSheetNumber.
func (b *openedBook) readSheet(part string, whole Place, rounded bool) (*sheetCells, error) {
	data, ok := b.part(part)
	if !ok || b.readStrings() != nil {
		return nil, errDamaged
	}
	s := &sheetReader{
		book: b, decoder: newDecoder(data), rounded: rounded,
		out: &sheetCells{whole: whole},
	}
	if err := s.read(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(s.out.cells, func(a, b field) int {
		return cmp.Or(cmp.Compare(a.place.Line, b.place.Line), cmp.Compare(a.place.Column, b.place.Column))
	})
	s.out.cells = slices.CompactFunc(s.out.cells, func(a, b field) bool { return a.place == b.place })
	slices.Sort(s.out.hiddenRows)
	return s.out, nil
}

func (s *sheetReader) read() error {
	for {
		token, err := s.decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errDamaged
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "col":
			err = s.readColumns(start)
		case "row":
			err = s.readRow(start)
		case "c":
			err = s.readCell(start)
		case "mergeCell":
			s.readMerged(start)
		}
		if err != nil {
			return err
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func (s *sheetReader) readColumns(e xml.StartElement) error {
	if !isTrue(attribute(e, "hidden")) {
		return nil
	}
	from, err := strconv.Atoi(attribute(e, "min"))
	to, err2 := strconv.Atoi(attribute(e, "max"))
	if err != nil || err2 != nil {
		return errDamaged
	}
	if len(s.out.hiddenColumns) < maxWidth {
		s.out.hiddenColumns = append(s.out.hiddenColumns, span{from, to})
	}
	return nil
}

func (s *sheetReader) readRow(e xml.StartElement) error {
	s.row, s.column = s.row+1, 0
	if number := attribute(e, "r"); number != "" {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > excelize.TotalRows {
			return errDamaged
		}
		s.row = n
	}
	s.hidden = isTrue(attribute(e, "hidden"))
	return nil
}

func (s *sheetReader) readMerged(e xml.StartElement) {
	const most = 50 // as many as are told
	name := attribute(e, "ref")
	from, to, _ := strings.Cut(name, ":")
	column, row, err := excelize.CellNameToCoordinates(from)
	if err == nil && from != to && column <= s.out.width && row <= s.out.height && len(s.out.merged) < most {
		s.out.merged = append(s.out.merged, mergedArea{name, row, column})
	}
}

// sheetCell is the element c (ECMA-376 part 1, section 18.3.1.4).
type sheetCell struct {
	Ref     string    `xml:"r,attr"`
	Style   int       `xml:"s,attr"`
	Type    string    `xml:"t,attr"`
	Formula *struct{} `xml:"f"`
	Value   *string   `xml:"v"`
	Inline  *richText `xml:"is"`
}

func (s *sheetReader) readCell(e xml.StartElement) error {
	var c sheetCell
	if s.decoder.DecodeElement(&c, &e) != nil {
		return errDamaged
	}
	s.column++
	if c.Ref != "" {
		column, row, err := excelize.CellNameToCoordinates(c.Ref)
		if err != nil {
			return errDamaged
		}
		s.column, s.row = column, row
	}
	cell, err := s.field(&c)
	if err != nil || cell.empty() {
		return err
	}
	cell.place = s.out.whole
	cell.place.Line, cell.place.Column = s.row, s.column
	s.out.cells = append(s.out.cells, cell)
	s.out.width, s.out.height = max(s.out.width, s.column), max(s.out.height, s.row)
	// The ids of the columns may be hidden from view.
	if n := len(s.out.hiddenRows); s.hidden && s.row > 1 && (n == 0 || s.out.hiddenRows[n-1] != s.row) {
		s.out.hiddenRows = append(s.out.hiddenRows, s.row)
	}
	if len(s.out.cells) > maxCells+maxRows*(maxWidth-maxColumns) {
		return errors.New("the sheet is too long: 10 000 rows and 200 000 cells are the most that a table has")
	}
	return nil
}

// field gives what a cell has; its place is not known yet.
func (s *sheetReader) field(c *sheetCell) (field, error) {
	value := ""
	if c.Value != nil {
		value = *c.Value
	}
	if c.Formula != nil && (c.Value == nil || value == "" && c.Type != "str" || s.book.uncalculated) {
		return field{fault: "the formula in this cell has no value yet; open the workbook in Excel and save it, so that it is calculated"}, nil
	}
	switch c.Type {
	case "", "n":
		if value == "" {
			return field{}, nil
		}
		return s.number(strings.TrimSpace(value), c.Style)
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(s.book.strings) {
			return field{}, errDamaged
		}
		return textField(s.book.strings[i]), nil
	case "inlineStr":
		if c.Inline == nil {
			return field{}, nil
		}
		return textField(c.Inline.String()), nil
	case "str":
		return textField((&richText{Text: []string{value}}).String()), nil
	case "b":
		return field{fault: "this cell is TRUE or FALSE, not a figure; type the figure, or give the cell the format Text and type the word"}, nil
	case "e":
		return field{fault: "this cell is the error " + quote(value) + "; mend its formula, or, in place of a figure, " + symbolRule}, nil
	case "d":
		return field{fault: "this cell is a date; give it the format Text and type it as it is to be printed"}, nil
	}
	return field{}, errDamaged
}

func (s *sheetReader) number(stored string, style int) (field, error) {
	format, err := s.book.format(style)
	if err != nil {
		return field{}, err
	}
	number, fault := readSheetNumber(stored, format, s.rounded)
	if fault != "" {
		return field{fault: fault}, nil
	}
	return field{text: number.value.String(), number: number}, nil
}

// textField gives a cell of text, without spaces at its ends as an unquoted one of a CSV file.
func textField(s string) field { return field{text: strings.Trim(s, " \u00a0\n")} }

// problems tells of what a CSV file cannot have: merged cells, hidden rows and columns.
func (c *sheetCells) problems() []Problem {
	var problems []Problem
	for _, m := range c.merged {
		problems = append(problems, Problem{c.at(m.row, m.column), "the cells " + m.name + " are merged; in Excel choose Unmerge Cells and fill each"})
	}
	for _, rows := range runs(c.hiddenRows) {
		problems = append(problems, Problem{c.at(rows.from, 0), hiddenMessage("row", strconv.Itoa(rows.from), strconv.Itoa(rows.to))})
	}
	for _, columns := range c.hiddenColumns {
		// The ids of the rows may be hidden from view.
		if from, to := max(columns.from, 2), min(columns.to, c.width); from <= to {
			problems = append(problems, Problem{c.at(1, from), hiddenMessage("column", columnName(from), columnName(to))})
		}
	}
	return problems
}

func hiddenMessage(what, from, to string) string {
	if from == to {
		return "the " + what + " " + from + " is hidden; show it, or delete it if it is not of the table"
	}
	return "the " + what + "s " + from + " to " + to + " are hidden; show them, or delete them if they are not of the table"
}

// runs joins neighbours; the rows come sorted.
func runs(rows []int) []span {
	var spans []span
	for _, row := range rows {
		if n := len(spans); n > 0 && spans[n-1].to == row-1 {
			spans[n-1].to = row
		} else {
			spans = append(spans, span{row, row})
		}
	}
	return spans
}

func (c *sheetCells) at(row, column int) Place {
	p := c.whole
	p.Line, p.Column = row, column
	return p
}

// next gives the next row with something, as wide as the sheet.
func (c *sheetCells) next() (*line, bool) {
	if c.pos == len(c.cells) || c.failed != nil {
		return nil, false
	}
	row, width := c.cells[c.pos].place.Line, min(c.width, maxWidth)
	c.line.cells = c.line.cells[:0]
	for column := range width {
		c.line.cells = append(c.line.cells, field{place: c.at(row, column+1)})
	}
	for ; c.pos < len(c.cells) && c.cells[c.pos].place.Line == row; c.pos++ {
		cell := c.cells[c.pos]
		column := cell.place.Column
		if column > width {
			c.failed = &Problem{cell.place, tooWide}
			return nil, false
		}
		c.line.cells[column-1], c.line.filled = cell, column
	}
	c.line.end = c.at(row, width+1)
	return &c.line, true
}

func (c *sheetCells) failure() *Problem { return c.failed }

// placeIn gives the cell: that is as near as the user can be led.
func (c *sheetCells) placeIn(cell field, _ int) Place { return cell.place }

func (c *sheetCells) hint(columns int) string {
	return "the first row has " + plural(columns, "column") + " of figures"
}
