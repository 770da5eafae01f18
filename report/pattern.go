package report

import (
	"strings"

	"bulletin/locale"
)

// pattern is how {{format}} prints a figure, in the manner of a spreadsheet's number formats.
type pattern struct {
	sign, grouping, percent bool
	decimals                int
}

// whatPatterns lists the patterns in messages.
const whatPatterns = `the patterns are "0", "0,0" with a zero for each decimal, "# ##0" to part thousands, "+0,0" to print the plus, "0,0%", and these together: "+# ##0,0"`

// parsePattern reads a pattern. The decimal mark may be a comma or a point and
// the groups may be parted by a space or a comma: what is printed are the
// language's own.
func parsePattern(s string) (pattern, bool) {
	var p pattern
	s, p.sign = strings.CutPrefix(s, "+")
	s, p.percent = strings.CutSuffix(s, "%")
	if p.percent {
		s = strings.TrimRight(s, " \u00a0\u202f")
	}
	for _, group := range []string{"# ##", "#\u00a0##", "#\u202f##", "#,##"} {
		if rest, ok := strings.CutPrefix(s, group); ok {
			s, p.grouping = rest, true
			break
		}
	}
	fraction, ok := strings.CutPrefix(s, "0")
	if !ok {
		return p, false
	}
	if fraction == "" {
		return p, true
	}
	zeros := fraction[1:]
	p.decimals = len(zeros)
	return p, (fraction[0] == ',' || fraction[0] == '.') && zeros != "" && len(zeros) <= 9 && strings.Trim(zeros, "0") == ""
}

// print prints a number by the pattern, rounded from all the decimals that it has.
func (p pattern) print(l *locale.Language, f *figure) string {
	s := l.Number(f.number.Coef, f.number.Scale, locale.NumberForm{Decimals: p.decimals, Grouping: p.grouping})
	if p.sign && f.number.Round(p.decimals).Coef > 0 {
		s = "+" + s
	}
	if p.percent {
		s = l.WithUnit(s, "%")
	}
	return s
}
