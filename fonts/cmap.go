package fonts

import "errors"

// widest bounds an advance, in thousandths of an em. fpdf takes 0x8000 font
// units and more for zero; a letter beyond either bound counts as absent.
const (
	widest      = 30_000
	widestUnits = 0x7FFF
)

// readLetters fills in the advances of the letters of the character map.
func (t *sfnt) readLetters(f *Face) error {
	table, err := t.unicodeMap()
	if err != nil {
		return err
	}
	segments := u16(table, 6) / 2
	if len(table) < 16+8*segments {
		return damaged("cmap")
	}
	ends := table[14:]
	starts := table[16+2*segments:]
	deltas := starts[2*segments:]
	offsets := deltas[2*segments:]
	length := u16(table, 2)
	previous := -1
	for i := range segments {
		start, end := u16(starts, 2*i), u16(ends, 2*i)
		if start <= previous || start > end {
			return damaged("cmap")
		}
		previous = end
		delta, offset := u16(deltas, 2*i), u16(offsets, 2*i)
		for r := start; r <= end; r++ {
			glyph := r + delta
			if offset != 0 {
				// An offset counts from where it stands. Past the end there is no glyph.
				at := 16 + 6*segments + 2*i + offset + 2*(r-start)
				if at >= length {
					continue
				}
				if at+2 > len(table) {
					return damaged("cmap")
				}
				glyph = u16(table, at)
				if glyph != 0 {
					glyph += delta
				}
			}
			glyph &= 0xFFFF
			if glyph >= t.glyphs() {
				return damaged("cmap")
			}
			// fpdf keeps U+0000 and U+FFFF for itself.
			if glyph == 0 || r == 0 || r == 0xFFFF {
				continue
			}
			units := t.rawAdvance(glyph)
			if a := t.thousandths(units); units <= widestUnits && a <= widest {
				f.set(r, uint16(a))
			}
		}
	}
	return nil
}

// unicodeMap gives the subtable that fpdf reads: the first of format 4 for
// Unicode (OpenType, "cmap", platform 0, or 3 with encoding 1).
func (t *sfnt) unicodeMap() ([]byte, error) {
	count := u16(t.cmap, 2)
	if len(t.cmap) < 4+8*count {
		return nil, damaged("cmap")
	}
	for i := range count {
		record := t.cmap[4+8*i:]
		platform, encoding, start := u16(record, 0), u16(record, 2), int64(u32(record, 4))
		if platform != 0 && (platform != 3 || encoding != 1) {
			continue
		}
		if start+2 > int64(len(t.cmap)) {
			return nil, damaged("cmap")
		}
		table := t.cmap[start:]
		if u16(table, 0) != 4 {
			continue
		}
		if len(table) < 16 {
			return nil, damaged("cmap")
		}
		return table, nil
	}
	return nil, errors.New("a face for Unicode is needed; this one has no character map of format 4 (a symbol face?)")
}
