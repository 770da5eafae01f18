package fonts

import "fmt"

// maxParts bounds the glyphs that a composite glyph is made of, all told:
// fpdf visits each as often as it is named. Real faces stay below ten.
const maxParts = 256

// Flags of a component (OpenType, "glyf").
const (
	argumentsAreWords = 1 << 0
	hasScale          = 1 << 3
	moreComponents    = 1 << 5
	hasTwoScales      = 1 << 6
	hasMatrix         = 1 << 7
)

// outlines walks the composite glyphs of a face.
type outlines struct {
	glyf    []byte
	offsets []int
	parts   []int // of each glyph, once counted; counting: on the way
}

const counting = -1

// checkOutlines looks at each glyph as fpdf will read it: within its bounds,
// and made of glyphs that exist and do not contain it.
func checkOutlines(data []byte) error {
	t, err := split(data)
	if err != nil {
		return err
	}
	o := &outlines{glyf: t.glyf, parts: make([]int, t.glyphs())}
	if o.offsets, err = t.glyphOffsets(); err != nil {
		return err
	}
	for glyph := range o.parts {
		if _, err := o.count(glyph); err != nil {
			return err
		}
	}
	return nil
}

// glyphOffsets gives where each glyph starts in glyf, and where the last one ends.
func (t *sfnt) glyphOffsets() ([]int, error) {
	long := u16(t.head, 50) == 1
	size := 2
	if long {
		size = 4
	}
	count := t.glyphs() + 1
	if len(t.loca) < size*count {
		return nil, damaged("loca")
	}
	offsets := make([]int, count)
	previous := 0
	for i := range offsets {
		at := 0
		if long {
			at = int(u32(t.loca, 4*i))
		} else {
			at = 2 * u16(t.loca, 2*i)
		}
		if at < previous || at > len(t.glyf) {
			return nil, damaged("loca")
		}
		offsets[i], previous = at, at
	}
	return offsets, nil
}

// count gives the number of glyphs that a glyph is made of, itself included.
func (o *outlines) count(glyph int) (int, error) {
	switch {
	case o.parts[glyph] == counting:
		return 0, damaged("glyf")
	case o.parts[glyph] > 0:
		return o.parts[glyph], nil
	}
	o.parts[glyph] = counting
	total := 1
	err := o.components(glyph, func(part int) error {
		n, err := o.count(part)
		total += n
		if err == nil && total > maxParts {
			return fmt.Errorf("a face with plainer glyphs is needed; one of this face has more than %d parts", maxParts)
		}
		return err
	})
	o.parts[glyph] = total
	return total, err
}

// components calls do for each component of a glyph; a simple glyph has none.
func (o *outlines) components(glyph int, do func(part int) error) error {
	body := o.glyf[o.offsets[glyph]:o.offsets[glyph+1]]
	if len(body) == 0 {
		return nil
	}
	if len(body) < 10 {
		return damaged("glyf")
	}
	if i16(body, 0) >= 0 {
		return nil
	}
	for flags, at := moreComponents, 10; flags&moreComponents != 0; {
		if at+4 > len(body) {
			return damaged("glyf")
		}
		flags = u16(body, at)
		part := u16(body, at+2)
		if part >= len(o.parts) {
			return damaged("glyf")
		}
		if err := do(part); err != nil {
			return err
		}
		at += 4 + argumentBytes(flags)
	}
	return nil
}

// argumentBytes gives the length of what follows the flags and the index of a component.
func argumentBytes(flags int) int {
	n := 2
	if flags&argumentsAreWords != 0 {
		n = 4
	}
	switch {
	case flags&hasScale != 0:
		n += 2
	case flags&hasTwoScales != 0:
		n += 4
	case flags&hasMatrix != 0:
		n += 8
	}
	return n
}
