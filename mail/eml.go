package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// maxStem is how long the name of a file is before its ending; file systems take
// 255 bytes, and addresses have up to 254 characters.
const maxStem = 120

// devices are names that Windows keeps for itself, with any ending.
var devices = []string{
	"aux", "con", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// emlName gives the name of the file of a message from its recipient's key. It
// can be written everywhere: what some system takes for more than a letter stands as %XX.
func emlName(key string) string {
	var b strings.Builder
	for i := range len(key) {
		switch c := key[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', strings.IndexByte("@._-+", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	name := b.String()
	if first, _, _ := strings.Cut(name, "."); slices.Contains(devices, first) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") {
		name = fmt.Sprintf("%%%02X", name[0]) + name[1:]
	}
	if len(name) > maxStem {
		sum := sha256.Sum256([]byte(key))
		name = name[:maxStem-17] + "~" + hex.EncodeToString(sum[:8])
	}
	return name + ".eml"
}
