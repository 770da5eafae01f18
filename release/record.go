package release

import (
	"time"

	"bulletin/tables"
)

// A folder that was released has its record in RecordFile and the files of each
// revision under KeptFolder, r1, r2 and so on. What is recorded is never
// written over or removed.
const (
	RecordFile = "releases.toml"
	KeptFolder = "releases"
)

// A Record is what was published from a release folder, its first revision first.
type Record struct {
	Revisions []Revision
}

// A Revision is one published version of a release.
type Revision struct {
	Number   int
	Released time.Time // when it was made final
	Wave     string
	Source   string // digest of the source: config.Bulletin.Digest
	Severity string // minor or major; empty at revision 1
	Reason   string // in the first language; empty at revision 1
	Producer string // the program and its version
	Files    []Recorded
	Digest   string // of all that is above and of the revision before: an altered record is recognised by it

	Place tables.Place // in the record
}

// A Recorded file stands under KeptFolder.
type Recorded struct {
	Name     string // bulletin-r2.ru.pdf
	Language string // of a PDF
	Size     int64
	SHA256   string // hexadecimal
}

// ReadRecord reads the record of a release folder and holds it to its digests,
// and its files to theirs. It is nil where nothing was released. What is damaged
// comes as [*bulletin.Problems], with its place.
func ReadRecord(folder string) (*Record, error) { return nil, nil }

// Last gives the revision that holds; nil where there is none.
func (r *Record) Last() *Revision {
	if r == nil || len(r.Revisions) == 0 {
		return nil
	}
	return &r.Revisions[len(r.Revisions)-1]
}

// File gives the bytes of a recorded file, held to its digest.
func (r *Revision) File(folder, name string) ([]byte, error) { return nil, nil }
