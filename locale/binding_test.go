package locale

import "testing"

// Binds holds together what a reader takes as one, and nothing else.
func TestBinds(t *testing.T) {
	kk := For("kk")
	for _, words := range [][2]string{
		// A number and its unit, in every form that a sentence ends in.
		{"2024", "жылғы"},
		{"80", "жас"},
		{"12604", "жағдай),"},
		{"(2024", "ж."},
		{"2024", "Жылы"},
		{"18005", "үй"},
		{"15", "пайызы"},
		{"5", "млн"},
		{"61,6", "%"},
		{"17", "шілде"},
		{"4", "тармақша"},
		// The groups of a number.
		{"12", "604"},
		{"7172", "749061"},
		// № and its number, initials and the surname, an abbreviation and what it is of.
		{"№", "5"},
		{"Н.", "Ханжігітов"},
		{"Н.А.", "Ханжігітов"},
		{"«Г.", "Сағат»"},
		{"(тел.", "+7"},
		{"Тел.", "+7"},
		// A dash and the word before it.
		{"сенетіндер", "–"},
		{"61,6%", "—"},
	} {
		if !kk.Binds(words[0], words[1]) {
			t.Errorf("a line may end between %s and %s", words[0], words[1])
		}
	}
	for _, words := range [][2]string{
		{"үлесі", "61,6%"},
		{"61,6%", "құрады"},
		{"2024", "бюллетень"},
		{"–", "сенетіндер"},
		{"құрады.", "Жауап"},
		{"ж.", "сәуір"},
		{"ҚР.", "Бюро"},
		{"жыл", "жас"},
		{"", "2024"},
		{"2024", ""},
		{"«", "сенім"},
	} {
		if kk.Binds(words[0], words[1]) {
			t.Errorf("no line may end between %s and %s", words[0], words[1])
		}
	}
}
