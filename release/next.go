package release

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"bulletin"
	"bulletin/config"
	"bulletin/locale"
	"bulletin/report/layout"
	"bulletin/tables"
)

// NextWave guesses the wave after one that is numbered within its year, two a
// year: 2024-2 after 2024-1, 2025-1 after 2024-2. It is empty where the name is another.
func NextWave(wave string) string {
	year, number, found := strings.Cut(wave, "-")
	y, err := strconv.Atoi(year)
	if n, bad := strconv.Atoi(number); found && err == nil && bad == nil && len(year) == 4 {
		if n == 1 {
			return year + "-2"
		}
		return strconv.Itoa(y+1) + "-1"
	}
	return ""
}

// Next writes the release that follows the one in old to a folder, which must
// be new or empty: its words are kept, its figures emptied, and the wave of old
// is added to the table of waves with the digest of its source. Title, issuer
// and languages of s are not looked at: they are old's. A period that s leaves
// out is left empty. It gives the places in the new folder that may still speak
// of the old wave.
func Next(old, folder string, s Start) ([]tables.Problem, error) {
	r, err := Old(old)
	if err != nil {
		return nil, err
	}
	if err := s.check(true); err != nil {
		return nil, err
	}
	n := &next{release: r, start: s, files: map[string][]byte{}}
	if s.Wave == n.first().Wave.Value {
		return nil, fmt.Errorf("the release in %s is wave %s itself; name the next one", old, s.Wave)
	}
	if err := n.words(); err != nil {
		return nil, err
	}
	if err := n.figures(); err != nil {
		return nil, err
	}
	if err := n.others(); err != nil {
		return nil, err
	}
	var files []layout.Attachment
	for name, data := range n.files {
		files = append(files, layout.Attachment{Name: name, Data: data})
	}
	slices.SortFunc(files, func(a, b layout.Attachment) int { return cmp.Compare(a.Name, b.Name) })
	if err := writeFiles(files, folder); err != nil {
		return nil, err
	}
	return n.stale(folder), nil
}

// Old opens the release that another follows, with all of its editions.
func Old(path string) (*bulletin.Release, error) {
	r, err := bulletin.Open(path, "")
	if err != nil {
		return nil, err
	}
	if e := r.Editions[0]; wordFiles(e.Bulletin) > 1 {
		return nil, fmt.Errorf("%s has the words of one edition alone; name the folder of the release", e.File)
	}
	return r, nil
}

// wordFiles tells how many TOML files an edition is made of: more than one where it is not the first.
func wordFiles(b *config.Bulletin) int {
	n := 0
	for _, f := range b.Files {
		if f.Table == "" {
			n++
		}
	}
	return n
}

// next is a release that follows another.
type next struct {
	release *bulletin.Release
	start   Start
	files   map[string][]byte // by name in the new folder
}

func (n *next) first() *config.Bulletin { return n.release.Editions[0].Bulletin }

// name gives the name of an edition's TOML in the new folder.
func (n *next) name(e *bulletin.Edition) string {
	return editionFile(e.Language, n.release.Editions[0].Language)
}

// words keeps the TOML of each edition but for wave, period and day of publication.
func (n *next) words() error {
	for i, e := range n.release.Editions {
		toml, ok := config.RemoveTables(string(n.source(e)), "correction") // they are the old wave's
		if !ok {
			return fmt.Errorf("%s: [[correction]] cannot be taken out; write each under a heading of its own", e.File)
		}
		was := e.Bulletin.Period.Value
		period := n.start.Period[e.Language]
		for _, same := range []string{config.Quoted(was), "'" + was + "'"} { // of tables and charts too
			toml = strings.ReplaceAll(toml, same, config.Quoted(period))
		}
		s := Start{Wave: n.start.Wave, Published: n.start.Published, Period: map[string]string{e.Language: period}}
		toml, err := s.written(toml, e.Language, i == 0)
		if err != nil {
			return fmt.Errorf("%s: %w", e.File, err)
		}
		n.files[n.name(e)] = []byte(toml)
	}
	return nil
}

// source gives the TOML of an edition: it is the last of the words among its files.
func (n *next) source(e *bulletin.Edition) []byte {
	var toml []byte
	for _, f := range e.Bulletin.Files {
		if f.Table == "" {
			toml = f.Data
		}
	}
	return toml
}

// figures empties the tables, and adds a column to the table of waves.
func (n *next) figures() error {
	b := n.first()
	emptied := map[string]tables.Emptied{} // by the name of the file or sheet, which several tables may share
	for _, id := range slices.Sorted(maps.Keys(b.Tables)) {
		t := b.Tables[id]
		e := tables.Emptied{Table: t.Data}
		if n.isOfWaves(t) {
			if err := n.addWave(t, &e); err != nil {
				return err
			}
		}
		if !emptied[t.File.Value].Keep {
			emptied[t.File.Value] = e
		}
	}
	books := map[string][]tables.Emptied{}
	for _, file := range slices.Sorted(maps.Keys(emptied)) {
		book, _, isBook := tables.SplitWorkbook(file)
		if !isBook {
			n.files[file] = emptyCSV(emptied[file])
			continue
		}
		if _, err := os.Stat(n.old(book)); errors.Is(err, os.ErrNotExist) {
			// A folder taken out of a PDF has the cells of a workbook so.
			n.files[file+".csv"] = emptyCSV(emptied[file])
			continue
		}
		books[book] = append(books[book], emptied[file])
	}
	for _, book := range slices.Sorted(maps.Keys(books)) {
		data, err := os.ReadFile(n.old(book))
		if err != nil {
			return err
		}
		if n.files[book], err = tables.EmptyXLSX(data, books[book]); err != nil {
			return fmt.Errorf("%s: %w", n.old(book), err)
		}
	}
	return nil
}

// emptyCSV keeps the labels in every language, also in those that have no edition.
func emptyCSV(e tables.Emptied) []byte {
	return tables.EmptyCSV(e, e.Table.FurtherLanguages()...)
}

// further lists the languages beside the first.
func (n *next) further() []string {
	var out []string
	for _, e := range n.release.Editions[1:] {
		out = append(out, e.Language)
	}
	return out
}

// old gives the path of a file of the old release.
func (n *next) old(name string) string {
	return filepath.Join(filepath.Dir(n.release.Editions[0].File), filepath.FromSlash(name))
}

// isOfWaves reports whether a table has a column for each wave: it says where
// a column was copied from, or has one that is named after its release's wave.
func (n *next) isOfWaves(t *config.Table) bool {
	return len(t.From) > 0 || len(t.Data.Columns) > 1 && t.Data.Column(waveColumn(n.first().Wave.Value)) >= 0
}

// addWave gives the table of waves a column for the new wave, keeps those it
// has, and says where the figures of the last one came from.
func (n *next) addWave(t *config.Table, e *tables.Emptied) error {
	b := n.first()
	id := waveColumn(n.start.Wave)
	if !tables.IsID(id) || t.Data.Column(id) >= 0 {
		return fmt.Errorf("a column for wave %q would be %q in the table of waves; name the wave as the others are", n.start.Wave, id)
	}
	e.Keep = true
	e.Added = tables.Header{ID: id, Label: n.start.Period[b.Language.Value], Labels: map[string]tables.Label{}}
	for _, language := range n.further() {
		e.Added.Labels[language] = tables.Label{Text: n.start.Period[language]}
	}
	last := currentColumn(t, b.Wave.Value)
	if last == "" {
		return nil // each column says already which release it was copied from
	}
	table, from := n.origin(t, last)
	block := fmt.Sprintf("[table.%s.from.%s]\nrelease = %s\ndigest  = %s\ntable   = %s\ncolumn  = %s\n",
		t.ID, last, config.Quoted(b.Wave.Value), config.Quoted(b.Digest()), config.Quoted(table), config.Quoted(from))
	toml, ok := config.AddTable(string(n.files[config.FileName]), block, "table", t.ID)
	if !ok {
		return fmt.Errorf("%s: the table of waves needs a heading of its own, [table.%s], to say where each wave was copied from", n.release.Editions[0].File, t.ID)
	}
	n.files[config.FileName] = []byte(toml)
	return nil
}

// currentColumn gives the column of a table of waves that has the release's own
// wave: the one named after it, or the last that was not copied from another release.
func currentColumn(t *config.Table, wave string) string {
	if id := waveColumn(wave); t.Data.Column(id) >= 0 && t.From[id] == nil {
		return id
	}
	for _, column := range slices.Backward(t.Data.Columns) {
		if t.From[column.ID] == nil {
			return column.ID
		}
	}
	return ""
}

// origin finds the table and column of the old release that has the figures of
// a wave; the table of waves itself where no other has them.
func (n *next) origin(waves *config.Table, column string) (table, from string) {
	b := n.first()
	for _, id := range slices.Sorted(maps.Keys(b.Tables)) {
		if t := b.Tables[id]; id != waves.ID {
			for j := range t.Data.Columns {
				if sameFigures(waves.Data, column, t.Data, j) {
					return id, t.Data.Columns[j].ID
				}
			}
		}
	}
	return waves.ID, column
}

// sameFigures reports whether each row of a column has the figure that the row of that id has in another table.
func sameFigures(waves *tables.Table, column string, t *tables.Table, other int) bool {
	j := waves.Column(column)
	for i, row := range waves.Rows {
		if k := t.Row(row.ID); k < 0 || !waves.Cells[i][j].Same(t.Cells[k][other]) {
			return false
		}
	}
	return true
}

// others copies the faces and the house's words.
func (n *next) others() error {
	for name, data := range n.first().Fonts.Files {
		n.files[name] = data
	}
	data, err := os.ReadFile(n.old(bulletin.WordList))
	if err == nil {
		n.files[bulletin.WordList] = data
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// stale finds the lines of the new words that have a year or a month of the old
// period, or name a column of the table of waves that was there before.
func (n *next) stale(folder string) []tables.Problem {
	var out []tables.Problem
	columns := n.oldColumns()
	for _, e := range n.release.Editions {
		words := oldWords(locale.For(e.Language), e.Bulletin.Period.Value, n.start.Period[e.Language])
		name, line, origin := n.name(e), 0, false
		for text := range strings.Lines(string(n.files[name])) {
			line++
			if strings.HasPrefix(text, "[") {
				origin = originHeading().MatchString(text)
			}
			if origin || strings.HasPrefix(strings.TrimSpace(text), "#") {
				continue // says of an earlier wave what stays true
			}
			column, word := firstOf(words, text)
			if word == "" {
				column, word = firstID(columns, text)
			}
			if word == "" {
				continue
			}
			out = append(out, tables.Problem{
				Place:   tables.Place{File: filepath.Join(folder, name), Line: line, Column: column},
				Message: strconv.Quote(word) + " is of an earlier wave; does the line still hold?",
			})
		}
	}
	return out
}

// oldWords gives the years and months of a period that the new one does not have.
func oldWords(l *locale.Language, was, now string) []string {
	was, now = strings.ToLower(was), strings.ToLower(now)
	words := slices.Clone(l.Months)
	for _, word := range strings.FieldsFunc(was, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(word) == 4 {
			words = append(words, word)
		}
	}
	return slices.DeleteFunc(words, func(w string) bool { return !strings.Contains(was, w) || strings.Contains(now, w) })
}

// originHeading begins what says where a column was copied from.
var originHeading = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[table\.[^.\]]+\.from\.`) })

// oldColumns lists the columns of the tables of waves, all of waves before the new one.
func (n *next) oldColumns() []string {
	var ids []string
	for _, t := range n.first().Tables {
		if n.isOfWaves(t) {
			for _, c := range t.Data.Columns {
				ids = append(ids, c.ID)
			}
		}
	}
	return ids
}

// idInLine finds what may be an id where a text or a chart names one: .waves.police.w2024_1, "w2024_1".
var idInLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[."][a-z][a-z0-9_]*`) })

// firstID gives the first of some ids that a line names, and its column; no id where there is none.
func firstID(ids []string, line string) (column int, id string) {
	for _, at := range idInLine().FindAllStringIndex(line, -1) {
		if id := line[at[0]+1 : at[1]]; slices.Contains(ids, id) {
			return utf8.RuneCountInString(line[:at[0]+1]) + 1, id
		}
	}
	return 0, ""
}

// firstOf gives the first of some words in a line, and its column; no word where there is none.
func firstOf(words []string, line string) (column int, word string) {
	at, lower := -1, strings.ToLower(line)
	for _, w := range words {
		if i := strings.Index(lower, w); i >= 0 && (at < 0 || i < at) {
			at, word = i, w
		}
	}
	return utf8.RuneCountInString(lower[:max(at, 0)]) + 1, word // small letters may have other bytes, but are as many
}
