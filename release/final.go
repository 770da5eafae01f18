package release

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bulletin"
	"bulletin/config"
	"bulletin/report/pdf"
	"bulletin/tables"
)

// FinalOptions are what making a release final takes from whoever asks for it.
type FinalOptions struct {
	Clock func() time.Time // when it is made final
	Wait  time.Duration    // how long to wait for another run that holds the folder
	Tell  func(string)     // told of what an earlier run left; may be nil

	disk disk
}

// An UndeclaredError says that a release folder differs from its last revision in what no correction declares.
type UndeclaredError struct {
	Revision   int      // the last one
	Undeclared []string // as State has it
	Lines      string   // of TOML, to be pasted; see Lines
}

func (e *UndeclaredError) Error() string {
	return fmt.Sprintf("the folder differs from revision %d in what no [[correction]] declares: %s", e.Revision, strings.Join(e.Undeclared, ", "))
}

// Finalize makes the release in a folder final, as its next revision: it is
// checked strictly, every edition and all tables are built, and kept and recorded
// in the folder. An error means that nothing was recorded and the folder is as it
// was: [*bulletin.Problems] of the release or of its record, [*UndeclaredError],
// [*HeldError], or what the machine says.
//
// Killed at any moment, it leaves the revision recorded whole or not at all. What
// it left besides is ignored by all, and removed by the next run.
func Finalize(folder string, o FinalOptions) (*Revision, error) {
	f := &final{folder: filepath.Clean(folder), FinalOptions: o}
	if err := f.open(); err != nil {
		return nil, err
	}
	if err := f.plan(); err != nil { // before anything is written
		return nil, err
	}
	held, err := lockFolder(&f.disk, f.folder, o.Wait)
	if err != nil {
		return nil, notRecorded(err)
	}
	defer held.release()
	f.lock = held
	if err := f.recover(); err != nil {
		return nil, notRecorded(err)
	}
	if err := f.plan(); err != nil { // another run may have come between
		return nil, err
	}
	if err := f.build(); err != nil {
		return nil, err
	}
	if err := f.write(); err != nil {
		return nil, notRecorded(err)
	}
	return f.record.Last(), nil
}

// final is a release on its way to being final.
type final struct {
	FinalOptions
	folder  string
	release *bulletin.Release
	lock    *lock
	record  *Record // with the new revision, once that is built
	files   [][]byte
	made    string // the folder of the revision's files, while it is not recorded
}

func (f *final) first() *config.Bulletin { return f.release.Editions[0].Bulletin }

// open reads the release and takes neither errors nor warnings.
func (f *final) open() error {
	if info, err := os.Stat(f.folder); err == nil && !info.IsDir() {
		return fmt.Errorf("%s: a release is made final as a whole, name its folder", f.folder)
	}
	r, err := bulletin.Open(f.folder, "")
	if err != nil {
		return err
	}
	found := r.Problems(r.Vocabulary())
	found.Drop(bulletin.CorrectionMismatch) // such a figure differs from the record, and plan says how to declare it
	found.Add(SupersededWaves(r))
	if found.Refuses(true) {
		return found
	}
	f.release = r
	return nil
}

// plan sees that the release is the revision that comes next.
func (f *final) plan() error {
	record, err := ReadRecord(f.folder)
	if err != nil {
		return err
	}
	f.record = record
	declared := f.first().Revision()
	if problem := f.misnumbered(declared, record.next()); problem != "" {
		c := f.first().Corrections
		place := tables.Place{File: filepath.Join(f.folder, config.FileName)}
		if len(c) > 0 {
			place = c[min(len(c), record.next())-1].Place
		}
		return bulletin.ProblemsOf([]tables.Problem{{Place: place, Message: problem}}, f.release.Sources)
	}
	last := record.Last()
	if last == nil {
		return nil
	}
	state, err := StateOf(f.release)
	if err != nil {
		return err
	}
	same := state.Difference == nil || state.Difference.Empty()
	switch {
	case state.Draft():
		return &UndeclaredError{last.Number, state.Undeclared, Lines(state.Difference, f.release.Editions, last.Number, f.Clock())}
	case declared == last.Number && same, state.Difference != nil && same:
		return fmt.Errorf("%s: the figures and words are those of revision %d, nothing is to be released", f.folder, last.Number)
	case declared == last.Number:
		return fmt.Errorf("%s: the folder differs from revision %d; declare what changed under [[correction]]", f.folder, last.Number)
	}
	return nil
}

// misnumbered says why a folder that declares a revision is not the next one. One
// that declares the last is compared with it first.
func (f *final) misnumbered(declared, next int) string {
	switch {
	case next == 1 && declared > 1:
		return "a [[correction]] corrects what was released, and nothing was; take it out"
	case declared > next:
		return fmt.Sprintf("this [[correction]] would make revision %d, and revision %d is next; declare all that changed in one", next+1, next)
	case declared < next-1:
		return fmt.Sprintf("revision %d was released, and the corrections here are those of revision %d; a [[correction]] that was released stays, restore it", next-1, declared)
	}
	return ""
}

// build makes every file of the revision, and its entry.
func (f *final) build() error {
	b := f.first()
	now := f.Clock()
	if last := f.record.Last(); last != nil && now.Before(last.Released) {
		return fmt.Errorf("%s: the clock of this computer says %s, and revision %d was released on %s; set the clock right",
			f.folder, now.Format("2006-01-02 15:04 -07:00"), last.Number, last.Released.Format("2006-01-02 15:04 -07:00"))
	}
	_, offset := now.Zone()
	r := Revision{
		Number:   b.Revision(),
		Released: now.Truncate(time.Second).In(time.FixedZone("", offset)),
		Wave:     b.Wave.Value,
		Source:   b.Digest(),
		Producer: pdf.Producer,
	}
	if n := len(b.Corrections); n > 0 {
		r.Severity, r.Reason = b.Corrections[n-1].Severity.Value, b.Corrections[n-1].Reason.Value
	}
	add := func(path, language string, data []byte) {
		r.Files = append(r.Files, Recorded{Name: filepath.Base(path), Language: language, Size: int64(len(data)), SHA256: digestOf(data)})
		f.files = append(f.files, data)
	}
	for i, e := range f.release.Editions {
		out, err := f.release.Output(i, "")
		if err != nil {
			return err
		}
		add(out.Path, e.Language, out.PDF)
		sheets, err := f.release.Spreadsheets(i, "")
		if err != nil {
			return err
		}
		for _, s := range sheets {
			add(s.Path, e.Language, s.Data)
		}
	}
	if err := namesOnce(r.names()); err != nil {
		return err
	}
	before := ""
	next := &Record{}
	if last := f.record.Last(); last != nil {
		before = last.Digest
		next.Revisions = slices.Clone(f.record.Revisions)
	}
	r.Digest = r.digest(before)
	next.Revisions = append(next.Revisions, r)
	f.record = next
	return nil
}

// namesOnce refuses files that would be one file on some systems, such as
// bulletin.ru.csv, which is both a table called ru and one of the Russian edition.
func namesOnce(names []string) error {
	seen := map[string]bool{}
	for _, name := range names {
		key := strings.ToLower(name)
		if seen[key] {
			return fmt.Errorf("two files of the release would be called %s; give the table another id", name)
		}
		seen[key] = true
	}
	return nil
}

// paths are those that a revision is written to, in the order in which they come to be.
type paths struct{ kept, aside, revision, recordAside, record string }

func (f *final) paths(number int) paths {
	kept := filepath.Join(f.folder, KeptFolder)
	return paths{
		kept:        kept,
		aside:       filepath.Join(kept, asideName(number)),
		revision:    filepath.Join(kept, keptName(number)),
		recordAside: filepath.Join(f.folder, recordAside),
		record:      filepath.Join(f.folder, RecordFile),
	}
}

// recordAside is where the new record stands until it takes the name of the old one.
const recordAside = "." + RecordFile + ".new"

// asideName is where the files of a revision stand until all are written.
func asideName(number int) string { return "." + keptName(number) + "-new" }

// write puts the files of the revision into their folder, and then the record in
// the place of the old one: that is the moment at which the revision comes to be.
func (f *final) write() error {
	r := f.record.Last()
	p, d := f.paths(r.Number), &f.disk
	data := f.record.written()
	steps := []func() error{
		func() error { return f.lock.note(r.Number, r.Released) },
		func() error { return f.makes(p.aside, d.makeFolder(p.aside)) },
		func() error {
			for i, file := range r.Files {
				// Read-only: what is kept is for reading.
				if err := d.writeNew(filepath.Join(p.aside, file.Name), f.files[i], 0o444); err != nil {
					return err
				}
			}
			return nil
		},
		func() error { return d.syncFolder(p.aside) },
		func() error { return f.makes(p.revision, d.rename(p.aside, p.revision)) },
		func() error { return d.syncFolder(p.kept) },
		func() error { return d.writeNew(p.recordAside, data, 0o644) },
		func() error { return d.syncFolder(f.folder) },
		func() error { return d.rename(p.recordAside, p.record) },
		func() error { return d.syncFolder(f.folder) },
		func() error { return f.lock.clear() },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return f.failed(err, p, data)
		}
	}
	return nil
}

// makes keeps the name that the files of the revision have, where there was no error.
func (f *final) makes(path string, err error) error {
	if err == nil {
		f.made = path
	}
	return err
}

// failed takes back what this run has written, and nothing else, unless the record
// has the revision: then it is released, whatever failed after that. What cannot be
// taken back is left to the next run, which needs the note.
func (f *final) failed(err error, p paths, data []byte) error {
	switch now, _ := os.ReadFile(p.record); {
	case bytes.Equal(now, data):
		err = nil
	case f.made != "" && f.disk.remove(f.made) != nil:
		return err
	}
	_ = f.lock.clear()
	return err
}

// recover removes what a run has left that was killed before its revision was recorded.
func (f *final) recover() error {
	record, err := ReadRecord(f.folder)
	if err != nil {
		return nil // plan tells
	}
	number := record.next()
	p := f.paths(number)
	var left []string
	for _, path := range []string{p.recordAside, p.aside, p.revision} {
		if _, err := os.Lstat(path); err == nil {
			left = append(left, path)
		}
	}
	if len(left) == 0 {
		return nil
	}
	// The lock's note told ReadRecord that the revision was being made, so it is no recorded one.
	for _, path := range left {
		if err := f.disk.remove(path); err != nil {
			return err
		}
	}
	if f.Tell != nil {
		f.Tell(fmt.Sprintf("an earlier run ended before revision %d was recorded; what it left was removed: %s", number, strings.Join(left, ", ")))
	}
	return nil
}

// notRecorded says of an error of the machine what it means for the release.
func notRecorded(err error) error {
	if held := (*HeldError)(nil); errors.As(err, &held) {
		return err
	}
	path := ""
	if named, ok := errors.AsType[*fs.PathError](err); ok {
		path = named.Path
	} else if linked, ok := errors.AsType[*os.LinkError](err); ok {
		path = cmp.Or(linked.New, linked.Old)
	}
	return fmt.Errorf("%s: cannot be written: %w; nothing was recorded, the release is as it was", path, plain(err))
}
