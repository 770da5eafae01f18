package config

import "bulletin/tables"

// Load reads a release: path is its folder or its TOML file ("" is the current
// folder). It gives the bulletin, or every problem there is, sorted. The
// sources of the files that problems name are in Sources.
func Load(path string) (*Bulletin, Sources, []tables.Problem) { panic("not yet") }

// Sources holds the text of the files of a release that was read, by Place.File.
type Sources map[string]string

// Line gives the line of a place, without its end, and whether it is known.
func (s Sources) Line(p tables.Place) (string, bool) { panic("not yet") }

// Place gives the place where the text begins.
func (t Text) Place() tables.Place { return t.place }

// At gives the place of the character that stands at a byte offset of Value.
func (t Text) At(offset int) tables.Place { panic("not yet") }
