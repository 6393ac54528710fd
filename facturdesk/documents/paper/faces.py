"""The bundled fonts: which characters they have, how wide, and the subset a document embeds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from struct import unpack_from
from typing import Any, Final

import uharfbuzz

from facturdesk.system.resources import resource

UNITS: Final = 1000  # to the em, in each bundled font, as in PDF
NARROW_SPACE: Final = "\u202f"
# Source Sans draws U+202F 0.12 em wide: 1 111,11 would read as 1111,11
NARROW_SPACE_WIDTH: Final = 200

# drawn as nothing: joiners, marks of direction, variation selectors
INVISIBLE: Final = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
)

REGULAR: Final = ("SourceSans3-Regular", "NotoSansHebrew-Regular", "NotoSansArabic-Regular")
BOLD: Final = ("SourceSans3-SemiBold", "NotoSansHebrew-SemiBold", "NotoSansArabic-SemiBold")

_NOT_ALONE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Mc", "Me", "Mn"})
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_NOT_EMBEDDED: Final = tuple(
    int.from_bytes(tag, "big")
    for tag in b"BASE DSIG GDEF GPOS GSUB OS/2 STAT cmap gasp name post".split()
)


@dataclass(frozen=True)
class Face:
    """One font file; lengths are in thousandths of the em."""

    name: str
    source: Any  # uharfbuzz.Face
    shaper: Any  # uharfbuzz.Font
    glyphs: Mapping[str, int]  # character → glyph
    widths: Mapping[str, int]  # of the characters that are set as they come, unshaped
    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, ...]

    def advance(self, glyph: int) -> int:
        """Give the advance width of a glyph, as the font file has it."""
        return int(self.shaper.get_glyph_h_advance(glyph))

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """Make a font file with these glyphs only, and tell their numbers in it."""
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.update(_NOT_EMBEDDED)
        plan = uharfbuzz.SubsetPlan(self.source, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping.items())


@cache
def face(name: str) -> Face:
    """Open a bundled font, once in the life of the program.

    Raises:
        OSError: the font file is missing.
    """
    source = uharfbuzz.Face(uharfbuzz.Blob(resource("fonts", f"{name}.ttf").read_bytes()))
    if source.upem != UNITS:
        raise ValueError(f"{name} does not have {UNITS} units to the em")
    shaper = uharfbuzz.Font(source)
    glyphs = {
        chr(code): shaper.get_nominal_glyph(code)
        for code in source.unicodes
        if unicodedata.category(chr(code)) != "Co"
    }
    widths = {
        char: shaper.get_glyph_h_advance(glyph)
        for char, glyph in glyphs.items()
        if _stands_alone(char)
    }
    if NARROW_SPACE in widths:
        widths[NARROW_SPACE] = NARROW_SPACE_WIDTH
    extents = shaper.get_font_extents("ltr")
    return Face(
        name=name,
        source=source,
        shaper=shaper,
        glyphs=glyphs,
        widths=widths,
        ascent=extents.ascender,
        descent=extents.descender,
        cap_height=unpack_from(">h", source.reference_table("OS/2").data, 88)[0],
        box=unpack_from(">4h", source.reference_table("head").data, 36),
    )


def _stands_alone(char: str) -> bool:
    """Whether a character is drawn by its glyph whatever stands around it, left to right."""
    return (
        unicodedata.category(char) not in _NOT_ALONE
        and unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT
        and unicodedata.is_normalized("NFC", char)
    )
