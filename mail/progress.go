package mail

import (
	"maps"
	"time"
)

// How often progress is told, and over how much time its rate is taken.
const (
	reportEvery = 250 * time.Millisecond
	rateTime    = 10 * time.Second
)

// report tells how far the run is, a few times a second and once at its end.
func (d *delivery) report(over <-chan struct{}) {
	ticks := time.NewTicker(reportEvery)
	defer ticks.Stop()
	type sample struct {
		at       time.Time
		answered int
	}
	samples := []sample{{d.Clock(), 0}}
	for ended := false; !ended; {
		select {
		case <-ticks.C:
		case <-over:
			ended = true
		}
		now := d.Clock()
		d.mu.Lock()
		p := Progress{Counts: maps.Clone(d.counts), Trouble: d.trouble}
		samples = append(samples, sample{now, d.answered})
		d.mu.Unlock()
		for len(samples) > 2 && now.Sub(samples[0].at) > rateTime {
			samples = samples[1:]
		}
		first, last := samples[0], samples[len(samples)-1]
		if seconds := last.at.Sub(first.at).Seconds(); seconds > 0 {
			p.Rate = float64(last.answered-first.answered) / seconds
		}
		// Deferred ones wait for their hour, whatever the rate.
		if owed := p.Counts[Waiting] + p.Counts[Sending]; p.Rate > 0 {
			p.Left = time.Duration(float64(owed) / p.Rate * float64(time.Second))
		}
		d.Progress(p)
	}
}
