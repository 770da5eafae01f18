package mail

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"bulletin/release"
)

const exampleFolder = "../testdata/2024-1"

// almaty is the time zone of the examples.
var almaty = time.FixedZone("", 5*3600)

// released gives the example released once, and released with a correction: for reading.
func released(t testing.TB, revision int) *Issue {
	t.Helper()
	issues, err := releasedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return issues[revision-1]
}

var releasedOnce = sync.OnceValues(func() (issues []*Issue, err error) {
	folder, err := os.MkdirTemp("", "bulletin-mail-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	for i, step := range []func(string) error{layFirst, layCorrected} {
		if err := step(folder); err != nil {
			return nil, err
		}
		if err := finalize(folder, 17+2*i); err != nil {
			return nil, err
		}
		issue, err := OpenIssue(folder)
		if err != nil {
			return nil, err
		}
		issues = append(issues, issue)
	}
	return issues, nil
})

// layFirst lays out the constructed example as it was before its correction.
func layFirst(folder string) error {
	if err := os.CopyFS(folder, os.DirFS(exampleFolder)); err != nil {
		return err
	}
	return copyFile("../testdata/corrected/first/safety.csv", filepath.Join(folder, "safety.csv"))
}

func layCorrected(folder string) error {
	for _, name := range []string{"bulletin.toml", "bulletin.ru.toml", "bulletin.en.toml", "safety.csv"} {
		if err := copyFile(filepath.Join("../testdata/corrected", name), filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

func finalize(folder string, day int) error {
	_, err := release.Finalize(folder, release.FinalOptions{Clock: func() time.Time { return time.Date(2024, 7, day, 9, 0, 0, 0, almaty) }})
	return err
}

func TestOpenIssue(t *testing.T) {
	for _, c := range []struct {
		revision  int
		published time.Time
	}{
		{1, time.Date(2024, 7, 17, 10, 0, 0, 0, almaty)},
		{2, time.Date(2024, 7, 19, 15, 0, 0, 0, almaty)},
	} {
		issue := released(t, c.revision)
		if issue.Wave != "2024-1" || issue.Revision != c.revision || issue.First != "kk" || len(issue.Editions) != 3 || issue.Digest == "" {
			t.Errorf("revision %d: %s, revision %d, %d editions, first %q", c.revision, issue.Wave, issue.Revision, len(issue.Editions), issue.First)
		}
		if !issue.Published.Equal(c.published) {
			t.Errorf("revision %d is published %s", c.revision, issue.Published)
		}
		for language, e := range issue.Editions {
			if e.Language != language || !strings.HasPrefix(string(e.PDF), "%PDF-") || !strings.HasPrefix(string(e.Workbook), "PK") {
				t.Errorf("revision %d, %s: not all is there", c.revision, language)
			}
		}
	}
	if released(t, 1).Digest == released(t, 2).Digest {
		t.Error("two revisions have one digest")
	}
}

func TestOpenIssueRefuses(t *testing.T) {
	alter := func(name, from, to string) func(*testing.T, string) {
		return func(t *testing.T, folder string) {
			path := filepath.Join(folder, name)
			data, err := os.ReadFile(path)
			if err != nil || !strings.Contains(string(data), from) {
				t.Fatalf("%s: no %q, %v", name, from, err)
			}
			if err := os.Chmod(path, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(strings.Replace(string(data), from, to, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	folder := t.TempDir()
	if err := layFirst(folder); err != nil {
		t.Fatal(err)
	}
	_, err := OpenIssue(folder)
	wantError(t, "never released", err, "nothing was released yet")
	if err := finalize(folder, 17); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*testing.T, string)
		want   string
	}{
		"a figure":     {alter("cities.csv", "12604", "12704"), "differs from revision 1, which was released, in figure cities.almaty."},
		"words":        {alter("bulletin.ru.toml", "Глоссарий", "Словарь"), "differs from revision 1, which was released, in"},
		"a comment":    {alter("bulletin.toml", "# ", "## "), ""},
		"not released": {func(t *testing.T, folder string) { must(t, layCorrected(folder)) }, "declares the correction that makes revision 2, which is not released yet"},
		"broken words": {alter("bulletin.toml", "title", "titel"), "titel"},
		"another PDF":  {alter("releases/r1/bulletin.pdf", "%PDF-1.7", "%PDF-1.6"), "is not the file that was recorded"},
		"no PDF": {func(t *testing.T, folder string) {
			must(t, os.Remove(filepath.Join(folder, "releases/r1/bulletin.ru.pdf")))
		}, "is missing"},
		"no record": {func(t *testing.T, folder string) { must(t, os.Remove(filepath.Join(folder, release.RecordFile))) }, "releases"},
	} {
		t.Run(name, func(t *testing.T) {
			copied := t.TempDir()
			must(t, os.CopyFS(copied, os.DirFS(folder)))
			c.change(t, copied)
			_, err := OpenIssue(copied)
			wantError(t, name, err, c.want)
		})
	}
}

// TestOpenIssueRefusesAnEarlierFolder sees that a folder that was put back to what
// it was before its correction is not sent.
func TestOpenIssueRefusesAnEarlierFolder(t *testing.T) {
	folder := t.TempDir()
	must(t, layFirst(folder))
	must(t, finalize(folder, 17))
	must(t, layCorrected(folder))
	must(t, finalize(folder, 19))
	for _, name := range []string{"bulletin.toml", "bulletin.ru.toml", "bulletin.en.toml"} {
		must(t, copyFile(filepath.Join(exampleFolder, name), filepath.Join(folder, name)))
	}
	_, err := OpenIssue(folder)
	wantError(t, "an earlier folder", err, "differs from revision 2, which was released, in correction 1")
}

func TestVerifiedRefuses(t *testing.T) {
	pdf := string(released(t, 1).Editions["kk"].PDF)
	wantError(t, "as it is", verified("a.pdf", []byte(pdf), nil), "")
	wantError(t, "another byte", verified("a.pdf", []byte(pdf+" "), nil), "a.pdf: was altered and is not sent")
	wantError(t, "no PDF of ours", verified("a.pdf", []byte("%PDF-1.7\n"), nil), "a.pdf: ")
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t testing.TB, what string, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("%s: %v", what, err)
	case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
		t.Errorf("%s: %v; want %q", what, err, want)
	}
}
