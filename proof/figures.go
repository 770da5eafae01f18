package proof

func typedFigures(r *reading, e *edition) []Finding { return nil }
