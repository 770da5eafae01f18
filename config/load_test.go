package config

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bulletin/tables"
)

// trust is a small release that is right.
const trustTOML = `title     = "Сенім"
issuer    = "Ұлттық статистика бюросы"
wave      = "2024-1"
period    = "2024 жылғы сәуір–мамыр"
published = 2024-07-17T10:00:00+05:00

[page]
top = 20

[style]
accent = "#102030"
palette = ["#1b4f72", "#e0a030"]

[numbers]
grouping = true

[table.trust]                 # one row an institution
file = "trust.csv"
unit = "%"
sum  = 100
units = { hard = "адам" }
decimals = 2

[chart.trust]
kind   = "stacked"
table  = "trust"
title  = "Сенім деңгейі"

[chart.police]
kind   = "bars"
table  = "trust"
row    = "police"
title  = "Полиция"

[[section]]
title = "Негізгі ойлар"
text = '''
Үлесі {{.trust.police.trust}} құрады.

{{chart "trust"}}
'''

[[section]]
title = "Глоссарий"

[[section.term]]
name       = "Қылмыс"
definition = "Әрекет."

[contact]
email = "gl.sagat@aspire.gov.kz"

[[contact.person]]
name  = "Н. Ханжігітов"
phone = "+7 (7172) 74-90-61"
`

const trustCSV = `id;;trust;partly;hard
;Мекеме;Сенеді;Ішінара;Қиналды
police;Полиция;61,6;27,4;11,0
courts;Сот;60,1;30,0;10,0
`

func release(toml string, more ...string) fstest.MapFS {
	files := fstest.MapFS{
		FileName:    {Data: []byte(toml)},
		"trust.csv": {Data: []byte(trustCSV)},
	}
	for i := 0; i+1 < len(more); i += 2 {
		files[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return files
}

func TestLoad(t *testing.T) {
	for name, toml := range map[string]string{
		"plain":           trustTOML,
		"byte-order mark": "\ufeff" + trustTOML,
		"CRLF":            strings.ReplaceAll(trustTOML, "\n", "\r\n"),
	} {
		b, sources, problems := load(release(toml), "r/", FileName)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		checkTrust(t, b)
		if len(sources) != 2 || sources[filepath.Join("r", "trust.csv")] != trustCSV {
			t.Errorf("%s: sources are %v", name, sources)
		}
	}
}

// checkTrust asks for what trustTOML says, and for the defaults of what it does not say.
func checkTrust(t *testing.T, b *Bulletin) {
	t.Helper()
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"title", b.Title.Value, "Сенім"},
		{"published", b.Published.Format(time.RFC3339), "2024-07-17T10:00:00+05:00"},
		{"zone", b.Published.Location().String(), ""},
		{"language", b.Language.Value, "kk"},
		{"page", []any{b.Page.Size.Value, b.Page.Top, b.Page.Bottom, b.Page.Left, b.Page.Right}, []any{"A4", 20.0, 22.0, 22.0, 22.0}},
		{"accent", b.Style.Accent, Color{0x10, 0x20, 0x30}},
		{"palette", b.Style.Palette, []Color{{0x1b, 0x4f, 0x72}, {0xe0, 0xa0, 0x30}}},
		{"style", []any{b.Style.Align.Value, b.Style.Size}, []any{"justified", 11.0}},
		{"numbers", b.Numbers, Numbers{Grouping: true}},
		{"table", b.Tables["trust"].ID, "trust"},
		{"table's place", b.Tables["trust"].Place.String(), "r/bulletin.toml:17:1"},
		{"decimals", b.Tables["trust"].Data.Columns[0].Decimals, 2},
		{"units", []string{b.Tables["trust"].Data.Columns[0].Unit, b.Tables["trust"].Data.Columns[2].Unit}, []string{"%", "адам"}},
		{"sum", *b.Tables["trust"].Data.Sum, tables.Number{Coef: 100}},
		{"figure", b.Tables["trust"].Data.Cells[0][0].Number, tables.Number{Coef: 616, Scale: 1}},
		{"figure's place", b.Tables["trust"].Data.Cells[0][0].Place.String(), filepath.Join("r", "trust.csv") + ":3:16"},
		{"chart", b.Charts["police"].Row.Value, "police"},
		{"sections", len(b.Sections), 2},
		{"section's place", b.Sections[1].Place.String(), "r/bulletin.toml:43:1"},
		{"text", b.Sections[0].Text.Value, "Үлесі {{.trust.police.trust}} құрады.\n\n{{chart \"trust\"}}\n"},
		{"place in text", b.Sections[0].Text.At(strings.Index(b.Sections[0].Text.Value, "chart")).String(), "r/bulletin.toml:40:3"},
		{"place of a text", b.Sections[0].Text.Place().String(), "r/bulletin.toml:37:8"},
		{"place of a default", b.Language.At(1).String(), "r/bulletin.toml"},
		{"term", b.Sections[1].Terms[0].Name.Value, "Қылмыс"},
		{"person", b.Contact.People[0].Name.Value, "Н. Ханжігітов"},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestSourcesLine(t *testing.T) {
	s := Sources{"a": "one\n\nthree"}
	for _, c := range []struct {
		place tables.Place
		want  string
		ok    bool
	}{
		{tables.Place{File: "a", Line: 1}, "one", true},
		{tables.Place{File: "a", Line: 2, Column: 1}, "", true},
		{tables.Place{File: "a", Line: 3}, "three", true},
		{tables.Place{File: "a", Line: 4}, "", false},
		{tables.Place{File: "a"}, "", false},
		{tables.Place{File: "b", Line: 1}, "", false},
	} {
		if got, ok := s.Line(c.place); got != c.want || ok != c.ok {
			t.Errorf("%v: got %q, %v", c.place, got, ok)
		}
	}
}

// wantProblems compares problems with lines of place|piece of the message.
func wantProblems(t *testing.T, name string, problems []tables.Problem, want ...string) {
	t.Helper()
	ok := len(problems) == len(want)
	for i := range min(len(problems), len(want)) {
		place, piece, _ := strings.Cut(want[i], "|")
		ok = ok && problems[i].Place.String() == place && strings.Contains(problems[i].Message, piece)
	}
	if !ok {
		var got strings.Builder
		for _, p := range problems {
			got.WriteString(p.String() + "\n")
		}
		t.Errorf("%s: got\n%swant\n%s", name, got.String(), strings.Join(want, "\n"))
	}
}

func TestLoadFiles(t *testing.T) {
	const csv = "bulletin.toml:18:8|"
	with := func(file string) string {
		return strings.ReplaceAll(trustTOML, `"trust.csv"`, `"`+file+`"`)
	}
	for _, c := range []struct{ name, file, want string }{
		{"missing", "trsut.csv", `no file "trsut.csv" in the release folder (did you mean "trust.csv"?)`},
		{"folder", "sub", "a folder"},
		{"absolute", "/etc/passwd", "does not begin in the release folder"},
		{"drive", "C:/t.csv", "does not begin in the release folder"},
		{"backslash", `a\\t.csv`, "parted by /"},
		{"up", "../t.csv", "leads out of the release folder"},
		{"up and down", "sub/../trust.csv", "leads out of the release folder"},
		{"dot", "./trust.csv", "is not the name of a file"},
		{"two slashes", "sub//t.csv", "is not the name of a file"},
		{"device", "nul.csv", "a device on Windows"},
		{"numbered device", "sub/COM1", "a device on Windows"},
		{"colon", "trust.csv:x", "every system"},
		{"point", "trust.", "every system"},
		{"control", `a\u0001`, "no name of a file should have"},
	} {
		files := release(with(c.file), "sub/t.csv", trustCSV)
		_, _, problems := load(files, "", FileName)
		if len(problems) == 0 || !strings.HasPrefix(problems[0].String(), "bulletin.toml:18:") || !strings.Contains(problems[0].Message, c.want) {
			t.Errorf("%s: got %v, want %s", c.name, problems, c.want)
		}
	}
	files := release(with("large.csv"))
	files["large.csv"] = &fstest.MapFile{Data: make([]byte, maxTable+1)}
	_, _, problems := load(files, "", FileName)
	wantProblems(t, "large table", problems, csv+"larger than 8 MiB")
	files = release(with("pipe"))
	files["pipe"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	_, _, problems = load(files, "", FileName)
	wantProblems(t, "pipe", problems, csv+"a pipe")
	_, _, problems = load(release(with("sub/t.csv"), "sub/t.csv", trustCSV), "", FileName)
	wantProblems(t, "subfolder", problems)
	_, _, problems = load(release(trustTOML, FileName, strings.Repeat("#", maxTOML+1)), "", FileName)
	wantProblems(t, "large TOML", problems, "bulletin.toml|larger than 1 MiB")
	_, _, problems = load(release(trustTOML, FileName, "title = \"\xcf\xee\""), "r/", FileName)
	wantProblems(t, "not UTF-8", problems, "r/bulletin.toml:1:10|not UTF-8")
	_, _, problems = load(release(trustTOML+"[fonts]\nbold = \"b.ttf\"\nregular = \"regular.ttf\"\n", "regular.ttf", "x"), "", FileName)
	wantProblems(t, "faces", problems, "bulletin.toml:57:8|no file \"b.ttf\"")
}

func TestLoadFromDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "сенім 2024")
	write := func(name, data string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(FileName, trustTOML)
	write("trust.csv", trustCSV)
	write("beside.csv", trustCSV)
	t.Chdir(dir)
	for _, path := range []string{"", ".", dir, FileName, filepath.Join(dir, FileName), dir + string(filepath.Separator)} {
		if _, _, problems := Load(path); len(problems) > 0 {
			t.Errorf("%q: %v", path, problems)
		}
	}
	_, _, problems := Load("nowhere")
	wantProblems(t, "no folder", problems, "nowhere|no such file or folder")
	_, _, problems = Load(filepath.Join("nowhere", FileName))
	wantProblems(t, "no TOML", problems, filepath.Join("nowhere", FileName)+"|no such file or folder")
	if err := os.Mkdir("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	_, _, problems = Load("empty")
	wantProblems(t, "empty folder", problems, filepath.Join("empty", FileName)+`|no file "bulletin.toml"`)

	if runtime.GOOS == "windows" {
		return // symbolic links need a privilege there
	}
	write("inner/"+FileName, trustTOML)
	if err := os.Symlink(filepath.Join("..", "beside.csv"), filepath.Join("inner", "trust.csv")); err != nil {
		t.Fatal(err)
	}
	_, _, problems = Load("inner")
	wantProblems(t, "link that leads out", problems, filepath.Join("inner", FileName)+":18:8|leads out of the release folder")
	if err := os.Symlink("beside.csv", "linked.csv"); err != nil {
		t.Fatal(err)
	}
	write(FileName, strings.ReplaceAll(trustTOML, "trust.csv", "linked.csv"))
	_, _, problems = Load("")
	wantProblems(t, "link inside", problems)
	_, _, problems = Load("/dev/null")
	wantProblems(t, "device", problems, "/dev/null|device")
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(trustTOML), []byte(russianTOML))
	f.Add([]byte("title = 1\n[table]\nfile = 'x'\n[[section]]\ntext = \"\"\"\\\n a\\u0007\"\"\""), []byte("[table]\ntrust = 1\n[contact]\nperson = [{}, 1]"))
	f.Add([]byte("a.b = {c = [[1], {d = 2}]}\n[[table.x]]\n[chart]\nx = [1979-05-27]\n"), []byte("table.trust.units = { trust = 1, x.y = '' }\nchart.police = {}\nlanguage = 'ru'"))
	f.Add([]byte("language = 'ru'\ntable.a = {file = 'a.xlsx#b', from.c = {digest = 'sha256:'}}"), []byte(""))
	f.Fuzz(func(t *testing.T, toml, own []byte) {
		files := release("", further(string(own), FileName, string(toml))...)
		if list, _ := editions(files, "", FileName); list[0].Language == "ru" == (len(list) == 2) {
			t.Fatalf("editions are %v", list)
		}
		for _, name := range []string{FileName, russian} {
			b, sources, problems := load(files, "", name)
			if b == nil && len(problems) == 0 {
				t.Fatal("there must be either a bulletin or problems")
			}
			for _, p := range problems {
				line, ok := sources.Line(p.Place)
				if p.Place.Line > 0 && (!ok || p.Place.Column > len([]rune(line))+1) {
					t.Fatalf("no such place: %v", p)
				}
				if p.Place.File == "" || p.Message == "" {
					t.Fatalf("an empty problem: %v", p)
				}
			}
		}
	})
}

// BenchmarkLoad reads a release of the size of a real one from memory.
func BenchmarkLoad(b *testing.B) {
	toml := trustTOML + strings.Repeat("\n[[section]]\ntitle = \"Бөлім\"\ntext = '''\n"+
		strings.Repeat("Полиция органдарына сенетіндер үлесі {{.trust.police.trust}} құрады, ішінара сенетіндер – {{.trust.police.partly}}.\n", 20)+"'''\n"+
		strings.Repeat("\n[[section.term]]\nname = \"Қылмыс\"\ndefinition = \"Қоғамға қауіпті әрекет.\"\n", 4), 6)
	files := release(toml)
	b.ReportAllocs()
	b.SetBytes(int64(len(toml)))
	for b.Loop() {
		if _, _, problems := load(files, "", FileName); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

// BenchmarkLoadReal reads the example release from disk.
func BenchmarkLoadReal(b *testing.B) {
	dir := filepath.Join("..", "testdata", "2024-1")
	if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
		b.Skip("the example release is not there")
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, problems := Load(dir); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
