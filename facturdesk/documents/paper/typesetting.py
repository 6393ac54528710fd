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
    NARROW_SPACE_WIDTH,
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


class EmbeddedFont:
    """A face as one document uses it: what it draws gets codes 1, 2, 3 and so on.

    A glyph has a code for each text that it stands for: letters that differ by their
    dots share one in Arabic, and those who copy or search want the letter.
    """

    def __init__(self, name: str, source: Face) -> None:
        self.name = name
        self.face = source
        self.codes: dict[tuple[int, str], int] = {}  # (glyph, text) → code
        self.plain = _PlainCodes(self)

    def code(self, glyph: int, text: str) -> str:
        """Give the code of a glyph as four hexadecimal digits."""
        code = self.codes.setdefault((glyph, text), len(self.codes) + 1)
        return f"{code:04x}"


class _PlainCodes(dict[str, str]):
    """Characters that need no shaping → what stands for them between < and > of TJ."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, char: str) -> str:
        source = self._font.face
        if char not in source.widths:
            raise KeyError(char)
        written = self._font.code(source.glyphs[char], char)
        if char == NARROW_SPACE:
            short = NARROW_SPACE_WIDTH - source.advance(source.glyphs[char])
            written = f"{written}>{-short}<"
        self[char] = written
        return written


class Typesetter:
    """The fonts of one document; lengths are in millimetres, sizes in points."""

    def __init__(self, *, prefix: str = "F") -> None:
        self.fonts: dict[str, EmbeddedFont] = {}
        self._prefix = prefix  # of their names in the PDF
        self._chains = tuple(tuple(map(self._font, names)) for names in (REGULAR, BOLD))
        self._widths = tuple(chain[0].face.widths for chain in self._chains)

    def _font(self, name: str) -> EmbeddedFont:
        named = EmbeddedFont(f"{self._prefix}{len(self.fonts)}", face(name))
        return self.fonts.setdefault(name, named)

    def width(self, text: str, style: Style) -> float:
        """Measure a line."""
        try:
            units = sum(map(self._widths[style.bold].__getitem__, text))
        except KeyError:
            units = sum(glyph.advance for _, run in self._shaped(text, style) for glyph in run)
        return units * style.size / (UNITS * POINTS_PER_MM)

    def bearing(self, text: str, style: Style) -> float:
        """Give the white before the first letter, so that large type can hang on an axis."""
        font, glyphs = self._shaped(text, style)[0]
        extents = font.face.shaper.get_glyph_extents(glyphs[0].number)
        return float(extents.x_bearing) * style.size / (UNITS * POINTS_PER_MM)

    def fitted(self, text: str, style: Style, room: float, *, least: float = 5.0) -> Style:
        """Give the style, made smaller where the text would be wider than its room."""
        width = self.width(text, style)
        if width <= room:
            return style
        return Style(style.bold, max(least, int(style.size * room / width * 20) / 20))

    def show(self, text: str, style: Style) -> str:
        """Give the operators that draw a line from where the pen is."""
        font = self._chains[style.bold][0]
        try:
            codes = "".join(map(font.plain.__getitem__, text))
        except KeyError:
            return self._show_shaped(text, style)
        if ">" in codes:
            return f"/{font.name} {style.size:g} Tf[<{codes}>]TJ"
        return f"/{font.name} {style.size:g} Tf<{codes}>Tj"

    def show_kerned(self, text: str, style: Style) -> str:
        """Give the operators of a line in large type, where the spaces between letters show."""
        return self._show_shaped(text, style)

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

    def _shaped(self, text: str, style: Style) -> list[tuple[EmbeddedFont, Sequence[Glyph]]]:
        chain = self._chains[style.bold]
        names = REGULAR if style.bold is False else BOLD
        shaped = _shape(text, names)
        return [(chain[index], glyphs) for index, glyphs in shaped]

    def _show_shaped(self, text: str, style: Style) -> str:
        return "".join(
            f"/{font.name} {style.size:g} Tf{_array(font, glyphs, style.size)}"
            for font, glyphs in self._shaped(text, style)
        )


@lru_cache(maxsize=256)
def _shape(text: str, names: tuple[str, ...]) -> list[tuple[int, Sequence[Glyph]]]:
    """Shape a line: runs from left to right, each with its font's index in the chain."""
    chain = [face(name) for name in names]
    normal = unicodedata.normalize("NFC", text.translate(ISOLATES))
    shaped: list[tuple[int, Sequence[Glyph]]] = []
    for run in bidirectional.visual_runs(normal):
        pieces = list(_by_face(run.text, [source.glyphs for source in chain]))
        for index, piece in reversed(pieces) if run.right_to_left else pieces:
            glyphs = list(_shaped_run(piece, chain[index], right_to_left=run.right_to_left))
            shaped.append((index, glyphs))
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
        advance = NARROW_SPACE_WIDTH if covered == NARROW_SPACE else position.x_advance
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


def _array(font: EmbeddedFont, glyphs: Sequence[Glyph], size: float) -> str:
    """Give the operators that draw shaped glyphs where the shaper put them.

    What stands above or below the line (marks, dots of Arabic letters) comes last, so that
    those who copy or search find the word whole.
    """
    pen, at = 0, 0  # where the shaper is, and where the PDF is, in thousandths of the em
    line, raised = [], []
    for glyph in glyphs:
        code, place = font.code(glyph.number, glyph.text), pen + glyph.right
        if glyph.up:
            raised.append((glyph, code, place))
        else:
            line.append(_moved(at - place) + f"<{code}>")
            at = place + font.face.advance(glyph.number)
        pen += glyph.advance
    written = [f"[{''.join(line)}]TJ"] if line else []
    for glyph, code, place in raised:
        written.append(f" {glyph.up * size / UNITS:.2f} Ts[{_moved(at - place)}<{code}>]TJ")
        at = place + font.face.advance(glyph.number)
    written.append(" 0 Ts" if raised else "")
    if at != pen:
        written.append(f"[{_moved(at - pen)}]TJ")
    return "".join(written)


def _moved(back: int) -> str:
    """Give the number that moves the pen back within an array of TJ."""
    return f" {back} " if back else ""
