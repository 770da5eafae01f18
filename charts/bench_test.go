package charts

import "testing"

func benchmark(b *testing.B, s Spec) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Draw(s, measure); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStacked(b *testing.B)     { benchmark(b, trust()) }
func BenchmarkBars(b *testing.B)        { benchmark(b, safety()) }
func BenchmarkLines(b *testing.B)       { benchmark(b, dynamics()) }
func BenchmarkTwelveWaves(b *testing.B) { benchmark(b, twelveWaves()) }

func BenchmarkDescribe(b *testing.B) {
	s := trust()
	b.ReportAllocs()
	for b.Loop() {
		Describe(s)
	}
}
