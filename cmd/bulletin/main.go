// Bulletin makes an official statistical bulletin, a tagged PDF, from a release
// folder. This is the command: flags, messages and exit codes; what they act on
// is package bulletin's.
//
// Exit codes: 0 done; 1 the release has problems, or a file cannot be read or
// written; 2 the command was not understood; 3 a fault of the program itself, which
// says that it is one, or messages that bulletin send still owes, which it counts.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	// The process lives for one bulletin and its garbage dies with it: letting
	// the heap grow to five times what is in use spares most collections.
	debug.SetGCPercent(400)
	os.Exit(run(os.Args[1:]))
}
