package proof

func mixedScripts(r *reading, e *edition) []Finding { return nil }
