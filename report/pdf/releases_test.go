package pdf

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"bulletin/config"
	"bulletin/fonts"
	"bulletin/report"
	"bulletin/report/layout"
)

// edition is a release as it is published by one pair of standards.
type edition struct {
	name string
	doc  *report.Document
	p    *layout.Pages
	data []byte
}

// releases are those of testdata, and made-up ones that ask more of a page, some
// of them corrected, some drafts.
var releases = sync.OnceValues(func() ([]edition, error) {
	folders := []string{"../../testdata/2023-2", "../../testdata/2024-1"}
	temp, err := os.MkdirTemp("", "bulletin-releases-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	for _, name := range []string{"long", "small", "bare", "long corrected", "small corrected draft", "bare draft"} {
		folder := filepath.Join(temp, name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			return nil, err
		}
		for file, text := range difficult(name) {
			if err := os.WriteFile(filepath.Join(folder, file), []byte(text), 0o600); err != nil {
				return nil, err
			}
		}
		folders = append(folders, folder)
	}
	var out []edition
	for _, folder := range folders {
		b, _, problems := config.Load(folder)
		if len(problems) > 0 {
			return nil, fmt.Errorf("%v", problems)
		}
		doc, problems := report.Make(b)
		if len(problems) > 0 {
			return nil, fmt.Errorf("%v", problems)
		}
		if strings.Contains(folder, "corrected") {
			correct(doc)
		}
		doc.Draft = strings.Contains(folder, "draft")
		for _, standard := range []layout.Standard{layout.UA1A3a, layout.UA2A4f} {
			p, problems := layout.Lay(doc)
			if len(problems) > 0 {
				return nil, fmt.Errorf("%v", problems)
			}
			p.Standard = standard
			data, err := Write(p)
			if err != nil {
				return nil, err
			}
			out = append(out, edition{filepath.Base(folder) + " " + string(standard), doc, p, data})
		}
	}
	return out, nil
})

// difficult makes up a release: tables over pages, links over lines and pages,
// lists in lists, long words, missing values, charts that wait for a page.
func difficult(name string) map[string]string {
	head := "title = \"Халықтың құқық қорғау органдарына (сот жүйесіне) сенімділік деңгейі\"\nissuer = \"Ұлттық статистика бюросы\"\nwave = \"2024-1\"\n" +
		"period = \"2024 жылғы сәуір–мамыр\"\npublished = 2024-07-17T10:00:00+05:00\nseries = \"Статистикалық бюллетень\"\nsource = \"зерттеу деректері\"\n"
	prose := strings.Repeat("Респонденттердің жауаптарына сәйкес қауіпсіздіктің негізгі себептері жарықтандырудың жеткіліксіздігі екендігі анықталды. ", 6)
	address := "[әдіснамалық ережелердің толық жинағы мен оған берілген түсіндірмелер осында жарияланған](https://stat.gov.kz/kk/сауал(1)) "
	table := "id;;yes;no;hard\n;Мекеме;Сенеді;Сенбейді;Жауап беруге қиналды\n"
	for i := range 70 {
		table += fmt.Sprintf("r%d;Мекеме атауы %d;%d,%d;–;…\n", i, i, i, i%10)
	}
	files := map[string]string{"кесте-a.csv": table, "кесте.csv": "id;;yes;no\n;;Сенеді;Сенбейді\na;Полиция;61,6;38,4\nb;Сот;x;40\n"}
	tables := "table.long = { file = \"кесте-a.csv\", title = \"Ұзын кесте\", unit = \"%\", units = { hard = \"адам\" } }\n" +
		"table.two = { file = \"кесте.csv\", title = \"Қысқа кесте\", unit = \"%\" }\n"
	name, _, _ = strings.Cut(name, " ")
	switch name {
	case "long":
		// ASCII sorts before UTF-16, whatever UTF-8 would say.
		for i, file := range []string{"A-кесте.csv", "a.csv", "a(1).csv", "a0.csv"} {
			files[file] = files["кесте.csv"]
			tables += fmt.Sprintf("table.more%d = { file = %q }\n", i, file)
		}
		for _, kind := range []string{"stacked", "bars", "lines"} {
			tables += fmt.Sprintf("chart.%s = { kind = %q, table = \"two\", title = \"Сурет: %s\", note = \"ескерту\"%s }\n", kind, kind, kind, map[string]string{"bars": ", column = \"yes\""}[kind])
		}
		head += tables
		head += "[[section]]\ntitle = \"Негізгі ойлар және олардан шығатын қорытындылар, ұсыныстар мен пайымдаулар\"\ntext = '''\n" + prose + address + prose + "\n\n{{chart \"stacked\"}}\n\n" + prose +
			"\n\n{{chart \"bars\"}}\n\n{{chart \"lines\"}}\n\n" + strings.Repeat(prose+address+"\n\n", 9) + "'''\n" +
			"[[section]]\ntitle = \"Кестелер\"\ntext = '''\n# Бөлім\n\n## Ішкі бөлім\n\n{{table \"long\"}}\n\n### Тереңірек\n\n" + prose + "\n\n# Тағы бөлім\n\n{{table \"two\"}}\n'''\n"
	case "small":
		head += tables + "page = { size = \"A5\", left = 40, right = 40 }\nstyle = { size = 14 }\n" +
			"[[section]]\ntitle = \"Тізімдер\"\ntext = '''\n- " + prose + "\n  1. бірінші\n     - ішкі " + address + "\n     - екінші\n  2. *көлбеу* **қалың** сөз\\\nжаңа жол\n- соңғы\n\n" +
			strings.Repeat("ұзын", 40) + " " + prose + "{{.two.b.yes}} {{.two.a.yes}}\n\n[" + strings.Repeat(prose, 8) + "](https://stat.gov.kz/)\n\n7. жетінші\n8. сегізінші\n'''\n" +
			"[[section]]\ntitle = \"Терминдер\"\nterm = [{ name = \"Сенім\", definition = '''\n" + prose + address + "\n\n- бір\n- екі\n''' }, { name = \"Сот\", definition = \"орган\" }]\n" +
			"[contact]\ndepartment = \"Басқарма\"\naddress = \"Астана қаласы, Мәңгілік Ел даңғылы, 8\"\nemail = \"info@stat.gov.kz\"\n" +
			"[[contact.person]]\nname = \"Н. Ханжігітов\"\nrole = \"Басшы\"\nphone = \"+7 7172 749061\"\nemail = \"n@stat.gov.kz\"\n[[contact.person]]\nname = \"А. Б.\"\n"
	case "bare":
		head += "style = { align = \"left\" }\n[[section]]\ntitle = \"Бір\"\ntext = \"Сөз.\"\n"
	}
	files["bulletin.toml"] = head
	return files
}

// correct makes a document a corrected edition: with a notice that goes over
// pages, a long history, and figures with signs.
func correct(d *report.Document) {
	w := d.Language.Corrections
	var changes []report.Corrected
	for i := range 60 {
		changes = append(changes, report.Corrected{
			Subject: "Мекеме атауы " + strconv.Itoa(i), Answer: "Жауап беруге қиналды",
			Old: fmt.Sprintf("%d,7%%", i), New: "…", Difference: []string{"+1,1 пайыздық тармақ", ""}[i%2],
		})
	}
	lines := []string{fmt.Sprintf(w.Date, d.Language.Date(d.Published)), w.Severity["major"], fmt.Sprintf(w.Reason, "деректер қайта есептелді")}
	d.Revision = 3
	d.Corrected = d.Published.Add(75 * time.Hour)
	d.Notice = &report.Notice{Title: w.Corrected, Lines: lines, Turned: []string{fmt.Sprintf(w.Leader, "2-сурет", "Полиция", "Сот")}, Changes: changes[:30]}
	d.History = []report.Version{
		{Number: 1, Label: fmt.Sprintf(w.Revision, 1), Lines: []string{fmt.Sprintf(w.First, d.Language.Date(d.Published))}},
		{Number: 2, Label: fmt.Sprintf(w.Revision, 2), Lines: lines, Also: []string{"2-бөлім", "1-сурет"}},
		{Number: 3, Label: fmt.Sprintf(w.Revision, 3), Lines: lines, Changes: changes},
	}
	for i := range d.Sections {
		for _, b := range d.Sections[i].Blocks {
			if table, ok := b.(report.Table); ok {
				for j := range table.Rows {
					table.Rows[j].Corrected = make([]bool, len(table.Columns))
					table.Rows[j].Corrected[0] = j%3 == 0
				}
			}
		}
	}
}

// eachRelease runs a test on every release in both standards.
func eachRelease(t *testing.T, check func(t *testing.T, e edition, d *document)) {
	t.Helper()
	all, err := releases()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		t.Run(e.name, func(t *testing.T) { check(t, e, read(t, e.data)) })
	}
}

// seen fails where there was nothing that a test could have found fault with.
func seen(t *testing.T, n int, what string) {
	t.Helper()
	if n == 0 {
		t.Errorf("no %s in all releases: nothing was seen", what)
	}
}

// numbers reads an array of numbers.
func (d *document) numbers(v any, keys ...string) []float64 {
	var out []float64
	for _, n := range d.array(v, keys...) {
		switch n := n.(type) {
		case int:
			out = append(out, float64(n))
		case float64:
			out = append(out, n)
		default:
			d.t.Errorf("%v is no number", n)
		}
	}
	return out
}

// TestReleaseContent sees that every painting operator stands in marked content,
// that every sequence is an artifact or in the tree once, and that the ParentTree leads back.
func TestReleaseContent(t *testing.T) {
	eachRelease(t, func(t *testing.T, _ edition, d *document) {
		d.structure()
		keys := d.array(d.catalog(), "StructTreeRoot", "ParentTree", "Nums")
		for i := 2; i < len(keys); i += 2 {
			if keys[i-2].(int) >= keys[i].(int) {
				t.Errorf("the ParentTree has the key %v behind %v", keys[i], keys[i-2])
			}
		}
		if next := d.dict(d.catalog(), "StructTreeRoot")["ParentTreeNextKey"]; next != keys[len(keys)-2].(int)+1 {
			t.Errorf("the next key of the ParentTree is to be %v", next)
		}
	})
}

// TestReleaseLinks sees that each link has an annotation on each of its pages,
// with a description, around every line of its words.
func TestReleaseLinks(t *testing.T) {
	broken, parted := 0, 0
	eachRelease(t, func(t *testing.T, _ edition, d *document) {
		parents, left := d.parents(), map[ref]ref{}
		for _, page := range d.pages() {
			for _, a := range d.array(page, "Annots") {
				left[a.(ref)] = page
			}
		}
		for _, link := range d.structure().all("Link") {
			lines := map[ref][]*content{}
			for _, r := range link.runs() {
				page := d.pages()[r.page]
				lines[page] = append(lines[page], r)
			}
			annotations := 0
			for _, k := range link.kids {
				o, ok := k.(*attached)
				if !ok {
					continue
				}
				annotations++
				a := d.dict(o.annotation)
				if left[o.annotation] != o.page || parents[a["StructParent"].(int)] != link.ref {
					t.Errorf("annotation %d stands on page %d in the tree, and its parent is %v", o.annotation, left[o.annotation], parents[a["StructParent"].(int)])
				}
				delete(left, o.annotation)
				if words(d.text(a, "Contents")) == "" || a["Subtype"] != name("Link") || a["F"] != 4 {
					t.Errorf("«%s»: %v", link.said(), a)
				}
				if n := d.covered(t, a, lines[o.page], d.numbers(o.page, "MediaBox")); n > 1 {
					broken++
				}
			}
			if annotations != len(lines) || annotations == 0 {
				t.Errorf("«%s» has %d annotations on %d pages", link.said(), annotations, len(lines))
			}
			if annotations > 1 {
				parted++
			}
		}
		for a := range left {
			t.Errorf("annotation %d is in no link", a)
		}
	})
	seen(t, broken, "link over lines")
	seen(t, parted, "link over pages")
}

// covered sees that an annotation is around the places where its texts begin,
// and has a quadrilateral for each line where there are several. It gives their number.
func (d *document) covered(t *testing.T, a dict, texts []*content, page []float64) int {
	t.Helper()
	rect, quads := d.numbers(a, "Rect"), d.numbers(a, "QuadPoints")
	if rect[0] < page[0] || rect[1] < page[1] || rect[2] > page[2] || rect[3] > page[3] || rect[0] >= rect[2] || rect[1] >= rect[3] {
		t.Errorf("%v: its place is not on the page %v", a, page)
	}
	areas := [][]float64{rect}
	if quads != nil {
		areas = nil
		for ; len(quads) >= 8; quads = quads[8:] {
			areas = append(areas, []float64{quads[0], quads[5], quads[2], quads[1]})
		}
	}
	baselines := map[float64]bool{}
	for _, text := range texts {
		for _, y := range text.lines {
			baselines[y] = true
		}
		for _, p := range text.points {
			if !slices.ContainsFunc(areas, func(r []float64) bool { return within(p, r) }) {
				t.Errorf("%v: «%s» begins outside of %v", a, text.text, areas)
			}
		}
	}
	if len(areas) != len(baselines) {
		t.Errorf("%v has %d areas for %d lines", a, len(areas), len(baselines))
	}
	return len(baselines)
}

// within reports whether a point lies in a rectangle, but for a hundredth of rounding.
func within(p [2]float64, r []float64) bool {
	const rounding = 0.011
	return p[0] >= r[0]-rounding && p[1] >= r[1]-rounding && p[0] <= r[2]+rounding && p[1] <= r[3]+rounding
}

// TestReleaseFigures sees that a figure has words, and a box on its page around all that it draws.
func TestReleaseFigures(t *testing.T) {
	found := 0
	eachRelease(t, func(t *testing.T, _ edition, d *document) {
		for _, figure := range d.structure().all("Figure") {
			found++
			if words(d.text(figure.entry, "Alt")) == "" || figure.kinds() != "Caption text" {
				t.Errorf("figure %d: %s, Alt %q", figure.ref, figure.kinds(), d.text(figure.entry, "Alt"))
			}
			box := d.numbers(figure.entry, "A", "BBox")
			page := d.numbers(figure.entry["Pg"], "MediaBox")
			if len(box) != 4 || box[0] >= box[2] || box[1] >= box[3] || !within([2]float64{box[0], box[1]}, page) || !within([2]float64{box[2], box[3]}, page) {
				t.Errorf("figure %d has the box %v on %v", figure.ref, box, page)
				continue
			}
			for _, r := range figure.runs()[1:] {
				if d.pages()[r.page] != figure.entry["Pg"] {
					t.Errorf("figure %d stands on two pages", figure.ref)
				}
				if strings.HasPrefix(string(r.kind), "Caption") {
					continue
				}
				for _, p := range r.points {
					if !within(p, box) {
						t.Errorf("figure %d draws at %v, outside of %v", figure.ref, p, box)
					}
				}
			}
		}
	})
	seen(t, found, "figure")
}

// TestReleaseLists sees that a list says how it is numbered, as it is, and that
// each item has a label and a body.
func TestReleaseLists(t *testing.T) {
	found := map[any]int{}
	eachRelease(t, func(t *testing.T, e edition, d *document) {
		for _, list := range d.structure().all("L") {
			numbering := d.dict(list.entry, "A")["ListNumbering"]
			found[numbering]++
			for _, item := range list.kids {
				item, ok := item.(*element)
				if !ok || item.kind != "LI" || item.kinds() != "Lbl LBody" {
					t.Errorf("list %d: %s", list.ref, list.kinds())
					continue
				}
				label, want := words(item.elements()[0].said()), name("None")
				switch {
				case label == "•":
					want = "Disc"
				case strings.Trim(label, "0123456789.") == "":
					want = "Decimal"
				case e.p.Standard == layout.UA2A4f:
					want = "Description"
				}
				if label == "" || words(item.elements()[1].said()) == "" || numbering != want {
					t.Errorf("a list of numbering %v has the item %q, %q", numbering, label, item.elements()[1].said())
				}
			}
		}
	})
	for _, numbering := range []name{"Disc", "Decimal", "None", "Description"} {
		seen(t, found[numbering], string("list of numbering "+numbering))
	}
}

// TestReleaseTables sees that tables are even, that header cells say what they
// head, and that each figure names the headers of its own row and column.
func TestReleaseTables(t *testing.T) {
	found, parted, corrections := 0, 0, 0
	ids := func(d *document, e *element) []string {
		var out []string
		for _, id := range d.array(e.entry, "A", "Headers") {
			out = append(out, id.(string))
		}
		slices.Sort(out)
		return out
	}
	eachRelease(t, func(t *testing.T, _ edition, d *document) {
		named := map[any]any{}
		var names []any
		if ids := d.dict(d.catalog(), "StructTreeRoot")["IDTree"]; ids != nil {
			names = d.array(ids, "Names")
		}
		for i := 0; i < len(names); i += 2 {
			named[names[i]] = names[i+1]
			if i > 0 && names[i-2].(string) >= names[i].(string) {
				t.Errorf("IDTree: %q is not after %q", names[i], names[i-2])
			}
		}
		for _, table := range d.structure().all("Table") {
			found++
			parts, labels := table.elements(), 1
			switch table.kinds() {
			case "Caption THead TBody":
				parts = parts[1:]
			case "THead TBody": // of corrected figures
				labels = 2
				corrections++
			default:
				t.Errorf("table %d: %s", table.ref, table.kinds())
				continue
			}
			if r := table.runs(); r[0].page != r[len(r)-1].page {
				parted++
			}
			rows := append(parts[0].elements(), parts[1].elements()...)
			head := rows[0].elements()
			for i, row := range rows {
				cells := row.elements()
				if row.kind != "TR" || len(cells) != len(head) || len(cells) != len(row.kids) {
					t.Errorf("table %d, row %d: %s with %s", table.ref, i, row.kind, row.kinds())
					continue
				}
				for j, cell := range cells {
					scope, id := d.get(cell.entry, "A", "Scope"), cell.entry["ID"]
					switch {
					case i == 0 && (cell.kind != "TH" || scope != name("Column")), i > 0 && j < labels && (cell.kind != "TH" || scope != name("Row")), i > 0 && j >= labels && cell.kind != "TD":
						t.Errorf("table %d, row %d, column %d: %s of scope %v", table.ref, i, j, cell.kind, scope)
					case cell.kind == "TH" && named[id] != cell.ref:
						t.Errorf("the ID %v leads to %v, not %d", id, named[id], cell.ref)
					case cell.kind == "TD":
						want := []string{head[j].entry["ID"].(string)}
						for _, label := range cells[:labels] {
							want = append(want, label.entry["ID"].(string))
						}
						slices.Sort(want)
						if got := ids(d, cell); !slices.Equal(got, want) {
							t.Errorf("table %d, row %d, column %d: headers %v, not %v", table.ref, i, j, got, want)
						}
					}
				}
			}
		}
	})
	seen(t, found, "table")
	seen(t, parted, "table over pages")
	seen(t, corrections, "table of corrected figures")
}

// TestReleaseHeadings sees that headings begin with one H1 and skip no level.
func TestReleaseHeadings(t *testing.T) {
	deepest := 0
	eachRelease(t, func(t *testing.T, _ edition, d *document) {
		last, titles := 0, 0
		d.structure().each(func(e *element) {
			level, err := strconv.Atoi(strings.TrimPrefix(string(e.kind), "H"))
			if err != nil || e.kind[0] != 'H' {
				return
			}
			if level > last+1 || level == 1 && last != 0 || words(e.said()) == "" {
				t.Errorf("%s «%s» after H%d", e.kind, e.said(), last)
			}
			if level == 1 {
				titles++
			}
			last, deepest = level, max(deepest, level)
		})
		if titles != 1 {
			t.Errorf("%d titles", titles)
		}
	})
	if deepest < 5 {
		t.Errorf("the deepest heading is H%d: little was seen", deepest)
	}
}

// TestReleaseContents sees that the list of contents leads to the headings, by their words and pages.
func TestReleaseContents(t *testing.T) {
	eachRelease(t, func(t *testing.T, e edition, d *document) {
		tree := d.structure()
		sections := tree.all("H2")[1:] // the first is the list's own
		if e.doc.Notice != nil {
			sections = sections[1:] // the notice stands before the list
		}
		lists := tree.all("TOC")
		if len(lists) != 1 || len(lists[0].kids) != len(sections) || len(sections) == 0 {
			t.Fatalf("%d lists of contents for %d sections", len(lists), len(sections))
		}
		for i, item := range lists[0].elements() {
			links := item.all("Link")
			if item.kind != "TOCI" || item.kinds() != "Reference" || item.elements()[0].kinds() != "Link" || len(links) != 1 {
				t.Errorf("entry %d is %s of %s", i, item.kind, item.kinds())
				continue
			}
			heading := sections[i].runs()[0]
			if got, want := words(links[0].said()), words(sections[i].said())+" "+strconv.Itoa(heading.page+1); got != want {
				t.Errorf("«%s» stands for «%s»", got, want)
			}
			o := links[0].kids[len(links[0].kids)-1].(*attached)
			at := d.array(o.annotation, "Dest")
			if e.p.Standard == layout.UA2A4f {
				at = d.array(o.annotation, "A", "D")
				if to := d.array(o.annotation, "A", "SD"); to[0] != sections[i].ref {
					t.Errorf("«%s» leads to the element %v", links[0].said(), to)
				}
				if to := d.array(item.entry, "Ref"); len(to) != 1 || to[0] != sections[i].ref {
					t.Errorf("«%s» refers to %v", links[0].said(), to)
				}
			}
			if at[0] != d.pages()[heading.page] {
				t.Errorf("«%s» leads to page %v", links[0].said(), at[0])
			}
			if top := coordinate(t, at[3]); top < heading.points[0][1] || top > heading.points[0][1]+60 {
				t.Errorf("«%s» leads to the height %v, and its heading stands at %v", links[0].said(), top, heading.points[0][1])
			}
		}
	})
}

// TestReleaseArtifacts sees that running headers and footers are artifacts of
// their kind on every page, and that a table's head is said once though it is drawn on each of its pages.
func TestReleaseArtifacts(t *testing.T) {
	repeated := 0
	eachRelease(t, func(t *testing.T, e edition, d *document) {
		onPage := make([]map[any]string, len(d.pages()))
		for i, page := range d.pages() {
			onPage[i] = map[any]string{}
			for _, m := range d.contents(page) {
				switch {
				case m.mcid >= 0:
				case m.props["Type"] == name("Pagination"):
					onPage[i][m.props["Subtype"]] += m.text + " "
				case m.props["Type"] == name("Layout"):
					onPage[i]["layout"] += m.text + " "
				default:
					t.Errorf("page %d: an artifact of %v", i+1, m.props)
				}
			}
			number := fmt.Sprintf("%d / %d", i+1, len(d.pages()))
			if footer := words(onPage[i][name("Footer")]); !strings.HasSuffix(footer, number) {
				t.Errorf("page %d has the footer «%s»", i+1, footer)
			}
			header := words(onPage[i][name("Header")])
			if want := strings.Repeat(e.doc.Language.Corrections.Draft, map[bool]int{true: 1}[e.doc.Draft]); words(onPage[i][name("Watermark")]) != want {
				t.Errorf("page %d has «%s» across it, not «%s»", i+1, onPage[i][name("Watermark")], want)
			}
			narrow := e.doc.Style.Width < 500*fonts.Point // the period may leave no room, or have none beside the revision
			period := e.doc.Period
			if e.doc.Revision > 1 {
				revision := " · " + fmt.Sprintf(e.doc.Language.Corrections.Running, e.doc.Revision)
				if begin, cut := strings.CutSuffix(header, "…"+revision); cut && narrow && strings.HasPrefix(period, begin) {
					period = begin + "…"
				}
				period += revision
			}
			title, whole := strings.CutSuffix(header, period)
			title = strings.TrimSuffix(strings.TrimSpace(title), "…")
			if i == 0 && header != "" || i > 0 && (!whole || title == "" && !narrow || !strings.HasPrefix(words(e.doc.Title), title)) {
				t.Errorf("page %d has the header «%s»", i+1, header)
			}
		}
		for _, table := range d.structure().all("Table") {
			parts := table.elements()
			thead, tbody := parts[len(parts)-2], parts[len(parts)-1]
			head, pages := words(thead.said()), map[int]bool{}
			for _, r := range tbody.runs() {
				pages[r.page] = true
			}
			delete(pages, thead.runs()[0].page)
			for page := range pages {
				repeated++
				if !strings.Contains(unhyphenated(onPage[page]["layout"]), unhyphenated(head)) {
					t.Errorf("page %d goes on with a table and has no head «%s»", page+1, head)
				}
			}
		}
	})
	seen(t, repeated, "table's head on another page")
}

// unhyphenated leaves the letters and digits alone.
func unhyphenated(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// TestReleaseWords sees that a word that a line's end parts is said whole and
// once, and that no content stands between its parts.
func TestReleaseWords(t *testing.T) {
	found := 0
	eachRelease(t, func(t *testing.T, _ edition, d *document) {
		tree := d.structure()
		drawnBefore := map[[2]int][2]int{} // by page and identifier
		var at [2]int
		for _, r := range drawn(tree) {
			here := [2]int{r.page, r.mcid}
			drawnBefore[here], at = at, here
		}
		for _, span := range tree.all("Span") {
			found++
			parts := span.runs()
			if len(parts) < 2 || len(parts) != len(span.kids) {
				t.Errorf("span %d: %s", span.ref, span.kinds())
				continue
			}
			whole := d.text(span.entry, "ActualText")
			shown, said := "", ""
			for i, part := range parts {
				if i < len(parts)-1 {
					if part.lines[0] == parts[i+1].lines[0] {
						t.Errorf("«%s» is followed by «%s»", part.text, parts[i+1].text)
					}
					if strings.HasPrefix(whole, shown+part.text) { // with the word's own hyphen, or with none
						shown += part.text
					} else {
						shown += strings.TrimSuffix(part.text, "-")
					}
				} else {
					shown += part.text
				}
				said += part.said()
				if i > 0 && (strings.TrimSpace(part.said()) != "" || drawnBefore[[2]int{part.page, part.mcid}] != [2]int{parts[i-1].page, parts[i-1].mcid}) {
					t.Errorf("«%s» goes on with «%s», said as «%s», or with something between", parts[i-1].text, part.text, part.said())
				}
			}
			if said != shown || whole != shown {
				t.Errorf("«%s» is said as «%s» and «%s»", shown, said, whole)
			}
		}
		tree.each(func(e *element) {
			for _, k := range e.kids {
				if r, ok := k.(*content); ok && e.kind != "Span" && r.props["ActualText"] != nil {
					t.Errorf("%s %d says something else than it shows", e.kind, e.ref)
				}
			}
		})
	})
	seen(t, found, "hyphenated word")
}

// drawn gives the content of a tree in the order of drawing.
func drawn(tree *element) []*content {
	all := tree.runs()
	slices.SortStableFunc(all, func(a, b *content) int { return (a.page-b.page)<<20 + a.mcid - b.mcid })
	return all
}

// TestReleaseOrder sees that what is said, is drawn and stands in the document
// is in one order, but for charts, which wait for room.
func TestReleaseOrder(t *testing.T) {
	eachRelease(t, func(t *testing.T, e edition, d *document) {
		tree := d.structure()
		charts := chartsOf(e.doc)
		figures := 0
		tree.each(func(parent *element) {
			var kids []any
			skip := 0
			for _, k := range parent.kids {
				k, ok := k.(*element)
				switch {
				case !ok:
				case skip > 0:
					skip--
					if want := charts[figures-1].notes[len(charts[figures-1].notes)-1-skip]; words(k.said()) != words(want) {
						t.Errorf("under a chart stands «%s», not «%s»", words(k.said()), words(want))
					}
					continue
				case k.kind == "Figure":
					if figures == len(charts) || words(k.elements()[0].said()) != words(charts[figures].caption) {
						t.Fatalf("figure %d is «%s»", figures+1, words(k.elements()[0].said()))
					}
					skip = len(charts[figures].notes)
					figures++
					continue
				}
				if ok {
					kids = append(kids, k)
				}
			}
			if figures > 0 && len(kids) != len(parent.elements()) {
				parent.kids = kids
			}
		})
		if figures != len(charts) {
			t.Errorf("%d figures of %d", figures, len(charts))
		}
		var last [2]int
		for i, r := range tree.runs() {
			at := [2]int{r.page, r.mcid}
			if i > 0 && (at[0] < last[0] || at[0] == last[0] && at[1] <= last[1]) {
				t.Errorf("«%s» is said after what is drawn behind it (page %d)", r.text, r.page+1)
			}
			last = at
		}
		tree.each(func(e *element) {
			if e.kind == "TOC" {
				e.kids = nil // TestReleaseContents has it
			}
		})
		got, want := strings.Fields(tree.said()), strings.Fields(textOfDocument(e.doc))
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Fatalf("word %d is «%s», not «%s», in «%s»", i, got[i], want[i], strings.Join(got[max(0, i-5):min(len(got), i+5)], " "))
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d words are said of %d", len(got), len(want))
		}
	})
}

// chartText is what stands around a chart.
type chartText struct {
	caption string
	notes   []string
}

func chartsOf(doc *report.Document) []chartText {
	var out []chartText
	for _, s := range doc.Sections {
		for _, b := range s.Blocks {
			if c, ok := b.(report.Chart); ok {
				text := chartText{caption: captionOf(c.Label, c.Headline, c.Subtitle)}
				for _, note := range append(slices.Clone(c.Notes), c.Source) {
					if note != "" {
						text.notes = append(text.notes, note)
					}
				}
				out = append(out, text)
			}
		}
	}
	return out
}

func captionOf(label, headline, subtitle string) string {
	if subtitle != "" {
		r, size := utf8.DecodeRuneInString(subtitle)
		subtitle = string(unicode.ToUpper(r)) + subtitle[size:]
	}
	return label + ". " + headline + " " + subtitle
}

// textOfDocument is a document in words, from the first to the last, without charts and the list of contents.
func textOfDocument(doc *report.Document) string {
	l := doc.Language
	w := l.Corrections
	parts := []string{doc.Issuer, doc.Series, doc.Wave, doc.Title, doc.Period, l.Published + ":", l.Date(doc.Published)}
	if doc.Draft {
		parts = append([]string{w.DraftNotice}, parts...)
	}
	if n := doc.Notice; n != nil {
		parts = append(parts, n.Title, strings.Join(n.Lines, " "))
		for _, turned := range n.Turned {
			parts = append(parts, "•", turned)
		}
		parts = append(parts, textOfChanges(doc, n.Changes))
		if !n.Complete {
			parts = append(parts, fmt.Sprintf(w.More, len(n.Changes), w.History))
		}
	}
	parts = append(parts, l.Contents)
	for _, s := range doc.Sections {
		parts = append(parts, fmt.Sprintf("%d. %s", s.Number, s.Title), textOfBlocks(s.Blocks))
	}
	if len(doc.History) > 0 {
		parts = append(parts, w.History)
	}
	for _, v := range doc.History {
		parts = append(parts, v.Label, strings.Join(v.Lines, " "))
		if len(v.Also) > 0 {
			parts = append(parts, fmt.Sprintf(w.Words, strings.Join(v.Also, ", ")))
		}
		parts = append(parts, textOfChanges(doc, v.Changes))
	}
	if c := doc.Contact; c != nil {
		details := func(all []report.Detail) {
			for _, d := range all {
				parts = append(parts, strings.TrimSuffix(d.Label, "."))
				if strings.HasSuffix(d.Label, ".") {
					parts[len(parts)-1] += "."
				} else {
					parts[len(parts)-1] += ":"
				}
				parts = append(parts, d.Text.Text)
			}
		}
		parts = append(parts, c.Title, c.Department)
		for _, p := range c.People {
			parts = append(parts, p.Role, p.Name)
			details(p.Details)
		}
		details(c.Details)
	}
	return strings.Join(parts, " ")
}

// textOfChanges is a table of corrected figures in words, or a list where the page is narrow.
func textOfChanges(doc *report.Document, changes []report.Corrected) string {
	if len(changes) == 0 {
		return ""
	}
	w := doc.Language.Corrections
	parts := []string{w.Subject, w.Answer, w.Old, w.New, w.Difference}
	narrow := doc.Style.Width < 500*fonts.Point
	if narrow {
		parts = nil
	}
	for _, c := range changes {
		if narrow {
			text := fmt.Sprintf("• %s – %s: %s %s, %s %s", c.Subject, c.Answer, strings.ToLower(w.Old), c.Old, strings.ToLower(w.New), c.New)
			if c.Difference != "" {
				text += ", " + strings.ToLower(w.Difference) + " " + c.Difference
			}
			parts = append(parts, text)
			continue
		}
		parts = append(parts, c.Subject, c.Answer, c.Old, c.New, c.Difference)
	}
	return strings.Join(parts, " ")
}

func textOfBlocks(blocks []report.Block) string {
	var parts []string
	inlines := func(text []report.Inline) {
		var b strings.Builder
		for _, i := range text {
			b.WriteString(i.Text)
		}
		parts = append(parts, b.String())
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			inlines(b.Text)
		case report.Paragraph:
			inlines(b.Text)
		case report.List:
			for i, item := range b.Items {
				label := "•"
				if b.Ordered {
					label = strconv.Itoa(b.Start+i) + "."
				}
				parts = append(parts, label, textOfBlocks(item))
			}
		case report.Terms:
			for _, entry := range b.Entries {
				parts = append(parts, entry.Name, "–", textOfBlocks(entry.Definition))
			}
		case report.Table:
			parts = append(parts, captionOf(b.Label, b.Title, b.Subtitle), b.Corner, strings.Join(b.Columns, " "))
			for _, row := range b.Rows {
				parts = append(parts, row.Label)
				for i, cell := range row.Cells {
					parts = append(parts, cell)
					if row.Corrected != nil && row.Corrected[i] {
						parts = append(parts, "*")
					}
				}
			}
			parts = append(parts, strings.Join(b.Notes, " "), b.Source)
		}
	}
	return strings.Join(parts, " ")
}

// TestReleaseMetadata sees that the XMP is XML, and that Info says the same
// where there is one; PDF 2.0 has none.
func TestReleaseMetadata(t *testing.T) {
	eachRelease(t, func(t *testing.T, e edition, d *document) {
		packet := string(d.streams[d.catalog()["Metadata"].(ref)])
		decoder := xml.NewDecoder(strings.NewReader(packet))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
		property := func(name string) string {
			found := regexp.MustCompile(`(?s)<` + name + `>(.*?)</` + name + `>`).FindStringSubmatch(packet)
			if found == nil {
				return ""
			}
			var text struct {
				Text string `xml:",chardata"`
				Deep []struct {
					Text string `xml:",chardata"`
				} `xml:"Alt>li"`
				List []struct {
					Text string `xml:",chardata"`
				} `xml:"Seq>li"`
			}
			if err := xml.Unmarshal([]byte("<x>"+found[1]+"</x>"), &text); err != nil {
				t.Fatal(err)
			}
			for _, one := range append(text.Deep, text.List...) {
				text.Text += one.Text
			}
			return text.Text
		}
		title, w := e.doc.Title, e.doc.Language.Corrections
		revision, draft := "", ""
		if e.doc.Revision > 1 {
			title, revision = fmt.Sprintf(w.Title, title, e.doc.Revision), strconv.Itoa(e.doc.Revision)
		}
		if e.doc.Draft {
			title, draft = fmt.Sprintf(w.DraftTitle, title), "True"
		}
		if gotRevision, gotDraft := property("bulletin:revision"), property("bulletin:draft"); gotRevision != revision || gotDraft != draft {
			t.Errorf("revision %q and draft %q in the XMP, want %q and %q", gotRevision, gotDraft, revision, draft)
		}
		published, err := Open(e.data)
		if err != nil || published.Revision != max(1, e.doc.Revision) || published.Draft != e.doc.Draft {
			t.Errorf("what is read back is revision %d, draft %v, %v", published.Revision, published.Draft, err)
		}
		if got := property("dc:title"); got != title {
			t.Errorf("the title is «%s»", got)
		}
		if got := d.text(d.catalog(), "Lang"); got != "kk" || !d.dict(d.catalog(), "ViewerPreferences").is("DisplayDocTitle") || !d.dict(d.catalog(), "MarkInfo").is("Marked") {
			t.Errorf("the catalog is %v", d.catalog())
		}
		info := d.trailer["Info"]
		if e.p.Standard == layout.UA2A4f {
			if info != nil {
				t.Error("PDF 2.0 with Info")
			}
			return
		}
		for key, of := range map[string]string{"Title": "dc:title", "Author": "dc:creator", "Subject": "dc:description", "Creator": "xmp:CreatorTool", "Producer": "pdf:Producer"} {
			if value := d.text(info, key); value == "" || value != property(of) {
				t.Errorf("%s is «%s» in Info and «%s» in the XMP", key, value, property(of))
			}
		}
		for key, of := range map[string]string{"CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate"} {
			at, err := time.Parse(time.RFC3339, property(of))
			want := e.doc.Published
			if key == "ModDate" && e.doc.Revision > 1 {
				want = e.doc.Corrected
			}
			if err != nil || date(at) != d.text(info, key) || !at.Equal(want) || want.IsZero() {
				t.Errorf("%s is %s in Info and %s in the XMP", key, d.text(info, key), property(of))
			}
		}
		if keys := len(d.dict(info)); keys != 7 {
			t.Errorf("Info says %d things, and 7 were looked at", keys)
		}
	})
}

// is reports whether an entry is true.
func (d dict) is(key string) bool { return d[key] == word("true") }

// TestReleaseAttachments sees that every file inside is listed in a sorted name
// tree, belongs to the document, and says what it is.
func TestReleaseAttachments(t *testing.T) {
	eachRelease(t, func(t *testing.T, e edition, d *document) {
		associated := d.array(d.catalog(), "AF")
		names := d.array(d.catalog(), "Names", "EmbeddedFiles", "Names")
		if len(associated) != len(e.p.Attachments) || len(names) != 2*len(associated) || len(associated) == 0 {
			t.Fatalf("%d files, %d of the document, %d by name", len(e.p.Attachments), len(associated), len(names)/2)
		}
		for i := 0; i < len(names); i += 2 {
			if i > 0 && names[i-2].(string) >= names[i].(string) {
				t.Errorf("«%s» stands before «%s» in the name tree", decodeText(names[i-2].(string)), decodeText(names[i].(string)))
			}
			if !slices.Contains(associated, names[i+1]) || d.text(names[i+1], "UF") != decodeText(names[i].(string)) {
				t.Errorf("«%s» leads to %v", decodeText(names[i].(string)), d.dict(names[i+1]))
			}
		}
		sources := 0
		for i, r := range associated {
			want := e.p.Attachments[i]
			f := d.dict(r)
			if f["Type"] != name("Filespec") || d.text(f, "F") != want.Name || d.text(f, "UF") != want.Name || words(d.text(f, "Desc")) == "" {
				t.Errorf("%s: %v", want.Name, f)
			}
			file := d.dict(f, "EF", "F")
			stream := d.dict(f, "EF")["F"].(ref)
			if d.dict(f, "EF")["UF"] != stream || string(d.streams[stream]) != string(want.Data) || d.get(file, "Params", "Size") != len(want.Data) || d.text(file, "Params", "ModDate") != date(e.p.Modified()) {
				t.Errorf("%s: %v", want.Name, file)
			}
			mime, relationship := name("text#2Fcsv"), name("Data")
			if want.Name == config.FileName {
				sources++
				mime, relationship = "application#2Ftoml", "Source"
			}
			if file["Type"] != name("EmbeddedFile") || file["Subtype"] != mime || f["AFRelationship"] != relationship {
				t.Errorf("%s is %v, %v", want.Name, file["Subtype"], f["AFRelationship"])
			}
		}
		if sources != 1 {
			t.Errorf("%d files are the source", sources)
		}
	})
}

// TestReleaseOutline sees that the bookmarks are the headings in their order, and lead to them.
func TestReleaseOutline(t *testing.T) {
	eachRelease(t, func(t *testing.T, e edition, d *document) {
		var headings []*element
		d.structure().each(func(e *element) {
			if len(e.kind) == 2 && e.kind[0] == 'H' {
				headings = append(headings, e)
			}
		})
		var walk func(parent any)
		walk = func(parent any) {
			for at := d.dict(parent)["First"]; at != nil; at = d.dict(at)["Next"] {
				if len(headings) == 0 {
					t.Fatal("more bookmarks than headings")
				}
				h, entry := headings[0], d.dict(at)
				headings = headings[1:]
				dest := entry["Dest"]
				if e.p.Standard == layout.UA2A4f {
					dest = d.get(entry, "A", "D")
				}
				page := d.array(dest)[0]
				if title := words(d.text(entry, "Title")); title != strings.TrimSuffix(words(h.said()), ":") || entry["SE"] != h.ref || page != d.pages()[h.runs()[0].page] {
					t.Errorf("the bookmark «%s» leads to %v on %v, and the heading is «%s»", title, entry["SE"], page, h.said())
				}
				walk(at)
			}
		}
		walk(d.catalog()["Outlines"])
		if len(headings) > 0 {
			t.Errorf("%d headings have no bookmark", len(headings))
		}
	})
}

// TestReleaseGlyphs sees that every letter that is drawn is one that ToUnicode knows.
func TestReleaseGlyphs(t *testing.T) {
	eachRelease(t, func(t *testing.T, _ edition, d *document) {
		for i, page := range d.pages() {
			for _, m := range d.contents(page) {
				if strings.ContainsFunc(m.text, func(r rune) bool { return r == 0 || r == math.MaxUint16 || r == utf8.RuneError || unicode.IsControl(r) }) {
					t.Errorf("page %d draws %q", i+1, m.text)
				}
			}
		}
	})
}
