package proof

func misprints(r *reading, e *edition) []Finding { return nil }
