package proof

import "bulletin/config"

// Words gives the words that an edition uses, sorted, for the Vocabulary of later releases.
func Words(b *config.Bulletin) []string { return nil }
