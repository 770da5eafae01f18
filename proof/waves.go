package proof

func waveMismatches(r *reading, e *edition) []Finding { return nil }
