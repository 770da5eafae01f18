package mail

import (
	"fmt"
	"slices"
	"testing"
)

func TestRoster(t *testing.T) {
	var list []Recipient
	for i := range planned + 3 {
		list = append(list, Recipient{Address: fmt.Sprintf("r%d@example.org", i*7919%100003), Name: fmt.Sprintf("Оқырман %d", i), Language: "kk"})
	}
	list = append(list, Recipient{Address: "Z@Хабаршы.example.org", Name: "", Language: "ru", Group: "press"})
	r := newRoster(list)
	all := slices.Collect(r.all())
	if len(all) != len(list) || !slices.IsSortedFunc(all, func(a, b Recipient) int {
		if a.Key() < b.Key() {
			return -1
		}
		return 1
	}) {
		t.Errorf("%d recipients, in order or not", len(all))
	}
	if last := all[len(all)-1]; last != list[len(list)-1] {
		t.Errorf("%+v", last)
	}
	var sizes []int
	for chunk := range r.chunks() {
		sizes = append(sizes, len(chunk))
	}
	if !slices.Equal(sizes, []int{planned, 4}) {
		t.Errorf("chunks of %d", sizes)
	}
	find, end := r.lookUp()
	defer end()
	for i, one := range all {
		if i%3 == 0 {
			if found, ok := find(one.Key()); !ok || found != one {
				t.Errorf("%s is on it: %+v", one.Key(), found)
			}
		}
		if i%3 == 1 {
			if _, ok := find(one.Key() + "!"); ok {
				t.Errorf("%s! is not on it", one.Key())
			}
		}
	}
	if _, ok := find("zzz@z"); ok {
		t.Error("it has what is past its end")
	}
	if empty := newRoster(nil); len(slices.Collect(empty.all())) != 0 {
		t.Error("an empty list has recipients")
	}
}
