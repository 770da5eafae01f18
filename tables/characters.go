package tables

import (
	"fmt"
	"strings"
	"unicode"
)

// Unprintable finds the first character of s that a page cannot show or that
// would read otherwise than it looks. It gives its byte offset and what is
// wrong, or -1. A line break or tab is right only where lines is set.
//
// Whether a face has the letter is not asked here.
func Unprintable(s string, lines bool) (offset int, message string) {
	for i, r := range s {
		// Most letters there are, Latin and Cyrillic, need no further look.
		if r >= ' ' && r < 0x7f || r > 0xad && r < 0x600 || lines && (r == '\n' || r == '\t') {
			continue
		}
		if pattern := unprintable(r); pattern != "" {
			return i, strings.ReplaceAll(pattern, "U+?", fmt.Sprintf("U+%04X", r))
		}
	}
	return -1, ""
}

func unprintable(r rune) string {
	switch {
	case r == '\n':
		return "a line break is not allowed here; write the text on one line"
	case r == '\t':
		return "a tab is not allowed here; write a space"
	case unicode.IsControl(r):
		return "the control character U+? cannot be printed; delete it"
	case r == 0xad:
		return "the soft hyphen U+? is not needed; delete it, words are hyphenated by rule"
	case r == 0x200b:
		return "the zero-width space U+? is not needed; delete it, lines are broken by rule"
	case r == 0x2028 || r == 0x2029:
		return "the line separator U+? is not allowed; write an ordinary line break"
	case unicode.Is(unicode.Cf, r):
		return "the invisible character U+? is not allowed; delete it"
	case r == unicode.ReplacementChar:
		return "the character U+? stands for a letter that was lost; type the letter again"
	case unicode.Is(unicode.Co, r):
		return "the private character U+? means nothing outside its font; write it in Unicode letters"
	case r > 0xffff:
		return "the character U+? is beyond those that a bulletin's faces have; leave it out"
	case r >= 0xfdd0 && r <= 0xfdef || r >= 0xfffe:
		return "the code U+? is not a character; delete it"
	}
	return ""
}
