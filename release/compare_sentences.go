package release

import "strings"

// one makes any spaces between words one.
func one(s string) string { return strings.Join(strings.Fields(s), " ") }
