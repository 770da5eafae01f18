package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"bulletin"
	"bulletin/config"
	"bulletin/release"

	"github.com/spf13/cobra"
)

// holdLimit is how long a run waits for another that holds the folder.
const holdLimit = 10 * time.Second

func releaseCommand(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "release [FOLDER]",
		Short: "Make a release final and record it",
		Long: `Make a release final: it is checked as by bulletin check --strict, every edition
and all tables are built, and kept in releases/r1 and recorded in releases.toml
with the time and the digests of all files. What is recorded is never written
over or removed by any command. Keep copies of both: they are the office's proof
of what it published.

After a correction the next revision is recorded in the same way, in releases/r2
and so on. It needs a [[correction]] in bulletin.toml that declares all that
changed; what none declares is told, and the lines to paste are printed.

Killed at any moment, it leaves a revision recorded whole or not at all; run it
again. If another run holds the folder, it is waited for.`,
		Example: `  bulletin release testdata/2024-1
  bulletin release && bulletin releases`,
		Args:              oneRelease,
		ValidArgsFunction: completeRelease,
		RunE: func(_ *cobra.Command, args []string) error {
			return t.finalize(releaseFolder(named(args)))
		},
	}
}

// releaseFolder gives the folder of a release that is named by its folder or its first TOML file.
func releaseFolder(path string) string {
	if info, err := os.Stat(path); err == nil && !info.IsDir() && filepath.Base(path) == config.FileName {
		path = filepath.Dir(path)
	}
	return filepath.Clean(path)
}

func (t *terminal) finalize(folder string) error {
	// An interrupt need not wait, as it does where a file is replaced: it leaves the old state or the new one.
	r, err := release.Finalize(folder, release.FinalOptions{
		Clock: time.Now,
		Wait:  holdLimit,
		Tell:  func(s string) { t.print("bulletin: %s", s) },
	})
	var undeclared *release.UndeclaredError
	var found *bulletin.Problems
	switch {
	case errors.As(err, &found):
		t.problems(found)
		if errors, _ := found.Count(); errors == 0 {
			t.print("bulletin: not recorded: what is released has no warnings; mend them, or silence one with its reason")
		}
		return errTold
	case errors.As(err, &undeclared):
		return t.undeclared(undeclared)
	case err != nil:
		return err
	}
	t.say("recorded revision %d of %s in %s", r.Number, r.Wave, filepath.Join(folder, release.RecordFile))
	for _, f := range r.Files {
		t.say("kept %s, %s, sha256 %s", filepath.Join(r.Folder(folder), f.Name), count(int(f.Size), "byte"), f.SHA256)
	}
	return nil
}

// undeclared tells what no correction declares, and prints the lines that would.
func (t *terminal) undeclared(e *release.UndeclaredError) error {
	t.print("bulletin: not recorded: the folder differs from revision %d in what no [[correction]] declares:", e.Revision)
	for _, one := range e.Undeclared {
		t.print("  %s", one)
	}
	if e.Lines == "" {
		return errTold
	}
	t.print("bulletin: put it back, or paste these lines and say why:")
	if _, err := fmt.Fprint(os.Stdout, e.Lines); err != nil {
		return fmt.Errorf("standard output cannot be written: %w", err)
	}
	return errTold
}
