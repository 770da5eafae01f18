package locale

func hyphenateKazakh(word string) []int { return nil }
