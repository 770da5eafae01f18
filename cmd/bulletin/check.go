package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"time"

	"bulletin"
	"bulletin/proof"
	"bulletin/release"

	"github.com/spf13/cobra"
)

// linksLimit is how long the addresses of a release may take to answer, all together.
const linksLimit = 60 * time.Second

func checkCommand(t *terminal) *cobra.Command {
	var strict, asJSON, links, all bool
	check := &cobra.Command{
		Use:   "check [FOLDER|FILE.toml]",
		Short: "Read a release as an editor does",
		Long: `Read every edition of a release as an editor does, without writing anything, and
tell what must be mended (errors: no PDF is built) and what should be looked at
(warnings). Each stands as

  file:line:column: message [code]

on standard error, in the order of the files and lines. What is right as it is
can be silenced at its place, with a reason, under [[silence]] in the TOML.`,
		Example: `  bulletin check testdata/2024-1
  bulletin check testdata/2024-1 --strict --links
  bulletin check testdata/2024-1 --json > findings.json`,
		Args:              oneRelease,
		ValidArgsFunction: completeRelease,
		RunE: func(_ *cobra.Command, args []string) error {
			path := named(args)
			r, found, err := bulletin.Check(path)
			if err != nil {
				return err
			}
			if err := addComparison(found, r); err != nil {
				return err
			}
			if links {
				ctx, cancel := context.WithTimeout(context.Background(), linksLimit)
				defer cancel()
				found.Add(r.Links(ctx, http.DefaultClient))
			}
			if asJSON {
				return t.findingsAsJSON(found, strict)
			}
			return t.findings(path, found, strict, all)
		},
	}
	check.Flags().BoolVar(&strict, "strict", false, "take warnings for errors in the exit status")
	check.Flags().BoolVar(&asJSON, "json", false, "print the findings as JSON on standard output")
	check.Flags().BoolVar(&links, "links", false, fmt.Sprintf("fetch every address too, for at most %.0f seconds together", linksLimit.Seconds()))
	check.Flags().BoolVar(&all, "silenced", false, "tell what is silenced too, with the reason")
	return check
}

// addComparison adds what a comparison with the record, and with the releases beside, finds.
func addComparison(found *bulletin.Problems, r *bulletin.Release) error {
	more, err := release.Check(r)
	var damaged *bulletin.Problems
	if errors.As(err, &damaged) {
		found.Add(damaged.List)
		return nil
	}
	if slices.ContainsFunc(more, func(f proof.Finding) bool { return f.Code == release.UndeclaredChange }) {
		found.Drop(bulletin.CorrectionMismatch) // that the folder differs is told as a whole
	}
	found.Add(more)
	return err
}

// findings tells what was found and, where that is nothing to be mended, that all is well.
func (t *terminal) findings(path string, found *bulletin.Problems, strict, all bool) error {
	if path == "" {
		path = "."
	}
	if found.Refuses(strict) {
		if all {
			t.silenced(found)
		}
		return found
	}
	if all {
		t.silenced(found)
	}
	switch _, warnings := found.Count(); {
	case warnings > 0:
		t.problems(found)
	default:
		t.say("%s: no problems", path)
	}
	return nil
}

// silenced lists what someone gave a reason for.
func (t *terminal) silenced(found *bulletin.Problems) {
	for _, one := range found.List {
		if one.Silenced != "" {
			t.print("%s: silenced: %s [%s]: %s", one.Place, one.Message, one.Code, one.Silenced)
		}
	}
}

// findingJSON is a finding as programs read it. Fields are only ever added.
type findingJSON struct {
	Code     string         `json:"code"`
	Severity proof.Severity `json:"severity"`
	File     string         `json:"file"`
	Line     int            `json:"line"`
	Column   int            `json:"column"`
	Message  string         `json:"message"`
	Silenced bool           `json:"silenced"`
	Sheet    string         `json:"sheet,omitempty"`
	Reason   string         `json:"reason,omitempty"` // why it is silenced
}

func (t *terminal) findingsAsJSON(found *bulletin.Problems, strict bool) error {
	list := make([]findingJSON, len(found.List))
	for i, f := range found.List {
		list[i] = findingJSON{f.Code, f.Severity, f.Place.File, f.Place.Line, f.Place.Column, f.Message, f.Silenced != "", f.Place.Sheet, f.Silenced}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(map[string]any{"findings": list}); err != nil {
		return fmt.Errorf("standard output cannot be written: %w", err)
	}
	if found.Refuses(strict) {
		return errTold
	}
	return nil
}
