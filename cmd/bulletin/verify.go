package main

import (
	"fmt"

	"bulletin/release"

	"github.com/spf13/cobra"
)

func verifyCommand(t *terminal) *cobra.Command {
	var fonts []string
	verify := &cobra.Command{
		Use:   "verify FILE.pdf",
		Short: "Say whether a published PDF is what its source says",
		Long: `Say whether a PDF is, byte for byte, what the source inside it says: the source is
taken out and built again. It is the same, or altered, or built by another
version of bulletin, which then has to verify it.

That a PDF is the same does not say who published it: whoever has this program
can build one from other words. Compare it with the office's own.`,
		Example: `  bulletin verify bulletin.pdf
  bulletin verify bulletin.pdf --font PTSans.ttf`,
		Args: onePDF,
		RunE: func(_ *cobra.Command, args []string) error {
			data, faces, err := published(args[0], fonts)
			if err != nil {
				return err
			}
			result, err := release.Verify(data, faces)
			switch {
			case err != nil:
				return fmt.Errorf("%s: %w", args[0], err)
			case result.Verdict == release.Altered:
				return fmt.Errorf("%s: altered: %s", args[0], result.Reason)
			case result.Verdict == release.OtherVersion:
				return fmt.Errorf("%s: built by another version: %s", args[0], result.Reason)
			}
			t.say("%s: the same, byte for byte, as its source says", args[0])
			return nil
		},
	}
	fontFlag(verify, &fonts)
	return verify
}
