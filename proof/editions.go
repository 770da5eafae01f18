package proof

func editionDifferences(r *reading, e *edition) []Finding { return nil }
