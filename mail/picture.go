package mail

import (
	"bytes"
	"image/png"

	"bulletin/charts"
	"bulletin/fonts"
	"bulletin/report"
)

// picture is a chart as a message shows it.
type picture struct {
	*report.Chart
	png           []byte
	width, height int // as shown, in CSS pixels; the image has twice as many
}

// shownWidth is the width of a picture in a message, in CSS pixels, where there is room.
const shownWidth = 600

// pictureOf draws the first chart of a document; nil where it has none. It is drawn
// narrower than on the page where its labels have room for that, so that they can
// be read at the width of a message.
func pictureOf(d *report.Document) (*picture, error) {
	chart := firstChart(d)
	if chart == nil {
		return nil, nil
	}
	spec := chart.Spec
	spec.Size = min(max(d.Style.Size*85/110, 7*fonts.Point), 10*fonts.Point) // as on the page
	page := d.Style.Width - d.Style.Left - d.Style.Right
	var drawn *charts.Picture
	var err error
	for _, width := range []fonts.Length{350 * fonts.Point, 400 * fonts.Point, page} {
		if drawn, err = charts.Draw(spec, min(width, page)); err == nil {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	p := &picture{Chart: chart, width: shownWidth}
	if p.png, err = drawn.PNG(spec.Family, 2*shownWidth); err != nil {
		return nil, err
	}
	size, err := png.DecodeConfig(bytes.NewReader(p.png))
	if err != nil {
		return nil, err
	}
	p.height = size.Height / 2
	return p, nil
}

func firstChart(d *report.Document) *report.Chart {
	for i := range d.Sections {
		for _, b := range d.Sections[i].Blocks {
			if chart, ok := b.(report.Chart); ok {
				return &chart
			}
		}
	}
	return nil
}
