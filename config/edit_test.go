package config

import "testing"

func TestSetValue(t *testing.T) {
	const toml = "title = \"А\" # сөз\nwave = '2024-1'\n[table.x]\nfile = \"x.csv\"\n"
	for _, c := range []struct {
		value string
		path  []string
		want  string
	}{
		{`"Ә"`, []string{"title"}, "title = \"Ә\" # сөз\nwave = '2024-1'\n[table.x]\nfile = \"x.csv\"\n"},
		{`"y.csv"`, []string{"table", "x", "file"}, "title = \"А\" # сөз\nwave = '2024-1'\n[table.x]\nfile = \"y.csv\"\n"},
		{`"y"`, []string{"table", "x", "unit"}, ""},
		{`"y"`, []string{"period"}, ""},
	} {
		got, ok := SetValue(toml, c.value, c.path...)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%v = %s gives %v\n%s", c.path, c.value, ok, got)
		}
	}
}

func TestAddTable(t *testing.T) {
	const block = "[table.x.from.a]\nrelease = \"1\"\n"
	for toml, want := range map[string]string{
		"[table.x]\nfile = \"x\"\n\n# Мәтін\n[[section]]\n":   "[table.x]\nfile = \"x\"\n\n" + block + "\n# Мәтін\n[[section]]\n",
		"[table.x]\nfile = \"x\"\n\n# Бірлік\nunit = \"%\"\n": "[table.x]\nfile = \"x\"\n\n# Бірлік\nunit = \"%\"\n\n" + block,
		"[table.x]\nnote = \"\"\"\n\n[а]\"\"\" # сөз\n[b]\n":  "[table.x]\nnote = \"\"\"\n\n[а]\"\"\" # сөз\n\n" + block + "[b]\n",
		"[table.x]\n[table.y]\nfile = \"x\"\n":                "[table.x]\n\n" + block + "[table.y]\nfile = \"x\"\n",
		"[table.x]\nfile = \"x\"":                             "[table.x]\nfile = \"x\"\n\n" + block,
		"table.x = { file = \"x\" }\n":                        "",
		"[table.y]\n":                                         "",
	} {
		got, ok := AddTable(toml, block, "table", "x")
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q gives %v %q, want %q", toml, ok, got, want)
		}
	}
}

// A quoted text is the text again.
func TestQuoted(t *testing.T) {
	for _, s := range []string{"", "Халық", `«а» "б" \n`, "a\tb\x01", "ә\\"} {
		values, _, bad := parse(newSource("", "x = "+Quoted(s)+"\n", false))
		if bad != nil || values["x"] != s {
			t.Errorf("%q is %v, %v", s, values["x"], bad)
		}
	}
}

func TestRemoveTables(t *testing.T) {
	const one = "[[correction]]\ndate = 1\n\n# a figure\n[[correction.change]]\nold = \"1\" # was\n"
	for name, c := range map[string]struct{ toml, want string }{
		"none":                   {"a = 1\n[b]\n", "a = 1\n[b]\n"},
		"last":                   {"a = 1\n" + one + one, "a = 1\n\n# a figure\n\n# a figure\n"},
		"between":                {"a = 1\n\n" + one + "# of b\n[b]\nc = 2\n" + one + "[d]", "a = 1\n\n\n# a figure\n# of b\n[b]\nc = 2\n\n# a figure\n[d]"},
		"lines":                  {"[[correction]]\nreason = \"\"\"\n[a]\n\"\"\"\nalso = [\n  \"x\",\n]\n[b]\n", "[b]\n"},
		"without keys":           {"[[correction]]\n[[correction.change]]\n[b]\n", "[b]\n"},
		"parted":                 {"[[correction]]\nx = 1\n[b]\ny = 2\n[[correction.change]]\nz = 3\n[c]\n", "[b]\ny = 2\n[c]\n"},
		"a list":                 {"correction = [\n  { date = 1 },\n]\na = 1\n", "a = 1\n"},
		"without an end of line": {"a = 1\n[[correction]]\nx = 1", "a = 1\n"},
		"another's":              {"[b.correction]\nx = 1\n", "[b.correction]\nx = 1\n"},
	} {
		if got, ok := RemoveTables(c.toml, "correction"); !ok || got != c.want {
			t.Errorf("%s: got %q, %v", name, got, ok)
		}
	}
	if got, ok := RemoveTables("a = ", "correction"); ok || got != "a = " {
		t.Errorf("got %q, %v", got, ok)
	}
}
