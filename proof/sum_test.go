package proof

import "testing"

func TestSums(t *testing.T) {
	sums := withText("Бір.").replace("bulletin.toml", `unit = "%"`, `unit = "%", sum = 100`)
	try(t, "sum", []ruleCase{
		{"right", sums, nil},
		{"rounded", sums.replace("trust.csv", "61,6", "61,7"), nil},
		{"beyond rounding", sums.replace("trust.csv", "61,6", "61,9").replace("trust.csv", "61,8", "60"), []string{
			`trust.csv:3:1: the row "trust.police" sums to 100,3, which is not 100 and beyond rounding; mend a figure, or drop sum from [table.trust]`,
			`trust.csv:4:1: the row "trust.courts" sums to 98,2, which is not 100 and beyond rounding; mend a figure, or drop sum from [table.trust]`,
		}},
		{"a symbol", sums.replace("trust.csv", "61,6", "…"), nil},
		{"none declared", withText("Бір.").replace("trust.csv", "61,6", "61,9"), nil},
	})
}
