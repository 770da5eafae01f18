package tables

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// inUTF16 gives text as Excel writes the type «Unicode Text».
func inUTF16(order binary.AppendByteOrder, s string) []byte {
	data := order.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(s)) {
		data = order.AppendUint16(data, u)
	}
	return data
}

// inWindows1251 gives text as Kazakh and Russian Windows saves it: what the
// encoding does not have is a question mark.
func inWindows1251(s string) []byte {
	var data []byte
	for _, r := range s {
		switch {
		case r < 0x80:
			data = append(data, byte(r))
		case r >= 'А' && r <= 'я':
			data = append(data, byte(r-'А'+0xc0))
		case strings.ContainsRune("–«»№ёЁ\u00a0", r):
			data = append(data, map[rune]byte{'–': 0x96, '«': 0xab, '»': 0xbb, '№': 0xb9, 'ё': 0xb8, 'Ё': 0xa8, '\u00a0': 0xa0}[r])
		default:
			data = append(data, '?')
		}
	}
	return data
}

const windows = "id;;trust;cases\r\n;Мекеме;«Сенеді»;Қылмыстар\r\npolice;Полиция органдары;61,6;12\u00a0604\r\ncourt;\"Сот; жүйесі\";–;1\u202f234\u202f567\r\n"

// TestWindowsFiles reads what Excel saves on Kazakh and Russian Windows.
func TestWindowsFiles(t *testing.T) {
	tabs := strings.ReplaceAll(windows, ";", "\t")
	for name, data := range map[string][]byte{
		"UTF-8":               []byte(windows),
		"UTF-8 with its mark": []byte("\ufeff" + windows),
		"Unicode text":        inUTF16(binary.LittleEndian, tabs),
		"big end first":       inUTF16(binary.BigEndian, tabs),
		"sep=;":               []byte("sep=;\r\n" + windows),
		"SEP=; with mark":     []byte("\ufeffSEP=;\r\n" + windows),
		"\"sep=;\"":           []byte("\"sep=;\"\r\n" + windows),
		"sep=tab":             []byte("sep=\t\r\n" + tabs),
	} {
		table, problems := ReadCSV("t.csv", data, Options{})
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		for i, want := range [][]string{{"61.6", "12604"}, {"–", "1234567"}} {
			for j := range want {
				cell := table.Cells[i][j]
				if got := cell.Number.String(); got != want[j] && string(cell.Symbol) != want[j] {
					t.Errorf("%s: got %s%s, want %s", name, got, cell.Symbol, want[j])
				}
			}
		}
	}
}

func TestSeparatorLineKeepsPlaces(t *testing.T) {
	_, problems := ReadCSV("t.csv", []byte("sep=;\nid;;a\n;;А\nr;Р;z\n"), Options{})
	checkProblems(t, "sep=;", problems, []string{`t.csv:4:5|"z" is not a number`})
	_, problems = ReadCSV("t.csv", []byte("sep=|\nid|a\n"), Options{})
	checkProblems(t, "sep=|", problems, []string{"t.csv:1|no semicolon"})
	_, problems = ReadCSV("t.csv", []byte("sep=;\n\n"), Options{})
	checkProblems(t, "nothing after", problems, []string{"t.csv|is empty"})
}

func TestLostEncodings(t *testing.T) {
	russian := "id;;trust\n;Орган;Доверяют\npolice;Органы полиции;61,6\n"
	for _, c := range []struct {
		name string
		data []byte
		want []string
	}{
		{"Windows-1251", inWindows1251(windows), []string{"t.csv|Windows-1251, in which Kazakh letters are lost"}},
		{"Windows-1251 in Russian", inWindows1251(russian), []string{"t.csv|«CSV UTF-8 (Comma delimited)»"}},
		{"DOS", []byte("id;;a\n;\x8e\xe0\xa3\xa0\xad;\x84\xae\xa2\xa5\xe0\xef\xee\xe2\n"), []string{"t.csv|not CSV in UTF-8"}},
		{"UTF-8 cut within a letter", []byte(russian[:11] + russian[12:]), []string{"t.csv|not CSV in UTF-8"}},
		{"odd UTF-16", append(inUTF16(binary.LittleEndian, "id\t\ta"), 0), []string{"t.csv|cut short"}},
		{"half a pair", append(inUTF16(binary.LittleEndian, "id\t\ta\n\t\tA"), 0, 0xd8, '\n', 0, 'r', 0, '\t', 0, 'R', 0, '\t', 0, '1', 0), []string{"t.csv:2:4|U+FFFD"}},
		{"workbook", []byte("PK\x03\x04 and so on"), []string{"t.csv|a workbook or an archive"}},
		{"question marks", []byte("id;;a\n;Мекеме;Сен?мд?\npolice;?аза?стан;61,6\ncourt;\"\"\"С?от\"\"\";1\n"), []string{
			"t.csv:2:12|a letter that was lost", "t.csv:3:8|a letter that was lost", "t.csv:4:11|a letter that was lost",
		}},
		{"a question", []byte("id;;a\n;Мекеме;Қауіпсіз бе?\nr;Қайда? Қашан?;61,6\n"), nil},
		{"lost letters", []byte("id;;a\n;;С\ufffdнім\nr;Р;1\n"), []string{"t.csv:2:4|U+FFFD"}},
	} {
		_, problems := ReadCSV("t.csv", c.data, Options{})
		checkProblems(t, c.name, problems, c.want)
	}
}

func TestFormulasInLabels(t *testing.T) {
	for _, label := range []string{"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "\"\t=1\""} {
		_, problems := ReadCSV("t.csv", []byte("id;;a\n;"+label+";А\nr;Р;1\n"), Options{})
		checkProblems(t, "corner "+label, problems, []string{"t.csv:2:" + place(label) + "|would run as a formula"})
		_, problems = ReadCSV("t.csv", []byte("id;;a\n;;А\nr;"+label+";1\n"), Options{})
		checkProblems(t, "row "+label, problems, []string{"t.csv:3:" + place("."+label) + "|would run as a formula"})
	}
	_, problems := ReadCSV("t.csv", []byte("id;;a\n;–;А - Б\nr;– Р;1\n"), Options{})
	checkProblems(t, "dashes", problems, nil)
}

// place gives the column of a label after one character: past the spaces that are left out.
func place(label string) string {
	columns := 2 + len(label) - len(strings.TrimLeft(label, " ."))
	return string(rune('0' + columns))
}
