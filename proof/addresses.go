package proof

func badAddresses(r *reading, e *edition) []Finding { return nil }
