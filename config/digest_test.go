package config

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestDigest(t *testing.T) {
	digest := func(files fstest.MapFS, name string) string {
		t.Helper()
		b, _, problems := load(files, "", name)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return b.Digest()
	}
	canonical := "\ufeffid;;trust;partly;hard\n;Мекеме;Сенеді;Ішінара;Қиналды\npolice;Полиция;61,6;27,4;11,0\ncourts;Сот;60,1;30,0;10,0\n"
	sum := sha256.Sum256([]byte(fmt.Sprintf("bulletin.toml\n%d\n%strust.csv\n%d\n%s", len(trustTOML), trustTOML, len(canonical), canonical)))
	want := fmt.Sprintf("sha256:%x", sum)
	if !isDigest(want) {
		t.Errorf("%s has not the form of a digest", want)
	}

	crlf := func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") }
	for name, same := range map[string]fstest.MapFS{
		"plain":                 release(trustTOML),
		"line ends":             release(crlf(trustTOML), "trust.csv", crlf(trustCSV)),
		"as Excel saves it":     release(trustTOML, "trust.csv", strings.ReplaceAll(strings.ReplaceAll(trustCSV, ",", "."), ";", "\t")),
		"further editions":      release(trustTOML, further(russianTOML)...),
		"other further edition": release(trustTOML, further(strings.Replace(russianTOML, "Доверие", "Уверенность", 1))...),
	} {
		if got := digest(same, FileName); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if same[russian] != nil && digest(same, russian) != want {
			t.Errorf("%s: the further edition has another digest", name)
		}
	}
	if got := digest(fstest.MapFS{"2024.toml": {Data: []byte(trustTOML)}, "trust.csv": {Data: []byte(trustCSV)}}, "2024.toml"); got != want {
		t.Errorf("the name of the file moves it: %s", got)
	}
	for name, other := range map[string]fstest.MapFS{
		"a word":   release(strings.Replace(trustTOML, "Әрекет.", "Әрекет!", 1)),
		"a figure": release(trustTOML, "trust.csv", strings.Replace(trustCSV, "61,6", "61,7", 1)),
		"a zero":   release(trustTOML, "trust.csv", strings.Replace(trustCSV, "11,0", "11", 1)),
		"a label":  release(trustTOML, "trust.csv", strings.Replace(trustCSV, "Сот", "Соттар", 1)),
	} {
		if digest(other, FileName) == want {
			t.Errorf("%s does not move it", name)
		}
	}
}

func TestIsDigest(t *testing.T) {
	hex := strings.Repeat("0123456789abcdef", 4)
	for s, want := range map[string]bool{
		"sha256:" + hex: true, "": false, "sha256:": false, hex: false, "sha256:" + hex[2:]: false, "sha256:" + hex + "00": false,
		"sha256:" + strings.ToUpper(hex): false, "SHA256:" + hex: false, "sha256:" + hex[1:] + "g": false, "sha256: " + hex[1:]: false,
	} {
		if isDigest(s) != want {
			t.Errorf("%q: want %v", s, want)
		}
	}
}

func TestIsWave(t *testing.T) {
	for s, want := range map[string]bool{
		"2024-1": true, "2024 жылғы 1-кезең": true, "2023–2": true, "v1.2_a": true,
		"": true, "2024/1": false, `a\b`: false, "..": false, "a..b": false, "a\nb": false, "<a>": false, strings.Repeat("1", 65): false,
	} {
		if isWave(s) != want {
			t.Errorf("%q: want %v", s, want)
		}
	}
}
