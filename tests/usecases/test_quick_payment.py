"""Payments typed as one says them: what may be meant, best first."""

from __future__ import annotations

import pytest

from facturdesk.usecases.cards import put_customer
from facturdesk.usecases.paying import pay
from facturdesk.usecases.quick_payment import Typed, quick_payment, read_typed
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import BOOK, CONSUMER, MIXED, SALE, TEA, sold


def meant(shop: Shop, text: str) -> list[tuple[str, ...]]:
    return [candidate.numbers for candidate in quick_payment(shop, text)]


@pytest.fixture
def owed(shop: Shop) -> Shop:
    """Two invoices of a firm (120.00 and 151.65), two of Anne Dupont (120.00 and 31.65)."""
    sold(shop, SALE)
    sold(shop, MIXED)
    first = sold(shop, {"customer": CONSUMER, "lines": [TEA]})
    code = quick_payment(shop, first)[0].customer_code
    sold(shop, {"customer": code, "lines": [BOOK]})
    return shop


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("120 Dupont", Typed(12_000, "", 120, "Dupont")),
        ("dupont 1 234,50 €", Typed(123_450, "", None, "dupont")),
        ("F2026-00012", Typed(None, "F2026-00012", None, "")),
        ("f2026-00012 80", Typed(8_000, "F2026-00012", 80, "")),
        ("12,5", Typed(1_250, "", None, "")),
        ("Épicerie du 8 mai", Typed(800, "", 8, "Épicerie du mai")),
        ("", Typed(None, "", None, "")),
    ],
)
def test_a_text_is_taken_apart(text: str, typed: Typed) -> None:
    assert read_typed(text) == typed


def test_an_amount_and_a_name_find_the_invoice_of_that_amount_first(owed: Shop) -> None:
    assert meant(owed, "31,65 dupont") == [
        ("F2026-00004",),
        ("F2026-00003",),
        ("F2026-00003", "F2026-00004"),
    ]


def test_what_all_invoices_of_a_customer_come_to_finds_them_together(owed: Shop) -> None:
    assert meant(owed, "151,65 dupont")[0] == ("F2026-00003", "F2026-00004")


def test_an_amount_alone_finds_every_invoice_of_it(owed: Shop) -> None:
    assert meant(owed, "120") == [("F2026-00001",), ("F2026-00003",)]


def test_a_whole_amount_may_also_be_the_end_of_a_number(owed: Shop) -> None:
    (found,) = quick_payment(owed, "4")

    assert (found.numbers, found.amount_minor) == (("F2026-00004",), 3_165)


def test_a_number_proposes_what_is_left_and_an_amount_beside_it_prevails(owed: Shop) -> None:
    pay(owed, "F2026-00002", amount_minor=1_000, method="card")

    assert quick_payment(owed, "f2026-00002")[0].amount_minor == 14_165
    assert quick_payment(owed, "50 F2026-00002")[0].amount_minor == 5_000


def test_a_part_paid_invoice_is_found_by_what_it_came_to_and_by_what_is_left(owed: Shop) -> None:
    pay(owed, "F2026-00002", amount_minor=1_165, method="card")

    assert meant(owed, "140") == meant(owed, "151,65") == [("F2026-00002",)]


def test_a_customer_who_owes_nothing_may_pay_in_advance(owed: Shop) -> None:
    put_customer(owed, {"name": "Zoé Petit"})

    (found,) = quick_payment(owed, "50 petit")

    assert (found.customer_name, found.numbers, found.amount_minor) == ("Zoé Petit", (), 5_000)


def test_what_is_paid_or_unknown_is_not_proposed(owed: Shop) -> None:
    pay(owed, "F2026-00001", amount_minor=12_000, method="card")

    assert meant(owed, "F2026-00001") == meant(owed, "120 personne") == meant(owed, "") == []
