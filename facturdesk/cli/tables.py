"""Short aligned tables for people at a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

GAP: Final = "  "


def aligned(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> list[str]:
    """Lay rows out in columns as wide as their widest cell.

    Args:
        rows: cells of text, as many in each row.
        right: the columns that hold figures, set to the right.
    """
    if not rows:
        return []
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            _padded(cell, widths[place], place in right) for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def _padded(cell: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if right else cell + blanks


def _width(cell: str) -> int:
    """Count the columns a terminal needs: none for combining marks, two for wide characters."""
    if cell.isascii():
        return len(cell)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in cell
    )
