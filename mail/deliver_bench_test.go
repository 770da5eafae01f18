package mail

import (
	"bytes"
	"runtime"
	"testing"
	"time"
)

// BenchmarkDeliver hands messages with a PDF of 60 KB to a server on the
// loopback, encrypted, over 8 connections; the server shares the machine.
func BenchmarkDeliver(b *testing.B) {
	attachment := bytes.Repeat([]byte("JVBERi0xLjcKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSL0ZpbHRlci9GbGF0ZUR\r\n"), 60<<10*4/3/76)
	const n = 2000
	for b.Loop() {
		b.StopTimer()
		s := newSink(b)
		l := openTestLedger(b, b.TempDir())
		if err := l.Plan("2024-1", 1, testList(n)); err != nil {
			b.Fatal(err)
		}
		r := s.run(l, 8)
		r.Compose = func(one *Recipient, now time.Time) ([]byte, error) {
			short, err := composeTest(one, now)
			return append(short, attachment...), err
		}
		start := time.Now()
		b.StartTimer()
		if counts, err := r.Deliver(b.Context()); err != nil || counts[Accepted] != n {
			b.Fatalf("counts are %v (%v)", counts, err)
		}
		b.ReportMetric(n/time.Since(start).Seconds(), "messages/s")
	}
}

// BenchmarkLedgerPut is one synced entry, alone and by eight at once.
func BenchmarkLedgerPut(b *testing.B) {
	l := openTestLedger(b, b.TempDir())
	list := testList(2000)
	if err := l.Plan("w", 1, list); err != nil {
		b.Fatal(err)
	}
	b.Run("alone", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if err := l.Put(&Entry{Recipient: list[i%len(list)], Wave: "w", Revision: 1, Status: Accepted}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("eight", func(b *testing.B) {
		b.SetParallelism(8 / runtime.GOMAXPROCS(0))
		b.RunParallel(func(p *testing.PB) {
			for i := 0; p.Next(); i++ {
				if err := l.Put(&Entry{Recipient: list[i%len(list)], Wave: "w", Revision: 1, Status: Accepted}); err != nil {
					b.Error(err)
				}
			}
		})
	})
}
