package main

import (
	"fmt"
	"io"
	"os"

	"bulletin/config"
	"bulletin/release"
	"bulletin/report/pdf"

	"github.com/spf13/cobra"
)

func extractCommand(t *terminal) *cobra.Command {
	var folder string
	var fonts []string
	extract := &cobra.Command{
		Use:   "extract FILE.pdf -o FOLDER",
		Short: "Take the source out of a published PDF",
		Long: `Take the source out of a PDF that bulletin wrote: its TOML and its tables, as a
release folder that builds the same PDF. The folder must be new or empty.

A face that the release brought is not inside. Name its file with --font, and it
is put in its place.`,
		Example: `  bulletin extract bulletin.pdf -o source
  bulletin extract bulletin.pdf -o source --font PTSans.ttf`,
		Args: onePDF,
		RunE: func(c *cobra.Command, args []string) error {
			if folder == "" {
				return wrong(c, "name the folder to write with -o")
			}
			data, faces, err := published(args[0], fonts)
			if err != nil {
				return err
			}
			p, err := pdf.Open(data)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			missing, err := release.Extract(p, folder, faces)
			if err != nil {
				return err
			}
			for _, f := range missing {
				t.print("bulletin: put the face %s into the folder, it is not inside the PDF (SHA-256 %s)", f.Name, f.SHA256)
			}
			t.say("wrote %s, %s", folder, count(len(p.Attachments), "file"))
			if b, _, _ := config.Load(folder); b != nil && b.Standard.Value != string(p.Standard) {
				t.say("the PDF was built with --standard %s, build the folder with it too", p.Standard)
			}
			return nil
		},
	}
	extract.Flags().StringVarP(&folder, "output", "o", "", "write to `FOLDER`, which must be new or empty")
	fontFlag(extract, &fonts)
	return extract
}

// onePDF asks for one file.
func onePDF(c *cobra.Command, args []string) error {
	if len(args) != 1 {
		return wrong(c, "name one PDF, not %d", len(args))
	}
	return nil
}

func fontFlag(c *cobra.Command, fonts *[]string) {
	c.Flags().StringArrayVar(fonts, "font", nil, "`FILE` of a face that the release brought; may be given again")
	_ = c.MarkFlagFilename("font", "ttf")
}

// published reads a PDF and the faces named beside it.
func published(name string, fonts []string) ([]byte, map[string][]byte, error) {
	data, err := readFile(name)
	if err != nil {
		return nil, nil, err
	}
	var files [][]byte
	for _, font := range fonts {
		face, err := readFile(font)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, face)
	}
	return data, release.Faces(files), nil
}

// maxRead is more than any PDF or face of a bulletin has; a device has no end.
const maxRead = 256 << 20

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxRead+1))
	if err == nil && len(data) > maxRead {
		err = fmt.Errorf("%s: larger than %d MiB, no bulletin is", name, maxRead>>20)
	}
	return data, err
}
