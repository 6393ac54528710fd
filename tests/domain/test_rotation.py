"""Seven days and four weeks of copies are kept, whatever the time that passed."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from facturdesk.domain.rotation import DAYS, WEEKS, kept_days

TODAY = dt.date(2026, 11, 24)
DAYS_OF_COPIES = st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), max_size=60)


def test_of_two_months_of_days_seven_days_and_four_weeks_stay() -> None:
    days = [TODAY - dt.timedelta(days=number) for number in range(60)]

    kept = sorted(kept_days(days), reverse=True)

    assert kept[:DAYS] == days[:DAYS]
    assert kept[DAYS:] == [dt.date(2026, 11, 15), dt.date(2026, 11, 8)]  # two Sundays more
    assert len({day.isocalendar()[:2] for day in kept}) == WEEKS


def test_old_copies_stay_when_there_are_no_newer_ones() -> None:
    days = {dt.date(2024, 1, day) for day in (1, 2, 3)}

    assert kept_days(days) == days


@given(DAYS_OF_COPIES)
def test_the_newest_are_always_kept_and_never_more_than_eleven(days: list[dt.date]) -> None:
    kept = kept_days(days)

    assert set(sorted(set(days), reverse=True)[:DAYS]) <= kept <= set(days)
    assert len(kept) <= DAYS + WEEKS


@given(DAYS_OF_COPIES)
def test_to_rotate_again_changes_nothing(days: list[dt.date]) -> None:
    assert kept_days(kept_days(days)) == kept_days(days)
