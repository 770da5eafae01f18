package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bulletin"
	"bulletin/release"
	"bulletin/report/layout"
	"bulletin/tables"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// buildFlags are what a build is asked for beside the release.
type buildFlags struct {
	output, language, standard    string
	spreadsheets, strict, verbose bool
	revision                      int // 0: what the folder has
}

func buildCommand(t *terminal) *cobra.Command {
	var flags buildFlags
	build := &cobra.Command{
		Use:   "build [FOLDER|FILE.toml] [-o FILE|-]",
		Short: "Write the PDF of each edition of a release",
		Long: `Write the PDFs of a release, named by its folder or its TOML file; with neither,
the current folder's: bulletin.pdf of bulletin.toml, bulletin.ru.pdf of
bulletin.ru.toml, and so on.

The release is checked first. If it has problems they are all told, nothing is
written, and PDFs that were there stay as they were. A corrected release is built
as bulletin-r2.pdf and so on; one that differs from what bulletin release recorded
without a declared correction is marked as a draft on every page,
bulletin-draft.pdf. Warnings are bulletin check's; --strict looks for them here too
and refuses them.

With --revision nothing is built: the PDFs of that revision are given again, byte
for byte, from what bulletin release has kept.`,
		Example: `  bulletin build testdata/2024-1
  bulletin build testdata/2024-1 --lang ru
  bulletin build testdata/2024-1 --tables
  bulletin build testdata/2024-1 -o 2024-1.pdf
  bulletin build testdata/2024-1 -o - | lp
  bulletin build testdata/2024-1 --revision 1 -o first.pdf`,
		Args:              oneRelease,
		ValidArgsFunction: completeRelease,
		RunE: func(c *cobra.Command, args []string) error {
			if err := flags.check(c); err != nil {
				return err
			}
			if flags.revision != 0 {
				return t.recorded(named(args), flags)
			}
			return t.build(named(args), flags)
		},
	}
	build.Flags().StringVarP(&flags.output, "output", "o", "", "write the PDF of the first edition, or of that of --lang, to `FILE`,\nor to standard output if it is - (default: NAME.pdf beside NAME.toml)")
	_ = build.MarkFlagFilename("output", "pdf")
	build.Flags().StringVar(&flags.language, "lang", "", "build the edition in `LANGUAGE` alone: "+strings.Join(bulletin.Languages(), ", "))
	_ = build.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(bulletin.Languages(), cobra.ShellCompDirectiveNoFileComp))
	build.Flags().StringVar(&flags.standard, "standard", "", "follow `STANDARD`: "+strings.Join(standards, " or ")+" (default: the release's)")
	_ = build.RegisterFlagCompletionFunc("standard", cobra.FixedCompletions(standards, cobra.ShellCompDirectiveNoFileComp))
	build.Flags().BoolVar(&flags.spreadsheets, "tables", false, "write the tables too: NAME.xlsx with all of them, and NAME.ID.csv of each")
	build.Flags().IntVar(&flags.revision, "revision", 0, "give again what was recorded as revision `N`; see bulletin help releases")
	build.Flags().BoolVar(&flags.strict, "strict", false, "refuse warnings as well")
	build.Flags().BoolVar(&flags.verbose, "verbose", false, "list the files that each PDF carries")
	return build
}

// standards are those that --standard takes; the first is what a release has unless it says otherwise.
var standards = []string{string(layout.UA1A3a), string(layout.UA2A4f)}

func (f *buildFlags) check(c *cobra.Command) error {
	switch {
	case f.output == "" && c.Flags().Changed("output"):
		return wrong(c, "-o names no file")
	case f.output == "-" && f.spreadsheets:
		return wrong(c, "standard output takes one file; with --tables name one: -o FILE.pdf")
	case f.output == "-" && term.IsTerminal(int(os.Stdout.Fd())):
		return wrong(c, "a PDF is not shown on a terminal, send it to a file or a program")
	case f.standard != "" && !slices.Contains(standards, f.standard):
		return wrong(c, "unknown standard %q%s; there is %s", f.standard, tables.Hint(f.standard, standards), strings.Join(standards, " and "))
	case f.language != "" && !slices.Contains(bulletin.Languages(), f.language):
		return wrong(c, "unknown language %q%s; there is %s", f.language, tables.Hint(f.language, bulletin.Languages()), strings.Join(bulletin.Languages(), ", "))
	}
	return f.checkRevision(c)
}

// checkRevision takes with --revision only what can be asked of files that are there already.
func (f *buildFlags) checkRevision(c *cobra.Command) error {
	if !c.Flags().Changed("revision") {
		return nil
	}
	for _, other := range []string{"standard", "strict", "verbose"} {
		if c.Flags().Changed(other) {
			return wrong(c, "--revision gives what was recorded, as it is; leave --%s out", other)
		}
	}
	if f.revision < 1 {
		return wrong(c, "revisions are counted from 1, not %d", f.revision)
	}
	return nil
}

// build makes everything that was asked for before it writes anything.
func (t *terminal) build(path string, f buildFlags) error {
	r, err := bulletin.Open(path, f.language)
	if err != nil {
		return err
	}
	found := r.Errors()
	if f.strict {
		found = r.Problems(r.Vocabulary())
	}
	state, err := release.StateOf(r)
	if err != nil {
		return err
	}
	if state.Draft() {
		found.Drop(bulletin.CorrectionMismatch)
	}
	if found.Refuses(f.strict) {
		return found
	}
	if err := t.markDraft(r, state); err != nil {
		return err
	}
	wanted := len(r.Editions)
	if f.output != "" {
		wanted = 1
	}
	var outputs []*bulletin.Output
	var sheets []bulletin.Spreadsheet
	for i := range wanted {
		out, err := r.Output(i, f.standard)
		if err != nil {
			return err
		}
		outputs = append(outputs, out)
		if f.spreadsheets {
			more, err := r.Spreadsheets(i, strings.TrimSuffix(f.output, filepath.Ext(f.output)))
			if err != nil {
				return err
			}
			sheets = append(sheets, more...)
		}
	}
	if err := mayWrite(r, outputs, sheets, f.output); err != nil {
		return err
	}
	for _, out := range outputs {
		if err := t.deliver(out, f); err != nil {
			return err
		}
	}
	for i := range sheets {
		if err := uninterrupted(sheets[i].Save); err != nil {
			return err
		}
		t.say("wrote %s, %s", sheets[i].Path, count(len(sheets[i].Data), "byte"))
	}
	if f.verbose {
		t.say("whoever has a PDF can read the files inside, comments in the TOML included")
	}
	return nil
}

// markDraft makes a draft of a release that differs from what was published and declares no correction.
func (t *terminal) markDraft(r *bulletin.Release, state *release.State) error {
	if state.OtherForm {
		last := state.Record.Last().Number
		t.say("only comments or looks differ from revision %d; bulletin build --revision %d gives what was published", last, last)
	}
	if !state.Draft() {
		return nil
	}
	t.say("a draft: it differs from revision %d, and no [[correction]] declares how; bulletin release prints the lines that do", state.Record.Last().Number)
	return r.MarkDraft()
}

// mayWrite sees that nothing that will be written is a file of the release, before anything is.
func mayWrite(r *bulletin.Release, outputs []*bulletin.Output, sheets []bulletin.Spreadsheet, output string) error {
	var targets []string
	for _, out := range outputs {
		targets = append(targets, cmp.Or(output, out.Path))
	}
	for i := range sheets {
		targets = append(targets, sheets[i].Path)
	}
	for _, path := range targets {
		if err := r.MayReplace(path); err != nil {
			return err
		}
	}
	return nil
}

// deliver puts a PDF where it was asked for and tells where that was.
func (t *terminal) deliver(out *bulletin.Output, f buildFlags) error {
	name := out.Path
	if f.output != "" {
		name = f.output
	}
	if name == "-" {
		if _, err := os.Stdout.Write(out.PDF); err != nil {
			return fmt.Errorf("standard output cannot be written: %w", err)
		}
		name = "to standard output"
	} else if err := uninterrupted(func() error { return out.Save(name) }); err != nil {
		return err
	}
	t.say("wrote %s, %s, %s", name, count(out.Pages, "page"), count(len(out.PDF), "byte"))
	if f.verbose {
		for _, inside := range out.Inside {
			t.say("inside: %s, %s (%s)", inside.Name, count(inside.Size, "byte"), inside.Description)
		}
	}
	return nil
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
