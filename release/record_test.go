package release

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulletin"
)

// twice makes a release folder with two revisions.
func twice(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	begun(t, folder)
	released(t, folder)
	correct(t, folder)
	released(t, folder)
	return folder
}

func textOf(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestRecordIsReadable holds the form of a record, and that editors which change line ends do no harm.
func TestRecordIsReadable(t *testing.T) {
	folder := twice(t)
	name := filepath.Join(folder, RecordFile)
	text := textOf(t, name)
	for _, want := range []string{
		"# Этот файл пишет только программа bulletin.", "\n[[release]]\nrevision = 1\nreleased = 2024-07-17T10:00:00+05:00\nwave = \"2024-1\"\nsource = \"sha256:",
		"\nseverity = \"minor\"\nreason = \"Көшіру қатесі түзетілді.\"\nproducer = \"bulletin ",
		"\n[[release.file]]\nname = \"bulletin.pdf\"\nlanguage = \"kk\"\nsize = ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the record has not %q:\n%s", want, text)
		}
	}
	record, err := ReadRecord(folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(record.written()); got != text {
		t.Errorf("written again it is\n%s", got)
	}
	put(t, name, "\ufeff"+strings.ReplaceAll(text, "\n", "\r\n"))
	again, err := ReadRecord(folder)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(record.Revisions, again.Revisions, func(a, b Revision) bool { return a.digest("") == b.digest("") && a.Place == b.Place }) {
		t.Errorf("%+v", again)
	}
}

// TestDamagedRecord holds that whatever is done to a record or to what is kept is told, at its place.
func TestDamagedRecord(t *testing.T) {
	folder := twice(t)
	good := textOf(t, filepath.Join(folder, RecordFile))
	second := strings.LastIndex(good, "\n[[release]]")
	lineOf := func(text, part string) int {
		if i := strings.Index(text, part); i >= 0 {
			return strings.Count(text[:i], "\n") + 1
		}
		t.Fatalf("the record has no %q", part)
		return 0
	}
	replaced := func(old, now string) string { return strings.Replace(good, old, now, 1) }
	start := strings.Index(good, "[[release.file]]")
	size := strings.LastIndex(good[:second], "size = ")
	file := good[start : start+strings.Index(good[start+1:], "[[")+1]
	for name, c := range map[string]struct {
		text string
		line int // 0: of the file as a whole
		want string
	}{
		"altered reason":  {replaced("қатесі", "қате"), lineOf(good, "revision = 2") - 1, "revision 2 is not as it was recorded"},
		"altered time":    {replaced("10:00:00", "11:00:00"), lineOf(good, "revision = 1") - 1, "revision 1 is not as it was recorded"},
		"altered digest":  {replaced(`digest = "sha256:`, `digest = "sha256:0`), lineOf(good, "revision = 1") - 1, "revision 1 is not as it was recorded"},
		"altered size":    {replaced("size = ", "size = 1"), lineOf(good, "revision = 1") - 1, "revision 1 is not as it was recorded"},
		"altered sum":     {replaced(`sha256 = "`, `sha256 = "f`), lineOf(good, `sha256 = "`), `"sha256" has a value that no record has`},
		"cut":             {good[:second], 0, "revision 2 is not in releases.toml"},
		"cut within":      {good[:second+30], lineOf(good[second+1:], "revision") + strings.Count(good[:second+1], "\n") - 1, "missing key"},
		"first left out":  {good[second:], 2, "revision 2 stands where revision 1 should be"},
		"reordered":       {good[second:] + good[:second], 2, "revision 2 stands where revision 1 should be"},
		"twice":           {good + good[second:], strings.Count(good, "\n") + 2, "revision 2 stands where revision 3 should be"},
		"empty":           {"", 0, "there is no release in the record"},
		"unknown key":     {replaced("wave =", "waves ="), lineOf(good, "wave ="), `unknown key "waves" (did you mean "wave"?)`},
		"newer":           {replaced("wave =", "embargo = true\nwave ="), lineOf(good, "wave ="), `unknown key "embargo"; if a newer version of bulletin wrote it, use that, else restore releases.toml from a copy`},
		"missing key":     {replaced("wave = \"2024-1\"\n", ""), lineOf(good, "[[release]]"), `missing key "wave"`},
		"key of a file":   {good[:size] + "# " + good[size:], strings.Count(good[:strings.LastIndex(good[:size], "[[release.file]]")], "\n") + 1, `missing key "size"`},
		"file twice":      {replaced("[[release.file]]", file+"[[release.file]]"), lineOf(good, "[[release.file]]") + strings.Count(file, "\n"), `the file "bulletin.pdf" stands twice`},
		"key twice":       {replaced("revision = 1\n", "revision = 1\nrevision = 1\n"), lineOf(good, "revision = 1") + 1, `"revision" stands twice`},
		"wrong type":      {replaced("revision = 1\n", "revision = \"1\"\n"), lineOf(good, "revision = 1"), `"revision" has a value that no record has`},
		"local time":      {replaced("10:00:00+05:00", "10:00:00"), lineOf(good, "released ="), `"released" has a value that no record has`},
		"no TOML":         {replaced("wave =", "wave"), lineOf(good, "wave ="), "the record has no such line"},
		"several lines":   {replaced(`wave = "2024-1"`, "wave = \"\"\"\n2024-1\"\"\""), lineOf(good, "wave ="), "the record has no such line"},
		"other heading":   {replaced("[[release.file]]", "[release.file]"), lineOf(good, "[[release.file]]"), "the record has no such line"},
		"file first":      {"[[release.file]]\n" + good, 1, "a file stands before the first [[release]]"},
		"key first":       {"wave = \"2024-1\"\n" + good, 1, `"wave" stands before the first [[release]]`},
		"leads elsewhere": {replaced(`name = "bulletin.pdf"`, `name = "../../bulletin.toml"`), lineOf(good, "name ="), `"name" has a value that no record has`},
		"conflict":        {replaced("[[release]]", "<<<<<<< mine\n[[release]]"), lineOf(good, "[[release]]"), "the record has no such line"},
	} {
		t.Run(name, func(t *testing.T) {
			put(t, filepath.Join(folder, RecordFile), c.text)
			wantProblem(t, folder, RecordFile, c.line, c.want)
		})
	}
	put(t, filepath.Join(folder, RecordFile), good)
	if _, err := ReadRecord(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(folder, RecordFile)); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, folder, filepath.Join(KeptFolder, "r1"), 0, "revision 1 is not in releases.toml")
}

// wantProblem holds that reading the record tells something at a line of a file, and the way out.
func wantProblem(t *testing.T, folder, file string, line int, want string) {
	t.Helper()
	_, err := ReadRecord(folder)
	problems := (*bulletin.Problems)(nil)
	if !errors.As(err, &problems) {
		t.Fatalf("%v; want %q", err, want)
	}
	for _, p := range problems.List {
		inFile := line == 0 || p.Place.File == filepath.Join(folder, file)
		if strings.Contains(p.Message, want) && inFile && p.Place.Line == line && (strings.Contains(p.Message, "copy") || strings.Contains(p.Message, "move it out")) {
			return
		}
	}
	t.Errorf("got\n%v\nwant line %d: %s", err, line, want)
}

func TestDamagedFiles(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(t *testing.T, kept string)
		want   string
	}{
		"missing": {func(t *testing.T, kept string) { remove(t, filepath.Join(kept, "r1", "bulletin.pdf")) }, "r1/bulletin.pdf is missing"},
		"folder":  {func(t *testing.T, kept string) { remove(t, filepath.Join(kept, "r1")) }, "r1 is missing"},
		"all":     {func(t *testing.T, kept string) { remove(t, kept) }, "r2 is missing"},
		"longer":  {func(t *testing.T, kept string) { alter(t, filepath.Join(kept, "r1", "bulletin.xlsx"), append1) }, "more than it can have"},
		"altered": {func(t *testing.T, kept string) { alter(t, filepath.Join(kept, "r1", "bulletin.xlsx"), flip) }, "r1/bulletin.xlsx is not the file that was recorded"},
		"shorter": {func(t *testing.T, kept string) { alter(t, filepath.Join(kept, "r1", "bulletin.xlsx"), cut) }, "r1/bulletin.xlsx is not the file that was recorded"},
		"a folder": {func(t *testing.T, kept string) {
			remove(t, filepath.Join(kept, "r1", "bulletin.pdf"))
			put(t, filepath.Join(kept, "r1", "bulletin.pdf", "x"), "")
		}, "r1/bulletin.pdf: is no file"},
		"extra":          {func(t *testing.T, kept string) { put(t, filepath.Join(kept, "r1", "notes.txt"), "") }, "r1/notes.txt: is no file of revision 1; move it out"},
		"extra revision": {func(t *testing.T, kept string) { put(t, filepath.Join(kept, "r3", "bulletin.pdf"), "") }, "revision 3 is not in releases.toml"},
		"others' files":  {func(t *testing.T, kept string) { put(t, filepath.Join(kept, "r1", "Thumbs.db"), "") }, ""},
		"Excel's lock":   {func(t *testing.T, kept string) { put(t, filepath.Join(kept, "r1", "~$bulletin.xlsx"), "") }, ""},
		"office":         {func(t *testing.T, kept string) { put(t, filepath.Join(kept, "r1", "~$bulletin.xlsx"), "") }, ""},
		"other folders":  {func(t *testing.T, kept string) { put(t, filepath.Join(kept, "r01", "x"), "") }, ""},
		"killed run": {func(t *testing.T, kept string) {
			put(t, filepath.Join(kept, "r3", "bulletin.pdf"), "")
			put(t, filepath.Join(kept, lockFile), "process 1\nmaking r3\n")
		}, ""},
		"another's note": {func(t *testing.T, kept string) {
			put(t, filepath.Join(kept, "r3", "bulletin.pdf"), "")
			put(t, filepath.Join(kept, lockFile), "process 1\nmaking r3")
		}, "revision 3 is not in releases.toml"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			begun(t, folder)
			released(t, folder)
			correct(t, folder)
			released(t, folder)
			c.damage(t, filepath.Join(folder, KeptFolder))
			_, err := ReadRecord(folder)
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(filepath.ToSlash(err.Error()), c.want)):
				t.Errorf("%v; want %q", err, c.want)
			}
			if _, again := Finalize(folder, options()); c.want != "" && (again == nil || again.Error() != err.Error()) {
				t.Errorf("release says %v", again)
			}
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// alter replaces a file that is read-only.
func alter(t *testing.T, path string, how func([]byte) []byte) {
	t.Helper()
	data := how([]byte(textOf(t, path)))
	remove(t, path)
	put(t, path, string(data))
}

func append1(data []byte) []byte { return append(data, '\n') }

func cut(data []byte) []byte { return data[:len(data)-1] }

func flip(data []byte) []byte {
	data[len(data)/2] ^= 1
	return data
}

// TestNoRecord reads folders that nothing was released from.
func TestNoRecord(t *testing.T) {
	folder := t.TempDir()
	for _, path := range []string{folder, filepath.Join(folder, "nosuch"), example} {
		if record, err := ReadRecord(path); record != nil || err != nil {
			t.Errorf("%v, %v", record, err)
		}
	}
	var none *Record
	if _, err := none.Revision(1); err == nil || !strings.Contains(err.Error(), "nothing was released yet") {
		t.Errorf("%v", err)
	}
}

// FuzzRecord reads any text as a record: it gives revisions that are written as
// they were read, or problems.
func FuzzRecord(f *testing.F) {
	r := Revision{Number: 1, Wave: "2024-1", Files: []Recorded{{Name: "bulletin.pdf", SHA256: strings.Repeat("0", 64)}}}
	r.Digest = r.digest("")
	f.Add(string((&Record{[]Revision{r}}).written()))
	f.Add("[[release]]\n\"\" = 1\n[[release.file]]\nsize=-1")
	f.Add("a.b = {c = 1}\n[[release]]\nreleased = 2024-07-17")
	f.Fuzz(func(t *testing.T, text string) {
		revisions, found := parseRecord("releases.toml", text)
		if len(found) > 0 {
			return
		}
		written := string((&Record{revisions}).written())
		again, found := parseRecord("releases.toml", written)
		if len(found) > 0 || string((&Record{again}).written()) != written {
			t.Errorf("%q\n%v", written, found)
		}
	})
}

// TestStanding asks records about PDFs.
func TestStanding(t *testing.T) {
	folder := twice(t)
	record, err := ReadRecord(folder)
	if err != nil {
		t.Fatal(err)
	}
	pdf := func(number int) (string, []byte) {
		r := record.Revisions[number-1]
		return filepath.Join(r.Folder(folder), r.Files[0].Name), []byte(textOf(t, filepath.Join(r.Folder(folder), r.Files[0].Name)))
	}
	old, oldData := pdf(1)
	now, nowData := pdf(2)
	elsewhere := filepath.Join(t.TempDir(), "bulletin.pdf")
	for _, c := range []struct {
		path       string
		data       []byte
		folder     string
		number     int
		superseded bool
	}{
		{old, oldData, "", 1, true},
		{now, nowData, "", 2, false},
		{filepath.Join(folder, "bulletin.pdf"), oldData, "", 1, true},
		{elsewhere, oldData, folder, 1, true},
		{filepath.Join(folder, "bulletin.pdf"), []byte("other"), "", 0, false},
	} {
		s, err := StandingOf(c.path, c.data, c.folder)
		if err != nil || s == nil {
			t.Fatalf("%s: %v, %v", c.path, s, err)
		}
		number := 0
		if s.Revision != nil {
			number = s.Revision.Number
		}
		if number != c.number || s.Superseded() != c.superseded || s.Last.Number != 2 || filepath.Clean(s.Folder) != folder {
			t.Errorf("%s: %+v", c.path, s)
		}
	}
	if s, err := StandingOf(elsewhere, oldData, ""); s != nil || err != nil {
		t.Errorf("%+v, %v", s, err)
	}
	t.Chdir(filepath.Join(folder, KeptFolder, "r1"))
	s, err := StandingOf("bulletin.pdf", oldData, "")
	if err != nil || s == nil || s.Folder != filepath.Join("..", "..") {
		t.Errorf("%+v, %v", s, err)
	}
}
