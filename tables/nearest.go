package tables

import (
	"cmp"
	"strings"
)

// Nearest gives the candidate that word was most likely meant to be, and
// whether there is one near enough: a letter left out, added, changed or
// swapped with its neighbour for every three letters, three at most. Capitals do
// not count. Of equally near candidates it is the first in the alphabet. Among
// more than a thousand it does not look, lest thousands of faults take seconds.
func Nearest(word string, candidates []string) (string, bool) {
	if len(candidates) > 1000 {
		return "", false
	}
	w := []rune(strings.ToLower(word))
	bound := min((len(w)+1)/3, 3)
	best, bestDistance := "", bound+1
	for _, candidate := range candidates {
		c := []rune(strings.ToLower(candidate))
		if len(c)-len(w) > bound || len(w)-len(c) > bound {
			continue
		}
		d := distance(w, c)
		if d <= bound && cmp.Or(cmp.Compare(d, bestDistance), cmp.Compare(candidate, best)) < 0 {
			best, bestDistance = candidate, d
		}
	}
	return best, bestDistance <= bound
}

// Hint gives " (did you mean "title"?)" for a word that is none of the
// candidates, or nothing where none is near.
func Hint(word string, candidates []string) string {
	if near, ok := Nearest(word, candidates); ok {
		return ` (did you mean "` + near + `"?)`
	}
	return ""
}

// distance is the Damerau–Levenshtein distance in which no letter is touched twice.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
