package config

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAFileThatIsHeld has another program hold a table, as Excel may.
func TestAFileThatIsHeld(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "trust.csv")
	if err := os.WriteFile(name, []byte("id;yes\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	held, err := syscall.CreateFile(path, syscall.GENERIC_READ, 0, nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.CloseHandle(held)
	if _, problem := read(os.DirFS(folder), "trust.csv", 1<<20); !strings.Contains(problem, "is open in another program") {
		t.Errorf("%q", problem)
	}
}
