package charts

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestDrawGolden(t *testing.T) {
	for name, s := range samples() {
		t.Run(name, func(t *testing.T) {
			p := draw(t, s, measure)
			writeSVG(t, name, p)
			golden(t, name+".picture", dump(p))
			golden(t, name+".words", Describe(s)+"\n")
		})
	}
}

// dump writes a picture down, a line for each mark.
func dump(p *Picture) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s × %s\n", points(p.Width), points(p.Height))
	for _, op := range p.Ops {
		if op.Text != "" {
			fmt.Fprintf(&b, "text %s %s size %s style %d %s %q\n", points(op.X), points(op.Y), points(op.Size), op.Style, hex(op.Color), op.Text)
			continue
		}
		b.WriteString("path")
		if op.Fill != nil {
			b.WriteString(" fill " + hex(*op.Fill))
		}
		if op.Stroke != nil {
			b.WriteString(" stroke " + hex(*op.Stroke) + " " + points(op.StrokeWidth))
		}
		for i, d := range op.Dash {
			b.WriteString([]string{" dash ", " "}[min(i, 1)] + points(d))
		}
		b.WriteString(" " + pathData(op.Path) + "\n")
	}
	return b.String()
}

// golden compares with a file of testdata, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s differs from line %d on; go test ./charts -update rewrites it\ngot  %s\nwant %s", path, i+1, lineAt(g, i), lineAt(w, i))
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}
