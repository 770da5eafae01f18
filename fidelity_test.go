package bulletin_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"bulletin"
)

// A difference is a row of the list in testdata/2024-1/README.md: what the
// source has, and what stands here instead.
type difference struct{ source, here string }

func (d difference) apply(text string) string { return strings.ReplaceAll(text, d.source, d.here) }

// TestFidelity finds every passage of the published bulletin in the PDF, in
// order, but for the differences that the release's README lists.
func TestFidelity(t *testing.T) {
	const folder = "testdata/2024-1"
	source := joinLines(readText(t, filepath.Join(folder, "source.txt")))
	listed := listedDifferences(t, filepath.Join(folder, "README.md"))
	text := afterContents(t, structureText(t, buildPDF(t, folder)), "Пайдалы сілтемелер")

	expected := source
	for _, d := range listed {
		changed := d.apply(expected)
		if changed == expected {
			t.Errorf("README.md lists %q, which the source does not have", d.source)
		}
		expected = changed
	}
	if lost := firstLost(expected, text); lost != "" {
		t.Fatalf("the PDF lacks, at its place: %s\nits text:\n%s", lost, text)
	}
	for i, d := range listed {
		expected := source
		for j, other := range listed {
			if j != i {
				expected = other.apply(expected)
			}
		}
		if firstLost(expected, text) == "" {
			t.Errorf("README.md lists %q, and the PDF is as the source without it", d.source)
		}
	}
}

// TestFidelityNotices that a passage is changed, lost or out of its place.
func TestFidelityNotices(t *testing.T) {
	const expected = "1. Негізгі ойлар ¶ Сенетіндер үлесі 66% құрады. ¶ Глоссарий"
	for _, c := range []struct{ text, lost string }{
		{"1. Негізгі ойлар Сенетіндер үлесі 66% құрады. Глоссарий", ""},
		{"1. Негізгі ойлар 1-сурет Сенетіндер үлесі 66% құрады. 2 / 4 Глоссарий", ""},
		{"1. Негізгі ойлар Сенетіндер улесі 66% құрады. Глоссарий", "Сенетіндер үлесі 66% құрады."},
		{"1. Негізгі ойлар Сенетіндер үлесі 1-сурет 66% құрады. Глоссарий", "Сенетіндер үлесі 66% құрады."},
		{"Сенетіндер үлесі 66% құрады. 1. Негізгі ойлар Глоссарий", "Сенетіндер үлесі 66% құрады."},
		{"1. Негізгі ойлар Сенетіндер үлесі 66% құрады. Глоссарийі", "Глоссарий"},
	} {
		if lost := firstLost(expected, c.text); lost != c.lost {
			t.Errorf("in %q it misses %q, not %q", c.text, lost, c.lost)
		}
	}
}

// TestFidelityOfLinks holds the addresses of the links to those at the end of
// the source: one for each printed line, so an item of two lines has it twice.
func TestFidelityOfLinks(t *testing.T) {
	const folder = "testdata/2024-1"
	var expected []string
	for line := range strings.Lines(readText(t, filepath.Join(folder, "source.txt"))) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "http") {
			expected = append(expected, line)
		}
	}
	if len(expected) != 13 {
		t.Fatalf("the source has %d addresses, not 13", len(expected))
	}
	var got []string
	for line := range strings.Lines(poppler(t, buildPDF(t, folder), "-url")) {
		if at := strings.Index(line, "http"); at >= 0 {
			got = append(got, strings.TrimSpace(line[at:]))
		}
	}
	// The methodology's name takes two lines in the source; here it may take one or two.
	twice := slices.Index(expected, "https://stat.gov.kz/methodology/102/")
	if len(got) == len(expected)-1 {
		expected = slices.Delete(expected, twice, twice+1)
	}
	if !slices.Equal(got, expected) {
		t.Errorf("links lead to\n%s\nnot to\n%s", strings.Join(got, "\n"), strings.Join(expected, "\n"))
	}
}

// TestFidelityOfFigures holds the tables of 2024-1 to the figures of the source, each at its place.
func TestFidelityOfFigures(t *testing.T) {
	source := strings.ReplaceAll(joinLines(readText(t, "testdata/2024-1/source.txt")), " ¶", "")
	var published []string
	for _, found := range regexp.MustCompile(`(\d+(?:,\d+)?)(?: ?%| жағдай| үй шаруашылығы)`).FindAllStringSubmatch(source, -1) {
		published = append(published, found[1])
	}
	var ours []string
	for _, name := range []string{"trust", "safety", "reasons", "cities", "survey"} { // in the order of the source
		for _, row := range csvRows(t, "testdata/2024-1/"+name+".csv") {
			ours = append(ours, row[2:]...)
		}
	}
	if got, want := trimZeros(ours), trimZeros(published); !slices.Equal(got, want) {
		t.Errorf("the tables have\n%s\nthe source has\n%s", strings.Join(got, " "), strings.Join(want, " "))
	}
}

// TestFidelityOfWaves holds the earlier wave to the figures listed in its
// README, and the table of waves to the releases that it is copied from.
func TestFidelityOfWaves(t *testing.T) {
	earlier := csvRows(t, "testdata/2023-2/trust.csv")
	latest := csvRows(t, "testdata/2024-1/trust.csv")
	waves := csvRows(t, "testdata/2024-1/waves.csv")
	var listed [][]string
	for _, cells := range markdownRows(readText(t, "testdata/2023-2/README.md")) {
		if len(cells) == 6 && strings.HasPrefix(cells[0], "`") {
			cells[0] = strings.Trim(cells[0], "`")
			listed = append(listed, cells)
		}
	}
	if len(listed) != 6 || len(earlier) != 6 || len(latest) != 6 || len(waves) != 6 {
		t.Fatalf("not six institutions everywhere: README.md of 2023-2 has %d, its trust.csv %d, trust.csv of 2024-1 %d, waves.csv %d",
			len(listed), len(earlier), len(latest), len(waves))
	}
	for i := range listed {
		if got := append([]string{earlier[i][0]}, earlier[i][2:]...); !slices.Equal(got, listed[i]) {
			t.Errorf("testdata/2023-2/trust.csv has %q, its README.md %q", got, listed[i])
		}
		want := []string{latest[i][0], latest[i][1], earlier[i][2], latest[i][2]}
		if !slices.Equal(waves[i], want) {
			t.Errorf("waves.csv has %q, the releases have %q", waves[i], want)
		}
	}
}

// joinLines evens white space and joins the printed lines of each passage,
// parting passages by ¶. A line begins a passage when it begins with a capital
// letter, «, a number of a list or a dash; the addresses at the end are left out.
func joinLines(source string) string {
	begins := regexp.MustCompile(`^(?:\p{Lu}|«|\d+\. |- )`)
	var out strings.Builder
	for line := range strings.Lines(source) {
		line = evenSpace(line)
		if line == "" || strings.HasPrefix(line, "http") {
			continue
		}
		if begins.MatchString(line) {
			line = "¶ " + strings.TrimPrefix(line, "- ")
		}
		out.WriteString(" " + line)
	}
	return strings.TrimPrefix(out.String(), " ¶ ")
}

// firstLost gives the first passage of expected that does not follow, in text
// and as whole words, those before it.
func firstLost(expected, text string) string {
	for passage := range strings.SplitSeq(expected, "¶") {
		passage = evenSpace(passage)
		at := indexWords(text, passage)
		if at < 0 {
			return passage
		}
		text = text[at+len(passage):]
	}
	return ""
}

// indexWords finds a passage that begins and ends where words do.
func indexWords(text, passage string) int {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for from := 0; ; from++ {
		at := strings.Index(text[from:], passage)
		if at < 0 {
			return -1
		}
		from += at
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[from+len(passage):])
		if !inWord(before) && !inWord(after) {
			return from
		}
	}
}

// afterContents drops what stands before the bulletin's own text: the title
// and the list of contents, which ends with the last section's title.
func afterContents(t *testing.T, text, last string) string {
	t.Helper()
	_, after, ok := strings.Cut(text, last)
	if !ok || !strings.Contains(after, last) {
		t.Fatalf("%q does not stand in the contents and above its section:\n%s", last, text)
	}
	return after
}

func listedDifferences(t *testing.T, readme string) []difference {
	t.Helper()
	var listed []difference
	_, list, _ := strings.Cut(readText(t, readme), "| in the source |")
	for _, cells := range markdownRows(list) {
		if len(cells) == 3 && strings.HasPrefix(cells[0], "`") {
			if cells[2] == "" {
				t.Errorf("%s: no reason for %s", readme, cells[0])
			}
			listed = append(listed, difference{strings.Trim(cells[0], "`"), strings.Trim(cells[1], "`")})
		}
	}
	if len(listed) == 0 {
		t.Fatalf("%s has no list of differences", readme)
	}
	return listed
}

// markdownRows gives the cells of the table rows in a Markdown text.
func markdownRows(text string) [][]string {
	var rows [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// csvRows gives id, label and figures of each row, as typed.
func csvRows(t *testing.T, name string) [][]string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(strings.TrimPrefix(readText(t, name), "\ufeff")), "\r\n")
	isLabel := func(head string) bool {
		return head == "" || head == "label" || strings.HasPrefix(head, "label.")
	}
	ids := strings.Split(lines[0], ";")
	figures := 1 + slices.IndexFunc(ids[1:], func(id string) bool { return !isLabel(id) })
	var rows [][]string
	for _, line := range lines[1:] {
		if row := strings.Split(line, ";"); !isLabel(row[0]) {
			rows = append(rows, append(row[:2:2], row[figures:]...))
		}
	}
	return rows
}

func trimZeros(figures []string) []string {
	out := make([]string, len(figures))
	for i, figure := range figures {
		out[i] = strings.TrimSuffix(figure, ",0")
	}
	return out
}

func readText(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func buildPDF(t *testing.T, folder string) []byte {
	t.Helper()
	outputs, err := bulletin.Build(folder, bulletin.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return outputs[0].PDF
}

// structureText gives the text of a PDF in the order of its structure tree,
// which leaves out running headers and page numbers, with white space made even.
func structureText(t *testing.T, pdf []byte) string {
	t.Helper()
	// A word that a line's end parts is a Span of its parts, the first with a hyphen.
	parted := regexp.MustCompile(`(Span \(inline\)\n +"[^"\n]*)-"\n +"`)
	var text strings.Builder
	for line := range strings.Lines(parted.ReplaceAllString(poppler(t, pdf, "-struct-text"), "$1")) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, `"`):
			text.WriteString(strings.Trim(line, `"`))
		case !strings.HasSuffix(line, "(inline)"): // a new block
			text.WriteString(" ")
		}
	}
	return evenSpace(text.String())
}

// poppler gives what pdfinfo says of a PDF.
func poppler(t *testing.T, pdf []byte, option string) string {
	t.Helper()
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("pdfinfo (poppler-utils) is not installed")
		}
		t.Skip("pdfinfo (poppler-utils) is not installed")
	}
	name := filepath.Join(t.TempDir(), "bulletin.pdf")
	if err := os.WriteFile(name, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdfinfo", option, name).CombinedOutput()
	if err != nil {
		t.Fatalf("pdfinfo %s: %v\n%s", option, err, out)
	}
	return string(out)
}

// evenSpace makes any run of white space, no-break spaces included, one space.
func evenSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
