package tables

import (
	"bytes"
	"testing"
)

func TestCanonicalCSV(t *testing.T) {
	const want = "\ufeffid;;a;b\n;Мекеме;Сенеді, иә;\"Жоқ; мүлдем\"\nr;\"«Сот» \"\"жүйесі\"\"\";66,0;–\ns;Полиция;-0,35;…\n"
	table, problems := ReadCSV("t.csv", []byte("id,label,a,b\r\n,Мекеме,\"Сенеді, иә\",Жоқ; мүлдем\r\nr,\"«Сот» \"\"жүйесі\"\"\",66.0,–\r\n\r\ns,Полиция,\"-0,35\",…\r\n"), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := string(CanonicalCSV(table)); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// FuzzCanonicalCSV holds that whatever can be read is written so that it reads the same.
func FuzzCanonicalCSV(f *testing.F) {
	f.Add([]byte("id;;a;b\n;Мекеме;\"А\nб\";Б\nr;Сот;66,0;–\n"))
	f.Add([]byte("id,,a\n,\" x \",\"q\"\"q\"\nr,\"1;2\",12 604\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, problems := ReadCSV("t.csv", data, Options{})
		if len(problems) > 0 {
			t.Skip()
		}
		first := CanonicalCSV(table)
		again, problems := ReadCSV("t.csv", first, Options{})
		if len(problems) > 0 {
			t.Fatalf("%q cannot be read: %v", first, problems)
		}
		if second := CanonicalCSV(again); !bytes.Equal(first, second) {
			t.Errorf("%q\nthen %q", first, second)
		}
		for i := range table.Cells {
			for j := range table.Cells[i] {
				if a, b := table.Cells[i][j], again.Cells[i][j]; a.Number != b.Number || a.Symbol != b.Symbol {
					t.Errorf("cell %d, %d: %v, then %v", i, j, a, b)
				}
			}
		}
	})
}
