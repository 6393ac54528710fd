"""Draws a band of a page as dots, for printers that take pictures; memory stays a few megabytes."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import Final

DPI: Final = 300
POINTS_PER_INCH: Final = 72

_END_OF_WISHES: Final = b"\n"
_HEADER: Final = struct.Struct(">IIIII")  # pages, width and height of this one, rows, stride


@dataclass(frozen=True, slots=True)
class BandPlace:
    """Which rows of which page; both count from 0, from the top."""

    page: int
    top: int
    rows: int


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a page in dots: blue, green, red and nothing, a byte each; `stride` bytes a row."""

    pages: int  # of the whole file
    width: int
    height: int  # of the whole page
    rows: int
    stride: int
    dots: bytes


def request(pdf: bytes, place: BandPlace) -> bytes:
    """Write what `draw` reads."""
    return json.dumps(asdict(place)).encode() + _END_OF_WISHES + pdf


def answer(drawn: bytes) -> Band:
    """Read what `draw` wrote."""
    pages, width, height, rows, stride = _HEADER.unpack_from(drawn)
    return Band(pages, width, height, rows, stride, drawn[_HEADER.size :])


def draw(payload: bytes) -> bytes:
    """Draw a band, in the helper process."""
    import pypdfium2  # by the helper alone

    written, _, pdf = payload.partition(_END_OF_WISHES)
    place = BandPlace(**json.loads(written))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[place.page]
        scale = DPI / POINTS_PER_INCH
        width, height = page.get_size()
        dots_wide, dots_high = _whole(width * scale), _whole(height * scale)
        rows = min(place.rows, dots_high - place.top)
        below = dots_high - place.top - rows
        bitmap = page.render(
            scale=scale,
            crop=(0, _points(below, scale), 0, _points(place.top, scale)),
            optimize_mode="print",
            prefer_bgrx=True,
        )
        facts = (len(document), dots_wide, dots_high, bitmap.height, bitmap.stride)
        return _HEADER.pack(*facts) + bytes(bitmap.buffer)


def _whole(dots: float) -> int:
    """Count the dots as the renderer does: what is begun is a dot."""
    return -int(-dots // 1)


def _points(dots: int, scale: float) -> float:
    """Give a length that the renderer, which rounds up, takes for so many dots."""
    return max(0.0, (dots - 0.5) / scale)
