package proof

import "bulletin/locale"

// reading is a release laid open before the rules.
type reading struct {
	editions []*edition // the first edition first
	known    Vocabulary
}

// edition is one language of the release.
type edition struct {
	Edition
	first    bool // bulletin.toml
	language *locale.Language
	passages []passage // in the order in which they are read
	placings []placing // of charts and tables, in order
}

func newReading(editions []Edition, known Vocabulary) *reading {
	r := &reading{known: known}
	for i, e := range editions {
		language := locale.For(e.Bulletin.Language.Value)
		if language == nil {
			continue // that there is none has been told
		}
		words := collect(e.Bulletin)
		r.editions = append(r.editions, &edition{
			Edition: e, first: i == 0, language: language,
			passages: words.all, placings: words.placings,
		})
	}
	return r
}

// isWhole reports whether all rules could look at the edition.
func (e *edition) isWhole() bool { return e.Document != nil && e.Pages != nil }
