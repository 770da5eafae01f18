package bulletin

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// mostMemory is what building the example may have in memory at once, in MB.
const mostMemory = 30.0

// TestPeakMemory looks at the compiled command from a fresh process: Linux
// counts to a process what its parent had when it was started, and by now this one is large.
func TestPeakMemory(t *testing.T) {
	const variable = "BULLETIN_MEASURE"
	if program := os.Getenv(variable); program != "" {
		fmt.Printf("peak %.1f MB\n", peakMemory(t, program))
		return
	}
	c := exec.Command(os.Args[0], "-test.run=^TestPeakMemory$")
	c.Env = append(os.Environ(), variable+"="+compile(t))
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var peak float64
	if _, err := fmt.Sscanf(string(out[strings.Index(string(out), "peak"):]), "peak %f MB", &peak); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if peak < 5 || peak > mostMemory {
		t.Errorf("%.1f MB in memory at once, may be %g", peak, mostMemory)
	}
	t.Logf("%.1f MB", peak)
}

// peakMemory gives what the command has in memory at most for one edition, in MB (10⁶ bytes).
func peakMemory(t *testing.T, program string) float64 {
	c := exec.Command(program, "build", "--quiet", example, "--lang", "kk", "-o", os.DevNull)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		t.Fatal("no usage")
	}
	return float64(usage.Maxrss) * 1024 / 1e6 // Linux counts in KiB
}
