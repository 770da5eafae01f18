package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bulletin"
	"bulletin/config"
	"bulletin/release"
	"bulletin/tables"
)

// recorded gives the bytes of a recorded revision again: the PDF of each edition,
// beside the TOML under the names that they were recorded with, or one in a file.
func (t *terminal) recorded(path string, f buildFlags) error {
	folder := releaseFolder(path)
	record, err := release.ReadRecord(folder)
	if err != nil {
		return err
	}
	r, err := record.Revision(f.revision)
	if err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	wanted := r.Editions()
	switch {
	case f.language != "":
		wanted = []string{f.language}
	case f.output != "":
		wanted = wanted[:1]
	}
	files, err := copiesOf(r, folder, wanted, f)
	if err != nil {
		return err
	}
	sources := sourceFiles(folder)
	for _, one := range files {
		if err := t.again(one, r, sources); err != nil {
			return err
		}
	}
	return nil
}

// copied is a recorded file and where it goes.
type copied struct {
	path string
	data []byte
}

func copiesOf(r *release.Revision, folder string, languages []string, f buildFlags) ([]copied, error) {
	var out []copied
	for _, language := range languages {
		stem := ""
		for _, file := range r.Files {
			if file.Language != language {
				continue
			}
			isPDF := filepath.Ext(file.Name) == ".pdf"
			if isPDF {
				stem = strings.TrimSuffix(file.Name, ".pdf")
			} else if !f.spreadsheets {
				continue
			}
			path := filepath.Join(folder, file.Name)
			if isPDF && f.output != "" {
				path = f.output
			} else if f.output != "" {
				path = strings.TrimSuffix(f.output, filepath.Ext(f.output)) + strings.TrimPrefix(file.Name, stem)
			}
			data, err := r.File(folder, file.Name)
			if err != nil {
				return nil, err
			}
			out = append(out, copied{path, data})
		}
		if stem == "" {
			return nil, fmt.Errorf("revision %d has no edition in %q, only in %s", r.Number, language, strings.Join(r.Editions(), ", "))
		}
	}
	return out, nil
}

// again writes a recorded file.
func (t *terminal) again(c copied, r *release.Revision, sources []string) error {
	if c.path == "-" {
		if _, err := os.Stdout.Write(c.data); err != nil {
			return fmt.Errorf("standard output cannot be written: %w", err)
		}
		t.say("wrote to standard output, as recorded in revision %d, %s", r.Number, count(len(c.data), "byte"))
		return nil
	}
	if target, err := os.Stat(c.path); err == nil {
		for _, name := range sources {
			if source, err := os.Stat(name); err == nil && os.SameFile(target, source) {
				return fmt.Errorf("%s: is a file of the release, name another", c.path)
			}
		}
	}
	if err := uninterrupted(func() error { return bulletin.WriteFile(c.path, c.data) }); err != nil {
		return err
	}
	t.say("wrote %s, as recorded in revision %d, %s", c.path, r.Number, count(len(c.data), "byte"))
	return nil
}

// sourceFiles gives the paths of the files that the release in a folder is made of, as far as it can be read.
func sourceFiles(folder string) []string {
	var files []string
	editions, _ := config.Editions(folder)
	for _, e := range editions {
		files = append(files, e.File)
		b, _, _ := config.Load(e.File)
		if b == nil {
			continue
		}
		for _, t := range b.Tables {
			name := t.File.Value
			if book, _, ok := tables.SplitWorkbook(name); ok {
				name = book
			}
			files = append(files, filepath.Join(folder, filepath.FromSlash(name)))
		}
		for name := range b.Fonts.Files {
			files = append(files, filepath.Join(folder, filepath.FromSlash(name)))
		}
	}
	return files
}
