package mail

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"mime"
	"net/textproto"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/locale"
	"bulletin/report"
)

// enclosures are what goes with all messages in one language, encoded once.
type enclosures struct {
	picture *picture // nil: the bulletin has no chart
	cid     string   // of the picture
	inline  []*enclosure
	files   []*enclosure
}

// enclosure is a file in a message.
type enclosure struct {
	header  textproto.MIMEHeader
	name    string // as the reader sees it
	size    int    // in bytes
	encoded string // base64 in lines of 76 characters
	mark    []byte // stands for encoded while the message is written: 24 bytes, no two files alike
}

func newEnclosure(contentType, disposition, name, fallback string, data []byte) *enclosure {
	sum := sha256.Sum256(data)
	return &enclosure{
		name: name, size: len(data), encoded: inLines(data), mark: sum[:24],
		header: textproto.MIMEHeader{
			"Content-Type":        {contentType + ";" + nameParameter(name)},
			"Content-Disposition": {disposition + ";" + fileNameParameters(name, fallback)},
		},
	}
}

// inLines gives data as base64 in lines of 76 characters (RFC 2045, 6.8).
func inLines(data []byte) string {
	const perLine = 57 // bytes: 76 characters
	var b strings.Builder
	b.Grow(len(data)*78/perLine + 80)
	var line [76]byte
	for len(data) > 0 {
		n := min(perLine, len(data))
		base64.StdEncoding.Encode(line[:], data[:n])
		b.Write(line[:base64.StdEncoding.EncodedLen(n)])
		b.WriteString("\r\n")
		data = data[n:]
	}
	return b.String()
}

// enclose prepares the picture and the attachments of an edition.
func enclose(e *Edition, issue *Issue, attach *Attach, w *Wording, domain string) (*enclosures, error) {
	out := &enclosures{}
	var err error
	if out.picture, err = pictureOf(e.Document); err != nil {
		return nil, fmt.Errorf("the chart for messages in %q cannot be drawn: %w", e.Language, err)
	}
	if out.picture != nil {
		sum := sha256.Sum256(out.picture.png)
		out.cid = hex.EncodeToString(sum[:16]) + "@" + domain
		file := newEnclosure("image/png", "inline", "chart.png", "chart.png", out.picture.png)
		file.header.Set("Content-Id", "<"+out.cid+">")
		out.inline = append(out.inline, file)
	}
	stem, fallback := fileStem(e.Document, issue, w), asciiStem(e, issue)
	if attach.PDF {
		out.files = append(out.files, newEnclosure("application/pdf", "attachment", stem+".pdf", fallback+".pdf", e.PDF))
	}
	if attach.Tables && len(e.Workbook) > 0 {
		const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		out.files = append(out.files, newEnclosure(excel, "attachment", stem+".xlsx", fallback+".xlsx", e.Workbook))
	}
	return out, nil
}

// listed names the attachments with their sizes.
func (e *enclosures) listed(l *locale.Language) []string {
	var out []string
	for _, f := range e.files {
		kilobytes := l.Number(int64(f.size+1023)/1024, 0, locale.NumberForm{Grouping: true})
		out = append(out, f.name+" ("+fmt.Sprintf(l.Mail.Kilobytes, kilobytes)+")")
	}
	return out
}

// fileStem gives the name of the attached files, without its ending: that of the
// settings, or the title, the wave and which revision it is.
func fileStem(d *report.Document, issue *Issue, w *Wording) string {
	const most = 200 // bytes; file systems take 255
	if own := w.FileName.Value; own != "" {
		own = templates(d, issue)(own, false)
		if ending := len(own) - len(".pdf"); ending > 0 && strings.EqualFold(own[ending:], ".pdf") {
			own = own[:ending]
		}
		return cmp.Or(shortened(fileName(own), most), asciiName(issue.Wave))
	}
	rest := shortened(" "+fileName(d.Revised(" "+d.Wave)), most/2)
	return strings.TrimSpace(shortened(fileName(d.Title), most-len(rest)) + rest)
}

// fileName leaves out of a name what Windows and others do not take.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\/:*?"<>|`, r) {
			return '-'
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, oneLine(s))
	return strings.Trim(s, " .")
}

// shortened cuts a name to so many bytes, between words where it can.
func shortened(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	cut := s[:most]
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " .,;–-")
}

// asciiStem names the files for programs that read no other letters: bulletin-2024-1-r2-ru.
func asciiStem(e *Edition, issue *Issue) string {
	s := "bulletin-" + asciiName(issue.Wave)
	if issue.Revision > 1 {
		s += fmt.Sprintf("-r%d", issue.Revision)
	}
	return s + "-" + asciiName(e.Language)
}

func asciiName(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '.' || r == '-' {
			return r
		}
		return '-'
	}, s)
}

// nameParameter gives the parameter of Content-Type that older programs read a
// file's name from. They expect encoded words in it, which RFC 2047, 5 does not
// foresee; those who keep to the standards read Content-Disposition.
func nameParameter(name string) string {
	words := strings.Split(mime.BEncoding.Encode("UTF-8", quotable(name)), " ")
	if isASCII(name) {
		words = []string{quotable(name)}
	}
	return "\r\n name=\"" + strings.Join(words, "\r\n ") + "\""
}

// fileNameParameters gives the parameters of Content-Disposition: the name in
// ASCII, and after it, for all who know RFC 2231, the name itself. It stands on
// one line, since not every program joins the parts of a parameter.
func fileNameParameters(name, fallback string) string {
	if isASCII(name) {
		return "\r\n filename=\"" + quotable(name) + "\""
	}
	return "\r\n filename=\"" + quotable(fallback) + "\";\r\n filename*=UTF-8''" + percentEncoded(name)
}

// quotable leaves out what ends a quoted string.
func quotable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '"' || r == '\\' || unicode.IsControl(r) {
			return '_'
		}
		return r
	}, s)
}

// percentEncoded writes a value as RFC 2231, 7 has it: attribute-char as it is, of
// all else each octet.
func percentEncoded(s string) string {
	const hexadecimal = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("!#$&+-.^_`{|}~", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hexadecimal[c>>4])
			b.WriteByte(hexadecimal[c&15])
		}
	}
	return b.String()
}
