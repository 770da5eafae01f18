package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"bulletin/config"
)

// maxStem is how long the name of a file is before its ending; file systems take
// 255 bytes, and addresses have up to 254 characters.
const maxStem = 120

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
	if config.IsDevice(name) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") {
		name = fmt.Sprintf("%%%02X", name[0]) + name[1:]
	}
	if len(name) > maxStem {
		sum := sha256.Sum256([]byte(key))
		name = name[:maxStem-17] + "~" + hex.EncodeToString(sum[:8])
	}
	return name + ".eml"
}
