package charts

import (
	"errors"
	"strings"
	"testing"

	"bulletin/fonts"
)

// FuzzDraw feeds odd tables: whatever they hold, there is a sound picture or
// there are faults, and a description.
func FuzzDraw(f *testing.F) {
	f.Add(uint8(0), "Сенеді|Сенбейді", "Сот|Полиция", "66 34|61.6 x", 470)
	f.Add(uint8(1), "Саны", "Алматы|Астана|Қарағанды", "12604|9285|3989", 470)
	f.Add(uint8(2), "2023|2024", "Сот|Полиция", "61 61.8|63.1 …", 470)
	f.Add(uint8(2), "2023", "Сот", "0", 300)
	f.Add(uint8(2), "1|2|3", "а|б", "-9223372036854775808 9223372036854775807 0.000000001|… … …", 300)
	f.Add(uint8(0), "", "", "", 200)
	f.Add(uint8(0), "а|б", "в", "0 0", 200)
	f.Add(uint8(2), "а|б", "в", "9223372036854775807 -0.000000001", 200)
	f.Fuzz(func(t *testing.T, kind uint8, columns, rows, cells string, width int) {
		c, r := strings.Split(columns, "|"), strings.Split(rows, "|")
		lines := strings.Split(cells, "|")
		if len(c) > 100 || len(r) > 100 || len(columns)+len(rows) > 4000 {
			return
		}
		for len(lines) < len(r) {
			lines = append(lines, "…")
		}
		s := spec([]Kind{Stacked, Bars, Lines, "pie"}[kind%4], table(c, r, lines[:len(r)]))
		for i := range s.Table.Columns {
			s.Table.Columns[i].Decimals = i % 3
		}
		p, err := Draw(s, fonts.Length(width%5000)*fonts.Point)
		Describe(s)
		if err != nil {
			var faults Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatal(err)
			}
			return
		}
		if p.Width <= 0 || p.Height <= 0 || p.Height > 20000*fonts.Point {
			t.Fatalf("%d × %d", p.Width, p.Height)
		}
		if err := sound(s.Family, p); err != nil {
			t.Fatal(err)
		}
	})
}
