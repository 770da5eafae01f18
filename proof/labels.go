package proof

func longLabels(r *reading, e *edition) []Finding { return nil }
