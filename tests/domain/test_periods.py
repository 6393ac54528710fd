"""Periods as people name them."""

from __future__ import annotations

import datetime as dt

import pytest

from facturdesk.domain.periods import PERIODS, period_named

D = dt.date


@pytest.mark.parametrize(
    ("name", "today", "since", "until"),
    [
        ("this_month", D(2028, 2, 10), D(2028, 2, 1), D(2028, 2, 29)),
        ("last_month", D(2026, 1, 31), D(2025, 12, 1), D(2025, 12, 31)),
        ("this_quarter", D(2026, 11, 24), D(2026, 10, 1), D(2026, 12, 31)),
        ("last_quarter", D(2026, 2, 1), D(2025, 10, 1), D(2025, 12, 31)),
        ("this_year", D(2026, 11, 24), D(2026, 1, 1), D(2026, 12, 31)),
        ("last_year", D(2026, 11, 24), D(2025, 1, 1), D(2025, 12, 31)),
    ],
)
def test_a_period_is_whole(name: str, today: dt.date, since: dt.date, until: dt.date) -> None:
    assert period_named(name, today) == (since, until)


def test_each_day_lies_in_its_own_periods_and_after_the_last_ones() -> None:
    for offset in range(800):
        today = D(2027, 1, 1) + dt.timedelta(offset)
        for name in PERIODS:
            since, until = period_named(name, today)
            assert since.day == 1 and (until + dt.timedelta(1)).day == 1
            if name.startswith("this"):
                assert since <= today <= until
            else:
                assert (
                    until + dt.timedelta(1)
                    == period_named(name.replace("last", "this"), today).since
                )
