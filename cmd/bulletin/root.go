package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"bulletin"
	"bulletin/tables"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// run does what the arguments ask and gives the exit code.
func run(args []string) (code int) {
	t := newTerminal(os.Stderr, os.Getenv)
	defer func() {
		if fault := recover(); fault != nil {
			t.fault(fault)
			code = exitFault
		}
	}()
	root := rootCommand(t)
	root.SetArgs(args)
	return t.failure(root.Execute())
}

// rootCommand lists the commands, a file each.
func rootCommand(t *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "bulletin",
		Short: "Make an official statistical bulletin from a release folder",
		Long: `Make an official statistical bulletin, a tagged PDF, from a release folder:
a bulletin.toml with the words and the tables beside it with the figures.`,
		Example: `  bulletin check testdata/2024-1
  bulletin build testdata/2024-1
  bulletin help build`,
		Version:           bulletin.Version,
		Args:              noCommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetOut(os.Stdout)
	root.SetErr(os.Stderr)
	root.SetUsageFunc(usage)
	root.SetVersionTemplate("bulletin {{.Version}}\n")
	root.SetFlagErrorFunc(wrongFlag)
	root.PersistentFlags().BoolVarP(&t.quiet, "quiet", "q", false, "say nothing when all is well")

	root.AddCommand(buildCommand(t), checkCommand(t), diffCommand(t), releaseCommand(t), releasesCommand(t), extractCommand(t), verifyCommand(t), sendCommand(t), initCommand(t), versionCommand(), completionCommand())
	root.SetHelpCommand(helpCommand())
	return root
}

// wrongFlag tells of a flag that is unknown, with the nearest one, or that lacks its value.
func wrongFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return wrong(c, "%q is no value for --%s", invalid.GetValue(), invalid.GetFlag().Name)
	}
	if !errors.As(err, &unknown) || len(unknown.GetSpecifiedName()) == 1 {
		return wrong(c, "%v", err)
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	name := "--" + unknown.GetSpecifiedName()
	return wrong(c, "unknown flag %s%s", name, tables.Hint(name, names))
}

// noCommand refuses what stands where a command should, with the one that was likely meant.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, one := range c.Commands() {
		names = append(names, one.Name())
	}
	hint := tables.Hint(args[0], names)
	if _, err := os.Stat(args[0]); hint == "" && err == nil {
		hint = fmt.Sprintf(" (did you mean bulletin build %s?)", asArgument(args[0]))
	}
	return wrong(c, "unknown command %q%s", args[0], hint)
}

// oneRelease refuses a second folder.
func oneRelease(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return wrong(c, "one release at a time, but %d were named: %s", len(args), strings.Join(args, ", "))
	}
	return nil
}

// named gives the folder or TOML file that was named; "" is the current folder.
func named(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// completeRelease offers folders and TOML files.
func completeRelease(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{"toml"}, cobra.ShellCompDirectiveFilterFileExt
}
