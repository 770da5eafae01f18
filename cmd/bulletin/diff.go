package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bulletin"
	"bulletin/release"

	"github.com/spf13/cobra"
)

func diffCommand(t *terminal) *cobra.Command {
	var fonts []string
	var asJSON bool
	var page string
	diff := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell what changed between two versions of a release",
		Long: `Tell what changed from one version of a release to another: figures, with where
they are quoted and on which page; words, sentence by sentence and word by word;
parts that were added or removed; how figures are made and shown; and what has
turned round by it.

Each version is a release folder, a revision that was released from a folder
(FOLDER@1), or a PDF, by the source inside it. A PDF is one edition: it is
compared with the same one of the other version.

The exit status is 0 where no figure and no word differs, 1 where some do, and
2 where they cannot be compared.`,
		Example: `  bulletin diff testdata/2024-1@1 testdata/2024-1
  bulletin diff bulletin.pdf bulletin-r2.pdf --html changes.html
  bulletin diff old.pdf testdata/2024-1 --json > changes.json`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 2 {
				return wrong(c, "name the old version and the new one, not %s", count(len(args), "version"))
			}
			return nil
		},
		ValidArgsFunction: completeVersion,
		RunE: func(c *cobra.Command, args []string) error {
			if c.Flags().Changed("html") && !isPage(page) {
				return wrong(c, "the page has a name that ends in .html, not %q", page)
			}
			if real, err := filepath.EvalSymlinks(page); err == nil && page != "" && !isPage(real) {
				return wrong(c, "%s leads to %s, which is no page; name another", page, real)
			}
			d, err := t.difference(args, fonts)
			if err == nil {
				err = t.show(d, args, asJSON, page)
			}
			if err != nil {
				t.failure(err)
				return exitCode(exitUsage)
			}
			if !d.Empty() {
				return exitCode(exitProblems)
			}
			return nil
		},
	}
	diff.Flags().BoolVar(&asJSON, "json", false, "print the changes as JSON on standard output")
	diff.Flags().StringVar(&page, "html", "", "write a page that shows old and new side by side to `FILE`")
	_ = diff.MarkFlagFilename("html", "html", "htm")
	fontFlag(diff, &fonts)
	return diff
}

// isPage keeps files of a release from being named where a page is to be written.
func isPage(name string) bool {
	ending := filepath.Ext(name)
	return strings.EqualFold(ending, ".html") || strings.EqualFold(ending, ".htm")
}

// exitCode is the error of a command that has told already what it has to tell.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

// completeVersion offers folders, TOML files and PDFs.
func completeVersion(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{"toml", "pdf"}, cobra.ShellCompDirectiveFilterFileExt
}

// difference compares two versions by their names.
func (t *terminal) difference(names, fonts []string) (*release.Difference, error) {
	var files [][]byte
	for _, name := range fonts {
		data, err := readFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, data)
	}
	faces := release.Faces(files)
	old, oldErr := release.OpenSource(names[0], faces)
	new, newErr := release.OpenSource(names[1], faces)
	switch {
	case oldErr != nil && newErr != nil:
		t.failure(oldErr)
		return nil, newErr
	case oldErr != nil || newErr != nil:
		return nil, cmp.Or(oldErr, newErr)
	}
	return release.Compare(old, new), nil
}

// show writes a difference in the forms that were asked for.
func (t *terminal) show(d *release.Difference, names []string, asJSON bool, page string) error {
	if len(d.Compared) == 0 {
		t.print("bulletin: %s and %s have no language in common, only their figures are compared", names[0], names[1])
	}
	if page != "" {
		if err := bulletin.WriteFile(page, d.HTML(names[0], names[1])); err != nil {
			return err
		}
		t.say("wrote %s", page)
	}
	var out []byte
	switch {
	case asJSON:
		var err error
		if out, err = d.JSON(names[0], names[1]); err != nil {
			return err
		}
	case page == "" && !t.quiet:
		screen := newTerminal(os.Stdout, os.Getenv)
		out = []byte(d.Text(func(kind byte, s string) string {
			s = printable(s)
			switch kind {
			case 'h':
				return screen.paint(bold, s)
			case '-':
				return screen.paint(red, s)
			case '+':
				return screen.paint(green, s)
			}
			return s
		}))
	}
	if _, err := os.Stdout.Write(out); err != nil {
		return fmt.Errorf("standard output cannot be written: %w", err)
	}
	if d.Empty() {
		t.say("no figure and no word differs")
	} else if !asJSON {
		t.say("%s", d.Summary())
	}
	return nil
}

// The colours of what went and what came, as ECMA-48 SGR parameters.
const (
	red   = "31"
	green = "32"
)
