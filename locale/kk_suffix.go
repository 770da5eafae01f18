package locale

import "strings"

// kazakhDative gives a printed number in the dative, as it is read aloud:
// 241-ге (бірге), 40-қа (қырыққа), 1,5-ке (оннан беске). The ending is that of
// the last word of the reading, and after digits it takes a hyphen.
func kazakhDative(number string) string {
	_, digits, fraction := strings.Cut(number, ",")
	if !fraction {
		digits = number
	}
	if !endsInDigit(digits) {
		return number
	}
	digits = strings.ReplaceAll(digits, "\u00a0", "")
	significant := strings.TrimRight(digits, "0")
	if !endsInDigit(significant) {
		return number + "-ге" // нөл, or a fraction of noughts
	}
	last := significant[len(significant)-1] - '1'
	switch noughts := len(digits) - len(significant); {
	case noughts == 0: // бір, екі, үш, төрт, бес, алты, жеті, сегіз, тоғыз
		return number + [...]string{"-ге", "-ге", "-ке", "-ке", "-ке", "-ға", "-ге", "-ге", "-ға"}[last]
	case noughts == 1: // он, жиырма, отыз, қырық, елу, алпыс, жетпіс, сексен, тоқсан
		return number + [...]string{"-ға", "-ға", "-ға", "-қа", "-ге", "-қа", "-ке", "-ге", "-ға"}[last]
	case noughts == 2: // жүз
		return number + "-ге"
	case noughts >= 9 && noughts < 12: // миллиард
		return number + "-қа"
	}
	return number + "-ға" // мың, миллион
}
