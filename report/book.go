package report

import (
	"bulletin/config"
	"bulletin/tables"
)

// Book gives the tables of a release for publication as a workbook, in the
// words of its edition: all of them, also those that no page prints.
func Book(b *config.Bulletin) (*tables.Book, []tables.Problem) { return nil, nil }
