"""Sets text with the fonts of one document: measures, breaks and draws it, in any script it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import uharfbuzz

from facturdesk.documents.paper import bidirectional
from facturdesk.documents.paper.characters import unprintable
from facturdesk.documents.paper.faces import (
    BOLD,
    INVISIBLE,
    NARROW_SPACE,
    REGULAR,
    UNITS,
    Face,
    face,
)
from facturdesk.domain.errors import InputRefused

POINTS_PER_MM: Final = 72 / 25.4
ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))  # python-bidi does not know them
_RIGHT_TO_LEFT_MARK: Final = "\u200f"
_DRAWN_AS_NOTHING: Final = "".join(sorted(INVISIBLE))


class Style(NamedTuple):
    """A weight, and a size in points."""

    bold: bool
    size: float


class Glyph(NamedTuple):
    """A shaped glyph: lengths in thousandths of the em, and the text that it stands for."""

    number: int
    advance: int
    right: int
    up: int
    text: str


class Piece(NamedTuple):
    """Characters that ReportLab draws with one font, and where (mm) from the start of the line."""

    font: str
    right: float
    up: float
    characters: str


class Typesetter:
    """The fonts of the paper; lengths are in millimetres, sizes in points."""

    def __init__(self) -> None:
        self._faces = (face(REGULAR[0]), face(BOLD[0]))

    def font(self, style: Style) -> str:
        """Give the font of plain text, by the name that ReportLab knows it by."""
        return str(self._faces[style.bold].fontName)

    def is_plain(self, text: str, style: Style) -> bool:
        """Whether each character is drawn by its glyph in that font, whatever stands around it."""
        return self._faces[style.bold].widths.keys() >= set(text)

    def width(self, text: str, style: Style) -> float:
        """Measure a line."""
        try:
            units = sum(map(self._faces[style.bold].widths.__getitem__, text))
        except KeyError:
            units = sum(glyph.advance for _, run in _shaped(text, style) for glyph in run)
        return units * style.size / (UNITS * POINTS_PER_MM)

    def bearing(self, text: str, style: Style) -> float:
        """Give the white before the first letter, so that large type can hang on an axis."""
        source, glyphs = _shaped(text, style)[0]
        extents = source.shaper.get_glyph_extents(glyphs[0].number)
        return float(extents.x_bearing) * style.size / (UNITS * POINTS_PER_MM)

    def fitted(self, text: str, style: Style, room: float, *, least: float = 5.0) -> Style:
        """Give the style, made smaller where the text would be wider than its room."""
        width = self.width(text, style)
        if width <= room:
            return style
        return Style(style.bold, max(least, int(style.size * room / width * 20) / 20))

    def pieces(self, text: str, style: Style) -> Iterator[Piece]:
        """Shape a line: kerned, joined, with its marks, in the fonts and order of its scripts."""
        scale = style.size / (UNITS * POINTS_PER_MM)
        start = 0
        for source, glyphs in _shaped(text, style):
            for right, up, characters in _placed(source, glyphs):
                yield Piece(source.fontName, (start + right) * scale, up * scale, characters)
            start += sum(glyph.advance for glyph in glyphs)

    def wrap(self, text: str, style: Style, room: float) -> list[str]:
        """Break a text at plain spaces and line feeds into lines that fit; long words break too."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            if self.width(paragraph, style) <= room:
                lines.append(paragraph)
            else:
                lines += self._directed(paragraph, self._broken(paragraph, style, room))
        return lines

    def _broken(self, paragraph: str, style: Style, room: float) -> list[str]:
        lines: list[str] = []
        line, used = "", 0.0
        space = self.width(" ", style)
        for word in paragraph.split(" "):
            for piece in self._pieces(word, style, room):
                width = self.width(piece, style)
                if line and used + space + width <= room:
                    line, used = f"{line} {piece}", used + space + width
                    continue
                if line:
                    lines.append(line)
                line, used = piece, width
        return [*lines, line]

    def _pieces(self, word: str, style: Style, room: float) -> list[str]:
        if self.width(word, style) <= room:
            return [word]
        pieces, piece, used = [], "", 0.0
        for char in word:
            width = 0.0 if unicodedata.combining(char) else self.width(char, style)
            if piece and used + width > room:
                pieces.append(piece)
                piece, used = "", 0.0
            piece, used = piece + char, used + width
        return [*pieces, piece]

    def _directed(self, paragraph: str, lines: list[str]) -> list[str]:
        """Keep the direction of the paragraph in each of its lines."""
        if paragraph.isascii() or not bidirectional.reads_right_to_left(paragraph):
            return lines
        return [_RIGHT_TO_LEFT_MARK + line for line in lines]


def _shaped(text: str, style: Style) -> list[tuple[Face, Sequence[Glyph]]]:
    return _shape(text, BOLD if style.bold else REGULAR)


@lru_cache(maxsize=256)
def _shape(text: str, names: tuple[str, ...]) -> list[tuple[Face, Sequence[Glyph]]]:
    """Shape a line: runs from left to right, each with its font."""
    chain = [face(name) for name in names]
    normal = unicodedata.normalize("NFC", text.translate(ISOLATES))
    shaped: list[tuple[Face, Sequence[Glyph]]] = []
    for run in bidirectional.visual_runs(normal):
        pieces = list(_by_face(run.text, [source.glyphs for source in chain]))
        for index, piece in reversed(pieces) if run.right_to_left else pieces:
            glyphs = list(_shaped_run(piece, chain[index], right_to_left=run.right_to_left))
            shaped.append((chain[index], glyphs))
    return shaped


def _by_face(text: str, maps: Sequence[Mapping[str, int]]) -> Iterator[tuple[int, str]]:
    """Cut a run where the font changes; a mark stays with its letter where it can."""
    current, piece = 0, ""
    for char in text:
        holders = [index for index, glyphs in enumerate(maps) if char in glyphs]
        stays = char in INVISIBLE or (unicodedata.combining(char) and current in holders)
        index = current if stays or not holders else holders[0]
        if piece and index != current:
            yield current, piece
            piece = ""
        current, piece = index, piece + char
    if piece:
        yield current, piece


def _shaped_run(text: str, source: Face, *, right_to_left: bool) -> Iterator[Glyph]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(source.shaper, buffer)
    if any(info.codepoint == 0 for info in buffer.glyph_infos):
        raise InputRefused(unprintable([("document", text)]))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    texts = _texts_of(text, [info.cluster for info in infos], [p.x_advance for p in positions])
    for info, position, covered in zip(infos, positions, texts, strict=True):
        narrow = covered == NARROW_SPACE and covered in source.widths
        advance = source.widths[covered] if narrow else position.x_advance
        yield Glyph(info.codepoint, advance, position.x_offset, position.y_offset, covered)


def _texts_of(text: str, clusters: Sequence[int], advances: Sequence[int]) -> list[str]:
    """Give what each glyph stands for: in a cluster the widest for all of it, the rest for none."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    widest: dict[int, int] = {}
    for index, cluster in enumerate(clusters):
        if cluster not in widest or advances[index] > advances[widest[cluster]]:
            widest[cluster] = index
    return [
        text[cluster : ends[cluster]].strip(_DRAWN_AS_NOTHING) if widest[cluster] == index else ""
        for index, cluster in enumerate(clusters)
    ]


def _placed(source: Face, glyphs: Sequence[Glyph]) -> list[tuple[int, int, str]]:
    """Give (right, up, characters) of shaped glyphs, in thousandths of the em.

    What stands above or below the line (marks, dots of Arabic letters) comes last, so that
    those who copy or search find the word whole.
    """
    pen, at = 0, 0  # where the shaper is, and where the characters drawn so far end
    line: list[tuple[int, int, str]] = []
    raised: list[tuple[int, int, str]] = []
    for glyph in glyphs:
        char, place = source.character(glyph.number, glyph.text), pen + glyph.right
        if glyph.up:
            raised.append((place, glyph.up, char))
        elif line and place == at:
            line[-1] = (line[-1][0], 0, line[-1][2] + char)
        else:
            line.append((place, 0, char))
        if not glyph.up:
            at = place + source.advance(glyph.number)
        pen += glyph.advance
    return line + raised
