package proof

func sums(r *reading, e *edition) []Finding { return nil }
