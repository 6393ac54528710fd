"""What changed between two orders of ids: stretches that went, stretches that came."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_SHORT: Final = 100  # rows that are compared one by one
_FEW: Final = 20  # ids that are looked for in a very long list
_LONG: Final = 50_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` of the old order, so many rows went; those of `came` take their place."""

    start: int
    went: int
    came: array[int]


def differences(before: array[int], after: array[int]) -> list[Stretch]:
    """Give the stretches by which two orders differ, the last one first.

    Quick for a million ids, which are compared as bytes. What moved within a short stretch
    is told apart, so that every other row stays the same.
    """
    shorter = min(len(before), len(after))
    start = _alike(before, after, shorter)
    end = _alike_from_the_end(before, after, shorter - start)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if not old and not new:
        return []
    if not old or not new or len(old) > _SHORT or len(new) > _SHORT:
        return [Stretch(start, len(old), new)]
    codes = SequenceMatcher(None, list(old), list(new), autojunk=False).get_opcodes()
    return [
        Stretch(start + first, last - first, new[begin:till])
        for name, first, last, begin, till in reversed(codes)
        if name != "equal"
    ]


def places_of(ids: array[int], wanted: Collection[int]) -> list[int]:
    """Give the places of some ids, in order; of very long lists those of the first few only."""
    if len(ids) <= _LONG:
        sought = set(wanted)
        return [place for place, each in enumerate(ids) if each in sought]
    content = ids.tobytes()
    found = [_place(content, each) for each in list(wanted)[:_FEW]]
    return sorted(place for place in found if place is not None)


def _place(content: bytes, each: int) -> int | None:
    sought = struct.pack("q", each)
    at = content.find(sought)
    while at >= 0 and at % len(sought):
        at = content.find(sought, at + 1)
    return at // len(sought) if at >= 0 else None


def _alike(before: array[int], after: array[int], most: int) -> int:
    """Count how many are the same at the beginning, by halves."""
    low, high = 0, most  # the first `low` are alike
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _alike_from_the_end(before: array[int], after: array[int], most: int) -> int:
    low, high = 0, most
    old, new = len(before), len(after)
    while low < high:
        middle = (low + high + 1) // 2
        if before[old - middle : old - low] == after[new - middle : new - low]:
            low = middle
        else:
            high = middle - 1
    return low
