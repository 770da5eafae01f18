package bulletin_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulletin"
	"bulletin/report/pdf"
)

// correctedRelease copies 2024-1 with the safety figures corrected that were
// printed first, and one of a table that is printed.
func correctedRelease(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "corrected")
	if err := os.CopyFS(folder, os.DirFS("testdata/2024-1")); err != nil {
		t.Fatal(err)
	}
	changes := ""
	for _, c := range [][5]string{
		{"safety", "all", "completely", "61,7", "64,0"},
		{"safety", "all", "enough", "30,5", "29,4"},
		{"safety", "all", "unsafe", "6,0", "5,4"},
		{"safety", "all", "not_at_all", "1,0", "0,6"},
		{"safety", "all", "hard", "0,8", "0,6"},
		{"trust", "police", "hard", "2,4", "2,5"},
	} {
		changes += fmt.Sprintf("[[correction.change]]\ntable = %q\nrow = %q\ncolumn = %q\nold = %q\nnew = %q\n", c[0], c[1], c[2], c[3], c[4])
	}
	add := func(file, reason, more string) {
		name := filepath.Join(folder, file)
		words := readText(t, name) + fmt.Sprintf("\n[[correction]]\nreason = %q\n", reason) + more
		if err := os.WriteFile(name, []byte(words), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	add("bulletin.toml", "алдын ала деректер басылған еді.", "date = 2024-07-24T10:00:00+05:00\nseverity = \"minor\"\nalso = [\"section 3\"]\n"+changes)
	add("bulletin.ru.toml", "были напечатаны предварительные данные.", "")
	add("bulletin.en.toml", "preliminary figures had been printed.", "")
	return folder
}

// draftOf builds the editions of a release as drafts.
func draftOf(t *testing.T, folder, standard string) []*bulletin.Output {
	t.Helper()
	r, err := bulletin.Open(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := r.MarkDraft(); err != nil {
		t.Fatal(err)
	}
	var outputs []*bulletin.Output
	for i := range r.Editions {
		out, err := r.Output(i, standard)
		if err != nil {
			t.Fatal(err)
		}
		outputs = append(outputs, out)
	}
	return outputs
}

// TestCorrectedAndDraft sees what a corrected release and a draft are called, and
// that whoever reads the files finds it in them.
func TestCorrectedAndDraft(t *testing.T) {
	folder := correctedRelease(t)
	for _, c := range []struct {
		name  string
		draft bool
	}{{"bulletin-r2", false}, {"bulletin-draft", true}} {
		r, err := bulletin.Open(folder, "")
		if err != nil {
			t.Fatal(err)
		}
		if c.draft {
			if err := r.MarkDraft(); err != nil {
				t.Fatal(err)
			}
		}
		for i, e := range r.Editions {
			out, err := r.Output(i, "")
			if err != nil {
				t.Fatal(err)
			}
			language := "." + e.Language
			if i == 0 {
				language = ""
			}
			if want := filepath.Join(folder, c.name+language+".pdf"); out.Path != want {
				t.Errorf("the edition in %s is %s, not %s", e.Language, out.Path, want)
			}
			published, err := pdf.Open(out.PDF)
			if err != nil || published.Revision != 2 || published.Draft != c.draft {
				t.Errorf("%s says that it is %+v, %v", out.Path, published, err)
			}
			sheets, err := r.Spreadsheets(i, "")
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range sheets {
				if !strings.HasPrefix(s.Path, filepath.Join(folder, c.name+language+".")) {
					t.Errorf("a spreadsheet of the edition in %s is %s", e.Language, s.Path)
				}
			}
		}
	}
}

// TestDraftKeepsTheRest sees that a draft is made without a trace in the release's own pages.
func TestDraftKeepsTheRest(t *testing.T) {
	plain, err := bulletin.Open("testdata/2023-2", "")
	if err != nil {
		t.Fatal(err)
	}
	before, doc := plain.Editions[0].Pages, plain.Editions[0].Document
	if err := plain.MarkDraft(); err != nil {
		t.Fatal(err)
	}
	if before.Draft || doc.Draft || !plain.Editions[0].Pages.Draft || !plain.Editions[0].Document.Draft {
		t.Error("the pages from before are a draft, or those from after are none")
	}
}

// TestCorrectedIsHeard sees that what is said of a correction is said in order to
// those who listen: the notice before the contents, the history behind the last section.
func TestCorrectedIsHeard(t *testing.T) {
	needTool(t, "pdfinfo")
	drafts := draftOf(t, correctedRelease(t), "ua-1+a-3a")
	for i, passages := range [][]string{
		{"Бұл – жоба:", "Түзетілген басылым", "алдын ала деректер басылған еді.", "61,7%", "64,0%", "Мазмұны", "2,5 *", "* – түзетілген сан.", "Түзетулер тарихы", "1-нұсқа", "2-нұсқа", "30,5%", "29,4%", "Шығарылымға жауапты"},
		{"This is a draft:", "Corrected release", "preliminary figures had been printed.", "61.7%", "64.0%", "Contents", "History of corrections", "Revision 1", "Revision 2", "30.5%", "29.4%", "Responsible for"},
		{"Это проект:", "Исправленный выпуск", "были напечатаны предварительные данные.", "61,7", "64,0", "Содержание", "История исправлений", "Редакция 1", "Редакция 2", "30,5", "29,4", "Ответственные за выпуск"},
	} {
		out := drafts[i]
		text := strings.ReplaceAll(structureText(t, out.PDF), "\u00a0", " ")
		rest := text
		for _, passage := range passages {
			_, after, found := strings.Cut(rest, passage)
			if !found {
				t.Fatalf("the edition in %s does not say, at its place, «%s»:\n%s", out.Language, passage, text)
			}
			rest = after
		}
	}
}
