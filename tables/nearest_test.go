package tables

import "testing"

func TestNearest(t *testing.T) {
	keys := []string{"title", "text", "term", "bold_italic", "row", "column", "unit", "units"}
	for _, c := range []struct{ word, want string }{
		{"titel", "title"},
		{"Title", "title"},
		{"ttle", "title"},
		{"boldItalic", "bold_italic"},
		{"rows", "row"},
		{"colum", "column"},
		{"unitt", "unit"}, // as near as units, and before it in the alphabet
		{"tezt", "text"},
		{"margin", ""},
		{"", ""},
		{"x", ""},
		{"сенім", ""},
	} {
		got, ok := Nearest(c.word, keys)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %v; want %q", c.word, got, ok, c.want)
		}
	}
	if got, _ := Nearest("сенім", []string{"сенеді", "сенiм"}); got != "сенiм" {
		t.Errorf("letters must be counted, not bytes: got %q", got)
	}
}

func TestHint(t *testing.T) {
	if got, want := Hint("titel", []string{"title"}), ` (did you mean "title"?)`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Hint("palette", []string{"title"}); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}
