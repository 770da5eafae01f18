package bulletin_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bulletin"
	"bulletin/config"
	"bulletin/report"
)

// soundReleases are judged by each program: those of testdata, and made-up ones with every kind of block.
func soundReleases(t *testing.T) []string {
	t.Helper()
	folders := []string{"testdata/2024-1", "testdata/2024-1/bulletin.ru.toml", "testdata/2024-1/bulletin.en.toml", "testdata/2023-2"}
	for seed := range uint64(5) {
		folders = append(folders, madeUp(t, seed))
	}
	return folders
}

// judges are programs of others that read PDFs. Each is to read every file
// without a complaint. FILE stands for the file, PDFJS_LIB for the folder of pdfjs-dist.
var judges = []struct {
	name    string
	command []string
	only    string              // the standard whose files it knows
	changed func([]byte) []byte // what it is given in place of the file
}{
	{"qpdf", []string{"qpdf", "--check", "FILE"}, "", nil},
	{"mutool info", []string{"mutool", "info", "FILE"}, "", nil},
	{"mutool draw", []string{"mutool", "draw", "-q", "-F", "pam", "-r", "50", "-o", os.DevNull, "FILE"}, "", nil},
	{"mutool text", []string{"mutool", "draw", "-q", "-F", "stext", "-o", os.DevNull, "FILE"}, "", nil},
	{"pdfinfo", []string{"pdfinfo", "FILE"}, "", nil},
	// poppler does not know the ListNumbering that PDF 2.0 added.
	{"pdfinfo structure", []string{"pdfinfo", "-struct-text", "FILE"}, "ua-1+a-3a", nil},
	{"pdftotext", []string{"pdftotext", "FILE", "-"}, "", nil},
	{"pdftoppm", []string{"pdftoppm", "-r", "50", "FILE"}, "", nil},
	{"pdfcpu", []string{"pdfcpu", "validate", "--conf", "disable", "--quiet", "--mode", "relaxed", "FILE"}, "ua-1+a-3a", nil},
	// Its strict mode knows the relationship of an associated file from PDF 2.0
	// alone, though PDF/A-3 has it in PDF 1.7: it judges everything else.
	{"pdfcpu strict", []string{"pdfcpu", "validate", "--conf", "disable", "--quiet", "--mode", "strict", "FILE"}, "ua-1+a-3a", withoutRelationships},
	{"pdf.js", []string{"node", ".ci/pdfjs.mjs", "PDFJS_LIB", "FILE"}, "", nil},
}

// TestSoundness has other programs read the PDFs. It sees too that each of them
// complains of a file that is cut short: otherwise its silence would say nothing.
func TestSoundness(t *testing.T) {
	files := map[string][][]byte{}
	for _, folder := range soundReleases(t) {
		for standard := range standards {
			files[standard] = append(files[standard], buildAs(t, folder, standard))
		}
	}
	corrected := correctedRelease(t)
	for standard := range standards {
		files[standard] = append(files[standard], buildAs(t, corrected, standard), draftOf(t, corrected, standard)[0].PDF)
	}
	for _, judge := range judges {
		t.Run(judge.name, func(t *testing.T) {
			t.Parallel()
			needTool(t, judge.command[0])
			if slices.Contains(judge.command, "PDFJS_LIB") && os.Getenv("PDFJS_LIB") == "" {
				missing(t, "pdf.js", "set PDFJS_LIB to the folder of pdfjs-dist")
			}
			if judge.changed != nil {
				needTool(t, "qpdf")
			}
			for standard, files := range files {
				if judge.only != "" && judge.only != standard {
					continue
				}
				for i, file := range files {
					if judge.changed != nil {
						file = judge.changed(qdf(t, file))
					}
					if complaint := hear(t, judge.command, file); complaint != "" {
						t.Errorf("release %d with %s: %s", i, standard, complaint)
					}
					if i == 0 && hear(t, judge.command, file[:len(file)/2]) == "" {
						t.Error("it does not notice that half of a file is missing")
					}
				}
			}
		})
	}
}

// hear runs a program on a PDF and gives what it complains of.
func hear(t *testing.T, command []string, file []byte) string {
	t.Helper()
	return hearAs(t, "bulletin.pdf", command, file)
}

// hearAs does the same with a file of that name.
func hearAs(t *testing.T, name string, command []string, file []byte) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, file, 0o644); err != nil {
		t.Fatal(err)
	}
	arguments := slices.Clone(command[1:])
	for i := range arguments {
		arguments[i] = strings.Replace(arguments[i], "FILE", name, 1)
		arguments[i] = strings.Replace(arguments[i], "PDFJS_LIB", os.Getenv("PDFJS_LIB"), 1)
	}
	var printed, complaints bytes.Buffer
	c := exec.Command(command[0], arguments...)
	c.Stdout, c.Stderr = &printed, &complaints
	err := c.Run()
	// Debian's mutool says this of itself, whatever it draws.
	said := strings.ReplaceAll(complaints.String(), "warning: ICC support is not available\n", "")
	if err != nil {
		return fmt.Sprintf("%v\n%s%s", err, printed.String(), said)
	}
	return said
}

// qdf gives a PDF with its objects uncompressed.
func qdf(t *testing.T, file []byte) []byte {
	t.Helper()
	c := exec.Command("qpdf", "--qdf", "--object-streams=disable", "-", "-")
	// qpdf reads no PDF from a pipe.
	name := filepath.Join(t.TempDir(), "bulletin.pdf")
	if err := os.WriteFile(name, file, 0o644); err != nil {
		t.Fatal(err)
	}
	c.Args[len(c.Args)-2] = name
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// withoutRelationships puts blanks in their place, so that no object moves.
func withoutRelationships(file []byte) []byte {
	return regexp.MustCompile(`/AFRelationship /\w+`).ReplaceAllFunc(file, func(found []byte) []byte {
		return bytes.Repeat([]byte(" "), len(found))
	})
}

// TestFontsOfOthers sees that poppler finds every face embedded, cut down, and with the letters of its glyphs.
func TestFontsOfOthers(t *testing.T) {
	needTool(t, "pdffonts")
	row := regexp.MustCompile(`^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes `)
	for _, folder := range soundReleases(t) {
		for standard := range standards {
			lines := strings.Split(strings.TrimSpace(readWith(t, buildAs(t, folder, standard), "pdffonts", "FILE")), "\n")
			if len(lines) < 3 {
				t.Errorf("%s: no faces", folder)
				continue
			}
			for _, line := range lines[2:] {
				if !row.MatchString(line) {
					t.Errorf("%s with %s: %s", folder, standard, line)
				}
			}
		}
	}
}

// TestWordsAreExtracted sees that every word of the text is found, whole: in
// each mode of pdftotext, and passage by passage in those that follow the order of reading.
func TestWordsAreExtracted(t *testing.T) {
	needTool(t, "pdftotext")
	for _, folder := range soundReleases(t) {
		passages := passagesOf(t, folder)
		for standard := range standards {
			file := buildAs(t, folder, standard)
			for _, mode := range []string{"", "-raw", "-layout", "-nopgbrk", "-bbox", "-bbox-layout"} {
				text := readWith(t, file, "pdftotext", append(strings.Fields(mode), "FILE", "-")...)
				if strings.HasPrefix(mode, "-bbox") {
					text = wordsOfBoxes(text)
				}
				// The default mode guesses at columns where the words of a page repeat themselves as made-up ones do.
				if mode == "-raw" || mode == "" && strings.HasPrefix(folder, "testdata") {
					if lost := firstOutOfOrder(passages, text); lost != "" {
						t.Errorf("%s with %s: pdftotext %s does not have, at its place: %s", folder, standard, mode, lost)
					}
				}
				if lost := lostWords(passages, text); len(lost) > 0 {
					t.Errorf("%s with %s: pdftotext %s lacks %q", folder, standard, mode, lost)
				}
			}
		}
	}
}

// passagesOf gives the words of a release's headings, paragraphs, lists and terms, in order.
func passagesOf(t *testing.T, folder string) [][]string {
	t.Helper()
	b, _, problems := config.Load(folder)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d, problems := report.Make(b)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var out [][]string
	add := func(text []report.Inline) {
		var passage strings.Builder
		for _, one := range text {
			passage.WriteString(one.Text)
		}
		out = append(out, strings.Fields(passage.String()))
	}
	var walk func(blocks []report.Block)
	walk = func(blocks []report.Block) {
		for _, block := range blocks {
			switch b := block.(type) {
			case report.Heading:
				add(b.Text)
			case report.Paragraph:
				add(b.Text)
			case report.List:
				for _, item := range b.Items {
					walk(item)
				}
			case report.Terms:
				for _, entry := range b.Entries {
					add([]report.Inline{{Text: entry.Name}})
					walk(entry.Definition)
				}
			}
		}
	}
	for _, s := range d.Sections {
		add([]report.Inline{{Text: s.Title}})
		walk(s.Blocks)
	}
	return out
}

// firstOutOfOrder gives the first passage that does not follow, word by word,
// those before it. Between its words a page may end, with its foot and what stands at the top of the next.
func firstOutOfOrder(passages [][]string, text string) string {
	var pages [][]string
	for page := range strings.SplitSeq(text, "\f") {
		pages = append(pages, strings.Fields(page))
	}
	page, at := 0, 0
	for _, passage := range passages {
		found := false
	search:
		for ; page < len(pages); page, at = page+1, 0 {
			for ; at < len(pages[page]); at++ {
				if p, a, ok := follow(pages, page, at, passage); ok {
					page, at, found = p, a, true
					break search
				}
			}
		}
		if !found {
			return strings.Join(passage, " ")
		}
	}
	return ""
}

// longestFoot is how many words may stand at the foot of a page.
const longestFoot = 60

// follow gives where a passage that begins at a place ends.
func follow(pages [][]string, page, at int, passage []string) (endPage, end int, ok bool) {
	n := 0
	for n < len(passage) && at+n < len(pages[page]) && pages[page][at+n] == passage[n] {
		n++
	}
	if n == len(passage) {
		return page, at + n, true
	}
	if n > 0 && page+1 < len(pages) && len(pages[page])-at-n < longestFoot {
		for from := range pages[page+1] {
			if endPage, end, ok = follow(pages, page+1, from, passage[n:]); ok {
				return endPage, end, true
			}
		}
	}
	return 0, 0, false
}

// lostWords gives the words that a text has less often than the passages.
func lostWords(passages [][]string, text string) []string {
	count := map[string]int{}
	for _, word := range strings.Fields(text) {
		count[word]++
	}
	var lost []string
	for _, passage := range passages {
		for _, word := range passage {
			if count[word]--; count[word] < 0 {
				lost = append(lost, word)
			}
		}
	}
	return lost
}

var wordBox = regexp.MustCompile(`<word [^>]*>([^<]*)</word>`)

func wordsOfBoxes(html string) string {
	var out strings.Builder
	for _, found := range wordBox.FindAllStringSubmatch(html, -1) {
		out.WriteString(found[1] + " ")
	}
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'").Replace(out.String())
}

func buildAs(t *testing.T, folder, standard string) []byte {
	t.Helper()
	outputs, err := bulletin.Build(folder, bulletin.Options{Standard: standard})
	if err != nil {
		t.Fatal(err)
	}
	return outputs[0].PDF
}

func needTool(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		missing(t, tool, "install it")
	}
}

// readWith gives what a tool prints about a file.
func readWith(t *testing.T, file []byte, tool string, arguments ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "bulletin.pdf")
	if err := os.WriteFile(name, file, 0o644); err != nil {
		t.Fatal(err)
	}
	arguments = slices.Clone(arguments)
	arguments[slices.Index(arguments, "FILE")] = name
	out, err := exec.Command(tool, arguments...).Output()
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	return string(out)
}
