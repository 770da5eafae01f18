package tables

import (
	"math"
	"strconv"
	"strings"
)

// A sheetNumber is the number of a sheet's cell as its format shows it: a
// share stored as 0.616 and shown as 61,6% is 61,6.
type sheetNumber struct {
	value   Number
	percent bool
	most    int // digits after the mark that its format shows; -1: all
}

// problem tells why a number cannot stand in a column.
func (n *sheetNumber) problem(c Column, o Options) string {
	switch {
	case n.percent && c.Unit != "%":
		return "this cell is a percentage and the unit of " + quote(c.ID) + " is " + quote(c.Unit) + `; declare the unit "%", or give the cell the format Number`
	case n.most >= 0 && n.value.Scale > n.most && o.Decimals == nil:
		return "the cell holds " + n.value.String() + " and shows " + n.value.Round(n.most).String() + "; round it by ROUND, show all of its digits, or declare the table's decimals"
	}
	return ""
}

// readSheetNumber reads the number that a cell stores, in a format. Where
// rounded is set, digits after the ninth decimal are rounded off. fault says why it is no figure.
//
// A workbook stores 61.6 as the digits of a binary number, 61.600000000000001 at
// times; fifteen digits are what Excel keeps and shows.
func readSheetNumber(stored string, format cellFormat, rounded bool) (number *sheetNumber, fault string) {
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(stored, "xX_") {
		return nil, quote(stored) + " is not a number; type it again"
	}
	coef, scale := fifteenDigits(v)
	section := format.section(Number{Coef: coef})
	number = &sheetNumber{percent: section.percent, most: section.most}
	if section.general {
		number.most = -1
	}
	switch {
	case section.date:
		return nil, "this cell is a date or a time; give it the format Text and type it as it is to be printed, or the format Number if it is a figure"
	case section.odd:
		return nil, "the number format " + quote(section.code) + " does not show the plain figure; in Excel choose Format Cells, Number"
	case !section.general && (!section.places || coef == 0 && !section.digits):
		return nil, "the cell holds " + stored + ", which its number format does not show; choose Format Cells, Number, or, in place of a figure, " + symbolRule
	}
	if section.percent {
		scale -= 2
	}
	if scale > maxScale && rounded {
		coef, scale = roundOff(coef, scale-maxScale), maxScale
	}
	for scale < min(section.zeros, maxScale) && magnitude(coef) < 1e14 {
		coef, scale = coef*10, scale+1
	}
	switch {
	case scale < 0:
		return nil, stored + " has more than 15 digits; round it or use a larger unit"
	case scale > maxScale:
		return nil, stored + " has more than 9 digits after the decimal mark; round it, or declare the table's decimals"
	}
	number.value = Number{coef, scale}
	return number, ""
}

// fifteenDigits gives a number as coef × 10^-scale, without zeros at the end
// of its decimals.
func fifteenDigits(v float64) (coef int64, scale int) {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', maxDigits-1, 64), "e")
	coef, _ = strconv.ParseInt(strings.Replace(mantissa, ".", "", 1), 10, 64)
	power, _ := strconv.Atoi(exponent)
	if coef == 0 {
		return 0, 0
	}
	scale = maxDigits - 1 - power
	for scale > 0 && coef%10 == 0 {
		coef, scale = coef/10, scale-1
	}
	return coef, scale
}

// roundOff leaves out digits at the end; half a unit goes away from zero.
func roundOff(coef int64, digits int) int64 {
	if digits >= len(powers) {
		return 0
	}
	n, _ := Number{coef, digits}.at(0)
	return n
}
