package bulletin

import (
	"path/filepath"
	"strings"
	"testing"
)

const buildable = `title = "Сенім"
issuer = "Бюро"
wave = "2024-1"
period = "сәуір"
published = 2024-07-17T10:00:00+05:00
table.trust = { file = "trust.csv", unit = "%", title = "Кесте" }
chart.trust = { kind = "stacked", table = "trust", title = "Сурет" }
[[section]]
title = "Ойлар"
text = '''
TEXT
'''
`

const buildableTable = "id;;yes;no\n;Мекеме;Сенеді;Сенбейді\npolice;Полиция;61,6;35,9\n"

// checked holds what [Check] promises: what it lets pass can be written.
func checked(t *testing.T, toml, csv string) error {
	t.Helper()
	folder := t.TempDir()
	write(t, filepath.Join(folder, "bulletin.toml"), toml)
	write(t, filepath.Join(folder, "trust.csv"), csv)
	r, err := Open(folder, "")
	if err != nil {
		return err
	}
	if found := r.Problems(r.Vocabulary()); found.Refuses(false) {
		return found
	}
	if _, err := r.Output(0, ""); err != nil {
		t.Errorf("check let pass what cannot be written: %v", err)
	}
	return nil
}

func TestLettersAreToldWhereTheyStand(t *testing.T) {
	text := strings.Replace(buildable, "TEXT", "Сөз\n\n{{table \"trust\"}}\n\n{{chart \"trust\"}}", 1)
	for from, want := range map[string]string{
		"Мекеме":  "trust.csv:2:2: ",
		"Сенеді":  "trust.csv:2:9: ",
		"Полиция": "trust.csv:3:8: ",
	} {
		err := checked(t, text, strings.Replace(buildableTable, from, from+" 信", 1))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("a strange letter after %s: %v, want %s once", from, err, want)
		}
	}
}

// FuzzBuildable holds that what the words and the table of a release may be,
// as [Check] has it, can be written as a PDF, and that nothing panics.
func FuzzBuildable(f *testing.F) {
	f.Add("Сөз {{.trust.police.yes}} **қалың** <https://stat.gov.kz/信> <a@b.kz>", buildableTable)
	f.Add("{{chart \"trust\"}}\n\n{{table \"trust\"}}\n\n# А\n\n- б\n\n1. г\\\nд &copy;", strings.Replace(buildableTable, "Мекеме", "Ме信", 1))
	f.Add("[а {{.trust.police.yes}}](https://stat.gov.kz/) *{{.trust.police.no}}*", "id,,yes\n,,А\npolice,Б,\"-1 000,5\"\n")
	f.Add("а \uE000\uE015\uE002", buildableTable)
	f.Fuzz(func(t *testing.T, text, csv string) {
		if len(text) > 1<<12 || len(csv) > 1<<12 || strings.Contains(text, "'''") {
			t.Skip()
		}
		_ = checked(t, strings.Replace(buildable, "TEXT", text, 1), csv)
	})
}
