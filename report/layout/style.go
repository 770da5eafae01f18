package layout

import (
	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report"
)

// design is the looks of a page: sizes and leadings follow from the text's own size.
type design struct {
	geometry
	size      fonts.Length
	leading   fonts.Length
	justified bool

	ink, quiet, accent, tint, hairline charts.Color
}

// The colours of the text: grey that is still 7:1 on white (WCAG 2 contrast, level AAA), and rules.
var (
	ink      = charts.Color{R: 0x1c, G: 0x1c, B: 0x1c}
	quiet    = charts.Color{R: 0x55, G: 0x55, B: 0x55}
	hairline = charts.Color{R: 0xc4, G: 0xc9, B: 0xcf}
)

func newDesign(s report.Style) design {
	return design{
		geometry: geometry{
			width: s.Width, height: s.Height,
			top: s.Top, bottom: s.Bottom, left: s.Left, right: s.Right,
		},
		size:      s.Size,
		leading:   s.Size * 140 / 100,
		justified: s.Justified,
		ink:       ink, quiet: quiet, hairline: hairline,
		accent: s.Accent,
		tint:   tint(s.Accent, 7),
	}
}

// tint mixes a colour with white; share is the colour's, in percent.
func tint(c charts.Color, share int) charts.Color {
	mix := func(v uint8) uint8 { return uint8((int(v)*share + 255*(100-share) + 50) / 100) }
	return charts.Color{R: mix(c.R), G: mix(c.G), B: mix(c.B)}
}

// scaled gives a size relative to the text's, in percent.
func (d *design) scaled(percent int) fonts.Length { return d.size * fonts.Length(percent) / 100 }

func (d *design) text(style fonts.Style) look { return look{style, d.size, d.ink} }

func (d *design) body() shape {
	return shape{measure: d.measure(), leading: d.leading, justified: d.justified, hyphenate: true}
}

// small gives the shape of ragged text of a size.
func small(measure, size fonts.Length) shape {
	return shape{measure: measure, leading: size * 132 / 100, hyphenate: true}
}
