package config

import (
	"reflect"
	"strconv"
	"unicode/utf8"

	"bulletin/tables"
)

// A Decoded is a TOML file other than a bulletin's that was read: it knows the
// places of its keys.
type Decoded struct {
	Sources Sources // its text
	OK      bool    // its form is that of TOML; otherwise nothing of it was decoded

	toml *source
	root *node
}

// Decode reads a TOML file into a struct that into points to, whose tags are a
// schema as those of [Bulletin] are. What the file does not set stays as it
// was. file is how problems name it. Every unknown key, missing key, wrong type
// and character that cannot be printed is told at once, sorted; a file larger
// than 1 MiB is refused as a bulletin.toml would be. The value is there whatever
// the problems.
func Decode(file string, data []byte, into any) (*Decoded, []tables.Problem) {
	d := &Decoded{Sources: Sources{}, toml: newSource(file, "", true), root: &node{key: -1, heading: -1, value: -1}}
	if len(data) > maxTOML {
		return d, d.told(-1, "the file is larger than "+strconv.Itoa(maxTOML>>20)+" MiB")
	}
	d.toml = newSource(file, tables.SourceText(data), false)
	d.Sources[file] = d.toml.text
	if !utf8.ValidString(d.toml.text) {
		return d, d.told(invalidByte(d.toml.text), "this is not UTF-8; save the file with the encoding UTF-8")
	}
	values, root, bad := parse(d.toml)
	if bad != nil {
		return d, d.told(bad.offset, bad.message)
	}
	d.root, d.OK = root, true
	target := reflect.ValueOf(into).Elem()
	walk := &decoder{source: d.toml, schema: target.Type()}
	walk.table(target, values, root, "")
	return d, tables.LimitProblems(walk.problems)
}

func (d *Decoded) told(offset int, message string) []tables.Problem {
	return []tables.Problem{{Place: d.toml.place(offset), Message: message}}
}

// At gives the place of the value that a path of keys sets, or of what comes nearest to it.
func (d *Decoded) At(path ...string) tables.Place {
	n := d.root
	for _, key := range path {
		n = n.child(key)
	}
	return d.toml.place(n.begin())
}
