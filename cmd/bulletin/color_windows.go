package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// understandsColor reports whether a console takes ECMA-48 sequences, once asked to.
func understandsColor(f *os.File) bool {
	console := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
