package release

import (
	"slices"
	"strings"
	"testing"

	"bulletin/locale"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		language string
		want     []string
	}{
		{"kk", []string{"Үлесі 61,6% құрады. ", "Ол 2024 ж. Алматыда өсті. ", "Неге? ", "Белгісіз…"}},
		{"kk", []string{"Бұл А. Байтұрсынұлы мен Н.Ә. Назарбаев т.б. Басқалар. ", "Екінші."}},
		{"kk", []string{"Тел. 74-90-61. ", "Мекенжай."}},
		{"kk", []string{"«Бұл не?» деп сұрады. ", "«Білмеймін.» ", "Солай."}},
		{"kk", []string{"1. Алматы қаласы. ", "2. Астана."}},
		{"kk", []string{"Үлесі \uE000. ", "\uE000 құрады."}},
		{"ru", []string{"По данным рис. 2 и табл. 3 доля выросла на 2.5 п.п. Это много. ", "См. Приложение."}},
		{"ru", []string{"В 2024 г. Алматы и др. Города. ", "Конец!.. ", "Да."}},
		{"en", []string{"See Fig. 2 and Dr. A. B. Smith. ", "It fell to 5. ", "Then it rose."}},
		{"en", []string{"Trust rose (see below.) ", "It is 3.14 now."}},
		{"en", []string{""}},
	} {
		want := slices.DeleteFunc(c.want, func(s string) bool { return s == "" })
		if got := locale.For(c.language).Sentences(strings.Join(want, "")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q\nwant %q", c.language, got, want)
		}
	}
}

func TestWordEdits(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"а б в", "а б в", "=а б в"},
		{"а б в", "а г в", "=а |-б|+г|= в"},
		{"а б в г", "а д е г", "=а |-б в|+д е|= г"},
		{"", "а", "+а"},
		{"а", "", "-а"},
		{"61,6% құрады.", "64% құрады.", "-61,6%|+64%|= құрады."},
		{"сондай-ақ, ол", "сондай ол", "-сондай-ақ,|+сондай|= ол"},
		{"ол келді", "ол, келді", "=ол|+,|= келді"},
	} {
		var parts []string
		for _, e := range wordEdits(c.old, c.new) {
			parts = append(parts, string(rune(e.Op))+e.Text)
		}
		if got := strings.Join(parts, "|"); got != c.want {
			t.Errorf("%q to %q: got %q, want %q", c.old, c.new, got, c.want)
		}
	}
}

// TestEditsAreFewest compares with the longest common subsequence of short lists.
func TestEditsAreFewest(t *testing.T) {
	for n := range 3 * 3 * 3 * 3 * 3 * 3 * 3 * 3 {
		var a, b []int
		for i, rest := 0, n; i < 8; i, rest = i+1, rest/3 {
			if i%2 == 0 {
				a = append(a, rest%3)
			} else {
				b = append(b, rest%3)
			}
		}
		b = append(b, n%2)
		same := 0
		for _, r := range edits(a, b) {
			if r.op == '=' {
				same += r.to - r.from
			}
		}
		if want := common(a, b); same != want {
			t.Fatalf("%v to %v: %d stay, want %d", a, b, same, want)
		}
	}
}

// common gives the length of the longest common subsequence.
func common(a, b []int) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		before := 0
		for j, y := range b {
			was := row[j+1]
			if row[j+1] = max(row[j+1], row[j]); x == y {
				row[j+1] = before + 1
			}
			before = was
		}
	}
	return row[len(b)]
}

// TestEditsOfStrangers takes lists that have nothing in common, however long, for two others.
func TestEditsOfStrangers(t *testing.T) {
	a, b := make([]int, 20_000), make([]int, 20_000)
	for i := range a {
		a[i], b[i] = i, i+1_000_000
	}
	want := []run{{'-', 0, len(a), 0}, {'+', 0, len(b), 0}}
	if got := edits(a, b); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func FuzzWordEdits(f *testing.F) {
	f.Add("Полицияға сенетіндер үлесі 61,6% құрады.", "Полицияға сенетіндер үлесі 64% болды, яғни өсті.")
	f.Add("а  б", "а б")
	f.Add("\xff\xfe а", "а\u00a0б")
	f.Fuzz(func(t *testing.T, old, new string) {
		if len(old)+len(new) > 4000 {
			return
		}
		var was, is string
		last := byte(0)
		for _, e := range wordEdits(old, new) {
			if e.Text == "" || e.Op == last {
				t.Fatalf("an edit of nothing, or two of a kind: %q %q", e.Op, e.Text)
			}
			last = e.Op
			if e.Op != '+' {
				was += e.Text
			}
			if e.Op != '-' {
				is += e.Text
			}
		}
		if was != old || is != new {
			t.Fatalf("the old text is %q, the new one %q", was, is)
		}
	})
}

func FuzzSentences(f *testing.F) {
	f.Add("Үлесі 61,6% құрады. Ол 2024 ж. Алматыда өсті. Неге? Белгісіз…")
	f.Add(". . .. А.\u00a0Б. \xff. А")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		for _, tag := range locale.Tags() {
			parts := locale.For(tag).Sentences(s)
			if strings.Join(parts, "") != s || slices.Contains(parts, "") {
				t.Fatalf("%q becomes %q", s, parts)
			}
		}
	})
}
