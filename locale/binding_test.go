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
		{"БҰҰ.", "Бюро"},
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

func TestBindsByLanguage(t *testing.T) {
	for tag, c := range map[string]struct{ bound, free [][2]string }{
		"ru": {
			bound: [][2]string{
				{"в", "городе"},
				{"не", "доверяют"},
				{"Не", "доверяют"},
				{"2024", "года"},
				{"2024", "г."},
				{"2023–2024", "гг.,"},
				{"15–80", "лет"},
				{"61,6", "%"},
				{"1,5", "процентного"},
				{"18", "млн"},
				{"5", "тыс."},
				{"12604", "случая),"},
				{"17", "июля"},
				{"12", "604"},
				{"г.", "Астана"},
				{"им.", "Абая"},
				{"ул.", "Мәңгілік"},
				{"№", "5"},
				{"рисунке", "2"},
				{"(Таблица", "3)"},
				{"рис.", "2"},
				{"разделах", "2"},
				{"Н.", "Ханжигитов"},
				{"тел.", "+7"},
				{"доверяют", "–"},
				{"доверяют", "—"},
			},
			free: [][2]string{
				{"61,6", "составила"},
				{"2024", "обследование"},
				{"г.", "доля"},
				{"рисунке", "показано"},
				{"риск", "2"},
				{"–", "доверяют"},
				{"таблицы", "Доверие"},
				{"года", "17"},
			},
		},
		"en": {
			bound: [][2]string{
				{"17", "July"},
				{"80", "years"},
				{"61.6", "per"},
				{"1.5", "percentage"},
				{"12,604", "cases."},
				{"Figure", "1"},
				{"(Tables", "2"},
				{"section", "3"},
				{"fig.", "2"},
				{"No.", "5"},
				{"p.", "12"},
				{"Mr", "Khanzhigitov"},
				{"N.", "Khanzhigitov"},
				{"Tel.", "+7"},
				{"police", "–"},
			},
			free: [][2]string{
				{"July", "2024"},
				{"figure", "shows"},
				{"61.6%", "of"},
				{"no", "answer"},
				{"I", "agree"},
				{"case.", "The"},
			},
		},
	} {
		l := For(tag)
		for _, words := range c.bound {
			if !l.Binds(words[0], words[1]) {
				t.Errorf("%s: a line may end between %s and %s", tag, words[0], words[1])
			}
		}
		for _, words := range c.free {
			if l.Binds(words[0], words[1]) {
				t.Errorf("%s: no line may end between %s and %s", tag, words[0], words[1])
			}
		}
	}
}
