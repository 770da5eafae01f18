package tables

import (
	"strconv"
	"strings"
	"time"
)

// A Book is what a workbook for publication holds: the tables of a release in
// the words of one edition.
type Book struct {
	Language  string // BCP 47
	Title     string
	Creator   string // the issuing body
	Published time.Time
	Corrected time.Time // when it was last; zero: never
	Grouping  bool      // part thousands

	Cover    string // name of the cover's sheet
	About    []Line // below the title: series, issuing body, period, day of publication
	Notice   []Line // what was corrected; the first line is its heading
	Contact  []Line // whom to ask; the first line is its heading
	Contents string // heading of the list of sheets
	Notes    string // heading of the list of notes
	Heads    ListHeads

	Sheets []Sheet
}

// A Line is a line of the cover.
type Line struct {
	Text string
	Link string // an address; empty: none
}

// ListHeads are the headings of the columns of the cover's two lists.
type ListHeads struct {
	Holds string // what a sheet holds
	Note  string
	Sheet string // its name
}

// A Sheet is one table of a Book.
type Sheet struct {
	Title  string
	Notes  []string // unit and period, source, symbols: a line of the cover each
	Corner string   // heading of the column of subjects
	Heads  []string // of the columns of figures, with their units
	Table  *Table   // labels in the language of the Book
}

// WriteXLSX gives the workbook: a cover, then one sheet for each table, which
// starts at A1 and has nothing else. The same Book gives the same bytes.
//
// It keeps the rules of the UK Government Analysis Function for releasing
// statistics in spreadsheets: tables are marked as tables, with one row of
// unlike heads; no cell is merged, hidden or empty; notes stand in a list on
// the cover and nothing below a table; figures are numbers; no filters, frozen
// panes or fills. excelize writes a filter into every table and cannot mark
// headings or guard text, so the parts of the file are written here.
func WriteXLSX(b *Book) ([]byte, error) {
	names := b.sheetNames()
	w := workbook{book: b}
	w.pages = append(w.pages, b.cover(names))
	for i := range b.Sheets {
		w.pages = append(w.pages, b.Sheets[i].page(names[i], b.Grouping))
	}
	return w.bytes()
}

// A page is a sheet of the workbook as it is written.
type page struct {
	name   string
	widths []int // of the columns, in hundredths of a digit
	rows   []pageRow
	marked []markedTable
}

type pageRow struct {
	cells  []pageCell
	spaced bool // has room above, in the place of an empty row
}

// A pageCell has a text or a number.
type pageCell struct {
	text   string
	number string // with a decimal point; empty: the cell is text
	look   look
	place  string // a link within the workbook: 'trust'!A1
	url    string // a link out of it
}

// A markedTable is a range that is marked as a table: from row first (from 1),
// column A, through the rows of figures or text below its heads.
type markedTable struct {
	name        string
	first, rows int
	heads       []string
}

// sheetNames gives each table's sheet a name after its id that Excel takes: 31
// characters at most, unlike all others in any case of letters, and not
// History, which Excel keeps for itself.
func (b *Book) sheetNames() []string {
	const most = 31
	taken := map[string]bool{strings.ToLower(b.Cover): true, "history": true}
	names := make([]string, len(b.Sheets))
	for i := range b.Sheets {
		id := b.Sheets[i].Table.ID
		name := id[:min(len(id), most)]
		for n := 2; taken[name]; n++ {
			suffix := "_" + strconv.Itoa(n)
			name = id[:min(len(id), most-len(suffix))] + suffix
		}
		taken[name], names[i] = true, name
	}
	return names
}

// coverText is the width of the cover's column of text.
const coverText = 84_00

// cover gives the first sheet. Column A has all that is to be read in order;
// column B names the sheet that a line of a list is about.
func (b *Book) cover(names []string) page {
	p := page{name: b.Cover, widths: []int{coverText, textWidth(b.Heads.Sheet, true) + beside}}
	for _, name := range names {
		p.widths[1] = max(p.widths[1], textWidth(name, false)+beside)
	}
	p.add(pageRow{cells: []pageCell{{text: b.Title, look: look{kind: titleKind}}}})
	p.addLines(b.About)
	for _, part := range [][]Line{b.Notice, b.Contact} {
		if len(part) > 0 {
			p.addHeading(part[0].Text)
			p.addLines(part[1:])
		}
	}
	if len(b.Sheets) == 0 {
		return p
	}
	var contents, notes [][2]pageCell
	for i, s := range b.Sheets {
		name := textCell(names[i])
		contents = append(contents, [2]pageCell{{text: s.Title, look: look{kind: linkKind}, place: "'" + names[i] + "'!A1"}, name})
		for _, note := range s.Notes {
			notes = append(notes, [2]pageCell{textCell(note), name})
		}
	}
	p.addList("contents", b.Contents, b.Heads.Holds, b.Heads.Sheet, contents)
	if len(notes) > 0 {
		p.addList("notes", b.Notes, b.Heads.Note, b.Heads.Sheet, notes)
	}
	return p
}

func textCell(s string) pageCell { return pageCell{text: s, look: look{kind: textKind}} }

func (p *page) add(r pageRow) { p.rows = append(p.rows, r) }

func (p *page) addHeading(s string) {
	p.add(pageRow{cells: []pageCell{{text: s, look: look{kind: headingKind}}}, spaced: true})
}

func (p *page) addLines(lines []Line) {
	for _, line := range lines {
		cell := textCell(line.Text)
		if line.Link != "" {
			cell.look.kind, cell.url = linkKind, line.Link
		}
		p.add(pageRow{cells: []pageCell{cell}})
	}
}

// addList adds a heading and a marked table of two columns.
func (p *page) addList(name, heading, text, sheet string, lines [][2]pageCell) {
	p.addHeading(heading)
	heads := unlike([]string{text, sheet})
	p.marked = append(p.marked, markedTable{name: name, first: len(p.rows) + 1, rows: len(lines), heads: heads})
	p.add(headRow(heads, headKind))
	for _, line := range lines {
		p.add(pageRow{cells: line[:]})
	}
}

// headRow gives the row of heads; those after the first are set as kind says.
func headRow(heads []string, kind kind) pageRow {
	row := pageRow{cells: make([]pageCell, len(heads))}
	for i, head := range heads {
		row.cells[i] = pageCell{text: head, look: look{kind: kind}}
	}
	row.cells[0].look.kind = headKind
	return row
}

// page gives the sheet of a table.
func (s *Sheet) page(name string, grouping bool) page {
	t, heads := s.Table, s.heads()
	p := page{name: name, widths: s.widths(heads, grouping)}
	p.marked = []markedTable{{name: "table_" + name, first: 1, rows: len(t.Rows), heads: heads}}
	p.add(headRow(heads, figureHeadKind))
	for i := range t.Rows {
		row := pageRow{cells: make([]pageCell, 0, len(heads))}
		row.cells = append(row.cells, textCell(t.Rows[i].Label))
		for j := range t.Columns {
			row.cells = append(row.cells, figureCell(t.Cells[i][j], t.Columns[j].Decimals, grouping))
		}
		p.add(row)
	}
	return p
}

// figureCell gives a figure with the decimals that pages print, or its symbol.
func figureCell(c Cell, decimals int, grouping bool) pageCell {
	cell := pageCell{look: look{kind: figureKind}}
	if !c.IsNumber() {
		cell.text = string(c.Symbol)
		return cell
	}
	cell.number = c.Number.Round(decimals).String()
	cell.look.format = numberFormat(decimals, grouping)
	return cell
}

// numberFormat gives the format code of a spreadsheet: 0.0, #,##0.
func numberFormat(decimals int, grouping bool) string {
	format := "0"
	if grouping {
		format = "#,##0"
	}
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	return format
}

// heads gives the heads of all columns, no two alike.
func (s *Sheet) heads() []string {
	return unlike(append([]string{s.Corner}, s.Heads...))
}

// longestHead is how many characters Excel allows a head of a marked table,
// less room for the number that unlike may put behind it.
const longestHead = 245

// unlike puts a number behind a head that stands there already, and shortens
// one that is too long. Excel offers to repair a table of like heads, in any
// case of letters, and drops its mark.
func unlike(heads []string) []string {
	taken := make(map[string]bool, len(heads))
	for i, head := range heads {
		if runes := []rune(head); len(runes) > longestHead {
			head = string(runes[:longestHead-1]) + "…"
		}
		heads[i] = head
		for n := 2; taken[strings.ToLower(heads[i])]; n++ {
			heads[i] = head + " (" + strconv.Itoa(n) + ")"
		}
		taken[strings.ToLower(heads[i])] = true
	}
	return heads
}
