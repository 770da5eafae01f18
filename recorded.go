package bulletin

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"bulletin/config"
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
	if strings.EqualFold(strings.TrimRight(name, ". "), RecordFile) { // Windows drops these from names
		return isRelease(dir)
	}
	kept := filepath.Dir(dir)
	number, isNumbered := strings.CutPrefix(strings.ToLower(filepath.Base(dir)), "r")
	_, err := strconv.Atoi(number)
	return isNumbered && err == nil && strings.EqualFold(filepath.Base(kept), KeptFolder) &&
		isRelease(filepath.Dir(kept))
}

// isRelease reports whether a folder is that of a release. One whose record was
// lost still is: what it keeps is all that is left of what was published.
func isRelease(folder string) bool {
	for _, name := range []string{RecordFile, config.FileName} {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			return true
		}
	}
	return false
}
