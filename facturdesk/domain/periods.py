"""Stretches of time as people name them: this month, last quarter, this year."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

THIS_MONTH: Final = "this_month"
LAST_MONTH: Final = "last_month"
THIS_QUARTER: Final = "this_quarter"
LAST_QUARTER: Final = "last_quarter"
THIS_YEAR: Final = "this_year"
LAST_YEAR: Final = "last_year"
PERIODS: Final = (THIS_MONTH, LAST_MONTH, THIS_QUARTER, LAST_QUARTER, THIS_YEAR, LAST_YEAR)

_DAY: Final = dt.timedelta(days=1)
_LENGTHS: Final = {"month": 1, "quarter": 3, "year": 12}


class Period(NamedTuple):
    """From a day to a day, both included."""

    since: dt.date
    until: dt.date


def period_named(name: str, today: dt.date) -> Period:
    """Give the days of one of PERIODS, whole: « this month » ends on its last day."""
    which, _, unit = name.partition("_")
    months = _LENGTHS[unit]
    number = today.year * 12 + (today.month - 1) // months * months
    if which == "last":
        number -= months
    return Period(_first_day(number), _first_day(number + months) - _DAY)


def _first_day(months: int) -> dt.date:
    return dt.date(months // 12, months % 12 + 1, 1)
