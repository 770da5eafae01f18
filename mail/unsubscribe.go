package mail

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	var tokens *Tokens
	var wrong []error
	var found []string
	for _, one := range addresses {
		if strings.Contains(one, "@") {
			if err := CheckAddress(one); err != nil {
				wrong = append(wrong, fmt.Errorf("%q: %w", one, err))
			}
			found = append(found, one)
			continue
		}
		if tokens == nil && len(problems) == 0 && settings != nil {
			if tokens, err = OpenTokens(settings); err != nil {
				return nil, err
			}
		}
		if tokens == nil {
			wrong = append(wrong, fmt.Errorf("%q: is no address", one))
		} else if r := tokens.Whose(one, known); r != nil {
			found = append(found, r.Address)
		} else {
			wrong = append(wrong, fmt.Errorf("%q: is no address, and no token of a recipient on the list", one))
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
	for _, address := range found {
		if err := l.Exclude(address, "unsubscribed on "+now.Format(time.DateOnly), now); err != nil {
			return nil, err
		}
		if !listed[addressKey(address)] {
			unknown = append(unknown, address)
		}
	}
	return unknown, nil
}
