package bulletin

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// write puts a file into a test's folder and gives its path.
func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// wantFile fails unless the file has that text and stands alone in its folder but for names.
func wantFile(t *testing.T, path, text string, names ...string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != text {
		t.Errorf("%s has %q, want %q", filepath.Base(path), got, text)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(names)+1 {
		t.Errorf("%d files in the folder, want %d: %v", len(entries), len(names)+1, entries)
	}
}

func wantError(t *testing.T, err error, part string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), part) {
		t.Fatalf("error %v, want one with %q", err, part)
	}
	if strings.Contains(err.Error(), ".tmp") {
		t.Errorf("error %q names the file written aside", err)
	}
}

func TestWriteFileMakesAndReplaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("ұ", 100)+" бюллетень.pdf")
	for _, text := range []string{"бірінші", "екінші", ""} {
		if err := WriteFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		wantFile(t, path, text)
	}
}

// Whoever has the old file open goes on reading it.
func TestWriteFileLeavesReadersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows replaces no open file")
	}
	path := write(t, filepath.Join(t.TempDir(), "bulletin.pdf"), "ескі")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := WriteFile(path, []byte("жаңа")); err != nil {
		t.Fatal(err)
	}
	if old, err := io.ReadAll(f); err != nil || string(old) != "ескі" {
		t.Errorf("a reader of the old file has %q (%v)", old, err)
	}
	wantFile(t, path, "жаңа")
}

func TestWriteFileKeepsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps no such permissions")
	}
	path := write(t, filepath.Join(t.TempDir(), "bulletin.pdf"), "ескі")
	for _, mode := range []os.FileMode{0o600, 0o664, 0o640} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := WriteFile(path, []byte("жаңа")); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != mode {
			t.Errorf("mode %v became %v", mode, info.Mode())
		}
	}
}

func TestWriteFileFollowsLinks(t *testing.T) {
	folder := t.TempDir()
	target := write(t, filepath.Join(folder, "2024-1.pdf"), "ескі")
	link := filepath.Join(folder, "latest.pdf")
	if err := os.Symlink("2024-1.pdf", link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := WriteFile(link, []byte("жаңа")); err != nil {
		t.Fatal(err)
	}
	wantFile(t, target, "жаңа", "latest.pdf")
	if to, err := os.Readlink(link); err != nil || to != "2024-1.pdf" {
		t.Errorf("the link leads to %q (%v)", to, err)
	}

	if err := os.Remove(target); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(link, []byte("тағы")); err != nil {
		t.Fatal("a link to what is not there yet:", err)
	}
	wantFile(t, target, "тағы", "latest.pdf")

	circle := filepath.Join(t.TempDir(), "circle.pdf")
	if err := os.Symlink("circle.pdf", circle); err != nil {
		t.Fatal(err)
	}
	wantError(t, WriteFile(circle, nil), "in a circle")
}

func TestWriteFileRefuses(t *testing.T) {
	folder := t.TempDir()
	wantError(t, WriteFile(folder, []byte("жаңа")), "is a folder")
	wantError(t, WriteFile(filepath.Join(folder, "жоқ", "bulletin.pdf"), nil), "there is no folder")

	path := write(t, filepath.Join(folder, "bulletin.pdf"), "ескі")
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	wantError(t, WriteFile(path, []byte("жаңа")), "read-only")
	wantFile(t, path, "ескі")
}

// The rename is what can fail last, when everything else is done: the name is
// taken by a folder that came after the look at it.
func TestReplaceFailsWithoutTrace(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "bulletin.pdf")
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	inside := write(t, filepath.Join(path, "ескі.txt"), "ескі")
	if replace(path, []byte("жаңа"), nil) == nil {
		t.Fatal("a folder was replaced")
	}
	wantFile(t, inside, "ескі")
	if left, _ := filepath.Glob(filepath.Join(folder, ".*.tmp")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWriteFilePoursIntoDevices(t *testing.T) {
	info, err := os.Stat(os.DevNull)
	if err != nil || info.Mode().IsRegular() || runtime.GOOS == "windows" {
		t.Skip("no device to write to")
	}
	if err := WriteFile(os.DevNull, []byte("жаңа")); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(os.DevNull); err != nil || after.Mode() != info.Mode() {
		t.Errorf("%s became %v (%v)", os.DevNull, after.Mode(), err)
	}
}
