package config

import (
	"slices"
	"strconv"
	"strings"

	"bulletin/tables"
)

const (
	maxCorrections = 100
	maxTold        = 100 // problems of corrections after which no more are looked for
)

// checkCorrections looks at what the revisions of the release declare.
func (l *loader) checkCorrections() {
	all := l.bulletin.Corrections
	if len(all) > maxCorrections {
		l.problem(all[maxCorrections].Place, "a release has at most "+strconv.Itoa(maxCorrections)+" corrections")
		return
	}
	c := corrected{loader: l, told: len(l.problems), last: make(map[cellName]*Change), rows: make(map[string]map[string]int)}
	before, what := l.bulletin.Published, "the release was published"
	for i := range all {
		one := &all[i]
		n := l.root.child("correction").item(i)
		if !one.Date.IsZero() {
			if !one.Date.After(before) {
				l.problem(l.toml.place(n.child("date").begin()), "corrections stand in the order of their dates; this one is not later than "+before.Format("2006-01-02T15:04:05Z07:00")+", when "+what)
			}
			before, what = one.Date, "the correction before it was made"
		}
		if strings.TrimSpace(one.Severity.Value) != "" {
			l.oneOf(one.Severity, "severity", []string{"minor", "major"})
		}
		if len(one.Changes)+len(one.Also) == 0 && n.table["change"] == nil && n.table["also"] == nil {
			l.problem(one.Place, `this correction says nothing of what it changed; list figures under [[correction.change]], or name what else changed: also = ["section 2"]`)
		}
		c.checkAlso(one)
		c.checkChanges(one)
	}
	c.checkPresent()
}

// cellName names a cell by its ids.
type cellName struct{ table, row, column string }

// corrected goes through the figures that corrections changed.
type corrected struct {
	*loader
	told  int
	last  map[cellName]*Change      // the last change so far of each cell
	order []cellName                // of last
	rows  map[string]map[string]int // of each table, by id
}

// enough reports whether there is no point in telling more.
func (c *corrected) enough() bool { return len(c.problems)-c.told > maxTold }

// checkAlso asks that nothing is named twice.
func (c *corrected) checkAlso(one *Correction) {
	seen := make(map[string]bool)
	for _, name := range one.Also {
		if seen[name.Value] && name.Value != "" {
			c.problem(name.Place(), strconv.Quote(name.Value)+" is named already in this correction")
		}
		seen[name.Value] = true
	}
}

// checkChanges asks of each changed figure of a correction that there is such a
// cell, and that it was what the correction before left.
func (c *corrected) checkChanges(one *Correction) {
	seen := make(map[cellName]bool, len(one.Changes))
	for i := range one.Changes {
		if c.enough() {
			return
		}
		change := &one.Changes[i]
		name, known := c.cell(change)
		was, readable := c.typed(change.Old)
		is, ok := c.typed(change.New)
		if readable && ok && was == is {
			c.problem(change.New.Place(), "old and new are the same figure")
			continue
		}
		if !known {
			continue
		}
		if seen[name] {
			c.problem(change.Place, "this correction changes ."+name.String()+" already; a figure has one old and one new value")
			continue
		}
		seen[name] = true
		before := c.last[name]
		if before == nil {
			c.order = append(c.order, name)
		} else if left, ok := c.quiet(before.New); ok && readable && !left.Same(was) {
			c.problem(change.Old.Place(), "the correction before, in line "+strconv.Itoa(before.New.Place().Line)+", made this figure "+left.String()+", not "+was.String())
		}
		c.last[name] = change
	}
}

// cell gives the name of the cell that changed, and whether there is one.
func (c *corrected) cell(change *Change) (cellName, bool) {
	name := cellName{change.Table.Value, change.Row.Value, change.Column.Value}
	if strings.TrimSpace(name.table) == "" {
		return name, false // that it is missing has been told
	}
	t := c.bulletin.Tables[name.table]
	if t == nil {
		c.problem(change.Table.Place(), "no table "+strconv.Quote(name.table)+tables.Hint(name.table, keys(c.bulletin.Tables)))
		return name, false
	}
	if t.Names == nil {
		return name, false
	}
	known := true
	if strings.TrimSpace(name.row) == "" {
		known = false
	} else if _, ok := c.row(t, name.row); !ok {
		c.problem(change.Row.Place(), c.noSuch("row", name.row, t, t.Names.RowIDs()))
		known = false
	}
	if strings.TrimSpace(name.column) == "" {
		known = false
	} else if t.Names.Column(name.column) < 0 {
		c.problem(change.Column.Place(), c.noSuch("column", name.column, t, t.Names.ColumnIDs()))
		known = false
	}
	return name, known
}

// row gives the index of a row: a table may be long, and a correction too.
func (c *corrected) row(t *Table, id string) (int, bool) {
	rows, ok := c.rows[t.ID]
	if !ok {
		rows = make(map[string]int, len(t.Names.Rows))
		for i := range t.Names.Rows {
			rows[t.Names.Rows[i].ID] = i
		}
		c.rows[t.ID] = rows
	}
	i, ok := rows[id]
	return i, ok
}

// typed reads a figure or a symbol, or tells what is wrong with it.
func (c *corrected) typed(t Text) (tables.Cell, bool) {
	if strings.TrimSpace(t.Value) == "" {
		return tables.Cell{}, false // told
	}
	cell, err := tables.ParseCell(t.Value)
	if err != nil {
		c.problem(t.Place(), err.Error())
	}
	return cell, err == nil
}

// quiet reads what has been told to be wrong where it is.
func (c *corrected) quiet(t Text) (tables.Cell, bool) {
	cell, err := tables.ParseCell(t.Value)
	return cell, err == nil
}

// checkPresent asks that the last change of each cell left the figure that the
// table has. Where it did not, a figure was changed since, which is for those to
// judge who know what was published.
func (c *corrected) checkPresent() {
	for _, name := range c.order {
		if len(c.bulletin.Misdeclared) > maxTold {
			return
		}
		t, change := c.bulletin.Tables[name.table], c.last[name]
		if t.Data == nil {
			continue // its figures are wrong
		}
		row, _ := c.row(t, name.row)
		present := t.Data.Cells[row][t.Data.Column(name.column)]
		if is, ok := c.quiet(change.New); ok && !is.Same(present) {
			c.bulletin.Misdeclared = append(c.bulletin.Misdeclared, tables.Problem{Place: change.New.Place(), Message: "the table has " + present.String() + " here (" + present.Place.String() + "), not " + is.String() +
				"; put one of them right or, if this correction was published, leave it as it is and declare another that has " +
				name.correctedFrom(is.String(), present.String())})
		}
	}
}

// correctedFrom gives the change as a correction declares it.
func (n cellName) correctedFrom(old, new string) string {
	return "{ table = " + Quoted(n.table) + ", row = " + Quoted(n.row) + ", column = " + Quoted(n.column) + ", old = " + Quoted(old) + ", new = " + Quoted(new) + " }"
}

func (n cellName) String() string { return n.table + "." + n.row + "." + n.column }

// corrections gives the corrections that all editions share, with the reasons
// in the language of the edition, in the same order.
func (m *merger) corrections(first, words []Correction) []Correction {
	if len(first) != len(words) {
		place := m.toml.place(-1)
		if len(words) > 0 {
			n := m.root.child("correction")
			place = m.toml.place(n.item(min(len(first), len(words)-1)).begin())
		}
		message := m.firstFile + " has " + corrections(len(first)) + " and this file " + strconv.Itoa(len(words))
		if len(words) > len(first) {
			message += "; a correction is declared there first"
		} else {
			message += "; write the reason of each in this language, in the same order: [[correction]] and under it reason = \"…\""
		}
		m.problem(place, message)
	}
	out := slices.Clone(first)
	for i := range out {
		own := Correction{}
		if i < len(words) {
			own = words[i]
		}
		take(&out[i], &own)
	}
	return out
}

func corrections(n int) string {
	if n == 1 {
		return "1 correction"
	}
	return strconv.Itoa(n) + " corrections"
}
