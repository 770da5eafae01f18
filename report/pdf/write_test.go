package pdf

import (
	"bytes"
	"testing"

	"bulletin/fonts"
)

func TestSameBytes(t *testing.T) {
	first, err := Write(sample(fonts.Default()))
	if err != nil {
		t.Fatal(err)
	}
	second, err := Write(sample(fonts.Default()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("the same pages gave different bytes")
	}
}

// BenchmarkWrite measures the whole stage on four full pages with three pictures.
func BenchmarkWrite(b *testing.B) {
	pages := sample(fonts.Default())
	b.ReportAllocs()
	for b.Loop() {
		data, err := Write(pages)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(data)), "bytes")
	}
}
