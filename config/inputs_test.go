package config

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
)

// counting counts how often each file of a folder is opened.
type counting struct {
	fstest.MapFS
	opened map[string]int
}

func (c counting) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.MapFS.Open(name)
}

// workbook has a CSV text on each of its sheets, figures as numbers.
func workbook(t *testing.T, sheets ...string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := 0; i < len(sheets); i += 2 {
		if _, err := f.NewSheet(sheets[i]); err != nil {
			t.Fatal(err)
		}
		for y, line := range strings.Split(strings.TrimSpace(sheets[i+1]), "\n") {
			for x, cell := range strings.Split(line, ";") {
				name, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.SetCellStr(sheets[i], name, cell); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sheetsTOML takes its tables from two sheets of one workbook.
var sheetsTOML = strings.Replace(trustTOML, `file = "trust.csv"`, `file = "tables.xlsx#Сенім"`, 1) + "\n[table.again]\nfile = \"tables.xlsx#Тағы\"\n"

func TestWorkbooks(t *testing.T) {
	book := workbook(t, "Сенім", trustCSV, "Тағы", strings.ReplaceAll(trustCSV, "61,6", "61,7"))
	files := counting{fstest.MapFS{FileName: {Data: []byte(sheetsTOML)}, "tables.xlsx": {Data: []byte(book)}}, map[string]int{}}
	b, sources, problems := load(files, "r/", FileName)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if files.opened["tables.xlsx"] != 1 {
		t.Errorf("the workbook was opened %d times", files.opened["tables.xlsx"])
	}
	cell := b.Tables["trust"].Data.Cells[0][0]
	if cell.Place.String() != filepath.Join("r", "tables.xlsx")+"#Сенім!C3" || cell.Number.String() != "61.6" {
		t.Errorf("got %v at %v", cell.Number, cell.Place)
	}
	if _, ok := sources.Line(cell.Place); ok {
		t.Error("a workbook has no lines")
	}
	files.MapFS["tables.xlsx#Сенім.csv"] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(trustCSV, "61,6", "60,0"))}
	if b, _, problems := load(files, "r/", FileName); len(problems) > 0 || b.Tables["trust"].Data.Cells[0][0].Number.String() != "61.6" {
		t.Errorf("a CSV file took the place of the workbook: %v", problems)
	}

	// Without the workbook the cells stand in CSV files, and give the same again.
	inside := fstest.MapFS{}
	for _, f := range b.Files {
		inside[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if len(inside) != 3 || inside["tables.xlsx#Сенім.csv"] == nil || inside["tables.xlsx#Тағы.csv"] == nil {
		t.Fatalf("got %v", b.Files)
	}
	again, sources, problems := load(inside, "r/", FileName)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if again.Digest() != b.Digest() {
		t.Error("the digest moves with the form of the tables")
	}
	place := again.Tables["trust"].Data.Cells[0][0].Place
	if _, ok := sources.Line(place); !ok || place.File != filepath.Join("r", "tables.xlsx#Сенім.csv") {
		t.Errorf("read at %v", place)
	}
}

func TestWorkbookProblems(t *testing.T) {
	book := workbook(t, "Сенім", trustCSV, "Тағы", "id;;a\n;Б;\nx;Ф;1\n")
	const at = "bulletin.toml:18:8|"
	for _, c := range []struct {
		name string
		file string
		more []string
		want []string
	}{
		{"no workbook", "tables.xlsx#Сенім", nil, []string{at + `no file "tables.xlsx" in the release folder`}},
		{"another name", "table.xlsx#Сенім", []string{"tables.xlsx", book}, []string{at + `no file "table.xlsx" in the release folder (did you mean "tables.xlsx"?)`}},
		{"no sheet", "tables.xlsx#Сеним", []string{"tables.xlsx", book}, []string{"tables.xlsx|Сенім"}},
		{"large", "tables.xlsx#Сенім", []string{"tables.xlsx", strings.Repeat("x", maxTable+1)}, []string{at + "larger than 8 MiB"}},
		{"a sheet whose name no file can have", "tables.xlsx#a|b", []string{"tables.xlsx", book}, []string{at + "not a name that every system allows"}},
		{"outside", "../tables.xlsx#Сенім", nil, []string{at + "leads out of the release folder"}},
		{"a sheet and its twin", "tables.xlsx#Сенім\"\n[table.b]\nfile = \"tables.xlsx#СЕНІМ", []string{"tables.xlsx", book}, []string{at + "would be one file inside the PDF"}},
		{"a sheet and a file", "tables.xlsx#Сенім\"\n[table.b]\nfile = \"Tables.xlsx#сенім", []string{"Tables.xlsx", book, "tables.xlsx", book}, []string{at + "would be one file inside the PDF"}},
		{"words", "Bulletin.TOML", []string{"Bulletin.TOML", trustCSV}, []string{at + "is the name of a file with words"}},
		{"words of an edition", "bulletin.ru.toml", []string{"bulletin.ru.toml", trustCSV}, []string{at + "is the name of a file with words"}},
		{"a long way", strings.Repeat("a/", 20) + "b.csv", []string{strings.Repeat("a/", 20) + "b.csv", trustCSV}, []string{at + "too many folders"}},
		{"another sheet's CSV", "tables.xlsx#Сенім", []string{"tables.xlsx#Тағы.csv", trustCSV}, []string{at + `no file "tables.xlsx"`}},
	} {
		toml := strings.Replace(trustTOML, "trust.csv", c.file, 1)
		_, _, problems := load(release(toml, c.more...), "", FileName)
		ok := len(problems) == len(c.want)
		for i := range min(len(problems), len(c.want)) {
			place, piece, _ := strings.Cut(c.want[i], "|")
			ok = ok && strings.HasPrefix(problems[i].Place.String(), place) && strings.Contains(problems[i].Message, piece)
		}
		if !ok {
			t.Errorf("%s: got %v, want %v", c.name, problems, c.want)
		}
	}
}
