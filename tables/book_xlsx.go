package tables

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"time"
)

// workbook writes pages as the parts of an XLSX file (ISO/IEC 29500-1, Office
// Open XML, SpreadsheetML).
type workbook struct {
	book  *Book
	pages []page

	parts   []part
	strings []string
	known   map[string]int // index in strings
	looks   []look
	tables  int
}

type part struct {
	name string
	data []byte
}

// A kind says what a cell is, and so how it looks.
type kind int

const (
	plainKind kind = iota
	titleKind
	headingKind
	textKind
	linkKind
	headKind
	figureHeadKind
	figureKind
)

// A look is an entry of the workbook's list of cell formats.
type look struct {
	kind    kind
	format  string // of a number
	guarded bool   // text that would be a formula if it were typed
}

// Namespaces and types of parts.
const (
	xmlHeader     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsMain        = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	nsRelations   = "http://schemas.openxmlformats.org/package/2006/relationships"
	nsTypes       = "http://schemas.openxmlformats.org/package/2006/content-types"
	relation      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	typePrefix    = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	typeRelations = "application/vnd.openxmlformats-package.relationships+xml"
	typeCore      = "application/vnd.openxmlformats-package.core-properties+xml"
	relationCore  = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)

func (w *workbook) bytes() ([]byte, error) {
	w.known = map[string]int{}
	w.lookOf(look{}) // the format of all that no cell says
	for i := range w.pages {
		w.addSheet(i+1, &w.pages[i])
	}
	w.addWorkbook()
	w.addStyles()
	w.addStrings()
	w.addProperties()
	w.addContentTypes()
	return w.archive()
}

func (w *workbook) addPart(name string, data *bytes.Buffer) {
	w.parts = append(w.parts, part{name, data.Bytes()})
}

// archive packs the parts. Their time is that of publication. The list of types
// comes first, by which mail and upload filters know the file.
func (w *workbook) archive() ([]byte, error) {
	slices.SortFunc(w.parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range w.parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: w.book.Published.UTC()})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(p.data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// addSheet writes the n-th page with its tables and links.
func (w *workbook) addSheet(n int, p *page) {
	var b, relations bytes.Buffer
	b.WriteString(xmlHeader + `<worksheet xmlns="` + nsMain + `" xmlns:r="` + relation + `">`)
	b.WriteString(`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
	b.WriteString(`<dimension ref="` + p.reference() + `"/>`)
	selected := ""
	if n == 1 {
		selected = `tabSelected="1" `
	}
	b.WriteString(`<sheetViews><sheetView ` + selected + `workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews>`)
	b.WriteString(`<sheetFormatPr defaultRowHeight="15.75"/>`)
	b.WriteString(`<cols>`)
	for i, width := range p.widths {
		column := strconv.Itoa(i + 1)
		b.WriteString(`<col min="` + column + `" max="` + column + `" width="` + Number{int64(width), 2}.String() + `" customWidth="1"/>`)
	}
	b.WriteString(`</cols>`)
	w.writeRows(&b, p)
	relationID := 0
	relate := func(kind, target, mode string) string {
		relationID++
		id := "rId" + strconv.Itoa(relationID)
		relations.WriteString(`<Relationship Id="` + id + `" Type="` + relation + kind + `" Target="` + escaped(target) + `"` + mode + `/>`)
		return id
	}
	writeLinks(&b, p.rows, relate)
	b.WriteString(`<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`)
	b.WriteString(`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`) // A4, as wide as the page
	if len(p.marked) > 0 {
		b.WriteString(`<tableParts count="` + strconv.Itoa(len(p.marked)) + `">`)
		for _, t := range p.marked {
			w.addTable(t)
			b.WriteString(`<tablePart r:id="` + relate("/table", "../tables/table"+strconv.Itoa(w.tables)+".xml", "") + `"/>`)
		}
		b.WriteString(`</tableParts>`)
	}
	b.WriteString(`</worksheet>`)
	file := "sheet" + strconv.Itoa(n) + ".xml"
	w.addPart("xl/worksheets/"+file, &b)
	if relationID > 0 {
		w.addPart("xl/worksheets/_rels/"+file+".rels", relationships(relations.String()))
	}
}

func relationships(entries string) *bytes.Buffer {
	return bytes.NewBufferString(xmlHeader + `<Relationships xmlns="` + nsRelations + `">` + entries + `</Relationships>`)
}

func (w *workbook) writeRows(b *bytes.Buffer, p *page) {
	b.WriteString(`<sheetData>`)
	for i := range p.rows {
		row := &p.rows[i]
		b.WriteString(`<row r="` + strconv.Itoa(i+1) + `" ht="` + Number{int64(row.height(p.widths)), 2}.String() + `"`)
		if row.spaced {
			b.WriteString(` customHeight="1"`)
		}
		b.WriteByte('>')
		for j := range row.cells {
			w.writeCell(b, reference(i+1, j+1), &row.cells[j])
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
}

func (w *workbook) writeCell(b *bytes.Buffer, reference string, c *pageCell) {
	look, value, kind := c.look, c.number, ""
	if c.number == "" {
		look.guarded = wouldRun(c.text)
		value, kind = strconv.Itoa(w.stringOf(c.text)), ` t="s"`
	}
	b.WriteString(`<c r="` + reference + `" s="` + strconv.Itoa(w.lookOf(look)) + `"` + kind + `><v>` + value + `</v></c>`)
}

// writeLinks writes the links of a sheet, which stand after its cells.
func writeLinks(b *bytes.Buffer, rows []pageRow, relate func(kind, target, mode string) string) {
	open := false
	for i := range rows {
		for j, c := range rows[i].cells {
			if c.place == "" && c.url == "" {
				continue
			}
			if !open {
				b.WriteString(`<hyperlinks>`)
				open = true
			}
			to := `location="` + escaped(c.place) + `"`
			if c.url != "" {
				to = `r:id="` + relate("/hyperlink", c.url, ` TargetMode="External"`) + `"`
			}
			b.WriteString(`<hyperlink ref="` + reference(i+1, j+1) + `" ` + to + `/>`)
		}
	}
	if open {
		b.WriteString(`</hyperlinks>`)
	}
}

// addTable writes what marks a range as a table, with its head row and without a filter.
func (w *workbook) addTable(t markedTable) {
	w.tables++
	id := strconv.Itoa(w.tables)
	var b bytes.Buffer
	b.WriteString(xmlHeader + `<table xmlns="` + nsMain + `" id="` + id + `" name="` + t.name + `" displayName="` + t.name + `" ref="` +
		reference(t.first, 1) + `:` + reference(t.first+t.rows, len(t.heads)) + `" totalsRowShown="0">`)
	b.WriteString(`<tableColumns count="` + strconv.Itoa(len(t.heads)) + `">`)
	for i, head := range t.heads {
		b.WriteString(`<tableColumn id="` + strconv.Itoa(i+1) + `" name="` + escaped(head) + `"/>`)
	}
	b.WriteString(`</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`)
	w.addPart("xl/tables/table"+id+".xml", &b)
}

// stringOf gives the index of a text in the workbook's list of texts.
func (w *workbook) stringOf(s string) int {
	i, ok := w.known[s]
	if !ok {
		i = len(w.strings)
		w.known[s], w.strings = i, append(w.strings, s)
	}
	return i
}

func (w *workbook) lookOf(l look) int {
	if i := slices.Index(w.looks, l); i >= 0 {
		return i
	}
	w.looks = append(w.looks, l)
	return len(w.looks) - 1
}

func (w *workbook) addStrings() {
	var b bytes.Buffer
	b.WriteString(xmlHeader + `<sst xmlns="` + nsMain + `" uniqueCount="` + strconv.Itoa(len(w.strings)) + `">`)
	for _, s := range w.strings {
		b.WriteString(`<si><t xml:space="preserve">` + escaped(s) + `</t></si>`)
	}
	b.WriteString(`</sst>`)
	w.addPart("xl/sharedStrings.xml", &b)
}

// addWorkbook writes the list of sheets; the first one is shown.
func (w *workbook) addWorkbook() {
	var b, relations bytes.Buffer
	b.WriteString(xmlHeader + `<workbook xmlns="` + nsMain + `" xmlns:r="` + relation + `"><bookViews><workbookView activeTab="0"/></bookViews><sheets>`)
	relate := func(id, kind, target string) {
		relations.WriteString(`<Relationship Id="` + id + `" Type="` + relation + kind + `" Target="` + target + `"/>`)
	}
	for i := range w.pages {
		n := strconv.Itoa(i + 1)
		b.WriteString(`<sheet name="` + escaped(w.pages[i].name) + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		relate("rId"+n, "/worksheet", "worksheets/sheet"+n+".xml")
	}
	b.WriteString(`</sheets></workbook>`)
	relate("rId"+strconv.Itoa(len(w.pages)+1), "/styles", "styles.xml")
	relate("rId"+strconv.Itoa(len(w.pages)+2), "/sharedStrings", "sharedStrings.xml")
	w.addPart("xl/workbook.xml", &b)
	w.addPart("xl/_rels/workbook.xml.rels", relationships(relations.String()))
}

// addProperties writes what the file says of itself: nothing of the machine.
func (w *workbook) addProperties() {
	book := w.book
	var core bytes.Buffer
	core.WriteString(xmlHeader + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range [][2]string{{"dc:title", book.Title}, {"dc:creator", book.Creator}, {"cp:lastModifiedBy", book.Creator}, {"dc:language", book.Language}} {
		core.WriteString(`<` + p[0] + `>` + escaped(p[1]) + `</` + p[0] + `>`)
	}
	modified := book.Published
	if !book.Corrected.IsZero() {
		modified = book.Corrected
	}
	for _, date := range []struct {
		name string
		at   time.Time
	}{{"dcterms:created", book.Published}, {"dcterms:modified", modified}} {
		core.WriteString(`<` + date.name + ` xsi:type="dcterms:W3CDTF">` + date.at.UTC().Format(time.RFC3339) + `</` + date.name + `>`)
	}
	core.WriteString(`</cp:coreProperties>`)
	w.addPart("docProps/core.xml", &core)
	w.addPart("_rels/.rels", relationships(
		`<Relationship Id="rId1" Type="`+relation+`/officeDocument" Target="xl/workbook.xml"/>`+
			`<Relationship Id="rId2" Type="`+relationCore+`" Target="docProps/core.xml"/>`))
}

// addContentTypes tells the type of every part.
func (w *workbook) addContentTypes() {
	var b bytes.Buffer
	b.WriteString(xmlHeader + `<Types xmlns="` + nsTypes + `"><Default Extension="rels" ContentType="` + typeRelations + `"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range w.parts {
		contentType := typeCore
		switch {
		case strings.HasSuffix(p.name, ".rels"):
			continue
		case p.name == "xl/workbook.xml":
			contentType = typePrefix + "sheet.main+xml"
		case p.name == "xl/styles.xml":
			contentType = typePrefix + "styles+xml"
		case p.name == "xl/sharedStrings.xml":
			contentType = typePrefix + "sharedStrings+xml"
		case strings.HasPrefix(p.name, "xl/worksheets/"):
			contentType = typePrefix + "worksheet+xml"
		case strings.HasPrefix(p.name, "xl/tables/"):
			contentType = typePrefix + "table+xml"
		}
		b.WriteString(`<Override PartName="/` + p.name + `" ContentType="` + contentType + `"/>`)
	}
	b.WriteString(`</Types>`)
	w.addPart("[Content_Types].xml", &b)
}

// reference names a cell, both from 1: A1.
func reference(row, column int) string {
	return strings.TrimPrefix(Place{Line: row, Column: column}.cell(), "!")
}

// reference names the range of all cells.
func (p *page) reference() string {
	columns := 1
	for i := range p.rows {
		columns = max(columns, len(p.rows[i].cells))
	}
	return "A1:" + reference(len(p.rows), columns)
}

// escaped gives a text as XML has it. What looks like the escape of a character
// in SpreadsheetML, _x0041_, is escaped itself (ISO/IEC 29500-1, 22.9.2.19).
func escaped(s string) string {
	const digits = "0123456789abcdefABCDEF"
	for at := 0; ; at++ {
		i := strings.Index(s[at:], "_x")
		if i < 0 {
			break
		}
		at += i
		if rest := s[at+2:]; len(rest) >= 5 && rest[4] == '_' && strings.Trim(rest[:4], digits) == "" {
			s = s[:at] + "_x005F" + s[at:]
			at += len("_x005F")
		}
	}
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}
