package mail

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"
)

// A roster is a list of recipients in the order of their keys, in as little
// memory as their words take: a list as it was read takes three times that, and
// the file behind it besides.
type roster struct {
	rows []byte // address, name, language and group, parted by NUL, a line each: none has either in it
}

func newRoster(list []Recipient) *roster {
	type keyed struct {
		key   string
		index int32
	}
	size := 0
	order := make([]keyed, len(list))
	for i := range list {
		r := &list[i]
		order[i] = keyed{r.Key(), int32(i)}
		size += len(r.Address) + len(r.Name) + len(r.Language) + len(r.Group) + len("\x00\x00\x00\n")
	}
	slices.SortFunc(order, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	rows := make([]byte, 0, size)
	for _, k := range order {
		r := &list[k.index]
		rows = append(rows, r.Address...)
		rows = append(append(rows, 0), r.Name...)
		rows = append(append(rows, 0), r.Language...)
		rows = append(append(rows, 0), r.Group...)
		rows = append(rows, '\n')
	}
	return &roster{rows}
}

// all gives the recipients in the order of their keys.
func (r *roster) all() iter.Seq[Recipient] {
	return func(yield func(Recipient) bool) {
		for rest := r.rows; len(rest) > 0; {
			row, after, _ := bytes.Cut(rest, []byte("\n"))
			rest = after
			words := strings.SplitN(string(row), "\x00", 4)
			if !yield(Recipient{Address: words[0], Name: words[1], Language: words[2], Group: words[3]}) {
				return
			}
		}
	}
}

// chunks gives them as many at a time as the ledger plans at once.
func (r *roster) chunks() iter.Seq[[]Recipient] {
	return func(yield func([]Recipient) bool) {
		chunk := make([]Recipient, 0, planned)
		for one := range r.all() {
			if chunk = append(chunk, one); len(chunk) == cap(chunk) {
				if !yield(chunk) {
					return
				}
				chunk = chunk[:0]
			}
		}
		if len(chunk) > 0 {
			yield(chunk)
		}
	}
}

// lookUp gives a function that finds the recipient of a key, of keys that are
// asked for in their order, and one that ends it.
func (r *roster) lookUp() (find func(key string) (Recipient, bool), end func()) {
	next, stop := iter.Pull(r.all())
	one, more := next()
	return func(key string) (Recipient, bool) {
		for more && one.Key() < key {
			one, more = next()
		}
		return one, more && one.Key() == key
	}, stop
}
