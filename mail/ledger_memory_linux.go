package mail

import (
	"syscall"

	bolt "go.etcd.io/bbolt"
)

// letGo gives the pages of the database that were looked at back to the system,
// which counts them to the process until it is short of memory: of a long list
// they would come to more than all else. They are read again from its cache.
func (l *Ledger) letGo() {
	_ = l.db.View(func(tx *bolt.Tx) error { // meanwhile the database stays where it is in memory
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, l.db.Info().Data, uintptr(tx.Size()), syscall.MADV_DONTNEED)
		return nil
	})
}
