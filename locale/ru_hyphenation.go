package locale

func hyphenateRussian(word string) []int { return nil }
