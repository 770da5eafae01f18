package main

import (
	"fmt"
	"os"
	"strconv"

	"bulletin"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func buildCommand(t *terminal) *cobra.Command {
	var output string
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
			out, err := bulletin.Build(release(args))
			if err != nil {
				return err
			}
			name, err := deliver(out, output)
			if err != nil {
				return err
			}
			t.say("wrote %s, %s, %s", name, count(out.Pages, "page"), count(len(out.PDF), "byte"))
			return nil
		},
	}
	build.Flags().StringVarP(&output, "output", "o", "", "write the PDF to `FILE`, or to standard output if it is -\n(default: bulletin.pdf in the folder, or NAME.pdf beside NAME.toml)")
	_ = build.MarkFlagFilename("output", "pdf")
	return build
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
