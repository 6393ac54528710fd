"""The overdue watch: flags what is late once, clears what is settled, after any absence."""

from __future__ import annotations

import datetime as dt

from facturdesk.usecases.paying import pay, unpay
from facturdesk.usecases.results import LateInstalment, OverdueResult
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.watching import overdue_pass
from tests.usecases.shops import later, sold

DUE = dt.date(2026, 12, 24)
LATE = DUE + dt.timedelta(days=1)
NOTHING = OverdueResult((), ())


def test_an_invoice_is_late_from_the_day_after_it_was_due(shop: Shop) -> None:
    number = sold(shop)

    assert overdue_pass(shop, on=DUE) == NOTHING
    assert overdue_pass(shop, on=LATE).to_json() == {
        "flagged": [{"number": number, "instalment": 1, "due": "2026-12-24"}],
        "cleared": [],
    }


def test_a_second_pass_changes_nothing(shop: Shop) -> None:
    sold(shop)
    overdue_pass(shop, on=LATE)

    assert overdue_pass(shop, on=LATE) == NOTHING
    assert overdue_pass(shop, on=LATE + dt.timedelta(days=900)) == NOTHING


def test_what_fell_due_during_an_absence_is_found(shop: Shop) -> None:
    numbers = [sold(shop), sold(shop, terms={"days": 45}), sold(shop, terms={"days": 5})]

    found = overdue_pass(shop, on=dt.date(2030, 1, 1))

    assert [late.number for late in found.flagged] == numbers


def test_what_is_settled_is_cleared_and_flagged_again_when_it_reopens(shop: Shop) -> None:
    number = sold(shop)
    overdue_pass(shop, on=LATE)
    day = later(shop, LATE)
    paid = pay(day, number, amount_minor=12_000, method="card")

    assert overdue_pass(day).cleared == (LateInstalment(number, 1, DUE),)
    unpay(day, paid.payment, reason="Impayé")
    assert overdue_pass(day).flagged == (LateInstalment(number, 1, DUE),)
    verify(day)


def test_a_part_payment_leaves_the_flag(shop: Shop) -> None:
    number = sold(shop)
    overdue_pass(shop, on=LATE)
    pay(shop, number, amount_minor=5_000, method="card")

    assert overdue_pass(shop, on=LATE) == NOTHING
