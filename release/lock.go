package release

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// lockFile stands in KeptFolder. It is locked while a run makes a release final;
// the system lets go of it when the process ends, however that comes. Inside is a
// note of who holds it and what is being made, so that another run can say who,
// and so that the files of a revision that was killed before it was recorded are
// known from those of a recorded one.
const lockFile = ".lock"

// lock is a release folder held by this process.
type lock struct {
	file *os.File
	disk *disk
}

// A HeldError says that another run holds the folder.
type HeldError struct {
	Folder string
	Holder string // process and since when; empty where that cannot be read
}

func (e *HeldError) Error() string {
	holder := ""
	if e.Holder != "" {
		holder = " (" + e.Holder + ")"
	}
	return fmt.Sprintf("%s: another run of bulletin release holds the folder%s; wait until it has ended and run again", e.Folder, holder)
}

// lockFolder takes the lock of a release folder, and waits for it no longer than wait.
func lockFolder(d *disk, folder string, wait time.Duration) (*lock, error) {
	kept := filepath.Join(folder, KeptFolder)
	if err := d.makeFolder(kept); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	name := filepath.Join(kept, lockFile)
	if err := d.allowed("create", name); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	const pause = 50 * time.Millisecond
	for waited := time.Duration(0); ; waited += pause {
		switch err := tryLock(f); {
		case err == nil:
			return &lock{f, d}, nil
		case !errors.Is(err, errHeld):
			_ = f.Close()
			return nil, &fs.PathError{Op: "lock", Path: name, Err: err}
		case waited >= wait:
			_ = f.Close()
			return nil, &HeldError{folder, readNote(kept).holder}
		}
		time.Sleep(pause)
	}
}

// errHeld is tryLock's where another process has the lock.
var errHeld = errors.New("the lock is held")

// note writes who holds the lock and which revision is being made.
func (l *lock) note(making int, since time.Time) error {
	holder := fmt.Sprintf("process %d", os.Getpid())
	if host, err := os.Hostname(); err == nil {
		holder += " on " + host
	}
	if err := l.clear(); err != nil {
		return err
	}
	return l.disk.pour(l.file, fmt.Appendf(nil, "%s since %s\nmaking %s\n", holder, since.Format(time.RFC3339), keptName(making)))
}

func (l *lock) clear() error {
	if err := l.disk.allowed("truncate", l.file.Name()); err != nil {
		return err
	}
	_, err := l.file.Seek(0, io.SeekStart)
	return errors.Join(l.file.Truncate(0), err)
}

// release lets go of the lock. The file stays: to remove it would let two runs lock two files of one name.
func (l *lock) release() { _ = l.file.Close() }

// note is what a lock file says.
type note struct {
	holder string // process 4711 on pc-17 since 2024-07-17T10:00:00+05:00
	making int    // 0: nothing
}

// readNote reads the note of a lock file. One that was cut short says nothing.
func readNote(kept string) note {
	f, err := os.Open(filepath.Join(kept, lockFile))
	if err != nil {
		return note{}
	}
	defer f.Close()
	data, _ := io.ReadAll(io.LimitReader(f, 1000))
	holder, rest, whole := strings.Cut(string(data), "\n")
	if !whole {
		return note{}
	}
	n := note{holder: holder}
	if making, whole := strings.CutSuffix(rest, "\n"); whole {
		n.making, _ = strconv.Atoi(strings.TrimPrefix(making, "making r"))
	}
	return n
}
