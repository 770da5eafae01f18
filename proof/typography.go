package proof

func hyphensForDashes(r *reading, e *edition) []Finding { return nil }

func spacesBeforePercent(r *reading, e *edition) []Finding { return nil }

func doubleSpaces(r *reading, e *edition) []Finding { return nil }

func spacesBeforeMarks(r *reading, e *edition) []Finding { return nil }

func straightQuotes(r *reading, e *edition) []Finding { return nil }

func unbalancedQuotes(r *reading, e *edition) []Finding { return nil }
