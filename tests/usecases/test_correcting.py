"""Corrective invoices: the original is closed, its payments move, nothing is lost."""

from __future__ import annotations

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay, payments, unpay
from facturdesk.usecases.refusals import (
    CorrectionForAnother,
    DocumentCredited,
    DocumentPartlyCredited,
    DocumentReplaced,
    NotAnInvoice,
)
from facturdesk.usecases.results import Allotted
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.using_credit import allocate_credit
from facturdesk.usecases.viewing import show
from tests.usecases.shops import BOOK, CONSUMER, MIXED, SALE, TEA, sold

RIGHT = {"lines": [{**TEA, "quantity": "1"}]}  # 60.00 with VAT


def test_the_original_is_replaced(shop: Shop) -> None:
    number = sold(shop)

    corrective = correct(shop, number, RIGHT, reason="Erreur de quantité")

    shown = show(shop, corrective.number or "").to_json()
    assert (shown["type_code"], shown["kind"], shown["customer"]) == (
        "384",
        "corrective_invoice",
        "C0001",
    )
    assert shown["references"][0]["number"] == number
    original = show(shop, number)
    assert (original.result.status, original.result.balance_minor) == ("replaced", 0)
    assert original.replaced_by == corrective.number == "F2026-00002"


def test_its_payments_move_up_to_the_new_total(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="card")
    pay(shop, number, amount_minor=4_000, method="cheque")

    corrective = correct(shop, number, RIGHT)

    assert (corrective.balance_minor, corrective.status) == (0, "paid")
    assert [(e.amount_minor, e.unallocated_minor) for e in payments(shop)] == [
        (4_000, 3_000),
        (5_000, 0),
    ]
    verify(shop)


def test_each_move_is_a_counter_entry(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="card")

    correct(shop, number, SALE)

    settled = show(shop, number).to_json()["settlements"]
    assert [(part["kind"], part["amount"]) for part in settled] == [
        ("payment", "50.00"),
        ("payment", "-50.00"),
        ("replaced", "120.00"),
    ]


def test_a_payment_that_moved_is_listed_where_it_is_now(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="card")
    corrective = correct(shop, number, SALE)

    (listed,) = payments(shop)

    assert listed.allocations == (Allotted(str(corrective.number), 5_000),)


def test_a_payment_that_moved_can_be_cancelled(shop: Shop) -> None:
    number = sold(shop)
    paid = pay(shop, number, amount_minor=5_000, method="card")
    corrective = correct(shop, number, SALE)

    undone = unpay(shop, paid.payment, reason="Impayé")

    assert [part.amount_minor for part in undone.allocations] == [-5_000]
    assert show(shop, corrective.number or "").result.balance_minor == 12_000
    assert show(shop, number).result.status == "replaced"


def test_credit_given_by_another_note_moves_too(shop: Shop) -> None:
    first = sold(shop)
    pay(shop, first, amount_minor=12_000, method="card")
    credit(shop, first)
    second = sold(shop)
    allocate_credit(shop, "C0001")

    corrective = correct(shop, second, RIGHT)

    assert corrective.status == "paid"
    assert show(shop, "A2026-00001").result.balance_minor == -6_000
    verify(shop)


def test_a_corrective_invoice_can_be_corrected(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="card")
    second = correct(shop, number, RIGHT).number or ""

    third = correct(shop, second, MIXED)

    assert third.balance_minor == 15_165 - 5_000
    assert show(shop, second).result.status == "replaced"
    verify(shop)


def test_what_has_been_credited_is_not_corrected(shop: Shop) -> None:
    wholly, partly = sold(shop), sold(shop)
    credit(shop, wholly)
    credit(shop, partly, requests=[{"line": 1, "quantity": "1"}])

    with pytest.raises(DocumentCredited):
        correct(shop, wholly, RIGHT)
    with pytest.raises(DocumentPartlyCredited):
        correct(shop, partly, RIGHT)


def test_only_a_standing_invoice_is_corrected(shop: Shop) -> None:
    number = sold(shop)
    correct(shop, number, RIGHT)
    credit(shop, "F2026-00002")

    with pytest.raises(DocumentReplaced):
        correct(shop, number, RIGHT)
    with pytest.raises(NotAnInvoice):
        correct(shop, "A2026-00001", RIGHT)


def test_another_customer_takes_over_only_what_nobody_paid(shop: Shop) -> None:
    paid, free = sold(shop), sold(shop)
    pay(shop, paid, amount_minor=100, method="card")

    with pytest.raises(CorrectionForAnother):
        correct(shop, paid, {**RIGHT, "customer": CONSUMER})
    assert correct(shop, free, {**RIGHT, "customer": CONSUMER}).customer == "C0002"


def test_money_is_not_received_by_a_correction(shop: Shop) -> None:
    number = sold(shop)

    with pytest.raises(InputRefused) as refused:
        correct(shop, number, {**RIGHT, "paid": [{"method": "card", "amount": "1.00"}]})

    assert [problem.code for problem in refused.value.problems] == ["correction-receipts"]
    assert show(shop, number).result.status == "open"


def test_a_wrong_correction_changes_nothing(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=5_000, method="card")
    before = show(shop, number)

    with pytest.raises(InputRefused):
        correct(shop, number, {"lines": [{**BOOK, "vat_rate": "7"}]})

    assert show(shop, number) == before
    assert sold(shop) == "F2026-00002"
