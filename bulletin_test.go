package bulletin

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"bulletin/locale"
	"bulletin/tables"
)

const example = "testdata/2024-1"

func build(t testing.TB, path string) *Output {
	t.Helper()
	outputs, err := Build(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return outputs[0]
}

// check gives what [Check] tells as an error, where it keeps the release from being built.
func check(t testing.TB, folder string) error {
	t.Helper()
	_, found, err := Check(folder)
	if err != nil {
		t.Fatal(err)
	}
	if !found.Refuses(false) {
		return nil
	}
	return found
}

func TestBuildGivesTheSameBytes(t *testing.T) {
	first := build(t, example)
	if second := build(t, example); !bytes.Equal(first.PDF, second.PDF) {
		t.Error("a second build gave other bytes")
	}
	if byFile := build(t, example+"/bulletin.toml"); !bytes.Equal(first.PDF, byFile.PDF) {
		t.Error("the TOML file gave other bytes than its folder")
	}
	copied := filepath.Join(t.TempDir(), "Көшірме 1")
	if err := os.CopyFS(copied, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	if moved := build(t, copied); !bytes.Equal(first.PDF, moved.PDF) {
		t.Error("the same folder in another place gave other bytes")
	}
}

// The zone, the language and the collector of a process are none of a bulletin's business.
func TestBuildGivesTheSameBytesAnywhere(t *testing.T) {
	program := compile(t)
	first := build(t, example)
	for _, env := range [][]string{
		{"TZ=Pacific/Kiritimati", "LANG=kk_KZ.UTF-8", "LC_ALL=kk_KZ.UTF-8"},
		{"TZ=America/St_Johns", "LANG=C", "LC_ALL=C", "GOMAXPROCS=1", "GOGC=1"},
	} {
		c := exec.Command(program, "build", example, "-o", "-")
		c.Env = append(os.Environ(), env...)
		got, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.PDF, got) {
			t.Errorf("with %s it gave other bytes", strings.Join(env, " "))
		}
	}
}

func TestOutputPath(t *testing.T) {
	folder := t.TempDir()
	release, err := os.ReadFile(filepath.Join("testdata/2023-2", "bulletin.toml"))
	if err != nil {
		t.Fatal(err)
	}
	figures, err := os.ReadFile(filepath.Join("testdata/2023-2", "trust.csv"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "trust.csv"), string(figures))
	write(t, filepath.Join(folder, "bulletin.toml"), string(release))
	file := write(t, filepath.Join(folder, "бюллетень.toml"), string(release))
	t.Chdir(folder)
	for _, c := range []struct{ path, want string }{
		{"", "bulletin.pdf"},
		{".", "bulletin.pdf"},
		{folder, filepath.Join(folder, "bulletin.pdf")},
		{folder + "/", filepath.Join(folder, "bulletin.pdf")},
		{file, filepath.Join(folder, "бюллетень.pdf")},
	} {
		if got := build(t, c.path).Path; got != c.want {
			t.Errorf("%q is written to %q, want %q", c.path, got, c.want)
		}
	}
}

func TestCheckGivesProblemsInOrder(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "bulletin.toml"), "titel = \"Халық\"\nisuer = \"Бюро\"\n")
	err := check(t, folder)
	var found *Problems
	if !errors.As(err, &found) || len(found.List) < 2 {
		t.Fatalf("got %v", err)
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(found.List) {
		t.Errorf("%d lines for %d problems", len(lines), len(found.List))
	}
	at := strings.Index(err.Error(), "bulletin.toml:1:1: ")
	if next := strings.Index(err.Error(), "bulletin.toml:2:1: "); at < 0 || next < at {
		t.Errorf("not in order:\n%v", err)
	}
	if _, err := Open(folder, ""); !errors.As(err, &found) {
		t.Errorf("Open gives %v", err)
	}
	if out, err := Build(folder, Options{}); out != nil || !errors.As(err, &found) {
		t.Errorf("Build gives %v", err)
	}
}

// What follows from a problem that is told already is not told as another.
func TestProblemsAreToldOnce(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "bulletin.toml"), "title = \"Т\"\nissuer = \"И\"\nwave = \"1\"\nperiod = \"П\"\n"+
		"published = 2024-07-17T10:00:00+05:00\nlanguage = \"kz\"\n[[section]]\ntitle = \"Б\"\ntext = \"М\"\n")
	var found *Problems
	if err := check(t, folder); !errors.As(err, &found) || len(found.List) != 1 || found.List[0].Place.Line != 6 {
		t.Errorf("got %v", err)
	}
}

func TestOpenGivesFigures(t *testing.T) {
	r, err := Open(example, "kk")
	if err != nil {
		t.Fatal(err)
	}
	trust := r.Editions[0].Bulletin.Tables["trust"].Data
	cell := trust.Cells[trust.Row("police")][trust.Column("trust")]
	if cell.Number.Coef != 616 || cell.Number.Scale != 1 {
		t.Errorf("the police's share is %v, want 61,6", cell.Number)
	}
}

// compile builds the command.
func compile(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "bulletin")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/bulletin").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// BenchmarkBuild is the whole way from the folder to the bytes in a process that runs already.
func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		build(b, example)
	}
}

// BenchmarkProcess is what a user waits for: the compiled command, started
// cold, with the file replaced and synced. The shortest run tells most on a busy machine.
func BenchmarkProcess(b *testing.B) {
	program, pdf := compile(b), filepath.Join(b.TempDir(), "bulletin.pdf")
	shortest := time.Hour
	for b.Loop() {
		start := time.Now()
		if out, err := exec.Command(program, "build", "--quiet", example, "-o", pdf).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		shortest = min(shortest, time.Since(start))
	}
	b.ReportMetric(float64(shortest.Microseconds())/1000, "shortest-ms")
}

// TestWordsAreReadBesideWrongFigures sees that a figure that is no number hides nothing that the words have wrong.
func TestWordsAreReadBesideWrongFigures(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "trust.csv"), "id;;yes\n;Мекеме;Сенеді\npolice;Полиция;61,6%\n")
	write(t, filepath.Join(folder, "bulletin.toml"), `title = "Т"
issuer = "И"
wave = "2024-1"
period = "2024 жыл"
published = 2024-07-17T10:00:00+05:00
[table.trust]
file = "trust.csv"
[[section]]
title = "Б"
text = "{{.trust.polise.yes}} {{.trust.police.yes}}"
`)
	var found *Problems
	if err := check(t, folder); !errors.As(err, &found) || len(found.List) != 2 {
		t.Fatalf("%v", err)
	}
	for i, want := range []string{`10:11: table "trust" has no row "polise"`, `trust.csv:3:16: "61,6%" is not a number`} {
		if got := strings.Split(found.Error(), "\n")[i]; !strings.Contains(got, want) {
			t.Errorf("%s; want %s", got, want)
		}
	}
}

// TestLanguages sees that a release can have the editions that the pages can be set in.
func TestLanguages(t *testing.T) {
	if got, want := tables.Languages(), locale.Tags(); !slices.Equal(got, want) {
		t.Errorf("tables knows %v, locale %v", got, want)
	}
}
