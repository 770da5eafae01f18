package bulletin

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A folder that was released has a record of it in RecordFile, and the files of
// each revision in KeptFolder: r1, r2 and so on. Package release writes both.
const (
	RecordFile = "releases.toml"
	KeptFolder = "releases"
)

// isRecorded reports whether path, followed to its end, is a record or a file
// that one has: these are never written over.
func isRecorded(path string) bool {
	dir, name := filepath.Dir(path), filepath.Base(path)
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	if strings.EqualFold(name, RecordFile) {
		return isThere(filepath.Join(dir, RecordFile))
	}
	kept := filepath.Dir(dir)
	number, isNumbered := strings.CutPrefix(strings.ToLower(filepath.Base(dir)), "r")
	_, err := strconv.Atoi(number)
	return isNumbered && err == nil && strings.EqualFold(filepath.Base(kept), KeptFolder) &&
		isThere(filepath.Join(filepath.Dir(kept), RecordFile))
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
