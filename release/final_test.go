package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"bulletin"
)

// small is a release of one table, quick to build.
const small = `title     = "Сенімділік деңгейі"
issuer    = "Ұлттық статистика бюросы"
wave      = "2024-1"
period    = "2024 жылғы сәуір–мамыр"
published = 2024-07-17T10:00:00+05:00
[table.trust]
file = "trust.csv"
unit = "%"
[[section]]
title = "Негізгі ойлар"
text  = "Полицияға сенетіндер үлесі {{.trust.police.yes}} құрады."
`

// correction declares that the figure of small was corrected.
const correction = `[[correction]]
date     = 2024-08-01T10:00:00+05:00
severity = "minor"
reason   = "Көшіру қатесі түзетілді."
[[correction.change]]
table  = "trust"
row    = "police"
column = "yes"
old    = "61,6"
new    = "62,0"
`

const (
	smallTable     = "id;;yes;no\n;Мекеме;Сенетіндер;Сенбейтіндер\npolice;Полиция органдары;61,6;38,4\n"
	correctedTable = "id;;yes;no\n;Мекеме;Сенетіндер;Сенбейтіндер\npolice;Полиция органдары;62,0;38,4\n"
)

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// begun makes a release folder that nothing was released from, and correct the next revision of it.
func begun(t *testing.T, folder string) {
	t.Helper()
	put(t, filepath.Join(folder, "bulletin.toml"), small)
	put(t, filepath.Join(folder, "trust.csv"), smallTable)
}

func correct(t *testing.T, folder string) {
	t.Helper()
	put(t, filepath.Join(folder, "bulletin.toml"), small+correction)
	put(t, filepath.Join(folder, "trust.csv"), correctedTable)
}

func released(t *testing.T, folder string) *Revision {
	t.Helper()
	r, err := Finalize(folder, options())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func options() FinalOptions {
	return FinalOptions{Clock: func() time.Time {
		return time.Date(2024, 7, 17, 10, 0, 0, 999, time.FixedZone("+05", 5*3600))
	}}
}

// TestFinalize holds what two releases leave, and that each refuses to be made again.
func TestFinalize(t *testing.T) {
	folder := t.TempDir()
	begun(t, folder)
	r := released(t, folder)
	if r.Number != 1 || r.Released.Format(time.RFC3339Nano) != "2024-07-17T10:00:00+05:00" || r.Wave != "2024-1" || len(r.Files) != 3 || r.Severity+r.Reason != "" {
		t.Errorf("%+v", r)
	}
	if _, err := Finalize(folder, options()); err == nil || !strings.Contains(err.Error(), "are those of revision 1, nothing") {
		t.Errorf("a second time: %v", err)
	}
	before := tree(t, filepath.Join(folder, "releases", "r1"))
	correct(t, folder)
	r = released(t, folder)
	if r.Number != 2 || r.Severity != "minor" || r.Reason != "Көшіру қатесі түзетілді." {
		t.Errorf("%+v", r)
	}
	if after := tree(t, filepath.Join(folder, "releases", "r1")); after != before {
		t.Errorf("what was recorded is\n%sand was\n%s", after, before)
	}
	if _, err := Finalize(folder, options()); err == nil || !strings.Contains(err.Error(), "are those of revision 2, nothing") {
		t.Errorf("a second time: %v", err)
	}
	record, err := ReadRecord(folder)
	if err != nil {
		t.Fatal(err)
	}
	one, err := record.Revision(1)
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := one.File(folder, "bulletin.pdf")
	if err != nil {
		t.Fatal(err)
	}
	wantVerdict(t, pdf, nil, Same, "")
	if _, err := one.File(folder, "buletin.pdf"); err == nil || !strings.Contains(err.Error(), `did you mean "bulletin.pdf"?`) {
		t.Errorf("%v", err)
	}
	for name, number := range map[string]int{"there are 1 to 2": 3, "there is no revision 0": 0} {
		if _, err := record.Revision(number); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("revision %d: %v", number, err)
		}
	}
	left(t, folder)
}

// left holds that there is nothing beside what is recorded.
func left(t *testing.T, folder string) {
	t.Helper()
	for line := range strings.Lines(tree(t, folder)) {
		name, _, _ := strings.Cut(line, " ")
		if base := filepath.Base(name); strings.HasPrefix(base, ".") && line != filepath.Join("releases", lockFile)+" 0 \n" {
			t.Errorf("%s was left", line)
		}
	}
}

// tree gives the files of a folder with their digests.
func tree(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(folder, name)
		sum := ""
		if len(data) > 0 {
			sum = digestOf(data)
		}
		fmt.Fprintf(&b, "%s %d %s\n", rel, len(data), sum)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFinalizeRefuses holds what keeps a release from being made final, and that nothing is written then.
func TestFinalizeRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		toml string
		want string
	}{
		"problem": {strings.Replace(small, ".yes", ".yess", 1), `did you mean "yes"?`},
		"warning": {strings.Replace(small, "{{.trust.police.yes}}", "61,6%", 1), "61,6%"},
		// What was never released cannot be corrected.
		"correction": {strings.NewReplacer("61,6", "60,0", "62,0", "61,6").Replace(small + correction), "nothing was"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			begun(t, folder)
			put(t, filepath.Join(folder, "bulletin.toml"), c.toml)
			before := tree(t, folder)
			_, err := Finalize(folder, options())
			if problems := (*bulletin.Problems)(nil); !errors.As(err, &problems) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v", err)
			}
			if after := tree(t, folder); after != before {
				t.Errorf("wrote\n%s", after)
			}
		})
	}
	folder := t.TempDir()
	begun(t, folder)
	if _, err := Finalize(filepath.Join(folder, "bulletin.toml"), options()); err == nil || !strings.Contains(err.Error(), "name its folder") {
		t.Errorf("%v", err)
	}
	released(t, folder)
	correct(t, folder)
	released(t, folder)
	begun(t, folder)
	if _, err := Finalize(folder, options()); err == nil || !strings.Contains(err.Error(), "a [[correction]] that was released stays") {
		t.Errorf("without the correction: %v", err)
	}
}

// state is how a killed run left a folder: the number of revisions it has.
func state(t *testing.T, folder string) int {
	t.Helper()
	record, err := ReadRecord(folder)
	if err != nil {
		t.Fatal(err)
	}
	if record == nil {
		return 0
	}
	return len(record.Revisions)
}

// interrupted runs try for the first and for the second release of a folder, once
// for each operation that these take, until one goes through. Try is given the
// number of the operation to be cut short at. After each, the folder must have the
// revision or not, and the next release must go on.
func interrupted(t *testing.T, try func(t *testing.T, folder string, at int) (ended bool)) {
	template := filepath.Join(t.TempDir(), "template")
	begun(t, template)
	for number, prepare := range []func(*testing.T, string){func(*testing.T, string) {}, correct} {
		committed := 0
		for at := 1; ; at++ {
			folder := filepath.Join(t.TempDir(), "release")
			if err := os.CopyFS(folder, os.DirFS(template)); err != nil {
				t.Fatal(err)
			}
			prepare(t, folder)
			r1 := ""
			if number > 0 {
				r1 = tree(t, filepath.Join(folder, "releases", "r1"))
			}
			if ended := try(t, folder, at); ended {
				if committed == 0 || at < 20 {
					t.Errorf("release %d ended at operation %d, committed at %d", number+1, at, committed)
				}
				break
			}
			now := state(t, folder)
			if now != number && now != number+1 || committed > 0 && now == number {
				t.Fatalf("release %d cut short at operation %d: the folder has %d revisions", number+1, at, now)
			}
			goOn(t, folder, number, now == number+1)
			if now == number+1 && committed == 0 {
				committed = at
			}
			if number > 0 && tree(t, filepath.Join(folder, "releases", "r1")) != r1 {
				t.Fatalf("cut short at operation %d: revision 1 is another", at)
			}
		}
		prepare(t, template)
		released(t, template)
	}
}

// goOn makes the release again that was cut short.
func goOn(t *testing.T, folder string, number int, committed bool) {
	t.Helper()
	o := options()
	var told []string
	o.Tell = func(s string) { told = append(told, s) }
	leftovers := strings.Contains(tree(t, folder), "-new") || strings.Contains(tree(t, folder), ".toml.new")
	r, err := Finalize(folder, o)
	switch {
	case committed && (err == nil || !strings.Contains(err.Error(), fmt.Sprintf("are those of revision %d, nothing", number+1))):
		t.Fatalf("recorded already, and released again: %v", err)
	case !committed && err != nil:
		t.Fatal(err)
	case !committed && r.Number != number+1:
		t.Fatalf("made revision %d", r.Number)
	case leftovers && (len(told) != 1 || !strings.Contains(told[0], fmt.Sprintf("before revision %d was recorded", number+1))):
		t.Fatalf("told %q", told)
	}
	if state(t, folder) != number+1 {
		t.Fatal("the release did not go on")
	}
	if !committed {
		left(t, folder)
	}
}

// killed is the variable that tells the test binary to make a release and to end itself.
const killed = "BULLETIN_TEST_KILLED"

// TestFinalizeKilled ends the process at every operation of a release.
func TestFinalizeKilled(t *testing.T) {
	if at, folder, ok := strings.Cut(os.Getenv(killed), " "); ok {
		killedRun(at, folder)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	interrupted(t, func(t *testing.T, folder string, at int) bool {
		c := exec.Command(self, "-test.run=^TestFinalizeKilled$")
		c.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", killed, at, folder))
		out, err := c.CombinedOutput()
		if strings.Contains(string(out), "not recorded") {
			t.Fatalf("%s", out)
		}
		return err == nil
	})
}

// killedRun makes a release and kills the process before its n-th operation.
func killedRun(at, folder string) {
	n, _ := strconv.Atoi(at)
	o := options()
	o.disk.before = func(string, string) error {
		if n--; n == 0 {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
		return nil
	}
	if _, err := Finalize(folder, o); err != nil {
		fmt.Println("not recorded:", err)
		os.Exit(3)
	}
	os.Exit(0)
}

// TestFinalizeFullDisk lets every operation of a release fail, the first time and ever after.
func TestFinalizeFullDisk(t *testing.T) {
	for name, lasting := range map[string]bool{"once": false, "from then on": true} {
		t.Run(name, func(t *testing.T) {
			interrupted(t, func(t *testing.T, folder string, at int) bool {
				before := state(t, folder)
				n, failed := at, false
				o := options()
				o.disk.before = func(operation, _ string) error {
					if n--; n == 0 || n < 0 && lasting && operation != "remove" {
						failed = true
						return syscall.ENOSPC
					}
					return nil
				}
				_, err := Finalize(folder, o)
				now := state(t, folder)
				switch {
				case err == nil && now != before+1, err != nil && now != before:
					t.Fatalf("operation %d: %d revisions, error %v", at, now, err)
				case err != nil && (!errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "nothing was recorded")):
					t.Fatalf("operation %d: %v", at, err)
				case err != nil && strings.Contains(tree(t, folder), "-new"):
					t.Fatalf("operation %d left\n%s", at, tree(t, folder))
				}
				return !failed
			})
		})
	}
}

// TestFinalizeReadOnly makes a release in a folder that may not be written.
func TestFinalizeReadOnly(t *testing.T) {
	folder := t.TempDir()
	begun(t, folder)
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
	if f, err := os.Create(filepath.Join(folder, "probe")); err == nil {
		_ = f.Close()
		t.Skip("this user may write to read-only folders")
	}
	if _, err := Finalize(folder, options()); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("%v", err)
	}
	if state(t, folder) != 0 {
		t.Error("recorded")
	}
}

// TestFinalizeWithoutLocks lets another run record the revision while this one
// makes it, as can be where a file system has no locks: what was recorded stays.
func TestFinalizeWithoutLocks(t *testing.T) {
	folder := t.TempDir()
	begun(t, folder)
	other := t.TempDir()
	begun(t, other)
	released(t, other)
	recorded := ""
	o := options()
	o.Clock = time.Now
	o.disk.before = func(operation, path string) error {
		if operation == "rename" && filepath.Base(path) == "r1" {
			for _, name := range []string{KeptFolder + "/r1", RecordFile} {
				if err := os.Rename(filepath.Join(other, name), filepath.Join(folder, name)); err != nil {
					t.Error(err)
				}
			}
			recorded = tree(t, filepath.Join(folder, KeptFolder, "r1"))
		}
		return nil
	}
	if _, err := Finalize(folder, o); err == nil || !strings.Contains(err.Error(), "nothing was recorded") {
		t.Errorf("%v", err)
	}
	if state(t, folder) != 1 || tree(t, filepath.Join(folder, KeptFolder, "r1")) != recorded {
		t.Error("what was recorded is another")
	}
	left(t, folder)
}

// TestFinalizeHeld holds that a run waits for another, and is told who holds the folder.
func TestFinalizeHeld(t *testing.T) {
	folder := t.TempDir()
	begun(t, folder)
	entered, leave := make(chan struct{}), make(chan struct{})
	o := options()
	o.disk.before = func(operation, _ string) error {
		if operation == "rename" {
			entered <- struct{}{}
			<-leave
		}
		return nil
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		defer close(entered)
		if _, err := Finalize(folder, o); err != nil {
			t.Error(err)
		}
	})
	<-entered
	_, err := Finalize(folder, options())
	held := (*HeldError)(nil)
	if !errors.As(err, &held) || !strings.HasPrefix(held.Holder, fmt.Sprintf("process %d", os.Getpid())) || !strings.HasSuffix(held.Holder, "since 2024-07-17T10:00:00+05:00") {
		t.Errorf("%v", err)
	}
	if state(t, folder) != 0 {
		t.Error("what is being made counts for recorded")
	}
	planned := make(chan struct{})
	wait.Go(func() {
		patient := options()
		patient.Wait = time.Minute
		patient.disk.before = func(operation, _ string) error {
			if operation == "create" { // of the lock: it saw that nothing was released
				close(planned)
			}
			return nil
		}
		if _, err := Finalize(folder, patient); err == nil || !strings.Contains(err.Error(), "are those of revision 1, nothing") {
			t.Errorf("after waiting: %v", err)
		}
	})
	<-planned
	leave <- struct{}{}
	<-entered // before the record
	if state(t, folder) != 0 {
		t.Error("what is being made counts for recorded")
	}
	close(leave)
	wait.Wait()
}
