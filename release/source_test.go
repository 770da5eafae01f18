package release

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bulletin"
	"bulletin/report/layout"
	"bulletin/report/pdf"
)

// built writes the PDF of an edition of a release and gives its path.
func built(t testing.TB, folder, language string) string {
	t.Helper()
	outputs, err := bulletin.Build(folder, bulletin.Options{Language: language})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "bulletin.pdf")
	if err := outputs[0].Save(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// temporary gives what stands in the folder for temporary files, which is empty at first.
func temporary(t testing.TB) func() []os.DirEntry {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	t.Setenv("TMP", folder)
	return func() []os.DirEntry {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		return entries
	}
}

func TestSourcesOfAllKinds(t *testing.T) {
	folder := folderOf(t)
	changed := []string{trust, "61,6;38,4", "62,4;37,6", ru, "первый итог", "самый первый итог"}
	if _, err := Finalize(folder, FinalOptions{Clock: func() time.Time { return time.Date(2024, 7, 17, 5, 0, 0, 0, time.UTC) }}); err != nil {
		t.Fatal(err)
	}
	now := folderOf(t, changed...)
	kk, russian := built(t, folder, "kk"), built(t, folder, "ru")
	left := temporary(t)
	figures := []string{"trust.police.yes 61,6%→62,4% (+0,8)", "trust.police.no 38,4%→37,6% (−0,8)"}
	inRussian := []string{"trust.police.yes 61,6\u00a0%→62,4\u00a0% (+0,8)", "trust.police.no 38,4\u00a0%→37,6\u00a0% (−0,8)"}
	words := "ru section 2: +[самый ]первый итог"
	for _, c := range []struct {
		name, old, new, languages string
		want                      []string
	}{
		{"a folder", folder, now, "kk ru", append(slices.Clone(figures), words)},
		{"a revision", folder + "@1", now, "kk ru", append(slices.Clone(figures), words)},
		{"a revision and its folder", folder + "@1", folder, "kk ru", nil},
		{"a PDF and its revision", russian, folder + "@1", "ru", nil},
		{"a PDF of the first edition", kk, now, "kk", figures},
		{"a PDF of another edition", russian, now, "ru", append(slices.Clone(inRussian), words)},
		{"PDFs of two languages", kk, russian, "", nil},
		{"the TOML of an edition", folder, filepath.Join(now, ru), "ru", append(slices.Clone(inRussian), words)},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Compare(open(t, c.old), open(t, c.new))
			if got := told(d); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s", strings.Join(got, "\n  "))
			}
			if got := strings.Join(d.Compared, " "); got != c.languages {
				t.Errorf("compared in %q", got)
			}
		})
	}
	if left := left(); len(left) > 0 {
		t.Errorf("%v stays among temporary files", left)
	}
	if s := open(t, folder+"@1"); s.Editions[0].Language != "kk" {
		t.Errorf("the first edition is %s", s.Editions[0].Language)
	}
	if err := os.Remove(filepath.Join(now, ru)); err != nil {
		t.Fatal(err)
	}
	d := Compare(open(t, folder+"@1"), open(t, now))
	if got := told(d); !slices.Equal(got, append(slices.Clone(figures), "- edition ru (Доверие)")) {
		t.Errorf("an edition less:\n  %s", strings.Join(got, "\n  "))
	}
}

func TestSourcesRefused(t *testing.T) {
	folder := folderOf(t)
	foreign := filepath.Join(folder, "foreign.pdf")
	if err := os.WriteFile(foreign, []byte("%PDF-1.4\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		folder + "@1":                    "nothing was released yet",
		foreign:                          "this is no PDF as bulletin writes it",
		filepath.Join(folder, "not.pdf"): "not.pdf",
		filepath.Join(folder, "nowhere"): "nowhere",
		"":                               "",
	} {
		if _, err := OpenSource(path, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestSourceWithProblems names the PDF where the source inside it cannot be built.
func TestSourceWithProblems(t *testing.T) {
	r, err := bulletin.Open(folderOf(t), "kk")
	if err != nil {
		t.Fatal(err)
	}
	pages := *r.Editions[0].Pages
	pages.Attachments = slices.Clone(pages.Attachments)
	i := slices.IndexFunc(pages.Attachments, func(a layout.Attachment) bool { return a.Name == trust })
	pages.Attachments[i].Data = bytes.Replace(pages.Attachments[i].Data, []byte("61,6"), []byte("61;6"), 1)
	data, err := pdf.Write(&pages)
	if err != nil {
		t.Fatal(err)
	}
	left := temporary(t)
	path := filepath.Join(t.TempDir(), "алдыңғы.pdf")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = OpenSource(path, nil)
	var problems *bulletin.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%v", err)
	}
	for _, p := range problems.List {
		if !strings.HasPrefix(p.Place.File, path+"/") {
			t.Errorf("%v", p.Place)
		}
		if _, ok := problems.Sources.Line(p.Place); !ok {
			t.Errorf("the line of %v is not known", p.Place)
		}
		if strings.Contains(p.Message, "bulletin-source-") {
			t.Error(p.Message)
		}
	}
	if left := left(); len(left) > 0 {
		t.Errorf("%v stays among temporary files", left)
	}
}

// TestSourceWithFace finds the release's own face in the folder, or asks for it.
func TestSourceWithFace(t *testing.T) {
	folder := folderOf(t, mainTOML, `title = "Сенім"`, "fonts.regular = \"face.ttf\"\ntitle = \"Сенім\"")
	face, err := os.ReadFile("../fonts/NotoSans-Italic.ttf")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "face.ttf"), face, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Finalize(folder, FinalOptions{Clock: time.Now}); err != nil {
		t.Fatal(err)
	}
	open(t, folder+"@1")
	path := built(t, folder, "kk")
	if _, err := OpenSource(path, nil); err == nil || !strings.Contains(err.Error(), "name its file with --font") {
		t.Errorf("%v", err)
	}
	if _, err := OpenSource(path, Faces([][]byte{face})); err != nil {
		t.Error(err)
	}
}
