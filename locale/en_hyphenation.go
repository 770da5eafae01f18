package locale

func hyphenateEnglish(word string) []int { return nil }
