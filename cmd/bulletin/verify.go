package main

import (
	"fmt"
	"path/filepath"
	"time"

	"bulletin/release"

	"github.com/spf13/cobra"
)

func verifyCommand(t *terminal) *cobra.Command {
	var fonts []string
	var folder string
	verify := &cobra.Command{
		Use:   "verify FILE.pdf",
		Short: "Say whether a published PDF is what its source says",
		Long: `Say whether a PDF is, byte for byte, what the source inside it says: the source is
taken out and built again. It is the same, or altered, or built by another
version of bulletin, which then has to verify it.

Where the folder of the PDF or one of the two above it has a record of releases, or
that of --release, it is told too which revision the PDF is, and which revision of
which date has replaced it. A superseded PDF is authentic: the exit status is 0.

That a PDF is the same does not say who published it: whoever has this program
can build one from other words. Compare it with the office's own.`,
		Example: `  bulletin verify bulletin.pdf
  bulletin verify bulletin.pdf --font PTSans.ttf
  bulletin verify sent.pdf --release testdata/2024-1`,
		Args: onePDF,
		RunE: func(_ *cobra.Command, args []string) error {
			data, faces, err := published(args[0], fonts)
			if err != nil {
				return err
			}
			result, err := release.Verify(data, faces)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			if result.Verdict == release.Altered {
				return fmt.Errorf("%s: altered: %s", args[0], result.Reason)
			}
			if result.Verdict == release.Same {
				t.say("%s: the same, byte for byte, as its source says", args[0])
			}
			// A record knows a PDF also where another version of the program built it.
			err = t.standing(args[0], data, folder)
			if err == nil && result.Verdict == release.OtherVersion {
				err = fmt.Errorf("%s: built by another version: %s", args[0], result.Reason)
			}
			return err
		},
	}
	fontFlag(verify, &fonts)
	verify.Flags().StringVar(&folder, "release", "", "look for the PDF in the record of the release in `FOLDER`")
	_ = verify.MarkFlagDirname("release")
	return verify
}

// standing says what a record knows of the PDF, if there is one.
func (t *terminal) standing(name string, data []byte, folder string) error {
	if folder != "" {
		folder = releaseFolder(folder)
	}
	s, err := release.StandingOf(name, data, folder)
	switch {
	case err != nil:
		return err
	case s == nil && folder != "":
		return fmt.Errorf("%s: nothing was released from it, there is no %s", folder, release.RecordFile)
	case s == nil:
	case s.Revision == nil:
		t.print("bulletin: %s: is in no revision that %s records", name, filepath.Join(s.Folder, release.RecordFile))
	case s.Superseded():
		t.print("bulletin: %s: is revision %d of %s, superseded by revision %d of %s (%s: %s)", name,
			s.Revision.Number, s.Revision.Released.Format(time.DateOnly),
			s.Last.Number, s.Last.Released.Format(time.DateOnly), s.Last.Severity, s.Last.Reason)
	default:
		t.say("%s: is revision %d of %s, which holds", name, s.Revision.Number, s.Revision.Released.Format(time.DateOnly))
	}
	return nil
}
