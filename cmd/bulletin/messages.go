package main

// Messages go to standard error, so that a PDF can go to standard output. A
// message about the release starts with its place, file:line:column; any other
// with the program's name. No capital, no full stop. On a terminal the line of
// a problem is shown below it with a caret under the column; colour is for
// those who see it: a terminal, NO_COLOR not set, TERM not dumb.

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"bulletin"
	"bulletin/proof"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// The exit codes.
const (
	exitProblems = 1
	exitUsage    = 2
	exitFault    = 3
)

// A terminal is where messages go; it may be a file.
type terminal struct {
	w     io.Writer
	width int // in cells; 0: not a terminal
	color bool
	quiet bool
}

// newTerminal looks at what stands behind a file.
func newTerminal(f *os.File, getenv func(string) string) *terminal {
	t := &terminal{w: f}
	fd := int(f.Fd())
	if !term.IsTerminal(fd) {
		return t
	}
	t.width = 80
	if width, _, err := term.GetSize(fd); err == nil && width > 20 {
		t.width = width
	}
	t.color = getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && understandsColor(f)
	return t
}

// say tells of success.
func (t *terminal) say(format string, args ...any) {
	if !t.quiet {
		t.print("bulletin: "+format, args...)
	}
}

// print writes a line, in which nothing that came from a file can drive the terminal.
func (t *terminal) print(format string, args ...any) {
	fmt.Fprintln(t.w, printable(fmt.Sprintf(format, args...)))
}

// A usageError is a command line that was not understood.
type usageError struct{ command, message string }

func (e *usageError) Error() string { return e.message }

func wrong(c *cobra.Command, format string, args ...any) error {
	return &usageError{c.CommandPath(), fmt.Sprintf(format, args...)}
}

// errTold is that of a command that has told already why it failed.
var errTold = errors.New("the release has problems")

// failure tells of an error, if there is one, and gives the exit code.
func (t *terminal) failure(err error) int {
	var usage *usageError
	var found *bulletin.Problems
	var code exitCode
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, errTold):
	case errors.As(err, &usage):
		t.print("bulletin: %s", usage.message)
		t.print("bulletin: see %q", usage.command+" --help")
		return exitUsage
	case errors.As(err, &found):
		t.problems(found)
	default:
		t.print("bulletin: %v", err)
	}
	return exitProblems
}

// fault tells of a panic, called while it is recovered. It names the one place
// that whoever mends the program will ask for; a stack trace would only bury that.
func (t *terminal) fault(fault any) {
	t.print("bulletin: this is a fault of the program, not of your files: %v", fault)
	t.print("bulletin: please report it with the release folder and this line: version %s, %s", bulletin.Version, faulty())
}

// faulty names the function and line that a panic started from.
func faulty() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	panicked := false
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			panicked = true
		case panicked && !strings.HasPrefix(frame.Function, "runtime."):
			return fmt.Sprintf("%s, line %d", frame.Function, frame.Line)
		case !more:
			return "place unknown"
		}
	}
}

// problems lists what is wrong in a release and counts it.
func (t *terminal) problems(found *bulletin.Problems) {
	for _, one := range found.List {
		if one.Silenced != "" {
			continue
		}
		place := t.paint(bold, printable(one.Place.String()+":"))
		if one.Severity == proof.Warning {
			place += " warning:"
		}
		message := one.Message
		if one.Code != bulletin.Invalid {
			message += " [" + one.Code + "]"
		}
		fmt.Fprintf(t.w, "%s %s\n", place, printable(message))
		if line, ok := found.Sources.Line(one.Place); ok && t.width > 0 && one.Place.Column > 0 {
			text, before := excerpt(line, one.Place.Column, t.width-2)
			fmt.Fprintf(t.w, "  %s\n  %s%s\n", text, before, t.paint(boldRed, "^"))
		}
	}
	switch errors, warnings := found.Count(); {
	case warnings == 0:
		t.print("bulletin: %s", count(errors, "problem"))
	case errors == 0:
		t.print("bulletin: %s", count(warnings, "warning"))
	default:
		t.print("bulletin: %s and %s", count(errors, "problem"), count(warnings, "warning"))
	}
}

// The colours, as ECMA-48 SGR parameters.
const (
	bold    = "1"
	boldRed = "1;31"
)

func (t *terminal) paint(color, s string) string {
	if !t.color {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}
