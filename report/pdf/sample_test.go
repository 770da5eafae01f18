package pdf

import (
	"fmt"
	"strings"
	"time"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report/layout"
)

const (
	pageWidth  = 595276 * fonts.Length(1)
	pageHeight = 841890 * fonts.Length(1)
	margin     = 62 * fonts.Point
	measure    = pageWidth - 2*margin
	textSize   = 11 * fonts.Point
	leading    = 15 * fonts.Point
)

// sampler sets a bulletin by hand: whatever kind of mark and element there is, once at least.
type sampler struct {
	pages  *layout.Pages
	page   *layout.Page
	y      fonts.Length
	accent charts.Color
}

// prose gives a text for each paragraph of a page; they differ, or the file would pack better than a bulletin does.
func prose() []string {
	return []string{
		`«Халықтың құқық қорғау органдарына және сот жүйесіне сенімділік деңгейі» іріктемелі зерттеуі 2024 жылдың сәуір–мамыр
айларында республиканың барлық өңірлерінде, қалалық және ауылдық жерлерде жүргізілді. Полиция органдарына сенетіндер үлесі 61,6%
құрады, ішінара сенетіндер – 27,0%, керісінше сенбейтіндер – 4,4%, сенбейтіндер – 4,6%. Жауап беруге қиналғандар үлесі 2,5% (\ 250 ₸).`,
		`Зерттеуге іріктемелі әдіспен іріктелген 18005 үй шаруашылығы немесе республикадағы үй шаруашылықтарының жалпы санының
0,35%-ы қатысты. Іріктемелі зерттеу жүргізу кезінде 15–80 жас аралығындағы үй шаруашылығының бір мүшесі сұралды.`,
		`Тексерудің мақсаты – халықтың құқық қорғау органдарына деген сенім деңгейі туралы, өз қауіпсіздігін қабылдау және қылмыс
деңгейін субъективті бағалау туралы репрезентативтік деректер алу, сондай-ақ құқық бұзушылықтар туралы мәліметтер алу.`,
		`Құқық қорғау органы – адам мен азаматтың құқықтары мен бостандықтарының, жеке және заңды тұлғалардың, мемлекеттің заңды
мүдделерінің сақталуы мен қорғалуын қамтамасыз ететін, өз құзыретіне сәйкес қылмыстылыққа және өзге де құқық бұзушылықтарға қарсы
іс-қимыл жөніндегі мемлекеттің саясатын іске асыратын мемлекеттік орган.`,
		`Қылмыс – айыппұл салу, түзеу жұмыстары, қоғамдық жұмыстарға тарту, бас бостандығын шектеу, бас бостандығынан айыру
түріндегі жазалау қатерімен тыйым салынған айыпты жасалған, қоғамға қауіпті іс-әрекет (әрекет немесе әрекетсіздік).`,
		`Жекелеген жағдайларда қорытынды мен қосылғыштар сомасы арасындағы елеусіз алшақтықтар деректерді дөңгелектеумен
түсіндіріледі. Сауалнама арнайы дайындалған интервьюерлердің үй шаруашылықтарына баруы арқылы сұхбат жүргізу әдісімен жүзеге асырылады.`,
	}
}

// sample is a document of four pages that uses everything.
func sample(family fonts.Family) *layout.Pages {
	s := &sampler{accent: charts.Color{R: 0, G: 84, B: 147}}
	s.pages = &layout.Pages{
		Family: family, Language: "kk", Standard: layout.UA1A3a,
		Title:     "Халықтың құқық қорғау органдарына сенімділік деңгейі (2024 & <1>)",
		Author:    "Ұлттық статистика бюросы",
		Subject:   "Статистикалық бюллетень",
		Published: time.Date(2024, 7, 17, 10, 0, 0, 0, time.FixedZone("", 5*3600)),
	}
	s.newPage()
	contents := &layout.Element{Tag: layout.TOC}
	sections := []*layout.Element{}
	targets := []*layout.Target{}
	for range 4 {
		section := &layout.Element{Tag: layout.Sect}
		sections = append(sections, section)
		targets = append(targets, &layout.Target{Element: &layout.Element{Parent: section, Tag: layout.Heading{Level: 1}}})
	}
	for i := range sections {
		s.contentsEntry(contents, fmt.Sprintf("%d Негізгі ойлар", i+1), fmt.Sprint(i+1), targets[i])
	}
	for i, section := range sections {
		if i > 0 {
			s.newPage()
		}
		s.heading(targets[i], fmt.Sprintf("%d Негізгі ойлар", i+1))
		for j, text := range prose() {
			if j < 3 || i != 1 {
				s.paragraph(&layout.Element{Parent: section, Tag: layout.P}, text)
			}
		}
		s.broken(section)
		if i > 0 {
			s.figure(section)
		}
		if i == 1 {
			s.table(section)
		}
		s.list(section)
		s.links(section)
	}
	s.acrossPages()
	return s.pages
}

func (s *sampler) newPage() {
	number := len(s.pages.Pages) + 1
	s.pages.Pages = append(s.pages.Pages, layout.Page{Width: pageWidth, Height: pageHeight})
	s.page = &s.pages.Pages[number-1]
	s.y = margin
	s.add(layout.Mark{Artifact: layout.Header, Text: &layout.Run{S: "Сенімділік деңгейі", Size: 8 * fonts.Point}, X: margin, Y: 40 * fonts.Point})
	s.add(layout.Mark{Artifact: layout.Header, Rect: &layout.Rect{Width: measure, Height: 500, Fill: s.accent}, X: margin, Y: 45 * fonts.Point})
	footer := fmt.Sprintf("%d / 4", number)
	s.add(layout.Mark{Artifact: layout.Footer, Text: &layout.Run{S: footer, Size: 8 * fonts.Point}, X: margin, Y: pageHeight - 40*fonts.Point})
}

func (s *sampler) add(m layout.Mark) { s.page.Marks = append(s.page.Marks, m) }

func (s *sampler) run(owner *layout.Element, text string, x, y fonts.Length, style fonts.Style) fonts.Length {
	s.add(layout.Mark{Owner: owner, X: x, Y: y, Text: &layout.Run{S: text, Size: textSize, Style: style}})
	return x + s.pages.Family[style].Width(text, textSize)
}

// paragraph sets a text word by word in justified lines.
func (s *sampler) paragraph(owner *layout.Element, text string) {
	face := s.pages.Family[fonts.Regular]
	space := face.Width(" ", textSize)
	var line []string
	var width fonts.Length
	set := func(last bool) {
		s.y += leading
		gap := space
		if !last && len(line) > 1 {
			gap += (measure - width) / fonts.Length(len(line)-1)
		}
		x := fonts.Length(margin)
		for _, w := range line {
			s.run(owner, w+" ", x, s.y, fonts.Regular)
			x += face.Width(w, textSize) + gap
		}
		line, width = nil, 0
	}
	for _, w := range strings.Fields(text) {
		add := face.Width(w, textSize)
		if len(line) > 0 {
			add += space
		}
		if width+add > measure {
			set(false)
			add = face.Width(w, textSize)
		}
		line, width = append(line, w), width+add
	}
	set(true)
	s.y += 6 * fonts.Point
}

func (s *sampler) heading(t *layout.Target, text string) {
	s.y += 24 * fonts.Point
	t.Page, t.Y = len(s.pages.Pages)-1, s.y-textSize
	s.add(layout.Mark{Owner: t.Element, X: margin, Y: s.y, Text: &layout.Run{S: text, Size: 15 * fonts.Point, Style: fonts.Bold, Color: s.accent}})
	s.pages.Outline = append(s.pages.Outline, layout.Bookmark{Title: text, Page: t.Page, Y: t.Y, Element: t.Element})
	if t.Page == 1 {
		s.pages.Outline = append(s.pages.Outline, layout.Bookmark{Title: "Table (a)", Level: 1, Page: t.Page, Y: s.y})
	}
}

func (s *sampler) contentsEntry(contents *layout.Element, title, number string, t *layout.Target) {
	item := &layout.Element{Parent: contents, Tag: layout.TOCI}
	reference := &layout.Element{Parent: item, Tag: layout.Reference}
	link := &layout.Element{Parent: reference, Tag: layout.Link{Description: title, Target: t}}
	s.y += leading
	x := s.run(link, title+" ", margin, s.y, fonts.Regular)
	s.add(layout.Mark{X: x, Y: s.y, Text: &layout.Run{S: ". . . . .", Size: textSize}})
	s.run(link, number+" ", margin+measure-10*fonts.Point, s.y, fonts.Regular)
}

// broken sets a word over two lines in the middle of a paragraph.
func (s *sampler) broken(section *layout.Element) {
	p := &layout.Element{Parent: section, Tag: layout.P}
	word := &layout.Element{Parent: p, Tag: layout.Whole{Word: "қауіпсіздіктің,"}}
	s.y += leading
	x := s.run(p, "Респонденттердің жауаптарына сәйкес ", margin, s.y, fonts.Regular)
	s.run(word, "қауіпсіз-", x, s.y, fonts.Regular)
	s.y += leading
	x = s.run(word, "діктің, ", margin, s.y, fonts.Regular)
	s.run(p, "негізгі себептері. ", x, s.y, fonts.Regular)
	s.y += 6 * fonts.Point
}

func (s *sampler) figure(section *layout.Element) {
	figure := &layout.Element{Parent: section, Tag: layout.Figure{Alt: "Жолақты диаграмма: Полиция 61,6%; Сот 61,8%; Прокуратура 66%."}}
	caption := &layout.Element{Parent: figure, Tag: layout.Caption}
	s.y += leading
	s.run(caption, "1-сурет. Сенім деңгейі, пайызбен ", margin, s.y, fonts.Bold)
	s.y += 8 * fonts.Point
	picture := samplePicture()
	s.add(layout.Mark{Owner: figure, Picture: picture, X: margin, Y: s.y})
	s.y += picture.Height + 8*fonts.Point
}

// samplePicture has bars with values, dashed grid lines and a curve.
func samplePicture() *charts.Picture {
	pt := fonts.Point
	p := &charts.Picture{Width: measure, Height: 150 * pt}
	white, gray := charts.Color{R: 255, G: 255, B: 255}, charts.Color{R: 136, G: 136, B: 136}
	rect := func(x, y, w, h fonts.Length) []charts.Segment {
		return []charts.Segment{
			{Verb: charts.Move, Points: [6]fonts.Length{x, y}},
			{Verb: charts.Line, Points: [6]fonts.Length{x + w, y}},
			{Verb: charts.Line, Points: [6]fonts.Length{x + w, y + h}},
			{Verb: charts.Line, Points: [6]fonts.Length{x, y + h}},
			{Verb: charts.Close},
		}
	}
	for i := range fonts.Length(11) {
		line := []charts.Segment{
			{Verb: charts.Move, Points: [6]fonts.Length{100*pt + i*35*pt, 5 * pt}},
			{Verb: charts.Line, Points: [6]fonts.Length{100*pt + i*35*pt, 130 * pt}},
		}
		p.Ops = append(p.Ops, charts.Op{Path: line, Stroke: &gray, StrokeWidth: 400, Dash: []fonts.Length{2 * pt, 1500}})
	}
	for row := range fonts.Length(6) {
		y := 10*pt + row*20*pt
		p.Ops = append(p.Ops, charts.Op{Text: "Прокуратура", X: 5 * pt, Y: y + 10*pt, Size: 8500})
		for i := range fonts.Length(5) {
			x := 100*pt + i*70*pt + row*1234
			fill := charts.Color{R: uint8(40 * i), G: uint8(90 + 20*i), B: 150}
			p.Ops = append(p.Ops,
				charts.Op{Path: rect(x, y, 68*pt, 14*pt), Fill: &fill, Stroke: &white, StrokeWidth: 700},
				charts.Op{Text: fmt.Sprintf("%d,%d%%", 10*i+row, row), X: x + 20*pt, Y: y + 10*pt, Size: 8500, Style: fonts.Bold, Color: white})
		}
	}
	dot := []charts.Segment{
		{Verb: charts.Move, Points: [6]fonts.Length{110 * pt, 140 * pt}},
		{Verb: charts.Curve, Points: [6]fonts.Length{120 * pt, 120 * pt, 300 * pt, 160 * pt, 400 * pt, 140 * pt}},
	}
	p.Ops = append(p.Ops, charts.Op{Path: dot, Stroke: &gray, StrokeWidth: 1500})
	return p
}

func (s *sampler) table(section *layout.Element) {
	table := &layout.Element{Parent: section, Tag: layout.Table}
	caption := &layout.Element{Parent: table, Tag: layout.Caption}
	s.y += leading
	s.run(caption, "1-кесте. Сенім үлестері ", margin, s.y, fonts.Bold)
	head := &layout.Element{Parent: table, Tag: layout.THead}
	body := &layout.Element{Parent: table, Tag: layout.TBody}
	for row := range 7 {
		s.y += leading
		part := body
		if row == 0 {
			part = head
		}
		tr := &layout.Element{Parent: part, Tag: layout.TR}
		for column := range 6 {
			cell := &layout.Element{Parent: tr}
			switch {
			case row == 0 && column == 0:
				cell.Tag = layout.TD{}
				s.add(layout.Mark{Owner: cell})
				continue
			case row == 0:
				cell.Tag = layout.TH{Scope: "Column", ID: fmt.Sprint("c", column)}
			case column == 0:
				cell.Tag = layout.TH{Scope: "Row", ID: fmt.Sprint("r", row)}
			default:
				cell.Tag = layout.TD{Headers: []string{fmt.Sprint("r", row), fmt.Sprint("c", column)}}
			}
			s.run(cell, fmt.Sprintf("%d,%d%% ", row*10, column), margin+fonts.Length(column)*75*fonts.Point, s.y, fonts.Regular)
		}
		s.add(layout.Mark{Rect: &layout.Rect{Width: measure, Height: 400, Fill: s.accent}, X: margin, Y: s.y + 4*fonts.Point})
	}
	s.y += leading
}

func (s *sampler) list(section *layout.Element) {
	list := &layout.Element{Parent: section, Tag: layout.List{Numbering: "Disc"}}
	for i := range 3 {
		item := &layout.Element{Parent: list, Tag: layout.LI}
		label := &layout.Element{Parent: item, Tag: layout.Lbl}
		body := &layout.Element{Parent: item, Tag: layout.LBody}
		s.y += leading
		s.run(label, "• ", margin, s.y, fonts.Regular)
		s.run(body, fmt.Sprintf("Сенбеу себептері %d ", i), margin+12*fonts.Point, s.y, fonts.Regular)
	}
	note := &layout.Element{Parent: section, Tag: layout.Note}
	s.y += leading
	s.run(note, "Ескертпе: қосынды 100%-дан өзгеше болуы мүмкін. ", margin, s.y, fonts.Regular)
}

// links sets an address that breaks over two lines.
func (s *sampler) links(section *layout.Element) {
	p := &layout.Element{Parent: section, Tag: layout.P}
	link := &layout.Element{Parent: p, Tag: layout.Link{URI: "https://stat.gov.kz/kk/сауал(1)", Description: "Әдіснама"}}
	s.y += leading
	x := s.run(p, "Толығырақ: ", margin, s.y, fonts.Regular)
	s.run(link, "Статистика бойынша әдіснамалық ", x, s.y, fonts.Bold)
	s.y += leading
	x = s.run(link, "ережелер ", margin, s.y, fonts.Bold)
	s.run(p, "мұнда. ", x, s.y, fonts.Regular)
}

// acrossPages ends the third page with a paragraph and a link that go on on the fourth.
func (s *sampler) acrossPages() {
	p := &layout.Element{Tag: layout.P}
	link := &layout.Element{Parent: p, Tag: layout.Link{URI: "mailto:a@example.org", Description: "Хат"}}
	for _, number := range []int{2, 3} {
		s.page = &s.pages.Pages[number]
		y := fonts.Length(pageHeight - 60*fonts.Point)
		x := s.run(p, "Жалғасы бар ", margin, y, fonts.Regular)
		s.run(link, "сілтеме ", x, y, fonts.Regular)
	}
}
