"""The bundled fonts as ReportLab embeds them: their characters, widths and shaped glyphs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from facturdesk.system.resources import resource

UNITS: Final = 1000  # to the em, in each bundled font, as in PDF
NARROW_SPACE: Final = "\u202f"

# drawn as nothing: joiners, marks of direction, variation selectors
INVISIBLE: Final = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
)

REGULAR: Final = ("SourceSans3-Regular", "NotoSansHebrew-Regular", "NotoSansArabic-Regular")
BOLD: Final = ("SourceSans3-SemiBold", "NotoSansHebrew-SemiBold", "NotoSansArabic-SemiBold")

_NOT_ALONE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Mc", "Me", "Mn"})
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_PRIVATE: Final = 0xF0000  # plane 15: code points that stand for glyphs without a character
_LONG_CODE: Final = re.compile("<([0-9A-F]{5,6})>")


class Face(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """One font file; lengths are in thousandths of the em.

    ReportLab draws characters. Shaping gives glyphs that no character has, or that
    several letters share (those of Arabic that differ by their dots): `character` makes
    one up for each, and whoever copies or searches still finds the letters.
    """

    def __init__(self, name: str) -> None:
        file = str(resource("fonts", f"{name}.ttf"))
        super().__init__(name, file, asciiReadable=False)
        known: dict[int, int] = self.face.charToGlyph
        advances: dict[int, int] = self.face.charWidths
        self.glyphs = {
            chr(code): glyph
            for code, glyph in known.items()
            if glyph and unicodedata.category(chr(code)) != "Co"
        }
        if NARROW_SPACE in self.glyphs:
            # Source Sans draws it 0.12 em wide, and 1 111,11 would read as 1111,11
            known[ord(NARROW_SPACE)] = known[ord(" ")]
            advances[ord(NARROW_SPACE)] = advances[ord(" ")]
        self.widths = {char: advances[ord(char)] for char in self.glyphs if _stands_alone(char)}
        self.shaper: Any = self.hbFont()
        self._characters: dict[tuple[int, str], str] = {}
        self._texts: dict[int, str] = {}

    def advance(self, glyph: int) -> int:
        """Give the advance width of a glyph, as the font file has it."""
        return int(self.face.hmetrics[glyph][0])

    def character(self, glyph: int, text: str) -> str:
        """Give what ReportLab draws as a glyph, and readers copy as its text."""
        if len(text) == 1 and self.face.charToGlyph.get(ord(text)) == glyph:
            return text
        made = self._characters.get((glyph, text))
        if made is None:
            code = _PRIVATE + len(self._characters)
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.advance(glyph)
            self._texts[code] = text
            made = self._characters[glyph, text] = chr(code)
        return made

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # ReportLab's name
        """Embed the subsets, as ReportLab does, then tell the text of what `character` made up."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and name.endswith(f"+{self.fontName}"):
                stream.content = _LONG_CODE.sub(self._copied, stream.content)

    def _copied(self, code: re.Match[str]) -> str:
        number = int(code[1], 16)
        text = self._texts.get(number, chr(number))
        return f"<{text.encode('utf-16-be').hex()}>"


@cache
def face(name: str) -> Face:
    """Open a bundled font, once in the life of the program.

    Raises:
        OSError: the font file is missing.
    """
    opened = Face(name)
    if opened.face.unitsPerEm != UNITS:
        raise ValueError(f"{name} does not have {UNITS} units to the em")
    if name in pdfmetrics.getRegisteredFontNames():
        raise ValueError(f"ReportLab already knows another font as {name}")
    pdfmetrics.registerFont(opened)
    return opened


def _stands_alone(char: str) -> bool:
    """Whether a character is drawn by its glyph whatever stands around it, left to right."""
    return (
        unicodedata.category(char) not in _NOT_ALONE
        and unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT
        and unicodedata.is_normalized("NFC", char)
    )
