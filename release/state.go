package release

import "bulletin"

// A State is how a release folder stands to its record.
type State struct {
	Record     *Record     // nil: nothing was released
	Difference *Difference // from the last revision; nil where nothing was released
	Undeclared []string    // what is different and no correction declares, as «bulletin diff» names it
}

// Draft reports whether what is built from the folder is neither what was
// published nor a declared correction of it.
func (s *State) Draft() bool { return len(s.Undeclared) > 0 }

// StateOf compares a folder with its record.
func StateOf(r *bulletin.Release) (*State, error) { return &State{}, nil }

// Lines gives the TOML to paste that declares what is different, the reason left
// to be filled in; it is empty where a difference has nothing to declare.
func Lines(d *Difference, editions []*bulletin.Edition) string { return "" }
