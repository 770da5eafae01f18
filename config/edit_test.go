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
