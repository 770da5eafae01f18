package proof

func strayMarkup(r *reading, e *edition) []Finding { return nil }
