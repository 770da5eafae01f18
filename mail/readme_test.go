package mail

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"bulletin/config"
)

// readme gives the part of README.md that is about sending.
func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n## Distribution by e-mail\n")
	part, _, _ = strings.Cut(part, "\n## ")
	return part
}

// TestReadmeListsEverySetting holds the table of settings in README.md to what there is.
func TestReadmeListsEverySetting(t *testing.T) {
	rows := map[string]string{}
	for row := range strings.Lines(readme(t)) {
		head, rest, _ := strings.Cut(strings.Trim(row, "| \n"), " | ")
		if table, ok := strings.CutPrefix(head, "**`["); ok {
			name, _, _ := strings.Cut(strings.TrimSuffix(table, "]`**"), ".")
			rows[name] = rest
		} else if strings.HasPrefix(head, "`sender`") {
			rows[""] = head
		}
	}
	var look func(schema reflect.Type, table string)
	look = func(schema reflect.Type, table string) {
		for f := range fields(schema) {
			held := f.Type
			for held.Kind() == reflect.Pointer || held.Kind() == reflect.Map {
				held = held.Elem()
			}
			name := f.Tag.Get("toml")
			if held.Kind() == reflect.Struct && held != reflect.TypeFor[config.Text]() {
				look(held, name)
				continue
			}
			mark := ""
			if f.Tag.Get("need") != "" {
				mark = "*"
			}
			if row := rows[table]; !strings.Contains(row, "`"+name+"`"+mark) && !strings.Contains(row, "`"+name+" = ") {
				t.Errorf("README.md has no key %s%s in [%s]", name, mark, table)
			}
		}
	}
	look(reflect.TypeFor[Settings](), "")
}

// fields gives the fields of a struct that a TOML file can set.
func fields(schema reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range schema.NumField() {
			if name, ok := schema.Field(i).Tag.Lookup("toml"); ok && name != "-" && !yield(schema.Field(i)) {
				return
			}
		}
	}
}

// TestExample sees that the settings README.md and the help begin with are taken as they are.
func TestExample(t *testing.T) {
	if !strings.Contains(strings.ReplaceAll(readme(t), "\n       ", "\n"), "\n"+Example) {
		t.Error("README.md does not begin with them")
	}
	folder := t.TempDir()
	for name, text := range map[string]string{
		"bulletin.toml": "title = \"Сенім\"\n", SettingsFile: Example, "recipients.csv": "address;name\nreader@example.org;Айгүл\n",
	} {
		path := filepath.Join(folder, Folder, name)
		if name == config.FileName {
			path = filepath.Join(folder, name)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	settings, recipients, _, problems := Load(folder)
	if len(problems) > 0 || len(recipients) != 1 || settings.Server.Host.Value != "mail.stat.example.org" {
		t.Errorf("%v %v", recipients, problems)
	}
}
