package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what sessions compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bulletin": main})
}

// TestSessions runs what a person could type, each session in a folder of its
// own with the files below it in testdata/script. $EXAMPLE is the release 2024-1.
func TestSessions(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			folder, err := os.Getwd()
			e.Setenv("EXAMPLE", folder+"/../../testdata/2024-1")
			e.Setenv("CORRECTED", folder+"/../../testdata/corrected")
			e.Setenv("BEFORE", folder+"/../../testdata/2023-2")
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "mark": mark, "folder": folder, "upto": upto, "append": appendTo, "alter": alter, "mailserver": mailserver, "interrupt": interrupt, "returned": returned},
	})
}

// exits runs a command that must end with an exit code: exits 2 bulletin biuld.
func exits(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	code := "0"
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		code = strconv.Itoa(ended.ExitCode())
	} else {
		ts.Check(err)
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

// mark makes files what Windows programs leave: a byte-order mark in front, CRLF at the ends of lines.
func mark(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) == 0 {
		ts.Fatalf("usage: mark FILE...")
	}
	for _, name := range args {
		text := "\ufeff" + strings.ReplaceAll(ts.ReadFile(name), "\n", "\r\n")
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
	}
}

// folder copies a folder: folder FROM TO.
func folder(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 2 {
		ts.Fatalf("usage: folder FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// upto keeps of files what stands before a text: upto TEXT FILE...
func upto(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) < 2 {
		ts.Fatalf("usage: upto TEXT FILE...")
	}
	for _, name := range args[1:] {
		before, _, found := strings.Cut(ts.ReadFile(name), args[0])
		if !found {
			ts.Fatalf("%s has no %q", name, args[0])
		}
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(before), 0o644))
	}
}

// appendTo puts a file at the end of another: append FILE TO.
func appendTo(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 2 {
		ts.Fatalf("usage: append FILE TO")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(ts.ReadFile(args[1])+ts.ReadFile(args[0])), 0o644))
}

// alter puts a text in the place of another in a file: alter FILE OLD NEW.
func alter(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 3 {
		ts.Fatalf("usage: alter FILE OLD NEW")
	}
	was := ts.ReadFile(args[0])
	if !strings.Contains(was, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(was, args[1], args[2])), 0o644))
}
