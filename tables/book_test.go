package tables

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// bookTable makes a table of shares from CSV.
func bookTable(t testing.TB, id, src string, decimals *int) *Table {
	t.Helper()
	table, problems := ReadCSV(id+".csv", []byte(src), Options{ID: id, File: id + ".csv", Unit: "%", Decimals: decimals})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return table
}

// sampleBook has a table as releases have them and one of symbols, rounded
// figures and heads that are alike.
func sampleBook(t testing.TB) *Book {
	trust := bookTable(t, "trust", "id;;trust;hard\n;Мекеме;Сенеді;Қиналды\npolice;Полиция органдары;61,6;2,5\ncourts;Сот жүйесі;3,0;…\n", nil)
	rounded := bookTable(t, "history", "id;;a;b;c\n;Көрсеткіш;А;а;В\none;Бір;12604,25;-0,04;x\ntwo;Екі;-1234,5;–;0,05\n", new(1))
	return &Book{
		Language:  "kk",
		Title:     "Сенімділік деңгейі",
		Creator:   "Бюро & «К°»",
		Published: time.Date(2024, 7, 17, 10, 0, 0, 0, time.FixedZone("", 5*60*60)),
		Grouping:  true,
		Cover:     "Мұқаба",
		About:     []Line{{Text: "Статистикалық бюллетень, 2024-1"}},
		Contact:   []Line{{Text: "Шығарылымға жауапты"}, {Text: "E-mail: a@b.kz", Link: "mailto:a@b.kz"}},
		Contents:  "Мазмұны",
		Notes:     "Ескертпелер",
		Heads:     ListHeads{Holds: "Не туралы", Note: "Ескертпе", Sheet: "Парақ"},
		Sheets: []Sheet{
			{Title: "Сенім", Notes: []string{"пайызбен, 2024 жыл", "«…» – деректер жоқ."}, Corner: "Мекеме", Heads: []string{"Сенеді, %", "Қиналды, %"}, Table: trust},
			{Title: "Сандар", Corner: "Көрсеткіш", Heads: []string{"А", "а", "В"}, Table: rounded},
		},
	}
}

func writeBook(t testing.TB, b *Book) []byte {
	t.Helper()
	data, err := WriteXLSX(b)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func openBook(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// bookParts gives the parts of a workbook by name, in their order.
func bookParts(t testing.TB, data []byte) (names []string, parts map[string]string, files []*zip.File) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names, parts[f.Name] = append(names, f.Name), string(content)
	}
	return names, parts, z.File
}

// Another program finds the cover, then a sheet for each table, with the figures as pages print them.
func TestWriteXLSX(t *testing.T) {
	f := openBook(t, writeBook(t, sampleBook(t)))
	if got, want := f.GetSheetList(), []string{"Мұқаба", "trust", "history_2"}; !slices.Equal(got, want) {
		t.Fatalf("sheets %q, want %q", got, want)
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Error("the workbook does not open with the cover")
	}
	for sheet, want := range map[string][][]string{
		"Мұқаба": {
			{"Сенімділік деңгейі"},
			{"Статистикалық бюллетень, 2024-1"},
			{"Шығарылымға жауапты"},
			{"E-mail: a@b.kz"},
			{"Мазмұны"},
			{"Не туралы", "Парақ"},
			{"Сенім", "trust"},
			{"Сандар", "history_2"},
			{"Ескертпелер"},
			{"Ескертпе", "Парақ"},
			{"пайызбен, 2024 жыл", "trust"},
			{"«…» – деректер жоқ.", "trust"},
		},
		"trust": {
			{"Мекеме", "Сенеді, %", "Қиналды, %"},
			{"Полиция органдары", "61.6", "2.5"},
			{"Сот жүйесі", "3.0", "…"},
		},
		"history_2": {
			{"Көрсеткіш", "А", "а (2)", "В"},
			{"Бір", "12,604.3", "0.0", "x"},
			{"Екі", "-1,234.5", "–", "0.1"},
		},
	} {
		got, err := f.GetRows(sheet)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n%q, want\n%q", sheet, err, got, want)
		}
	}
	for cell, want := range map[string]string{"A7": "'trust'!A1", "A8": "'history_2'!A1", "A4": "mailto:a@b.kz"} {
		if ok, to, err := f.GetCellHyperLink("Мұқаба", cell); !ok || to != want || err != nil {
			t.Errorf("%s leads to %q, want %q (%v)", cell, to, want, err)
		}
	}
}

// Figures are numbers, symbols are text.
func TestBookFiguresAreNumbers(t *testing.T) {
	f := openBook(t, writeBook(t, sampleBook(t)))
	for cell, want := range map[string]string{"B2": "12604.3", "C2": "0.0", "D2": "x", "B3": "-1234.5", "D3": "0.1"} {
		kind, err := f.GetCellType("history_2", cell)
		if err != nil {
			t.Fatal(err)
		}
		if isText := kind == excelize.CellTypeSharedString; isText != (want == "x") {
			t.Errorf("%s has the type %v", cell, kind)
		}
		if got, _ := f.GetCellValue("history_2", cell, excelize.Options{RawCellValue: true}); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

// Each sheet's cells are one marked table (the cover's, two), without a filter;
// none is empty, merged or hidden, and no row or column is frozen.
func TestBookKeepsTheGuidance(t *testing.T) {
	_, parts, _ := bookParts(t, writeBook(t, sampleBook(t)))
	for name, content := range parts {
		for _, wrong := range []string{"mergeCell", "hidden", "autoFilter", "<pane", "<f>", "<f ", "inlineStr"} {
			if strings.Contains(content, wrong) {
				t.Errorf("%s has %s", name, wrong)
			}
		}
	}
	f := openBook(t, writeBook(t, sampleBook(t)))
	for sheet, want := range map[string][][2]string{
		"Мұқаба":    {{"contents", "A6:B8"}, {"notes", "A10:B12"}},
		"trust":     {{"table_trust", "A1:C3"}},
		"history_2": {{"table_history_2", "A1:D3"}},
	} {
		marked, err := f.GetTables(sheet)
		if err != nil {
			t.Fatal(err)
		}
		var got [][2]string
		for _, m := range marked {
			got = append(got, [2]string{m.Name, m.Range})
			checkFilled(t, f, sheet, m.Range)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s has the tables %q, want %q", sheet, got, want)
		}
	}
}

func checkFilled(t *testing.T, f *excelize.File, sheet, cells string) {
	t.Helper()
	from, to, _ := strings.Cut(cells, ":")
	left, top, _ := excelize.CellNameToCoordinates(from)
	right, bottom, _ := excelize.CellNameToCoordinates(to)
	for row := top; row <= bottom; row++ {
		for column := left; column <= right; column++ {
			name, _ := excelize.CoordinatesToCellName(column, row)
			if value, _ := f.GetCellValue(sheet, name); value == "" {
				t.Errorf("%s!%s is empty", sheet, name)
			}
		}
	}
}

// The file says what it is, and nothing of the machine that made it.
func TestBookProperties(t *testing.T) {
	data := writeBook(t, sampleBook(t))
	p, err := openBook(t, data).GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	const stamp = "2024-07-17T05:00:00Z"
	if p.Title != "Сенімділік деңгейі" || p.Creator != "Бюро & «К°»" || p.LastModifiedBy != p.Creator || p.Language != "kk" || p.Created != stamp || p.Modified != stamp {
		t.Errorf("%+v", p)
	}
	names, parts, files := bookParts(t, data)
	if names[0] != "[Content_Types].xml" {
		t.Errorf("the first part is %s; filters look for the list of types", names[0])
	}
	for _, f := range files {
		if !f.Modified.Equal(time.Date(2024, 7, 17, 5, 0, 0, 0, time.UTC)) {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
	}
	for name, content := range parts {
		checkXML(t, name, content)
	}
	checkRelations(t, parts)
}

// TestCorrectedBook sees that the cover says what was corrected, before whom to ask, and the file when.
func TestCorrectedBook(t *testing.T) {
	b := sampleBook(t)
	b.Corrected = b.Published.AddDate(0, 0, 2)
	b.Notice = []Line{{Text: "Түзетілген басылым"}, {Text: "Сенеді: 61,5 → 61,6"}}
	f := openBook(t, writeBook(t, b))
	p, err := f.GetDocProps()
	if err != nil || p.Created != "2024-07-17T05:00:00Z" || p.Modified != "2024-07-19T05:00:00Z" {
		t.Errorf("%+v %v", p, err)
	}
	rows, err := f.GetRows(b.Cover)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{b.Title, b.About[0].Text, b.Notice[0].Text, b.Notice[1].Text, b.Contact[0].Text} {
		if rows[i][0] != want {
			t.Errorf("row %d is %q, want %q", i+1, rows[i][0], want)
		}
	}
}

// checkXML sees that a part is well-formed.
func checkXML(t *testing.T, name, content string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(content)); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// checkRelations sees that each relationship within the file leads to a part that is there and has a type.
func checkRelations(t *testing.T, parts map[string]string) {
	t.Helper()
	for name, content := range parts {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		var relations struct {
			Relationship []struct {
				Target     string `xml:",attr"`
				TargetMode string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal([]byte(content), &relations); err != nil {
			t.Fatal(err)
		}
		for _, r := range relations.Relationship {
			if r.TargetMode == "External" {
				continue
			}
			target := path.Join(path.Dir(path.Dir(name)), r.Target)
			if _, ok := parts[target]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, target)
			}
			if !strings.Contains(parts["[Content_Types].xml"], `PartName="/`+target+`"`) {
				t.Errorf("%s has no type", target)
			}
		}
	}
}

// The same Book gives the same bytes, in any zone and on several cores.
func TestBookIsReproducible(t *testing.T) {
	want := writeBook(t, sampleBook(t))
	local := time.Local
	defer func() { time.Local = local }()
	var wait sync.WaitGroup
	for _, hours := range []int{-11, 0, 5, 14} {
		time.Local = time.FixedZone("elsewhere", hours*60*60)
		b := sampleBook(t)
		b.Published = b.Published.In(time.Local)
		wait.Go(func() {
			if got, err := WriteXLSX(b); err != nil || !bytes.Equal(got, want) {
				t.Errorf("other bytes in the zone %+d (%v)", hours, err)
			}
		})
		wait.Wait()
	}
}

// formulas are texts that a spreadsheet takes for formulas when they are typed.
var formulas = []string{"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1", "=HYPERLINK(\"http://a\",\"b\")"}

// withTexts puts texts wherever a Book has any.
func withTexts(b *Book, s string) *Book {
	b.Title, b.Creator, b.Contents, b.Notes = s, s, s, s
	b.About, b.Contact = []Line{{Text: s}}, []Line{{Text: s}, {Text: s}}
	b.Heads = ListHeads{s, s, s}
	for i := range b.Sheets {
		sheet := &b.Sheets[i]
		sheet.Title, sheet.Notes, sheet.Corner = s, []string{s}, s
		for j := range sheet.Heads {
			sheet.Heads[j] = s
		}
		for j := range sheet.Table.Rows {
			sheet.Table.Rows[j].Label = s
		}
	}
	return b
}

// No text can run as a formula: in the file it is one of the workbook's texts,
// and where it is edited and left again the mark of quoted text keeps it one.
func TestNoCellRuns(t *testing.T) {
	for _, text := range formulas {
		data := writeBook(t, withTexts(sampleBook(t), text))
		_, parts, _ := bookParts(t, data)
		var styles struct {
			Looks []struct {
				QuotePrefix string `xml:"quotePrefix,attr"`
			} `xml:"cellXfs>xf"`
		}
		if err := xml.Unmarshal([]byte(parts["xl/styles.xml"]), &styles); err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= 3; n++ {
			name := fmt.Sprintf("xl/worksheets/sheet%d.xml", n)
			var sheet struct {
				Cells []struct {
					Place   string  `xml:"r,attr"`
					Look    int     `xml:"s,attr"`
					Type    string  `xml:"t,attr"`
					Formula *string `xml:"f"`
				} `xml:"sheetData>row>c"`
			}
			if err := xml.Unmarshal([]byte(parts[name]), &sheet); err != nil {
				t.Fatal(err)
			}
			for _, c := range sheet.Cells {
				switch {
				case c.Formula != nil, c.Type != "" && c.Type != "s":
					t.Errorf("%q: %s!%s is of type %q with formula %v", text, name, c.Place, c.Type, c.Formula)
				case strings.HasPrefix(c.Place, "A") && styles.Looks[c.Look].QuotePrefix != "1":
					t.Errorf("%q: %s!%s is not guarded", text, name, c.Place)
				}
			}
		}
		for _, record := range readCSV(t, WriteCSV(&withTexts(sampleBook(t), text).Sheets[0], "kk"), ';') {
			if !strings.HasPrefix(record[0], "'") {
				t.Errorf("%q stands in CSV as %q", text, record[0])
			}
		}
	}
}

// Reading refuses labels that would run, so that no apostrophe is ever written for one.
func TestLabelsCannotRun(t *testing.T) {
	for _, label := range []string{"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"} {
		if _, problems := ReadCSV("t.csv", []byte("id;;a\n;А;Ә\none;"+label+";1\n"), Options{}); len(problems) == 0 {
			t.Errorf("the label %q is read", label)
		}
	}
}

func readCSV(t testing.TB, data []byte, between rune) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	r.Comma = between
	records, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v in %q", err, data)
	}
	return records
}

func TestWriteCSV(t *testing.T) {
	b := sampleBook(t)
	for _, c := range []struct {
		sheet    int
		language string
		want     string
	}{
		{0, "kk", "Мекеме;\"Сенеді, %\";\"Қиналды, %\"\r\nПолиция органдары;61,6;2,5\r\nСот жүйесі;3,0;…\r\n"},
		{0, "en", "Мекеме,\"Сенеді, %\",\"Қиналды, %\"\r\nПолиция органдары,61.6,2.5\r\nСот жүйесі,3.0,…\r\n"},
		{1, "ru", "Көрсеткіш;А;а (2);В\r\nБір;12604,3;0,0;x\r\nЕкі;-1234,5;–;0,1\r\n"},
	} {
		if got := string(WriteCSV(&b.Sheets[c.sheet], c.language)); got != "\ufeff"+c.want {
			t.Errorf("%s:\n%q, want\n%q", c.language, got, c.want)
		}
	}
}

// Names of sheets are such as Excel takes.
func TestSheetNames(t *testing.T) {
	long := strings.Repeat("a", 40)
	for _, c := range []struct{ ids, want []string }{
		{[]string{"trust", "w2023"}, []string{"trust", "w2023"}},
		{[]string{"history", "cover"}, []string{"history_2", "cover_2"}},
		{[]string{long, long + "b", "cover_2", "cover"}, []string{long[:31], long[:29] + "_2", "cover_2", "cover_3"}},
	} {
		b := &Book{Cover: "Cover"}
		for _, id := range c.ids {
			b.Sheets = append(b.Sheets, Sheet{Table: &Table{ID: id}})
		}
		if got := b.sheetNames(); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.ids, got, c.want)
		}
	}
}

func TestUnlike(t *testing.T) {
	long := strings.Repeat("ұ", 300)
	got := unlike([]string{"А", "а", "Б", "а", "а (2)", long, long + "б"})
	if want := []string{"А", "а (2)", "Б", "а (3)", "а (2) (2)", long[:244*2] + "…", long[:244*2] + "… (2)"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A release without tables has a cover alone.
func TestEmptyBook(t *testing.T) {
	b := sampleBook(t)
	b.Sheets = nil
	f := openBook(t, writeBook(t, b))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Мұқаба"}) {
		t.Errorf("sheets %q", got)
	}
}

func TestLineCount(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  int
	}{
		{"", 10_00, 1},
		{"бір екі", 10_00, 1},
		{"бір екі", 4_00, 2},
		{"бір екі үш", 4_00, 3},
		{"алтыншы", 3_00, 3}, // no word has to be wider than its column, but it may be
	} {
		if got := lineCount(c.text, c.width, false); got != c.want {
			t.Errorf("%q in %d takes %d lines, want %d", c.text, c.width, got, c.want)
		}
	}
}

// Any text comes back as it was, from the workbook and from CSV.
func FuzzBook(f *testing.F) {
	for _, s := range append(formulas, "_x0041_", "a_x_x0041_x0042_", " a ", "a;b,c\"d", "<&>", "'", strings.Repeat("ұзын ", 80)) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.Map(func(r rune) rune {
			if offset, _ := Unprintable(string(r), false); offset >= 0 {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
		if s == "" {
			return
		}
		b := withTexts(sampleBook(t), s)
		got, err := openBook(t, writeBook(t, b)).GetCellValue("trust", "A2")
		if err != nil || got != s {
			t.Errorf("%q comes back as %q (%v)", s, got, err)
		}
		for _, between := range []struct {
			mark     rune
			language string
		}{{';', "ru"}, {',', "en"}} {
			for i, record := range readCSV(t, WriteCSV(&b.Sheets[0], between.language), between.mark) {
				if got := record[0]; i > 0 && got != s && got != "'"+s || len(record) != 3 { // a head may be shortened
					t.Errorf("line %d of %q comes back as %q", i+1, s, record)
				}
			}
		}
	})
}

func BenchmarkWriteXLSX(b *testing.B) {
	book := sampleBook(b)
	b.ReportAllocs()
	for b.Loop() {
		writeBook(b, book)
	}
}
