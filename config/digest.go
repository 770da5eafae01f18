package config

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// File is a file of the release as a PDF carries it: all that is needed to build it again, but for faces.
type File struct {
	Name  string // in the release
	Table string // id of the table that it has; empty: it is the TOML
	Data  []byte
}

// Digest identifies the figures of a release and the words of its first
// edition, whichever edition b is: it is the SHA-256, as sha256: and 64
// hexadecimal digits, of what the first edition has in Files. Of each file in
// order it takes the name, a line feed, the number of bytes in decimal digits,
// a line feed, and the bytes. So it does not move with the name of the folder or
// of the TOML file, with line ends, with how a spreadsheet stored a figure, with
// a word of a further edition, or with a face.
func (b *Bulletin) Digest() string {
	files := b.source
	if files == nil {
		files = b.Files
	}
	sum := sha256.New()
	for _, f := range files {
		fmt.Fprintf(sum, "%s\n%d\n", f.Name, len(f.Data))
		sum.Write(f.Data)
	}
	return digestPrefix + hex.EncodeToString(sum.Sum(nil))
}

const digestPrefix = "sha256:"

// isDigest reports whether s has the form that Digest gives.
func isDigest(s string) bool {
	data, err := hex.DecodeString(s[min(len(s), len(digestPrefix)):])
	return err == nil && len(data) == sha256.Size && s == digestPrefix+hex.EncodeToString(data)
}
