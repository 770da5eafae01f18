package proof

func repeatedTexts(r *reading, e *edition) []Finding { return nil }
