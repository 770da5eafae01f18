package release

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"bulletin"
	"bulletin/config"
	"bulletin/tables"
)

// A folder that was released has its record in RecordFile and the files of each
// revision under KeptFolder, r1, r2 and so on. What is recorded is never
// written over or removed.
const (
	RecordFile = bulletin.RecordFile
	KeptFolder = bulletin.KeptFolder
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
	Language string // of its edition
	Size     int64
	SHA256   string // hexadecimal

	place tables.Place
}

// restore is the way out of whatever is wrong with a record.
const restore = "; restore it from a copy"

// ReadRecord reads the record of a release folder and holds it to its digests,
// and its files to theirs. It is nil where nothing was released. What is damaged
// comes as [*bulletin.Problems], with its place.
//
// What a run that was killed has left is no damage, and is not looked at.
func ReadRecord(folder string) (*Record, error) {
	file := filepath.Join(folder, RecordFile)
	data, err := readBounded(file, maxRecord)
	for {
		if _, ok := errors.AsType[*fs.PathError](err); ok && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: cannot be read: %w", file, plain(err))
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		record, problems := heldTo(folder, file, data, err == nil)
		if problems == nil {
			return record, nil
		}
		// Where a run has recorded a revision meanwhile, its files are no surprise.
		now, errNow := readBounded(file, maxRecord)
		if bytes.Equal(now, data) && (errNow == nil) == (err == nil) {
			return nil, problems
		}
		data, err = now, errNow
	}
}

// heldTo gives the record in data, if it is there, or what is wrong with it and its files.
func heldTo(folder, file string, data []byte, isThere bool) (*Record, error) {
	var record *Record
	var found []tables.Problem
	sources := config.Sources{}
	if isThere {
		record = &Record{}
		sources[file] = tables.SourceText(data)
		record.Revisions, found = parseRecord(file, sources[file])
	}
	if len(found) == 0 { // else no one can say what files there should be
		found = record.checkFiles(folder)
	}
	if len(found) > 0 {
		return nil, bulletin.ProblemsOf(found, sources)
	}
	return record, nil
}

// maxRecord is far more than any record has, in bytes.
const maxRecord = 16 << 20

// readBounded reads a regular file of no more than most bytes.
func readBounded(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no file%s", name, restore)
	case info.Size() > most:
		return nil, fmt.Errorf("%s: has %d bytes, more than it can have%s", name, info.Size(), restore)
	}
	return os.ReadFile(name)
}

// Last gives the revision that holds; nil where there is none.
func (r *Record) Last() *Revision {
	if r == nil || len(r.Revisions) == 0 {
		return nil
	}
	return &r.Revisions[len(r.Revisions)-1]
}

// next gives the number of the revision that comes next.
func (r *Record) next() int {
	if last := r.Last(); last != nil {
		return last.Number + 1
	}
	return 1
}

// Revision gives a revision by its number.
func (r *Record) Revision(number int) (*Revision, error) {
	switch {
	case r.Last() == nil:
		return nil, errors.New("nothing was released yet, there are no revisions; bulletin release makes the first")
	case number < 1 || number > len(r.Revisions):
		return nil, fmt.Errorf("there is no revision %d; %s", number, r.numbers())
	}
	return &r.Revisions[number-1], nil
}

// numbers says which revisions there are.
func (r *Record) numbers() string {
	if n := len(r.Revisions); n > 1 {
		return fmt.Sprintf("there are 1 to %d", n)
	}
	return "there is revision 1 alone"
}

// keptName gives the name of the folder in KeptFolder that a revision has.
func keptName(number int) string { return "r" + strconv.Itoa(number) }

// Editions gives the languages of the revision, the first edition's first.
func (r *Revision) Editions() []string {
	var out []string
	for _, f := range r.Files {
		if !slices.Contains(out, f.Language) {
			out = append(out, f.Language)
		}
	}
	return out
}

// Folder gives the path of the folder that the revision's files are kept in.
func (r *Revision) Folder(folder string) string {
	return filepath.Join(folder, KeptFolder, keptName(r.Number))
}

// File gives the bytes of a recorded file, held to its digest.
func (r *Revision) File(folder, name string) ([]byte, error) {
	for _, f := range r.Files {
		if f.Name == name {
			return f.read(r.Folder(folder))
		}
	}
	return nil, fmt.Errorf("revision %d has no file %q%s", r.Number, name, tables.Hint(name, r.names()))
}

func (r *Revision) names() []string {
	var names []string
	for _, f := range r.Files {
		names = append(names, f.Name)
	}
	return names
}

func (f *Recorded) read(folder string) ([]byte, error) {
	name := filepath.Join(folder, f.Name)
	data, err := readBounded(name, f.Size)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s is missing%s", name, restore)
	case err != nil:
		return nil, err
	case int64(len(data)) != f.Size || digestOf(data) != f.SHA256:
		return nil, fmt.Errorf("%s is not the file that was recorded%s", name, restore)
	}
	return data, nil
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// checkFiles holds what is kept to the record: nothing altered, missing or added.
func (r *Record) checkFiles(folder string) (found []tables.Problem) {
	var revisions []Revision
	if r != nil {
		revisions = r.Revisions
	}
	for i := range revisions {
		found = append(found, revisions[i].checkFiles(folder)...)
	}
	kept := filepath.Join(folder, KeptFolder)
	entries, _ := os.ReadDir(kept)
	for _, e := range entries {
		number, err := strconv.Atoi(strings.TrimPrefix(e.Name(), "r"))
		if err != nil || e.Name() != keptName(number) || number >= 1 && number <= len(revisions) {
			continue
		}
		if number == len(revisions)+1 && readNote(kept).making == number {
			continue // a run was killed, or is at it
		}
		found = append(found, tables.Problem{
			Place: tables.Place{File: filepath.Join(kept, e.Name())},
			Message: fmt.Sprintf("revision %d is not in %s; restore that from a copy, or move this folder away if the revision was never published",
				number, RecordFile),
		})
	}
	return found
}

func (r *Revision) checkFiles(folder string) (found []tables.Problem) {
	kept := r.Folder(folder)
	entries, err := os.ReadDir(kept)
	if err != nil {
		why := "cannot be read: " + plain(err).Error()
		if errors.Is(err, fs.ErrNotExist) {
			why = "is missing" + restore
		}
		return []tables.Problem{{Place: r.Place, Message: kept + " " + why}}
	}
	for _, e := range entries {
		if !slices.Contains(r.names(), e.Name()) && !fromSystem(e.Name()) {
			found = append(found, tables.Problem{
				Place:   tables.Place{File: filepath.Join(kept, e.Name())},
				Message: fmt.Sprintf("is no file of revision %d; move it out of %s", r.Number, KeptFolder),
			})
		}
	}
	for i := range r.Files {
		if _, err := r.Files[i].read(kept); err != nil {
			found = append(found, tables.Problem{Place: r.Files[i].place, Message: err.Error()})
		}
	}
	return found
}

// fromSystem reports whether a file is what file managers and office programs
// put beside others on their own, such as Thumbs.db and ~$bulletin.xlsx.
func fromSystem(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") ||
		strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

// plain drops the names of system call and path, which the message has already.
func plain(err error) error {
	if named, ok := errors.AsType[*fs.PathError](err); ok {
		return named.Err
	}
	if linked, ok := errors.AsType[*os.LinkError](err); ok {
		return linked.Err
	}
	return err
}
