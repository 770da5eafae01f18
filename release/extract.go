// Package release deals with editions after they were built: it takes the
// source out of a published PDF and says whether the PDF is what its source
// says. A PDF from elsewhere is hostile input: no name in it leads out of the
// folder that is written, and nothing of it is believed that was not built again.
package release

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/config"
	"bulletin/report/layout"
	"bulletin/report/pdf"
)

// What a release may have: files, and bytes and folders in the name of one.
const (
	maxFiles   = 1000
	maxName    = 1000
	maxFolders = 16
)

// Extract writes the source inside a PDF to a folder, which must be new or
// empty, as a release that builds the same PDF. faces are font files by their
// SHA-256: those that the release brought are put in their places. It gives the
// faces that are still missing, and writes nothing where it gives an error.
func Extract(p *pdf.Published, folder string, faces map[string][]byte) (missing []layout.CustomFace, err error) {
	files, missing, err := contents(p, faces)
	if err != nil {
		return nil, err
	}
	return missing, writeFiles(files, folder)
}

func writeFiles(files []layout.Attachment, folder string) error {
	if err := emptyFolder(folder); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range files {
		if err := writeFile(root, f); err != nil {
			return err
		}
	}
	return nil
}

// contents gives the files of the release inside a PDF, every name and number looked at.
func contents(p *pdf.Published, faces map[string][]byte) (files []layout.Attachment, missing []layout.CustomFace, err error) {
	if len(p.Attachments)+len(p.Faces) > maxFiles {
		return nil, nil, fmt.Errorf("the PDF has more than %d files inside", maxFiles)
	}
	files = slices.Clone(p.Attachments)
	for _, f := range p.Faces {
		if data, ok := faces[f.SHA256]; ok {
			files = append(files, layout.Attachment{Name: f.Name, Data: data})
			continue
		}
		missing = append(missing, f)
	}
	names := make([]string, 0, len(files)+len(missing))
	for _, f := range files {
		names = append(names, f.Name)
	}
	for _, f := range missing {
		names = append(names, f.Name)
	}
	if err := checkNames(names); err != nil {
		return nil, nil, err
	}
	return files, missing, nil
}

// checkNames takes the names that config takes, each for one file on every system, and asks for the TOML.
func checkNames(names []string) error {
	seen := make(map[string]bool)
	for _, name := range names {
		if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) || len(name) > maxName || strings.Count(name, "/") > maxFolders {
			return fmt.Errorf("a file inside the PDF has a name that leads elsewhere: %.100q", name)
		}
		if problem := config.NameProblem(name); problem != "" {
			return fmt.Errorf("a file inside the PDF has a name that no release has: %s", problem)
		}
		key := strings.ToLower(name)
		if seen[key] {
			return fmt.Errorf("two files inside the PDF are called %q", name)
		}
		seen[key] = true
	}
	for name := range seen {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if seen[dir] {
				return errors.New("a file inside the PDF has the name of a folder of others")
			}
		}
	}
	if !slices.Contains(names, config.FileName) {
		return fmt.Errorf("there is no %s inside the PDF", config.FileName)
	}
	return nil
}

// emptyFolder makes a folder, or sees that it has nothing.
func emptyFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return os.MkdirAll(folder, 0o755)
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s: the folder is not empty; name a new one", folder)
	}
	return nil
}

func writeFile(root *os.Root, f layout.Attachment) error {
	if dir := path.Dir(f.Name); dir != "." {
		if err := root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	// Some systems take two names for one, such as those that differ in how an accent is written.
	out, err := root.OpenFile(f.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = out.Write(f.Data)
	return errors.Join(err, out.Close())
}

// Faces gives font files by their SHA-256, as Extract and Verify look for them.
func Faces(files [][]byte) map[string][]byte {
	out := make(map[string][]byte, len(files))
	for _, data := range files {
		sum := sha256.Sum256(data)
		out[hex.EncodeToString(sum[:])] = data
	}
	return out
}
