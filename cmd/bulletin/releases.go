package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"bulletin/release"

	"github.com/spf13/cobra"
)

func releasesCommand(t *terminal) *cobra.Command {
	var asJSON bool
	releases := &cobra.Command{
		Use:   "releases [FOLDER]",
		Short: "List what was released, with dates, reasons and digests",
		Long: `List the revisions of a release that bulletin release has recorded: when each was
made final, how severe its correction was and why it was made, the digests of its
source, of its entry and of each file. The record and the files are held to their
digests first: what was altered, cut or taken away is told with its place.`,
		Example: `  bulletin releases testdata/2024-1
  bulletin releases testdata/2024-1 --json`,
		Args:              oneRelease,
		ValidArgsFunction: completeRelease,
		RunE: func(_ *cobra.Command, args []string) error {
			folder := releaseFolder(named(args))
			if _, err := os.Stat(folder); err != nil {
				return err
			}
			record, err := release.ReadRecord(folder)
			if err != nil {
				return err
			}
			if asJSON {
				return revisionsAsJSON(record)
			}
			if record.Last() == nil {
				t.say("%s: nothing was released yet", folder)
				return nil
			}
			return listRevisions(folder, record)
		},
	}
	releases.Flags().BoolVar(&asJSON, "json", false, "print the revisions as JSON on standard output")
	return releases
}

func listRevisions(folder string, record *release.Record) error {
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(printable(fmt.Sprintf(format, args...)) + "\n")
	}
	for i := range record.Revisions {
		r := &record.Revisions[i]
		why := "first published"
		if r.Severity+r.Reason != "" {
			why = r.Severity + ": " + r.Reason
		}
		line("revision %d, %s, %s", r.Number, r.Released.Format("2006-01-02 15:04 -07:00"), why)
		line("  wave %s, by %s", r.Wave, r.Producer)
		line("  source %s", r.Source)
		line("  entry  %s", r.Digest)
		for _, f := range r.Files {
			line("  %s, %s, %s, sha256 %s", filepath.Join(r.Folder(folder), f.Name), f.Language, count(int(f.Size), "byte"), f.SHA256)
		}
	}
	if _, err := os.Stdout.WriteString(b.String()); err != nil {
		return fmt.Errorf("standard output cannot be written: %w", err)
	}
	return nil
}

// revisionJSON is a revision as programs read it. Fields are only ever added.
type revisionJSON struct {
	Revision int        `json:"revision"`
	Released string     `json:"released"`
	Wave     string     `json:"wave"`
	Source   string     `json:"source"`
	Severity string     `json:"severity,omitempty"`
	Reason   string     `json:"reason,omitempty"`
	Producer string     `json:"producer"`
	Digest   string     `json:"digest"`
	Files    []fileJSON `json:"files"`
}

type fileJSON struct {
	Name     string `json:"name"`
	Language string `json:"language"`
	Size     int64  `json:"size"`
	SHA256   string `json:"sha256"`
}

func revisionsAsJSON(record *release.Record) error {
	list := []revisionJSON{}
	if record != nil {
		for _, r := range record.Revisions {
			files := []fileJSON{}
			for _, f := range r.Files {
				files = append(files, fileJSON{f.Name, f.Language, f.Size, f.SHA256})
			}
			list = append(list, revisionJSON{
				r.Number, r.Released.Format(time.RFC3339), r.Wave, r.Source, r.Severity, r.Reason, r.Producer, r.Digest, files,
			})
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(map[string]any{"revisions": list}); err != nil {
		return fmt.Errorf("standard output cannot be written: %w", err)
	}
	return nil
}
