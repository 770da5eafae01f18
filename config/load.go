package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"unicode/utf8"

	"bulletin/tables"
)

// FileName is the TOML file of a release folder.
const FileName = "bulletin.toml"

// Load reads an edition of a release: path is its TOML file, or the folder ("" is
// the current one), which means the first edition. It gives the bulletin and
// every problem there is, sorted; of a further edition also those of what all
// editions share. A bulletin
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
	case errors.Is(err, fs.ErrNotExist) && filepath.Base(path) == FileName && isFolder(filepath.Dir(path)):
		return path, "" // reading it tells what else is there
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

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// plainError drops the name of the system call and the path, which the message has already.
func plainError(err error) string {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err.Error()
	}
	return err.Error()
}

// loader reads one TOML file of a release, and what it names.
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
	books    map[string][]byte // the workbooks that were read
	names    map[string]string // of the files inside the PDF, in small letters: how the TOML has them
}

func load(folder fs.FS, dir, name string) (*Bulletin, Sources, []tables.Problem) {
	e, further := parseName(folder, name)
	first := &loader{folder: folder, dir: dir, sources: make(Sources)}
	if first.readTOML(e.first, "") {
		first.bulletin.Files = []File{{Name: FileName, Data: []byte(first.toml.text)}}
		first.readTables()
		first.readFonts()
		first.check()
	}
	if !further {
		return first.bulletin, first.sources, tables.SortProblems(first.told())
	}
	own := &loader{folder: folder, dir: dir, sources: first.sources}
	b := own.readEdition(e, first.bulletin)
	return b, own.sources, tables.SortProblems(append(first.told(), own.told()...))
}

// told gives the problems that were found.
func (l *loader) told() []tables.Problem {
	return append(tables.LimitProblems(l.problems), l.others...)
}

// shown gives the name of a file of the release as the user would type it.
func (l *loader) shown(name string) string {
	return filepath.Join(l.dir, filepath.FromSlash(name))
}

func (l *loader) problem(p tables.Place, message string) {
	l.problems = append(l.problems, tables.Problem{Place: p, Message: message})
}

// readTOML reads the words and settings; the bulletin of a first edition has
// the defaults where they set nothing. first is "" or, for a further edition,
// the name of the first one's file.
func (l *loader) readTOML(name, first string) bool {
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
	l.bulletin = &Bulletin{}
	if first == "" {
		l.bulletin = l.defaults()
	}
	d := &decoder{source: l.toml, schema: reflect.TypeFor[Bulletin](), first: first}
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
	return &Bulletin{
		Language: l.unset(firstLanguage),
		Standard: l.unset("ua-1+a-3a"),
		Page:     Page{Size: l.unset("A4"), Top: 22, Bottom: 22, Left: 22, Right: 22},
		Style:    Style{Accent: Color{0x1b, 0x4f, 0x72}, Align: l.unset("justified"), Size: 11},
	}
}

// unset gives a value that the TOML does not set: its place is the file.
func (l *loader) unset(value string) Text { return Text{Value: value, source: l.toml, start: -1} }

// readFonts reads the faces that the release brings.
func (l *loader) readFonts() {
	fonts := &l.bulletin.Fonts
	for _, name := range []Text{fonts.Regular, fonts.Bold, fonts.Italic, fonts.BoldItalic} {
		if name.start < 0 || name.source == nil || fonts.Files[name.Value] != nil {
			continue
		}
		data, problem := read(l.folder, name.Value, maxFont)
		if problem == "" {
			problem = l.claim(name.Value, name.Value)
		}
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
