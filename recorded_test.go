package bulletin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRecordsAreNotWrittenOver asks for every way to a record and to the files that it has.
func TestRecordsAreNotWrittenOver(t *testing.T) {
	folder := t.TempDir()
	kept := filepath.Join(folder, KeptFolder, "r1")
	if err := os.MkdirAll(kept, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "r1"), 0o755); err != nil {
		t.Fatal(err)
	}
	record, recorded := filepath.Join(folder, RecordFile), filepath.Join(kept, "bulletin.pdf")
	for _, name := range []string{record, recorded} {
		write(t, name, "recorded")
	}
	refused := []string{record, record + ".", recorded, filepath.Join(kept, "new.pdf"), filepath.Join(kept, "..", "r1", "bulletin.pdf")}
	allowed := []string{filepath.Join(folder, "bulletin.pdf"), filepath.Join(folder, "r1", "bulletin.pdf"), filepath.Join(folder, KeptFolder, "notes.txt")}
	file, dir := filepath.Join(folder, "link.pdf"), filepath.Join(folder, "link")
	if os.Symlink(recorded, file) == nil && os.Symlink(kept, dir) == nil {
		refused = append(refused, file, filepath.Join(dir, "bulletin.pdf"))
	}
	for _, name := range refused {
		if err := WriteFile(name, []byte("other")); err == nil || !strings.Contains(err.Error(), "is part of a record") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range allowed {
		if err := WriteFile(name, []byte("other")); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{record, recorded} {
		if data, err := os.ReadFile(name); err != nil || string(data) != "recorded" {
			t.Errorf("%s has %q, %v", name, data, err)
		}
	}
	t.Chdir(kept)
	if err := WriteFile("bulletin.pdf", nil); err == nil {
		t.Error("a record was written over from within its folder")
	}
	// Where the record was lost, what is kept is not.
	if err := os.Rename(record, filepath.Join(folder, "bulletin.toml")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{RecordFile, filepath.Join(KeptFolder, "r1", "bulletin.pdf")} {
		if err := WriteFile(filepath.Join(folder, name), nil); err == nil {
			t.Errorf("%s was written over without a record", name)
		}
	}
	// Where there is no release the names mean nothing.
	elsewhere := filepath.Join(t.TempDir(), RecordFile)
	if err := WriteFile(elsewhere, nil); err != nil {
		t.Error(err)
	}
}
