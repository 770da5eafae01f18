package locale

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"reflect"
	"strings"
	"testing"
)

func TestPatterns(t *testing.T) {
	p := parsePatterns("a1b\n.ab2c\nb1d.\nc3d4e\n2d1\n", "ab-abd\ncab\n")
	for _, c := range []struct {
		word string
		want []int
	}{
		{"xaby", []int{2}},   // a1b
		{"xabcx", []int{2}},  // .ab2c asks for the word's start, so it is silent
		{"abcabx", []int{4}}, // the first a1b has a letter alone before it
		{"xxbd", nil},        // b1d. has a letter alone behind it
		{"xxcdex", []int{3}}, // 3 of c3d4e outweighs 2 of 2d1, and 4 its 1
		{"abab", nil},        // too near to both ends
		{"ababd", []int{2}},  // given
		{"cab", nil},         // given
		{"", nil},
		{"a", nil},
	} {
		if got := p.offsets(c.word, 2, 2); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.word, got, c.want)
		}
	}
	if got := p.offsets(strings.Repeat("ab", 40), 2, 2); len(got) != 38 {
		t.Errorf("a long word is parted at %v", got)
	}
}

// The patterns are those that the licence beside them tells of.
func TestPatternsAreThoseOfTheLicence(t *testing.T) {
	licence, err := os.ReadFile("hyph-en-us.LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for name, lines := range map[string]string{"hyph-en-us.pat.txt": englishPatternLines, "hyph-en-us.hyp.txt": englishExceptions} {
		digest := sha256.Sum256([]byte(lines))
		if want := "SHA-256 of " + name + "\n    " + hex.EncodeToString(digest[:]); !strings.Contains(string(licence), want) {
			t.Errorf("the licence does not say: %s", want)
		}
	}
}
