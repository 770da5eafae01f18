package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bulletin"
)

// inThree is what stands under [[correction]] in each language.
type inThree struct{ kk, ru, en string }

// threeLanguages releases 2024-1, and gives the folder.
func threeLanguages(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("../testdata/2024-1")); err != nil {
		t.Fatal(err)
	}
	released(t, folder)
	return folder
}

func replaceIn(t *testing.T, folder, file, old, new string) {
	t.Helper()
	name := filepath.Join(folder, file)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, new, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// declare writes a correction at the end of each edition's words.
func declare(t *testing.T, folder string, w inThree) {
	t.Helper()
	for file, text := range map[string]string{"bulletin.toml": w.kk, "bulletin.ru.toml": w.ru, "bulletin.en.toml": w.en} {
		data, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, file), append(data, "\n[[correction]]\n"+text+"\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func stateOf(t *testing.T, folder, language string) *State {
	t.Helper()
	r, err := bulletin.Open(folder, language)
	if err != nil {
		t.Fatal(err)
	}
	s, err := StateOf(r)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// correctly declares that the police's figures were others, and what else changed.
func correctly(also string) inThree {
	return inThree{
		`date = 2024-07-20T10:00:00+05:00
severity = "minor"
reason = "қате терілген"
also = [` + also + `]
change = [
  { table = "trust", row = "police", column = "partly", old = "27,0", new = "27,1" },
  { table = "trust", row = "police", column = "rather_not", old = "4,4", new = "4,3" },
]`,
		`reason = "ошибка набора"`, `reason = "mistyped"`,
	}
}

// TestDeclared sees what is a draft of a release that declares a correction.
func TestDeclared(t *testing.T) {
	for _, c := range []struct {
		name, file, old, new, also string
		want                       string
	}{
		{name: "all that changed", want: ""},
		{"words in one language", "bulletin.ru.toml", "Глоссарий", "Словарь", `"ru section 4 title"`, ""},
		{"words that are not declared", "bulletin.ru.toml", "Глоссарий", "Словарь", "", "ru section 4 title"},
		{name: "words that did not change", also: `"section 9"`, want: "section 9, which is declared and did not change"},
		{"a figure that did not change", "trust.csv", "27,1;4,3", "27,1;4,4", "", "figure trust.police.rather_not, which is declared and did not change"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := threeLanguages(t)
			replaceIn(t, folder, "trust.csv", "27,0;4,4", "27,1;4,3")
			w := correctly(c.also)
			if c.file == "trust.csv" {
				w.kk = strings.Replace(w.kk, `old = "4,4", new = "4,3"`, `old = "4,3", new = "4,4"`, 1)
			}
			declare(t, folder, w)
			if c.file != "" {
				replaceIn(t, folder, c.file, c.old, c.new)
			}
			s := stateOf(t, folder, "")
			if got := strings.Join(s.Undeclared, "; "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			for _, language := range []string{"kk", "ru", "en"} {
				if s := stateOf(t, folder, language); c.want == "" && s.Draft() {
					t.Errorf("%q alone is a draft: %s", language, s.Undeclared)
				}
			}
			_, err := Finalize(folder, options())
			if (err == nil) != (c.want == "") {
				t.Errorf("Finalize: %v", err)
			}
			if err != nil {
				return
			}
			for _, language := range []string{"", "kk", "ru", "en"} {
				if s := stateOf(t, folder, language); s.Draft() {
					t.Errorf("released, and %q is a draft: %s", language, s.Undeclared)
				}
			}
			replaceIn(t, folder, "bulletin.ru.toml", "ошибка набора", "иная причина")
			s = stateOf(t, folder, "")
			if got := strings.Join(s.Undeclared, "; "); got != "correction 1, which was published and stays: restore it in bulletin.ru.toml" {
				t.Errorf("another reason in Russian: %s", got)
			}
		})
	}
}

// TestLinesTakeThePlace sees that the lines hold what a correction that declares
// less says already, and that a release can be made of them.
func TestLinesTakeThePlace(t *testing.T) {
	folder := threeLanguages(t)
	replaceIn(t, folder, "trust.csv", "27,0;4,4", "27,1;4,3")
	before := tomlOf(t, folder)
	w := correctly("")
	w.kk = strings.Replace(strings.Replace(w.kk, "minor", "major", 1), `  { table = "trust", row = "police", column = "rather_not", old = "4,4", new = "4,3" },`+"\n", "", 1)
	declare(t, folder, w)
	s := stateOf(t, folder, "")
	r, err := bulletin.Open(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	lines := Lines(s.Difference, r.Editions, 1, time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC))
	for file, text := range before {
		name := filepath.Join(folder, file)
		_, own, found := strings.Cut(lines, "# "+name+", instead of its last [[correction]]\n")
		if !found {
			t.Fatalf("%s is not named in\n%s", file, lines)
		}
		own, _, _ = strings.Cut(own, "\n# ")
		if err := os.WriteFile(name, []byte(text+"\n"+own), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if made := released(t, folder); made.Number != 2 || made.Severity != "major" || made.Reason != "қате терілген" {
		t.Errorf("%+v", made)
	}
}

func tomlOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, file := range []string{"bulletin.toml", "bulletin.ru.toml", "bulletin.en.toml"} {
		data, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		out[file] = string(data)
	}
	return out
}

// TestDateOfLines sees that the date stands in the office's time zone and behind
// that of what is corrected, so that the lines can be taken.
func TestDateOfLines(t *testing.T) {
	folder := t.TempDir()
	begun(t, folder)
	released(t, folder)
	replaceIn(t, folder, "bulletin.toml", `title`, "series = \"Жаңа\"\ntitle")
	r, err := bulletin.Open(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	published := r.Editions[0].Bulletin.Published
	d := stateOf(t, folder, "").Difference
	for _, c := range []struct {
		now  time.Time
		want time.Time
	}{
		{published.Add(30 * time.Hour).UTC(), published.Add(30 * time.Hour)},
		{published.Add(-time.Hour), published.Add(time.Minute)},
		{published.Add(time.Millisecond), published.Add(time.Minute)},
	} {
		if lines := Lines(d, r.Editions, 1, c.now); !strings.Contains(lines, "date     = "+c.want.Format(time.RFC3339)+"\n") {
			t.Errorf("at %s: want %s in\n%s", c.now, c.want.Format(time.RFC3339), lines)
		}
	}
}

// TestClockBeforeTheLastRevision: a record whose hours run backwards tells readers the wrong order.
func TestClockBeforeTheLastRevision(t *testing.T) {
	folder := threeLanguages(t)
	replaceIn(t, folder, "trust.csv", "27,0;4,4", "27,1;4,3")
	declare(t, folder, correctly(""))
	before := tree(t, folder)
	o := options()
	o.Clock = func() time.Time { return options().Clock().Add(-time.Minute) }
	if _, err := Finalize(folder, o); err == nil || !strings.Contains(err.Error(), "the clock of this computer says 2024-07-17 09:59 +05:00, and revision 1 was released on 2024-07-17 10:00 +05:00") {
		t.Errorf("%v", err)
	}
	if after := tree(t, folder); after != before {
		t.Errorf("left\n%s\nwas\n%s", after, before)
	}
	if made := released(t, folder); made.Number != 2 {
		t.Errorf("%+v", made)
	}
}
