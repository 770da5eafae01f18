package proof

func chartGaps(r *reading, e *edition) []Finding { return nil }
