package charts

import (
	"strings"
	"testing"

	"bulletin/locale"
)

func TestWithin(t *testing.T) {
	for in, want := range map[string]string{
		"Сенеді":         "сенеді",
		"Ішінара сенеді": "ішінара сенеді",
		"Өте жақсы":      "өте жақсы",
		"ҚР БП ҚСжАЕК":   "ҚР БП ҚСжАЕК",
		"ҚСжАЕК":         "ҚСжАЕК",
		"2024-1":         "2024-1",
		"А тобы":         "А тобы",
		"":               "",
		"Жауап беруге қиналды (ҚР)": "жауап беруге қиналды (ҚР)",
	} {
		if got := within(in); got != want {
			t.Errorf("within(%q) = %q, want %q", in, got, want)
		}
	}
}

// A description holds every figure of its table, and says missing ones in words.
func TestDescribeHoldsEveryFigure(t *testing.T) {
	for name, s := range samples() {
		text := Describe(s)
		for i, h := range s.Table.Rows {
			if s.Kind == Lines && len(s.Table.Columns) > listedWaves {
				continue
			}
			for j, c := range s.Table.Columns {
				if s.Kind == Bars && s.Column != "" && c.ID != s.Column {
					continue
				}
				b := bar{cell: s.Table.Cells[i][j], column: c}
				want := s.figure(b)
				if !b.cell.IsNumber() {
					want = s.Language.Symbols[string(b.cell.Symbol)]
				}
				if want == "" || !strings.Contains(text, want) {
					t.Errorf("%s: the description has no %q for row %s", name, want, h.Label)
				}
			}
		}
	}
}

// A unit of percent is said in words, whether the chart or its table has it.
func TestDescribePercent(t *testing.T) {
	for _, unit := range []string{"", "%", "пайызбен"} {
		s := trust()
		s.Unit = unit
		if got, want := Describe(s), "диаграмма, пайызбен. "; !strings.Contains(got, want) {
			t.Errorf("unit %q: the description has no %q: %s", unit, want, got)
		}
	}
}

func TestDescribeWithoutATable(t *testing.T) {
	for _, s := range []Spec{{}, {Language: locale.For("kk")}, spec(Stacked, nil), spec(Lines, table(nil, nil, nil)), spec("pie", trust().Table)} {
		if got := Describe(s); got != "" {
			t.Errorf("%v: %q", s.Kind, got)
		}
	}
	s := trust()
	s.Kind = Bars
	if got := Describe(s); got != "Көлденең жолақты диаграмма, пайызбен." {
		t.Errorf("bars of no series: %q", got)
	}
}

// Names of months are small inside a Russian sentence, and never in English.
func TestDescribeWaves(t *testing.T) {
	for _, c := range []struct{ language, first, second, want string }{
		{"ru", "Апрель 2024 г.", "Май 2024 г.", ": апрель 2024 г. – 66,0\u00a0%, май 2024 г. – "},
		{"en", "April 2024", "May 2024", ": April 2024 – 66.0%, May 2024 – "},
		{"kk", "2024 ж. сәуір", "Мамыр", ": 2024 ж. сәуір – 66,0%, мамыр – "},
	} {
		s := spec(Lines, table([]string{c.first, c.second}, []string{"А", "Б"}, []string{"66.0 61.6", "50.9 47.8"}))
		s.Language = locale.For(c.language)
		if got := Describe(s); !strings.Contains(got, c.want) {
			t.Errorf("%s: the description has no %q:\n%s", c.language, c.want, got)
		}
	}
}
