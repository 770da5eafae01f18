package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Long:    `Explain a command, with an example; without one, list the commands.`,
		Example: `  bulletin help build`,
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) == 0 {
				for _, other := range c.Root().Commands() {
					names = append(names, other.Name()+"\t"+other.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil {
				return err
			}
			if about.HasParent() && !about.HasSubCommands() && len(rest) > 0 {
				return wrong(c, "one command at a time, but %d were named: %s", len(args), strings.Join(args, ", "))
			}
			if len(rest) > 0 {
				return noCommand(c.Root(), rest)
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}

// usage prints what follows the description of a command in its help: the
// example first, since most readers want no more.
func usage(c *cobra.Command) error {
	var b strings.Builder
	line := "bulletin COMMAND"
	if c.HasParent() {
		line = c.Parent().CommandPath() + " " + c.Use
	}
	fmt.Fprintf(&b, "Usage:\n  %s\n", line)
	if c.HasExample() {
		fmt.Fprintf(&b, "\nExample:\n%s\n", c.Example)
	}
	if c.HasAvailableSubCommands() {
		b.WriteString("\nCommands:\n")
		for _, one := range c.Commands() {
			fmt.Fprintf(&b, "  %-13s%s\n", one.Name(), one.Short)
		}
	}
	c.InheritedFlags() // brings the root's flags to the command's own
	if c.HasAvailableFlags() {
		fmt.Fprintf(&b, "\nFlags:\n%s", c.Flags().FlagUsages())
	}
	_, err := c.OutOrStdout().Write([]byte(b.String()))
	return err
}
