package release

import (
	"path/filepath"
)

// A Standing says what a record knows of a PDF.
type Standing struct {
	Folder   string    // the release folder that has the record
	Revision *Revision // that the PDF is a file of; nil: of none
	Last     *Revision // that holds
}

// Superseded reports whether another revision has replaced the PDF's.
func (s *Standing) Superseded() bool { return s.Revision != nil && s.Revision.Number < s.Last.Number }

// StandingOf looks for a PDF in the record of a release folder; where folder is
// empty, in that of the folder that the PDF's path leads to or of one of the two
// above it. It is nil where there is no record.
func StandingOf(path string, data []byte, folder string) (*Standing, error) {
	folders := []string{folder}
	if folder == "" {
		var err error
		if folders, err = above(path); err != nil {
			return nil, err
		}
	}
	for _, folder := range folders {
		record, err := ReadRecord(folder)
		if err != nil {
			return nil, err
		}
		if last := record.Last(); last != nil {
			return &Standing{folder, record.holding(digestOf(data)), last}, nil
		}
	}
	return nil, nil
}

// above gives the folder of a file and the two above it, as a user would name them.
func above(path string) ([]string, error) {
	dir := filepath.Dir(path)
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	folders := []string{dir}
	for range 2 {
		if filepath.Dir(full) == full {
			break
		}
		full = filepath.Dir(full)
		if base := filepath.Base(dir); base == "." || base == ".." {
			dir = filepath.Join(dir, "..")
		} else {
			dir = filepath.Dir(dir)
		}
		folders = append(folders, dir)
	}
	return folders, nil
}

// holding gives the revision that has a file of this digest.
func (r *Record) holding(sum string) *Revision {
	for i := range r.Revisions {
		for _, f := range r.Revisions[i].Files {
			if f.SHA256 == sum {
				return &r.Revisions[i]
			}
		}
	}
	return nil
}
