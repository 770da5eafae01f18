package proof

import "testing"

// drawn is a release with a chart of the table trust.
func drawn(kind string) folder {
	return withText("{{chart \"trust\"}}").and("bulletin.toml", "\n[chart.trust]\nkind = \""+kind+"\"\ntable = \"trust\"\ntitle = \"Сенім\"\n")
}

func TestChartGaps(t *testing.T) {
	gap := func(f folder) folder { return f.replace("trust.csv", "61,6", "…").replace("trust.csv", "11,2", "x") }
	bars := func(column string) folder {
		return gap(drawn("bars").and("bulletin.toml", "column = \""+column+"\"\n"))
	}
	try(t, "chart-gap", []ruleCase{
		{"none", drawn("stacked"), nil},
		{"bars", gap(drawn("stacked")), []string{
			`bulletin.toml:13:1: the chart "trust" has gaps where .trust.police.trust is … (not available), .trust.courts.hard is x (confidential); draw another row or column, or say why in its note and silence this`,
		}},
		{"lines", drawn("lines").replace("trust.csv", "11,2", "–"), []string{
			`bulletin.toml:13:1: the chart "trust" has gaps where .trust.courts.hard is – (the phenomenon is absent); draw another row or column, or say why in its note and silence this`,
		}},
		{"one series without", bars("partly"), nil},
		{"one series with", bars("hard"), []string{
			`bulletin.toml:13:1: the chart "trust" has gaps where .trust.courts.hard is x (confidential); draw another row or column, or say why in its note and silence this`,
		}},
		{"not drawn", gap(withText("Бір.")), nil},
		{"many", drawn("lines").replace("trust.csv", "61,6;27,0;11,4", "…;…;…").replace("trust.csv", "61,8;27,0;11,2", "…;…;…"), []string{
			`bulletin.toml:13:1: the chart "trust" has gaps where .trust.police.trust is … (not available), .trust.police.partly is … (not available), .trust.police.hard is … (not available), .trust.courts.trust is … (not available), .trust.courts.partly is … (not available) and 1 more; draw another row or column, or say why in its note and silence this`,
		}},
	})
	both := inTwo.replace("trust.csv", "61,6", "…").replace("bulletin.toml", "сенетіндер {{.trust.police.trust}}", "сенетіндер").replace("bulletin.ru.toml", ", доверяют {{.trust.police.trust}}", "")
	if got := found(t, both, "chart-gap"); len(got) != 1 {
		t.Errorf("in two editions it is told %d times: %q", len(got), got)
	}
}

func TestLongLabels(t *testing.T) {
	const long = "Сыбайлас жемқорлыққа қарсы қызметтің аумақтық органдары мен олардың құрылымдық бөлімшелері"
	const longer = "Сыбайлас жемқорлыққа/экономикалық қылмыстарға қарсы қызметтің аумақтық органдары мен олардың құрылымдық бөлімшелері"
	try(t, "long-label", []ruleCase{
		{"short", drawn("stacked"), nil},
		{"two lines", drawn("stacked").replace("trust.csv", "Полиция органдары", "Сыбайлас жемқорлыққа қарсы қызмет"), nil},
		{"three lines", drawn("stacked").replace("trust.csv", "Полиция органдары", long), []string{
			`trust.csv:3:8: the label «` + long + `» takes 3 lines in 1-сурет, and 2 are the most that are read at a glance; shorten it`,
		}},
		{"parted words", drawn("stacked").replace("trust.csv", "Полиция органдары", longer), []string{
			`trust.csv:3:8: the label «` + longer + `» takes 3 lines in 1-сурет, and 2 are the most that are read at a glance; shorten it`,
		}},
		{"at the end of a line", drawn("lines").replace("trust.csv", "Полиция органдары", long), []string{
			`trust.csv:3:8: the label «` + long + `» takes 3 lines in 1-сурет, and 2 are the most that are read at a glance; shorten it`,
		}},
		{"in a table alone", withText("{{table \"trust\"}}").replace("trust.csv", "Полиция органдары", long), nil},
	})
}
