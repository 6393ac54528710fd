"""Numbers of documents: the pattern of a series, and the day a document may bear."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from facturdesk.domain.errors import Problem

PROBLEMS: Final = frozenset(
    {
        "clock-behind",
        "clock-far-ahead",
        "issue-date-before-last",
        "issue-date-in-future",
        "numbering-blanks-missing",
        "numbering-characters",
        "numbering-too-long",
    }
)
LONGEST_NUMBER: Final = 35  # BR-FR-01
LARGEST_COUNTER: Final = 999_999_999
FAR_AHEAD: Final = dt.timedelta(days=31)

_YEAR: Final = "{year}"
_COUNTER: Final = re.compile(r"\{counter(?::0([1-9]))?\}")
_FIXED: Final = re.compile(r"[A-Z0-9-]*")
_LAST_FIGURES: Final = re.compile(r"(.*?)([0-9]+)([^0-9]*)")


def check_pattern(pattern: str, *, field: str) -> Problem | None:
    """Return what is wrong with the pattern of a series, such as F{year}-{counter:05}.

    It holds the year and the counter once each, because the counter starts again
    every year; besides them capital letters, digits and hyphens.

    Source: CGI ann. II art. 242 nonies A I-7°; BR-FR-01, BR-FR-02.
    """
    if pattern.count(_YEAR) != 1 or len(_COUNTER.findall(pattern)) != 1:
        return Problem("numbering-blanks-missing", field, {"value": pattern})
    if not _FIXED.fullmatch(_COUNTER.sub("", pattern.replace(_YEAR, ""))):
        return Problem("numbering-characters", field, {"value": pattern})
    if len(format_number(pattern, year=2000, counter=LARGEST_COUNTER)) > LONGEST_NUMBER:
        return Problem("numbering-too-long", field, {"value": pattern, "longest": LONGEST_NUMBER})
    return None


def format_number(pattern: str, *, year: int, counter: int) -> str:
    """Write the number of a document; the counter grows past the width of its blank."""
    blank = _COUNTER.search(pattern)
    if blank is None:
        raise ValueError(f"no counter in {pattern!r}")
    written = str(counter).rjust(int(blank[1] or 1), "0")
    return (pattern[: blank.start()] + written + pattern[blank.end() :]).replace(_YEAR, str(year))


def continued(number: str, *, year: int) -> tuple[str, int] | None:
    """Give the pattern that a number of a year follows, and its counter; None: no such number.

    The counter is the last run of figures beside the year: 43 in FA-2026-043.
    """
    written = number.strip().upper()
    for found in re.finditer(str(year), written):
        before, after = written[: found.start()], written[found.end() :]
        if counter := _LAST_FIGURES.fullmatch(after):
            pattern = f"{before}{_YEAR}{_with_blank(counter)}"
        elif counter := _LAST_FIGURES.fullmatch(before):
            pattern = f"{_with_blank(counter)}{_YEAR}{after}"
        else:
            continue
        if len(counter[2]) < 10 and check_pattern(pattern, field="") is None:
            return pattern, int(counter[2])
    return None


def _with_blank(counter: re.Match[str]) -> str:
    width = len(counter[2])
    return f"{counter[1]}{{counter{f':0{width}' if width > 1 else ''}}}{counter[3]}"


def may_collide(one: str, other: str) -> bool:
    """Tell whether two patterns can give one number: they differ by the width alone."""
    return _COUNTER.sub("{counter}", one) == _COUNTER.sub("{counter}", other)


def check_issue_date(
    issued_on: dt.date,
    *,
    today: dt.date,
    last_issued_on: dt.date | None,
    last_seal_on: dt.date | None,
    field: str = "date",
) -> Problem | None:
    """Return why a document cannot bear a date: it lies before the series' last, or ahead.

    `last_seal_on` is the day of the last sealed event: a clock that stands before it,
    or more than 31 days after it, is wrong or wants a confirmation; None where the user
    confirmed the clock, or where nothing is sealed yet.

    Source: CGI ann. II art. 242 nonies A I-7° (chronological), I-6°.
    """
    if issued_on > today:
        return Problem("issue-date-in-future", field, {"value": issued_on.isoformat()})
    if last_seal_on is not None and today < last_seal_on:
        return Problem(
            "clock-behind", field, {"today": today.isoformat(), "last": last_seal_on.isoformat()}
        )
    if last_issued_on is not None and issued_on < last_issued_on:
        return Problem(
            "issue-date-before-last",
            field,
            {"value": issued_on.isoformat(), "last": last_issued_on.isoformat()},
        )
    if last_seal_on is not None and today - last_seal_on > FAR_AHEAD:
        return Problem(
            "clock-far-ahead", field, {"today": today.isoformat(), "last": last_seal_on.isoformat()}
        )
    return None
