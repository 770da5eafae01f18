package proof

// slip is how a word may have come to differ from the one that was meant.
type slip uint8

// The slips, from the surest to the least sure.
const (
	noSlip    slip = iota
	lookAlike      // nothing but letters that stand for each other: қызмет, кызмет
	doubled        // a letter typed twice, or once where it stands twice
	swapped        // two neighbours in each other's place
	lost           // a letter is missing
	added          // a letter is too much
	changed        // a letter in the place of another
	twice          // two of these
)

// leasts has the fewest letters of a stem in which each slip is likely.
type leasts [twice + 1]int

// sureLeast and sureUsual are those of languages whose endings are a plain list.
var (
	sureLeast = leasts{lookAlike: 6, doubled: 5, swapped: 5, lost: 6, added: 6, changed: 7, twice: 12}
	sureUsual = leasts{lookAlike: 9, doubled: 6, swapped: 9, lost: 12, added: 12, changed: 99, twice: 99}
)

// slipFrom says how a word may have come about from the one that was meant, and
// the letters at which their difference begins and ends in the word. alike: the
// two look alike.
func slipFrom(meant, word []byte, alike bool) (kind slip, from, to int) {
	for from < len(word) && from < len(meant) && word[from] == meant[from] {
		from++
	}
	tail := 0
	for tail < len(word)-from && tail < len(meant)-from && word[len(word)-1-tail] == meant[len(meant)-1-tail] {
		tail++
	}
	to = len(word) - tail
	a, b := word[from:to], meant[from:len(meant)-tail]
	switch {
	case len(a) == 0 && len(b) == 0:
		return noSlip, from, to
	case alike:
		return lookAlike, from, to
	case len(a) == 0 && len(b) == 1:
		if from > 0 && word[from-1] == b[0] {
			return doubled, from, to
		}
		return lost, from, to
	case len(a) == 1 && len(b) == 0:
		if from > 0 && word[from-1] == a[0] {
			return doubled, from, to
		}
		return added, from, to
	case len(a) == 1 && len(b) == 1:
		return changed, from, to
	case len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]:
		return swapped, from, to
	case editDistance(a, b) <= 2:
		return twice, from, to
	}
	return noSlip, from, to
}

// editDistance counts the letters lost, added, changed or swapped with a
// neighbour between two words, up to three.
func editDistance(a, b []byte) int {
	const most = 3
	if len(a)-len(b) >= most || len(b)-len(a) >= most {
		return most
	}
	var rooms [3][48]uint8
	if len(a) >= len(rooms[0]) || len(b) >= len(rooms[0]) {
		return most
	}
	before, last, row := &rooms[0], &rooms[1], &rooms[2]
	for j := range len(b) + 1 {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(i)
		for j := 1; j <= len(b); j++ {
			change := uint8(1)
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
	return min(int(last[len(b)]), most)
}
