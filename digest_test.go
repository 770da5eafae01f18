package bulletin_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"bulletin"
	"bulletin/report/pdf"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestDigests holds that no byte of a PDF moves within a version: whoever
// verifies a published bulletin relies on it.
func TestDigests(t *testing.T) {
	const name = "testdata/digests.txt"
	var now strings.Builder
	fmt.Fprintf(&now, "version %s\n", pdf.Version)
	for _, folder := range []string{"testdata/2023-2", "testdata/2024-1"} {
		for _, standard := range []string{"ua-1+a-3a", "ua-2+a-4f"} {
			outputs, err := bulletin.Build(folder, bulletin.Options{Standard: standard})
			if err != nil {
				t.Fatal(err)
			}
			for _, out := range outputs {
				fmt.Fprintf(&now, "%x  %s %s %s\n", sha256.Sum256(out.PDF), folder, out.Language, standard)
			}
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	listed := readText(t, name)
	switch was, _, _ := strings.Cut(listed, "\n"); {
	case listed == now.String():
	case was == "version "+pdf.Version:
		t.Errorf("bytes have moved and the version has not: look at the pages, move Version in report/pdf/pdf.go,\n"+
			"then run: go test -run TestDigests . -update\n%s has\n%sand now it is\n%s", name, listed, now.String())
	default:
		t.Errorf("%s is of %s, the program is version %s: run go test -run TestDigests . -update", name, was, pdf.Version)
	}
}
