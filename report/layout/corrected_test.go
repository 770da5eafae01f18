package layout

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bulletin/fonts"
	"bulletin/report"
)

// corrected gives an edition of 2024-1 with corrections made up: the second one
// with so many figures, of which the notice has eight at most.
func corrected(t testing.TB, file string, figures int) *report.Document {
	t.Helper()
	d := release(t, "2024-1/"+file)
	w := d.Language.Corrections
	var changes []report.Corrected
	for i := range figures {
		change := report.Corrected{
			Subject: "Адам қараңғы уақытта көшеде жалғыз келе жатқанда өзін қауіпсіз сезіне ме", Answer: "Толық қауіпсіз сезінеді",
			Old: fmt.Sprintf("%d,7%%", 61+i), New: fmt.Sprintf("%d,0%%", 64+i), Difference: "+2,3",
		}
		if i == 2 {
			change.New, change.Difference = "…", ""
		}
		changes = append(changes, change)
	}
	d.Revision = 3
	d.Notice = &report.Notice{
		Title:    w.Corrected,
		Lines:    []string{fmt.Sprintf(w.Date, d.Language.Date(d.Published)), w.Severity["major"], fmt.Sprintf(w.Reason, "қауіпсіздік кестесінің сандары алдын ала есептелген деректерден алынған еді.")},
		Turned:   []string{fmt.Sprintf(w.Leader, "2-сурет", "Полиция органдары", "Прокуратура")},
		Changes:  changes[:min(8, figures)],
		Complete: figures <= 8,
	}
	d.History = []report.Version{
		{Number: 1, Label: fmt.Sprintf(w.Revision, 1), Lines: []string{fmt.Sprintf(w.First, d.Language.Date(d.Published))}},
		{Number: 2, Label: fmt.Sprintf(w.Revision, 2), Lines: d.Notice.Lines, Also: []string{"2-бөлім", "1-сурет"}},
		{Number: 3, Label: fmt.Sprintf(w.Revision, 3), Lines: d.Notice.Lines, Changes: changes},
	}
	for i := range d.Sections {
		for j, b := range d.Sections[i].Blocks {
			table, ok := b.(report.Table)
			if !ok {
				continue
			}
			for k := range table.Rows {
				table.Rows[k].Corrected = make([]bool, len(table.Columns))
				table.Rows[k].Corrected[k%len(table.Columns)] = k < 3
			}
			table.Notes = append(table.Notes, fmt.Sprintf(w.Mark, "*"))
			d.Sections[i].Blocks[j] = table
		}
	}
	return d
}

// TestCorrectedPages compares the pages of a corrected edition and of a draft
// with files that were looked at and found right.
func TestCorrectedPages(t *testing.T) {
	draft := corrected(t, "bulletin.toml", 5)
	draft.Draft = true
	for name, d := range map[string]*report.Document{"corrected": corrected(t, "bulletin.toml", 12), "draft": draft} {
		pages, problems := Lay(d)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		golden(t, filepath.Join("testdata", name+".txt"), lines(pages))
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("%s has changed; look at the pages, then: go test ./report/layout -update", file)
	}
}

// TestCorrectedFiguresStayInLine sees that a corrected figure has its sign, in
// its own cell, and stands under and over the others of its column.
func TestCorrectedFiguresStayInLine(t *testing.T) {
	pages, problems := Lay(corrected(t, "bulletin.toml", 3))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	signs := 0
	ends := map[string]map[fonts.Length]bool{} // of the figures, by the ID of their column's head
	for _, page := range pages.Pages {
		for _, m := range page.Marks {
			if m.Owner == nil || m.Text == nil {
				continue
			}
			td, ok := m.Owner.Tag.(TD)
			if !ok || !strings.HasPrefix(td.Headers[0], "t") {
				continue
			}
			figure, sign := strings.CutSuffix(strings.TrimRight(m.Text.S, " "), " *")
			if sign {
				signs++
			}
			if ends[td.Headers[0]] == nil {
				ends[td.Headers[0]] = map[fonts.Length]bool{}
			}
			end := m.X + pages.Family[m.Text.Style].Width(figure, m.Text.Size)
			ends[td.Headers[0]][(end+5)/10] = true
		}
	}
	for head, at := range ends {
		if len(at) != 1 {
			t.Errorf("the figures under %s end at %v", head, at)
		}
	}
	if signs != 3 {
		t.Errorf("%d figures have a sign, want 3", signs)
	}
}

// TestNarrowNotice sees that every figure of the notice and the history is
// there, within the margins, on paper of any width and in any size of text: where
// no table has room, in a list.
func TestNarrowNotice(t *testing.T) {
	tables, lists := 0, 0
	for _, size := range []fonts.Length{7, 11, 16} {
		for _, width := range []fonts.Length{595_276, 419_528, 300_000} {
			d := corrected(t, "bulletin.toml", 40)
			d.Style.Size, d.Style.Width = size*fonts.Point, width
			if width < 400_000 {
				d.Issuer, d.Style.Height = "Бюро", 360_000
			}
			d.Sections = d.Sections[:1]
			d.Sections[0].Blocks = []report.Block{sentence(9)}
			pages, problems := Lay(d)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			said := map[string]int{}
			for i, page := range pages.Pages {
				for _, m := range page.Marks {
					if m.Owner == nil || m.Text == nil {
						continue
					}
					if m.Y < d.Style.Top || m.Y > d.Style.Height-d.Style.Bottom {
						t.Errorf("size %d, width %d, page %d: «%s» stands below the text", size, width, i+1, m.Text.S)
					}
					if end := m.X + pages.Family[m.Text.Style].Width(strings.TrimRight(m.Text.S, " "), m.Text.Size); end > width-d.Style.Right+50 || m.X < d.Style.Left {
						t.Errorf("size %d, width %d, page %d: «%s» stands outside", size, width, i+1, m.Text.S)
					}
					for word := range strings.FieldsSeq(m.Text.S) {
						said[strings.Trim(word, ",.")]++
					}
					if m.Owner.Tag == LBody && strings.Contains(m.Text.S, "100,7%") {
						lists++
					} else if _, ok := m.Owner.Tag.(TD); ok && m.Text.S == "100,7%" {
						tables++
					}
				}
			}
			for i := range 40 {
				want := 1 // in the history
				if i < 8 {
					want = 2
				}
				if old := fmt.Sprintf("%d,7%%", 61+i); said[old] != want {
					t.Errorf("size %d, width %d: %s stands %d times, want %d", size, width, old, said[old], want)
				}
			}
		}
	}
	if tables == 0 || lists == 0 {
		t.Errorf("%d tables and %d lists: nothing was seen", tables, lists)
	}
}

// TestLongNotice sees that a notice longer than a page goes on to the next one on
// its field, under the heads of its columns.
func TestLongNotice(t *testing.T) {
	d := corrected(t, "bulletin.toml", 8)
	d.Style.Height = 500_000
	pages, problems := Lay(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	rows, heads := map[int]int{}, map[int]int{}
	for i, page := range pages.Pages {
		var field Mark
		for _, m := range page.Marks {
			switch {
			case m.Rect != nil && m.Rect.Fill == warningTint:
				field = m
			case m.Text == nil:
			case m.Text.S == d.Language.Corrections.Difference && m.Text.Size < 9*fonts.Point:
				heads[i]++
			case m.Owner != nil && strings.HasPrefix(headOf(m.Owner), "nc"):
				rows[i]++
				if field.Rect == nil || m.Y < field.Y || m.Y > field.Y+field.Rect.Height {
					t.Errorf("page %d: «%s» stands on no field", i+1, m.Text.S)
				}
			}
		}
	}
	if len(rows) < 2 {
		t.Fatalf("the rows stand on %d pages: nothing was seen", len(rows))
	}
	for i := range rows {
		if heads[i] == 0 {
			t.Errorf("page %d goes on with the notice without heads", i+1)
		}
		if rows[i] == 3 {
			t.Errorf("page %d has one row alone", i+1)
		}
	}
}

func headOf(e *Element) string {
	if td, ok := e.Tag.(TD); ok {
		return td.Headers[0]
	}
	return ""
}

// TestDraftIsMarked sees that every page of a draft has the word across it,
// below all else and within the paper, and that the first words say so too.
func TestDraftIsMarked(t *testing.T) {
	for _, file := range []string{"bulletin.toml", "bulletin.ru.toml", "bulletin.en.toml"} {
		d := release(t, "2024-1/"+file)
		plain, problems := Lay(d)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		d.Draft = true
		pages, problems := Lay(d)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		w := d.Language.Corrections
		if want := fmt.Sprintf(w.DraftTitle, d.Title); pages.Title != want || !pages.Draft || plain.Title != d.Title || plain.Draft {
			t.Errorf("the title is %q, want %q", pages.Title, want)
		}
		for i, page := range pages.Pages {
			m := page.Marks[slices.IndexFunc(page.Marks, func(m Mark) bool { return m.Rect == nil })]
			if m.Owner != nil || m.Artifact != Watermark || m.Text == nil || m.Text.S != w.Draft || m.Text.Turn != 45 {
				t.Fatalf("%s, page %d begins with %v", file, i+1, m)
			}
			face := pages.Family[m.Text.Style]
			slant := func(l fonts.Length) fonts.Length { return l * 70711 / 100_000 }
			length, height := slant(face.Width(m.Text.S, m.Text.Size)), slant(fonts.Length(face.CapHeight)*m.Text.Size/1000)
			if left, right := m.X-height, m.X+length; left < page.Width/20 || right > page.Width*19/20 || abs(left+right-page.Width) > 100 {
				t.Errorf("%s: the word reaches from %d to %d", file, left, right)
			}
			if top, bottom := m.Y-length-height, m.Y; abs(top+bottom-page.Height) > 100 {
				t.Errorf("%s: the word reaches from %d down to %d", file, top, bottom)
			}
		}
		said := ""
		for _, m := range pages.Pages[0].Marks {
			if m.Text != nil && m.Owner != nil && len(said) < len(w.DraftNotice) {
				said += m.Text.S
			}
		}
		if !strings.HasPrefix(said, w.DraftNotice) {
			t.Errorf("%s begins with «%s»", file, said)
		}
	}
}

func abs(l fonts.Length) fonts.Length { return max(l, -l) }

// TestRevisionInHeader sees that the running header names the revision whatever the period is.
func TestRevisionInHeader(t *testing.T) {
	for _, period := range []string{"", "2024 жылғы сәуір–мамыр", strings.Repeat("2024 жылғы сәуір–мамыр ", 12)} {
		d := corrected(t, "bulletin.toml", 2)
		d.Period = period
		pages, problems := Lay(d)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		want := fmt.Sprintf(d.Language.Corrections.Running, 3)
		for i, page := range pages.Pages[1:] {
			found := false
			for _, m := range page.Marks {
				found = found || m.Owner == nil && m.Artifact == Header && m.Text != nil && strings.HasSuffix(m.Text.S, want) && m.X >= d.Style.Left
			}
			if !found {
				t.Errorf("page %d does not say «%s» in its header", i+2, want)
			}
		}
	}
}

// TestCorrectedHeadings sees that the notice and the history are in the outline,
// the history also in the contents, and that neither takes a number.
func TestCorrectedHeadings(t *testing.T) {
	d := corrected(t, "bulletin.toml", 2)
	w := d.Language.Corrections
	pages, problems := Lay(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var titles []string
	for _, b := range pages.Outline {
		titles = append(titles, b.Title)
	}
	outline := strings.Join(titles, "|")
	last := d.Sections[len(d.Sections)-1]
	for _, want := range []string{
		"|" + w.Corrected + "|" + d.Language.Contents + "|1. ",
		fmt.Sprintf("|%d. %s|%s|1-нұсқа|2-нұсқа|3-нұсқа|%s", last.Number, last.Title, w.History, d.Contact.Title),
	} {
		if !strings.Contains(outline, want) {
			t.Errorf("the outline is %s, without %s", outline, want)
		}
	}
	listed := ""
	for _, m := range pages.Pages[0].Marks {
		if m.Text == nil || m.Owner == nil {
			continue
		}
		if link, ok := m.Owner.Tag.(Link); ok && link.Target != nil {
			listed += m.Text.S
			if link.Description == w.History && (link.Target.Element == nil || link.Target.Page < 4) {
				t.Errorf("the entry of the history leads to %v", link.Target)
			}
		}
	}
	if !strings.Contains(listed, w.History) {
		t.Errorf("the contents are %s", listed)
	}
}

// TestQuotesAndBlocks sees that a run says which cells it follows from, and a
// figure and a table which block they are.
func TestQuotesAndBlocks(t *testing.T) {
	pages, problems := Lay(release(t, "2024-1"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	quoted := map[report.Quote]string{}
	blocks := map[*Element]string{}
	for _, page := range pages.Pages {
		for _, m := range page.Marks {
			if m.Text != nil {
				for _, q := range m.Text.Quotes {
					quoted[q] += m.Text.S
				}
			}
			for e := m.Owner; e != nil; e = e.Parent {
				switch b := e.Block.(type) {
				case report.Chart:
					blocks[e] = b.Label
				case report.Table:
					blocks[e] = b.Label
				}
			}
		}
	}
	if said := quoted[report.Quote{Table: "trust", Row: "police", Column: "trust"}]; !strings.Contains(said, "61,6%") {
		t.Errorf("of the police's trust it is said «%s» in %d cells", said, len(quoted))
	}
	labels := map[string]bool{}
	for _, label := range blocks {
		labels[label] = true
	}
	for _, want := range []string{"1-сурет", "2-сурет", "1-кесте"} {
		if !labels[want] {
			t.Errorf("no element is %s", want)
		}
	}
}
