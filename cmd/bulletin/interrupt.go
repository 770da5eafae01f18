package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// uninterrupted lets an interrupt wait while a file is being replaced, so that
// nothing half written is left beside it; then the process ends as the signal
// would have ended it, and a shell's loop stops as well.
func uninterrupted(replace func() error) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	err := replace()
	signal.Stop(signals)
	select {
	case s := <-signals:
		if self, found := os.FindProcess(os.Getpid()); found == nil && self.Signal(s) == nil {
			time.Sleep(time.Second) // it arrives within
		}
		os.Exit(130) // a system that cannot send signals
	default:
	}
	return err
}
