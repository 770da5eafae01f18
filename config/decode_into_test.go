package config

import (
	"strings"
	"testing"

	"bulletin/tables"
)

// other is a schema of another file than a bulletin's.
type other struct {
	Name   Text               `toml:"name" need:"yes"`
	Port   *int               `toml:"port"`
	Ready  bool               `toml:"ready"`
	Lines  Text               `toml:"lines" lines:"yes"`
	Inner  inner              `toml:"inner"`
	Groups map[string]*listed `toml:"group"`
	Own    string             `toml:"-"`
	hidden string
}

type inner struct {
	Key   Text         `toml:"key" need:"yes"`
	Place tables.Place `toml:"-"`
}

type listed struct {
	ID    string       `toml:"-"`
	Why   Text         `toml:"why"`
	Place tables.Place `toml:"-"`
}

func TestDecode(t *testing.T) {
	port := 25
	o := other{Port: &port, Ready: true, Own: "kept", hidden: "kept"}
	d, problems := Decode("m/x.toml", []byte("\ufeffname = \"A\"\r\nlines = '''\r\na\r\nb'''\r\n[inner]\r\nkey = \"k\"\r\n[group.press]\r\nwhy = \"w\"\r\n"), &o)
	if len(problems) > 0 || !d.OK {
		t.Fatal(problems)
	}
	if o.Name.Value != "A" || *o.Port != 25 || !o.Ready || o.Lines.Value != "a\nb" || o.Inner.Key.Value != "k" || o.Inner.Place.Line != 5 ||
		o.Groups["press"].ID != "press" || o.Groups["press"].Why.Value != "w" || o.Own != "kept" || o.hidden != "kept" {
		t.Errorf("%+v", o)
	}
	if p := o.Name.Place(); p.String() != "m/x.toml:1:8" {
		t.Errorf("name stands at %s", p)
	}
	for path, want := range map[string]string{"name": "m/x.toml:1:8", "group press why": "m/x.toml:8:7", "inner": "m/x.toml:5:1", "inner none": "m/x.toml:5:1", "none": "m/x.toml"} {
		if got := d.At(strings.Fields(path)...).String(); got != want {
			t.Errorf("%s stands at %s, want %s", path, got, want)
		}
	}
	if line, ok := d.Sources.Line(o.Name.Place()); !ok || line != `name = "A"` {
		t.Errorf("the line is %q", line)
	}
}

func TestDecodeTellsAllAtOnce(t *testing.T) {
	tests := []struct {
		toml, want string
		ok         bool
	}{
		{"nam = 1\nport = \"25\"\nready = 1\n[inner]\n[group]\npress = 1\n", "x.toml:1:1: unknown key \"nam\" (did you mean \"name\"?)\n" +
			"x.toml:2:8: port must be a whole number, without quotation marks\nx.toml:3:9: ready must be true or false, without quotation marks\n" +
			"x.toml:4:1: missing key \"key\"; write key = \"…\"\nx.toml:6:1: \"press\" must stand under a heading with an id, such as [group.trust]\n", true},
		{"title = \"a\"\nname = \"b\"\n[inner]\nkey = \"k\"\nwhy = \"w\"\n", "x.toml:1:1: unknown key \"title\"; known are group, inner, lines, name, port, ready\n" +
			"x.toml:5:1: unknown key \"why\" under [inner]; it belongs under [group.ID]\n", true},
		{"name = \"a\\r\\nb\"", "x.toml:1:10: the control character U+000D cannot be printed; delete it\n", true},
		{"name = \"\xff\"", "x.toml:1:9: this is not UTF-8; save the file with the encoding UTF-8\n", false},
		{"name = ", "x.toml:1:8: a value is missing here; text stands in quotation marks\n", false},
		{strings.Repeat("#", maxTOML+1), "x.toml: the file is larger than 1 MiB\n", false},
	}
	for _, test := range tests {
		var o other
		d, problems := Decode("x.toml", []byte(test.toml), &o)
		var got strings.Builder
		for _, p := range problems {
			got.WriteString(p.String() + "\n")
		}
		if got.String() != test.want || d.OK != test.ok {
			t.Errorf("%.40q: OK %v, told\n%swant\n%s", test.toml, d.OK, got.String(), test.want)
		}
		if d.At("name").File != "x.toml" {
			t.Errorf("%.40q: no place", test.toml)
		}
	}
}
