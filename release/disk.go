package release

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// disk is all that making a release final does to files. Each operation lasts
// through a power cut once the folder it was done in has been synced.
type disk struct {
	// before is asked before each operation, by a test: it may end the process, or
	// give the error of a disk that is full.
	before func(operation, path string) error
}

func (d *disk) allowed(operation, path string) error {
	if d.before == nil {
		return nil
	}
	if err := d.before(operation, path); err != nil {
		return &fs.PathError{Op: operation, Path: path, Err: err}
	}
	return nil
}

func (d *disk) makeFolder(path string) error {
	if err := d.allowed("mkdir", path); err != nil {
		return err
	}
	return os.Mkdir(path, 0o755)
}

// writeNew writes a file that is not there yet, and syncs it; on failure there is none.
func (d *disk) writeNew(path string, data []byte, mode fs.FileMode) error {
	if err := d.allowed("create", path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if err := errors.Join(d.pour(f, data), f.Close()); err != nil {
		return errors.Join(err, d.remove(path))
	}
	return nil
}

// pour writes to a file in two steps, so that a test can come between them.
func (d *disk) pour(f *os.File, data []byte) error {
	for _, part := range [][]byte{data[:len(data)/2], data[len(data)/2:]} {
		if err := d.allowed("write", f.Name()); err != nil {
			return err
		}
		if _, err := f.Write(part); err != nil {
			return err
		}
	}
	if err := d.allowed("sync", f.Name()); err != nil {
		return err
	}
	return f.Sync()
}

func (d *disk) rename(from, to string) error {
	if err := d.allowed("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to) // of a folder: not over one that has files
}

// remove removes a file, or a folder and the files in it; none need be there.
func (d *disk) remove(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return nil
	}
	if info.IsDir() { // not what a link leads to
		entries, _ := os.ReadDir(path)
		for _, e := range entries {
			if err := d.remove(filepath.Join(path, e.Name())); err != nil {
				return err
			}
		}
	}
	if err := d.allowed("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

// syncFolder makes names in a folder last. Some systems cannot; the files
// themselves are whole by then, so that is no failure.
func (d *disk) syncFolder(path string) error {
	if err := d.allowed("sync", path); err != nil {
		return err
	}
	if f, err := os.Open(path); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
	return nil
}
