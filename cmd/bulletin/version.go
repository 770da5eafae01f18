package main

import (
	"fmt"

	"bulletin"

	"github.com/spf13/cobra"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long: `Print the version. The same folder gives the same bytes for as long as it stays
the same; a PDF names the version that made it.`,
		Example:           `  bulletin version`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(c.OutOrStdout(), "bulletin %s\n", bulletin.Version)
			return err
		},
	}
}

// noArguments refuses any.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrong(c, "%s takes no arguments, but %q was given", c.Name(), args[0])
	}
	return nil
}
