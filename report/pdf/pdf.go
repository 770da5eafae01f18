// Package pdf writes laid out pages as one file that is both PDF/UA-1
// (ISO 14289-1) and PDF/A-3a (ISO 19005-3), in PDF 1.7 (ISO 32000-1).
//
// fpdf draws the page contents and cuts the faces down to the letters that
// are used; the rest of the file (structure tree, links, outline, metadata,
// object and cross-reference streams) is written here, because fpdf cannot tag.
//
// The package decides nothing about looks: every mark stands where its Mark
// says. It reads no clock, no file and no environment, so the same pages give
// the same bytes. It refuses pages that could not be read aloud or kept: a
// letter that its face lacks, a figure without a description, a link that
// leads nowhere, a document without title or language.
package pdf

import "bulletin/report/layout"

// Version is the program's, as it stands in every file that is written. A
// change that moves a byte of the output must move it too.
const Version = "0.2.0"

// Write gives the file. The error joins everything that the standards forbid
// in the pages; there is no file then.
func Write(p *layout.Pages) ([]byte, error) {
	if err := check(p); err != nil {
		return nil, err
	}
	faces, err := collect(p)
	if err != nil {
		return nil, err
	}
	if err := cutFaces(faces); err != nil {
		return nil, err
	}
	t := newTree(len(p.Pages))
	contents, err := drawPages(p, faces, t)
	if err != nil {
		return nil, err
	}
	return finish(p, faces, contents, t)
}
