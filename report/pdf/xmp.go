package pdf

import (
	"strconv"
	"strings"

	"bulletin/report/layout"
)

// xmp is the metadata packet (ISO 16684-1): what the document is, and which
// standards it follows. PDF/A wants the schema of pdfuaid spelled out (ISO 19005-3 6.6.2.3).
func xmp(p *layout.Pages) []byte {
	var b strings.Builder
	b.WriteString(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
`)
	b.WriteString(identification[p.Standard])
	b.WriteString(`
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
`)
	b.WriteString(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escapeXML(p.Title) + `</rdf:li></rdf:Alt></dc:title>` + "\n")
	if p.Author != "" {
		b.WriteString(`<dc:creator><rdf:Seq><rdf:li>` + escapeXML(p.Author) + `</rdf:li></rdf:Seq></dc:creator>` + "\n")
	}
	if p.Subject != "" {
		b.WriteString(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + escapeXML(p.Subject) + `</rdf:li></rdf:Alt></dc:description>` + "\n")
	}
	b.WriteString(`<dc:language><rdf:Bag><rdf:li>` + escapeXML(p.Language) + `</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
`)
	b.WriteString(`<xmp:CreateDate>` + p.Published.Format(xmpDate) + `</xmp:CreateDate><xmp:ModifyDate>` + p.Modified().Format(xmpDate) + `</xmp:ModifyDate>
<xmp:CreatorTool>` + Producer + `</xmp:CreatorTool><pdf:Producer>` + Producer + `</pdf:Producer>
</rdf:Description>
`)
	own := ownProperties(p)
	if len(own) > 0 {
		b.WriteString(`<rdf:Description rdf:about="" xmlns:bulletin="` + ownNamespace + `">`)
		for _, one := range own {
			b.WriteString(`<bulletin:` + one.name + `>` + one.value + `</bulletin:` + one.name + `>`)
		}
		b.WriteString("</rdf:Description>\n")
	}
	if p.Standard == layout.UA1A3a {
		b.WriteString(extensions(own))
	}
	b.WriteString(`</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`)
	return []byte(b.String())
}

// identification says which standards the file follows (ISO 19005-3 6.6.4,
// ISO 14289-1 5; ISO 19005-4 6.7.3, ISO 14289-2 5).
var identification = map[layout.Standard]string{
	layout.UA1A3a: `<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>`,
	layout.UA2A4f: `<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfaid:conformance>F</pdfaid:conformance><pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>`,
}

// ownNamespace is that of what only this program reads.
const ownNamespace = "urn:x-bulletin:release:"

// property is one of a schema, with what PDF/A asks to be told of it.
type property struct {
	name, valueType, description string
	value                        string // as it stands in the packet
}

// ownProperties are what the source inside does not say or what finds a file among others.
func ownProperties(p *layout.Pages) []property {
	var out []property
	if len(p.Faces) > 0 {
		var bag strings.Builder
		for _, f := range p.Faces {
			bag.WriteString(`<rdf:li>` + f.SHA256 + " " + escapeXML(f.Name) + `</rdf:li>`)
		}
		out = append(out, property{"faces", "bag Text", "SHA-256 and file name of each face that the release brought", `<rdf:Bag>` + bag.String() + `</rdf:Bag>`})
	}
	if p.Revision > 1 {
		out = append(out, property{"revision", "Integer", "revision of the release, 1 as first published", strconv.Itoa(p.Revision)})
	}
	if p.Draft {
		out = append(out, property{"draft", "Boolean", "whether this is a draft and no publication", "True"})
	}
	return out
}

// extensions spells out the schemas that XMP does not know (ISO 19005-3 6.6.2.3).
func extensions(own []property) string {
	s := `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
` + schema("PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", []property{
		{name: "part", valueType: "Integer", description: "part of ISO 14289 that the document follows"},
	})
	if len(own) > 0 {
		s += schema("bulletin", ownNamespace, "bulletin", own)
	}
	return s + "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n"
}

// schema describes a namespace with its properties.
func schema(title, namespace, prefix string, properties []property) string {
	s := `<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>` + title + `</pdfaSchema:schema>
<pdfaSchema:namespaceURI>` + namespace + `</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>` + prefix + `</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>`
	for i, p := range properties {
		if i > 0 {
			s += "\n"
		}
		s += `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>` + p.name + `</pdfaProperty:name><pdfaProperty:valueType>` + p.valueType + `</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>` + p.description + `</pdfaProperty:description>
</rdf:li>`
	}
	return s + `</rdf:Seq></pdfaSchema:property>
</rdf:li>
`
}

// xmpDate is the time of ISO 8601, with an offset even in Greenwich, as Info has it.
const xmpDate = "2006-01-02T15:04:05-07:00"

// escapeXML escapes what is markup, and leaves out what XML 1.0 has no way to say.
func escapeXML(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r >= ' ' && r != 0xfffe && r != 0xffff:
			b.WriteRune(r)
		}
	}
	return b.String()
}
