package proof

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bulletin/config"
	"bulletin/tables"
)

// unusedSilence is the code of what silences give rise to themselves.
const unusedSilence = "unused-silence"

// toldElsewhere lists the codes of findings that others than the rules tell: of
// addresses that were fetched, and of releases beside this one.
var toldElsewhere = []string{deadLink, "superseded-wave"}

// Silenced puts the reasons of [[silence]] entries into findings that others
// than the rules tell.
func Silenced(found []Finding, silences []config.Silence) []Finding {
	return slices.DeleteFunc(silenced(found, silences), func(f Finding) bool { return f.Code == unusedSilence })
}

// silenced puts the reasons of an edition's [[silence]] entries into the
// findings, which come in the order of places, and adds the entries that have
// none to silence. One entry silences one finding: the first with its code and words.
func silenced(found []Finding, silences []config.Silence) []Finding {
	for i := range silences {
		s := &silences[i]
		if s.Code.Value == "" || s.About.Value == "" || s.Reason.Value == "" {
			continue // what is missing has been told
		}
		at := slices.IndexFunc(found, func(f Finding) bool {
			return f.Silenced == "" && f.Code == s.Code.Value && sameWords(f.About, s.About.Value)
		})
		if at >= 0 {
			found[at].Silenced = s.Reason.Value
			continue
		}
		if slices.Contains(toldElsewhere, s.Code.Value) {
			continue
		}
		found = append(found, Finding{
			Code: unusedSilence, Severity: Warning,
			Place: s.Code.Place(), Message: unused(s, found), About: s.About.Value,
		})
	}
	return found
}

// unused says why a silence has nothing to silence.
func unused(s *config.Silence, found []Finding) string {
	var codes, about []string
	for _, r := range rules() {
		codes = append(codes, r.code)
	}
	if !slices.Contains(codes, s.Code.Value) {
		slices.Sort(codes)
		if hint := tables.Hint(s.Code.Value, codes); hint != "" {
			return fmt.Sprintf("no finding has the code %q%s", s.Code.Value, hint)
		}
		return fmt.Sprintf("no finding has the code %q; the codes are %s", s.Code.Value, strings.Join(codes, ", "))
	}
	for _, f := range found {
		if f.Code != s.Code.Value {
			continue
		}
		if f.Silenced == "" {
			about = append(about, f.About)
		} else if sameWords(f.About, s.About.Value) {
			return fmt.Sprintf("what is found about %q is silenced by another entry; one entry silences one finding, so delete this one", s.About.Value)
		}
	}
	if len(about) == 0 {
		return fmt.Sprintf("nothing is found about %q any more that this entry could silence; delete the entry", s.About.Value)
	}
	hint := tables.Hint(s.About.Value, about)
	if hint == "" {
		hint = "; what is found with this code is about " + joinFew(inQuotes(about))
	}
	return fmt.Sprintf("nothing is found about %q that this entry could silence%s; mend the entry, or delete it", s.About.Value, hint)
}

// inQuotes puts quotation marks around words.
func inQuotes(words []string) []string {
	var all []string
	for _, w := range words {
		all = append(all, strconv.Quote(w))
	}
	return all
}

// sameWords compares words whatever the spaces and line ends between them.
func sameWords(a, b string) bool {
	return a == b || strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}
