package config

import (
	"fmt"
	"strings"
	"testing"
)

func TestSyntaxProblems(t *testing.T) {
	for _, c := range []struct{ toml, want string }{
		{"title = Сенім", "1:9|text must stand in quotation marks"},
		{"title = «Сенім»", "1:9|text must stand in quotation marks"},
		{"title = “Сенім”", "1:9|text must stand in quotation marks"},
		{"wave = 2024-1", `1:8|"2024-1" is neither a number nor a date`},
		{"wave = 007", `1:8|"007" is neither a number nor a date`},
		{"wave = 99999999999999999999", "1:8|is neither a number"},
		{"title = \"Сенім\nx = 1", "1:9|not closed on its line"},
		{"a = 1\ntitle = '''Сенім\nx = 1", "2:9|never closed; it ends with '''"},
		{"title = \"ЖШС \"Алма\" туралы\"", "1:15|« »"},
		{"title = \"a\\q\"", "1:11|after a backslash"},
		{"title = \"a\\ud800\"", "1:11|after a backslash"},
		{"sum = 99,9", "1:9|decimal mark of a number in TOML is a point"},
		{"grouping = True", "1:12|write true in small letters"},
		{"title =", "1:8|a value is missing"},
		{"title = # x", "1:9|a value is missing"},
		{"title", "1:6|after a key = and its value"},
		{"= 1", "1:1|a key is missing before ="},
		{"атауы = 1", "1:1|a key is expected, in Latin letters"},
		{"Полиция органдарына", "1:1|a key is expected, in Latin letters"},
		{"[table.trust\nx = 1", "1:13|a heading ends with ]"},
		{"[[section]\nx = 1", "1:11|]] where it begins with [["},
		{"[]", "1:2|a key is missing"},
		{"[page] top = 1", "1:8|after a heading nothing but a comment"},
		{"x = [1, 2", "1:5|this list is never closed"},
		{"x = [1 2]", "1:6|neither"},
		{"x = ['a' 'b']", "1:10|parted by commas"},
		{"x = {a = 1", "1:5|this table is never closed"},
		{"title = 'a'\n\ntitle = 'b'", "3:1|set already, on line 1"},
		{"[page]\n[table.x]\n[page]", "3:2|set already, on line 1"},
		{"a.b = 1\na.b = 2", "2:3|set already, on line 1"},
		{"a = {b.c = 1, b = 2, b.d = 3}", "1:15|set already, on line 1"},
		{"wave = 2024 ж.", "1:8|text must stand in quotation marks"},
		{"wave = 1.5b", `1:8|"1.5b" is neither a number nor a date`},
		{"title = 'a\x01'", "1:11|U+0001"},
		{"a = '\x00'", "1:6|U+0000"},
	} {
		src := newSource("f", c.toml, false)
		_, _, bad := parse(src)
		place, piece, _ := strings.Cut(c.want, "|")
		if bad == nil {
			t.Errorf("%q was read", c.toml)
		} else if got := src.place(bad.offset).String(); got != "f:"+place || !strings.Contains(bad.message, piece) {
			t.Errorf("%q: got %s: %s; want %s", c.toml, got, bad.message, c.want)
		}
	}
}

// head is the part of a release before the first heading.
const head = `title = "Т"
issuer = "И"
wave = "1"
period = "П"
published = 2024-07-17T10:00:00+05:00
`

const oneSection = "[[section]]\ntitle = \"Б\"\n"

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name, toml string
		want       []string
	}{
		{"nothing", "", []string{
			`bulletin.toml|missing key "issuer"; write issuer = "…"`, `bulletin.toml|missing key "period"`,
			`bulletin.toml|missing key "published"; write published = 2024-07-17T10:00:00+05:00`,
			`bulletin.toml|missing key "section"; write [[section]]`, `bulletin.toml|missing key "title"`, `bulletin.toml|missing key "wave"`,
		}},
		{"unknown keys", head + "titel = 'x'\n[pages]\n[page]\nseries = 'x'\nkind = 'x'\n[[section]]\ntitle = 'a'\nname = 'b'\nzzz = 1\n", []string{
			`:6:1|unknown key "titel" (did you mean "title"?)`,
			`:7:2|unknown key "pages" (did you mean "page"?)`,
			`:9:1|unknown key "series" under [page]; it belongs at the top, above the first [heading]`,
			`:10:1|unknown key "kind" under [page]; it belongs under [chart.ID]`,
			`:13:1|unknown key "name" under [[section]]; it belongs under [[section.term]] or under [[contact.person]]`,
			`:14:1|unknown key "zzz" under [[section]]; known are term, text, title`,
		}},
		{"missing keys", head + "[table.a]\n[chart.b]\n[[section]]\n[[section.term]]\nname = 'x'\n[[contact.person]]\n", []string{
			`:6:1|missing key "file"`, `:7:1|missing key "kind"`, `:7:1|missing key "table"`, `:7:1|missing key "title"`,
			`:8:1|missing key "title"`, `:9:1|missing key "definition"`, `:11:1|missing key "name"`,
		}},
		{"margins", head + "[page]\ntop = 9.9\nbottom = 10\nleft = 10\nright = 9\n" + oneSection, []string{
			`:7:7|a margin has at least 10 mm, not 9.9`, `:10:9|a margin has at least 10 mm, not 9`,
		}},
		{"types", "title = 5\nissuer = ['x']\nwave = ' '\nperiod = 2024\npublished = '2024'\n" +
			"[page]\ntop = '1'\nleft = nan\n[numbers]\ngrouping = 1\n[style]\naccent = 'red'\npalette = ['#123456', 7]\nsize = '1'\n" + oneSection, []string{
			`:1:9|title must be text in quotation marks: title = "5"`, `:2:10|issuer must be text in quotation marks`, `:3:8|wave is empty`,
			`:4:10|period = "2024"`, `:5:13|published must be a date`, `:7:7|top must be a number`, `:8:8|left must be a number`,
			`:10:12|grouping must be true or false`, `:12:10|accent must be a colour`, `:13:23|palette must be a colour`, `:14:8|size must be a number`,
		}},
		{"shapes", head + "page = 1\ncontact = 'x'\nfonts = []\n[table]\nfile = 'x'\n[[chart]]\n[section]\ntitle = 'x'\n", []string{
			`:6:8|a table of keys under the heading [page]`, `:7:11|under the heading [contact]`, `:8:9|under the heading [fonts]`,
			`:10:1|"file" must stand under a heading with an id, such as [table.trust]`,
			`:11:3|chart must stand under headings with an id`, `:12:1|under headings [[section]], in double brackets`,
		}},
		{"one id twice", head + "[[table.x]]\nfile = 'trust.csv'\n" + oneSection, []string{`:6:9|write [table.x] in single brackets`}},
		{"ids", head + "[table.Trust]\nfile = 'trust.csv'\n" + oneSection, []string{`:6:8|write "trust"`}},
		{"dates", strings.Replace(head, "T10:00:00+05:00", "", 1) + oneSection, []string{`:5:13|a date with its time and zone: 2024-07-17T10:00:00+05:00`}},
		{"local time", strings.Replace(head, "+05:00", "", 1) + oneSection, []string{`:5:13|a time with its zone: 2024-07-17T10:00:00+05:00`}},
		{"settings", head + "language = 'kz'\n[page]\nsize = 'a4'\nleft = -1\n[style]\nalign = 'justify'\nsize = 20\n" + oneSection, []string{
			`:6:12|unknown language "kz" (did you mean "kk"?)`, `:8:8|unknown page size "a4" (did you mean "A4"?)`, `:9:8|at least 10 mm, not -1`,
			`:11:9|unknown align "justify"; known are justified, left`, `:12:8|7 to 16 points, not 20`,
		}},
		{"no room", head + "[page]\nleft = 50\nright = 120\ntop = 1000\n" + oneSection, []string{`:8:9|leave 40 mm of width`, `:9:7|leave -725 mm of height`}},
		{"tables", head + "[table.trust]\nfile = 'trust.csv'\ndecimals = 10\nsum = 50.5\nunits = { trst = '%', hard = 'x' }\n" + oneSection, []string{
			`:8:12|decimals is 0 to 9`, `:10:11|no column "trst" in trust.csv (did you mean "trust"?)`,
		}},
		{"origins", head + "[table.trust]\nfile = 'trust.csv'\n[table.trust.from.trst]\nrelease = '2024/1'\ndigest = 'sha256:ABC'\ntable = 'My table'\ncolumn = ' '\n" +
			"[table.trust.from.trust]\nrelase = '2023-2'\n[[table.trust.from.hard]]\n[table.trust.from]\npartly = 1\n" + oneSection, []string{
			`:8:19|no column "trst" in trust.csv (did you mean "trust"?)`, `:9:11|release names a wave by letters, digits, spaces, points and hyphens`,
			`:10:10|digest is sha256: and 64 hexadecimal digits`, `:11:9|"My table" is not an id`, `:12:10|column is empty`,
			`:13:1|missing key "column"`, `:13:1|missing key "digest"`, `:13:1|missing key "table"`, `:14:1|unknown key "relase" under [table.trust.from.trust] (did you mean "release"?)`,
			`:15:20|write [table.trust.from.hard] in single brackets`, `:17:1|"partly" must stand under a heading with an id, such as [table.trust.from.trust]`,
		}},
		{"key of an origin", head + "digest = 'x'\n" + oneSection, []string{`:6:1|unknown key "digest"; it belongs under [table.ID.from.COLUMN]`}},
		{"silences", head + oneSection + "[[silence]]\ncode = 'misprint'\nreason = ''\n[silence.x]\n", []string{`:8:1|missing key "about"`, `:10:10|reason is empty`, `:11:10|unknown key "x" under [[silence]]`}},
		{"table with problems", head + "[table.trust]\nfile = 'bad.csv'\n[chart.c]\nkind = 'bars'\ntable = 'trust'\ntitle = 'x'\nrow = 'zzz'\n" + oneSection, []string{
			`bad.csv:3:5|not a number`,
		}},
		{"sum", head + "[table.trust]\nfile = 'trust.csv'\nsum = 1e300\n" + oneSection, []string{`:8:7|more than 15 digits`}},
		{"charts", head + "[table.trust]\nfile = 'trust.csv'\n" + chart("a", "stackd", "trust", "") + chart("b", "bars", "trst", "") +
			chart("c", "bars", "trust", "row = 'polise'\n") + chart("d", "bars", "trust", "") + chart("e", "bars", "trust", "row = 'police'\ncolumn = 'hard'\n") +
			chart("f", "lines", "trust", "column = 'harder'\n") + oneSection, []string{
			`:9:8|unknown kind of chart "stackd" (did you mean "stacked"?)`, `:15:9|no table "trst" (did you mean "trust"?)`,
			`:23:7|no row "polise" in trust.csv (did you mean "police"?)`, `:24:1|set row or column to its id`,
			`:35:10|not both`, `:41:10|row and column are for bars; lines shows the whole table`,
		}},
		{"contact", head + oneSection + "[contact]\nemail = 'Кім <a@b.kz>'\n[[contact.person]]\nname = 'x'\nemail = 'a@b'\nphone = '+7 тел. 1'\n[[contact.person]]\nname = 'y'\nphone = '+'\n", []string{
			`:9:9|is not an e-mail address`, `:12:9|is not an e-mail address`, `:13:13|digits, +, spaces, ( ) and - only, not 'т'`, `:16:9|3 to 15 digits`,
		}},
		{"characters", "title = \"a\\u00adb\"\nissuer = \"И\u200bИ\"\nwave = \"1\\n\"\nperiod = \"\uf8ff\"\npublished = 2024-07-17T10:00:00Z\n" +
			"[table.trust]\nfile = 'trust.csv'\nunits = { hard = '\u202e' }\n" +
			"[[section]]\ntitle = 'Б'\ntext = '''\nа\tб\n😀\n'''\n[[section.term]]\nname = 'a\tb'\ndefinition = '''\nx\u2028\n'''\n", []string{
			":1:11|soft hyphen U+00AD", ":2:12|zero-width space U+200B", ":3:10|a line break", ":4:11|private character U+F8FF",
			":8:19|invisible character U+202E", ":13:1|U+1F600", ":16:10|a tab", ":18:2|line separator U+2028",
		}},
	} {
		_, _, problems := load(release(c.toml, "bad.csv", "id;;a\n;;A\nr;R;zzz\n"), "", FileName)
		for i, w := range c.want {
			if strings.HasPrefix(w, ":") {
				c.want[i] = FileName + w
			}
		}
		wantProblems(t, c.name, problems, c.want...)
	}
}

func chart(id, kind, table, more string) string {
	return fmt.Sprintf("[chart.%s]\nkind = '%s'\ntable = '%s'\ntitle = 'x'\n\n%s", id, kind, table, more)
}

func TestManyProblems(t *testing.T) {
	var toml strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&toml, "zz%d = 1\n", i)
	}
	_, _, problems := load(release(head+oneSection+toml.String()), "", FileName)
	if len(problems) != 51 || !strings.Contains(problems[50].Message, "and 4950 more problems") {
		t.Errorf("got %d problems, the last %v", len(problems), problems[len(problems)-1])
	}
}

func TestIsEmail(t *testing.T) {
	for s, want := range map[string]bool{
		"gl.sagat@aspire.gov.kz": true, "a+b@x-y.kz": true,
		"": false, "a": false, "a@b": false, "a@b..kz": false, ".a@b.kz": false, "a b@c.kz": false, "a@-b.kz": false,
		"a@b@c.kz": false, "<a@b.kz>": false, "ә@b.kz": false, "a@b.kz\n": false,
	} {
		if isEmail(s) != want {
			t.Errorf("%q: want %v", s, want)
		}
	}
}
