package mail

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestRecipients(t *testing.T) {
	groups := strings.Replace(rightTOML, "[server]", "[group.press]\n[group.ministries]\n[server]", 1)
	tests := []struct {
		name, list string
		people     int
		want       []string
	}{
		{"in any order", "group,Name,LANGUAGE,Address,note\npress,Айгүл,RU,a@example.org,x\n", 1, nil},
		{"in Kazakh", "мекенжай;аты;тілі;тобы;ескерту\na@example.org;Айгүл;kk;press;\n", 1, nil},
		{"in Russian", "адрес;имя;язык;группа;примечание\na@example.org;Анна;ru;press;\n", 1, nil},
		{"by long names", "Электронная почта;аты\na@example.org;A\n", 1, nil},
		{"notes", "note;address;ескерту\nx;a@example.org;y\n", 1, nil},
		{"addresses alone", "address\na@example.org\n\nb@example.org\n", 2, nil},
		{"quoted", "address;name\na@example.org;\"А; Б\"\n", 1, nil},
		{"Excel's first line", "sep=,\r\naddress,name\r\na@example.org,A\r\n", 1, nil},
		{"international", "address\nайгүл@қазақстан.қаз\n", 1, nil},
		{"empty", "", 0, []string{"list.csv: there are no recipients; the first line names the columns"}},
		{"heads alone", "address;name\n", 0, []string{"list.csv: there are no recipients"}},
		{"no heads", "a@example.org;A\n", 0, []string{"list.csv:1:1: here stands an address; the first line names the columns", `list.csv:1:15: unknown column "A"`}},
		{"misspelt", "adress;name\na@example.org;A\n", 0, []string{`list.csv:1:1: unknown column "adress" (did you mean "address"?)`}},
		{"no addresses", "name;group\nA;press\n", 0, []string{"list.csv:1: there is no column of addresses"}},
		{"twice", "address;name;аты\na@example.org;A;B\n", 1, []string{`list.csv:1:14: there is a column name already, "name"`}},
		{"nameless", "address;;name\na@example.org;;A\n", 1, []string{"list.csv:1:9: this column has no name"}},
		{
			"many faults", "address;name;language;group\na@example.org;A;de;press\nb.example.org;B;ru;pres\n;C;;\nc@example.org;D;kk;;x\n", 1,
			[]string{
				`list.csv:2:17: unknown language "de"; the release has editions in kk, ru`,
				`list.csv:3:1: "b.example.org" has no @`, `list.csv:3:20: unknown group "pres" (did you mean "press"?); known are ministries, press`,
				"list.csv:4: there is no address here; write one, or delete the line", "list.csv:5:21: this cell has no column",
			},
		},
		{
			"doubled", "address;language\nPress@example.org;kk\nb@баспасөз.example.org;kk\npress@EXAMPLE.org;ru\nb@xn--80aab0a2blc85k.example.org;\nPress@example.org;\n", 2,
			[]string{
				"list.csv:4:1: this address is on line 2 already, written as Press@example.org; delete one",
				"list.csv:5:1: this address is on line 3 already, written as b@баспасөз.example.org",
				"list.csv:6:1: this address is on line 2 already; delete one of the two",
			},
		},
		{"characters", "address;name\na@example.org;\"A\nBcc: x\"\nb@example.org;?лия\nc@example.org;A\u202eB\n", 3, []string{
			"list.csv:2:17: a line break is not allowed here", "list.csv:4:15: a question mark stands here for a letter that was lost", "list.csv:5:16: the invisible character U+202E",
		}},
		{"control character in an address", "address\na\x01@example.org\n", 0, []string{"list.csv:2:2: the control character U+0001"}},
		{"Windows-1251", "address;name\na@example.org;\xc0\xed\xed\xe0\n", 0, []string{"list.csv: the file is in Windows-1251, in which Kazakh letters are lost"}},
		{"workbook", "PK\x03\x04", 0, []string{`list.csv: the file is a workbook or an archive, not CSV; name a workbook book.xlsx and its sheet by recipients = "book.xlsx#Sheet"`}},
		{"open mark", "address;name\na@example.org;\"A\n", 0, []string{"list.csv:2:15: this quotation mark is never closed"}},
		{"long name", "address;name\na@example.org;" + strings.Repeat("А", 201) + "\n", 1, []string{"list.csv:2:15: this name has 201 characters; 200 is the most"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := office(t, map[string]string{SettingsFile: groups, "list.csv": test.list})
			_, recipients, _, problems := Load(folder)
			got := told(folder, problems)
			for _, want := range test.want {
				if !strings.Contains(got, "mail/"+want) {
					t.Errorf("not told: %s\ntold:\n%s", want, got)
				}
			}
			if len(problems) != len(test.want) || len(recipients) != test.people {
				t.Errorf("%d problems, want %d; %d recipients, want %d:\n%s", len(problems), len(test.want), len(recipients), test.people, got)
			}
		})
	}
}

func TestRecipientsHaveWhatTheListSays(t *testing.T) {
	toml := strings.Replace(rightTOML, "[server]", "[group.press]\n[server]", 1)
	folder := office(t, map[string]string{SettingsFile: toml, "list.csv": "group;name;address;language\nPRESS; Айгүл ;Aigul@Example.org;RU\n;;b@example.org;\n"})
	_, recipients, _, problems := Load(folder)
	if len(problems) > 0 || len(recipients) != 2 {
		t.Fatal(problems)
	}
	first, second := recipients[0], recipients[1]
	if first.Address != "Aigul@Example.org" || first.Name != "Айгүл" || first.Language != "ru" || first.Group != "press" || first.Place.Line != 2 || first.Place.Column != 15 {
		t.Errorf("%+v", first)
	}
	if second.Address != "b@example.org" || second.Name != "" || second.Language != "kk" || second.Group != "" {
		t.Errorf("%+v", second)
	}
}

func TestRecipientsOfASheet(t *testing.T) {
	book := excelize.NewFile()
	rows := [][]any{{"мекенжай", "аты", "тілі"}, {"a@example.org", "Айгүл", "kk"}, {}, {"A@example.org", 2024, "en"}, {"b@example.org", nil, "ru"}}
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetRowVisible("Sheet1", 5, false); err != nil {
		t.Fatal(err)
	}
	var data bytes.Buffer
	if err := book.Write(&data); err != nil {
		t.Fatal(err)
	}
	toml := strings.Replace(rightTOML, "list.csv", "list.xlsx#Sheet1", 1)
	folder := office(t, map[string]string{SettingsFile: toml, "list.xlsx": data.String()})
	_, recipients, _, problems := Load(folder)
	want := `mail/list.xlsx#Sheet1!A4: this address is on row 2 already, written as a@example.org; delete one of the two, each recipient is written to once
mail/list.xlsx#Sheet1!C4: unknown language "en"; the release has editions in kk, ru
mail/list.xlsx#Sheet1!5: the row 5 is hidden; show it, or delete it if it is not of the table
`
	if got := told(folder, problems); got != want {
		t.Errorf("told:\n%swant:\n%s", got, want)
	}
	if len(recipients) != 2 || recipients[1].Language != "ru" {
		t.Errorf("%+v", recipients)
	}
}

func TestNeverList(t *testing.T) {
	toml := strings.Replace(rightTOML, "[server]", "never = \"never.txt\"\n[server]", 1)
	folder := office(t, map[string]string{SettingsFile: toml, "never.txt": "\ufeff# nobody\r\n\r\nA@Example.org # asked on 3 May\r\nnobody\r\nc#d@example.org\t# c@example.org asked\r\nb@баспасөз.example.org"})
	s, _, _, problems := Load(folder)
	if got := told(folder, problems); got != "mail/never.txt:4: \"nobody\" has no @; an address is name@example.org\n" {
		t.Errorf("told %s", got)
	}
	for address, want := range map[string]bool{"a@example.ORG": true, "b@xn--80aab0a2blc85k.example.org": true, "c#d@example.org": true, "c@example.org": false} {
		if s.Forbids(&Recipient{Address: address}) != want {
			t.Errorf("%s: forbidden %v", address, !want)
		}
	}
}

// Notepad's type «Unicode» is UTF-16; what is in no Unicode is told, and forbids nobody by chance.
func TestNeverListOfNotepad(t *testing.T) {
	toml := strings.Replace(rightTOML, "[server]", "never = \"never.txt\"\n[server]", 1)
	folder := office(t, map[string]string{SettingsFile: toml, "never.txt": "\xff\xfea\x00@\x00b\x00.\x00o\x00r\x00g\x00"})
	if s, _, _, problems := Load(folder); len(problems) > 0 || !s.Forbids(&Recipient{Address: "a@b.org"}) {
		t.Errorf("told %s", told(folder, problems))
	}
	folder = office(t, map[string]string{SettingsFile: toml, "never.txt": "a@b.org # \xcf\xf0\xee\n"})
	if _, _, _, problems := Load(folder); !strings.Contains(told(folder, problems), "mail/never.txt: this is not UTF-8") {
		t.Errorf("told %s", told(folder, problems))
	}
}

// All faults are told, unless a list is nothing but faults.
func TestManyFaults(t *testing.T) {
	for lines, want := range map[int]int{900: 900, 5000: maxToldFault + 1} {
		folder := office(t, map[string]string{"list.csv": "address\n" + strings.Repeat("nobody\n", lines)})
		if _, _, _, problems := Load(folder); len(problems) != want {
			t.Errorf("%d lines: %d problems, want %d", lines, len(problems), want)
		}
	}
}

// manyRecipients is a list as long as lists are: its names are in Kazakh.
func manyRecipients(n int) string {
	var list strings.Builder
	list.WriteString("address;name;language;group\n")
	for i := range n {
		fmt.Fprintf(&list, "recipient.%d@department%d.example.org;Айгүл Нұрланқызы;ru;\n", i, i%1000)
	}
	return list.String()
}

const many = 100_000

// The list of 100 000 stays in memory while they are sent to: so it has to be small.
func TestManyRecipientsTakeLittleMemory(t *testing.T) {
	folder := office(t, map[string]string{"list.csv": manyRecipients(many)})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	_, recipients, _, problems := Load(folder)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if len(recipients) != many || len(problems) > 0 {
		t.Fatalf("%d recipients, %v", len(recipients), problems)
	}
	kept := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	allocated := int64(after.TotalAlloc - before.TotalAlloc)
	t.Logf("%d MB kept, %d MB allocated", kept>>20, allocated>>20)
	if kept > 32<<20 || allocated > 128<<20 {
		t.Errorf("%d MB kept, %d MB allocated", kept>>20, allocated>>20)
	}
	runtime.KeepAlive(recipients)
}

func BenchmarkRecipients100000(b *testing.B) {
	folder := office(b, map[string]string{"list.csv": manyRecipients(many)})
	info, err := os.Stat(filepath.Join(folder, Folder, "list.csv"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		if _, recipients, _, problems := Load(folder); len(recipients) != many || len(problems) > 0 {
			b.Fatal(len(recipients), problems)
		}
	}
}

// Whatever a list has, each recipient that is taken has an address of its own, an
// edition's language and no line break.
func FuzzRecipients(f *testing.F) {
	for _, s := range []string{rightList, "address\n\"a@example.org\n", "sep=,\nname,address\n", "\xff\xfea\x00", "address;group\na@example.org;x;y"} {
		f.Add([]byte(s))
	}
	folder := office(f, nil)
	f.Fuzz(func(t *testing.T, list []byte) {
		if err := os.WriteFile(filepath.Join(folder, Folder, "list.csv"), list, 0o600); err != nil {
			t.Fatal(err)
		}
		_, recipients, _, problems := Load(folder)
		if len(recipients) == 0 && len(problems) == 0 {
			t.Error("nobody, and no problem")
		}
		keys := map[string]bool{}
		for _, r := range recipients {
			if keys[r.Key()] || CheckAddress(r.Address) != nil || r.Language != "kk" && r.Language != "ru" || r.Group != "" ||
				strings.ContainsAny(r.Name+r.Address, "\r\n\x00") || r.Place.Line < 2 {
				t.Errorf("%+v", r)
			}
			keys[r.Key()] = true
		}
	})
}
