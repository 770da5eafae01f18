package tables

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// newBook makes a workbook whose only sheet has rows of cells from A1 on; then edit changes it.
func newBook(t testing.TB, rows [][]any, edit func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if edit != nil {
		edit(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inPart changes the text of a part of a workbook.
func inPart(t testing.TB, book []byte, part, old, replacement string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			if !bytes.Contains(data, []byte(old)) {
				t.Fatalf("%s has no %s: %s", part, old, data)
			}
			data = bytes.ReplaceAll(data, []byte(old), []byte(replacement))
		}
		out, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// setFormat gives cells a number format.
func setFormat(t testing.TB, f *excelize.File, cells, code string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		t.Fatal(err)
	}
	from, to, ok := strings.Cut(cells, ":")
	if !ok {
		to = from
	}
	if err := f.SetCellStyle("Sheet1", from, to, style); err != nil {
		t.Fatal(err)
	}
}

const sheetPart = "xl/worksheets/sheet1.xml"

func sampleRows() [][]any {
	return [][]any{
		{"id", "label", "trust", "partly"},
		{"", "Мекеме", "Сенеді", "Ішінара сенеді"},
		{"prosecutor", "Прокуратура", 66, 24.1},
		{"police", "Полиция", 61.6, "…"},
	}
}

func TestReadXLSX(t *testing.T) {
	const want = `corner "Мекеме"
column trust "Сенеді" unit "%" decimals 1 at book.xlsx#Sheet1!C1
column partly "Ішінара сенеді" unit "%" decimals 1 at book.xlsx#Sheet1!D1
row prosecutor "Прокуратура" at book.xlsx#Sheet1!A3: 66.0@3:3 24.1@3:4
row police "Полиция" at book.xlsx#Sheet1!A4: 61.6@4:3 …@4:4
`
	book := newBook(t, sampleRows(), func(f *excelize.File) { setFormat(t, f, "C3:D4", "0.0") })
	rich := newBook(t, sampleRows(), func(f *excelize.File) {
		setFormat(t, f, "C3:D4", "0.0")
		if err := f.SetCellRichText("Sheet1", "B2", []excelize.RichTextRun{{Text: "Ме", Font: &excelize.Font{Bold: true}}, {Text: "кеме"}}); err != nil {
			t.Fatal(err)
		}
	})
	second := newBook(t, sampleRows(), func(f *excelize.File) {
		setFormat(t, f, "C3:D4", "0.0")
		if _, err := f.NewSheet("Бос"); err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetVisible("Бос", false); err != nil {
			t.Fatal(err)
		}
	})
	for name, c := range map[string]struct {
		sheet string
		data  []byte
	}{
		"the only sheet":         {"", book},
		"the sheet by name":      {"Sheet1", book},
		"other capitals":         {"SHEET1", book},
		"rich text":              {"", rich},
		"a hidden second sheet":  {"", second},
		"61.6 as Excel keeps it": {"", inPart(t, book, sheetPart, "<v>61.6</v>", "<v>61.600000000000001</v>")},
		"a calculated formula":   {"", inPart(t, book, sheetPart, "<v>61.6</v>", "<f>60+1.6</f><v>61.6</v>")},
		"a text of a formula":    {"", inPart(t, book, sheetPart, "<v>66</v>", "<v>66</v></c><c r=\"Z9\" t=\"str\"><f>\"\"</f><v></v>")},
		"rows without numbers":   {"", inPart(t, inPart(t, book, sheetPart, `<row r="3"`, "<row"), sheetPart, `<row r="4"`, "<row")},
		"hidden ids":             {"", inPart(t, book, sheetPart, `<row r="1"`, `<row r="1" hidden="1"`)},
	} {
		table, problems := ReadXLSX("book.xlsx", c.sheet, c.data, Options{ID: "trust", Unit: "%"})
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		} else if got := show(table); got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
}

// TestSheetAsCSV holds that a sheet and a CSV file with the same cells are the same table.
func TestSheetAsCSV(t *testing.T) {
	book := newBook(t, [][]any{
		{"id", "label", "label.ru", "a", "b"},
		{"label", "Мекеме", "", 2024, "Б\nб"},
		{"label.ru", "", "Орган", "А", "Бэ"},
		{"r", "Сот", " Суд ", "12\u00a0604,5", "–"},
		{"s", "Полиция", "Полиция", -0.35, "x"},
	}, nil)
	sheet, problems := ReadXLSX("book.xlsx", "", book, Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	table, problems := ReadCSV("t.csv", []byte("id;label;label.ru;a;b\nlabel;Мекеме;;2024;\"Б\nб\"\nlabel.ru;;Орган;А;Бэ\nr;Сот;Суд;12\u00a0604,5;–\ns;Полиция;Полиция;-0,35;x\n"), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got, want := CanonicalCSV(sheet, "ru"), CanonicalCSV(table, "ru"); !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestReadXLSXFormats(t *testing.T) {
	two := 2
	for _, c := range []struct {
		value, format string
		options       Options
		want          string // of the figure, or a piece of the problem
	}{
		{"66", "General", Options{}, "66"},
		{"66", "0.0", Options{}, "66.0"},
		{"66", "@", Options{}, "66"},
		{"0", "0.0", Options{}, "0.0"},
		{"0.61599999999999999", "General", Options{}, "0.616"},
		{"0.61599999999999999", "0.0%", Options{Unit: "%"}, "61.6"},
		{"0.66", "0.0%", Options{Unit: "%"}, "66.0"},
		{"0.07", "0%", Options{Units: map[string]string{"a": "%"}}, "7"},
		{"1.1000000000000001E-2", "0.0%", Options{Unit: "%"}, "1.1"},
		{"0.616", "0.0%", Options{Unit: "адам"}, `declare the unit "%"`},
		{"0.6162", "0.0%", Options{Unit: "%"}, "holds 61.62 and shows 61.6"},
		{"61.628", "0.0", Options{}, "holds 61.628 and shows 61.6"},
		{"61.628", "0.0", Options{Decimals: &two}, "61.628"},
		{"0.33333333333333331", "General", Options{}, "more than 9 digits after"},
		{"0.33333333333333331", "General", Options{Decimals: &two}, "0.333333333"},
		{"-0.66666666666666663", "0.00", Options{Decimals: &two}, "-0.666666667"},
		{"1E-30", "0.00", Options{Decimals: &two}, "0.000000000"},
		{"12604", "# ##0", Options{}, "12604"},
		{"12604", "#,##0", Options{}, "12604"},
		{"12604.5", "#\u00a0##0.00", Options{}, "12604.50"},
		{"-5.5", "0.0;[Red]-0.0", Options{}, "-5.5"},
		{"-5.5", "0.0;[Red]0.00", Options{}, "-5.50"},
		{"-5.5", "0.0;0.0", Options{}, "plain figure"},
		{"-5.5", "0.0_);(0.0)", Options{}, "-5.5"},
		{"0", "0.0;-0.0", Options{}, "0.0"},
		{"5.5", `[Color10]+0.0" п.п.";[Red]-0.0`, Options{}, "5.5"},
		{"61.6", `0.0"%"`, Options{}, "61.6"},
		{"61.6", `0.0\%`, Options{}, "61.6"},
		{"5", `_-* # ##0.0_-;-* # ##0.0_-;_-* "-"??_-;_-@_-`, Options{}, "5.0"},
		{"0", `_-* # ##0.0_-;-* # ##0.0_-;_-* "-"??_-;_-@_-`, Options{}, "does not show"},
		{"0", `0;-0;"–"`, Options{}, "– where"},
		{"0", "#", Options{}, "does not show"},
		{"7", ";;;", Options{}, "does not show"},
		{"7.25", "0.0#", Options{}, "7.25"},
		{"7", "0.0#", Options{}, "7.0"},
		{"45383", "yyyy-mm-dd", Options{}, "date or a time"},
		{"45383", "[$-419]mmmm yyyy;@", Options{}, "date or a time"},
		{"1.5", "[h]:mm", Options{}, "date or a time"},
		{"61.6", "0.00E+00", Options{}, "plain figure"},
		{"61.6", "# ?/?", Options{}, "plain figure"},
		{"61600", "0.0,", Options{}, "plain figure"},
		{"61.6", "[>50]0.0;0", Options{}, "plain figure"},
		{"123456789012345678", "General", Options{}, "more than 15 digits"},
		{"1E+300", "0", Options{}, "more than 15 digits"},
		{"NaN", "General", Options{}, "is not a number"},
		{"1e999", "General", Options{}, "is not a number"},
		{"0x1p4", "General", Options{}, "is not a number"},
		{"123456789012345", "0.000", Options{}, "123456789012345"},
	} {
		book := newBook(t, [][]any{{"id", "", "a"}, {"", "", "А"}, {"r", "Р", 77}}, func(f *excelize.File) {
			if c.format != "General" {
				setFormat(t, f, "C3", c.format)
			}
		})
		table, problems := ReadXLSX("b.xlsx", "", inPart(t, book, sheetPart, "<v>77</v>", "<v>"+c.value+"</v>"), c.options)
		got := ""
		for _, p := range problems {
			got += p.String() + "\n"
		}
		if len(problems) == 0 {
			got = table.Cells[0][0].Number.String()
		}
		if len(problems) > 0 && (strings.Contains(c.want, " ") && strings.HasPrefix(got, "b.xlsx#Sheet1!C3: ") && strings.Contains(got, c.want)) || len(problems) == 0 && got == c.want {
			continue
		}
		t.Errorf("%s as %s: got %s, want %s", c.value, c.format, got, c.want)
	}
}

// TestBuiltInFormats holds that formats which a workbook names by number are known.
func TestBuiltInFormats(t *testing.T) {
	for id, want := range map[int]string{0: "5.25", 1: "shows 5", 2: "5.25", 4: "5.25", 10: "525.00", 11: "plain", 12: "plain", 14: "date", 17: "date", 22: "date", 30: "date", 43: "5.25", 46: "date", 49: "5.25"} {
		book := newBook(t, [][]any{{"id", "", "a"}, {"", "", "А"}, {"r", "Р", 5.25}}, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{NumFmt: id})
			if err == nil {
				err = f.SetCellStyle("Sheet1", "C3", "C3", style)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		table, problems := ReadXLSX("b.xlsx", "", book, Options{Unit: "%"})
		got := lines(problems)
		if len(problems) == 0 {
			got = table.Cells[0][0].Number.String()
		}
		if !strings.Contains(got, want) {
			t.Errorf("format %d: got %s, want %s", id, got, want)
		}
	}
}

// TestGeneralInPercentColumn holds that a cell which was given the format General
// is not taken for a percentage because its column is one.
func TestGeneralInPercentColumn(t *testing.T) {
	book := newBook(t, [][]any{{"id", "", "a"}, {"", "", "А"}, {"r", "Р", 61.6}}, func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetColStyle("Sheet1", "C", style); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "C3", "C3", 0); err != nil {
			t.Fatal(err)
		}
	})
	table, problems := ReadXLSX("b.xlsx", "", book, Options{Unit: "%"})
	if len(problems) > 0 || table.Cells[0][0].Number.String() != "61.6" {
		t.Errorf("got %v, %v", table, problems)
	}
}

// TestMixedFormats holds that a column has percentages or plain numbers: 0.5 beside 61,6% is a half.
func TestMixedFormats(t *testing.T) {
	for _, c := range []struct {
		first, second any
		cells, want   string
	}{
		{0.616, 0.5, "C3", "b.xlsx#Sheet1!C4: this cell is a plain number and the one in row 3 a percentage; give both one number format\n"},
		{61.6, 0.5, "C4", "b.xlsx#Sheet1!C4: this cell is a percentage and the one in row 3 a plain number; give both one number format\n"},
		{0.616, 0, "C3", ""},
		{0.616, "50,0", "C3", ""},
		{0.616, 0.5, "C3:C4", ""},
	} {
		book := newBook(t, [][]any{{"id", "", "a"}, {"", "", "А"}, {"r", "Р", c.first}, {"s", "С", c.second}}, func(f *excelize.File) { setFormat(t, f, c.cells, "0.0%") })
		_, problems := ReadXLSX("b.xlsx", "", book, Options{Unit: "%"})
		if got := lines(problems); got != c.want {
			t.Errorf("%v and %v: got %s, want %s", c.first, c.second, got, c.want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "Сот": "Сот", "а_x000D_б": "а\rб", "_x0009_": "\t", "_x005F_x0041_": "_x0041_", "_x00_x0041_": "_x00A", "_x": "_x", "_x+041_": "_x+041_", "_x0041": "_x0041",
	} {
		if got := unescape(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestReadXLSXProblems(t *testing.T) {
	edit := func(change func(f *excelize.File) error) []byte {
		return newBook(t, sampleRows(), func(f *excelize.File) {
			if err := change(f); err != nil {
				t.Fatal(err)
			}
		})
	}
	set := func(cell string, value any) []byte {
		return edit(func(f *excelize.File) error { return f.SetCellValue("Sheet1", cell, value) })
	}
	formula := func(cell string) []byte {
		return edit(func(f *excelize.File) error {
			_ = f.SetCellValue("Sheet1", cell, nil)
			return f.SetCellFormula("Sheet1", cell, "SUM(C3:C4)")
		})
	}
	sample := edit(func(*excelize.File) error { return nil })
	for _, c := range []struct {
		name  string
		sheet string
		data  []byte
		want  []string
	}{
		{"date", "", set("C3", time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)), []string{"!C3|date or a time"}},
		{"date as label", "", set("C2", time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)), []string{"!C2|date or a time"}},
		{"ISO date", "", inPart(t, sample, sheetPart, `<c r="C4"><v>61.6</v>`, `<c r="C4" t="d"><v>2024-04-01</v>`), []string{"!C4|is a date"}},
		{"boolean", "", set("C3", true), []string{"!C3|TRUE or FALSE"}},
		{"error", "", inPart(t, sample, sheetPart, `<c r="C4"><v>61.6</v>`, `<c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v>`), []string{`!C4|the error "#DIV/0!"`}},
		{"formula", "", formula("D4"), []string{"!D4|open the workbook in Excel and save it"}},
		{"empty value of a formula", "", inPart(t, sample, sheetPart, "<v>61.6</v>", "<f>60+1.6</f><v/>"), []string{"!C4|open the workbook in Excel"}},
		{"formula as label", "", formula("B4"), []string{"!B4|open the workbook"}},
		{"merged", "", edit(func(f *excelize.File) error { return f.MergeCell("Sheet1", "B3", "B4") }), []string{"!B3|cells B3:B4 are merged"}},
		{"merged beyond", "", edit(func(f *excelize.File) error { return f.MergeCell("Sheet1", "K30", "L31") }), nil},
		{"empty cell", "", set("D3", nil), []string{`!D3|"prosecutor.partly" is empty`}},
		{"empty end", "", set("D4", ""), []string{`!D4|"police.partly" is empty`}},
		{"hidden row", "", edit(func(f *excelize.File) error { return f.SetRowVisible("Sheet1", 4, false) }), []string{"!4|row 4 is hidden"}},
		{"hidden rows", "", edit(func(f *excelize.File) error {
			_ = f.SetRowVisible("Sheet1", 3, false)
			return f.SetRowVisible("Sheet1", 4, false)
		}), []string{"!3|rows 3 to 4 are hidden"}},
		{"hidden columns", "", edit(func(f *excelize.File) error { return f.SetColVisible("Sheet1", "C:F", false) }), []string{"!C1|columns C to D are hidden"}},
		{"hidden beyond", "", edit(func(f *excelize.File) error { return f.SetColVisible("Sheet1", "H:K", false) }), nil},
		{"cell beyond", "", set("F4", 1), []string{"!F4|no column"}},
		{"wide", "", set("ZZ4", 1), []string{"!ZZ4|at most 200"}},
		{"note below", "", set("A6", "Дереккөз: бюро"), []string{"!A6|no figures"}},
		{"number as label", "", set("B4", 61.6), []string{"!B4|this label is a number"}},
		{"formula in a label", "", set("B4", "=1+1"), []string{"!B4|would run as a formula"}},
		{"symbols", "", set("D4", "-"), []string{"!D4|– where"}},
		{"no such sheet", "Shet1", sample, []string{`|(did you mean "Sheet1"?); it has "Sheet1"`}},
		{"several sheets", "", edit(func(f *excelize.File) error { _, err := f.NewSheet("Сенім"); return err }), []string{`|"Sheet1", "Сенім"`}},
		{"hidden sheet", "Сенім", edit(func(f *excelize.File) error {
			if _, err := f.NewSheet("Сенім"); err != nil {
				return err
			}
			return f.SetSheetVisible("Сенім", false)
		}), []string{"#Сенім|is hidden"}},
		{"empty sheet", "", newBook(t, nil, nil), []string{"#Sheet1|is empty"}},
		{"not from A1", "", edit(func(f *excelize.File) error { return f.InsertRows("Sheet1", 1, 2) }), []string{"!A1|begins in this cell"}},
		{"not calculated", "", inPart(t, inPart(t, sample, sheetPart, "<v>61.6</v>", "<f>60+1.6</f><v>0</v>"), "xl/workbook.xml", "</workbook>", `<calcPr fullCalcOnLoad="1"/></workbook>`), []string{"!C4|no value yet"}},
		{"no text", "", inPart(t, sample, sheetPart, `t="s"><v>0<`, `t="s"><v>99<`), []string{"#Sheet1|damaged"}},
		{"cut XML", "", inPart(t, sample, sheetPart, "</sheetData>", ""), []string{"#Sheet1|damaged"}},
		{"no style", "", inPart(t, sample, sheetPart, `<c r="C4">`, `<c r="C4" s="999">`), []string{"#Sheet1|damaged"}},
		{"no list of sheets", "", inPart(t, sample, "xl/workbook.xml", "<sheets>", "<sheet>"), []string{"|damaged"}},
		{"old Excel", "", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), []string{"|older Excel (.xls)"}},
		{"encrypted", "", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), utf16Bytes("EncryptedPackage")...), []string{"|by a password"}},
		{"text", "", []byte("<html>"), []string{"|not an Excel workbook"}},
		{"nothing", "", nil, []string{"|not an Excel workbook"}},
		{"cut", "", sample[:len(sample)/2], []string{"|damaged"}},
		{"large", "", make([]byte, maxBytes+1), []string{"|8 MiB"}},
		{"ODS", "", archive(t, "mimetype", "content.xml"), []string{"|OpenDocument"}},
		{"XLSB", "", archive(t, "xl/workbook.bin"), []string{"|.xlsb"}},
		{"archive", "", archive(t, "a.txt"), []string{"|not an Excel workbook"}},
	} {
		_, problems := ReadXLSX("book.xlsx", c.sheet, c.data, Options{ID: "trust"})
		ok := len(problems) == len(c.want)
		for i := range min(len(problems), len(c.want)) {
			place, piece, _ := strings.Cut(c.want[i], "|")
			if strings.HasPrefix(place, "!") {
				place = "#Sheet1" + place
			}
			ok = ok && problems[i].Place.String() == "book.xlsx"+place && strings.Contains(problems[i].Message, piece)
		}
		if !ok {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, lines(problems), strings.Join(c.want, "\n"))
		}
	}
}

func archive(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestLargeWorkbooks holds that a small file which unzips to much is refused before it is unzipped.
func TestLargeWorkbooks(t *testing.T) {
	sample := newBook(t, sampleRows(), nil)
	bomb := inPart(t, sample, sheetPart, "</sheetData>", strings.Repeat("<row/>", maxUnzipped/6)+"</sheetData>")
	if _, problems := ReadXLSX("b.xlsx", "", bomb, Options{}); len(problems) != 1 || !strings.Contains(problems[0].Message, "32 MiB") {
		t.Errorf("%d bytes: got %v", len(bomb), problems)
	}
	list := inPart(t, sample, "xl/workbook.xml", "</sheets>", strings.Repeat(`<sheet name="a"/>`, maxList/16)+"</sheets>")
	if _, problems := ReadXLSX("b.xlsx", "", list, Options{}); len(problems) != 1 || !strings.Contains(problems[0].Message, "list of the workbook's sheets") {
		t.Errorf("%d bytes: got %v", len(list), problems)
	}
	styles := inPart(t, sample, "xl/styles.xml", "</cellXfs>", strings.Repeat(`<xf/>`, maxStyles/5)+"</cellXfs>")
	if _, problems := ReadXLSX("b.xlsx", "", styles, Options{}); len(problems) != 1 || !strings.Contains(problems[0].Message, "too many styles") {
		t.Errorf("%d bytes: got %v", len(styles), problems)
	}
	for what, nested := range map[string]string{"in the sheet": "<a>", "in a cell": "<row><c><is><a>"} {
		deep := inPart(t, sample, sheetPart, "</sheetData>", strings.Repeat(nested, 1000)+"</sheetData>")
		if _, problems := ReadXLSX("b.xlsx", "", deep, Options{}); len(problems) != 1 || problems[0].Message != errDamaged.Error() {
			t.Errorf("nested %s: got %v", what, problems)
		}
	}
	twins := newBook(t, sampleRows(), func(b *excelize.File) { _, _ = b.NewSheet("Other") })
	twins = inPart(t, twins, "xl/workbook.xml", `name="Other"`, `name="SHEET1"`)
	if _, problems := ReadXLSX("b.xlsx", "Sheet1", twins, Options{}); len(problems) != 1 || !strings.Contains(problems[0].Message, "two sheets") {
		t.Errorf("two sheets of one name: got %v", problems)
	}
	far := inPart(t, sample, sheetPart, "</sheetData>", `<row r="1048576"><c r="XFD1048576"/></row></sheetData>`)
	if _, problems := ReadXLSX("b.xlsx", "", far, Options{}); len(problems) > 0 {
		t.Errorf("an empty cell far away: got %v", problems)
	}
}

func FuzzReadXLSX(f *testing.F) {
	f.Add(newBook(f, sampleRows(), nil))
	f.Add(newBook(f, sampleRows(), func(b *excelize.File) {
		setFormat(f, b, "C3:D4", "0.0%")
		_ = b.MergeCell("Sheet1", "A6", "B7")
		_ = b.SetColVisible("Sheet1", "H", false)
	}))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, problems := ReadXLSX("b.xlsx", "", data, Options{Unit: "%"})
		if len(problems) == 0 && (table == nil || len(table.Rows) == 0) {
			t.Fatal("neither a table nor a problem")
		}
	})
}

// FuzzSheetXML puts hostile XML where a sheet is: bytes of a ZIP file seldom stay one.
func FuzzSheetXML(f *testing.F) {
	f.Add(`<row r="3"><c r="A3" t="inlineStr"><is><t>r</t></is></c><c r="B3" t="str"><v>R</v></c><c r="C3" s="1"><f>1+1</f><v>2</v></c></row>`)
	f.Add(`<cols><col min="3" max="9" hidden="1"/></cols><row r="99"><c r="ZZ9"/></row><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, xml string) {
		book := inPart(t, newBook(t, sampleRows(), nil), sheetPart, "</sheetData>", xml+"</sheetData>")
		table, problems := ReadXLSX("b.xlsx", "", book, Options{})
		if len(problems) > 0 {
			return
		}
		again, problems := ReadCSV("t.csv", CanonicalCSV(table), Options{})
		if len(problems) > 0 || !bytes.Equal(CanonicalCSV(again), CanonicalCSV(table)) {
			t.Fatalf("%s does not read the same: %v", CanonicalCSV(table), problems)
		}
	})
}

// FuzzCellFormat holds that a number which is read in any format can be written and read again.
func FuzzCellFormat(f *testing.F) {
	for _, code := range []string{"General", `0.0"%"`, "0.00%", "[Red]0;-0;;@", `_-* #,##0.00_-`, `[h]:mm`, `\`, "[", `"`, ";", "0.000000000000"} {
		f.Add(code, "61.6", true)
		f.Add(code, "-1E-7", false)
		f.Add(code, "123456789012345", true)
	}
	f.Fuzz(func(t *testing.T, code, stored string, rounded bool) {
		number, fault := readSheetNumber(stored, parseCellFormat(code), rounded)
		if fault != "" {
			return
		}
		if again, err := ParseNumber(number.value.String()); err != nil || again != number.value {
			t.Errorf("%s as %s is %v, which reads back as %v, %v", stored, code, number.value, again, err)
		}
	})
}

func BenchmarkReadXLSX(b *testing.B) {
	rows := [][]any{{"id", "", "trust", "partly", "rather_not", "not", "hard"}, {"", "Мекеме", "Сенеді", "Ішінара", "Керісінше", "Сенбейді", "Қиналды"}}
	for i := range 20 {
		rows = append(rows, []any{"r" + columnName(i+1), "Мекеме", 61.6, 24.1, 3.0, 2.9, 8.4})
	}
	for i := range rows[2:] {
		rows[i+2][0] = strings.ToLower(rows[i+2][0].(string))
	}
	data := newBook(b, rows, nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := ReadXLSX("b.xlsx", "", data, Options{}); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
