package release

import (
	"bytes"
	"encoding/json"
)

// JSON gives a difference for programs, with the names of the two versions.
// Fields are only ever added; lists are never null.
func (d *Difference) JSON(old, new string) ([]byte, error) {
	type where struct {
		Language string `json:"language"`
		Kind     string `json:"kind"`
		Name     string `json:"name"`
		Page     int    `json:"page"`
	}
	type figure struct {
		Table      string  `json:"table"`
		Row        string  `json:"row"`
		Column     string  `json:"column"`
		Subject    string  `json:"subject"`
		Answer     string  `json:"answer"`
		Old        string  `json:"old"`
		New        string  `json:"new"`
		OldPrinted string  `json:"old_printed"`
		NewPrinted string  `json:"new_printed"`
		Difference string  `json:"difference"`
		Visible    bool    `json:"visible"`
		Where      []where `json:"where"`
	}
	type edit struct {
		Op   string `json:"op"`
		Text string `json:"text"`
	}
	type word struct {
		Language string `json:"language"`
		At       string `json:"at"`
		Old      string `json:"old"`
		New      string `json:"new"`
		Words    []edit `json:"words"`
	}
	type part struct {
		Language string `json:"language"`
		At       string `json:"at"`
		Title    string `json:"title"`
		Added    bool   `json:"added"`
	}
	type method struct {
		At  string `json:"at"`
		Old string `json:"old"`
		New string `json:"new"`
	}
	type turn struct {
		Language string `json:"language"`
		At       string `json:"at"`
		Old      string `json:"old"`
		New      string `json:"new"`
	}
	out := struct {
		Old       string   `json:"old"`
		New       string   `json:"new"`
		Same      bool     `json:"same"`
		Languages []string `json:"languages"`
		Figures   []figure `json:"figures"`
		Words     []word   `json:"words"`
		Parts     []part   `json:"parts"`
		Methods   []method `json:"methods"`
		Turned    []turn   `json:"turned"`
	}{
		old, new, d.Empty(), append([]string{}, d.Compared...), []figure{}, []word{}, []part{}, []method{}, []turn{},
	}
	for _, f := range d.Figures {
		places := []where{}
		for _, w := range f.Where {
			places = append(places, where(w))
		}
		out.Figures = append(out.Figures, figure{
			f.Cell.Table, f.Cell.Row, f.Cell.Column, f.Subject, f.Answer,
			f.Old, f.New, f.OldPrinted, f.NewPrinted, f.Points, f.Visible, places,
		})
	}
	for _, w := range d.Words {
		edits := []edit{}
		for _, e := range w.Words {
			edits = append(edits, edit{string(rune(e.Op)), e.Text})
		}
		out.Words = append(out.Words, word{w.Language, w.At, w.Old, w.New, edits})
	}
	for _, p := range d.Parts {
		out.Parts = append(out.Parts, part(p))
	}
	for _, m := range d.Methods {
		out.Methods = append(out.Methods, method(m))
	}
	for _, t := range d.Turned {
		out.Turned = append(out.Turned, turn(t))
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(out)
	return b.Bytes(), err
}
