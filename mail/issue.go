package mail

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bulletin"
	"bulletin/release"
)

// An Issue is what is sent: one recorded revision of a release, in its editions.
type Issue struct {
	Wave      string
	Revision  int
	Digest    string              // of the recorded revision: no other has the same
	Published time.Time           // the hour before which only groups with pre-release access are written to
	Editions  map[string]*Edition // by language
	First     string              // language of the first one
}

// Edition is the issue in one language.
type Edition struct {
	*bulletin.Edition
	PDF      []byte
	Workbook []byte // the tables
}

// OpenIssue gives the last recorded revision of a release folder, its PDFs held
// to the record and verified. It refuses a folder that was never released, and
// what the folder has that was not. The hour of publication of a correction is its date.
func OpenIssue(folder string) (*Issue, error) {
	now, err := bulletin.Open(folder, "")
	if err != nil {
		return nil, err
	}
	state, err := release.StateOf(now)
	if err != nil {
		return nil, err
	}
	if err := notReleased(folder, now, state); err != nil {
		return nil, err
	}
	last := state.Record.Last()
	faces := release.Faces(slices.Collect(maps.Values(now.Editions[0].Bulletin.Fonts.Files)))
	source, err := release.OpenSource(fmt.Sprintf("%s@%d", folder, last.Number), faces)
	if err != nil {
		return nil, err
	}
	first := source.Editions[0]
	issue := &Issue{
		Wave: first.Document.Wave, Revision: last.Number, Digest: last.Digest,
		Published: first.Document.Published, Editions: make(map[string]*Edition), First: first.Language,
	}
	if last.Number > 1 {
		issue.Published = first.Document.Corrected
	}
	for _, e := range source.Editions {
		edition := &Edition{Edition: e}
		if edition.PDF, edition.Workbook, err = recordedFiles(folder, last, e.Language, faces); err != nil {
			return nil, err
		}
		issue.Editions[e.Language] = edition
	}
	return issue, nil
}

// notReleased says why what a folder has is not what was released last; nil where it is.
func notReleased(folder string, now *bulletin.Release, state *release.State) error {
	last := state.Record.Last()
	if last == nil {
		return fmt.Errorf("%s: nothing was released yet, and only what was released is sent; run bulletin release", folder)
	}
	declared := now.Editions[0].Bulletin.Revision()
	switch {
	case state.Draft():
		return fmt.Errorf("%s: differs from revision %d, which was released, in %s; what is sent is what was released: restore it, or declare a [[correction]] and run bulletin release",
			folder, last.Number, some(state.Undeclared))
	case declared > last.Number:
		return fmt.Errorf("%s: declares the correction that makes revision %d, which is not released yet; run bulletin release", folder, declared)
	}
	return nil
}

// some names the first few.
func some(names []string) string {
	const most = 5
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

// recordedFiles gives the PDF and the workbook of an edition, as they were recorded.
func recordedFiles(folder string, r *release.Revision, language string, faces map[string][]byte) (pdf, workbook []byte, err error) {
	for _, f := range r.Files {
		if f.Language != language {
			continue
		}
		switch filepath.Ext(f.Name) {
		case ".pdf":
			if pdf, err = r.File(folder, f.Name); err == nil {
				err = verified(filepath.Join(r.Folder(folder), f.Name), pdf, faces)
			}
		case ".xlsx":
			workbook, err = r.File(folder, f.Name)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return pdf, workbook, nil
}

// verified sees that a PDF is what its source builds.
func verified(name string, pdf []byte, faces map[string][]byte) error {
	result, err := release.Verify(pdf, faces)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	case result.Verdict == release.OtherVersion:
		return fmt.Errorf("%s: cannot be verified: %s; send it with that version", name, result.Reason)
	case result.Verdict != release.Same:
		return errors.New(name + ": was altered and is not sent: " + result.Reason)
	}
	return nil
}
