package report

import (
	"testing"

	"bulletin/config"
)

func BenchmarkMake(b *testing.B) {
	bulletin, _, problems := config.Load("../testdata/2024-1")
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	for b.Loop() {
		Make(bulletin)
	}
}
