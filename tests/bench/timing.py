"""Fair timing on a busy machine: contenders take turns, and the median counts."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Work = Callable[[], object]

_PAGE: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Taken:
    """What one contender took per call, in seconds; medians over the rounds."""

    wall: float
    cpu: float


def in_turns(contenders: Sequence[tuple[Work, int]], *, rounds: int) -> list[Taken]:
    """Time contenders, each called so many times a round, one after the other.

    The order turns round by round, so that none always runs after the same other.
    """
    seen: list[list[tuple[float, float]]] = [[] for _ in contenders]
    for turn in range(rounds):
        for place in range(len(contenders)):
            which = (place + turn) % len(contenders)
            work, calls = contenders[which]
            seen[which].append(_timed(work, calls))
    return [
        Taken(
            statistics.median(wall for wall, _ in taken),
            statistics.median(cpu for _, cpu in taken),
        )
        for taken in seen
    ]


def each_call(work: Work, calls: int) -> list[float]:
    """Return the wall time of each call, in seconds."""
    taken = []
    for _ in range(calls):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def resident_mb() -> float:
    """Return the resident memory of this process in megabytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE / 1e6


def _timed(work: Work, calls: int) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(calls):
        work()
    return (time.perf_counter() - wall) / calls, (time.process_time() - cpu) / calls
