package mail

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"bulletin/config"
	"bulletin/tables"
)

// Load reads the settings and the recipients of a release folder, with every
// problem there is: of addresses, languages, doubled recipients too. Settings or
// recipients with problems are good for finding more of them, and for nothing
// else. It reads the editions' names and nothing else outside mail/, and neither
// the password nor the record.
func Load(folder string) (*Settings, []Recipient, config.Sources, []tables.Problem) {
	l := &loader{folder: filepath.Join(folder, Folder), settings: defaults(folder)}
	if !l.openFolder() {
		return nil, nil, l.sources(), l.problems
	}
	defer l.root.Close()
	if !l.readSettings() {
		return nil, nil, l.sources(), tables.SortProblems(l.problems)
	}
	editions, problems := config.Editions(folder)
	l.problems = append(l.problems, problems...)
	languages := make([]string, len(editions))
	for i, e := range editions {
		languages[i] = e.Language
	}
	l.check(languages)
	var recipients []Recipient
	if len(languages) > 0 {
		recipients, problems = l.readRecipients(languages)
		l.others = append(l.others, problems...)
	}
	l.settings.never, problems = l.readNever()
	l.others = append(l.others, problems...)
	return l.settings, recipients, l.sources(), tables.SortProblems(append(l.problems, l.others...))
}

// defaults gives the settings that hold where mail.toml has none.
func defaults(folder string) *Settings {
	connections, perConnection := 2, 100
	s := &Settings{Folder: filepath.Join(folder, Folder)}
	s.Server.Security.Value = starttls
	s.Server.Connections, s.Server.PerConnection = &connections, &perConnection
	s.Attach.PDF = true
	return s
}

// loader reads mail.toml and what it names.
type loader struct {
	folder   string // mail/, as the user named it
	root     *os.Root
	settings *Settings
	toml     *config.Decoded
	problems []tables.Problem // of mail.toml
	others   []tables.Problem // of what it names
}

func (l *loader) problem(p tables.Place, message string) {
	l.problems = append(l.problems, tables.Problem{Place: p, Message: message})
}

// at tells of a value that has no place of its own.
func (l *loader) at(message string, path ...string) { l.problem(l.toml.At(path...), message) }

// shown gives the name of a file in mail/ as the user would type it.
func (l *loader) shown(name string) string { return filepath.Join(l.folder, filepath.FromSlash(name)) }

// sources gives the text of mail.toml, passwords covered. The lists are none of
// them: what a problem of theirs is about it quotes.
func (l *loader) sources() config.Sources {
	if l.toml == nil {
		return config.Sources{}
	}
	return l.toml.Sources
}

// read gives the bytes of a file in mail/, or what stands in the way.
func (l *loader) read(name string, most int64) ([]byte, string) {
	data, _, problem := readFile(l.root, name, most)
	return data, problem
}

const noSettings = "no such file; the settings for sending stand there, and bulletin send --help shows how they begin"

// openFolder opens mail/, and reports whether it could.
func (l *loader) openFolder() bool {
	root, err := os.OpenRoot(l.folder)
	l.root = root
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.problem(tables.Place{File: l.shown(SettingsFile)}, noSettings)
	case err != nil:
		l.problem(tables.Place{File: l.folder}, "the folder cannot be read")
	}
	return err == nil
}

// readSettings reads mail.toml, and reports whether it could be read at all.
func (l *loader) readSettings() bool {
	file := l.shown(SettingsFile)
	data, problem := l.read(SettingsFile, maxSmallFile)
	if _, err := l.root.Lstat(SettingsFile); errors.Is(err, fs.ErrNotExist) {
		problem = noSettings
	}
	if problem != "" {
		l.problem(tables.Place{File: file}, problem)
		return false
	}
	text, covered := coverPasswords(tables.SourceText(data))
	decoded, problems := config.Decode(file, []byte(text), l.settings)
	l.toml = decoded
	l.problems = withoutPasswords(problems, file, covered)
	return decoded.OK
}
