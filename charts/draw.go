package charts

import "bulletin/fonts"

// Draw draws a chart of the given width; its height follows from its contents.
func Draw(s Spec, width fonts.Length) (*Picture, error) { panic("not yet") }

// Describe says in words what the chart shows: its kind, its subjects and answers, and every figure.
func Describe(s Spec) string { panic("not yet") }
