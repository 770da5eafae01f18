package release

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"bulletin"
	"bulletin/config"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/report/pdf"
	"bulletin/tables"
)

// A State is how a release folder stands to its record.
type State struct {
	Record     *Record     // nil: nothing was released
	Difference *Difference // from the last revision; nil where nothing was released
	Undeclared []string    // what is different and no correction declares, as «bulletin diff» names it; and what is declared and is not so
	OtherForm  bool        // the source is another, and neither figures nor words differ: comments, looks
}

// Draft reports whether what is built from the folder is neither what was
// published nor a declared correction of it.
func (s *State) Draft() bool { return len(s.Undeclared) > 0 }

// StateOf compares the release in a folder with the folder's record. A TOML file
// of another name than a release's has none.
func StateOf(r *bulletin.Release) (*State, error) {
	folder := filepath.Dir(r.Editions[0].File)
	if name := filepath.Base(r.Editions[0].File); name != config.FileName && name != editionFile(r.Editions[0].Language, "") {
		return &State{}, nil
	}
	record, err := ReadRecord(folder)
	if err != nil || record.Last() == nil {
		return &State{}, err
	}
	last := record.Last()
	all, _ := config.Editions(folder)
	whole := len(r.Editions) == len(all)
	if same, err := hasSource(r, last, folder, whole); err != nil || same {
		return &State{Record: record, Difference: &Difference{}}, err
	}
	was, err := OpenSource(fmt.Sprintf("%s@%d", folder, last.Number), Faces(slices.Collect(maps.Values(r.Editions[0].Bulletin.Fonts.Files))))
	if err != nil {
		return nil, err
	}
	now := &Source{Name: folder, Editions: r.Editions, whole: whole}
	s := &State{Record: record, Difference: Compare(was, now)}
	s.Undeclared = append(altered(was.Editions, r.Editions), undeclared(s.Difference, was.Editions[0].Bulletin, r.Editions[0].Bulletin, whole)...)
	s.OtherForm = s.Difference.Empty() && !s.Draft() && r.Editions[0].Bulletin.Revision() == last.Number
	return s, nil
}

// hasSource reports whether the PDFs of a revision have the editions of a release
// inside, byte for byte, and no others where that is whole: then nothing need be
// laid out to compare them.
func hasSource(r *bulletin.Release, last *Revision, folder string, whole bool) (bool, error) {
	inside := map[string][]layout.Attachment{}
	for _, f := range last.Files {
		if filepath.Ext(f.Name) != ".pdf" {
			continue
		}
		data, err := last.File(folder, f.Name)
		if err != nil {
			return false, err
		}
		p, err := pdf.Open(data)
		if err != nil {
			return false, nil // of another version
		}
		inside[f.Language] = p.Attachments
	}
	for _, e := range r.Editions {
		same := slices.EqualFunc(inside[e.Language], e.Bulletin.Files, func(a layout.Attachment, f config.File) bool {
			return a.Name == f.Name && bytes.Equal(a.Data, f.Data)
		})
		if !same {
			return false, nil
		}
	}
	return !whole || len(inside) == len(r.Editions), nil
}

// altered names the corrections that were published and are not as they were,
// their reason in each language among it.
func altered(was, now []*bulletin.Edition) []string {
	var out []string
	for i := range was[0].Bulletin.Corrections {
		for _, e := range was {
			j := slices.IndexFunc(now, func(n *bulletin.Edition) bool { return n.Language == e.Language })
			if j < 0 {
				continue // what became of the edition is told of the edition
			}
			is := now[j].Bulletin.Corrections
			if i < len(is) && sameCorrection(&e.Bulletin.Corrections[i], &is[i]) {
				continue
			}
			out = append(out, fmt.Sprintf("correction %d, which was published and stays: restore it in %s", i+1, filepath.Base(now[j].File)))
			break
		}
	}
	return out
}

// undeclared names what is different between two versions and not declared by
// the one correction that the later has beside those of the earlier, and what
// that one declares though it is not different: of words only where the later
// version is whole, with all of its editions.
func undeclared(d *Difference, was, now *config.Bulletin, whole bool) []string {
	var out []string
	if extra := len(now.Corrections) - len(was.Corrections); extra > 1 {
		out = append(out, fmt.Sprintf("%d corrections where one can follow revision %d", extra, was.Revision()))
	}
	var declared config.Correction
	if len(now.Corrections) > len(was.Corrections) {
		declared = now.Corrections[len(was.Corrections)]
	}
	for _, f := range d.Figures {
		if !slices.ContainsFunc(declared.Changes, func(c config.Change) bool { return declares(&c, &f) }) {
			out = append(out, "figure "+cellName(f.Cell))
		}
	}
	others := d.others()
	for _, at := range others {
		if !slices.ContainsFunc(declared.Also, func(t config.Text) bool { return t.Value == at }) {
			out = append(out, at)
		}
	}
	const unfounded = ", which is declared and did not change"
	for i := range declared.Changes {
		name := changeName(&declared.Changes[i])
		if !slices.ContainsFunc(d.Figures, func(f FigureChange) bool { return cellName(f.Cell) == name }) {
			out = append(out, "figure "+name+unfounded)
		}
	}
	for _, t := range declared.Also {
		if whole && !slices.Contains(others, t.Value) {
			out = append(out, t.Value+unfounded)
		}
	}
	return out
}

// others names what changed beside figures, each once, in the order in which it is told.
func (d *Difference) others() []string {
	var out []string
	add := func(at string) {
		if !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	for _, w := range d.Words {
		add(w.At)
	}
	for _, p := range d.Parts {
		add(p.At)
	}
	for _, m := range d.Methods {
		add(m.At)
	}
	return out
}

func cellName(q report.Quote) string { return q.Table + "." + q.Row + "." + q.Column }

func changeName(c *config.Change) string {
	return c.Table.Value + "." + c.Row.Value + "." + c.Column.Value
}

func declares(c *config.Change, f *FigureChange) bool {
	return changeName(c) == cellName(f.Cell) && sameFigure(c.Old.Value, f.Old) && sameFigure(c.New.Value, f.New)
}

// sameFigure compares two figures or symbols as typed: 64 and 64,0 are the same.
func sameFigure(a, b string) bool {
	x, errX := tables.ParseNumber(a)
	y, errY := tables.ParseNumber(b)
	return a == b || errX == nil && errY == nil && x.Cmp(y) == 0
}

func sameCorrection(a, b *config.Correction) bool {
	sameText := func(x, y config.Text) bool { return x.Value == y.Value }
	sameChange := func(x, y config.Change) bool {
		return sameText(x.Table, y.Table) && sameText(x.Row, y.Row) && sameText(x.Column, y.Column) &&
			sameFigure(x.Old.Value, y.Old.Value) && sameFigure(x.New.Value, y.New.Value)
	}
	return a.Date.Equal(b.Date) && sameText(a.Severity, b.Severity) && sameText(a.Reason, b.Reason) &&
		slices.EqualFunc(a.Changes, b.Changes, sameChange) && slices.EqualFunc(a.Also, b.Also, sameText)
}
