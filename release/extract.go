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

// maxFiles is how many files a release may have.
const maxFiles = 1000

// Extract writes the source inside a PDF to a folder, which must be new or
// empty, as a release that builds the same PDF. faces are font files by their
// SHA-256: those that the release brought are put in their places. It gives the
// faces that are still missing, and writes nothing where it gives an error.
func Extract(p *pdf.Published, folder string, faces map[string][]byte) (missing []layout.CustomFace, err error) {
	files, missing, err := contents(p, faces)
	if err != nil {
		return nil, err
	}
	if err := emptyFolder(folder); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, f := range files {
		if err := writeFile(root, f); err != nil {
			return nil, err
		}
	}
	return missing, nil
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
	seen := make(map[string]bool)
	for _, f := range files {
		if !safeName(f.Name) {
			return nil, nil, fmt.Errorf("a file inside the PDF has a name that leads elsewhere: %q", f.Name)
		}
		if key := strings.ToLower(f.Name); seen[key] {
			return nil, nil, fmt.Errorf("two files inside the PDF are called %q", f.Name)
		} else {
			seen[key] = true
		}
	}
	if !seen[config.FileName] {
		return nil, nil, fmt.Errorf("there is no %s inside the PDF", config.FileName)
	}
	return files, missing, nil
}

// safeName takes the names that config takes: inside the folder on every system.
func safeName(name string) bool {
	return fs.ValidPath(name) && name != "." && path.Clean(name) == name && filepath.IsLocal(filepath.FromSlash(name)) &&
		!strings.ContainsAny(name, `\:*?"<>|`) && !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' })
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
	return root.WriteFile(f.Name, f.Data, 0o644)
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
