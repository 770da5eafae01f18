package pdf

import (
	"slices"
	"strings"

	"bulletin/report/layout"
)

// appendAttachments writes the files inside, and into the catalog that they
// belong to the document as a whole (ISO 19005-3 6.8, ISO 32000-2 14.13).
func appendAttachments(d []byte, out *file, p *layout.Pages) []byte {
	if len(p.Attachments) == 0 {
		return d
	}
	refs := make([]ref, len(p.Attachments))
	byName := make([]int, len(p.Attachments))
	for i := range p.Attachments {
		refs[i] = addAttachment(out, &p.Attachments[i], p)
		byName[i] = i
	}
	key := func(i int) string { return textString(p.Attachments[i].Name) }
	slices.SortFunc(byName, func(i, j int) int { return strings.Compare(key(i), key(j)) })
	names := []byte("<</Names[")
	for _, i := range byName {
		names = appendRef(appendString(names, key(i)), refs[i])
	}
	d = append(d, "/Names<</EmbeddedFiles "...)
	d = appendRef(d, out.add(append(names, "]>>"...)))
	return appendRefs(append(d, ">>/AF"...), refs)
}

func addAttachment(out *file, a *layout.Attachment, p *layout.Pages) ref {
	entries := appendName([]byte("/Type/EmbeddedFile/Subtype"), a.MIME)
	entries = appendInt(append(entries, "/Params<</Size "...), len(a.Data))
	entries = append(appendText(append(entries, "/ModDate"...), date(p.Modified())), ">>"...)
	data := appendRef(nil, out.addStream(string(entries), a.Data))

	d := appendText([]byte("<</Type/Filespec/F"), a.Name)
	d = appendText(append(d, "/UF"...), a.Name)
	d = appendName(append(d, "/AFRelationship"...), a.Relationship)
	if a.Description != "" {
		d = appendText(append(d, "/Desc"...), a.Description)
	}
	d = append(append(d, "/EF<</F "...), data...)
	d = append(append(d, "/UF "...), data...)
	return out.add(append(d, ">>>>"...))
}
