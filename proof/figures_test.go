package proof

import (
	"strings"
	"testing"

	"bulletin/locale"
)

// TestNumbers sees which numbers are taken for figures, in each language.
func TestNumbers(t *testing.T) {
	for _, c := range []struct{ tag, words, want string }{
		{"kk", "үлесі 66% құрады, сенетіндер – 24,1%", "66% 24,1%"},
		{"kk", "11,4 % немесе 11,4 пайыз, 2,5\u00a0%", "11,4 % 11,4 2,5\u00a0%"},
		{"kk", "61.6% құрады", "61.6%"},
		{"kk", "12604 жағдай, 9 285 жағдай, 3\u00a0989 жағдай", "12604 9 285 3\u00a0989"},
		{"kk", "0,35%-ы қатысты, 61,6-ға жетті, 18005-тен астам", "0,35% 61,6 18005"},
		{"kk", "20–25% аралығында, −1,5 және +2,0 пайыз", "20 25% −1,5 +2,0"},
		{"kk", "5 мың адам, 3 млн теңге", "5 3"},
		{"kk", "17 өңірде", "17"},
		{"kk", "2024 жылдың сәуір-мамыр айларында, 2013-2022 жылдары, 2013–2022 жылдары, 2023/24", ""},
		{"kk", "15-80 жас аралығындағы, 15–80 жас, 18 жасқа дейінгі, 15-тен 80 жасқа, 15 пен 80 жас", ""},
		{"kk", "17 шілде, 2024 жылғы 17 шілдеде, 17.07.2024, сағат 18, сағат 10:00", ""},
		{"kk", "1-кезең, 4-кіреберіс, 4кіреберіс, 12-сурет, 25-қосымша, 102-бап, 15-ші", ""},
		{"kk", "COVID-19, A4, «Қазақстан-2050», ISO 9001, № 25 бұйрық, №25, 5.1-тармақ, 3.2.1", ""},
		{"kk", "Тел. +7 7172 749061, 8 (7172) 74-90-61, Мәңгілік ел даңғылы, 18, 010000", ""},
		{"kk", "үш себеп, 3 себеп, 10 себеп, 100% және 100", ""},
		{"kk", "«24,1% туралы» кітабы", ""},
		{"kk", "12 бап, 15 тармақ, Windows 11, Python 3,1 нұсқасы", ""},
		{"kk", "30 күн, 12 ай, 25 жыл бойы", ""},
		{"kk", "1) бір\n12) екі\n13. үш", ""},
		{"kk", "25 аймақта, 25 жасалған іс", "25 25"},
		{"ru", "составила 61,6 %, снизилась на 1,5 процентного пункта; 1,5 п.п.", "61,6 % 1,5 1,5"},
		{"ru", "от 15 до 80 лет, в возрасте 15–80 лет, 25-летние, 17 июля 2024 года, за 2013–2022 годы", ""},
		{"ru", "в пункте 12, п. 12, ст. 12, рисунок 12, в таблице 12, на рис. 12, 12-й, 20-го", ""},
		{"ru", "ул. Абая, д. 25, каб. 312", ""},
		{"ru", "18 005 домашних хозяйств, 12,6 тыс. случаев", "18 005 12,6"},
		{"ru", "в 10 часов, за 12 месяцев", ""},
		{"en", "was 61.6%, 61.6 per cent, 61.6 percent, by 1.5 percentage points", "61.6% 61.6 61.6 1.5"},
		{"en", "18,005 households, 12,604 cases and 3989 more", "18,005 12,604 3989"},
		{"en", "aged 15 to 80, aged 15–80, 15 to 80 years old, 17 July 2024, on July 17, 2013–2022, at 10:00, the 20th", ""},
		{"en", "Figure 12, in Table 12, Section 12, Article 12, Version 2.1, clause 5.1.", ""},
		{"en", "the agency 25 offices", "25"},
		{"en", "The 25 may be fewer by 12 May", "25"},
		{"ru", "25 майоров и 12 мая", "25"},
		{"kk", "51 жылқы ұрланды, 25 жылжымайтын мүлік, 12 жылда, 30 жылдың", "51 25"},
	} {
		language := locale.For(c.tag)
		var got []string
		p := passage{words: c.words}
		for _, n := range figuresIn(&p, language) {
			if !n.year {
				got = append(got, c.words[n.from:n.to])
			}
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s %q: %q, want %q", c.tag, c.words, all, c.want)
		}
	}
}

func TestTypedFigures(t *testing.T) {
	both := withText("Полиция органдарына сенетіндер үлесі {{.trust.police.trust}} құрады, ішінара сенетіндер – 27%.\n\nСот жүйесіне\nсенетіндер 61,8%, ішінара сенетіндер – 27,0%. Жауап беруге қиналғандар 11,2%.")
	try(t, "typed-figure", []ruleCase{
		{"quoted", withText("Үлесі {{.trust.police.trust}} құрады, 2024 жылы."), nil},
		{"the cells are named", both, []string{
			`bulletin.toml:10:91: 27% is typed by hand; {{.trust.police.partly}} is likely that figure, and one more cell has it`,
			`bulletin.toml:13:12: 61,8% is typed by hand; {{.trust.courts.trust}} is that figure`,
			`bulletin.toml:13:40: 27,0% is typed by hand; {{.trust.courts.partly}} is likely that figure, and one more cell has it`,
			`bulletin.toml:13:72: 11,2% is typed by hand; {{.trust.courts.hard}} is that figure`,
		}},
		{"no cell", withText("Үлесі 55,5% құрады."), []string{
			`bulletin.toml:10:7: 55,5% is typed by hand, and no table has it; put it into one and quote it from there, so that it follows corrections`,
		}},
		{"a note", withText("Бір.").replace("bulletin.toml", `title = "Сенім"`, `title = "Сенім", note = "Үлесі 61,6% және 55%, 2024 жылы"`), []string{
			`bulletin.toml:6:80: 61,6% is typed by hand and equals .trust.police.trust; no {{…}} can stand here, so whoever corrects one has to correct the other`,
		}},
		{"one row", withText("Үлесі 61,6% құрады.").replace("trust.csv", "courts;Сот жүйесі;61,8;27,0;11,2\n", ""), []string{
			`bulletin.toml:10:7: 61,6% is typed by hand; {{.trust.trust}} is that figure`,
		}},
	})
}
