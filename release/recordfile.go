package release

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"bulletin/config"
	"bulletin/tables"

	"github.com/BurntSushi/toml"
)

// The record is TOML, a key a line, in one form:
//
//	[[release]]
//	revision = 2
//	released = 2024-08-01T10:00:00+05:00
//	wave = "2024-1"
//	source = "sha256:…"
//	severity = "major"
//	reason = "…"
//	producer = "bulletin 0.4.0"
//	digest = "sha256:…"
//
//	[[release.file]]
//	name = "bulletin-r2.pdf"
//	language = "kk"
//	size = 48512
//	sha256 = "…"
//
// Severity and reason are not there at revision 1. The digest of a revision is
// SHA-256 over the digest of the revision before (nothing at revision 1) and a
// line feed, then the lines of its own entry as they stand above, each with a
// line feed, without the empty ones and that of the digest. So an entry that was
// altered, left out or moved is recognised; that the last one was cut off is seen
// by its files. Whoever alters a record on purpose can make its digests anew:
// they guard against accidents, and the PDFs in readers' hands against the rest.

const recordComment = `# Бұл файлды bulletin бағдарламасы ғана жазады. Оны өзгертпеңіз: әр жазба өзінің бақылау қосындысымен салыстырылады.
# Этот файл пишет только программа bulletin. Не меняйте его: каждая запись сверяется со своей контрольной суммой.
# This file is written by bulletin alone. Do not change it: each entry is held to its digest.
`

// written gives the record as its file has it.
func (r *Record) written() []byte {
	var b strings.Builder
	b.WriteString(recordComment)
	for i := range r.Revisions {
		one := &r.Revisions[i]
		for _, line := range one.lines() {
			if strings.HasPrefix(line, "[[") {
				b.WriteString("\n")
			}
			b.WriteString(line + "\n")
			if strings.HasPrefix(line, "producer = ") {
				b.WriteString("digest = " + config.Quoted(one.Digest) + "\n")
			}
		}
	}
	return []byte(b.String())
}

// lines gives the entry of a revision without its digest.
func (r *Revision) lines() []string {
	lines := []string{
		"[[release]]",
		"revision = " + strconv.Itoa(r.Number),
		"released = " + r.Released.Format(time.RFC3339),
		"wave = " + config.Quoted(r.Wave),
		"source = " + config.Quoted(r.Source),
	}
	if r.Severity != "" {
		lines = append(lines, "severity = "+config.Quoted(r.Severity))
	}
	if r.Reason != "" {
		lines = append(lines, "reason = "+config.Quoted(r.Reason))
	}
	lines = append(lines, "producer = "+config.Quoted(r.Producer))
	for _, f := range r.Files {
		lines = append(
			lines, "[[release.file]]",
			"name = "+config.Quoted(f.Name),
			"language = "+config.Quoted(f.Language),
			"size = "+strconv.FormatInt(f.Size, 10),
			"sha256 = "+config.Quoted(f.SHA256),
		)
	}
	return lines
}

// digest gives the digest of a revision that follows the one with the digest before.
func (r *Revision) digest(before string) string {
	return "sha256:" + digestOf([]byte(before+"\n"+strings.Join(r.lines(), "\n")+"\n"))
}

// parseRecord reads a record's text and gives all that is wrong with it.
func parseRecord(file, text string) ([]Revision, []tables.Problem) {
	p := &recordParser{file: file}
	for i, line := range strings.Split(text, "\n") {
		p.line(i+1, line)
	}
	p.finish()
	if len(p.revisions) == 0 && len(p.found) == 0 {
		p.problem(tables.Place{File: file}, "there is no release in the record")
	}
	before := ""
	for i := range p.revisions {
		p.revision(i, before)
		before = p.revisions[i].Digest
	}
	out := make([]Revision, len(p.revisions))
	for i, r := range p.revisions {
		out[i] = r.Revision
	}
	return out, tables.LimitProblems(p.found)
}

// recordParser reads a record line by line: it takes the one form that is written, and so knows every place.
type recordParser struct {
	file      string
	revisions []parsed
	set       map[string]bool // keys of the entry that is read
	inFile    bool            // it is a file's
	at        tables.Place    // its heading
	found     []tables.Problem
}

// parsed is a revision, and whether something of it could not be read.
type parsed struct {
	Revision
	faulty bool
}

func (p *recordParser) problem(at tables.Place, format string, args ...any) {
	p.tell(at, fmt.Sprintf(format, args...)+"; restore "+RecordFile+" from a copy")
}

func (p *recordParser) tell(at tables.Place, message string) {
	p.found = append(p.found, tables.Problem{Place: at, Message: message})
	if n := len(p.revisions); n > 0 {
		p.revisions[n-1].faulty = true
	}
}

func (p *recordParser) line(number int, line string) {
	trimmed := strings.TrimLeft(line, " \t")
	at := tables.Place{File: p.file, Line: number, Column: len(line) - len(trimmed) + 1}
	switch strings.TrimRight(trimmed, " \t") {
	case "":
	case "[[release]]":
		p.finish()
		p.revisions = append(p.revisions, parsed{Revision: Revision{Place: at}})
		p.begin(at, false)
	case "[[release.file]]":
		p.finish()
		if len(p.revisions) == 0 {
			p.problem(at, "a file stands before the first [[release]]")
			return
		}
		last := &p.revisions[len(p.revisions)-1]
		last.Files = append(last.Files, Recorded{place: at})
		p.begin(at, true)
	default:
		if trimmed[0] != '#' {
			p.key(at, trimmed)
		}
	}
}

func (p *recordParser) begin(at tables.Place, inFile bool) {
	p.at, p.inFile, p.set = at, inFile, map[string]bool{}
}

func (p *recordParser) key(at tables.Place, line string) {
	var values map[string]any
	if _, err := toml.Decode(line, &values); err != nil || len(values) != 1 || line[0] == '[' {
		p.problem(at, "the record has no such line")
		return
	}
	for key, value := range values {
		known := p.keys()
		switch {
		case p.set == nil:
			p.problem(at, "%q stands before the first [[release]]", key)
		case p.set[key]:
			p.problem(at, "%q stands twice", key)
		case !slices.Contains(known, key):
			p.tell(at, fmt.Sprintf("unknown key %q%s; if a newer version of bulletin wrote it, use that, else restore %s from a copy", key, tables.Hint(key, known), RecordFile))
		case !p.take(key, value):
			p.problem(at, "%q has a value that no record has", key)
		}
		if p.set != nil {
			p.set[key] = true
		}
	}
}

var (
	revisionKeys = []string{"revision", "released", "wave", "source", "producer", "digest", "severity", "reason"}
	fileKeys     = []string{"name", "language", "size", "sha256"}
)

func (p *recordParser) keys() []string {
	if p.inFile {
		return fileKeys
	}
	return revisionKeys
}

// take puts a value where it belongs.
func (p *recordParser) take(key string, value any) bool {
	r := &p.revisions[len(p.revisions)-1]
	var text *string
	ok := false
	switch key {
	case "revision":
		var n int64
		n, ok = value.(int64)
		r.Number = int(n)
		return ok
	case "released":
		r.Released, ok = instant(value)
		return ok
	case "wave":
		text = &r.Wave
	case "source":
		text = &r.Source
	case "severity":
		text = &r.Severity
	case "reason":
		text = &r.Reason
	case "producer":
		text = &r.Producer
	case "digest":
		text = &r.Digest
	default:
		return takeOfFile(&r.Files[len(r.Files)-1], key, value)
	}
	*text, ok = value.(string)
	return ok
}

func takeOfFile(f *Recorded, key string, value any) (ok bool) {
	switch key {
	case "name":
		// It is opened by this name: it must lead nowhere else.
		f.Name, ok = value.(string)
		return ok && config.NameProblem(f.Name) == "" && !strings.Contains(f.Name, "/")
	case "language":
		f.Language, ok = value.(string)
	case "size":
		f.Size, ok = value.(int64)
		return ok && f.Size >= 0
	case "sha256":
		f.SHA256, ok = value.(string)
		_, err := hex.DecodeString(f.SHA256)
		return ok && err == nil && len(f.SHA256) == 64
	}
	return ok
}

// instant takes a time with its zone; the decoder takes the machine's zone where the offset is the same.
func instant(value any) (time.Time, bool) {
	t, ok := value.(time.Time)
	if !ok || strings.HasSuffix(t.Location().String(), "-local") {
		return time.Time{}, false
	}
	_, offset := t.Zone()
	return t.In(time.FixedZone("", offset)), true
}

// finish looks for keys that the entry read last should have.
func (p *recordParser) finish() {
	if p.set == nil {
		return
	}
	for _, key := range p.keys() {
		if !p.set[key] && key != "severity" && key != "reason" {
			p.problem(p.at, "missing key %q", key)
		}
	}
}

// revision holds a revision to its place in the chain. One that could not be read is told already.
func (p *recordParser) revision(i int, before string) {
	r := &p.revisions[i]
	tell := func(at tables.Place, format string, args ...any) {
		p.found = append(p.found, tables.Problem{Place: at, Message: fmt.Sprintf(format, args...) + "; restore " + RecordFile + " from a copy"})
	}
	switch {
	case r.faulty:
	case r.Number != i+1:
		tell(r.Place, "revision %d stands where revision %d should be", r.Number, i+1)
	case r.Digest != r.digest(before):
		tell(r.Place, "revision %d is not as it was recorded: its digest is another", r.Number)
	}
	seen := map[string]bool{}
	for _, f := range r.Files {
		name := strings.ToLower(f.Name)
		if seen[name] && !r.faulty {
			tell(f.place, "the file %q stands twice", f.Name)
		}
		seen[name] = true
	}
}
