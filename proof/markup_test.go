package proof

import "testing"

func TestStrayMarkup(t *testing.T) {
	note := func(note string) folder {
		return withText("Бір.").replace("bulletin.toml", "title = \"Сенім\" }", "title = \"Сенім\", note = '"+note+"' }")
	}
	stray := func(at, message string) []string { return []string{"bulletin.toml:" + at + ": " + message} }
	try(t, "stray-markup", []ruleCase{
		{"none", withText("**Бір** [екі](https://a.kz) {{.trust.police.trust}} \\* 5 < 6 және 7 > 3, А&Б; * ескертпе. ____ жол"), nil},
		{"no markup in a note", note("Бір * екі, 5 < 6, А & Б; № 3"), nil},
		{
			"single braces", withText("Үлесі {.trust.police.trust} құрады"),
			stray("10:7", "{.trust.police.trust} is printed as it stands; a figure has two braces on each side: {{.trust.police.trust}}"),
		},
		{
			"single braces without a point", withText("Үлесі {trust.police.trust} құрады"),
			stray("10:7", "{trust.police.trust} is printed as it stands; a figure has two braces on each side and begins with a point: {{.trust.police.trust}}"),
		},
		{
			"braces closed once more", withText("Үлесі {{.trust.police.trust}}} құрады"),
			stray("10:30", "} is printed as it stands; take the brace away, or complete {{…}}"),
		},
		{
			"no braces", withText("Үлесі .trust.police.trust құрады"),
			stray("10:7", ".trust.police.trust is printed as it stands; a figure stands in braces: {{.trust.police.trust}}"),
		},
		{
			"a figure in a note", note("Үлесі {{.trust.police.trust}}"),
			stray("6:80", "{{.trust.police.trust}} is printed as it stands; no figure can stand here; write the words out"),
		},
		{
			"a figure in a title", withText("Бір.").replace("bulletin.toml", "title = \"Бөлім\"", "title = \"Бөлім {{.trust.police.trust}}\""),
			stray("8:16", "{{.trust.police.trust}} is printed as it stands; no figure can stand here; write the words out"),
		},
		{
			"a drawn table", withText("| а | б |\n|---|---|\n| 1 | 2 |"),
			stray("10:1", "| а | б | is printed as it stands; a table is a CSV file, placed with {{table \"id\"}}"),
		},
		{"a tag", note("<b>Үлесі</b>"), stray("6:74", "<b> is printed as it stands; a bulletin has no HTML; take it away")},
		{"an entity", note("Үлесі&nbsp;бар"), stray("6:79", "&nbsp; is printed as it stands; type the character itself")},
		{"marks in a note", note("**Үлесі**"), stray("6:74", "** is printed as it stands; no marks are read here; write the words alone")},
		{"a link in a note", note("[сайт](https://a.kz)"), stray("6:79", "]( is printed as it stands; no marks are read here; write the words alone")},
		{
			"marks apart from words", withText("** Бір ** екі"),
			stray("10:1", "** is printed as it stands; marks touch the words that they stand around, as in **words**; set them right or take them away"),
		},
		{"a heading", withText("#Электрондық кестелер"), stray("10:1", "# is printed as it stands; a heading has a space after it: # …")},
		{
			"a label", withText("Бір.").replace("trust.csv", "Полиция органдары", "<i>Полиция</i>"),
			[]string{"trust.csv:3:8: <i> is printed as it stands; a bulletin has no HTML; take it away"},
		},
	})
}
