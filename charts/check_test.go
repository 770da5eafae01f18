package charts

import (
	"errors"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

func TestDrawFaults(t *testing.T) {
	many := func(n int) []string { return strings.Fields(strings.Repeat("ат ", n)) }
	lines := func(n int, s string) []string { return strings.Split(strings.Repeat(s+"|", n-1)+s, "|") }
	longWord := strings.Repeat("ұзын", 30)
	for _, c := range []struct {
		name string
		spec Spec
		want []string // a fault each, in order
	}{
		{"no table", spec(Stacked, nil), []string{"a chart needs a table with at least one row and one column"}},
		{"no rows", spec(Lines, table(answers, nil, nil)), []string{"a chart needs a table"}},
		{"no columns", spec(Bars, table(nil, []string{"а"}, []string{""})), []string{"a chart needs a table"}},
		{"unknown kind", spec("pie", trust().Table), []string{`unknown kind of chart "pie": it is "stacked", "bars" or "lines"`}},
		{"no language", Spec{Kind: Stacked, Table: trust().Table, Family: fonts.Default()}, []string{"a chart needs a language"}},
		{"no faces", Spec{Kind: Stacked, Table: trust().Table, Language: locale.For("kk")}, []string{"a chart needs a language and"}},
		{"ragged", spec(Stacked, table(answers, []string{"Сот"}, []string{"1 2"})), []string{"t.csv:2:1: row «Сот» does not have a cell in each column"}},
		{"below zero and above a hundred", spec(Stacked, table([]string{"Иә", "Жоқ"}, []string{"Сот", "Полиция"}, []string{"-1 100.1", "10 20"})), []string{
			"t.csv:2:2: the figure of row «Сот», column «Иә», is below zero",
			"t.csv:2:3: the figure of row «Сот», column «Жоқ», is above 100",
		}},
		{"several answers allowed", spec(Stacked, table([]string{"Иә", "Жоқ"}, []string{"Сот"}, []string{"70 60.5"})), []string{
			`t.csv:2:1: row «Сот» sums to 130.5, more than 100 beyond rounding: where several answers are allowed, use kind = "bars"`,
		}},
		{"bars below zero", spec(Bars, table([]string{"Иә"}, []string{"Сот"}, []string{"-1"})), []string{"t.csv:2:2: the figure of row «Сот», column «Иә», is below zero, where a bar begins: print the table instead, {{table}}"}},
		{"bars of what", spec(Bars, trust().Table), []string{"the table has several rows and several columns: name the row or the column"}},
		{"bars of both", Spec{Kind: Bars, Row: "r0", Column: "c0", Table: trust().Table, Language: locale.For("kk"), Family: fonts.Default()}, []string{"name only one of the two"}},
		{"bars of none", Spec{Kind: Bars, Row: "x", Table: trust().Table, Language: locale.For("kk"), Family: fonts.Default()}, []string{"the table has no row with the id x"}},
		{"too many bars", spec(Bars, table([]string{"Иә"}, many(16), lines(16, "1"))), []string{"16 bars are too many to be read: draw at most 15"}},
		{"too many rows", spec(Stacked, table(answers, many(41), lines(41, "1 1 1 1 1"))), []string{"41 bars are too many to be read: draw at most 40"}},
		{"too many answers", spec(Stacked, table(many(11), []string{"а"}, []string{strings.Repeat("1 ", 11)})), []string{"11 answers are too many"}},
		{"too few colours", spec(Stacked, table(many(8), []string{"а"}, []string{strings.Repeat("1 ", 8)})), []string{"there are no built-in colours for 8 answers: name 8 in style.palette"}},
		{"too many waves", spec(Lines, table(many(61), []string{"а"}, []string{strings.Repeat("1 ", 61)})), []string{"61 waves are too many"}},
		{"too many lines", spec(Lines, table([]string{"1", "2"}, many(17), lines(17, "1 2"))), []string{"17 lines are too many"}},
		{"too many digits", spec(Bars, table([]string{"Иә"}, []string{"Сот", "Ауыл"}, []string{"9000000000000000000", "0.123456789"})), []string{"t.csv:2:2: the figure of row «Сот», column «Иә», has too many digits"}},
		{"long name of a bar", spec(Stacked, table([]string{"Иә"}, []string{longWord}, []string{"1"})), []string{"t.csv:2:1: the name «" + string([]rune(longWord)[:60]) + "…» has no room in the chart, even on 3 lines: shorten it"}},
		{"long answer", spec(Stacked, table([]string{strings.Repeat("ұзын сөз ", 99)}, []string{"Сот"}, []string{"1"})), []string{"t.csv:1:2: the answer «ұзын"}},
		{"long name of a line", spec(Lines, table([]string{"1", "2"}, []string{longWord}, []string{"1 2"})), []string{"t.csv:2:1: the name"}},
		{"long wave", spec(Lines, table([]string{"1", longWord}, []string{"Сот"}, []string{"1 2"})), []string{"t.csv:1:3: the name of the wave"}},
	} {
		_, err := Draw(c.spec, measure)
		var f Faults
		if !errors.As(err, &f) {
			t.Errorf("%s: %v is not of faults", c.name, err)
			continue
		}
		if len(f) != len(c.want) {
			t.Errorf("%s: %d faults, want %d:\n%v", c.name, len(f), len(c.want), err)
			continue
		}
		for i, want := range c.want {
			message := f[i].Message
			if f[i].Place != (tables.Place{}) {
				message = f[i].String()
			}
			if !strings.HasPrefix(message, want) && !strings.Contains(f[i].Message, want) {
				t.Errorf("%s:\ngot  %s\nwant %s", c.name, message, want)
			}
		}
	}
}

func TestDrawWidths(t *testing.T) {
	for _, width := range []fonts.Length{-1, 0, 1, fonts.Point, 139 * fonts.Point, 1 << 40} {
		if _, err := Draw(trust(), width); err == nil || !strings.Contains(err.Error(), "wide") {
			t.Errorf("%d wide: %v", width, err)
		}
	}
}

func TestPaletteOfTheHouse(t *testing.T) {
	s := trust()
	s.Palette = []Color{{1, 2, 3}, {4, 5, 6}}
	if _, err := Draw(s, measure); err == nil || err.Error() != "style.palette names 2 colours, and the 5 answers need 5" {
		t.Errorf("got %v", err)
	}
	s.Palette = []Color{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}, {13, 14, 15}, {16, 17, 18}}
	used := map[Color]bool{}
	for _, op := range draw(t, s, measure).Ops {
		if op.Fill != nil {
			used[*op.Fill] = true
		}
	}
	for i, c := range s.Palette {
		if used[c] != (i < 5) {
			t.Errorf("colour %d: used %t", i, used[c])
		}
	}
}

// Rows that miss a hundred by rounding are whole bars; others are not.
func TestShares(t *testing.T) {
	for _, c := range []struct {
		cells string
		whole int64
	}{
		{"66 24.1 3.0 2.3 4.6", 1000},
		{"61.6 27 4.4 4.6 2.5", 1001},
		{"79.4 16.4 0.9 0.4 2.8", 999},
		{"50 20 10 5 5", 1000}, // 90: a tenth is not told
		{"66 … 3.0 2.3 4.6", 1000},
		{"… … … … …", 1000},
		{"33.33 33.33 33.33 0 0", 9999},
	} {
		s := spec(Stacked, table(answers, []string{"Сот"}, []string{c.cells}))
		if got := s.shares(0).whole(); got != c.whole {
			t.Errorf("%s: the whole is %d, want %d", c.cells, got, c.whole)
		}
	}
}

func TestNiceTicks(t *testing.T) {
	for _, c := range []struct {
		low, high, unit int64
		shares          bool
		want            ticks
	}{
		{463, 794, 10, true, ticks{400, 800, 100}},
		{0, 1000, 10, true, ticks{0, 1000, 200}},
		{998, 1000, 10, true, ticks{998, 1000, 1}},
		{500, 500, 10, true, ticks{490, 510, 10}},
		{0, 0, 10, true, ticks{0, 20, 10}},
		{1000, 1000, 10, true, ticks{980, 1000, 10}},
		{1000, 1000, 10, false, ticks{990, 1010, 10}},
		{505, 505, 10, true, ticks{490, 510, 10}},
		{-35, 72, 1, false, ticks{-40, 80, 20}},
		{3989, 12604, 1, false, ticks{2000, 14000, 2000}},
		{-largest, largest, 1, false, ticks{-largest, largest, largest / 2}},
	} {
		if got := niceTicks(c.low, c.high, c.unit, c.shares); got != c.want {
			t.Errorf("niceTicks(%d, %d, %d, %t) = %v, want %v", c.low, c.high, c.unit, c.shares, got, c.want)
		}
	}
}
