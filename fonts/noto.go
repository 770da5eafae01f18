package fonts

import (
	_ "embed" // the faces
	"sync"
)

//go:embed NotoSans-Regular.ttf
var notoRegular []byte

//go:embed NotoSans-Bold.ttf
var notoBold []byte

//go:embed NotoSans-Italic.ttf
var notoItalic []byte

//go:embed NotoSans-BoldItalic.ttf
var notoBoldItalic []byte

// Default gives Noto Sans. The faces are shared: they are read only.
func Default() Family { return noto() }

var noto = sync.OnceValue(func() Family {
	return Family{
		Regular:    embedded(notoRegular),
		Bold:       embedded(notoBold),
		Italic:     embedded(notoItalic),
		BoldItalic: embedded(notoBoldItalic),
	}
})

// embedded reads one of the faces above. Their outlines are not gone through:
// a test does it once for all.
func embedded(data []byte) *Face {
	f, err := read(data)
	if err != nil {
		panic("fonts: an embedded face is damaged: " + err.Error())
	}
	return f
}
