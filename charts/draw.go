package charts

import (
	"fmt"

	"bulletin/fonts"
	"bulletin/locale"
	"bulletin/tables"
)

// Draw draws a chart of the given width; its height follows from its contents.
// What is wrong with the specification or its table comes back as Faults, all
// of them at once.
func Draw(s Spec, width fonts.Length) (*Picture, error) {
	s.setDefaults()
	if f := check(s, width); len(f) > 0 {
		return nil, f
	}
	p := &painter{Spec: s, width: width, rec: newRecorder(s.Family)}
	var err error
	switch s.Kind {
	case Stacked:
		err = p.stacked()
	case Bars:
		err = p.bars()
	case Lines:
		err = p.lines()
	}
	if err != nil {
		return nil, err
	}
	return p.rec.picture, nil
}

// Check tells what keeps a chart from being drawn at any width, as Faults.
func Check(s Spec) error {
	s.setDefaults()
	if f := check(s, maxWidth); len(f) > 0 {
		return f
	}
	return nil
}

func (s *Spec) setDefaults() {
	if s.Size == 0 {
		s.Size = 8500
	}
	if s.Accent == (Color{}) {
		s.Accent = deepBlue
	}
}

// painter is one chart being drawn. Its pixel, which go-chart counts in, is a
// thousandth of a point, so that positions pass between the two unchanged.
type painter struct {
	Spec
	width fonts.Length
	rec   *recorder
}

// Distances that do not depend on the size of the labels.
const (
	hairline = 500 * fonts.Point / 1000 // axes, grid and leaders
	rule     = 600 * fonts.Point / 1000 // the white rule between neighbouring segments
	pad      = 3 * fonts.Point          // between the end of a bar and its figure
	inset    = 7 * fonts.Point / 4      // between a figure and the edges of its segment
	gutter   = 8 * fonts.Point          // between names and bars
)

// lineHeight is the distance of baselines of wrapped text.
func lineHeight(size fonts.Length) fonts.Length { return size * 6 / 5 }

// small is the size of the figures along an axis.
func (p *painter) small() fonts.Length { return p.Size * 8 / 9 }

// capHeight is the height of a line as the eye sees it; text is centred on half of it.
func (p *painter) capHeight(size fonts.Length) fonts.Length {
	return fonts.Length(p.Family[fonts.Regular].CapHeight) * size / 1000
}

// textWidth measures a text in the face of a style.
func (p *painter) textWidth(s string, style fonts.Style, size fonts.Length) fonts.Length {
	return p.Family[style].Width(s, size)
}

// number prints a figure with the decimals of its column.
func (s Spec) number(n tables.Number, c tables.Column) string {
	return s.Language.Number(n.Coef, n.Scale, locale.NumberForm{Decimals: c.Decimals, Grouping: s.Grouping})
}

// unit is what the figures of a column are counted in.
func (s Spec) unit(c tables.Column) string {
	if c.Unit != "" {
		return c.Unit
	}
	return s.Table.Unit
}

// failed wraps an error of go-chart, which check should have made impossible.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the chart could not be drawn: %w", err)
}
