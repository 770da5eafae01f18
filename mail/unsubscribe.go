package mail

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ExcludeAddresses puts addresses on the folder's list of those never to be
// written to again, or the tokens that stand for them ([Tokens]): all or, where one is neither,
// none. It gives those that are on no list of the folder: they may be mistyped.
func ExcludeAddresses(folder string, addresses []string, now time.Time) (unknown []string, err error) {
	if _, err := os.Stat(filepath.Join(folder, Folder)); err != nil {
		return nil, fmt.Errorf("%s: there is no folder %s, so nothing is sent from here; name the release folder", folder, Folder)
	}
	settings, known, _, problems := Load(folder)
	// Faults of the settings do not keep anyone from being taken off, unless tokens need them.
	tokens := map[string]string{}
	for _, one := range addresses {
		if !strings.Contains(one, "@") {
			tokens[one] = ""
		}
	}
	unread := errors.New("as a token it cannot be looked up before the settings are mended; bulletin send tells what is wrong")
	if len(problems) == 0 {
		unread = whose(tokens, folder, settings, known)
	}
	var wrong []error
	var found []string
	for _, one := range addresses {
		address, isToken := tokens[one]
		switch {
		case !isToken:
			if err := CheckAddress(one); err != nil {
				wrong = append(wrong, fmt.Errorf("%q: %w", one, err))
			}
			found = append(found, one)
		case unread != nil:
			wrong = append(wrong, fmt.Errorf("%q: is no address such as name@example.org; %w", one, unread))
		case address == "":
			wrong = append(wrong, fmt.Errorf("%q: is no address, and no token of a recipient", one))
		default:
			found = append(found, address)
		}
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	l, err := OpenLedger(folder)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	listed := map[string]bool{}
	for i := range known {
		listed[known[i].Key()] = true
	}
	leaving := make([]Exclusion, len(found))
	for i, address := range found {
		leaving[i] = Exclusion{address, "unsubscribed on " + now.Format(time.DateOnly), now}
		if !listed[addressKey(address)] {
			unknown = append(unknown, address)
		}
	}
	return unknown, l.Exclude(leaving...)
}

// whose finds the addresses that tokens stand for, among those on the list and
// those who were on it when something was sent from here.
func whose(tokens map[string]string, folder string, settings *Settings, known []Recipient) error {
	if len(tokens) == 0 {
		return nil
	}
	t, err := readTokens(settings)
	if err != nil {
		return fmt.Errorf("as a token it cannot be looked up: %w", err)
	}
	for i := range known {
		t.Whose(tokens, &known[i])
	}
	missing := slices.Contains(slices.Collect(maps.Values(tokens)), "")
	if !missing || !hasLedger(folder) {
		return nil
	}
	h, err := OpenHistory(folder)
	if err != nil {
		return err
	}
	err = h.each(func(e *Entry) error {
		t.Whose(tokens, &e.Recipient)
		return nil
	})
	return errors.Join(err, h.Close())
}
