package tables

import "strings"

// IDRule says in messages what an id is made of.
const IDRule = "an id is a lower-case Latin letter, then such letters, digits and _"

// maxID is the most letters that an id may have.
const maxID = 64

// IsID reports whether the words of a release can quote a row, column, table
// or chart by that id.
func IsID(s string) bool {
	if s == "" || len(s) > maxID || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}

// IDProblem says what is wrong with an id and, where that is plain, what it should be.
func IDProblem(s string) string {
	message := quote(s) + " is not an id: " + IDRule
	if len(s) > maxID {
		return message + ", 64 at most"
	}
	mended := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '.' {
			return '_'
		}
		return r
	}, strings.ToLower(s))
	if IsID(mended) {
		message += `; write "` + mended + `"`
	}
	return message
}
