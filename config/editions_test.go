package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEditions(t *testing.T) {
	const english = "language = \"en\"\n"
	for _, c := range []struct {
		name  string
		files []string // name, then what it has if anything
		path  string
		want  string   // tag=file …
		told  []string // place|piece of the message
	}{
		{"one", []string{"bulletin.toml"}, FileName, "kk=bulletin.toml", nil},
		{"three", []string{"bulletin.ru.toml", "bulletin.toml", "bulletin.en.toml", "words.txt"}, FileName, "kk=bulletin.toml en=bulletin.en.toml ru=bulletin.ru.toml", nil},
		{"another first language", []string{"bulletin.toml:" + english, "bulletin.kk.toml", "bulletin.ru.toml"}, FileName, "en=bulletin.toml kk=bulletin.kk.toml ru=bulletin.ru.toml", nil},
		{"in other quotes", []string{"bulletin.toml:# x\nlanguage = 'ru'", "bulletin.kk.toml"}, FileName, "ru=bulletin.toml kk=bulletin.kk.toml", nil},
		{"in three quotes", []string{"bulletin.toml:language = \"\"\"\nru\"\"\"", "bulletin.kk.toml"}, FileName, "ru=bulletin.toml kk=bulletin.kk.toml", nil},
		{"a language that is none", []string{"bulletin.toml:language = 7"}, FileName, "kk=bulletin.toml", nil},
		{"no value", []string{"bulletin.toml:language ="}, FileName, "kk=bulletin.toml", nil},
		{"broken", []string{"bulletin.toml:language = \"en\ntitle", "bulletin.ru.toml"}, FileName, "en=bulletin.toml ru=bulletin.ru.toml", nil},
		{"another name", []string{"2024.toml", "2024.ru.toml", "bulletin.en.toml"}, "2024.toml", "kk=2024.toml ru=2024.ru.toml", nil},
		{"one alone", []string{"bulletin.toml", "bulletin.ru.toml", "bulletin.en.toml"}, "bulletin.ru.toml", "ru=bulletin.ru.toml", nil},
		{"a first one named so", []string{"2024.ru.toml", "2024.ru.en.toml"}, "2024.ru.toml", "kk=2024.ru.toml en=2024.ru.en.toml", nil},
		{"nothing there", []string{"bulletin.ru.toml"}, FileName, "kk=bulletin.toml", nil},
		{"not editions", []string{"bulletin.toml", "bulletin.2023.toml", "bulletin.v2.toml", "bulletin.ru - Copy.toml", "bulletin.ru.bak.toml", "bulletin.draft.toml", "bulletin.toml.txt", "bulletin.ru", "bulletin..toml"}, FileName, "kk=bulletin.toml", nil},
		{"unknown", []string{"bulletin.toml", "bulletin.uz.toml", "bulletin.rus.toml", "bulletin.ru.toml"}, FileName, "kk=bulletin.toml ru=bulletin.ru.toml", []string{
			`bulletin.rus.toml|"rus" is no language that a bulletin can be set in (did you mean "ru"?); known are en, kk, ru`,
			`bulletin.uz.toml|"uz" is no language that a bulletin can be set in; known are en, kk, ru`,
		}},
		{"own language", []string{"bulletin.toml", "bulletin.kk.toml"}, FileName, "kk=bulletin.toml", []string{
			`bulletin.kk.toml|the words in the language "kk" stand in bulletin.toml`,
		}},
		{"odd names", []string{"bulletin.toml", "Bulletin.ru.toml", "bulletin.EN.toml", "bulletin.en-GB.toml", "bulletin.ru.TOML", "bulletin.ru.toml.txt", "bulletin.ru .toml", "bulletin.KK.toml"}, FileName, "kk=bulletin.toml", []string{
			`Bulletin.ru.toml|rename it "bulletin.ru.toml"`, `bulletin.EN.toml|rename it "bulletin.en.toml"`, `bulletin.KK.toml|stand in bulletin.toml`,
			`bulletin.en-GB.toml|rename it "bulletin.en.toml"`, `bulletin.ru .toml|rename it "bulletin.ru.toml"`, `bulletin.ru.TOML|rename it "bulletin.ru.toml"`,
			`bulletin.ru.toml.txt|rename it "bulletin.ru.toml"`,
		}},
		{"unknown alone", []string{"bulletin.toml", "bulletin.uz.toml"}, "bulletin.uz.toml", "", []string{`bulletin.uz.toml|known are en, kk, ru`}},
		{"own alone", []string{"bulletin.toml:" + english, "bulletin.en.toml"}, "bulletin.en.toml", "", []string{`bulletin.en.toml|"en" stand in bulletin.toml`}},
		{"odd alone", []string{"bulletin.toml", "bulletin.RU.toml"}, "bulletin.RU.toml", "", []string{`bulletin.RU.toml|rename it "bulletin.ru.toml"`}},
	} {
		files := fstest.MapFS{}
		for _, f := range c.files {
			name, data, _ := strings.Cut(f, ":")
			files[name] = &fstest.MapFile{Data: []byte(data)}
		}
		list, problems := editions(files, "", c.path)
		var got []string
		for _, e := range list {
			got = append(got, e.Language+"="+e.File)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
		wantProblems(t, c.name, problems, c.told...)
	}
}

func TestEditionsFromDisk(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"bulletin.toml", "bulletin.ru.toml", "trust.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	first, ru := Edition{"kk", filepath.Join(dir, "bulletin.toml")}, Edition{"ru", filepath.Join(dir, "bulletin.ru.toml")}
	for path, want := range map[string][]Edition{dir: {first, ru}, first.File: {first, ru}, ru.File: {ru}} {
		got, problems := Editions(path)
		if len(problems) > 0 || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, %v", path, got, problems)
		}
	}
	for path, want := range map[string]string{filepath.Join(dir, "trust.csv"): "is not a TOML file", filepath.Join(dir, "none"): "no such file or folder"} {
		got, problems := Editions(path)
		if len(got) > 0 {
			t.Errorf("%s: got %v", path, got)
		}
		wantProblems(t, path, problems, path+"|"+want)
	}
	t.Chdir(dir)
	if got, problems := Editions(""); len(problems) > 0 || !slices.Equal(got, []Edition{{"kk", "bulletin.toml"}, {"ru", "bulletin.ru.toml"}}) {
		t.Errorf("the current folder: %v, %v", got, problems)
	}
}
