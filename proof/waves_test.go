package proof

import "testing"

func TestWaveMismatches(t *testing.T) {
	lines := folder{
		"bulletin.toml": head + `[table.waves]
file = "waves.csv"
unit = "%"

[chart.waves]
kind = "lines"
table = "waves"
title = "Сенетіндер үлесі"
period = "2023–2024 жылдар"

[[section]]
title = "Бөлім"
text = '{{chart "waves"}}'
`,
		"waves.csv": "id;;w2023_2;w2024_1\n;Мекеме;2023 ж. қазан–қараша;2024 ж. сәуір–мамыр\npolice;Полиция;63,1;61,6\n",
	}
	from := func(column, release string) string {
		return "\n[table.waves.from." + column + "]\nrelease = \"" + release + "\"\ntable = \"trust\"\ncolumn = \"trust\"\ndigest = \"sha256:" +
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"\n"
	}
	const toml, csv = "bulletin.toml", "waves.csv"
	try(t, "wave-mismatch", []ruleCase{
		{"all agree", lines, nil},
		{"copied from an earlier one", lines.and(toml, from("w2023_2", "2023-2")), nil},
		{"a year in a title", lines.replace(toml, "Сенетіндер үлесі", "Сенетіндер үлесі, 2023–2024 жылдар"), nil},
		{"no years at all", lines.replace(toml, "2024 жылғы сәуір–мамыр", "сәуір–мамыр").replace(toml, "2024-1", "бесінші").replace(toml, "2023–2024 жылдар", "бес кезең"), nil},
		{"ids without waves", lines.replace(csv, "w2023_2;w2024_1", "before;now"), nil},
		{"the period", lines.replace(toml, "2024 жылғы сәуір", "2023 жылғы сәуір"), []string{
			`bulletin.toml:4:10: the period «2023 жылғы сәуір–мамыр» does not have the year of the wave 2024-1; mend the one that is wrong`,
			`waves.csv:2:30: the last column is «2024 ж. сәуір–мамыр», and the period surveyed is «2023 жылғы сәуір–мамыр»; add the column of this wave, or mend the one that is wrong`,
		}},
		{"the release's title", lines.replace(toml, "Сенім деңгейі", "Сенім деңгейі, 2023 жыл"), []string{
			`bulletin.toml:1:25: the title names 2023, and its period is «2024 жылғы сәуір–мамыр»; mend the one that is wrong`,
		}},
		{"a wave in the title", lines.replace(toml, "Сенім деңгейі", "Сенім деңгейі (2023-2)"), []string{
			`bulletin.toml:1:25: the title names the wave 2023-2, and this is 2024-1`,
		}},
		{"a chart's title", lines.replace(toml, "Сенетіндер үлесі", "Үлес, 2022 жыл"), []string{
			`bulletin.toml:13:16: the title names 2022, and its period is «2023–2024 жылдар»; mend the one that is wrong`,
		}},
		{"the last column's id", lines.replace(csv, "w2023_2;w2024_1", "w2023_1;w2023_2"), []string{
			`waves.csv:1:13: the last column, "waves.w2023_2", is not this wave's, which is 2024-1; add the column of this wave, or [table.waves.from.w2023_2] if it is copied`,
		}},
		{"the last column's label", lines.replace(csv, "w2023_2;w2024_1", "before;now").replace(csv, "2024 ж. сәуір–мамыр", "2024 ж. қазан–қараша"), []string{
			`waves.csv:2:30: the last column is «2024 ж. қазан–қараша», and the period surveyed is «2024 жылғы сәуір–мамыр»; add the column of this wave, or mend the one that is wrong`,
		}},
		{"the last column is copied", lines.and(toml, from("w2024_1", "2023-3")), []string{
			`bulletin.toml:21:11: the column "w2024_1" is said to be copied from the release 2023-3; mend the one that is wrong`,
			`waves.csv:1:13: the last column, "waves.w2024_1", is copied from the release 2023-3; the column of this wave is missing after it`,
		}},
		{"copied from this release", lines.and(toml, from("w2023_2", "2024-1")), []string{
			`bulletin.toml:21:11: the column "w2023_2" is said to be copied from the release 2024-1, which is this very one; name the earlier one, or delete [table.waves.from.w2023_2]`,
		}},
		{"copied from a later release", lines.and(toml, from("w2023_2", "2024-2")), []string{
			`bulletin.toml:21:11: the column "w2023_2" is said to be copied from the release 2024-2, which is later than this one, 2024-1`,
		}},
		{"the release's period under lines", lines.replace(toml, "period = \"2023–2024 жылдар\"\n", ""), []string{
			`bulletin.toml:10:1: the lines of the chart run over 2023–2024, and under its headline stands «2024 жылғы сәуір–мамыр»; write their period under [chart.waves]: period = "…"`,
		}},
		{"another period under lines", lines.replace(toml, "2023–2024 жылдар", "2022–2023 жылдар"), []string{
			`bulletin.toml:14:10: the lines of the chart run over 2023–2024, and its period is «2022–2023 жылдар»; mend the one that is wrong`,
		}},
		{"a chart and its table", lines.replace(toml, "unit = \"%\"", "unit = \"%\"\nperiod = \"2022 жыл\""), []string{
			`bulletin.toml:15:10: the period of the chart is «2023–2024 жылдар», and that of its table «2022 жыл»; mend the one that is wrong`,
		}},
	})
}
