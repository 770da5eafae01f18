package mail

import (
	"bytes"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bulletin/tables"
)

// A Recipient is one person who is written to.
type Recipient struct {
	Address  string // as typed; one is the same whatever its capitals
	Name     string
	Language string // BCP 47, of an edition; the first one's unless set
	Group    string // empty: none
	Place    tables.Place
}

// Key is what makes a recipient the same in every list: the address in small
// letters, with its domain in ASCII (IDNA).
func (r *Recipient) Key() string { return addressKey(r.Address) }

// What the list of recipients and its cells may have at most.
const (
	maxListFile  = 32 << 20 // bytes
	maxRoom      = 100_000  // recipients that room is made for beforehand
	maxName      = 200      // characters
	maxToldFault = 1000     // of one list
)

// The columns of the list.
const (
	columnAddress  = "address"
	columnName     = "name"
	columnLanguage = "language"
	columnGroup    = "group"
	columnNote     = "note" // for who keeps the list; it is not read
)

// columnOf gives the column that a head names, in English, Kazakh or Russian.
func columnOf(head string) string {
	switch strings.ToLower(strings.TrimSpace(head)) {
	case "address", "email", "e-mail", "мекенжай", "пошта", "электрондық пошта", "адрес", "почта", "электронная почта":
		return columnAddress
	case "name", "аты", "аты-жөні", "имя", "фио":
		return columnName
	case "language", "тіл", "тілі", "язык":
		return columnLanguage
	case "group", "топ", "тобы", "группа":
		return columnGroup
	case "note", "ескерту", "ескертпе", "примечание":
		return columnNote
	}
	return ""
}

// columnNames are those that a misspelt head is compared with.
func columnNames() []string {
	return []string{"address", "мекенжай", "адрес", "name", "аты", "имя", "language", "тілі", "язык", "group", "тобы", "группа", "note", "ескерту", "примечание"}
}

const headRule = "the first line names the columns: address, and where there are such name, language, group, note"

// A roll reads the list of recipients.
type roll struct {
	place     tables.Place // of the file
	sheet     bool         // it is a workbook's
	languages []string     // of the editions, the first one's first
	groups    []string     // sorted

	columns    []string
	recipients []Recipient
	keys       map[string]int32 // where in recipients an address is
	problems   []tables.Problem
}

// readRecipients reads the recipients in a file of mail/, or a sheet of a
// workbook there, and tells everything that is wrong.
func (l *loader) readRecipients(languages []string) ([]Recipient, []tables.Problem) {
	name := l.settings.Recipients.Value
	if name == "" {
		return nil, nil // told already
	}
	book, sheet, isBook := tables.SplitWorkbook(name)
	file := name
	if isBook {
		file = book
	}
	data, problem := l.read(file, maxListFile)
	if problem != "" {
		l.problem(l.settings.Recipients.Place(), problem)
		return nil, nil
	}
	r := &roll{
		place: tables.Place{File: l.shown(file)}, sheet: isBook,
		languages: languages, groups: slices.Sorted(maps.Keys(l.settings.Groups)),
	}
	lines := min(bytes.Count(data, []byte("\n")), maxRoom)
	r.recipients, r.keys = make([]Recipient, 0, lines), make(map[string]int32, lines)
	if isBook {
		r.problems = append(tables.ReadListXLSX(r.place.File, sheet, data, r.row), r.problems...)
	} else {
		r.problems = append(tables.ReadListCSV(r.place.File, data, r.row), r.problems...)
	}
	if len(r.recipients) == 0 && len(r.problems) == 0 {
		r.problem(r.place, "there are no recipients; "+headRule+", and each line after it is one recipient")
	}
	for i := range r.problems { // the words for a table of figures
		r.problems[i].Message = strings.ReplaceAll(r.problems[i].Message, `by file = "book.xlsx#Sheet"`, `by recipients = "book.xlsx#Sheet"`)
	}
	return r.recipients, limitFaults(r.problems)
}

// limitFaults tells all faults of a list, unless there are so many that
// something else than its lines is wrong.
func limitFaults(ps []tables.Problem) []tables.Problem {
	ps = tables.SortProblems(ps)
	if len(ps) <= maxToldFault {
		return ps
	}
	more := tables.Problem{Place: ps[maxToldFault].Place, Message: "and " + strconv.Itoa(len(ps)-maxToldFault) + " more problems in this file"}
	return append(ps[:maxToldFault:maxToldFault], more)
}

func (r *roll) problem(p tables.Place, message string) {
	r.problems = append(r.problems, tables.Problem{Place: p, Message: message})
}

// row takes a line of the list, the first of which has the heads.
func (r *roll) row(cells []tables.ListCell) {
	if r.columns == nil {
		r.heads(cells)
		return
	}
	at := slices.Index(r.columns, columnAddress)
	if at < 0 {
		return // that is told once
	}
	one := Recipient{Language: r.languages[0], Place: cells[0].Place}
	for i, cell := range cells {
		switch {
		case i < len(r.columns):
			if !cell.Faulty {
				r.set(&one, r.columns[i], cell)
			}
		case cell.Text != "":
			r.problem(cell.Place, "this cell has no column; text that has a semicolon or comma in it stands in quotation marks")
			return
		}
	}
	switch {
	case at < len(cells) && cells[at].Faulty:
	case one.Address == "":
		one.Place.Column = 0
		r.problem(one.Place, "there is no address here; write one, or delete the "+r.line())
	default:
		r.add(one)
	}
}

// line is what the list has its recipients on.
func (r *roll) line() string {
	if r.sheet {
		return "row"
	}
	return "line"
}

// heads takes the line that names the columns.
func (r *roll) heads(cells []tables.ListCell) {
	r.columns = make([]string, len(cells))
	for i, cell := range cells {
		column := columnOf(cell.Text)
		switch {
		case cell.Faulty:
		case cell.Text == "":
			r.problem(cell.Place, "this column has no name; "+headRule)
		case column == "" && strings.Contains(cell.Text, "@"):
			r.problem(cell.Place, "here stands an address; "+headRule)
		case column == "":
			r.problem(cell.Place, "unknown column "+strconv.Quote(shown(cell.Text))+tables.Hint(cell.Text, columnNames())+"; "+headRule)
		case column != columnNote && slices.Contains(r.columns, column):
			r.problem(cell.Place, "there is a column "+column+" already, "+strconv.Quote(cells[slices.Index(r.columns, column)].Text))
			column = ""
		}
		r.columns[i] = column
	}
	if !slices.Contains(r.columns, columnAddress) && len(r.problems) == 0 {
		place := cells[0].Place
		place.Column = 0
		r.problem(place, "there is no column of addresses; "+headRule)
	}
}

// set takes what a cell says of a recipient.
func (r *roll) set(one *Recipient, column string, cell tables.ListCell) {
	switch column {
	case columnAddress:
		one.Address, one.Place = cell.Text, cell.Place
	case columnName:
		if n := utf8.RuneCountInString(cell.Text); n > maxName {
			r.problem(cell.Place, "this name has "+strconv.Itoa(n)+" characters; "+strconv.Itoa(maxName)+" is the most")
		}
		one.Name = cell.Text
	case columnLanguage:
		if language, ok := r.oneOf(cell, "language", r.languages, "the release has editions in "); ok {
			one.Language = language
		}
	case columnGroup:
		one.Group, _ = r.oneOf(cell, "group", r.groups, "known are ")
	}
}

// oneOf gives the word of a few that a cell has, where it has one.
func (r *roll) oneOf(cell tables.ListCell, what string, words []string, known string) (string, bool) {
	if cell.Text == "" {
		return "", false
	}
	for _, word := range words { // not the cell's text, which would take memory for each recipient
		if strings.EqualFold(word, cell.Text) {
			return word, true
		}
	}
	known += strings.Join(words, ", ")
	if len(words) == 0 {
		known = SettingsFile + " has no groups"
	}
	r.problem(cell.Place, "unknown "+what+" "+strconv.Quote(shown(cell.Text))+tables.Hint(cell.Text, words)+"; "+known)
	return "", false
}

// add takes a recipient whose address is right, once.
func (r *roll) add(one Recipient) {
	if err := CheckAddress(one.Address); err != nil {
		r.problem(one.Place, err.Error())
		return
	}
	key := one.Key()
	first, ok := r.keys[key]
	if !ok {
		r.keys[key] = int32(len(r.recipients))
		r.recipients = append(r.recipients, one)
		return
	}
	other := &r.recipients[first]
	message := "this address is on " + r.line() + " " + strconv.Itoa(other.Place.Line) + " already"
	if other.Address != one.Address {
		message += ", written as " + other.Address
	}
	r.problem(one.Place, message+"; delete one of the two, each recipient is written to once")
}

// readNever reads the list of addresses that are never to be written to, one a line; # begins a comment.
func (l *loader) readNever() (map[string]bool, []tables.Problem) {
	name := l.settings.Never.Value
	if name == "" {
		return nil, nil
	}
	data, problem := l.read(name, maxListFile)
	if problem != "" {
		l.problem(l.settings.Never.Place(), problem)
		return nil, nil
	}
	place := tables.Place{File: l.shown(name)}
	text := tables.SourceText(data)
	if !utf8.ValidString(text) {
		return nil, []tables.Problem{{Place: place, Message: "this is not UTF-8; save the file with the encoding UTF-8"}}
	}
	var problems []tables.Problem
	keys := make(map[string]bool)
	for number, address := range AddressLines(text) {
		place.Line = number
		if err := CheckAddress(address); err != nil {
			problems = append(problems, tables.Problem{Place: place, Message: err.Error()})
			continue
		}
		keys[addressKey(address)] = true
	}
	return keys, limitFaults(problems)
}

// AddressLines gives the addresses of a text, one a line, with the numbers of their
// lines; # at the start of a line or after a space begins a comment.
func AddressLines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		number := 0
		for line := range strings.Lines(text) {
			number++
			address, _, _ := strings.Cut(" "+strings.ReplaceAll(line, "\t", " "), " #") // an address may have one within
			if address = strings.TrimSpace(address); address != "" && !yield(number, address) {
				return
			}
		}
	}
}

// Forbids reports whether a recipient is on the settings' list of addresses that
// are never to be written to.
func (s *Settings) Forbids(r *Recipient) bool { return s.never[r.Key()] }
