package bulletin

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile puts data at path whole or not at all: it is written beside the
// old file, synced, and given its name, so that whoever opens the name meets
// the old contents or the new ones, also after a power cut.
//
// A file that was there keeps its permissions and is not replaced if it is
// read-only; a new one is 0644 within the umask. A symbolic link stays, and
// what it leads to is replaced. What is no file, such as a pipe or /dev/null,
// is written to. What a record has (see [RecordFile]) is refused.
//
// Errors name the path and say what to do. On Windows a PDF that is open in a
// reader cannot be replaced.
func WriteFile(path string, data []byte) error {
	target, err := follow(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if isRecorded(target) {
		return fmt.Errorf("%s: is part of a record, which is never written over; name another file", path)
	}
	old, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = replace(target, data, nil)
	case err != nil:
	case old.IsDir():
		err = errors.New("is a folder, name a file")
	case !old.Mode().IsRegular():
		err = pour(target, data)
	case old.Mode().Perm()&0o222 == 0:
		err = errors.New("is read-only, make it writable or name another file")
	default:
		err = replace(target, data, old)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no folder %s, make it first", path, filepath.Dir(target))
	case openElsewhere(err):
		return fmt.Errorf("close %s in the reader and run again", path)
	}
	// The name of the file written aside would mean nothing to the user.
	if named := (*fs.PathError)(nil); errors.As(err, &named) {
		err = named.Err
	} else if linked := (*os.LinkError)(nil); errors.As(err, &linked) {
		err = linked.Err
	}
	return fmt.Errorf("%s: cannot be written: %w", path, err)
}

// follow gives the name that a chain of symbolic links ends in; nothing need be there.
func follow(path string) (string, error) {
	for range 40 { // as many as Linux follows
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil // not a link
		}
		if !filepath.IsAbs(to) {
			// Joined as it stands: filepath.Join would resolve .. past folders that are links themselves.
			to = filepath.Dir(path) + string(filepath.Separator) + to
		}
		path = to
	}
	return "", errors.New("symbolic links go in a circle")
}

// replace writes data aside in the folder of path and renames it to path.
// Old describes the file that is there, nil where there is none.
func replace(path string, data []byte, old fs.FileInfo) (err error) {
	f, err := createAside(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err != nil {
		return err
	}
	if old != nil {
		if err = f.Chmod(old.Mode().Perm()); err != nil {
			return err
		}
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// createAside makes a new file in the folder of path. Its mode is left to the
// umask, which os.CreateTemp would pass over.
func createAside(path string) (*os.File, error) {
	for n := 0; ; n++ {
		name := fmt.Sprintf(".bulletin-%d-%d.tmp", os.Getpid(), n)
		aside := filepath.Join(filepath.Dir(path), name)
		f, err := os.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if n < 100 && errors.Is(err, fs.ErrExist) {
			continue
		}
		return f, err
	}
}

// pour writes to something that has no contents to replace.
func pour(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
