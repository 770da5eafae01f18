package release

import (
	"embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"bulletin/config"
	"bulletin/report/layout"
	"bulletin/tables"
)

// Start is what a new release says of itself, asked of whoever begins it. The
// words are by language tag.
type Start struct {
	Title, Issuer, Period map[string]string
	Wave                  string
	Published             time.Time
	Languages             []string // of the editions; the first is kk
}

//go:embed start
var startFiles embed.FS

// first is the language of bulletin.toml in a release that Init makes.
const first = "kk"

// Init writes a release that can be built at once to a folder, which must be
// new or empty. Its figures are all «…», not available: none is made up. What
// s leaves out has words to be written over.
func Init(folder string, s Start) error {
	if !slices.Contains(s.Languages, first) {
		return errors.New("the first edition is the Kazakh one (kk)")
	}
	if err := s.check(false); err != nil {
		return err
	}
	var files []layout.Attachment
	for _, language := range s.Languages {
		name := editionFile(language, first)
		data, err := startFiles.ReadFile("start/" + name)
		if err != nil {
			return fmt.Errorf("there is no edition in %q to begin with", language)
		}
		toml, err := s.written(tables.SourceText(data), language, language == first)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		files = append(files, layout.Attachment{Name: name, Data: []byte(toml)})
	}
	const table = "trust.csv"
	data, err := startFiles.ReadFile("start/" + table)
	if err != nil {
		return err
	}
	read, found := tables.ReadCSV(table, data, tables.Options{ID: "trust", File: table})
	if len(found) > 0 {
		return errors.New(found[0].String())
	}
	csv := tables.CanonicalCSV(read, slices.DeleteFunc(slices.Clone(s.Languages), func(l string) bool { return l == first })...)
	files = append(files, layout.Attachment{Name: table, Data: csv})
	return writeFiles(files, folder)
}

// check asks for words that can be printed. The period of a further edition may be told later.
func (s *Start) check(later bool) error {
	for _, w := range []struct {
		what string
		said map[string]string
	}{{"title", s.Title}, {"issuer", s.Issuer}, {"wave", map[string]string{"": s.Wave}}, {"period", s.Period}} {
		for _, language := range slices.Sorted(maps.Keys(w.said)) {
			name := strings.TrimSpace(w.what + " " + language)
			if strings.TrimSpace(w.said[language]) == "" && (!later || w.what == "wave") {
				return fmt.Errorf("the %s is empty", name)
			}
			if _, why := tables.Unprintable(strings.ToValidUTF8(w.said[language], "\ufffd"), false); why != "" {
				return fmt.Errorf("the %s %q: %s", name, w.said[language], why)
			}
		}
	}
	return nil
}

// editionFile names the TOML file of an edition.
func editionFile(language, first string) string {
	if language == first {
		return config.FileName
	}
	return "bulletin." + language + ".toml"
}

// written puts what s says into the TOML of an edition.
func (s *Start) written(toml, language string, shared bool) (string, error) {
	values := map[string]string{}
	for key, words := range map[string]map[string]string{"title": s.Title, "issuer": s.Issuer, "period": s.Period} {
		if text, ok := words[language]; ok {
			values[key] = config.Quoted(text)
		}
	}
	if shared {
		values["wave"] = config.Quoted(s.Wave)
		values["published"] = s.Published.Format(time.RFC3339)
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		edited, ok := config.SetValue(toml, values[key], key)
		if !ok {
			return "", fmt.Errorf("its %s cannot be found; set it on a line of its own, %s = %s", key, key, values[key])
		}
		toml = edited
	}
	return toml, nil
}

// waveColumn is the id of a wave's column in a table of waves: w2024_1.
func waveColumn(wave string) string {
	return "w" + strings.NewReplacer("-", "_", ".", "_", " ", "_").Replace(strings.ToLower(wave))
}
