"""The credit a customer has settles invoices: overpayments and credit notes, the oldest first."""

from __future__ import annotations

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay, payments, unpay
from facturdesk.usecases.refusals import NoCredit
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.using_credit import allocate_credit
from facturdesk.usecases.viewing import show
from tests.usecases.shops import CONSUMER, TEA, sold


def test_an_overpayment_and_a_credit_note_settle_the_next_invoice(shop: Shop) -> None:
    first, second = sold(shop), sold(shop)
    pay(shop, first, amount_minor=13_000, method="card")
    credit(shop, first, requests=[{"line": 1, "quantity": "1"}])

    result = allocate_credit(shop, "C0001")

    assert result.to_json() == {
        "customer": "C0001",
        "allocations": [{"number": second, "amount": "70.00"}],
        "left": "0.00",
    }
    assert show(shop, second).result.balance_minor == 5_000
    verify(shop)


def test_credit_goes_to_the_invoices_named(shop: Shop) -> None:
    first, second, third = sold(shop), sold(shop), sold(shop)
    pay(shop, first, amount_minor=15_000, method="card")

    allocate_credit(shop, "C0001", numbers=[third])

    assert show(shop, second).result.balance_minor == 12_000
    assert show(shop, third).result.balance_minor == 9_000


def test_a_cancelled_payment_takes_its_credit_back_everywhere(shop: Shop) -> None:
    first, second = sold(shop), sold(shop)
    paid = pay(shop, first, amount_minor=15_000, method="card")
    allocate_credit(shop, "C0001")

    undone = unpay(shop, paid.payment, reason="Impayé")

    assert {part.number for part in undone.allocations} == {first, second}
    assert [show(shop, number).result.balance_minor for number in (first, second)] == [
        12_000,
        12_000,
    ]
    verify(shop)


def test_without_credit_or_debt_there_is_nothing_to_do(shop: Shop) -> None:
    number = sold(shop)
    with pytest.raises(NoCredit):
        allocate_credit(shop, "C0001")
    pay(shop, number, amount_minor=13_000, method="card")

    with pytest.raises(NoCredit):
        allocate_credit(shop, "C0001")
    unpay(shop, payments(shop)[0].id, reason="Erreur")
    with pytest.raises(NoCredit):
        allocate_credit(shop, "C0001")


def test_credit_does_not_settle_another_customer(shop: Shop) -> None:
    mine, theirs = sold(shop), sold(shop, customer=CONSUMER)
    pay(shop, mine, amount_minor=13_000, method="card")

    with pytest.raises(InputRefused):
        allocate_credit(shop, "C0001", numbers=[theirs])


def test_cash_kept_as_credit_does_not_pass_the_ceiling(shop: Shop) -> None:
    small = sold(shop)
    pay(shop, small, amount_minor=60_000, method="cash")
    large = sold(shop, lines=[{**TEA, "unit_price": "5000.00"}])
    pay(shop, large, amount_minor=90_000, method="cash")

    assert allocate_credit(shop, "C0001").left_minor == 38_000
