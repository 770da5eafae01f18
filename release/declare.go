package release

import (
	"strings"
	"time"

	"bulletin"
	"bulletin/config"
)

// Lines gives the TOML that declares a difference as a correction made now, to
// be appended to the files it names: the reason is left to be written. It is
// empty where there is nothing to declare.
func Lines(d *Difference, editions []*bulletin.Edition, now time.Time) string {
	if d.Empty() {
		return ""
	}
	var b strings.Builder
	for i, e := range editions {
		b.WriteString("# " + e.File + "\n[[correction]]\n")
		if i > 0 {
			b.WriteString("reason = \"\"\n\n")
			continue
		}
		b.WriteString("date     = " + now.Format(time.RFC3339) + "\n")
		b.WriteString("severity = " + config.Quoted(d.leastSeverity()) + "\n")
		b.WriteString("reason   = \"\"\n")
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

// leastSeverity is major where something turned round.
func (d *Difference) leastSeverity() string {
	if len(d.Turned) > 0 {
		return "major"
	}
	return "minor"
}
