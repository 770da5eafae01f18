package tables

import (
	"bytes"
	"maps"
	"slices"
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

func TestCanonicalCSVInLanguages(t *testing.T) {
	table, problems := ReadCSV("t.csv", []byte(inThree), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for want, langs := range map[string][]string{
		"\ufeff" + inThree: {"ru", "en"},
		"\ufeffid;label;label.ru;trust;hard\nlabel;Мекеме;;Сенетіндер;Жауап беруге қиналғандар\nlabel.ru;;Орган;Доверяют;Затруднились ответить\n" +
			"police;Полиция органдары;Органы полиции;61,6;2,5\ncourt;Сот жүйесі;Судебная система;61,8;–\n": {"ru"},
		"\ufeffid;;trust;hard\n;Мекеме;Сенетіндер;Жауап беруге қиналғандар\npolice;Полиция органдары;61,6;2,5\ncourt;Сот жүйесі;61,8;–\n": nil,
	} {
		if got := string(CanonicalCSV(table, langs...)); got != want {
			t.Errorf("%v: got\n%s\nwant\n%s", langs, got, want)
		}
	}
}

// FuzzCanonicalCSV holds that whatever can be read is written so that it reads the same.
func FuzzCanonicalCSV(f *testing.F) {
	f.Add([]byte("id;;a;b\n;Мекеме;\"А\nб\";Б\nr;Сот;66,0;–\n"))
	f.Add([]byte("id,,a\n,\" x \",\"q\"\"q\"\nr,\"1;2\",12 604\n"))
	f.Add([]byte(inThree))
	f.Add([]byte("id;;label.ru;label.en;a\n;М;;;А\nlabel.en;;;\" \"\"C\";\nr;Р;;R;1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, problems := ReadCSV("t.csv", data, Options{})
		if len(problems) > 0 {
			t.Skip()
		}
		languages := slices.Sorted(maps.Keys(table.Rows[0].Labels))
		first := CanonicalCSV(table, languages...)
		again, problems := ReadCSV("t.csv", first, Options{})
		if len(problems) > 0 {
			t.Fatalf("%q cannot be read: %v", first, problems)
		}
		if second := CanonicalCSV(again, languages...); !bytes.Equal(first, second) {
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
