package release

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"bulletin"
)

// TestVerifyDraftsAndCorrections sees that a corrected edition and a draft are
// verified by what stands in the file alone, and that neither passes for the other.
func TestVerifyDraftsAndCorrections(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("../testdata/2023-2")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "bulletin.toml")
	words, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	words = append(words, "\n[[correction]]\ndate = 2024-03-01T10:00:00+05:00\nseverity = \"minor\"\nreason = \"қате терілген\"\nalso = [\"section 1\"]\n"...)
	if err := os.WriteFile(name, words, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, standard := range []string{"", "ua-2+a-4f"} {
		wantVerdict(t, build(t, folder, standard), nil, Same, "")
		r, err := bulletin.Open(folder, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := r.MarkDraft(); err != nil {
			t.Fatal(err)
		}
		draft, err := r.Output(0, standard)
		if err != nil {
			t.Fatal(err)
		}
		wantVerdict(t, draft.PDF, nil, Same, "")
		passed := bytes.Replace(draft.PDF, []byte("<bulletin:draft>True<"), []byte("<bulletin:draft>None<"), 1)
		wantVerdict(t, passed, nil, Altered, "its source builds another file")
	}
}
