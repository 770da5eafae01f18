package release

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bulletin"
	"bulletin/config"
	"bulletin/report"
	"bulletin/report/layout"
	"bulletin/report/pdf"
)

const example = "../testdata/2024-1"

func build(t *testing.T, folder, standard string) []byte {
	t.Helper()
	outputs, err := bulletin.Build(folder, bulletin.Options{Standard: standard})
	if err != nil {
		t.Fatal(err)
	}
	return outputs[0].PDF
}

func wantVerdict(t *testing.T, data []byte, faces map[string][]byte, want Verdict, reason string) {
	t.Helper()
	got, err := Verify(data, faces)
	if err != nil {
		t.Fatal(err)
	}
	if got.Verdict != want || !strings.Contains(got.Reason, reason) {
		t.Errorf("verdict %d, %q; want %d, %q", got.Verdict, got.Reason, want, reason)
	}
}

func TestVerifySame(t *testing.T) {
	for _, standard := range []string{"", "ua-1+a-3a", "ua-2+a-4f"} {
		wantVerdict(t, build(t, example, standard), nil, Same, "")
	}
}

func TestVerifyAltered(t *testing.T) {
	data := build(t, example, "")
	flipped := bytes.Clone(data)
	flipped[len(flipped)/10] ^= 1
	wantVerdict(t, flipped, nil, Altered, "its source builds another file")
	wantVerdict(t, append(bytes.Clone(data), '\n'), nil, Altered, "its source builds another file")
}

// TestVerifyAlteredThroughout alters a figure on the page and writes the whole
// file anew, so that every digest in it is right.
func TestVerifyAlteredThroughout(t *testing.T) {
	b, _, problems := config.Load(example)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d, problems := report.Make(b)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	altered := false
	for _, block := range d.Sections[0].Blocks {
		if p, ok := block.(report.Paragraph); ok {
			for i := range p.Text {
				if p.Text[i].Text == "61,6%" {
					p.Text[i].Text, altered = "71,6%", true
				}
			}
		}
	}
	if !altered {
		t.Fatal("the example does not say 61,6%")
	}
	pages, problems := layout.Lay(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	data, err := pdf.Write(pages)
	if err != nil {
		t.Fatal(err)
	}
	wantVerdict(t, data, nil, Altered, "its source builds another file")
}

func TestVerifyOtherVersion(t *testing.T) {
	data := bytes.ReplaceAll(build(t, example, ""), []byte("<pdf:Producer>"+pdf.Producer), []byte("<pdf:Producer>bulletin 9.8.7"))
	wantVerdict(t, data, nil, OtherVersion, "built by bulletin 9.8.7, and this is "+pdf.Producer)
}

func TestVerifyForeign(t *testing.T) {
	if _, err := Verify([]byte("%PDF-1.4\n"), nil); !errors.Is(err, pdf.ErrForeign) {
		t.Errorf("%v", err)
	}
}

func TestVerifyWithFace(t *testing.T) {
	face, err := os.ReadFile("../fonts/NotoSans-Italic.ttf")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	words, err := os.ReadFile(filepath.Join(folder, "bulletin.toml"))
	if err != nil {
		t.Fatal(err)
	}
	words = append([]byte("fonts.regular = \"қаріп/бет.ttf\"\n"), words...)
	for name, data := range map[string][]byte{"bulletin.toml": words, "қаріп/бет.ttf": face} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data := build(t, folder, "")
	if bytes.Contains(data, face[:1000]) {
		t.Error("the face is inside")
	}
	if _, err := Verify(data, nil); err == nil || !strings.Contains(err.Error(), "the face қаріп/бет.ttf is not inside and is needed") {
		t.Errorf("without the face: %v", err)
	}
	wantVerdict(t, data, Faces([][]byte{face}), Same, "")
}

func TestExtractNeedsASource(t *testing.T) {
	if _, err := Extract(&pdf.Published{}, t.TempDir(), nil); err == nil {
		t.Error("a PDF without a source was taken")
	}
}

func TestExtractWritesToEmptyFoldersOnly(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "mine.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := &pdf.Published{Attachments: []layout.Attachment{{Name: "bulletin.toml"}}}
	if _, err := Extract(p, folder, nil); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("%v", err)
	}
}
