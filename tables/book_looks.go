package tables

import (
	"bytes"
	"slices"
	"strconv"
)

// The faces of the workbook: one without serifs, 12 points at least.
const workbookFonts = `<fonts count="5">` +
	`<font><sz val="12"/><name val="Arial"/><family val="2"/></font>` +
	`<font><b/><sz val="12"/><name val="Arial"/><family val="2"/></font>` +
	`<font><b/><sz val="18"/><name val="Arial"/><family val="2"/></font>` +
	`<font><b/><sz val="14"/><name val="Arial"/><family val="2"/></font>` +
	`<font><u/><sz val="12"/><color rgb="FF0B4FA0"/><name val="Arial"/><family val="2"/></font>` +
	`</fonts>`

// The named styles, by which a screen reader and a converter know headings and links.
const (
	namedFormats = `<cellStyleXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0"/>` +
		`<xf numFmtId="0" fontId="3" fillId="0" borderId="0"/><xf numFmtId="0" fontId="4" fillId="0" borderId="0"/></cellStyleXfs>`
	styleNames = `<cellStyles count="4"><cellStyle name="Normal" xfId="0" builtinId="0"/><cellStyle name="Heading 1" xfId="1" builtinId="16"/>` +
		`<cellStyle name="Heading 2" xfId="2" builtinId="17"/><cellStyle name="Hyperlink" xfId="3" builtinId="8"/></cellStyles>`
)

// form is how a kind of cell is set.
type form struct {
	font, style int // in the lists above
	alignment   string
}

func (k kind) form() form {
	const (
		left  = `vertical="top" wrapText="1"`
		right = `horizontal="right" vertical="top"`
	)
	switch k {
	case titleKind:
		return form{2, 1, left}
	case headingKind:
		return form{3, 2, `vertical="bottom" wrapText="1"`}
	case textKind:
		return form{0, 0, left}
	case linkKind:
		return form{4, 3, left}
	case headKind:
		return form{1, 0, `vertical="bottom" wrapText="1"`}
	case figureHeadKind:
		return form{1, 0, `horizontal="right" vertical="bottom" wrapText="1"`}
	case figureKind:
		return form{0, 0, right}
	}
	return form{}
}

// face gives the weight and the size in points of the kind's text, as in workbookFonts.
func (k kind) face() (bold bool, size int) {
	switch k.form().font {
	case 1:
		return true, 12
	case 2:
		return true, 18
	case 3:
		return true, 14
	}
	return false, 12
}

// firstOwnFormat is the first number that a number format of a workbook's own may have.
const firstOwnFormat = 164

// addStyles writes the looks that the cells have.
func (w *workbook) addStyles() {
	var formats []string
	for _, l := range w.looks {
		if l.format != "" && !slices.Contains(formats, l.format) {
			formats = append(formats, l.format)
		}
	}
	var b bytes.Buffer
	b.WriteString(xmlHeader + `<styleSheet xmlns="` + nsMain + `">`)
	if len(formats) > 0 {
		b.WriteString(`<numFmts count="` + strconv.Itoa(len(formats)) + `">`)
		for i, f := range formats {
			b.WriteString(`<numFmt numFmtId="` + strconv.Itoa(firstOwnFormat+i) + `" formatCode="` + f + `"/>`)
		}
		b.WriteString(`</numFmts>`)
	}
	b.WriteString(workbookFonts)
	b.WriteString(`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`)
	b.WriteString(`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>`)
	b.WriteString(namedFormats)
	b.WriteString(`<cellXfs count="` + strconv.Itoa(len(w.looks)) + `">`)
	for _, l := range w.looks {
		writeLook(&b, l, slices.Index(formats, l.format))
	}
	b.WriteString(`</cellXfs>` + styleNames + `</styleSheet>`)
	w.addPart("xl/styles.xml", &b)
}

// writeLook writes one cell format; numberFormat is the index of its number format, or -1.
func writeLook(b *bytes.Buffer, l look, numberFormat int) {
	f, format := l.kind.form(), "0"
	if numberFormat >= 0 {
		format = strconv.Itoa(firstOwnFormat + numberFormat)
	}
	b.WriteString(`<xf numFmtId="` + format + `" fontId="` + strconv.Itoa(f.font) + `" fillId="0" borderId="0" xfId="` + strconv.Itoa(f.style) + `"`)
	if numberFormat >= 0 {
		b.WriteString(` applyNumberFormat="1"`)
	}
	if l.guarded {
		b.WriteString(` quotePrefix="1"`)
	}
	if f.alignment == "" {
		b.WriteString(`/>`)
		return
	}
	b.WriteString(` applyFont="1" applyAlignment="1"><alignment ` + f.alignment + `/></xf>`)
}
