"""Where pages break: rows in, slices of rows out; nothing is drawn here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_KEPT_WITH_TOTALS: Final = 3  # rows at least that go to the last page with the totals
_FEWEST: Final = 2  # rows on a page: never a single one at the top or the foot


@dataclass(frozen=True, slots=True)
class Room:
    """What rows may fill (mm): on the first page, on the next, and what the end takes."""

    first: float
    following: float  # less the line « Report »
    carry: float  # « À reporter », on each page but the last
    ending: float  # totals, payment and notes, on the last page


def break_pages(heights: Sequence[float], bound: Sequence[bool], room: Room) -> list[range]:
    """Give the rows of each page.

    A row that is `bound` (a section title) never ends a page. The ending goes to a new
    page with the last three rows where it does not fit.
    """
    count = len(heights)
    sums = [0.0, *accumulate(heights)]
    pages: list[range] = []
    start = 0
    while True:
        height = room.following if pages else room.first
        if start == count or sums[count] - sums[start] + room.ending <= height:
            return [*pages, range(start, count)]
        end = bisect_right(sums, sums[start] + height - room.carry, lo=start) - 1
        cut = _cut(start, end, bound)
        pages.append(range(start, cut))
        start = cut


def _cut(start: int, end: int, bound: Sequence[bool]) -> int:
    """Move a break up so that neither side is left with too little."""
    count = len(bound)
    least = max(1, min(_FEWEST, count - start - _FEWEST))
    cut = max(min(end, count - _KEPT_WITH_TOTALS), start + least)
    cut = min(cut, max(end, start + 1))  # very high rows: nothing better can be done
    above = cut
    while above > start + 1 and bound[above - 1]:
        above -= 1
    return cut if bound[above - 1] else above
