package release

import (
	"strings"
	"time"

	"bulletin"
	"bulletin/config"
)

// Lines gives the TOML that declares a difference from a revision as one
// correction, by the files that it belongs to: to be put at their ends, or
// instead of a correction of that revision that stands there already. What that
// one says stays; else the correction is made now, and the reason is left to be
// written. It is empty where there is nothing to declare.
func Lines(d *Difference, editions []*bulletin.Edition, revision int, now time.Time) string {
	if d.Empty() {
		return ""
	}
	var b strings.Builder
	for i, e := range editions {
		own := config.Correction{Date: madeAt(e.Bulletin, now)}
		own.Severity.Value = d.leastSeverity()
		where := ""
		if all := e.Bulletin.Corrections; len(all) >= revision {
			declared := all[revision-1]
			own.Date, own.Reason = declared.Date, declared.Reason
			if declared.Severity.Value == "major" {
				own.Severity = declared.Severity
			}
			where = ", instead of its last [[correction]]"
		}
		b.WriteString("# " + e.File + where + "\n[[correction]]\n")
		reason := config.Quoted(own.Reason.Value)
		if i > 0 {
			b.WriteString("reason = " + reason + "\n\n")
			continue
		}
		b.WriteString("date     = " + own.Date.Format(time.RFC3339) + "\n")
		b.WriteString("severity = " + config.Quoted(own.Severity.Value) + "\n")
		b.WriteString("reason   = " + reason + "\n")
		if len(d.Figures) > 0 {
			b.WriteString("change   = [\n")
			for _, f := range d.Figures {
				b.WriteString("  { table = " + config.Quoted(f.Cell.Table) + ", row = " + config.Quoted(f.Cell.Row) +
					", column = " + config.Quoted(f.Cell.Column) + ", old = " + config.Quoted(f.Old) + ", new = " + config.Quoted(f.New) + " },\n")
			}
			b.WriteString("]\n")
		}
		if also := d.others(); len(also) > 0 {
			quoted := make([]string, len(also))
			for i, at := range also {
				quoted[i] = config.Quoted(at)
			}
			b.WriteString("also     = [" + strings.Join(quoted, ", ") + "]\n")
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// madeAt gives the date of a correction that is made now, in the time zone of
// the office, and after what it corrects: the hour of publication may be yet to come.
func madeAt(b *config.Bulletin, now time.Time) time.Time {
	before := b.Published
	if n := len(b.Corrections); n > 0 {
		before = b.Corrections[n-1].Date
	}
	now = now.Truncate(time.Second)
	if !now.After(before) {
		now = before.Add(time.Minute)
	}
	return now.In(b.Published.Location())
}

// leastSeverity is major where something turned round.
func (d *Difference) leastSeverity() string {
	if len(d.Turned) > 0 {
		return "major"
	}
	return "minor"
}
