package config

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bulletin/tables"
)

// FileName is the TOML file of a release folder.
const FileName = "bulletin.toml"

// Load reads a release: path is its folder or its TOML file ("" is the current
// folder). It gives the bulletin and every problem there is, sorted. A bulletin
// with problems is good for finding more of them, and for nothing else: what
// was wrong is left out. It is nil where the TOML cannot be read at all. The
// sources of the files that problems name are in Sources.
func Load(path string) (*Bulletin, Sources, []tables.Problem) {
	file, problem := tomlFile(path)
	if problem != "" {
		return nil, nil, []tables.Problem{{Place: tables.Place{File: file}, Message: problem}}
	}
	dir, name := filepath.Split(file)
	root, err := os.OpenRoot(filepath.Clean(dir))
	if err != nil {
		return nil, nil, []tables.Problem{{Place: tables.Place{File: file}, Message: "the folder cannot be read: " + plainError(err)}}
	}
	defer root.Close()
	return load(root.FS(), dir, name)
}

// tomlFile gives the TOML file that a path names, and why there is none.
func tomlFile(path string) (file, problem string) {
	if path == "" {
		path = "."
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path, "no such file or folder"
	case err != nil:
		return path, "cannot be read: " + plainError(err)
	case info.IsDir():
		return filepath.Join(path, FileName), ""
	}
	if info.Mode().IsRegular() && !strings.EqualFold(filepath.Ext(path), ".toml") {
		return path, "is not a TOML file; name the folder of a release, or its TOML file"
	}
	return path, ""
}

// plainError drops the name of the system call and the path, which the message has already.
func plainError(err error) string {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err.Error()
	}
	return err.Error()
}

// loader reads one release.
type loader struct {
	folder   fs.FS
	dir      string // as the user named it
	toml     *source
	root     *node
	bulletin *Bulletin
	sources  Sources
	problems []tables.Problem // of the TOML
	others   []tables.Problem // of the tables
	bytes    int              // of the tables that were read
	cells    int
}

func load(folder fs.FS, dir, name string) (*Bulletin, Sources, []tables.Problem) {
	l := &loader{folder: folder, dir: dir, sources: make(Sources)}
	if l.readTOML(name) {
		l.readTables()
		l.readFonts()
		l.check()
	}
	problems := append(tables.LimitProblems(l.problems), l.others...)
	return l.bulletin, l.sources, tables.SortProblems(problems)
}

// shown gives the name of a file of the release as the user would type it.
func (l *loader) shown(name string) string {
	return filepath.Join(l.dir, filepath.FromSlash(name))
}

func (l *loader) problem(p tables.Place, message string) {
	l.problems = append(l.problems, tables.Problem{Place: p, Message: message})
}

// readTOML reads the words and settings; the bulletin has the defaults where they set nothing.
func (l *loader) readTOML(name string) bool {
	l.toml = newSource(l.dir+name, "", true)
	data, problem := read(l.folder, name, maxTOML)
	if strings.HasPrefix(problem, "no file") {
		problem += "; name the folder of a release, or its TOML file"
	}
	if problem != "" {
		l.problem(l.toml.place(-1), problem)
		return false
	}
	l.toml = newSource(l.dir+name, tables.SourceText(data), false)
	l.sources[l.toml.file] = l.toml.text
	if !utf8.ValidString(l.toml.text) {
		l.problem(l.toml.place(invalidByte(l.toml.text)), "this is not UTF-8; save the file with the encoding UTF-8")
		return false
	}
	values, root, bad := parse(l.toml)
	if bad != nil {
		l.problem(l.toml.place(bad.offset), bad.message)
		return false
	}
	l.root = root
	l.bulletin = l.defaults()
	l.bulletin.Files = []File{{Name: FileName, Data: []byte(l.toml.text)}}
	d := &decoder{source: l.toml}
	d.table(reflect.ValueOf(l.bulletin).Elem(), values, root, "")
	l.problems = append(l.problems, d.problems...)
	return true
}

func invalidByte(s string) int {
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)) {
			return i
		}
	}
	return -1
}

// defaults gives a bulletin with the settings that hold where the TOML has none.
func (l *loader) defaults() *Bulletin {
	text := func(value string) Text { return Text{Value: value, source: l.toml, start: -1} }
	return &Bulletin{
		Language: text("kk"),
		Standard: text("ua-1+a-3a"),
		Page:     Page{Size: text("A4"), Top: 22, Bottom: 22, Left: 22, Right: 22},
		Style:    Style{Accent: Color{0x1b, 0x4f, 0x72}, Align: text("justified"), Size: 11},
	}
}

// readTables reads the tables in the order of their ids.
func (l *loader) readTables() {
	for _, id := range slices.Sorted(maps.Keys(l.bulletin.Tables)) {
		t := l.bulletin.Tables[id]
		if t.File.Value == "" {
			continue
		}
		data, problem := read(l.folder, t.File.Value, maxTable)
		l.bytes += len(data)
		if problem == "" && l.bytes > maxTables {
			problem = "the tables of a release have at most 16 MiB together"
		}
		if problem != "" {
			l.problem(t.File.Place(), problem)
			continue
		}
		l.readTable(t, data)
		if l.cells > maxCells {
			l.problem(t.File.Place(), "the tables of a release have at most 500 000 cells together; leave out what is not printed")
			return
		}
	}
}

func (l *loader) readTable(t *Table, data []byte) {
	options := tables.Options{
		ID: t.ID, File: t.File.Value,
		Unit: t.Unit.Value, Units: t.Units, Decimals: l.decimals(t), Sum: l.sum(t),
	}
	file := l.shown(t.File.Value)
	table, problems := tables.ReadCSV(file, data, options)
	l.sources[file] = tables.SourceText(data)
	t.Names = table
	if len(problems) > 0 {
		l.others = append(l.others, problems...)
		return
	}
	l.cells += len(table.Rows) * len(table.Columns)
	t.Data = table
	if !slices.ContainsFunc(l.bulletin.Files, func(f File) bool { return f.Name == t.File.Value }) {
		l.bulletin.Files = append(l.bulletin.Files, File{Name: t.File.Value, Table: t.ID, Data: tables.CanonicalCSV(table)})
	}
}

// decimals gives the declared decimals where they are right.
func (l *loader) decimals(t *Table) *int {
	if t.Decimals != nil && (*t.Decimals < 0 || *t.Decimals > maxDecimal) {
		l.problem(l.at("table", t.ID, "decimals"), "decimals is 0 to 9, not "+strconv.Itoa(*t.Decimals))
		return nil
	}
	return t.Decimals
}

// sum gives the declared sum as the decimal that was typed.
func (l *loader) sum(t *Table) *tables.Number {
	if t.Sum == nil {
		return nil
	}
	n, err := tables.ParseNumber(strconv.FormatFloat(*t.Sum, 'f', -1, 64))
	if err != nil {
		l.problem(l.at("table", t.ID, "sum"), "sum: "+err.Error())
		return nil
	}
	return &n
}

// readFonts reads the faces that the release brings.
func (l *loader) readFonts() {
	fonts := &l.bulletin.Fonts
	for _, name := range []Text{fonts.Regular, fonts.Bold, fonts.Italic, fonts.BoldItalic} {
		if name.start < 0 || name.source == nil || fonts.Files[name.Value] != nil {
			continue
		}
		data, problem := read(l.folder, name.Value, maxFont)
		if problem != "" {
			l.problem(name.Place(), problem)
			continue
		}
		if fonts.Files == nil {
			fonts.Files = make(map[string][]byte)
		}
		fonts.Files[name.Value] = data
	}
}

// Sources holds the text of the files of a release that was read, by Place.File.
type Sources map[string]string

// Line gives the line of a place, without its end, and whether it is known.
func (s Sources) Line(p tables.Place) (string, bool) {
	text, ok := s[p.File]
	if !ok || p.Line < 1 {
		return "", false
	}
	for range p.Line - 1 {
		_, rest, found := strings.Cut(text, "\n")
		if !found {
			return "", false
		}
		text = rest
	}
	line, _, _ := strings.Cut(text, "\n")
	return line, true
}
