package charts

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/locale"
	"bulletin/tables"
)

// listedWaves is how many waves a description still lists one by one.
const listedWaves = 4

// Describe says in words what the chart shows: its kind, its subjects and
// answers, the highest and the lowest figure, and every figure. A missing
// figure is told by what its symbol means. It is empty where there is no table,
// and tells the kind alone where bars have no series.
func Describe(s Spec) string {
	if s.Language == nil {
		return ""
	}
	d := describer{Spec: s, words: s.Language.Charts}
	if s.Table != nil && len(s.Table.Rows) > 0 && len(s.Table.Columns) > 0 {
		switch s.Kind {
		case Stacked:
			return d.stacked()
		case Bars:
			return d.bars()
		case Lines:
			return d.lines()
		}
	}
	return ""
}

// describer makes the sentences of a description.
type describer struct {
	Spec
	words locale.ChartWords
}

// kind tells the kind of chart and its unit.
func (d describer) kind(name string) string {
	unit := d.Unit
	if unit == "" {
		unit = d.unit(d.Table.Columns[0])
	}
	switch unit {
	case "":
		return name
	case "%":
		unit = d.Language.Percent
	}
	return name + ", " + unit
}

func (d describer) stacked() string {
	t := d.Table
	answers := make([]string, len(t.Columns))
	for j, c := range t.Columns {
		answers[j] = within(c.Label)
	}
	text := []string{
		d.kind(d.words.Stacked),
		fmt.Sprintf(d.words.BarsAndAnswers, len(t.Rows), len(t.Columns), strings.Join(answers, ", ")),
	}
	text = append(text, d.extremes(fmt.Sprintf(d.words.In, t.Columns[0].Label), d.columnOf(0)))
	for i, h := range t.Rows {
		parts := make([]string, 0, len(t.Columns))
		for j := range t.Columns {
			parts = append(parts, answers[j]+" – "+d.figure(d.entry(i, j)))
		}
		text = append(text, h.Label+": "+strings.Join(parts, ", "))
	}
	return sentences(text)
}

func (d describer) bars() string {
	series, fault := d.series()
	if fault != "" {
		return sentences([]string{d.kind(d.words.Bars)})
	}
	text := []string{d.kind(d.words.Bars), fmt.Sprintf(d.words.BarCount, len(series))}
	name := within
	if i := d.Table.Column(d.Column); d.Column != "" || d.Row == "" && len(d.Table.Rows) > 1 {
		name = func(s string) string { return s } // rows are subjects, whose names may be proper
		if i = max(i, 0); d.Table.Columns[i].Label != "" {
			text = append(text, fmt.Sprintf(d.words.Measure, d.Table.Columns[i].Label))
		}
	} else if i := max(d.Table.Row(d.Row), 0); len(d.Table.Rows) > 1 {
		text = append(text, fmt.Sprintf(d.words.Measure, d.Table.Rows[i].Label))
	}
	parts := make([]string, len(series))
	for i := range series {
		series[i].header.Label = name(series[i].header.Label)
		parts[i] = series[i].header.Label + " – " + d.figure(series[i])
	}
	text = append(text, d.extremes("", series), strings.Join(parts, "; "))
	return sentences(text)
}

func (d describer) lines() string {
	t := d.Table
	waves := make([]string, len(t.Columns))
	for j, c := range t.Columns {
		waves[j] = d.wave(c.Label)
	}
	last := len(waves) - 1
	span := strings.Join(waves, ", ")
	if len(waves) > listedWaves {
		span = waves[0] + " … " + waves[last]
	}
	text := []string{
		d.kind(d.words.Lines),
		fmt.Sprintf(d.words.LinesAndWaves, len(t.Rows), len(waves), span),
		d.extremes(fmt.Sprintf(d.words.In, t.Columns[last].Label), d.columnOf(last)),
	}
	for i, h := range t.Rows {
		if len(waves) <= listedWaves {
			parts := make([]string, len(waves))
			for j := range waves {
				parts[j] = waves[j] + " – " + d.figure(d.entry(i, j))
			}
			text = append(text, h.Label+": "+strings.Join(parts, ", "))
		} else {
			text = append(text, h.Label+": "+d.course(i))
		}
	}
	return sentences(text)
}

// course tells a long line by its first, last, lowest and highest figure, and
// the waves that it lacks.
func (d describer) course(row int) string {
	var known []bar
	var missing []string
	for j, c := range d.Table.Columns {
		b := d.entry(row, j)
		b.header.Label = d.wave(c.Label)
		if b.cell.IsNumber() {
			known = append(known, b)
		} else {
			missing = append(missing, b.header.Label+" – "+d.figure(b))
		}
	}
	var parts []string
	if len(known) > 0 {
		low, high := known[0], known[0]
		for _, b := range known[1:] {
			if b.cell.Number.Cmp(low.cell.Number) < 0 {
				low = b
			}
			if b.cell.Number.Cmp(high.cell.Number) > 0 {
				high = b
			}
		}
		first, last := known[0], known[len(known)-1]
		for _, p := range []struct {
			words string
			bar   bar
		}{{d.words.First, first}, {d.words.Last, last}, {d.words.Least, low}, {d.words.Greatest, high}} {
			parts = append(parts, fmt.Sprintf(p.words, p.bar.header.Label, d.figure(p.bar)))
		}
	}
	return strings.Join(append(parts, missing...), ", ")
}

// extremes tells the highest and the lowest of some figures, with all who
// share them; where is what they are figures of.
func (d describer) extremes(where string, all []bar) string {
	known := slices.DeleteFunc(slices.Clone(all), func(b bar) bool { return !b.cell.IsNumber() })
	if len(known) < 2 {
		return ""
	}
	low, high := known[0].cell.Number, known[0].cell.Number
	for _, b := range known {
		if b.cell.Number.Cmp(low) < 0 {
			low = b.cell.Number
		}
		if b.cell.Number.Cmp(high) > 0 {
			high = b.cell.Number
		}
	}
	holders := func(n tables.Number) (names, figure string) {
		var list []string
		for _, b := range known {
			if b.cell.Number.Cmp(n) == 0 {
				list, figure = append(list, b.header.Label), d.figure(b)
			}
		}
		return strings.Join(list, ", "), figure
	}
	highest, most := holders(high)
	lowest, least := holders(low)
	if low.Cmp(high) == 0 {
		return where + fmt.Sprintf(d.words.Same, most)
	}
	return where + fmt.Sprintf(d.words.Extremes, highest, most, lowest, least)
}

// entry gives a cell with the name of its row.
func (d describer) entry(row, column int) bar {
	return bar{header: d.Table.Rows[row], column: d.Table.Columns[column], cell: d.cell(row, column)}
}

func (d describer) columnOf(column int) []bar {
	all := make([]bar, len(d.Table.Rows))
	for i := range all {
		all[i] = d.entry(i, column)
	}
	return all
}

// figure prints a figure with its unit, or what its symbol means.
func (d describer) figure(b bar) string {
	if !b.cell.IsNumber() {
		if meaning := d.Language.Symbols[string(b.cell.Symbol)]; meaning != "" {
			return meaning
		}
	}
	return d.Spec.figure(b)
}

// within writes an answer as it stands inside a sentence: with a small first
// letter, unless its first word is an abbreviation.
func within(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsUpper(second) || !unicode.IsLetter(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// wave writes the name of a wave as it stands inside a sentence: a month has a
// small first letter, but in English.
func (d describer) wave(s string) string {
	if small := within(s); d.Language.Tag != "en" && locale.HasStem(small, d.Language.Months) {
		return small
	}
	return s
}

// sentences gives each part a capital and a full stop, and leaves out what is empty.
func sentences(parts []string) string {
	var b strings.Builder
	for _, s := range parts {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(locale.Capital(s))
		if !strings.HasSuffix(s, ".") {
			b.WriteByte('.')
		}
	}
	return b.String()
}
