package release

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"bulletin"
	"bulletin/report/layout"
	"bulletin/report/pdf"
)

// Verdict is what building a PDF again from its own source shows.
type Verdict uint8

// The verdicts.
const (
	Same         Verdict = iota // byte for byte what its source says
	Altered                     // its source says something else, or cannot be built
	OtherVersion                // built by another version of the program, which has to verify it
)

// Result is a verdict with its reason.
type Result struct {
	Verdict Verdict
	Reason  string // in words, for Altered and OtherVersion
}

// Verify builds the release inside a PDF again, with the standard that it
// names and as a draft where it says so, and compares. faces are the release's own font files by their SHA-256.
// An error means that there is no verdict: the file is no bulletin's, a face is
// missing, or the machine failed.
func Verify(data []byte, faces map[string][]byte) (Result, error) {
	p, err := pdf.Open(data)
	if err != nil {
		return Result{}, err
	}
	files, missing, err := contents(p, faces)
	if err != nil {
		return Result{Altered, err.Error()}, nil
	}
	if len(missing) > 0 {
		return Result{}, fmt.Errorf("the face %s is not inside and is needed: name its file with --font (SHA-256 %s)", missing[0].Name, missing[0].SHA256)
	}
	folder, err := os.MkdirTemp("", "bulletin-verify-")
	if err != nil {
		return Result{}, err
	}
	defer os.RemoveAll(folder)
	if err := writeFiles(files, folder); err != nil {
		return Result{}, err
	}
	again, err := rebuilt(folder, p)
	var problems *bulletin.Problems
	switch {
	case err == nil && bytes.Equal(again, data):
		return Result{Verdict: Same}, nil
	case p.Producer != pdf.Producer:
		return Result{OtherVersion, fmt.Sprintf("it says that it was built by %s, and this is %s", p.Producer, pdf.Producer)}, nil
	case errors.As(err, &problems):
		return Result{Altered, fmt.Sprintf("its source cannot be built: %s", problems.List[0].Message)}, nil
	case err != nil:
		return Result{}, err
	}
	return Result{Altered, "its source builds another file"}, nil
}

// rebuilt builds the edition that a published PDF is, or nothing where its source has none in that language.
func rebuilt(folder string, p *pdf.Published) ([]byte, error) {
	path := folder
	if further := "bulletin." + p.Language + ".toml"; slices.ContainsFunc(p.Attachments, func(a layout.Attachment) bool { return a.Name == further }) {
		path = filepath.Join(folder, further)
	}
	r, err := bulletin.Open(path, "")
	if err != nil {
		return nil, err
	}
	if p.Draft {
		if err := r.MarkDraft(); err != nil {
			return nil, err
		}
	}
	for i, e := range r.Editions {
		if e.Language == p.Language {
			out, err := r.Output(i, string(p.Standard))
			if err != nil {
				return nil, err
			}
			return out.PDF, nil
		}
	}
	return nil, nil
}
