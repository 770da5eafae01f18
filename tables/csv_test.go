package tables

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const trust = `id;;trust;partly
;Мекеме;Сенеді;Ішінара сенеді
prosecutor;Прокуратура;66,0;24,1
police;Полиция;61,6;…
`

// show gives a table as text, to compare it as a whole.
func show(table *Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "corner %q\n", table.Corner)
	for _, c := range table.Columns {
		fmt.Fprintf(&b, "column %s %q unit %q decimals %d at %v\n", c.ID, c.Label, c.Unit, c.Decimals, c.Place)
	}
	for i, r := range table.Rows {
		fmt.Fprintf(&b, "row %s %q at %v:", r.ID, r.Label, r.Place)
		for _, c := range table.Cells[i] {
			if c.IsNumber() {
				fmt.Fprintf(&b, " %v", c.Number)
			} else {
				fmt.Fprintf(&b, " %s", c.Symbol)
			}
			fmt.Fprintf(&b, "@%d:%d", c.Place.Line, c.Place.Column)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestReadCSV(t *testing.T) {
	const want = `corner "Мекеме"
column trust "Сенеді" unit "%" decimals 1 at t.csv:1:5
column partly "Ішінара сенеді" unit "%" decimals 1 at t.csv:1:11
row prosecutor "Прокуратура" at t.csv:3:1: 66.0@3:24 24.1@3:29
row police "Полиция" at t.csv:4:1: 61.6@4:16 …@4:21
`
	for name, data := range map[string]string{
		"plain":               trust,
		"byte-order mark":     "\ufeff" + trust,
		"CRLF":                strings.ReplaceAll(trust, "\n", "\r\n"),
		"CR":                  strings.ReplaceAll(trust, "\n", "\r"),
		"quoted to the end":   strings.TrimSuffix(trust, "…\n") + `"…"`,
		"no last line end":    strings.TrimSuffix(trust, "\n"),
		"empty lines after":   trust + "\n;;;;\n\n",
		"empty columns after": strings.ReplaceAll(trust, "\n", ";;;\n"),
		"tabs":                strings.ReplaceAll(trust, ";", "\t"),
	} {
		table, problems := ReadCSV("t.csv", []byte(data), Options{ID: "trust", Unit: "%"})
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		} else if got := show(table); got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
}

func TestReadCSVForms(t *testing.T) {
	two := 2
	for _, c := range []struct {
		name, data, want string
		options          Options
	}{
		{"commas", "id,label,a,b\n,,A,B\nr,R,\"61,6\",24.1\n", `corner ""
column a "A" unit "" decimals 1 at t.csv:1:10
column b "B" unit "" decimals 1 at t.csv:1:12
row r "R" at t.csv:3:1: 61.6@3:5 24.1@3:12
`, Options{}},
		{"quotes and lines", "id;;\"a\";b\n;;\"«А»; \"\"Б\"\"\nжәне\"; B \nr;\"R\n2\";\" 1 \";  2,25\n", `corner ""
column a "«А»; \"Б\" және" unit "" decimals 0 at t.csv:1:5
column b "B" unit "" decimals 2 at t.csv:1:9
row r "R 2" at t.csv:4:1: 1@5:4 2.25@5:12
`, Options{}},
		{"declared", "id;;a;b\n;Corner;A;B\n\nr;R;–;x\n", `corner "Corner"
column a "A" unit "%" decimals 2 at t.csv:1:5
column b "B" unit "адам" decimals 2 at t.csv:1:7
row r "R" at t.csv:4:1: –@4:5 x@4:7
`, Options{Unit: "%", Units: map[string]string{"b": "адам"}, Decimals: &two}},
	} {
		table, problems := ReadCSV("t.csv", []byte(c.data), c.options)
		if len(problems) > 0 {
			t.Errorf("%s: %v", c.name, problems)
		} else if got := show(table); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}

func TestReadCSVProblems(t *testing.T) {
	const head = "id;;a;b\n;;A;B\n"
	for _, c := range []struct {
		name, data string
		want       []string // each problem begins with place and a piece of the message, parted by |
	}{
		{"empty", "", []string{"t.csv|the file is empty"}},
		{"only marks", "\ufeff;;;\n\n", []string{"t.csv|the file is empty"}},
		{"not UTF-8", "id;;a\n;;\xcf\xee\n", []string{"t.csv|CSV UTF-8"}},
		{"workbook", "PK\x03\x04\xff", []string{"t.csv|CSV UTF-8"}},
		{"one column", "trust\n1\n", []string{"t.csv:1|no semicolon"}},
		{"no columns", "id;label\n;\n", []string{"t.csv:1|no columns"}},
		{"no labels", "id;;a", []string{"t.csv:2|labels of the columns are missing"}},
		{"no rows", head, []string{"t.csv|no rows"}},
		{"first cells", "сұрақ;Мекеме;a\nx;;A\nr;R;1\n", []string{"t.csv:1:1|nothing or id", "t.csv:1:7|nothing or label", "t.csv:2:1|begins with an empty cell"}},
		{"column ids", "id;;Trust;a;a;;rather-not\n;;A;B;C;D;E\nr;R;1;2;3;4;5\n", []string{
			`t.csv:1:5|write "trust"`, "t.csv:1:13|there already", "t.csv:1:15|no id", `t.csv:1:16|write "rather_not"`,
		}},
		{"column labels", "id;;a;b;c\n;;A;;\nr;R;1;2;3\n", []string{`t.csv:2:5|"b" has no label`, `t.csv:2:6|"c" has no label`}},
		{"row ids", head + "1r;R;1;2\nr;R;1;2\nr;R;1;2\n;R;1;2\nб;R;1;2\n", []string{
			`t.csv:3:1|not an id`, "t.csv:5:1|on line 4", "t.csv:6:1|no id", "t.csv:7:1|not an id",
		}},
		{"row without label", head + "r;;1;2\n", []string{`t.csv:3:3|"r" has no label`}},
		{"cells", head + "r;Сенім;;-\ns;S;—;...\nt;T;х;66%\nu;U; 1e5 ;n/a\n", []string{
			"t.csv:3:9|– where", "t.csv:3:10|– where", "t.csv:4:5|– where", "t.csv:4:7|one character …",
			"t.csv:5:5|Latin x", "t.csv:5:7|leave the % out", "t.csv:6:6|not a number", "t.csv:6:11|not a number",
		}},
		{"short row", head + "r;R;1\n", []string{`t.csv:3:6|"r.b" is empty`}},
		{"empty to the end of the file", head + "r;R;1;", []string{`t.csv:3:7|"r.b" is empty`}},
		{"note below", head + "r;R;1;2\nДереккөз: бюро\n", []string{"t.csv:4:1|no figures"}},
		{"long row", head + "r;R;1;2;3;4\n", []string{"t.csv:3:9|no column"}},
		{"decimal comma", "id,,a\n,,A\nr,R,61,6\n", []string{"t.csv:3:8|quotation marks"}},
		{"open quote", head + "r;\"R;1;2\ns;S;1;2\n", []string{"t.csv:3:3|never closed"}},
		{"after quote", head + "r;\"R\"x;1;2\n", []string{"t.csv:3:6|typed twice"}},
		{"characters", "id;;a;b\n;;A\x01;\"Б\"\"\n\u00ad\"\nr;R\u200b;1;2\n", []string{"t.csv:2:4|U+0001", "t.csv:3:1|U+00AD", "t.csv:4:4|U+200B"}},
		{"long label", "id;;a\n;;A\nr;" + strings.Repeat("ұ", 301) + ";1\n", []string{"t.csv:3:3|300"}},
		{"columns", "id;" + strings.Repeat(";a", 300) + "\n", []string{"t.csv:1:409|at most 200"}},
	} {
		_, problems := ReadCSV("t.csv", []byte(c.data), Options{})
		ok := len(problems) == len(c.want)
		for i := range min(len(problems), len(c.want)) {
			place, piece, _ := strings.Cut(c.want[i], "|")
			ok = ok && problems[i].Place.String() == place && strings.Contains(problems[i].Message, piece)
		}
		if !ok {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, lines(problems), strings.Join(c.want, "\n"))
		}
	}
}

func lines(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

func TestReadCSVLimits(t *testing.T) {
	_, problems := ReadCSV("t.csv", []byte("id;;a\n;;A\n"+strings.Repeat("r;R;x1\n", 100)), Options{})
	if len(problems) != 51 || !strings.Contains(problems[50].Message, "and 149 more") {
		t.Errorf("problems are not capped: %d, the last %v", len(problems), problems[len(problems)-1])
	}
	_, problems = ReadCSV("t.csv", make([]byte, maxBytes+1), Options{})
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "8 MiB") {
		t.Errorf("a large file: got %v", problems)
	}
	var long strings.Builder
	long.WriteString("id;;a\n;;A\n")
	for i := range maxRows + 1 {
		fmt.Fprintf(&long, "r%d;R;1\n", i)
	}
	_, problems = ReadCSV("t.csv", []byte(long.String()), Options{})
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "too long") || problems[0].Place.Line != maxRows+3 {
		t.Errorf("a long table: got %v", problems)
	}
	table, problems := ReadCSV("t.csv", []byte("id;;a"+strings.Repeat(";", 1<<20)+"\n;;A\nr;R;1\n"), Options{})
	if len(problems) > 0 || len(table.Columns) != 1 {
		t.Errorf("many empty columns: got %v", problems)
	}
}

func TestSumOff(t *testing.T) {
	hundred := Number{100, 0}
	table, problems := ReadCSV("t.csv", []byte(`id;;a;b;c
;;A;B;C
exact;R;50,0;25;25
rounded;R;50,1;25;25,0
edge;R;50,1;25,05;25,0
beyond;R;50,0;25;25,2
symbol;R;50,0;…;2,2
`), Options{Sum: &hundred})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	// Rounding explains 0,05 + 0,005 + 0,05.
	for _, c := range []struct {
		row    string
		off    string
		beyond bool
	}{
		{"exact", "0.0", false},
		{"rounded", "0.1", false},
		{"edge", "0.15", true},
		{"beyond", "0.2", true},
		{"symbol", "0", false},
	} {
		off, beyond := table.SumOff(table.Row(c.row))
		if off.String() != c.off || beyond != c.beyond {
			t.Errorf("%s: got %v, %v; want %s, %v", c.row, off, beyond, c.off, c.beyond)
		}
	}
	for _, c := range []struct {
		row    string
		beyond bool
	}{ // Rounding explains 0,05 + 0,05, above and below.
		{"50,1;50,0", false}, {"49,9;50,0", false}, {"50,2;50,0", true}, {"49,8;50,0", true},
	} {
		table, problems := ReadCSV("t.csv", []byte("id;;a;b\n;;A;B\nr;R;"+c.row+"\n"), Options{Sum: &hundred})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if _, beyond := table.SumOff(0); beyond != c.beyond {
			t.Errorf("%s: beyond rounding is %v", c.row, beyond)
		}
	}
	table.Sum = nil
	if off, beyond := table.SumOff(0); off != (Number{}) || beyond {
		t.Errorf("no sum declared: got %v, %v", off, beyond)
	}
}

// TestSymbolIsNoZero holds that what is missing is never taken for a figure, nor a zero for what is missing.
func TestSymbolIsNoZero(t *testing.T) {
	rows := [][]any{{"id", "", "a", "b", "c", "d"}, {"", "", "А", "Б", "В", "Г"}, {"r", "Р", "–", "…", "x", 0}}
	csv, problems := ReadCSV("t.csv", []byte("id;;a;b;c;d\n;;А;Б;В;Г\nr;Р;–;…;x;0\n"), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	sheet, problems := ReadXLSX("b.xlsx", "", newBook(t, rows, nil), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, table := range []*Table{csv, sheet} {
		for i, want := range []Symbol{Absent, NotAvailable, Confidential, ""} {
			if cell := table.Cells[0][i]; cell.Symbol != want || cell.IsNumber() != (want == "") {
				t.Errorf("%v: got %+v, want %q", cell.Place, cell, want)
			}
		}
		if out := string(CanonicalCSV(table)); !strings.HasSuffix(out, "r;Р;–;…;x;0\n") {
			t.Errorf("written as %s", out)
		}
	}
	hundred := Number{100, 0}
	for _, symbol := range []string{"–", "…", "x"} {
		table, _ := ReadCSV("t.csv", []byte("id;;a;b\n;;А;Б\nr;Р;90;"+symbol+"\ns;С;90;0\n"), Options{Sum: &hundred})
		if _, beyond := table.SumOff(0); beyond {
			t.Errorf("%s counts as a zero in a sum", symbol)
		}
		if _, beyond := table.SumOff(1); !beyond {
			t.Error("a zero does not count in a sum")
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(trust))
	f.Add([]byte("\ufeffid,,\"a\"\r\n,,\"A\n\"\"\"\r\nr,R,\"1,5\"\r\n"))
	f.Add([]byte("id\t\ta\n\t\tA\nr\tR\t-1 000\n;;\n"))
	f.Add([]byte(inThree))
	f.Add([]byte("sep=,\nid,,a\n,,?А\nr,=R,1\n"))
	f.Add(inUTF16(binary.LittleEndian, "id\t\ta\n\t\tА\nr\tР\t1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, problems := ReadCSV("t.csv", data, Options{})
		src := strings.Split(SourceText(data), "\n")
		for _, p := range problems {
			checkPlace(t, src, p.Place)
		}
		if len(problems) > 0 {
			return
		}
		if len(table.Rows) == 0 || len(table.Columns) == 0 || len(table.Cells) != len(table.Rows) {
			t.Fatalf("a table of %d rows, %d columns, %d rows of cells", len(table.Rows), len(table.Columns), len(table.Cells))
		}
		for i, row := range table.Rows {
			if table.Row(row.ID) != i || row.Label == "" || len(table.Cells[i]) != len(table.Columns) {
				t.Fatalf("row %d: %+v", i, row)
			}
			for _, cell := range table.Cells[i] {
				checkPlace(t, src, cell.Place)
				if back, err := ParseNumber(cell.Number.String()); cell.IsNumber() && (err != nil || back != cell.Number) {
					// Zeros before the whole part may make the number longer than it was.
					t.Fatalf("%v reads back as %v, %v", cell.Number, back, err)
				}
				if cell.IsNumber() && !slices.Contains([]int{-1, 0, 1}, cell.Number.Cmp(Number{1, 0})) {
					t.Fatal("a number cannot be compared")
				}
			}
		}
	})
}

// checkPlace asks that a place stands in the file; a place may be one past the end of its line.
func checkPlace(t *testing.T, src []string, p Place) {
	t.Helper()
	if p.Line < 0 || p.Line > len(src)+1 || p.Column < 0 {
		t.Fatalf("no such place: %v", p)
	}
	if p.Column > 0 && p.Column > len([]rune(src[p.Line-1]))+1 {
		t.Fatalf("no such column: %v", p)
	}
}

func BenchmarkReadCSV(b *testing.B) {
	var s strings.Builder
	s.WriteString("id;;trust;partly;rather_not;not;hard\n;Мекеме;Сенеді;Ішінара;Керісінше;Сенбейді;Қиналды\n")
	for i := range 20 {
		fmt.Fprintf(&s, "r%d;Мекеме %d;61,6;24,1;3,0;2,9;8,4\n", i, i)
	}
	data := []byte(s.String())
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := ReadCSV("t.csv", data, Options{}); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
