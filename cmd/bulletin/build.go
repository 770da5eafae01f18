package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"bulletin"
	"bulletin/report/layout"
	"bulletin/tables"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func buildCommand(t *terminal) *cobra.Command {
	var output, standard string
	var verbose bool
	build := &cobra.Command{
		Use:   "build [FOLDER|FILE.toml] [-o FILE|-]",
		Short: "Write the PDF of a release",
		Long: `Write the PDF of a release, named by its folder or its TOML file; with neither,
the current folder's.

The release is checked first. If it has problems they are all told, nothing is
written, and a PDF that was there stays as it was.`,
		Example: `  bulletin build testdata/2024-1
  bulletin build testdata/2024-1 -o 2024-1.pdf
  bulletin build testdata/2024-1 -o - | lp`,
		Args:              oneRelease,
		ValidArgsFunction: completeRelease,
		RunE: func(c *cobra.Command, args []string) error {
			if output == "" && c.Flags().Changed("output") {
				return wrong(c, "-o names no file")
			}
			if output == "-" && term.IsTerminal(int(os.Stdout.Fd())) {
				return wrong(c, "a PDF is not shown on a terminal, send it to a file or a program")
			}
			if standard != "" && !slices.Contains(standards, standard) {
				return wrong(c, "unknown standard %q%s; there is %s", standard, tables.Hint(standard, standards), strings.Join(standards, " and "))
			}
			out, err := bulletin.Build(named(args), bulletin.Options{Standard: standard})
			if err != nil {
				return err
			}
			name, err := deliver(out, output)
			if err != nil {
				return err
			}
			t.say("wrote %s, %s, %s", name, count(out.Pages, "page"), count(len(out.PDF), "byte"))
			if verbose {
				t.inside(out)
			}
			return nil
		},
	}
	build.Flags().StringVarP(&output, "output", "o", "", "write the PDF to `FILE`, or to standard output if it is -\n(default: bulletin.pdf in the folder, or NAME.pdf beside NAME.toml)")
	_ = build.MarkFlagFilename("output", "pdf")
	build.Flags().StringVar(&standard, "standard", "", "follow `STANDARD`: "+strings.Join(standards, " or ")+" (default: the release's)")
	_ = build.RegisterFlagCompletionFunc("standard", cobra.FixedCompletions(standards, cobra.ShellCompDirectiveNoFileComp))
	build.Flags().BoolVar(&verbose, "verbose", false, "list the files that the PDF carries")
	return build
}

// standards are those that --standard takes; the first is what a release has unless it says otherwise.
var standards = []string{string(layout.UA1A3a), string(layout.UA2A4f)}

// inside lists what a reader finds attached.
func (t *terminal) inside(out *bulletin.Output) {
	for _, f := range out.Inside {
		t.say("inside: %s, %s (%s)", f.Name, count(f.Size, "byte"), f.Description)
	}
	t.say("whoever has the PDF can read these files, comments in the TOML included")
}

// deliver puts the PDF where it was asked for and tells where that was.
func deliver(out *bulletin.Output, output string) (string, error) {
	switch output {
	case "-":
		if _, err := os.Stdout.Write(out.PDF); err != nil {
			return "", fmt.Errorf("standard output cannot be written: %w", err)
		}
		return "to standard output", nil
	case "":
		output = out.Path
	}
	return output, uninterrupted(func() error { return out.Save(output) })
}

// count gives "1 page", "47 812 bytes".
func count(n int, noun string) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + " " + digits[i:]
	}
	if n != 1 {
		noun += "s"
	}
	return digits + " " + noun
}
