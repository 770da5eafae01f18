//go:build !windows

package main

import "os"

// understandsColor reports whether a terminal takes ECMA-48 sequences.
func understandsColor(*os.File) bool { return true }
