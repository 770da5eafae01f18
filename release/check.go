package release

import (
	"fmt"
	"slices"
	"strings"

	"bulletin"
	"bulletin/config"
	"bulletin/proof"
	"bulletin/tables"
)

// UndeclaredChange is the code of a folder that differs from what was published: it builds drafts.
const UndeclaredChange = "undeclared-change"

// Check compares a release with its record, and with the releases beside it
// that its figures were copied from. It is silent on a release that could not be read whole.
func Check(r *bulletin.Release) ([]proof.Finding, error) {
	if len(r.Editions) == 0 {
		return nil, nil
	}
	for _, e := range r.Editions {
		if e.Pages == nil {
			return nil, nil
		}
	}
	found := SupersededWaves(r)
	state, err := StateOf(r)
	if err != nil || state.Difference == nil {
		return found, err
	}
	b := r.Editions[0].Bulletin
	if state.Draft() {
		found = append(found, proof.Finding{
			Code: UndeclaredChange, Severity: proof.Warning, Place: tables.Place{File: r.Editions[0].File},
			Message: fmt.Sprintf("differs from revision %d, which was published, in %s; what is built is a draft until [[correction]] declares it: bulletin release prints the lines",
				state.Record.Last().Number, some(state.Undeclared)),
		})
	}
	if n := state.Record.Last().Number; b.Revision() == n+1 {
		found = append(found, mismatches(state.Difference, &b.Corrections[n-1], n)...)
	}
	return found, nil
}

// mismatches tells what a correction declares and did not change since revision n.
func mismatches(d *Difference, c *config.Correction, n int) []proof.Finding {
	var found []proof.Finding
	tell := func(t config.Text, format string, args ...any) {
		found = append(found, proof.Finding{Code: bulletin.CorrectionMismatch, Severity: proof.Error, Place: t.Place(), About: t.Value, Message: fmt.Sprintf(format, args...)})
	}
	for i := range c.Changes {
		change := &c.Changes[i]
		name := changeName(change)
		declared := false
		for j := range d.Figures {
			f := &d.Figures[j]
			switch {
			case declares(change, f):
				declared = true
			case cellName(f.Cell) == name:
				tell(change.Old, "%s was %s in revision %d, not %s", name, f.Old, n, change.Old.Value)
				declared = true
			}
		}
		if !declared {
			tell(change.Table, "%s did not change since revision %d; take it out of the correction", name, n)
		}
	}
	others := d.others()
	for _, t := range c.Also {
		if !slices.Contains(others, t.Value) {
			tell(t, "%q did not change since revision %d%s", t.Value, n, tables.Hint(t.Value, others))
		}
	}
	return found
}

// some names the first of many things.
func some(list []string) string {
	const most = 5
	if len(list) > most {
		return strings.Join(list[:most], ", ") + fmt.Sprintf(" and %d more", len(list)-most)
	}
	return strings.Join(list, ", ")
}
