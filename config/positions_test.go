package config

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// comparePlaces asks that every value of the decoder has its place, and every
// string the place of each of its characters.
func comparePlaces(t *testing.T, text string, value any, n *node, path string) {
	t.Helper()
	switch x := value.(type) {
	case map[string]any:
		for key, v := range x {
			child := n.table[key]
			if child == nil {
				t.Fatalf("%s.%q has no place in\n%s", path, key, text)
			}
			comparePlaces(t, text, v, child, path+"."+key)
		}
	case []map[string]any:
		for i, v := range x {
			comparePlaces(t, text, v, itemAt(t, n, i, path), fmt.Sprintf("%s[%d]", path, i))
		}
	case []any:
		for i, v := range x {
			comparePlaces(t, text, v, itemAt(t, n, i, path), fmt.Sprintf("%s[%d]", path, i))
		}
	case string:
		compareString(t, text, x, n.value)
	}
}

func itemAt(t *testing.T, n *node, i int, path string) *node {
	t.Helper()
	if i >= len(n.items) {
		t.Fatalf("%s[%d] has no place", path, i)
	}
	return n.items[i]
}

// compareString decodes a string anew from its place.
func compareString(t *testing.T, text, want string, start int) {
	t.Helper()
	c := openString(text, start, false)
	var b strings.Builder
	for {
		at, r, s := c.next()
		if offset := b.Len(); offset <= len(want) {
			if got := offsetInString(text, start, offset); s != broken && got != at {
				t.Fatalf("byte %d of %q is at %d, not %d in\n%s", offset, want, at, got, text)
			}
		}
		if s != character {
			break
		}
		b.WriteRune(r)
	}
	if b.String() != want {
		t.Fatalf("at %d there is %q, not %q in\n%s", start, b.String(), want, text)
	}
}

func TestPositions(t *testing.T) {
	for _, text := range []string{
		trustTOML,
		`a = 1`,
		"a.b.c = 'x'\na.b.\"d e\" = \"y\" # z\n'' = 0\n",
		"[a.b]\nc = 1\n[a]\nd = 2\n[[x]]\ny = 1\n[x.z]\nw = 1\n[[x]]\ny = 2\n[[x.q]]\nr.s = '1'\n",
		"a = [1, 'b', [\"c\", {d = 'e', f.g = \"h\"}], # i\n 2,\n]\n",
		"a = { b = 'c', d = { e = \"f\" } }\nt = 1979-05-27 07:32:00Z # x\nu = 07:32:00\nn = -inf\nv = +1_000.5e-3\n",
		"a = { b = 'c', # x\n d = [ {}, { e = 1, }, ],\n}\n",
		`a = "\b\t\n\f\r\e\"\\\x41\u00e9\U0001F600 é"`,
		"a = \"\"\"\nб\\\n   \n\t в \"\" г\\\"\"\"\"\"\"\n",
		"a = \"\"\"\"\"\"\nb = ''''''\nc = '''\n\n'x'''''\nd = ''\n",
		"a = '''x''''\n",
		"a = \"\"\"x \\   \n\n y\"\"\"",
	} {
		s := scan(text)
		if s.fault != nil {
			t.Errorf("%s: %s\n%s", newSource("f", text, false).place(s.fault.offset), s.fault.message, text)
			continue
		}
		values, err := decodeTOML(text)
		if err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		comparePlaces(t, text, values, s.root, "")
	}
}

func TestTextAt(t *testing.T) {
	text := "a = \"\"\"\nә\\u0441б\\\n   в\"\"\"\n"
	s := scan(text)
	value := Text{Value: "әсбв", source: newSource("f", text, false), start: s.root.table["a"].value}
	for offset, want := range map[int]string{
		-1: "f:2:1", 0: "f:2:1", 2: "f:2:2", 4: "f:2:8", 6: "f:3:4", 8: "f:3:5", 100: "f:3:5",
	} {
		if got := value.At(offset).String(); got != want {
			t.Errorf("offset %d: got %s, want %s", offset, got, want)
		}
	}
	made := MakeText("әс\nб")
	if got := made.At(5).String(); got != ":2:1" {
		t.Errorf("a text by itself: got %s", got)
	}
	if got := (Text{Value: "x"}).At(1).String(); got != "" {
		t.Errorf("a text of nowhere: got %s", got)
	}
}

func TestDeepNesting(t *testing.T) {
	for _, text := range []string{
		"a = " + strings.Repeat("[", 1<<19),
		strings.Repeat("[", 1<<19),
		"a = " + strings.Repeat("{a=", 1<<18),
		"a" + strings.Repeat(".a", 1<<18) + " = 1",
		"[a" + strings.Repeat(".a", 1<<18) + "]",
		"[" + strings.Repeat("a", 1<<19) + "]",
		"a = [" + strings.Repeat("1,", 1<<18) + "]",
		strings.Repeat("[[a]]\n", 1<<17),
	} {
		if _, _, bad := parse(newSource("f", text, false)); bad == nil {
			t.Errorf("%.20s… was read", text)
		}
	}
}

// TestScanAgrees puts pieces of TOML together by chance: what the decoder
// takes must be taken by the scanner, with the same strings at the same places.
func TestScanAgrees(t *testing.T) {
	pieces := []string{
		"a", "b", `"k"`, "'q'", ".", " ", "\n", "\n", "\n", "=", " = ", "=1\n", "='x'\n", "[", "]", "[[", "]]", "{", "}", ",",
		"1", "'x'", `"y"`, `"""`, "'''", `"`, "'", `\`, `\n`, `\u00e9`, "\\\n", "\\ \n ", "#c", "#c\n", "true", "1.5", "1979-05-27",
		"T07:32", " 07:32:00", "ә", "a = 1\n", "[a]\n", "[a.b]\n", "[[a]]\n", "[[a.b]]\n", "a.b = ", "{a = ", "[1,", "\t", "''", `""`, "0x1F", "-",
	}
	random := rand.New(rand.NewPCG(1, 2))
	taken := 0
	for range 10_000 {
		var b strings.Builder
		for range 1 + random.IntN(14) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		values, err := decodeTOML(b.String())
		if err != nil {
			continue
		}
		taken++
		s := scan(b.String())
		if s.fault != nil {
			t.Fatalf("refused as %q (at %d), but this is TOML: %q", s.fault.message, s.fault.offset, b.String())
		}
		comparePlaces(t, b.String(), values, s.root, "")
	}
	if taken < 100 {
		t.Errorf("only %d texts were TOML", taken)
	}
}

func FuzzPositions(f *testing.F) {
	f.Add(trustTOML)
	f.Add("a = \"\"\"\nб\\\n   \n\t в \"\" г\\\"\"\"\"\"\"\n[[x]]\n[x.'y z']\nq.\"w\" = {e = [1, '''r''', {}]}\n")
	f.Add("a = \"\\u00e9\\x41\\e\"\nb = 1979-05-27 07:32:00Z\nc = [[], [1.5e3, true]] # d\n")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\ufeff\x00") || len(text) > 4096 {
			return // none of them comes as far as the scanner
		}
		src := newSource("f", text, false)
		s := scan(text)
		if s.fault != nil {
			src.place(s.fault.offset)
			if limit(s.fault.message) {
				return
			}
		}
		values, err := decodeTOML(text)
		if err != nil {
			if bad := explain(src, s, err); bad.message == "" {
				t.Fatal("a fault without a message")
			}
			return
		}
		if s.fault != nil {
			t.Fatalf("refused as %q (at %d), but this is TOML: %q", s.fault.message, s.fault.offset, text)
		}
		var any map[string]any
		meta, _ := toml.Decode(text, &any)
		for _, key := range meta.Keys() {
			if !placed(s.root, key) {
				t.Fatalf("%v has no place in %q", key, text)
			}
		}
		comparePlaces(t, text, values, s.root, "")
	})
}

// limit reports whether a fault is one of size, which the decoder does not have.
func limit(message string) bool {
	return strings.Contains(message, "more than") || strings.Contains(message, "longer than")
}

// placed reports whether a key has a node in a table or in any element of a list.
func placed(n *node, key toml.Key) bool {
	if len(key) == 0 {
		return true
	}
	if c := n.table[key[0]]; c != nil && placed(c, key[1:]) {
		return true
	}
	for _, item := range n.items {
		if placed(item, key) {
			return true
		}
	}
	return false
}
