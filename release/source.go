package release

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bulletin"
	"bulletin/config"
	"bulletin/report/layout"
	"bulletin/report/pdf"
)

// A Source is a version of a release that can be compared: a folder, a recorded
// revision, or what is inside a PDF.
type Source struct {
	Name     string // as the user named it
	Editions []*bulletin.Edition

	whole bool // all editions of the release are here
}

// OpenSource opens a release folder, a recorded revision of one (FOLDER@1), or a
// PDF that bulletin wrote. faces are font files by their SHA-256, for a PDF whose
// release brought its own; those that lie in FOLDER need not be among them. What
// is wrong in a folder, or inside a PDF, comes as [*bulletin.Problems].
func OpenSource(path string, faces map[string][]byte) (*Source, error) {
	if folder, number, ok := recordedName(path); ok {
		return openRecorded(path, folder, number, faces)
	}
	data, err := readPDF(path)
	if err != nil {
		return nil, err
	}
	if data != nil {
		e, err := openInside(path, data, "", faces)
		if err != nil {
			return nil, err
		}
		return &Source{Name: path, Editions: []*bulletin.Edition{e}}, nil
	}
	r, err := bulletin.Open(path, "")
	if err != nil {
		return nil, err
	}
	return &Source{Name: path, Editions: r.Editions, whole: !isFurther(r.Editions[0])}, nil
}

// isFurther reports whether an edition's words stand beside those of the first one.
func isFurther(e *bulletin.Edition) bool { return wordFiles(e.Bulletin) > 1 }

// recordedName parts FOLDER@2, unless a file or a folder is called so.
func recordedName(path string) (folder string, number int, ok bool) {
	at := strings.LastIndexByte(path, '@')
	if at < 0 {
		return "", 0, false
	}
	number, err := strconv.Atoi(path[at+1:])
	if err != nil || number < 1 || path[at+1] == '+' {
		return "", 0, false
	}
	if _, err := os.Lstat(path); err == nil {
		return "", 0, false
	}
	folder = cmp.Or(path[:at], ".")
	if filepath.Base(folder) == config.FileName {
		folder = filepath.Dir(folder)
	}
	return folder, number, true
}

// maxPDF is more than any bulletin has.
const maxPDF = 256 << 20

// readPDF gives the bytes of a PDF, and nothing where path is none.
func readPDF(path string) ([]byte, error) {
	named := strings.EqualFold(filepath.Ext(path), ".pdf")
	info, err := os.Stat(path)
	switch {
	case err != nil && named:
		return nil, err
	case err != nil || !info.Mode().IsRegular():
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	const begins = "%PDF-"
	head := make([]byte, len(begins))
	if _, err := io.ReadFull(f, head); !named && (err != nil || string(head) != begins) {
		return nil, nil
	}
	if info.Size() > maxPDF {
		return nil, fmt.Errorf("%s: larger than %d MiB, no bulletin is", path, maxPDF>>20)
	}
	return os.ReadFile(path)
}

// openRecorded opens all editions of a recorded revision.
func openRecorded(path, folder string, number int, faces map[string][]byte) (*Source, error) {
	record, err := ReadRecord(folder)
	if err != nil {
		return nil, err
	}
	revision, err := record.Revision(number)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	s := &Source{Name: path, whole: true}
	for _, f := range revision.Files {
		if filepath.Ext(f.Name) != ".pdf" {
			continue
		}
		data, err := revision.File(folder, f.Name)
		if err != nil {
			return nil, err
		}
		e, err := openInside(filepath.Join(revision.Folder(folder), f.Name), data, folder, faces)
		if err != nil {
			return nil, err
		}
		s.Editions = append(s.Editions, e)
	}
	if len(s.Editions) == 0 {
		return nil, fmt.Errorf("%s: the revision has no PDF", path)
	}
	slices.SortStableFunc(s.Editions, func(a, b *bulletin.Edition) int {
		return cmp.Or(cmp.Compare(wordFiles(a.Bulletin), wordFiles(b.Bulletin)), cmp.Compare(a.Language, b.Language))
	})
	return s, nil
}

// openInside opens the edition that a PDF is. Faces of the release are looked
// for in folder too, where one is named.
func openInside(name string, data []byte, folder string, faces map[string][]byte) (*bulletin.Edition, error) {
	p, err := pdf.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if folder != "" {
		faces = withFaces(faces, p, folder)
	}
	files, missing, err := contents(p, faces)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("%s: the face %s is not inside and is needed: name its file with --font (SHA-256 %s)", name, missing[0].Name, missing[0].SHA256)
	}
	aside, err := os.MkdirTemp("", "bulletin-source-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(aside) // all of it is read below
	if err := writeFiles(files, aside); err != nil {
		return nil, err
	}
	path := aside
	if further := editionFile(p.Language, ""); slices.ContainsFunc(files, func(f layout.Attachment) bool { return f.Name == further }) {
		path = filepath.Join(aside, further)
	}
	r, err := bulletin.Open(path, "")
	if err != nil {
		return nil, inside(name, aside, err)
	}
	for _, e := range r.Editions {
		if e.Language == p.Language {
			return e, nil
		}
	}
	return nil, fmt.Errorf("%s: it is in %q, and its source has no such edition", name, p.Language)
}

// withFaces adds the faces that a PDF names and that lie in a folder.
func withFaces(faces map[string][]byte, p *pdf.Published, folder string) map[string][]byte {
	if len(p.Faces) == 0 {
		return faces
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return faces
	}
	defer root.Close()
	var there [][]byte
	for _, f := range p.Faces {
		if data, err := root.ReadFile(filepath.FromSlash(f.Name)); err == nil {
			there = append(there, data)
		}
	}
	all := Faces(there)
	for sum, data := range faces {
		all[sum] = data
	}
	return all
}

// inside gives problems of a source that was taken out of a PDF the places in that PDF.
func inside(name, folder string, err error) error {
	var problems *bulletin.Problems
	if !errors.As(err, &problems) {
		return fmt.Errorf("%s: %s", name, strings.ReplaceAll(err.Error(), folder+string(filepath.Separator), name+"/"))
	}
	named := func(s string) string {
		s = strings.ReplaceAll(s, folder+string(filepath.Separator), name+"/")
		return strings.ReplaceAll(s, folder, name)
	}
	out := &bulletin.Problems{Sources: config.Sources{}, List: slices.Clone(problems.List)}
	for i := range out.List {
		f := &out.List[i]
		f.Place.File, f.Message = named(f.Place.File), named(f.Message)
	}
	for file, text := range problems.Sources {
		out.Sources[named(file)] = text
	}
	return out
}
