package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"bulletin/tables"
)

// What the files of a release may have at most, in bytes.
const (
	maxTOML   = 1 << 20
	maxTable  = 8 << 20
	maxFont   = 16 << 20
	maxTables = 16 << 20 // all tables together
)

// What the names of its files may have at most, and how many there may be: so
// many can be inside a PDF.
const (
	maxFiles   = 500
	maxName    = 1000 // bytes
	maxFolders = 16
)

// maxCells is how many cells all tables of a release may have together. A cell
// takes some forty times the memory of its two bytes in the file.
const maxCells = 500_000

// privateFolder has the recipients of a release and how it is sent: no part of
// what is published, which every reader can take out of the PDF.
const privateFolder = "mail"

// read gives the bytes of a file of the release, or what stands in the way.
// Only a regular file is opened: a pipe would never end.
func read(folder fs.FS, name string, most int64) (data []byte, problem string) {
	if problem := NameProblem(name); problem != "" {
		return nil, problem
	}
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, readProblem(folder, name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, strconv.Quote(name) + " is not a file with data but a " + kindOf(info.Mode())
	}
	if info.Size() > most {
		return nil, strconv.Quote(name) + " is larger than " + strconv.FormatInt(most>>20, 10) + " MiB"
	}
	f, err := folder.Open(name)
	if err != nil {
		return nil, readProblem(folder, name, err)
	}
	defer f.Close()
	data, err = io.ReadAll(io.LimitReader(f, most+1)) // it may have grown
	if err != nil {
		return nil, readProblem(folder, name, err)
	}
	if int64(len(data)) > most {
		return nil, strconv.Quote(name) + " is larger than " + strconv.FormatInt(most>>20, 10) + " MiB"
	}
	return data, ""
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "folder"
	case mode&fs.ModeNamedPipe != 0:
		return "pipe"
	case mode&fs.ModeSocket != 0:
		return "socket"
	}
	return "device"
}

// readProblem says why a file cannot be read.
func readProblem(folder fs.FS, name string, err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "no file " + strconv.Quote(name) + " in the release folder" + nearFile(folder, name)
	}
	return FileProblem(name, "the release folder", err)
}

// FileProblem says why a file of a folder that is there cannot be read.
func FileProblem(name, folder string, err error) string {
	var pathError *fs.PathError
	switch {
	case errors.Is(err, fs.ErrPermission):
		return strconv.Quote(name) + " may not be read; change its permissions"
	case HeldElsewhere(err):
		return strconv.Quote(name) + " is open in another program, such as Excel; close it there and run again"
	case errors.As(err, &pathError) && strings.Contains(pathError.Err.Error(), "escapes"):
		return strconv.Quote(name) + " leads out of " + folder + "; copy the file into it"
	case pathError != nil:
		err = pathError.Err
	}
	return strconv.Quote(name) + " cannot be read: " + err.Error()
}

// nearFile hints at a file with nearly that name in the same folder.
func nearFile(folder fs.FS, name string) string {
	dir, base := path.Split(name)
	entries, err := fs.ReadDir(folder, path.Clean(dir))
	if err != nil || len(entries) > 1000 {
		return ""
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	for _, longer := range names {
		if strings.HasPrefix(longer, base+".") {
			return ", but " + strconv.Quote(dir+longer) + "; rename it (Windows may hide the last ending)"
		}
	}
	if near, ok := tables.Nearest(base, names); ok {
		return ` (did you mean "` + dir + near + `"?)`
	}
	return ""
}

// NameProblem says why a name cannot be that of a file in the release folder; it is empty where it can.
// The rules are the same on every system, so that a release can be moved: a
// name that Windows does not allow or takes for a device is refused everywhere.
func NameProblem(name string) string {
	switch {
	case len(name) > maxName || strings.Count(name, "/") > maxFolders:
		return fmt.Sprintf("%.100q… is too long a name, or in too many folders; put the file into the release folder itself", name)
	case strings.Contains(name, `\`):
		return strconv.Quote(name) + " has a backslash; folders in a name are parted by /"
	case strings.HasPrefix(name, "/"), len(name) > 1 && name[1] == ':':
		return strconv.Quote(name) + " does not begin in the release folder; name a file of the folder, such as trust.csv"
	}
	if first, _, ok := strings.Cut(name, "/"); ok && strings.EqualFold(first, privateFolder) {
		return strconv.Quote(name) + " is in the folder mail/, nothing of which is ever published; put the file elsewhere"
	}
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case part == "..":
			return strconv.Quote(name) + " leads out of the release folder; copy the file into it"
		case part == "", part == ".":
			return strconv.Quote(name) + " is not the name of a file"
		case strings.ContainsAny(part, `<>:"|?*`), strings.HasSuffix(part, "."), strings.HasSuffix(part, " "):
			return strconv.Quote(name) + ` is not a name that every system allows; do without < > : " | ? * and a point or space at the end`
		case IsDevice(part):
			return strconv.Quote(name) + " is a device on Windows; give the file another name"
		}
		if offset, _ := tables.Unprintable(part, false); offset >= 0 {
			return strconv.Quote(name) + " has a character that no name of a file should have"
		}
	}
	return ""
}

// IsDevice reports whether Windows takes a name for a device, whatever its extension.
func IsDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, numbered := strings.CutPrefix(stem, "COM")
	if !numbered {
		port, numbered = strings.CutPrefix(stem, "LPT")
	}
	return numbered && port != "" && strings.Trim(port, "0123456789¹²³") == "" && len([]rune(port)) == 1
}
