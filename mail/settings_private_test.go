package mail

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bulletin"
	"bulletin/release"
	"bulletin/report/pdf"
)

// Recipients, settings and record stay in mail/: no other command copies or embeds them.
func TestNothingOfMailGoesElsewhere(t *testing.T) {
	const private = "only-for-the-press-office"
	top := t.TempDir()
	folder := filepath.Join(top, "2024-1")
	if err := os.CopyFS(folder, os.DirFS(filepath.Join("..", "testdata", "2024-1"))); err != nil {
		t.Fatal(err)
	}
	before := digest(t, folder)
	for _, name := range []string{"recipients.csv", "never.txt", LedgerFile, "password", "dkim.pem", "more/list.csv", "bulletin.toml", "words.txt"} {
		path := filepath.Join(folder, Folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("address\n"+private+"@example.org\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if after := digest(t, folder); after != before {
		t.Errorf("the digest of the source hangs on mail/: %s, %s", before, after)
	}

	outputs, err := bulletin.Build(folder, bulletin.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range outputs {
		opened, err := pdf.Open(out.PDF)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range opened.Attachments {
			if strings.HasPrefix(strings.ToLower(a.Name), Folder) || bytes.Contains(a.Data, []byte(private)) {
				t.Errorf("%s is inside %s", a.Name, out.Path)
			}
		}
		taken := filepath.Join(top, "taken-"+filepath.Base(out.Path))
		if _, err := release.Extract(opened, taken, nil); err != nil {
			t.Fatal(err)
		}
		nothingOf(t, taken, private)
	}

	clock := func() time.Time { return time.Date(2024, 7, 17, 9, 0, 0, 0, time.UTC) }
	revision, err := release.Finalize(folder, release.FinalOptions{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range revision.Files {
		if strings.Contains(f.Name, Folder) || strings.Contains(f.Name, "recipients") {
			t.Errorf("%s is kept with the revision", f.Name)
		}
	}
	nothingOf(t, filepath.Join(folder, bulletin.KeptFolder), private)
	nothingOf(t, filepath.Join(folder, bulletin.RecordFile), private)

	next := filepath.Join(top, "2024-2")
	if _, err := release.Next(folder, next, release.Start{Wave: "2024-2", Published: clock()}); err != nil {
		t.Fatal(err)
	}
	nothingOf(t, next, private)
}

// A table in mail/ would be inside every PDF.
func TestNoTableComesFromMail(t *testing.T) {
	for _, name := range []string{"mail/trust.csv", "Mail/trust.csv", "MAIL/book.xlsx#Sheet"} {
		folder := t.TempDir()
		if err := os.CopyFS(folder, os.DirFS(filepath.Join("..", "testdata", "2024-1"))); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(folder, "bulletin.toml")
		toml, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		toml = bytes.Replace(toml, []byte(`"trust.csv"`), []byte(`"`+name+`"`), 1)
		if err := os.WriteFile(file, toml, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(folder, "trust.csv"), filepath.Join(folder, Folder, "trust.csv")); err != nil {
			t.Fatal(err)
		}
		if _, err := bulletin.Build(folder, bulletin.Options{}); err == nil || !strings.Contains(err.Error(), "is in the folder mail/, nothing of which is ever published") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func digest(t *testing.T, folder string) string {
	t.Helper()
	r, err := bulletin.Open(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	return r.Editions[0].Bulletin.Digest()
}

// nothingOf asks for files below path without a private word, and for no folder mail.
func nothingOf(t *testing.T, path, private string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if entry != nil && entry.Name() == Folder {
				t.Errorf("%s is there", name)
			}
			return err
		}
		files++
		data, err := os.ReadFile(name)
		if bytes.Contains(data, []byte(private)) || bytes.Contains(data, []byte("@stat.example.org")) {
			t.Errorf("%s has what stands in mail/", name)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%s: %d files, %v", path, files, err)
	}
}
