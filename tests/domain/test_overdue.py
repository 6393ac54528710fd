"""When an instalment is late, and what remains of each."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from facturdesk.domain.document import Instalment
from facturdesk.domain.overdue import (
    is_overdue,
    open_instalments,
    overdue_instalments,
)

DUE = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)
THREE = tuple(Instalment(rank, DUE + 30 * rank * DAY, 100) for rank in (1, 2, 3))


def test_lateness_begins_the_day_after() -> None:
    assert not is_overdue(DUE, 1, DUE)
    assert is_overdue(DUE, 1, DUE + DAY)
    assert not is_overdue(DUE, 0, DUE + DAY)


def test_money_settles_the_earliest_first() -> None:
    assert open_instalments(THREE, 300) == THREE
    assert open_instalments(THREE, 150) == (Instalment(2, THREE[1].due_on, 50), THREE[2])
    assert open_instalments(THREE, 0) == ()


@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=6), st.integers(0, 1_000))
def test_what_is_open_is_the_balance(amounts: list[int], share: int) -> None:
    instalments = [Instalment(rank, DUE, amount) for rank, amount in enumerate(amounts, 1)]
    balance = sum(amounts) * share // 1_000

    assert sum(i.amount_minor for i in open_instalments(instalments, balance)) == balance


def test_only_late_instalments_are_overdue() -> None:
    on = THREE[1].due_on + DAY

    assert overdue_instalments(THREE, 250, on) == (Instalment(1, THREE[0].due_on, 50), THREE[1])
