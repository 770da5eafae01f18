package bulletin

import (
	"cmp"
	"slices"
	"strings"

	"bulletin/config"
	"bulletin/proof"
	"bulletin/tables"
)

// Invalid is the code of what keeps a release from being read or laid out; it
// cannot be silenced. The other codes are those of package proof.
const Invalid = "invalid"

// CorrectionMismatch is the code of a declared correction that is not what changed.
const CorrectionMismatch = "correction-mismatch"

// Problems is what is to be mended in a release, in the order of its files and
// lines. Silenced findings are in the list and count for nothing.
type Problems struct {
	List    []proof.Finding
	Sources config.Sources // where the line of a problem can be had
}

func (r *Release) problems(list []proof.Finding) *Problems {
	return &Problems{list, r.Sources}
}

// invalid gives problems of the first stages as findings.
func invalid(list []tables.Problem) []proof.Finding {
	out := make([]proof.Finding, len(list))
	for i, p := range list {
		out[i] = proof.Finding{Code: Invalid, Severity: proof.Error, Place: p.Place, Message: p.Message}
	}
	return out
}

// Count gives how many errors and warnings there are that no one silenced.
func (p *Problems) Count() (errors, warnings int) {
	for _, one := range p.List {
		switch {
		case one.Silenced != "":
		case one.Severity == proof.Error:
			errors++
		default:
			warnings++
		}
	}
	return errors, warnings
}

// Refuses reports whether the release is not to be built; the strict way, warnings keep it from being built too.
func (p *Problems) Refuses(strict bool) bool {
	errors, warnings := p.Count()
	return errors > 0 || strict && warnings > 0
}

// Error gives one line a problem, file:line:column: message.
func (p *Problems) Error() string {
	var lines []string
	for _, one := range p.List {
		if one.Silenced == "" {
			lines = append(lines, one.Place.String()+": "+one.Message)
		}
	}
	return strings.Join(lines, "\n")
}

// Drop takes the findings with a code out.
func (p *Problems) Drop(code string) {
	p.List = slices.DeleteFunc(p.List, func(f proof.Finding) bool { return f.Code == code })
}

// Add adds findings in the order of their places.
func (p *Problems) Add(more []proof.Finding) {
	p.List = slices.Concat(more, p.List)
	slices.SortStableFunc(p.List, func(x, y proof.Finding) int {
		return cmp.Or(
			cmp.Compare(x.Place.File, y.Place.File),
			cmp.Compare(x.Place.Sheet, y.Place.Sheet),
			cmp.Compare(x.Place.Line, y.Place.Line),
			cmp.Compare(x.Place.Column, y.Place.Column))
	})
}

// ProblemsOf gives problems of other files of a release folder, such as the settings for sending it.
func ProblemsOf(list []tables.Problem, sources config.Sources) *Problems {
	return &Problems{invalid(tables.SortProblems(list)), sources}
}
