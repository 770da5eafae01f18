package proof

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bulletin/config"
	"bulletin/locale"
	"bulletin/tables"
)

// waveMismatches finds what names another wave than the release's: years in
// titles and periods, the last column of a table of waves, columns copied from
// earlier releases. It compares what is written as a year, a month or a wave
// (2024-1) and guesses nothing from the rest.
func waveMismatches(r *reading, e *edition) []Finding {
	w := waves{edition: e}
	b := e.Bulletin
	w.period(b)
	w.title(b.Title, b.Period)
	for _, id := range slices.Sorted(maps.Keys(b.Tables)) {
		t := b.Tables[id]
		w.title(t.Title, firstSet(t.Period, b.Period))
		w.origins(t)
		if w.isOfWaves(t) {
			w.lastColumn(t)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.Charts)) {
		c := b.Charts[id]
		t := b.Tables[c.Table.Value]
		if t == nil {
			continue
		}
		w.title(c.Title, firstSet(c.Period, t.Period, b.Period))
		w.chartPeriod(c, t)
	}
	return w.found
}

// waves collects what one edition's waves and years do not agree in.
type waves struct {
	*edition
	found []Finding
}

func (w *waves) tell(place tables.Place, about, format string, args ...any) {
	w.found = append(w.found, Finding{Place: place, Message: fmt.Sprintf(format, args...), About: about})
}

func firstSet(texts ...config.Text) config.Text {
	for _, t := range texts {
		if t.Value != "" {
			return t
		}
	}
	return config.Text{}
}

// period compares the period surveyed with the year of the wave.
func (w *waves) period(b *config.Bulletin) {
	year, _, ok := parseWave(b.Wave.Value)
	if spanned := span(yearsIn(b.Period.Value)); ok && spanned.known() && !spanned.has(year) {
		w.tell(b.Period.Place(), b.Period.Value, "the period «%s» does not have the year of the wave %s; mend the one that is wrong", b.Period.Value, b.Wave.Value)
	}
}

// title sees that a title names no year outside its period, and no other wave.
func (w *waves) title(title, period config.Text) {
	spanned := span(yearsIn(period.Value))
	for _, y := range yearsIn(title.Value) {
		if wave := waveAt(title.Value, y.at); wave != "" {
			if _, _, ok := parseWave(w.Bulletin.Wave.Value); ok && wave != w.Bulletin.Wave.Value {
				w.tell(title.At(y.at), wave, "the title names the wave %s, and this is %s", wave, w.Bulletin.Wave.Value)
			}
			continue
		}
		if spanned.known() && !spanned.has(y.year) {
			w.tell(title.At(y.at), strconv.Itoa(y.year), "the title names %d, and its period is «%s»; mend the one that is wrong", y.year, period.Value)
		}
	}
}

// isOfWaves reports whether the columns of a table are waves: some are copied
// from earlier releases, or lines are drawn over them.
func (w *waves) isOfWaves(t *config.Table) bool {
	if len(t.From) > 0 {
		return true
	}
	for _, c := range w.Bulletin.Charts {
		if c.Kind.Value == "lines" && c.Table.Value == t.ID {
			return true
		}
	}
	return false
}

// origins looks at the columns that are said to be copied from earlier releases.
func (w *waves) origins(t *config.Table) {
	this := w.Bulletin.Wave.Value
	for _, id := range slices.Sorted(maps.Keys(t.From)) {
		from := t.From[id].Release
		column := waveOfID(id)
		switch {
		case from.Value == this:
			w.tell(from.Place(), from.Value, "the column %q is said to be copied from the release %s, which is this very one; name the earlier one, or delete [table.%s.from.%s]", id, this, t.ID, id)
		case isLater(from.Value, this):
			w.tell(from.Place(), from.Value, "the column %q is said to be copied from the release %s, which is later than this one, %s", id, from.Value, this)
		case column != "" && isWaveName(from.Value) && column != from.Value:
			w.tell(from.Place(), from.Value, "the column %q is said to be copied from the release %s; mend the one that is wrong", id, from.Value)
		}
	}
}

// lastColumn sees that a table of waves ends with this one's figures.
func (w *waves) lastColumn(t *config.Table) {
	if t.Data == nil {
		return
	}
	b := w.Bulletin
	last := t.Data.Columns[len(t.Data.Columns)-1]
	about := t.ID + "." + last.ID
	if origin := t.From[last.ID]; origin != nil {
		w.tell(last.Place, about, "the last column, %q, is copied from the release %s; the column of this wave is missing after it", about, origin.Release.Value)
		return
	}
	if named := waveOfID(last.ID); named != "" && isWaveName(b.Wave.Value) && named != b.Wave.Value {
		w.tell(last.Place, about, "the last column, %q, is not this wave's, which is %s; add the column of this wave, or [table.%s.from.%s] if it is copied", about, b.Wave.Value, t.ID, last.ID)
		return
	}
	period := span(yearsIn(b.Period.Value))
	label := span(yearsIn(last.Label))
	months, named := w.months(b.Period.Value), w.months(last.Label)
	if period.known() && label.known() && !period.meets(label) || months != 0 && named != 0 && months&named == 0 {
		w.tell(last.LabelPlace, last.Label, "the last column is «%s», and the period surveyed is «%s»; add the column of this wave, or mend the one that is wrong", last.Label, b.Period.Value)
	}
}

// chartPeriod sees that the period under a chart's headline is that of the waves drawn.
func (w *waves) chartPeriod(c *config.Chart, t *config.Table) {
	b := w.Bulletin
	if own, table := span(yearsIn(c.Period.Value)), span(yearsIn(t.Period.Value)); own.known() && table.known() && !own.meets(table) {
		w.tell(c.Period.Place(), c.Period.Value, "the period of the chart is «%s», and that of its table «%s»; mend the one that is wrong", c.Period.Value, t.Period.Value)
		return
	}
	if c.Kind.Value != "lines" || t.Data == nil {
		return
	}
	var drawn []yearAt
	for _, column := range t.Data.Columns {
		drawn = append(drawn, yearsIn(column.Label)...)
	}
	period := firstSet(c.Period, t.Period, b.Period)
	years, said := span(drawn), span(yearsIn(period.Value))
	if !years.known() || !said.known() || years == said {
		return
	}
	if c.Period.Value == "" && t.Period.Value == "" { // the release's own period stands under the headline
		w.tell(c.Place, period.Value, "the lines of the chart run over %s, and under its headline stands «%s»; write their period under [chart.%s]: period = \"…\"", years, period.Value, c.ID)
		return
	}
	w.tell(period.Place(), period.Value, "the lines of the chart run over %s, and its period is «%s»; mend the one that is wrong", years, period.Value)
}

// yearAt is a year and where it stands in a text.
type yearAt struct{ year, at int }

// yearsIn gives the years that a text names: four digits from 1900 to 2100, alone.
func yearsIn(s string) []yearAt {
	var years []yearAt
	for pos := 0; pos < len(s); {
		at := strings.IndexFunc(s[pos:], isDecimalDigit)
		if at < 0 {
			break
		}
		at += pos
		n := digits(s[at:])
		pos = at + n
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		if y, err := strconv.Atoi(s[at:pos]); err == nil && n == 4 && y >= 1900 && y <= 2100 && before != ',' && before != '.' {
			years = append(years, yearAt{y, at})
		}
	}
	return years
}

// years are the first and the last year that a text spans.
type years struct{ from, to int }

func span(named []yearAt) years {
	var s years
	for _, y := range named {
		if s.from == 0 || y.year < s.from {
			s.from = y.year
		}
		s.to = max(s.to, y.year)
	}
	return s
}

func (y years) known() bool        { return y.from != 0 }
func (y years) has(year int) bool  { return y.from <= year && year <= y.to }
func (y years) meets(o years) bool { return y.from <= o.to && o.from <= y.to }

func (y years) String() string {
	if y.from == y.to {
		return strconv.Itoa(y.from)
	}
	return strconv.Itoa(y.from) + "–" + strconv.Itoa(y.to)
}

// months gives the months that a text names, a bit for each. Where the
// language has several stems of one month, none is told apart.
func (w *waves) months(s string) (named uint) {
	stems := w.language.Months
	if len(stems) != 12 {
		return 0
	}
	for _, word := range stemsOf(s) {
		for i, stem := range stems {
			if locale.HasStem(word, []string{stem}) {
				named |= 1 << i
			}
		}
	}
	if named&(named-1) == 0 {
		return named
	}
	for i, in := 0, false; i < 12; i++ { // from the first to the last of them
		in = in || named&(1<<i) != 0
		if in && named>>i != 0 {
			named |= 1 << i
		}
	}
	return named
}

// parseWave reads the name of a wave, 2024-1.
func parseWave(s string) (year, n int, ok bool) {
	a, b, found := strings.Cut(s, "-")
	year, err := strconv.Atoi(a)
	n, err2 := strconv.Atoi(b)
	return year, n, found && cmp.Or(err, err2) == nil && len(a) == 4 && year >= 1900 && len(b) <= 2
}

func isWaveName(s string) bool {
	_, _, ok := parseWave(s)
	return ok
}

// isLater compares the names of two waves.
func isLater(a, b string) bool {
	ya, na, ok := parseWave(a)
	yb, nb, both := parseWave(b)
	return ok && both && cmp.Or(cmp.Compare(ya, yb), cmp.Compare(na, nb)) > 0
}

// waveOfID gives the wave that a column's id names: w2024_1 is 2024-1.
func waveOfID(id string) string {
	name := strings.ReplaceAll(strings.TrimLeft(id, "abcdefghijklmnopqrstuvwxyz_"), "_", "-")
	if isWaveName(name) {
		return name
	}
	return ""
}

// waveAt gives the name of a wave that stands at an offset of a text: 2024-1,
// but not 2013-2022.
func waveAt(s string, at int) string {
	rest := s[at+4:]
	if !strings.HasPrefix(rest, "-") || digits(rest[1:]) == 0 || digits(rest[1:]) > 2 {
		return ""
	}
	return s[at : at+4+1+digits(rest[1:])]
}
