package proof

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"
)

// misprints finds words that are a slip away from one that the edition, the
// house or the record has, and that share no stem with any: those are other
// endings of a word that is known.
func misprints(r *reading, e *edition) []Finding {
	v := e.vocabulary(r.known)
	s := newSuspicion(v, endingsOf(e.language.Tag))
	var found []Finding
	for _, w := range v.entries {
		if !s.isDoubtful(w) {
			continue
		}
		meant := s.meant(w)
		if meant == nil {
			continue
		}
		times := ""
		if w.count > 1 {
			times = fmt.Sprintf(" (it stands %d times)", w.count)
		}
		found = append(found, Finding{
			Place:   w.passage.at(w.at.from),
			About:   w.at.text,
			Message: fmt.Sprintf("%q%s looks like a misprint of %q; correct it, or add it to words.txt if it is right", w.at.text, times, inCaseOf(meant.shown, w.at.text)),
		})
	}
	return found
}

// inCaseOf gives a word with a capital where another one has it.
func inCaseOf(s, like string) string {
	if !beginsCapital(like) {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// suspicion finds what a word was meant to be. A word is doubtful if no other
// one has a stem of its own (the language's endings say which it may have).
// What it was meant to be is looked for among the words that are one slip away,
// or two if it is long. How long a word must be depends on the slip, and on
// whether the slip makes letters meet that meet in no other word.
type suspicion struct {
	*endings
	families map[string]int   // how many words have a stem
	threes   map[[3]byte]int  // how often three letters stand side by side in distinct words
	near     []nearby         // words by what is left when a letter is taken out, sorted
	heads    map[string][]int // long words by their first letters: indices of all
	all      []*entry
}

// nearby says that a word, or the word without one of its letters, has a hash.
type nearby struct {
	hash  uint64
	index int32 // in all
}

// headLetters is how many letters two long words must share at their start to
// be compared for two slips.
const headLetters = 3

func newSuspicion(v *vocabulary, e *endings) *suspicion {
	s := &suspicion{endings: e, families: map[string]int{}, threes: map[[3]byte]int{}, heads: map[string][]int{}}
	for _, w := range v.entries {
		if len(w.letters) < leastLetters-1 || w.abbr {
			continue
		}
		s.all = append(s.all, w)
		s.count(w, 1)
	}
	return s
}

// count adds a word n times to what is known of stems and letters.
func (s *suspicion) count(w *entry, n int) {
	if w.stems == nil {
		w.stems = s.stemsOf(w.letters)
	}
	for _, key := range w.stems {
		s.families[key] += n
	}
	edged := edged(w.letters)
	for i := range len(edged) - 2 {
		s.threes[[3]byte(edged[i:i+3])] += n
	}
}

// index notes every word by its letters, when the first question comes.
func (s *suspicion) index() {
	if s.near != nil {
		return
	}
	for i, w := range s.all {
		w.look = s.fold(w.letters)
		for _, hash := range hashes(w.look) {
			s.near = append(s.near, nearby{hash, int32(i)})
		}
		if len(w.look) >= s.least[twice]-2 {
			head := string(w.look[:headLetters])
			s.heads[head] = append(s.heads[head], i)
		}
	}
	slices.SortFunc(s.near, func(a, b nearby) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.index, b.index))
	})
}

// hashes gives a number for a word and for the word without each of its letters.
func hashes(letters []byte) []uint64 {
	const prime = 1099511628211
	out := make([]uint64, 0, len(letters)+1)
	for skip := -1; skip < len(letters); skip++ {
		if skip > 0 && letters[skip] == letters[skip-1] {
			continue
		}
		h := uint64(14695981039346656037)
		for i, c := range letters {
			if i != skip {
				h = (h ^ uint64(c)) * prime
			}
		}
		out = append(out, h)
	}
	return out
}

// stemsOf gives the stems that a word may have, as they are compared.
func (s *suspicion) stemsOf(letters []byte) []string {
	var out []string
	for _, at := range s.splits(letters) {
		for _, key := range s.keys(letters, at) {
			if !slices.Contains(out, key) {
				out = append(out, key)
			}
		}
	}
	return out
}

// keys gives the forms in which a stem is compared, one or two for each thing it may be.
func (s *suspicion) keys(letters []byte, at split) []string {
	next := byte(0)
	if at.at < len(letters) {
		next = letters[at.at]
	}
	var out []string
	for kind := category(1); kind <= at.kinds; kind <<= 1 {
		if at.kinds&kind == 0 {
			continue
		}
		key, other := s.stem(letters[:at.at], kind, next)
		out = append(out, string(append(slices.Clip(key), byte(kind))))
		if other != nil {
			out = append(out, string(append(slices.Clip(other), byte(kind))))
		}
	}
	return out
}

// leastLetters is the length of the shortest word that is looked at.
const leastLetters = 5

// isDoubtful reports whether nothing speaks for a word but that it is there.
func (s *suspicion) isDoubtful(w *entry) bool {
	return !w.known && !w.abbr && w.count > 0 && len(w.letters) >= leastLetters && !w.at.bound && !s.hasFamily(w)
}

// hasFamily reports whether another word has a stem of this one's.
func (s *suspicion) hasFamily(w *entry) bool {
	return slices.ContainsFunc(w.stems, func(key string) bool { return s.families[key] > 1 })
}

// meant gives the word that a doubtful one was most likely meant to be; nil where none is.
func (s *suspicion) meant(w *entry) *entry {
	s.index()
	var best *entry
	var bestSlip slip
	consider := func(v *entry) {
		if v == w || v.abbr || w.name && !v.name || v.name && !beginsCapital(w.at.text) {
			return
		}
		kind := s.judge(v, w)
		if kind == noSlip {
			return
		}
		if best == nil || cmp.Or(cmp.Compare(kind, bestSlip), cmp.Compare(v.weight(), best.weight())*-1, cmp.Compare(v.word, best.word)) < 0 {
			best, bestSlip = v, kind
		}
	}
	if w.look == nil {
		w.look = s.fold(w.letters)
	}
	for _, hash := range hashes(w.look) {
		at, _ := slices.BinarySearchFunc(s.near, hash, func(n nearby, h uint64) int { return cmp.Compare(n.hash, h) })
		for ; at < len(s.near) && s.near[at].hash == hash; at++ {
			consider(s.all[s.near[at].index])
		}
	}
	if best == nil && len(w.look) >= s.least[twice] {
		for _, i := range s.heads[string(w.look[:headLetters])] {
			consider(s.all[i])
		}
	}
	return best
}

// weight is how much speaks for a word.
func (w *entry) weight() int {
	if w.known {
		return w.count + 1000
	}
	return w.count
}

// isStrange reports whether the letters of a word from one place to another
// stand beside each other in no other word.
func (s *suspicion) isStrange(letters []byte, from, to int) bool {
	edged := edged(letters)
	for i := max(from-1, 0); i <= min(to+1, len(edged)-3); i++ {
		if s.threes[[3]byte(edged[i:i+3])] < 2 {
			return true
		}
	}
	return false
}

// edged gives the letters of a word with a zero at either end.
func edged(letters []byte) []byte {
	return append(append(append(make([]byte, 0, len(letters)+2), 0), letters...), 0)
}

// judge says which slip makes one word of another, if it is likely. The word
// that was meant must have more to speak for it: the house or the record, being
// there more often, a family; or letters where the other has what keyboards
// have in their place.
func (s *suspicion) judge(meant, w *entry) slip {
	if !meant.known && w.count > 2 && meant.count < 3*w.count {
		return noSlip
	}
	kind, from, to := slipFrom(meant.letters, w.letters, bytes.Equal(meant.look, w.look))
	if kind == noSlip {
		return noSlip
	}
	core := len(meant.letters)
	if kind >= added {
		core = s.core(meant.letters, to+len(meant.letters)-len(w.letters))
	}
	strange := s.isStrange(w.letters, from, to)
	least := s.usual[kind]
	if strange {
		least = s.least[kind]
	}
	if core < least || from < s.begins && kind != lookAlike && kind != swapped || from == 0 && kind >= changed {
		return noSlip
	}
	switch {
	case kind == lookAlike && s.isPlainer(meant.letters, w.letters):
		return when(meant.known || meant.count >= w.count, kind)
	case kind == lookAlike && s.isPlainer(w.letters, meant.letters):
		return when(meant.known || meant.count > w.count+1, kind)
	case meant.known || meant.count > w.count || s.hasFamily(meant):
		return kind
	}
	return when(s.chained && strange && !s.isStrange(meant.letters, from, to+len(meant.letters)-len(w.letters)), kind)
}

// when gives a slip if it is likely.
func when(likely bool, kind slip) slip {
	if likely {
		return kind
	}
	return noSlip
}

// isPlainer reports whether a word has letters that are on every keyboard where
// another one, which looks like it, has its language's own.
func (s *suspicion) isPlainer(own, plain []byte) bool {
	if len(own) != len(plain) {
		return false
	}
	for i := range own {
		if own[i] != plain[i] && (!s.isOwn(own[i]) || s.isOwn(plain[i])) {
			return false
		}
	}
	return true
}

// core gives the letters of a word's stem, as far as the slip leaves it: the
// shortest stem that holds all of the first letters.
func (s *suspicion) core(letters []byte, first int) int {
	least := len(letters)
	for _, at := range s.splits(letters) {
		if at.at >= first && slices.ContainsFunc(s.keys(letters, at), func(key string) bool { return s.families[key] > 1 }) {
			least = at.at
		}
	}
	return least
}

// fold gives the letters of a word with one for all that are taken for each other.
func (e *endings) fold(letters []byte) []byte {
	out := make([]byte, 0, len(letters))
	for _, c := range letters {
		c = e.lookAlike(c)
		if n := len(out); n > 0 && e.swallows(out[n-1], c) {
			continue
		}
		out = append(out, c)
	}
	return out
}
