package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"bulletin/config"
	"bulletin/fonts"
	"bulletin/report"
	"bulletin/report/layout"
)

// TestLettersOfOwnFaces sees that a face of the release that lacks a letter of
// what the program prints by itself is told where it is named, before there is a file to write.
func TestLettersOfOwnFaces(t *testing.T) {
	const lower, upper = "аәбвгғдежзийкқлмнңоөпрстуұүхһцчшщъыіьэюя", "АӘБВГҒДЕЖЗИЙКҚЛМНҢОӨПРСТУҰҮХҺЦЧШЩЪЫІЬЭЮЯ"
	const marks = "abcdefghijklmnopqrstuvwxyz0123456789 .,:;-%/«»()"
	text := "Сөз {{.t.a.b}} *көлбеу {{.t.a.b}}*\n\n- бір\n\n[сілтеме](https://stat.gov.kz/)\n\n{{table \"t\"}}\n"
	for _, c := range []struct{ key, letters, want string }{
		{"regular", lower + upper + marks + "•–·−", ""},
		{"regular", lower + upper + marks + "•·−", "has no letter '–' (U+2013)"},
		{"regular", lower + upper + marks + "–·−", "has no letter '•' (U+2022)"},
		{"regular", lower + upper + marks + "•–−", "has no letter '·' (U+00B7)"},
		{"regular", lower + "АПСТ" + marks + "•–·−", "has no letter 'Ж' (U+0416), and «Жарияланған күні: 2024 жылғы 17 шілде» is printed in it"},
		{"bold", lower + "АПСТ" + marks, "has no letter 'М' (U+041C), and «Мазмұны» is printed in it"},
		{"italic", lower + " 0123456789,−", ""},
		{"italic", lower + " 0123456789,", "has no letter '−' (U+2212), and «көлбеу −61,6»"},
	} {
		face := fpdf.UTF8CutFont(bytes.Clone(fonts.Default()[fonts.Regular].Data), c.letters)
		folder := t.TempDir()
		for name, data := range map[string]string{
			"f.ttf": string(face),
			"t.csv": "id;;b;c\n;Атауы;Сенеді;Сенбейді\na;Полиция;-61,6;–\n",
			"bulletin.toml": "fonts." + c.key + " = \"f.ttf\"\ntitle = \"Сенім\"\nissuer = \"Тізім\"\nwave = \"2024-1\"\nperiod = \"сәуір\"\nseries = \"Сан\"\n" +
				"published = 2024-07-17T10:00:00+05:00\ntable.t = { file = \"t.csv\", title = \"Сан\" }\n[[section]]\ntitle = \"Сөз\"\ntext = '''\n" + text + "'''\n",
		} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		b, _, problems := config.Load(folder)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		doc, problems := report.Make(b)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		p, problems := layout.Lay(doc)
		switch {
		case c.want == "" && len(problems) > 0:
			t.Errorf("%s of %q: %v", c.key, c.letters, problems)
		case c.want == "":
			if _, err := Write(p); err != nil {
				t.Errorf("%s of %q: %v", c.key, c.letters, err)
			}
		case len(problems) != 1 || !strings.Contains(problems[0].String(), c.want) || problems[0].Place.Line != 1:
			t.Errorf("%s of %q: %v, want %s", c.key, c.letters, problems, c.want)
		}
	}
}
