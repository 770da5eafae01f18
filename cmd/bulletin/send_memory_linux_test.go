package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSendMemory has the command plan 100,000 recipients, twice, for a server that
// is not there, in less than 64 MB. It is started from a fresh process: Linux
// counts to a process what its parent had when it was started.
func TestSendMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("has a long list")
	}
	const variable = "BULLETIN_MEASURE"
	if folder := os.Getenv(variable); folder != "" {
		sendMemory(t, folder)
		return
	}
	folder := filepath.Join(t.TempDir(), "2024-1")
	const n = 100_000
	list := strings.Builder{}
	list.WriteString("address;name;language\n")
	for i := range n {
		fmt.Fprintf(&list, "reader%06d@readers%03d.example.org;Оқырман Оқырманов %d;kk\n", i, i%977, i)
	}
	for name, text := range map[string]string{
		"bulletin.toml": `title     = "Сенімділік деңгейі"
issuer    = "Ұлттық статистика бюросы"
wave      = "2024-1"
period    = "2024 жылғы сәуір–мамыр"
published = 2024-07-17T10:00:00+05:00
[[section]]
title = "Негізгі ойлар"
text  = "Полицияға сенетіндер үлесі көп."
`,
		"mail/mail.toml": `sender     = "press@stat.example.org"
recipients = "list.csv"
[server]
host     = "127.0.0.1"
port     = 1
security = "none"
[message.kk]
subject  = "{title}"
greeting = "Құрметті {name}!"
`,
		"mail/list.csv": list.String(),
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("bulletin", "release", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c := exec.Command(os.Args[0], "-test.run=^TestSendMemory$", "-test.v")
	c.Env = append(os.Environ(), variable+"="+folder)
	out, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(out), " MB") {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// sendMemory sends twice from a folder and looks at the most that each run has in memory.
func sendMemory(t *testing.T, folder string) {
	for range 2 {
		send := exec.Command("bulletin", "send", folder, "--for", "1ms")
		out, err := send.CombinedOutput()
		var ended *exec.ExitError
		if !errors.As(err, &ended) || ended.ExitCode() != exitOwed || !strings.Contains(string(out), "100000 waiting") {
			t.Fatalf("%v\n%s", err, out)
		}
		peak := float64(send.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) * 1024 / 1e6
		t.Logf("%.1f MB", peak)
		if peak > 64 {
			t.Errorf("%.1f MB, want at most 64", peak)
		}
	}
}
