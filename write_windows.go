package bulletin

import (
	"errors"
	"os"
	"syscall"

	"bulletin/config"
)

// openElsewhere reports whether another program keeps a file from being
// replaced: a PDF reader holds the file it shows.
func openElsewhere(err error) bool {
	var renaming *os.LinkError // elsewhere, access denied is a matter of rights
	return errors.As(err, &renaming) &&
		(config.HeldElsewhere(err) || errors.Is(err, syscall.ERROR_ACCESS_DENIED))
}

// syncFolder does nothing: folders cannot be synced here, and the file system keeps a journal of names.
func syncFolder(string) {}
