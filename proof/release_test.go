package proof

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulletin/config"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/tables"
)

// folder is a release by the names of its files.
type folder map[string]string

// head begins the bulletin.toml of a test.
const head = `title = "Сенім деңгейі"
issuer = "Бюро"
wave = "2024-1"
period = "2024 жылғы сәуір–мамыр"
published = 2024-07-17T10:00:00+05:00
`

// trust is a table of the tests.
const trust = `id;;trust;partly;hard
;Мекеме;Сенетіндер;Ішінара сенетіндер;Жауап беруге қиналғандар
police;Полиция органдары;61,6;27,0;11,4
courts;Сот жүйесі;61,8;27,0;11,2
`

const trustTable = `table.trust = { file = "trust.csv", unit = "%", title = "Сенім" }
`

// withText is a release of one section with a text and the table trust.
func withText(text string) folder {
	return folder{
		"bulletin.toml": head + trustTable + "[[section]]\ntitle = \"Бөлім\"\ntext = '''\n" + text + "\n'''\n",
		"trust.csv":     trust,
	}
}

// and gives the release with another file, or with more of the one that is there.
func (f folder) and(name, more string) folder {
	out := folder{}
	for n, data := range f {
		out[n] = data
	}
	out[name] += more
	return out
}

// replace gives the release with other words in a file.
func (f folder) replace(name, old, new string) folder {
	out := f.and(name, "")
	out[name] = strings.Replace(out[name], old, new, 1)
	return out
}

// editions lays the release out, in the languages that it has.
func (f folder) editions(t *testing.T) []Edition {
	t.Helper()
	dir := t.TempDir()
	for name, data := range f {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return load(t, dir)
}

// load gives the editions of a release folder, which has no problems.
func load(t testing.TB, dir string) []Edition {
	t.Helper()
	listed, problems := config.Editions(dir)
	none(t, problems)
	var out []Edition
	for _, e := range listed {
		b, _, problems := config.Load(e.File)
		none(t, problems)
		document, problems := report.Make(b)
		none(t, problems)
		pages, problems := layout.Lay(document)
		none(t, problems)
		out = append(out, Edition{b, document, pages})
	}
	return out
}

func none(t testing.TB, problems []tables.Problem) {
	t.Helper()
	for _, p := range problems {
		t.Error(p)
	}
	if len(problems) > 0 {
		t.FailNow()
	}
}

// found gives the findings of one code as line:column: message.
func found(t *testing.T, f folder, code string) []string {
	t.Helper()
	var out []string
	for _, x := range Read(f.editions(t), Vocabulary{}) {
		if x.Place == (tables.Place{}) || x.About == "" || x.Message == "" || x.Severity == "" {
			t.Errorf("a finding lacks something: %+v", x)
		}
		// Whoever silences it takes the words from the message.
		if about := strings.Join(strings.Fields(x.About), " "); x.Code != unusedSilence && !strings.Contains(strings.Join(strings.Fields(x.Message), " "), about) {
			t.Errorf("%s is about %q, and the message does not quote that: %s", x.Code, about, x.Message)
		}
		if x.Code == code && x.Silenced == "" {
			place := x.Place
			place.File = filepath.Base(place.File)
			out = append(out, place.String()+": "+x.Message)
		}
	}
	return out
}

// ruleCase is a release and what a rule finds in it.
type ruleCase struct {
	name   string
	folder folder
	want   []string
}

// try reads releases with a rule.
func try(t *testing.T, code string, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(found(t, c.folder, code), "\n")
			if want := strings.Join(c.want, "\n"); got != want {
				t.Errorf("found\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestExamples sees that the examples are found to be in order, in all of their languages.
func TestExamples(t *testing.T) {
	for _, dir := range []string{"../testdata/2023-2", "../testdata/2024-1"} {
		for _, f := range Read(load(t, dir), Vocabulary{}) {
			t.Errorf("%s %s: %s", f.Code, f.Place, f.Message)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	editions := load(b, "../testdata/2024-1")
	for b.Loop() {
		Read(editions, Vocabulary{})
	}
}
