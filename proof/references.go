package proof

func references(r *reading, e *edition) []Finding { return nil }
