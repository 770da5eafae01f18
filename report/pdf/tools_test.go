package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bulletin/fonts"
)

// run runs a tool on the sample and gives what it prints. A tool that is not
// installed skips the test, except where all of them are expected.
func run(t *testing.T, tool string, arguments ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed", tool)
		}
		t.Skipf("%s is not installed", tool)
	}
	data, err := Write(sample(fonts.Default()))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range arguments {
		if arguments[i] == "FILE" {
			arguments[i] = file
		}
	}
	var complaints bytes.Buffer
	command := exec.Command(tool, arguments...)
	command.Stderr = &complaints
	printed, err := command.Output()
	if err != nil || complaints.Len() > 0 {
		t.Errorf("%s: %v\n%s", tool, err, complaints.String())
	}
	return string(printed)
}

func TestQPDF(t *testing.T) {
	if printed := run(t, "qpdf", "--check", "FILE"); !strings.Contains(printed, "No syntax or stream encoding errors found") {
		t.Error(printed)
	}
}

// TestText sees that a reader finds the words whole and in order.
func TestText(t *testing.T) {
	text := strings.Join(strings.Fields(run(t, "pdftotext", "FILE", "-")), " ")
	for _, want := range []string{
		"Респонденттердің жауаптарына сәйкес қауіпсіздіктің, негізгі себептері.",
		"2,5% (\\ 250 ₸). Зерттеуге іріктемелі әдіспен іріктелген 18005 үй",
		"Толығырақ: Статистика бойынша әдіснамалық ережелер мұнда.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("«%s» is not in the text", want)
		}
	}
}

func TestPoppler(t *testing.T) {
	printed := run(t, "pdfinfo", "-struct-text", "FILE")
	for _, want := range []string{`"Ескертпе: қосынды 100%-дан өзгеше болуы мүмкін. "`, "Figure"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%s is not in the structure", want)
		}
	}
	if printed := run(t, "pdfinfo", "FILE"); !strings.Contains(printed, "Tagged:          yes") {
		t.Error(printed)
	}
}
