package proof

import "testing"

func TestWaveFigures(t *testing.T) {
	release := folder{
		"bulletin.toml": head + `[table.trust]
file = "trust.csv"
unit = "%"
[table.waves]
file = "waves.csv"
unit = "%"
[table.waves.from.w2023_2]
release = "2023-2"
digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
table = "trust"
column = "trust"

[[section]]
title = "Бөлім"
text = '{{.waves.police.w2024_1}} {{.trust.fire.trust}}'
`,
		"trust.csv": "id;;trust;partly\n;Мекеме;Сенетіндер;Ішінара\npolice;Полиция;61,6;63,1\ncourts;Сот;61,8;25,9\nfire;Өртке қарсы қызмет;79,4;16,4\nother;Басқа;1,0;2,0\n",
		"waves.csv": "id;;w2023_2;w2024_1\n;Мекеме;2023 ж. қазан–қараша;2024 ж. сәуір–мамыр\npolice;Полиция;63,1;61,6\ncourts;Сот;61,0;61,8\nfire;Өртке қарсы қызмет;77,2;79,4\n",
	}
	const toml, trust, csv = "bulletin.toml", "trust.csv", "waves.csv"
	guessed := release.replace(toml, "release = \"2023-2\"", "release = \"2023-2\"\n#").replace(toml, "table = \"trust\"", "table = \"old\"")
	police := []string{`waves.csv:3:21: "waves.police.w2024_1" is 61,6, and "trust.police.trust" is 61,5; the same figure stands in both, mend the one that is wrong`}
	try(t, "wave-figure", []ruleCase{
		{"all agree", release, nil},
		{"one corrected alone", release.replace(trust, "61,6", "61,5"), police},
		{"by its figures", guessed.replace(trust, "61,6", "61,5"), police},
		{"most differ, so it is another column", guessed.replace(trust, "61,6", "61,5").replace(trust, "61,8", "61,7"), nil},
		{"all differ from where the last wave's was", release.replace(trust, "61,6", "1,0").replace(trust, "61,8", "1,0").replace(trust, "79,4", "1,0"), []string{
			`waves.csv:3:21: "waves.police.w2024_1" is 61,6, and "trust.police.trust" is 1,0; the same figure stands in both, mend the one that is wrong`,
			`waves.csv:4:17: "waves.courts.w2024_1" is 61,8, and "trust.courts.trust" is 1,0; the same figure stands in both, mend the one that is wrong`,
			`waves.csv:5:30: "waves.fire.w2024_1" is 79,4, and "trust.fire.trust" is 1,0; the same figure stands in both, mend the one that is wrong`,
		}},
		{"more decimals in one", release.replace(trust, "61,6", "61,62"), nil},
		{"a symbol in one", release.replace(csv, "63,1;61,6", "63,1;…"), []string{
			`waves.csv:3:21: "waves.police.w2024_1" is …, and "trust.police.trust" is 61,6; the same figure stands in both, mend the one that is wrong`,
		}},
		{"a row in one alone", release.replace(csv, "police;", "guards;").replace(toml, ".waves.police", ".waves.guards"), nil},
	})
}
