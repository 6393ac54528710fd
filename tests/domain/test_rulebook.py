"""Dated values, looked up by code and day."""

from __future__ import annotations

import datetime as dt

from facturdesk.domain.parties import Address, Territory
from facturdesk.domain.rulebook import PLACES, RATES, THRESHOLDS, Row, Rulebook
from tests.domain.samples import ISSUED_ON, customer, rulebook

FIRST = dt.date(2026, 1, 1)
SECOND = dt.date(2026, 7, 1)


def made() -> Rulebook:
    return Rulebook(
        [
            Row(THRESHOLDS, "days", SECOND, "40"),
            Row(THRESHOLDS, "days", FIRST, "30"),
            Row(PLACES, "list", FIRST, "FR DE"),
            Row(RATES, "FR:standard", FIRST, "20"),
        ]
    )


def test_a_row_holds_from_its_day_until_the_next() -> None:
    book = made()

    assert book.row(THRESHOLDS, "days", FIRST - dt.timedelta(days=1)) is None
    assert book.count("days", FIRST) == 30
    assert book.count("days", SECOND - dt.timedelta(days=1)) == 30
    assert book.count("days", SECOND) == 40
    assert [row.value for row in book.rows(THRESHOLDS, "days")] == ["30", "40"]


def test_a_code_that_does_not_exist_has_no_row() -> None:
    assert made().row(THRESHOLDS, "months", SECOND) is None
    assert made().rows(THRESHOLDS, "months") == ()
    assert made().codes(THRESHOLDS) == ("days",)


def test_a_list_is_read_as_words() -> None:
    assert made().words(PLACES, "list", FIRST) == {"FR", "DE"}
    assert made().words(PLACES, "other", FIRST) == frozenset()


def test_it_answers_for_any_number_of_days() -> None:
    book = made()
    days = [FIRST + dt.timedelta(days=rank) for rank in range(10_000)]

    assert {book.count("days", day) for day in days} == {30, 40}
    assert {book.rates_for(Territory.METROPOLE, day) for day in days} == {(2_000,)}
    assert {len(book.words(PLACES, "list", day)) for day in days} == {2}


def test_a_visitor_may_pay_more_in_cash() -> None:
    visitor = customer("consumer", address=Address("1 street", "", "", "Zürich", "CH"))

    assert rulebook().cash_ceiling(visitor, ISSUED_ON) == 1_500_000
    assert rulebook().cash_ceiling(customer("consumer"), ISSUED_ON) == 100_000
    assert rulebook().cash_ceiling(customer("firm"), ISSUED_ON) == 100_000
