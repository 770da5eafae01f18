package config

import (
	"errors"
	"syscall"
)

// HeldElsewhere reports whether another program keeps a file from being opened:
// Excel holds some of those that it shows.
func HeldElsewhere(err error) bool {
	const sharingViolation, lockViolation syscall.Errno = 32, 33
	return errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)
}
