package tables

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"
)

// What a list may have at most: a hundred thousand lines of a few short cells take some 10 MB.
const (
	maxListBytes = 32 << 20
	maxListWidth = 50
)

// A ListCell is a cell of a list. A faulty one has no text: what is wrong with
// it is told by who reads the list.
type ListCell struct {
	Text   string
	Place  Place
	Faulty bool
}

// ReadListCSV reads a plain list, such as that of the recipients of a release,
// from a CSV file in the encodings and with the delimiters of [ReadCSV]. It
// hands the lines that have something to row, up to their last cell that is not
// empty; a list of one column needs no delimiter. The cells are valid until row
// returns, their texts for good. The problems are those of the file's form and
// of its characters, all of them.
func ReadListCSV(file string, data []byte, row func([]ListCell)) []Problem {
	src, why := listText(data)
	if why != "" {
		return []Problem{{Place{File: file}, why}}
	}
	start, number := src, 1
	delimiter, rest, named := separatorLine(src)
	if named {
		start, number = rest, 2
	} else if delimiter = delimiterOf(src); delimiter == 0 {
		delimiter = ';'
	}
	return readList(&fields{
		src: src, delimiter: delimiter, most: maxListWidth,
		pos: len(src) - len(start), placed: len(src) - len(start),
		place: Place{File: file, Line: number, Column: 1},
	}, row)
}

// ReadListXLSX reads a plain list from a sheet of a workbook as [ReadListCSV]
// does from a CSV file. An empty name means the only sheet. Hidden rows and
// columns, merged cells and what is neither text nor a plain number are problems.
func ReadListXLSX(file, sheet string, data []byte, row func([]ListCell)) []Problem {
	whole := Place{File: file}
	book, err := openWorkbook(data)
	if err != nil {
		return []Problem{{whole, forList(err)}}
	}
	named, err := book.sheet(sheet)
	if err != nil {
		return []Problem{{whole, forList(err)}}
	}
	whole.Sheet = named.name
	cells, err := book.readSheet(named.part, whole, true)
	if err != nil {
		return []Problem{{whole, forList(err)}}
	}
	if len(cells.merged) > 0 { // what else is wrong follows from that
		return SortProblems(cells.problems())
	}
	return SortProblems(append(cells.problems(), readList(cells, row)...))
}

// forList says what keeps a workbook from being read in the words for a list:
// those of a table speak of what is printed.
func forList(err error) string {
	if errors.Is(err, errDamaged) {
		return err.Error()
	}
	message := err.Error()
	for _, large := range []string{"larger than", "too long", "when unzipped"} {
		if strings.Contains(message, large) {
			return "the workbook is too large for a list; " + saveAsUTF8
		}
	}
	return message
}

// readList hands over the lines of a source.
func readList(s source, row func([]ListCell)) (problems []Problem) {
	var cells []ListCell
	for {
		line, ok := s.next()
		if !ok {
			break
		}
		if line.filled == 0 {
			continue
		}
		cells = cells[:0]
		for _, f := range line.cells[:line.filled] {
			cell := ListCell{Text: f.text, Place: f.place}
			if problem := listProblem(s, f); problem != nil {
				problems = append(problems, *problem)
				cell = ListCell{Place: f.place, Faulty: true}
			}
			cells = append(cells, cell)
		}
		row(cells)
	}
	if problem := s.failure(); problem != nil {
		problem := *problem
		if problem.Message == tooWide {
			problem.Message = "this row goes on beyond the last column allowed; delete what is not of the list"
		}
		problems = append(problems, problem)
	}
	return SortProblems(problems)
}

// listProblem tells what is wrong with a cell whatever it is for.
func listProblem(s source, f field) *Problem {
	if f.fault != "" {
		return &Problem{f.place, f.fault}
	}
	if offset, why := Unprintable(f.text, false); offset >= 0 {
		return &Problem{s.placeIn(f, offset), why}
	}
	if offset, _ := lostLetter(f.text); offset >= 0 {
		return &Problem{s.placeIn(f, offset), "a question mark stands here for a letter that was lost; type the cell again, and " + saveAsUTF8}
	}
	return nil
}

// partSize is how much of a list is made text at once, in bytes.
const partSize = 1 << 20

// listText gives the text of a CSV file that may be larger than a table, in parts
// so that no second copy of it is made.
func listText(data []byte) (src, why string) {
	switch {
	case len(data) > maxListBytes:
		return "", "the file is larger than 32 MiB; a list has a line of a few short cells for each entry"
	case byteOrder(data) != nil && len(data) > maxBytes:
		return "", "a file as large as this one must be in UTF-8; " + saveAsUTF8
	case byteOrder(data) != nil:
		return csvText(data)
	}
	var all strings.Builder
	all.Grow(len(data))
	for len(data) > 0 {
		n := partOf(data)
		part, why := csvText(data[:n])
		if why == "" && all.Len() > 0 && byteOrder(data) != nil { // within a file it is no mark
			why = "the file is not CSV in UTF-8; " + saveAsUTF8
		}
		if why != "" {
			return "", why
		}
		all.WriteString(part)
		data = data[n:]
	}
	return all.String(), ""
}

// partOf gives how many bytes of a file are made text at once: whole lines, unless there is one as long.
func partOf(data []byte) int {
	if len(data) <= partSize {
		return len(data)
	}
	if end := bytes.LastIndexByte(data[:partSize], '\n'); end >= 0 {
		return end + 1
	}
	n := partSize
	for n > 1 && !utf8.RuneStart(data[n]) {
		n--
	}
	return n
}
