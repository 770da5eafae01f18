package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bulletin/fonts"
	"bulletin/report/layout"
	"bulletin/report/pdf"
)

// words is a sound release without tables.
const words = "title = \"Т\"\nissuer = \"И\"\nwave = \"1\"\nperiod = \"2024\"\npublished = 2024-07-17T10:00:00+05:00\n[[section]]\ntitle = \"Б\"\ntext = \"Сөз.\"\n"

// crafted writes a sound PDF of one page with other files inside than it was made of.
func crafted(t *testing.T, toml string, standard layout.Standard, faces []layout.CustomFace, files ...layout.Attachment) []byte {
	t.Helper()
	p := &layout.Pages{
		Family: fonts.Default(), Language: "kk", Title: "Т", Author: "И", Standard: standard, Faces: faces,
		Published: time.Date(2024, 7, 17, 10, 0, 0, 0, time.FixedZone("", 5*3600)),
		Pages:     []layout.Page{{Width: 595276, Height: 841890, Marks: []layout.Mark{{Text: &layout.Run{S: "Сөз", Size: 11 * fonts.Point}}}}},
	}
	p.Attachments = append(p.Attachments, layout.Attachment{Name: "bulletin.toml", MIME: "application/toml", Relationship: "Source", Data: []byte(toml)})
	p.Attachments = append(p.Attachments, files...)
	data, err := pdf.Write(p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func file(name string) layout.Attachment {
	return layout.Attachment{Name: name, MIME: "text/csv", Relationship: "Data", Data: []byte("id;;a\n;;А\nb;Б;1\n")}
}

// hostileNames lead elsewhere, are none on some system, or are those of other files.
var hostileNames = []string{
	"../x.csv", "/etc/x.csv", "a/../../x.csv", "a/../x.csv", `..\x.csv`, `C:\x.csv`, "c:x.csv", "//host/share/x.csv", `\\host\share\x.csv`, ".", "..", "a//b.csv",
	"./a.csv", "a/", "a/.", "a/..", "a\x00b", "a\nb", "a\x1b[2Jb", "bulletin.toml", "BULLETIN.TOML", "CON", "con.csv", "a/NUL.csv", "aux.tar.gz", "COM1", "lpt9.csv", "COM¹.csv",
	"a.csv.", "a.csv ", "a /b.csv", "a./b.csv", "a.csv:stream", "a*.csv", "a?.csv", "a|b", "a<b", "a\"b", "a\u202efdp.csv", "a\u200b.csv", "a\ufeff", "\ue000", "bulletin.toml/a.csv",
	"Bulletin.TOML/a.csv", strings.Repeat("a", 2000), strings.Repeat("a/", 300) + "a", "a\u2028b", "\U0001F600",
}

func TestHostileNames(t *testing.T) {
	for _, name := range hostileNames {
		above := t.TempDir()
		folder := filepath.Join(above, "new")
		data := crafted(t, words, layout.UA1A3a, nil, file(name))
		p, err := pdf.Open(data)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if _, err := Extract(p, folder, nil); err == nil {
			t.Errorf("%q was written", name)
		} else if strings.ContainsAny(err.Error(), "\x1b\x00\n") || len(err.Error()) > 1000 {
			t.Errorf("%q: told as %q", name, err)
		}
		if left, err := os.ReadDir(above); err != nil || len(left) > 0 {
			t.Errorf("%q: %v, %v", name, left, err)
		}
		wantVerdict(t, data, nil, Altered, "inside the PDF")

		// A face is named, not inside: it is told, or put where its name says.
		face := layout.CustomFace{Name: name, SHA256: strings.Repeat("0", 64)}
		p.Attachments, p.Faces = p.Attachments[:1], []layout.CustomFace{face}
		for _, faces := range []map[string][]byte{nil, {face.SHA256: []byte("x")}} {
			if _, err := Extract(p, folder, faces); err == nil {
				t.Errorf("the face %q was taken", name)
			}
		}
		if left, err := os.ReadDir(above); err != nil || len(left) > 0 {
			t.Errorf("the face %q: %v, %v", name, left, err)
		}
	}
}

// TestHostileSources sees that a source which reaches for other files, or for
// endless work, is altered or an error, and that nothing stays behind.
func TestHostileSources(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	outside := filepath.Join(t.TempDir(), "outside.csv")
	if err := os.WriteFile(outside, file("x").Data, 0o600); err != nil {
		t.Fatal(err)
	}
	up, err := filepath.Rel(filepath.Join(temp, "bulletin-verify-1"), outside)
	if err != nil {
		t.Fatal(err)
	}
	table := func(name string) string {
		return fmt.Sprintf("table.a = { file = %q, title = \"К\" }\n%s", filepath.ToSlash(name), words)
	}
	for what, c := range map[string]struct {
		toml   string
		reason string
	}{
		"no source":                  {"", "cannot be built"},
		"no TOML":                    {"\x00\xff", "cannot be built"},
		"another bulletin":           {words, "its source builds another file"},
		"a table above":              {table(up), "cannot be built"},
		"a table anywhere":           {table(outside), "cannot be built"},
		"a device":                   {table("/dev/zero"), "cannot be built"},
		"a face above":               {"fonts.regular = \"" + filepath.ToSlash(up) + "\"\n" + words, "cannot be built"},
		"a face that is a table":     {"fonts.regular = \"a.csv\"\n" + words, "cannot be built"},
		"another language":           {"language = \"xx\"\n" + words, "cannot be built"},
		"a standard that is another": {"standard = \"ua-2+a-4f\"\n" + words, "its source builds another file"},
		"many brackets":              {strings.Replace(words, "Сөз.", strings.Repeat("[", 100_000), 1), "cannot be built"},
		"many lists":                 {strings.Replace(words, "Сөз.", strings.Repeat("- ", 100_000), 1), "cannot be built"},
		"many actions":               {strings.Replace(words, "Сөз.", strings.Repeat("{{", 100_000), 1), "cannot be built"},
		"a loop":                     {strings.Replace(words, "Сөз.", "{{range 1000000000}}а{{end}}", 1), "cannot be built"},
		"a template of itself":       {strings.Replace(words, "Сөз.", `{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}`, 1), "cannot be built"},
		"a word without end":         {strings.Replace(words, "Сөз.", strings.Repeat("а", 400_000), 1), "cannot be built"},
		"pages without end":          {strings.Replace(words, "Сөз.", strings.Repeat(`сөз\n\n`, 100_000), 1), "cannot be built"},
		"nesting":                    {"a = " + strings.Repeat("[", 100_000) + "\n" + words, "cannot be built"},
		"a long TOML":                {words + "#" + strings.Repeat("a", 2<<20), "cannot be built"},
	} {
		t.Run(what, func(t *testing.T) {
			for _, standard := range []layout.Standard{layout.UA1A3a, layout.UA2A4f} {
				wantVerdict(t, crafted(t, c.toml, standard, nil, file("a.csv")), nil, Altered, c.reason)
			}
		})
	}
	err = filepath.WalkDir(temp, func(path string, e fs.DirEntry, err error) error {
		if path != temp {
			t.Errorf("%s was left", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestTooManyFiles bounds what is written.
func TestTooManyFiles(t *testing.T) {
	var files []layout.Attachment
	for i := range 1500 {
		files = append(files, file(fmt.Sprintf("%d.csv", i)))
	}
	wantVerdict(t, crafted(t, words, layout.UA1A3a, nil, files...), nil, Altered, "more than 1000 files inside")
	if _, err := Verify(crafted(t, words, layout.UA1A3a, nil, append(files, append(files, files...)...)...), nil); !errors.Is(err, pdf.ErrForeign) {
		t.Errorf("4500 files: %v", err)
	}
}

// TestTwinsAreNotWrittenOver sees that no file takes another's place where the system holds their names for one.
func TestTwinsAreNotWrittenOver(t *testing.T) {
	composed, parted := file("\u0439.csv"), file("\u0438\u0306.csv")
	parted.Data = []byte("other")
	folder := filepath.Join(t.TempDir(), "new")
	p := &pdf.Published{Attachments: []layout.Attachment{{Name: "bulletin.toml"}, composed, parted}}
	_, err := Extract(p, folder, nil)
	if err == nil { // they are two names here
		err = writeFiles([]layout.Attachment{composed, {Name: composed.Name}}, filepath.Join(t.TempDir(), "new"))
	}
	if err == nil {
		t.Error("a file was written over")
	}
	if data, readErr := os.ReadFile(filepath.Join(folder, composed.Name)); readErr != nil || string(data) != string(composed.Data) {
		t.Errorf("%q, %v, %v", data, readErr, err)
	}
}
