package release

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"bulletin"
	"bulletin/config"
	"bulletin/proof"
	"bulletin/tables"
)

// SupersededWave is the code of figures that were copied from another release
// and corrected there since.
const SupersededWave = "superseded-wave"

// SupersededWaves looks at the releases beside a release for those that its
// figures were copied from, and tells which of the figures are others there now.
func SupersededWaves(r *bulletin.Release) []proof.Finding {
	if len(r.Editions) == 0 || r.Editions[0].Bulletin == nil {
		return nil
	}
	b := r.Editions[0].Bulletin
	waves := map[string]*config.Bulletin{}
	var found []proof.Finding
	for _, id := range slices.Sorted(maps.Keys(b.Tables)) {
		t := b.Tables[id]
		for _, column := range slices.Sorted(maps.Keys(t.From)) {
			origin := t.From[column]
			wave := origin.Release.Value
			if _, looked := waves[wave]; !looked {
				waves[wave] = sibling(filepath.Dir(r.Editions[0].File), wave)
			}
			source := waves[wave]
			if t.Data == nil || source == nil || source.Digest() == origin.Digest.Value {
				continue
			}
			about := id + "." + column
			if changed := otherFigures(t.Data, column, source, origin); len(changed) > 0 {
				found = append(found, proof.Finding{
					Code: SupersededWave, Severity: proof.Warning, Place: origin.Release.Place(), About: about,
					Message: fmt.Sprintf("release %s was corrected since %q was copied from it: %s; copy the figures again, and its digest %s",
						wave, about, strings.Join(changed, ", "), source.Digest()),
				})
			}
		}
	}
	return proof.Silenced(found, b.Silences)
}

// sibling gives what release of a wave, in a folder beside this one, holds now:
// its last revision where one is recorded, else the folder as it is.
func sibling(folder, wave string) *config.Bulletin {
	beside, _ := config.Beside(folder)
	for _, one := range beside {
		if b, _, _ := config.Load(one); b != nil && b.Wave.Value == wave {
			return published(one, b)
		}
	}
	return nil
}

// published gives the last recorded revision of a release, or the folder's own source where there is none.
func published(folder string, b *config.Bulletin) *config.Bulletin {
	record, err := ReadRecord(folder)
	if err != nil || record.Last() == nil {
		return b
	}
	source, err := OpenSource(fmt.Sprintf("%s@%d", folder, record.Last().Number), Faces(slices.Collect(maps.Values(b.Fonts.Files))))
	if err != nil {
		return b
	}
	return source.Editions[0].Bulletin
}

// otherFigures tells the rows of a copied column whose figure is another in the release it came from.
func otherFigures(t *tables.Table, column string, source *config.Bulletin, origin *config.Origin) []string {
	there := source.Tables[origin.Table.Value]
	j := t.Column(column)
	if there == nil || there.Data == nil || j < 0 {
		return nil
	}
	k := there.Data.Column(origin.Column.Value)
	var out []string
	for i, row := range t.Rows {
		l := there.Data.Row(row.ID)
		if k < 0 || l < 0 {
			continue
		}
		was, is := t.Cells[i][j], there.Data.Cells[l][k]
		if !was.Same(is) {
			out = append(out, fmt.Sprintf("%s is %s, not %s", row.ID, is, was))
		}
	}
	return out
}
