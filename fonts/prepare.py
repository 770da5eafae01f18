#!/usr/bin/env python3
"""Prepare the faces of this folder: cut Noto Sans to the letters a bulletin needs.

    python3 prepare.py /usr/share/fonts/truetype/noto

The argument is the folder of the source faces; what is written is named in
README.md. The same sources and the same fontTools give the same bytes.
"""
# requirements: fonttools==4.68.0

import io
import pathlib
import struct
import sys

from fontTools import version
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

FONTTOOLS = "4.68.0"
FACES = ["NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"]

LETTERS = {
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x180),  # Latin-1, Latin Extended-A: foreign names, Kazakh in Latin letters
    *range(0x400, 0x530),  # Cyrillic and its supplement
    0x300, 0x301,  # stress
    *map(ord, "αβγδεθλμπρσςτφχωΔΣΩ"),  # formulas of the methodology
    *range(0x2002, 0x200B), 0x202F,  # spaces, wide to hair; narrow no-break space
    *range(0x2010, 0x2016),  # hyphens and dashes
    *map(ord, "‘’‚“”„†‡•…‰′″‹›⁄"),
    *range(0x2070, 0x2072), *range(0x2074, 0x207F), *range(0x2080, 0x208F),  # m², CO₂
    *map(ord, "€₸₽№™"),
}

# Noto Sans leaves these to Noto Sans Math, which has one weight. They are made
# of the face's own strokes, in the proportions of Noto Sans Math.
MADE = {0x2212: "+", 0x2264: "<", 0x2265: ">"}


def cut(source):
    """Give the bytes of a face with the letters alone."""
    options = Options()
    options.hinting = False
    options.layout_features = []  # neither fpdf nor the layout shapes or kerns
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "gasp", "DSIG"]
    options.name_IDs = [0, 1, 2, 4, 6]
    options.legacy_cmap = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    for letter, model in MADE.items():
        make(font, letter, model)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS | MADE.keys())
    subsetter.subset(font)
    # fpdf reads the first Unicode subtable of format 4; there is no other.
    font["cmap"].tables = [t for t in font["cmap"].tables if (t.platformID, t.platEncID, t.format) == (3, 1, 4)]
    return with_all_metrics(font)


def make(font, letter, model):
    """Add a letter of the width of its model: the bar of the plus sign, alone or under the model."""
    glyphs, cmap = font["glyf"], font.getBestCmap()
    plus, sign = glyphs[cmap[ord("+")]], glyphs[cmap[ord(model)]]
    pen = TTGlyphPen(None)
    heights = sorted({y for _, y in plus.coordinates})
    bottom, top = heights[1], heights[2]
    if model != "+":
        lift, gap = 50, 48
        polygon(pen, [(x, y + lift) for x, y in sign.coordinates])
        edge = sign.yMin + lift - gap
        bottom, top = edge - (top - bottom), edge
    polygon(pen, [(plus.xMin, top), (plus.xMax, top), (plus.xMax, bottom), (plus.xMin, bottom)])
    name = f"uni{letter:04X}"
    assert name not in glyphs.glyphs and letter not in cmap
    glyphs[name] = pen.glyph()
    font["hmtx"][name] = (font["hmtx"][cmap[ord(model)]][0], plus.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            table.cmap[letter] = name


def polygon(pen, points):
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def with_all_metrics(font):
    """Give the font with a full entry in hmtx for each glyph.

    fontTools leaves out the advance of trailing glyphs that repeat it; fpdf
    writes into the font it is given when it meets such a glyph.
    """
    metrics = font["hmtx"].metrics
    data = b"".join(struct.pack(">Hh", *metrics[name]) for name in font.getGlyphOrder())
    plain = io.BytesIO()
    font.save(plain)
    font = TTFont(plain, recalcTimestamp=False, recalcBBoxes=False)
    font["hhea"].numberOfHMetrics = font["maxp"].numGlyphs
    font["hmtx"] = DefaultTable("hmtx")
    font["hmtx"].data = data
    whole = io.BytesIO()
    font.save(whole)
    return whole.getvalue()


def outline(font, letter):
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    name = font.getBestCmap()[letter]
    glyphs[name].draw(pen)
    return pen.value, font["hmtx"][name]


def compare(source, data):
    """Fail unless each letter is as it was in the source: outline, advance and bearing."""
    before, after = TTFont(source), TTFont(io.BytesIO(data))
    assert after["hhea"].numberOfHMetrics == after["maxp"].numGlyphs
    assert after["head"].modified == before["head"].modified
    for letter in after.getBestCmap().keys() - MADE.keys():
        assert outline(before, letter) == outline(after, letter), f"U+{letter:04X} differs"
    missing = (LETTERS | MADE.keys()) - after.getBestCmap().keys()
    assert not missing, "the source lacks " + " ".join(f"U+{letter:04X}" for letter in sorted(missing))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: prepare.py FOLDER_OF_NOTO_SANS")
    if version != FONTTOOLS:
        sys.exit(f"fontTools {FONTTOOLS} is needed, this is {version}: pip install fonttools=={FONTTOOLS}")
    here = pathlib.Path(__file__).parent
    for face in FACES:
        source = pathlib.Path(sys.argv[1], face + ".ttf")
        data = cut(source)
        compare(source, data)
        (here / (face + ".ttf")).write_bytes(data)
        print(f"{face}.ttf: {len(data)} bytes")


if __name__ == "__main__":
    main()
