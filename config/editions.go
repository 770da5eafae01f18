package config

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/tables"
)

// firstLanguage is that of the first edition, unless it says another.
const firstLanguage = "kk"

// Edition is one language of a release, with the TOML file that has its words.
type Edition struct {
	Language string // BCP 47
	File     string // as the user would name it; Load reads it
}

// Editions lists the languages of the release at path, its first one
// (bulletin.toml) first and the others (bulletin.ru.toml) in the order of their
// tags. A path that names the TOML of a further edition means that one alone.
// The problems are those of the files' names; an edition with such a problem is
// not listed. Whether a file can be read is for Load to say.
func Editions(path string) ([]Edition, []tables.Problem) {
	file, problem := tomlFile(path)
	if problem != "" {
		return nil, []tables.Problem{{Place: tables.Place{File: file}, Message: problem}}
	}
	dir, name := filepath.Split(file)
	root, err := os.OpenRoot(filepath.Clean(dir))
	if err != nil {
		return nil, []tables.Problem{{Place: tables.Place{File: file}, Message: "the folder cannot be read: " + plainError(err)}}
	}
	defer root.Close()
	return editions(root.FS(), dir, name)
}

func editions(folder fs.FS, dir, name string) ([]Edition, []tables.Problem) {
	e, alone := parseName(folder, name)
	own := languageOf(folder, e.first)
	if alone {
		if problem := e.problem(own); problem != "" {
			return nil, []tables.Problem{{Place: tables.Place{File: dir + name}, Message: problem}}
		}
		return []Edition{{e.tag, dir + name}}, nil
	}
	list := []Edition{{own, dir + name}}
	if !isFile(folder, name) {
		return list, nil // that it is missing is all there is to tell
	}
	var problems []tables.Problem
	entries, _ := fs.ReadDir(folder, ".") // a folder that cannot be listed may still be read from
	for _, entry := range entries {
		further, ok := editionOf(e.first, entry.Name())
		if !ok {
			continue
		}
		if problem := further.problem(own); problem != "" {
			problems = append(problems, tables.Problem{Place: tables.Place{File: dir + entry.Name()}, Message: problem})
			continue
		}
		list = append(list, Edition{further.tag, dir + entry.Name()})
	}
	slices.SortFunc(list[1:], func(a, b Edition) int { return strings.Compare(a.Language, b.Language) })
	return list, tables.SortProblems(problems)
}

// editionName is the name of the TOML of an edition: of the first one, or
// NAME.TAG.toml, which has the words of NAME.toml in another language.
type editionName struct {
	name  string
	first string // the name of the first edition's
	tag   string // as it stands in the name; empty: it is the first edition's
}

// parseName takes a name that the user gave. It is that of a further edition
// where the first one's file stands beside it.
func parseName(folder fs.FS, name string) (e editionName, further bool) {
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	if i := strings.LastIndexByte(stem, '.'); i > 0 {
		first := stem[:i] + ".toml"
		if e, ok := editionOf(first, name); ok {
			if isFile(folder, first) {
				return e, true
			}
		}
	}
	return editionName{name: name, first: name}, false
}

func isFile(folder fs.FS, name string) bool {
	info, err := fs.Stat(folder, name)
	return err == nil && info.Mode().IsRegular()
}

// editionOf reports whether a file is meant as a further edition of the release
// in first: what stands between the name of that and its ending looks like the
// tag of a language. Capitals, and a .txt that Windows hides, do not hide it.
func editionOf(first, name string) (editionName, bool) {
	stem := strings.TrimSuffix(first, filepath.Ext(first)) + "."
	if len(name) <= len(stem) || !strings.EqualFold(name[:len(stem)], stem) {
		return editionName{}, false
	}
	tag := name[len(stem):]
	for _, ending := range []string{".txt", ".toml"} {
		if rest := len(tag) - len(ending); rest > 0 && strings.EqualFold(tag[rest:], ending) {
			tag = tag[:rest]
		} else if ending == ".toml" {
			return editionName{}, false
		}
	}
	if !isTagLike(tag) {
		return editionName{}, false
	}
	return editionName{name: name, first: first, tag: tag}, true
}

// isTagLike reports whether s begins with two or three letters, as the tags of
// languages do, and goes on as they may: en, RU, en-GB, kk_KZ, rus.
func isTagLike(s string) bool {
	language, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"), "-")
	n := utf8.RuneCountInString(language)
	other := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_ ", r)
	}
	return n >= 2 && n <= 3 && strings.IndexFunc(language, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && strings.IndexFunc(s, other) < 0
}

// editionFile names the file of a further edition of the release in first.
func editionFile(first, language string) string {
	return strings.TrimSuffix(first, filepath.Ext(first)) + "." + language + ".toml"
}

// problem says why the file is no further edition of a release whose first one has the language own.
func (e editionName) problem(own string) string {
	language, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(e.tag), "_", "-")), "-")
	right := editionFile(e.first, language)
	switch {
	case !slices.Contains(tables.Languages(), language):
		return strconv.Quote(e.tag) + " is no language that a bulletin can be set in" + tables.Hint(language, tables.Languages()) + "; known are " + list(tables.Languages())
	case language == own:
		return "the words in the language " + strconv.Quote(own) + " stand in " + e.first + "; put them there and delete this file"
	case e.name != right:
		return "rename it " + strconv.Quote(right) + ": an edition's name has the tag of its language, in small letters, and ends with .toml"
	}
	return ""
}

// languageOf gives the language that the TOML of a first edition says; where it
// cannot be read, that is told by who reads all of it.
func languageOf(folder fs.FS, name string) string {
	data, problem := read(folder, name, maxTOML)
	text := tables.SourceText(data)
	if problem != "" || !utf8.ValidString(text) {
		return firstLanguage
	}
	n := scan(text).root.table["language"]
	if n == nil || n.value < 0 || strings.IndexAny(text[n.value:], `"'`) != 0 {
		return firstLanguage
	}
	var language strings.Builder
	characters := openString(text, n.value, false)
	for _, r, step := characters.next(); step == character; _, r, step = characters.next() {
		language.WriteRune(r)
	}
	return language.String()
}

// Beside lists the release folders in the same folder as a release's, in the
// order of their names: beside the folder itself, not beside a link to it. What
// of them cannot be read is no release.
func Beside(folder string) ([]string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	if there, err := filepath.EvalSymlinks(folder); err == nil {
		folder = there
	}
	entries, err := os.ReadDir(filepath.Dir(folder))
	if err != nil {
		return nil, err
	}
	var beside []string
	for _, e := range entries {
		one := filepath.Join(filepath.Dir(folder), e.Name())
		if info, err := os.Stat(filepath.Join(one, FileName)); err == nil && info.Mode().IsRegular() && one != folder {
			beside = append(beside, one)
		}
	}
	return beside, nil
}
