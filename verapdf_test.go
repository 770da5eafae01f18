package bulletin_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulletin"
)

// generated is how many releases are made up. Each is built for both pairs of standards.
const generated = 150

// standards are what a bulletin can follow, and what veraPDF then holds it to.
var standards = map[string][]string{"ua-1+a-3a": {"ua1", "3a"}, "ua-2+a-4f": {"ua2", "4f"}}

// TestStandards has veraPDF judge the releases of testdata, a corrected one, a
// draft of it, and a few hundred made-up ones in all languages, each built for both
// pairs of standards.
func TestStandards(t *testing.T) {
	lib := os.Getenv("VERAPDF_LIB")
	if lib == "" {
		missing(t, "veraPDF", "set VERAPDF_LIB to the folder with its jars")
	}
	corrected := correctedRelease(t)
	folders := []string{"testdata/2023-2", "testdata/2024-1", corrected}
	for seed := range uint64(generated) {
		folders = append(folders, madeUp(t, seed))
	}
	out := t.TempDir()
	wanted := map[string]string{} // file and standard: what it was built of
	for i, folder := range folders {
		for standard, flavours := range standards {
			editions, err := bulletin.Build(folder, bulletin.Options{Standard: standard})
			if err != nil {
				words, _ := os.ReadFile(filepath.Join(folder, "bulletin.toml"))
				t.Fatalf("%v\n%s", err, words)
			}
			for _, built := range editions {
				name := fmt.Sprintf("%03d-%s-%s.pdf", i, standard, built.Language)
				if err := os.WriteFile(filepath.Join(out, name), built.PDF, 0o644); err != nil {
					t.Fatal(err)
				}
				for _, flavour := range flavours {
					wanted[name+" "+flavour] = folder
				}
			}
		}
	}
	for standard, flavours := range standards {
		for _, built := range draftOf(t, corrected, standard) {
			name := fmt.Sprintf("draft-%s-%s.pdf", standard, built.Language)
			if err := os.WriteFile(filepath.Join(out, name), built.PDF, 0o644); err != nil {
				t.Fatal(err)
			}
			for _, flavour := range flavours {
				wanted[name+" "+flavour] = "a draft of " + corrected
			}
		}
	}
	// One start for all, since Java's takes longer than a file. Flavour 0 holds
	// each file to every standard that its metadata claims. The exit status is 1
	// where a file fails; what is printed says which.
	output, _ := exec.Command("java", "-cp", filepath.Join(lib, "*"), "org.verapdf.apps.GreenfieldCliWrapper",
		"--flavour", "0", "--format", "text", "--recurse", out).CombinedOutput()
	passed := map[string]bool{}
	for line := range strings.Lines(string(output)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "PASS "); ok {
			passed[filepath.Base(name)] = true // with the flavour after the name
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if !passed[name] {
			t.Errorf("%s of %s does not pass", name, wanted[name])
		}
	}
	if t.Failed() {
		t.Logf("%s", output)
	}
}

// missing skips a test whose tool is not on the machine, except where all are expected.
func missing(t *testing.T, tool, wayOut string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing: %s", tool, wayOut)
	}
	t.Skipf("%s is missing: %s", tool, wayOut)
}

// madeUp writes a release that the seed alone decides, and gives its folder.
func madeUp(t *testing.T, seed uint64) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), fmt.Sprintf("release %d", seed))
	newGenerator(seed).write(t, folder)
	return folder
}

// generator makes up releases: every kind of block in odd numbers and sizes.
type generator struct {
	*rand.Rand
	language string
	toml     strings.Builder
	tables   map[string]string
	charts   int
}

func newGenerator(seed uint64) *generator {
	languages := []string{"kk", "ru", "en"} // not drawn, so that few seeds have all of them
	return &generator{Rand: rand.New(rand.NewPCG(seed, 7)), language: languages[seed%3], tables: map[string]string{}}
}

func (g *generator) chance(oneIn int) bool { return g.IntN(oneIn) == 0 }

func (g *generator) pick(words ...string) string { return words[g.IntN(len(words))] }

// vocabulary has for each language the words, marks and forms on which lines and tags
// depend. The first makes words of any length.
var vocabulary = map[string][]string{
	"kk": {
		"ұзын", "сенім", "халықтың", "қауіпсіздіктерімізге", "деңгейі", "2024 жылғы", "–", "жарықтандырудың", "ҚСжАЕК", "(61,6%)", "«сот", "жүйесі»",
		"өкілеттіктер", "e-mail", "https://stat.gov.kz/industries/social-statistics/stat-crime/", "заңдылықты-тәртіпті",
	},
	"ru": {
		"длин", "доверие", "к", "правоохранительным", "органам", "2024 года", "–", "субъективной", "КПСиСУ", "(61,6\u00a0%)", "«судебной", "системе»",
		"учётам", "e-mail", "https://stat.gov.kz/industries/social-statistics/stat-crime/", "социально-экономический",
	},
	"en": {
		"long", "trust", "a", "responsibilities", "respondents’", "in 2024", "–", "enforcement", "CLSSA", "(61.6%)", "“judicial", "system”",
		"offices", "e-mail", "https://stat.gov.kz/industries/social-statistics/stat-crime/", "face-to-face",
	},
}

// words gives a run of words, some of them long.
func (g *generator) words(n int) string {
	var out []string
	for range n {
		known := vocabulary[g.language]
		out = append(out, g.pick(append(slices.Clone(known[1:]), strings.Repeat(known[0], 1+g.IntN(12)))...))
	}
	return strings.Join(out, " ")
}

func (g *generator) line(format string, args ...any) { fmt.Fprintf(&g.toml, format+"\n", args...) }

func (g *generator) write(t *testing.T, folder string) {
	t.Helper()
	g.line("title = %q", g.words(1+g.IntN(14)))
	g.line("issuer = %q", g.words(1+g.IntN(10)))
	g.line("language = %q\nwave = \"2024-1\"\nperiod = \"2024 жыл\"\npublished = 2024-07-17T10:00:00+05:00", g.language)
	if g.chance(2) {
		g.line("series = %q\nsource = %q", g.words(2), g.words(1+g.IntN(20)))
	}
	page, size := g.pick("A4", "A5", "Letter"), 8+g.IntN(6)
	if page == "A5" { // in larger letters some tables are too wide for it
		size = min(size, 10)
	}
	g.line("[page]\nsize = %q\n[style]\nalign = %q\nsize = %d", page, g.pick("justified", "left"), size)
	sections := ""
	for range 1 + g.IntN(7) {
		sections += g.section()
	}
	for _, id := range slices.Sorted(maps.Keys(g.tables)) {
		g.line("[table.%s]\nfile = \"%s.csv\"\nunit = %q\ntitle = %q", id, id, "%", "Кесте")
		if g.chance(2) {
			g.toml.WriteString("note = \"Ескерту мәтіні\"\n")
		}
	}
	words := g.toml.String() + sections
	if g.chance(2) {
		words += "[contact]\naddress = \"Астана\"\nemail = \"a@b.kz\"\n"
		for range g.IntN(4) {
			words += "[[contact.person]]\nname = \"Н. Ханжігітов\"\nphone = \"+7 7172 749061\"\n"
		}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	g.tables["bulletin.toml"] = words
	for name, content := range g.tables {
		if name != "bulletin.toml" {
			name += ".csv"
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (g *generator) section() string {
	s := fmt.Sprintf("[[section]]\ntitle = %q\n", g.words(1+g.IntN(9)))
	if g.chance(6) {
		for range 1 + g.IntN(8) {
			s += fmt.Sprintf("[[section.term]]\nname = %q\ndefinition = %q\n", g.words(1+g.IntN(3)), g.words(5+g.IntN(60)))
		}
		return s
	}
	var blocks []string
	for range 1 + g.IntN(6) {
		blocks = append(blocks, g.block())
	}
	return s + "text = '''\n" + strings.Join(blocks, "\n\n") + "\n'''\n"
}

func (g *generator) block() string {
	switch g.IntN(7) {
	case 0:
		return g.list("")
	case 1:
		return "# " + g.words(1+g.IntN(5)) + "\n\n## " + g.words(2) + "\n\n" + g.words(20)
	case 2:
		return g.chart()
	case 3:
		id := g.table(1+g.IntN(60), 1+g.IntN(6), 99)
		return fmt.Sprintf("{{table %q}}\n\n{{.%s.r0.c0}} **{{.%s.r0.c0}}**", id, id, id)
	case 4:
		return g.words(10) + " [" + g.words(4+g.IntN(40)) + "](https://stat.gov.kz/" + strings.Repeat("жол/", g.IntN(4)) + ") " + g.words(10)
	}
	return g.words(5+g.IntN(150)) + " *" + g.words(2) + "* " + g.words(3)
}

func (g *generator) list(in string) string {
	var items []string
	mark := g.pick("- ", "1. ")
	for range 1 + g.IntN(5) {
		item := in + mark + g.words(1+g.IntN(30))
		if len(in) < 6 && g.chance(5) {
			item += "\n" + g.list(in+strings.Repeat(" ", len(mark)))
		}
		items = append(items, item)
	}
	return strings.Join(items, "\n")
}

// table makes up a table and gives its id; a cell is at most so many percent.
func (g *generator) table(rows, columns, most int) string {
	id := fmt.Sprintf("t%d", len(g.tables))
	csv := "id;"
	labels := ";Атауы"
	for j := range columns {
		csv += fmt.Sprintf(";c%d", j)
		labels += ";" + g.pick("Сенеді", "Ішінара сенеді", "Жауап беруге қиналды", "Жоқ")
	}
	csv += "\n" + labels + "\n"
	for i := range rows {
		csv += fmt.Sprintf("r%d;%s", i, g.pick("Прокуратура", "Полиция органдары", "Сыбайлас жемқорлыққа қарсы қызмет", "Сот"))
		for range columns {
			cell := fmt.Sprintf("%d,%d", g.IntN(most), g.IntN(10))
			if g.chance(8) {
				cell = g.pick("–", "…", "x", "0,0")
			}
			csv += ";" + cell
		}
		csv += "\n"
	}
	g.tables[id] = csv
	return id
}

func (g *generator) chart() string {
	g.charts++
	id := fmt.Sprintf("c%d", g.charts)
	kind := g.pick("stacked", "bars", "lines")
	table := ""
	switch kind {
	case "stacked":
		columns := 2 + g.IntN(4)
		table = g.table(1+g.IntN(7), columns, 100/columns)
	case "bars":
		table = g.table(1+g.IntN(9), 1, 90)
	case "lines":
		table = g.table(1+g.IntN(6), 2+g.IntN(11), 90)
	}
	g.line("[chart.%s]\nkind = %q\ntable = %q\ntitle = %q", id, kind, table, g.words(1+g.IntN(8)))
	return fmt.Sprintf("{{chart %q}}", id)
}
