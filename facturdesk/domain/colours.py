"""The accent colour of the paper: how it is written, and whether it can be read on white."""

from __future__ import annotations

import re
from typing import Final

_WRITTEN: Final = re.compile(r"[0-9A-F]{6}")
_WEIGHTS: Final = (2126, 7152, 722)  # of red, green and blue in what the eye sees (Rec. 709)
# a contrast of 3 to 1 on white, for large type (WCAG 2, 1.4.3), with a gamma of 2
_PALEST: Final = 3_000 * 255 * 255


def normalise_colour(text: str) -> str:
    """Write a colour as RRGGBB: `#0b4f58` becomes `0B4F58`."""
    return text.strip().removeprefix("#").upper()


def is_colour(text: str) -> bool:
    """Tell whether it is a colour written as RRGGBB."""
    return _WRITTEN.fullmatch(text) is not None


def parts_of(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue, 0 to 255.

    Raises:
        ValueError: it is no colour.
    """
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


def can_be_read(colour: str) -> bool:
    """Tell whether large type in this colour can be read on white paper."""
    seen = (weight * part * part for weight, part in zip(_WEIGHTS, parts_of(colour), strict=True))
    return sum(seen) <= _PALEST
