package report

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"bulletin/config"
)

// read gives the number that a reader of English takes from a printed figure.
func read(t *testing.T, s string) *big.Rat {
	t.Helper()
	s = strings.TrimSuffix(strings.ReplaceAll(strings.ReplaceAll(s, "−", "-"), ",", ""), "%")
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

// Whatever the figures are and however they are rounded, a reader who looks at
// the printed figures finds what is said of them to be true.
func TestWhatIsSaidIsTrueOfWhatIsPrinted(t *testing.T) {
	text := "{{.t.a.x}}|{{.t.b.x}}|{{compare .t.a.x .t.b.x \"rose\" \"fell\" \"same\"}}|{{change .t.a.x .t.b.x}}|{{points .t.a.x .t.b.x}}|" +
		"{{difference .t.a.x .t.b.x}}|{{sum .t.a.x .t.b.x .t.c.x}}|{{.t.c.x}}|{{highest \"t\"}}|{{row (highest \"t\")}}|{{smallest 2 \"t\"}}"
	random := rand.New(rand.NewPCG(5, 5))
	number := func() string {
		s := fmt.Sprint(random.IntN(20) - 5)
		if digits := random.IntN(4); digits > 0 {
			s += "," + fmt.Sprintf("%0*d", digits, random.IntN([]int{1, 10, 100, 1000}[digits]))
		}
		return s
	}
	for range 2000 {
		csv := "id;;x\n;;X\na;A;" + number() + "\nb;B;" + number() + "\nc;C;" + number() + "\n"
		b := releaseOf(t, "en", text, map[string]string{"t": csv}, "t")
		b.Tables["t"].Data.Columns[0].Decimals = random.IntN(3)
		b.Numbers = config.Numbers{KeepZeros: random.IntN(2) == 0}
		got, problems := said(b)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", csv, problems)
		}
		part := strings.Split(got, "|")
		x, y, z := read(t, part[0]), read(t, part[1]), read(t, part[7])
		difference := new(big.Rat).Sub(x, y)
		apart, _, _ := strings.Cut(part[4], " percentage point")
		want := []string{"fell", "same", "rose"}[difference.Sign()+1]
		change := want + " by " + part[4]
		if want == "same" {
			change = "did not change"
		}
		var top []string
		highest := read(t, part[8])
		for i, r := range []*big.Rat{x, y, z} {
			switch r.Cmp(highest) {
			case 0:
				top = append(top, string(rune('A'+i)))
			case 1:
				t.Errorf("%s%s: a figure is above the highest", csv, got)
			}
		}
		switch {
		case part[2] != want, part[3] != change,
			read(t, apart).Cmp(new(big.Rat).Abs(difference)) != 0,
			read(t, part[5]).Cmp(difference) != 0,
			read(t, part[6]).Cmp(new(big.Rat).Add(x, new(big.Rat).Add(y, z))) != 0,
			part[9] != strings.Join(top, " and ") && part[9] != "A, B and C",
			!strings.Contains(got, "("):
			t.Errorf("%s%s is not true", csv, got)
		}
		if one := strings.HasSuffix(part[4], "percentage point"); one != (apart == "1") {
			t.Errorf("%s is not English", part[4])
		}
		checkSmallest(t, part[10], map[string]*big.Rat{"A": x, "B": y, "C": z})
	}
}

// checkSmallest sees that the two smallest figures are named, the smallest
// first, and any other only where it is printed like the second.
func checkSmallest(t *testing.T, list string, figures map[string]*big.Rat) {
	t.Helper()
	var last *big.Rat
	named := 0
	for _, entry := range strings.FieldsFunc(strings.ReplaceAll(list, " and ", ", "), func(r rune) bool { return r == ')' }) {
		label, printed, _ := strings.Cut(strings.TrimPrefix(entry, ", "), " (")
		r := read(t, printed)
		if r.Cmp(figures[label]) != 0 || last != nil && r.Cmp(last) < 0 || named == 2 && r.Cmp(last) != 0 {
			t.Errorf("%s of %v", list, figures)
		}
		last, named = r, named+1
		delete(figures, label)
	}
	for _, r := range figures {
		if named < 2 || r.Cmp(last) <= 0 {
			t.Errorf("%s leaves out %v", list, r)
		}
	}
}
