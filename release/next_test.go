package release

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bulletin"
	"bulletin/config"
	"bulletin/locale"
	"bulletin/tables"

	"github.com/xuri/excelize/v2"
)

func TestNextWave(t *testing.T) {
	for wave, want := range map[string]string{
		"2024-1": "2024-2", "2024-2": "2025-1", "2024-3": "2025-1", "spring": "", "24-1": "", "": "", "2024-x": "",
	} {
		if got := NextWave(wave); got != want {
			t.Errorf("after %q comes %q, want %q", wave, got, want)
		}
	}
}

var next2024 = Start{
	Wave:      "2024-2",
	Period:    map[string]string{"kk": "2024 жылғы қазан–қараша", "ru": "октябрь–ноябрь 2024 года", "en": "October–November 2024"},
	Published: time.Date(2024, 12, 20, 10, 0, 0, 0, time.FixedZone("", 5*60*60)),
}

// TestNextOfTheExample begins the wave after 2024-1, fills it in with the figures of 2024-1, and builds it.
func TestNextOfTheExample(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "2024-2")
	stale, err := Next(example, folder, next2024)
	if err != nil {
		t.Fatal(err)
	}
	if len(stale) == 0 || !strings.Contains(stale[0].Message, "is of an earlier wave") {
		t.Errorf("no line is told that speaks of the old wave: %v", stale)
	}
	var problems *bulletin.Problems
	if _, err := bulletin.Open(folder, ""); !errors.As(err, &problems) {
		t.Fatalf("a release without figures gives %v", err)
	}
	for _, p := range problems.List {
		if !strings.Contains(p.Message, "empty") && !strings.Contains(p.Message, "no figures") {
			t.Errorf("beside empty cells: %s: %s", p.Place, p.Message)
		}
	}

	for _, name := range []string{"trust", "safety", "reasons", "survey", "cities"} {
		data, err := os.ReadFile(filepath.Join(example, name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		replaceFile(t, filepath.Join(folder, name+".csv"), data)
	}
	waves, err := os.ReadFile(filepath.Join(folder, "waves.csv"))
	if err != nil {
		t.Fatal(err)
	}
	filled := bytes.ReplaceAll(waves, []byte(";\n"), []byte(";70,0\n"))
	replaceFile(t, filepath.Join(folder, "waves.csv"), filled)
	r, err := bulletin.Open(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Editions) != 3 {
		t.Fatalf("%d editions", len(r.Editions))
	}
	old, err := bulletin.Open(example, "kk")
	if err != nil {
		t.Fatal(err)
	}
	from := r.Editions[0].Bulletin.Tables["waves"].From
	if len(from) != 2 || from["w2024_1"].Digest.Value != old.Editions[0].Bulletin.Digest() || from["w2024_1"].Table.Value != "trust" || from["w2024_1"].Column.Value != "trust" {
		t.Errorf("where the waves came from: %+v", from["w2024_1"])
	}
	table := r.Editions[1].Bulletin.Tables["waves"].Data
	if label := table.Columns[2].Label; label != "October–November 2024" {
		t.Errorf("the new wave is called %q in English", label)
	}
}

// TestNextOfAWorkbook empties the sheets of a workbook in their places and leaves its other sheets alone.
func TestNextOfAWorkbook(t *testing.T) {
	f := excelize.NewFile()
	rows := [][]any{{"id", "", "w2023_2", "w2024_1"}, {"", "Мекеме", "2023", "2024"}, {"police", "Полиция", 63.1, 61.6}}
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	for sheet, value := range map[string]float64{"Сенім": 61.6, "Басқа": 1} {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, row := range [][]any{{"id", "", "trust"}, {"", "Мекеме", "Сенеді"}, {"police", "Полиция", value}} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow(sheet, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	decimals, err := f.NewStyle(&excelize.Style{NumFmt: 2})
	if err == nil {
		err = f.SetCellStyle("Sheet1", "D3", "D3", decimals)
	}
	if err != nil {
		t.Fatal(err)
	}
	old := t.TempDir()
	if err := f.SaveAs(filepath.Join(old, "кітап.xlsx")); err != nil {
		t.Fatal(err)
	}
	replaceFile(t, filepath.Join(old, config.FileName), []byte(`title = "Т"
issuer = "И"
wave = "2024-1"
period = "2024 жылғы сәуір–мамыр"
published = 2024-07-17T10:00:00+05:00
[table.trust]
file = "кітап.xlsx#Сенім"
unit = "%"
[table.waves]
file = "кітап.xlsx#Sheet1"
unit = "%"
[chart.waves]
kind = "bars"
table = "waves"
title = "Д"
column = "w2024_1"
[[section]]
title = "Б"
text = '''
{{.trust.police.trust}}

Ә {{change .waves.police.w2024_1 .waves.police.w2023_2}}

{{chart "waves"}}
'''
`))
	folder := filepath.Join(t.TempDir(), "next")
	stale, err := Next(old, folder, next2024)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range stale {
		lines = append(lines, p.Place.String()[len(folder)+1:]+": "+p.Message)
	}
	if got, want := strings.Join(lines, "\n"), `bulletin.toml:22:11: "w2024_1" is of an earlier wave; does the line still hold?
bulletin.toml:28:26: "w2024_1" is of an earlier wave; does the line still hold?`; got != want {
		t.Errorf("of earlier waves is told\n%s\nwant\n%s", got, want)
	}
	again, err := excelize.OpenFile(filepath.Join(folder, "кітап.xlsx"))
	if style, _ := again.GetCellStyle("Sheet1", "E3"); style != decimals {
		t.Errorf("the new wave's cells have the style %d, not the last one's %d", style, decimals)
	}
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{
		"Сенім!C1": "trust", "Сенім!C3": "", "Сенім!B3": "Полиция", "Басқа!C3": "1",
		"Sheet1!C3": "63.1", "Sheet1!D3": "61.60", "Sheet1!E1": "w2024_2", "Sheet1!E2": "2024 жылғы қазан–қараша", "Sheet1!E3": "",
	} {
		sheet, name, _ := strings.Cut(cell, "!")
		if got, err := again.GetCellValue(sheet, name); err != nil || got != want {
			t.Errorf("%s has %q, %v; want %q", cell, got, err, want)
		}
	}
	_, _, problems := config.Load(folder)
	told := map[string]bool{}
	for _, p := range problems {
		told[p.Place.String()[len(folder)+1:]] = true
	}
	if len(problems) != 2 || !told["кітап.xlsx#Sheet1!E3"] {
		t.Errorf("what is to be filled in: %v", problems)
	}
}

const smallRelease = `title = "Т"
issuer = "И"
wave = "2024-1"
period = "2024 жылғы сәуір–мамыр"
published = 2024-07-17T10:00:00+05:00
[table.trust]
file = "trust.xlsx#Сенім"
unit = "%"
[numbers] # Ⱥ Ⱥ Ⱥ Ⱥ Ⱥ Ⱥ: in small letters they are longer; 2024
[[section]]
title = "Б"
text = "{{.trust.police.trust}}"
`

// TestNextOfAnExtractedWorkbook begins a wave after a release that was taken
// out of its PDF, where the cells of a workbook stand in a CSV file. Labels in a
// language without an edition stay.
func TestNextOfAnExtractedWorkbook(t *testing.T) {
	old, folder := t.TempDir(), filepath.Join(t.TempDir(), "next")
	const csv = "trust.xlsx#Сенім.csv"
	replaceFile(t, filepath.Join(old, config.FileName), []byte(smallRelease))
	replaceFile(t, filepath.Join(old, csv), []byte("id;label;label.ru;trust\n;Мекеме;;Сенеді\nlabel.ru;;Орган;Доверяют\npolice;Полиция;Органы полиции;61,6\n"))
	later := Start{Wave: "2025-1", Published: next2024.Published.AddDate(1, 0, 0)}
	later.Period = map[string]string{"kk": "2025 жылғы қазан"}
	stale, err := Next(old, folder, later)
	if err != nil {
		t.Fatal(err)
	}
	if len(stale) != 1 || stale[0].Place.Line != 9 || stale[0].Place.Column != 60 {
		t.Errorf("told of the old wave: %v", stale)
	}
	const want = "\ufeffid;label;label.ru;trust\nlabel;Мекеме;;Сенеді\nlabel.ru;;Орган;Доверяют\npolice;Полиция;Органы полиции;\n"
	if got, err := os.ReadFile(filepath.Join(folder, csv)); err != nil || string(got) != want {
		t.Errorf("%v, %q", err, got)
	}
}

// TestNextOfOneEdition names the words of a further edition, which are no release.
func TestNextOfOneEdition(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	_, err := Next(filepath.Join(example, "bulletin.ru.toml"), folder, next2024)
	if err == nil || !strings.Contains(err.Error(), "name the folder of the release") {
		t.Error(err)
	}
}

// TestNextSaysWhereItCannot asks for a next wave that the old release has no room for.
func TestNextSaysWhereItCannot(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	same := next2024
	same.Wave = "2024-1"
	odd := next2024
	odd.Wave = "Көктем"
	for want, s := range map[string]Start{"is wave 2024-1 itself": same, "name the wave as the others are": odd} {
		if _, err := Next(example, folder, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %s", err, want)
		}
		if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
			t.Fatal("a folder was made")
		}
	}
	for want, s := range map[string]Start{
		"title kk is empty": {Title: map[string]string{"kk": " "}}, "a line break": {Period: map[string]string{"kk": "а\nб"}}, "was lost": {Issuer: map[string]string{"kk": "\xff"}},
		"wave is empty": {},
	} {
		s.Languages = []string{"kk"}
		if s.Wave = "2024-2"; strings.HasPrefix(want, "wave") {
			s.Wave = ""
		}
		if err := Init(folder, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %s", err, want)
		}
		if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
			t.Fatal("a folder was made")
		}
	}
	if err := Init(folder, Start{Languages: []string{"ru"}}); err == nil || !strings.Contains(err.Error(), "kk") {
		t.Errorf("a first edition in Russian: %v", err)
	}
}

func replaceFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestStartHasEveryLanguage sees that a new release can have each edition there is, with labels in its table.
func TestStartHasEveryLanguage(t *testing.T) {
	s := Start{
		Title: map[string]string{}, Issuer: map[string]string{}, Period: map[string]string{},
		Wave: "2024-1", Published: next2024.Published, Languages: []string{"kk"},
	}
	for _, language := range tables.Languages() {
		s.Title[language], s.Issuer[language], s.Period[language] = "Т “"+language+"” \\", "И", "2024"
		if language != "kk" {
			s.Languages = append(s.Languages, language)
		}
	}
	folder := filepath.Join(t.TempDir(), "new")
	if err := Init(folder, s); err != nil {
		t.Fatal(err)
	}
	r, err := bulletin.Open(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Editions {
		if e.Bulletin.Title.Value != s.Title[e.Language] {
			t.Errorf("%s: the title is %q", e.Language, e.Bulletin.Title.Value)
		}
		if unit := e.Bulletin.Charts["trust"].Unit.Value; unit != locale.For(e.Language).Percent {
			t.Errorf("%s: the chart is in %q", e.Language, unit)
		}
	}
	if len(r.Editions) != len(tables.Languages()) {
		t.Errorf("%d editions", len(r.Editions))
	}
}
