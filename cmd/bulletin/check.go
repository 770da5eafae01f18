package main

import (
	"bulletin"

	"github.com/spf13/cobra"
)

func checkCommand(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "check [FOLDER|FILE.toml]",
		Short: "Tell everything that keeps a release from being built",
		Long: `Tell everything that keeps a release from being built, without writing anything:
unknown and missing keys, figures that no table has, cells that are no numbers,
letters that the face lacks, and the like. Each stands as

  file:line:column: message

on standard error, in the order of the files and lines.`,
		Example: `  bulletin check testdata/2024-1
  cd testdata/2024-1 && bulletin check`,
		Args:              oneRelease,
		ValidArgsFunction: completeRelease,
		RunE: func(_ *cobra.Command, args []string) error {
			path := named(args)
			if err := bulletin.Check(path); err != nil {
				return err
			}
			if path == "" {
				path = "."
			}
			t.say("%s: no problems", path)
			return nil
		},
	}
}
