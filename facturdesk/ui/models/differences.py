"""What changed between two orders of ids: one stretch replaced by another."""

from __future__ import annotations

from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """From `start`, so many rows went and so many came; the rest is the same."""

    start: int
    removed: int
    inserted: int


def difference(before: array[int], after: array[int]) -> Difference:
    """Compare two orders; quick for a million ids, which are compared as bytes."""
    shorter = min(len(before), len(after))
    start = _alike(before, after, shorter)
    end = _alike_from_the_end(before, after, shorter - start)
    return Difference(start, len(before) - start - end, len(after) - start - end)


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
