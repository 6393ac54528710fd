"""Due dates and their legal ceilings."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facturdesk.domain.parties import CustomerKind, PaymentTerms
from facturdesk.domain.terms import check_terms, due_date
from tests.domain.samples import rulebook

FIRST_READING = PaymentTerms(45, end_of_month=True)
SECOND_READING = PaymentTerms(45, end_of_month=True, end_of_month_first=False)
some_day = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))


@pytest.mark.parametrize(
    ("issued_on", "terms", "due_on"),
    [
        ("2026-11-24", PaymentTerms(30), "2026-12-24"),
        ("2026-11-24", PaymentTerms(0), "2026-11-24"),
        ("2026-11-24", FIRST_READING, "2027-01-14"),
        ("2026-11-24", SECOND_READING, "2027-01-31"),
        ("2026-01-31", PaymentTerms(30, end_of_month=True), "2026-03-02"),
        ("2027-01-31", PaymentTerms(30, end_of_month=True, end_of_month_first=False), "2027-03-31"),
        ("2028-01-30", PaymentTerms(30, end_of_month=True, end_of_month_first=False), "2028-02-29"),
        ("2026-12-31", PaymentTerms(0, end_of_month=True), "2026-12-31"),
    ],
)
def test_the_due_date_follows_the_terms(issued_on: str, terms: PaymentTerms, due_on: str) -> None:
    assert due_date(dt.date.fromisoformat(issued_on), terms) == dt.date.fromisoformat(due_on)


def refusal(
    issued_on: dt.date,
    terms: PaymentTerms,
    kind: CustomerKind = CustomerKind.FIRM,
    due_on: dt.date | None = None,
) -> str:
    problem = check_terms(
        terms,
        issued_on=issued_on,
        due_on=due_on or due_date(issued_on, terms),
        customer_kind=kind,
        rulebook=rulebook(),
        field="terms",
    )
    return problem.code if problem else ""


@given(some_day, st.booleans(), st.integers(0, 45))
def test_both_readings_of_45_days_end_of_month_are_allowed(
    day: dt.date, first: bool, days: int
) -> None:
    terms = PaymentTerms(days, end_of_month=True, end_of_month_first=first)

    assert refusal(day, terms) == ""


@given(some_day)
def test_a_firm_has_60_days_at_most(day: dt.date) -> None:
    assert refusal(day, PaymentTerms(60)) == ""
    assert refusal(day, PaymentTerms(61)) == "terms-too-long"


@given(some_day)
def test_60_days_end_of_month_are_beyond_the_ceiling_unless_60_days_hold(day: dt.date) -> None:
    terms = PaymentTerms(60, end_of_month=True)
    late = (due_date(day, terms) - day).days > 60

    assert bool(refusal(day, terms)) == late


def test_a_due_date_typed_by_hand_is_judged_too() -> None:
    day = dt.date(2026, 11, 24)

    assert refusal(day, PaymentTerms(30), due_on=dt.date(2027, 1, 23)) == ""
    assert refusal(day, PaymentTerms(30), due_on=dt.date(2027, 1, 24)) == "terms-too-long"


def test_a_public_body_pays_within_30_days() -> None:
    day = dt.date(2026, 11, 24)

    assert refusal(day, PaymentTerms(30), CustomerKind.PUBLIC) == ""
    assert refusal(day, PaymentTerms(31), CustomerKind.PUBLIC) == "terms-too-long-public"
    assert refusal(day, FIRST_READING, CustomerKind.PUBLIC) == "terms-too-long-public"


def test_a_consumer_agrees_what_he_likes() -> None:
    assert refusal(dt.date(2026, 11, 24), PaymentTerms(365), CustomerKind.CONSUMER) == ""
