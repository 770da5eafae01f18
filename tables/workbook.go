package tables

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// SplitWorkbook parts the name of a sheet, book.xlsx#Sheet, into the workbook's
// file and the sheet, which is empty where none is named. It reports whether
// the file is a workbook.
func SplitWorkbook(file string) (book, sheet string, ok bool) {
	for i := range len(file) {
		if file[i] == '#' && isWorkbook(file[:i]) {
			return file[:i], file[i+1:], true
		}
	}
	if isWorkbook(file) {
		return file, "", true
	}
	return "", "", false
}

func isWorkbook(file string) bool {
	const ending = ".xlsx"
	return len(file) > len(ending) && strings.EqualFold(file[len(file)-len(ending):], ending)
}

// What a workbook may have at most, lest a small file fill the memory or a
// list of thousands of sheets take minutes.
const (
	maxUnzipped = 32 << 20
	maxList     = 1 << 20 // bytes of the list of sheets, and of that of their files
	maxStyles   = 4 << 20 // bytes of the styles, a thousand of which are many
	maxDepth    = 100     // of elements of XML in one another
)

const saveAsXLSX = "open it in Excel or LibreOffice and save it with the type «Excel Workbook (*.xlsx)»"

var errDamaged = errors.New("the workbook is damaged; " + saveAsXLSX)

// An openedBook is an XLSX file: excelize opens it, lists its sheets and knows
// their formats. The cells of a sheet are read from its XML: excelize fills
// every row in memory up to its last cell, and gives a cell that has the
// format General that of its column, by which 61.6 would be 6160%.
type openedBook struct {
	file         *excelize.File
	sheets       []bookSheet
	uncalculated bool // its formulas are to be calculated when it is opened

	strings []string // shared by the sheets
	formats map[int]cellFormat
}

type bookSheet struct {
	name   string
	hidden bool
	part   string // the file in the package
}

// openWorkbook opens an XLSX file. The error says how to save it right.
func openWorkbook(data []byte) (*openedBook, error) {
	if err := checkPackage(data); err != nil {
		return nil, err
	}
	file, err := guard(func() (*excelize.File, error) {
		return excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	})
	if err != nil {
		return nil, errDamaged
	}
	b := &openedBook{file: file, formats: make(map[int]cellFormat)}
	if err := b.listSheets(); err != nil {
		return nil, err
	}
	return b, nil
}

// guard calls excelize, which trusts the indexes that stand in a workbook and
// panics on some that point nowhere: such a workbook is damaged.
func guard[T any](call func() (T, error)) (value T, err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged
		}
	}()
	return call()
}

// checkPackage tells files of other kinds and too large ones from workbooks,
// before anything is unzipped.
func checkPackage(data []byte) error {
	if len(data) > maxBytes {
		return errors.New("the workbook is larger than 8 MiB; keep the tables of the bulletin in a workbook of their own")
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		if bytes.Contains(data, utf16Bytes("EncryptedPackage")) {
			return errors.New("the workbook is protected by a password; in Excel choose File, Info, Protect Workbook, Encrypt with Password, and leave it empty")
		}
		return errors.New("the file is a workbook of an older Excel (.xls); " + saveAsXLSX)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
			return errDamaged
		}
		return errors.New("the file is not an Excel workbook (.xlsx); " + saveAsXLSX)
	}
	return checkParts(z)
}

func checkParts(z *zip.Reader) error {
	unzipped, names := uint64(0), make(map[string]uint64)
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/") // as excelize reads it
		names[name] = max(names[name], f.UncompressedSize64)
		unzipped += min(f.UncompressedSize64, maxUnzipped+1)
	}
	has := func(name string) bool { _, ok := names[name]; return ok }
	switch {
	case unzipped > maxUnzipped:
		return errors.New("the workbook has more than 32 MiB when unzipped; keep the tables of the bulletin in a workbook of their own")
	case has("xl/workbook.bin"):
		return errors.New("the file is a binary workbook (.xlsb); " + saveAsXLSX)
	case has("content.xml"):
		return errors.New("the file is an OpenDocument spreadsheet (.ods); " + saveAsXLSX)
	case !has("xl/workbook.xml"):
		return errors.New("the file is not an Excel workbook (.xlsx); " + saveAsXLSX)
	case names["xl/workbook.xml"] > maxList, names["xl/_rels/workbook.xml.rels"] > maxList:
		return errors.New("the list of the workbook's sheets and names is too long; copy the tables of the bulletin to a new workbook")
	case names["xl/styles.xml"] > maxStyles:
		return errors.New("the workbook has too many styles of cells; copy the tables of the bulletin to a new workbook, as values")
	}
	return nil
}

// utf16Bytes gives text as an OLE file has its names.
func utf16Bytes(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// part gives a file of the package.
func (b *openedBook) part(name string) ([]byte, bool) {
	data, ok := b.file.Pkg.Load(name)
	if !ok {
		return nil, false
	}
	content, ok := data.([]byte)
	return content, ok
}

func (b *openedBook) decode(part string, into any) error {
	data, ok := b.part(part)
	if !ok || xml.Unmarshal(data, into) != nil {
		return errDamaged
	}
	return nil
}

// listSheets finds the sheets of cells and their files.
func (b *openedBook) listSheets() error {
	var book struct {
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
		Calculation struct {
			OnLoad bool `xml:"fullCalcOnLoad,attr"`
		} `xml:"calcPr"`
	}
	var links struct {
		Relationships []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if b.decode("xl/workbook.xml", &book) != nil || b.decode("xl/_rels/workbook.xml.rels", &links) != nil {
		return errDamaged
	}
	parts := make(map[string]string)
	for _, link := range links.Relationships {
		if path.Base(link.Type) == "worksheet" {
			parts[link.ID] = path.Join("/xl", link.Target)[1:]
			if strings.HasPrefix(link.Target, "/") {
				parts[link.ID] = link.Target[1:]
			}
		}
	}
	for _, sheet := range book.Sheets {
		if part := parts[sheet.ID]; part != "" {
			b.sheets = append(b.sheets, bookSheet{sheet.Name, sheet.State != "" && sheet.State != "visible", part})
		}
	}
	b.uncalculated = book.Calculation.OnLoad
	for i, sheet := range b.sheets {
		if slices.ContainsFunc(b.sheets[:i], func(other bookSheet) bool { return strings.EqualFold(other.name, sheet.name) }) {
			return errors.New("the workbook has two sheets called " + quote(sheet.name) + ", where capitals tell no names apart; rename one")
		}
	}
	return nil
}

// sheet finds a sheet by its name, or the only one that is shown.
func (b *openedBook) sheet(name string) (bookSheet, error) {
	var shown []bookSheet
	names := make([]string, 0, len(b.sheets))
	for _, s := range b.sheets {
		if name != "" && strings.EqualFold(s.name, name) {
			if s.hidden {
				return s, errors.New("the sheet is hidden; show it, so that who checks the workbook sees its figures")
			}
			return s, nil
		}
		if !s.hidden {
			shown = append(shown, s)
			names = append(names, s.name)
		}
	}
	switch {
	case len(shown) == 0:
		return bookSheet{}, errors.New("the workbook has no sheet that is shown")
	case name != "":
		return bookSheet{}, errors.New("the workbook has no sheet " + quote(name) + Hint(name, names) + "; it has " + quoteAll(names))
	case len(shown) > 1:
		return bookSheet{}, errors.New("the workbook has several sheets; name one after its file, book.xlsx#Sheet: " + quoteAll(names))
	}
	return shown[0], nil
}

// quoteAll lists names, ten at most.
func quoteAll(names []string) string {
	const most = 10
	quoted := make([]string, 0, most+1)
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, quote(name))
	}
	if len(names) > most {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

// format gives the number format of a style.
func (b *openedBook) format(style int) (cellFormat, error) {
	if format, ok := b.formats[style]; ok {
		return format, nil
	}
	s, err := guard(func() (*excelize.Style, error) { return b.file.GetStyle(style) })
	if err != nil {
		return nil, errDamaged
	}
	code := builtInFormat(s.NumFmt)
	if s.CustomNumFmt != nil {
		code = *s.CustomNumFmt
	}
	format := parseCellFormat(code)
	b.formats[style] = format
	return format, nil
}

// shallow reads XML whose elements do not stand deeper in one another than a
// workbook's do: the decoder remembers all those that are open.
type shallow struct {
	raw   *xml.Decoder
	depth int
}

func newDecoder(data []byte) *xml.Decoder {
	return xml.NewTokenDecoder(&shallow{raw: xml.NewDecoder(bytes.NewReader(data))})
}

func (s *shallow) Token() (xml.Token, error) {
	token, err := s.raw.RawToken()
	switch token.(type) {
	case xml.StartElement:
		s.depth++
	case xml.EndElement:
		s.depth--
	}
	if s.depth > maxDepth {
		return nil, errDamaged
	}
	return token, err
}

// richText is the text of a cell, in one run or several.
type richText struct {
	Text []string `xml:"t"`
	Runs []struct {
		Text []string `xml:"t"`
	} `xml:"r"`
}

func (t *richText) String() string {
	all := slices.Clone(t.Text)
	for _, run := range t.Runs {
		all = append(all, run.Text...)
	}
	s := unescape(strings.Join(all, ""))
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// unescape gives the characters that a workbook writes by their codes, such as
// _x000D_, which would be taken for the end of a line of the XML (ECMA-376 part 1,
// section 22.9.2.19).
func unescape(s string) string {
	const length = len("_x000D_")
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		code, err := uint64(0), errDamaged
		if len(s) >= length && s[length-1] == '_' {
			code, err = strconv.ParseUint(s[2:length-1], 16, 16)
		}
		if err != nil {
			b.WriteString(s[:2])
			s = s[2:]
			continue
		}
		b.WriteRune(rune(code))
		s = s[length:]
	}
}

// readStrings reads the texts that the cells of all sheets refer to.
func (b *openedBook) readStrings() error {
	data, ok := b.part("xl/sharedStrings.xml")
	if !ok {
		return nil
	}
	d := newDecoder(data)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errDamaged
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			var text richText
			if d.DecodeElement(&text, &start) != nil {
				return errDamaged
			}
			b.strings = append(b.strings, text.String())
		}
	}
}
