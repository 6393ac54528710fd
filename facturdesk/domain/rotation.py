"""Which copies of the data file are kept: one of each of the last days and weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

DAYS: Final = 7
WEEKS: Final = 4


def kept_days(days: Iterable[dt.date]) -> frozenset[dt.date]:
    """Choose among the days of which there is a copy: the last seven, and one of each of four weeks.

    What counts is how many copies there are, not how old they are: time alone never takes the
    last ones away. A week is an ISO week; its last copy stands for it.
    """
    newest = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], dt.date] = {}
    for day in newest:
        weeks.setdefault(day.isocalendar()[:2], day)
    last_of_weeks = sorted(weeks.values(), reverse=True)[:WEEKS]
    return frozenset([*newest[:DAYS], *last_of_weeks])
