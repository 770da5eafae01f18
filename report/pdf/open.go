package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"unicode"

	"bulletin/report/layout"
)

// Published is what a file written by this program says of itself. Nothing of
// it can be trusted: whoever altered the file may have altered it too.
type Published struct {
	Producer    string // the program and its version
	Standard    layout.Standard
	Language    string
	Revision    int // 1: as first published
	Draft       bool
	Attachments []layout.Attachment // without descriptions
	Faces       []layout.CustomFace
}

// ErrForeign is the error of a file that is not as this program writes it.
var ErrForeign = errors.New("this is no PDF as bulletin writes it")

// Bounds of what is read from a file, whose numbers may be lies.
const (
	maxFile    = 256 << 20
	maxRead    = 64 << 20 // of all streams, inflated, and of what is read of objects, together
	maxObjects = 1 << 22
	maxValues  = 1 << 14 // in an object
	maxHeader  = 1 << 16 // what stands before a stream's data
	maxDepth   = 16
	maxInside  = 4096 // files, and faces

	maxRevision = 10_000
)

// Open reads what a file says of itself. It reads files as Write makes them and
// no others: one cross-reference stream, one object stream.
func Open(data []byte) (*Published, error) {
	if len(data) > maxFile {
		return nil, fmt.Errorf("%w: it is larger than %d MiB", ErrForeign, maxFile>>20)
	}
	o := &opener{data: data, left: maxRead}
	p, err := o.published()
	if err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrForeign, err)
	}
	return p, nil
}

// opener reads one file.
type opener struct {
	data   []byte
	left   int    // bytes that may still be read
	rows   []byte // of the cross-reference stream
	holder ref    // number of the object stream that was read last
	held   []byte // its objects
	index  []heldAt
}

// heldAt is where an object of an object stream begins.
type heldAt struct{ number, offset int32 }

// charge counts what was read; where it is more than any file of ours has, the rest is not read.
func (o *opener) charge(n int) error {
	if o.left -= n; o.left < 0 {
		return errors.New("there is more in it than is sound")
	}
	return nil
}

func (o *opener) published() (*Published, error) {
	root, err := o.crossReferences()
	if err != nil {
		return nil, err
	}
	catalog, err := o.dict(root)
	if err != nil {
		return nil, err
	}
	p := &Published{}
	if err := o.readXMP(p, catalog["Metadata"]); err != nil {
		return nil, err
	}
	files, ok := catalog["AF"].([]any)
	if !ok {
		return nil, errors.New("no attached files")
	}
	if len(files) > maxInside {
		return nil, fmt.Errorf("more than %d attached files", maxInside)
	}
	for _, f := range files {
		a, err := o.attachment(f)
		if err != nil {
			return nil, err
		}
		p.Attachments = append(p.Attachments, *a)
	}
	return p, nil
}

// crossReferences reads the cross-reference stream and gives the catalog's number.
func (o *opener) crossReferences() (any, error) {
	at := bytes.LastIndex(o.data, []byte("startxref\n"))
	if at < 0 {
		return nil, errors.New("no startxref")
	}
	number, _, _ := strings.Cut(string(o.data[at+len("startxref\n"):min(len(o.data), at+40)]), "\n")
	start, err := strconv.Atoi(number)
	if err != nil || start < 0 || start >= at {
		return nil, errors.New("no cross-references")
	}
	d, rows, err := o.stream(start)
	if err != nil {
		return nil, err
	}
	if len(rows)%(xrefWidth+1) != 0 || len(rows)/(xrefWidth+1) > maxObjects {
		return nil, errors.New("strange cross-references")
	}
	var above [xrefWidth]byte
	for len(rows) > 0 {
		for i := range above {
			above[i] += rows[1+i]
		}
		o.rows = append(o.rows, above[:]...)
		rows = rows[xrefWidth+1:]
	}
	return d["Root"], nil
}

// object gives an object that is no stream, by its reference.
func (o *opener) object(r any) (any, error) {
	n, ok := r.(ref)
	if !ok {
		return r, nil
	}
	row, err := o.row(n)
	if err != nil || row[0] != 2 {
		return nil, fmt.Errorf("object %d is not where it should be", n)
	}
	holder, index := ref(binary.BigEndian.Uint32(row[1:])), int(binary.BigEndian.Uint32(row[5:]))
	if err := o.readHolder(holder); err != nil {
		return nil, err
	}
	if index >= len(o.index) || ref(o.index[index].number) != n {
		return nil, fmt.Errorf("object %d is not in its object stream", n)
	}
	s := scanner{b: o.held[o.index[index].offset:]}
	begin := len(s.b)
	v, err := s.value(0)
	if err != nil {
		return nil, err
	}
	return v, o.charge(begin - len(s.b))
}

func (o *opener) row(n ref) ([]byte, error) {
	if n <= 0 || int(n) >= len(o.rows)/xrefWidth {
		return nil, fmt.Errorf("there is no object %d", n)
	}
	return o.rows[int(n)*xrefWidth:][:xrefWidth], nil
}

func (o *opener) readHolder(n ref) error {
	if o.held != nil && o.holder == n {
		return nil
	}
	d, data, err := o.streamOf(n)
	if err != nil {
		return err
	}
	first, ok := d["First"].(int)
	count, isInt := d["N"].(int)
	if !ok || !isInt || first < 0 || first > len(data) || count < 0 || count > maxObjects || count > first {
		return errors.New("strange object stream")
	}
	o.holder, o.held, o.index = n, data[first:], make([]heldAt, count)
	s := scanner{b: data[:first]}
	for i := range o.index {
		number, err1 := s.integer()
		offset, err2 := s.integer()
		if err1 != nil || err2 != nil || number < 0 || number > maxObjects || offset < 0 || offset > len(o.held) {
			return errors.New("strange object stream")
		}
		o.index[i] = heldAt{int32(number), int32(offset)}
	}
	return nil
}

func (o *opener) dict(r any) (map[string]any, error) {
	v, err := o.object(r)
	if err != nil {
		return nil, err
	}
	d, ok := v.(map[string]any)
	if !ok {
		return nil, errors.New("a dictionary is missing")
	}
	return d, nil
}

// streamOf gives a stream by its reference.
func (o *opener) streamOf(r any) (map[string]any, []byte, error) {
	n, ok := r.(ref)
	if !ok {
		return nil, nil, errors.New("a stream is missing")
	}
	row, err := o.row(n)
	if err != nil || row[0] != 1 {
		return nil, nil, fmt.Errorf("stream %d is not where it should be", n)
	}
	return o.stream(int(binary.BigEndian.Uint32(row[1:])))
}

// stream reads the stream object at an offset, inflated.
func (o *opener) stream(at int) (map[string]any, []byte, error) {
	if at < 0 || at >= len(o.data) {
		return nil, nil, errors.New("a stream lies outside the file")
	}
	header := o.data[at:min(len(o.data), at+maxHeader)]
	s := scanner{b: header}
	for range 2 {
		if _, err := s.integer(); err != nil {
			return nil, nil, err
		}
	}
	if !s.skip("obj") {
		return nil, nil, errors.New("no object where one should be")
	}
	v, err := s.value(0)
	if err != nil {
		return nil, nil, err
	}
	d, ok := v.(map[string]any)
	length, isInt := d["Length"].(int)
	if !ok || !isInt || !s.skip("stream\n") {
		return nil, nil, errors.New("a stream is cut short")
	}
	read := len(header) - len(s.b)
	data := o.data[at+read:]
	if length < 0 || length > len(data) {
		return nil, nil, errors.New("a stream is cut short")
	}
	if err := o.charge(read); err != nil {
		return nil, nil, err
	}
	if d["Filter"] == nil {
		return d, data[:length], o.charge(length)
	}
	data, err = o.inflate(data[:length])
	return d, data, err
}

func (o *opener) inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, int64(o.left)+1))
	if err != nil {
		return nil, err
	}
	return out, o.charge(len(out))
}

// attachment reads one associated file.
func (o *opener) attachment(r any) (*layout.Attachment, error) {
	d, err := o.dict(r)
	if err != nil {
		return nil, err
	}
	name, _ := d["UF"].(string)
	relationship, _ := d["AFRelationship"].(pdfName)
	ef, ok := d["EF"].(map[string]any)
	if !ok || name == "" {
		return nil, errors.New("an attached file has no name or no data")
	}
	_, data, err := o.streamOf(ef["F"])
	if err != nil {
		return nil, err
	}
	return &layout.Attachment{Name: name, Relationship: string(relationship), Data: data}, nil
}

// readXMP reads the metadata, in the form that xmp gives them.
func (o *opener) readXMP(p *Published, r any) error {
	_, data, err := o.streamOf(r)
	if err != nil {
		return err
	}
	s := string(data)
	p.Producer = between(s, "<pdf:Producer>", "</pdf:Producer>")
	p.Language = between(s, "<dc:language><rdf:Bag><rdf:li>", "</rdf:li>")
	for standard, words := range identification {
		if strings.Contains(s, words) {
			p.Standard = standard
		}
	}
	if p.Standard == "" || !strings.HasPrefix(p.Producer, "bulletin ") || !isWord(p.Producer) || !isWord(p.Language) {
		return errors.New("no word of the program and the standard")
	}
	faces := between(s, "<bulletin:faces><rdf:Bag>", "</rdf:Bag>")
	for one := range strings.SplitSeq(faces, "<rdf:li>") {
		sum, name, ok := strings.Cut(strings.TrimSuffix(one, "</rdf:li>"), " ")
		if !ok {
			continue
		}
		if len(sum) != 2*sha256.Size || strings.Trim(sum, "0123456789abcdef") != "" || len(p.Faces) == maxInside {
			return errors.New("strange faces")
		}
		p.Faces = append(p.Faces, layout.CustomFace{Name: html.UnescapeString(name), SHA256: sum})
	}
	p.Draft = between(s, "<bulletin:draft>", "</bulletin:draft>") == "True"
	p.Revision = 1
	if revision := between(s, "<bulletin:revision>", "</bulletin:revision>"); revision != "" {
		if p.Revision, err = strconv.Atoi(revision); err != nil || p.Revision < 1 || p.Revision > maxRevision {
			return errors.New("a strange revision")
		}
	}
	return nil
}

// isWord reports whether a word of the metadata can be shown on a terminal.
func isWord(s string) bool {
	return len(s) < 100 && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

func between(s, before, after string) string {
	_, s, found := strings.Cut(s, before)
	s, _, closed := strings.Cut(s, after)
	if !found || !closed {
		return ""
	}
	return s
}
