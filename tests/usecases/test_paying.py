"""Payments: allocated, kept as credit, cancelled by counter-entries, never erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import Received, pay, pay_several, payments, unpay
from facturdesk.usecases.refusals import (
    CustomerUnknown,
    DocumentReplaced,
    NotAnInvoice,
    PaymentIsReversal,
    PaymentReversed,
    PaymentUnknown,
)
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import show
from tests.usecases.shops import CONSUMER, MIXED, SALE, TEA, TODAY, later, sold

TOMORROW = dt.date(2026, 11, 25)


def faults(shop: Shop, **how: Any) -> dict[str, str]:
    with pytest.raises(InputRefused) as refused:
        pay(shop, "F2026-00001", **{"amount_minor": 100, "method": "card", **how})
    return {problem.field: problem.code for problem in refused.value.problems}


def test_a_part_payment_is_told_whole(shop: Shop) -> None:
    result = pay(shop, sold(shop), amount_minor=2_000, method="card", reference="T-1")

    assert result.to_json() == {
        "payment": 1,
        "customer": "C0001",
        "date": "2026-11-24",
        "method": "card",
        "amount": "20.00",
        "allocations": [{"number": "F2026-00001", "amount": "20.00"}],
        "unallocated": "0.00",
        "number": "F2026-00001",
        "status": "part_paid",
        "balance": "100.00",
    }


def test_an_overpayment_is_kept_as_the_customers_credit(shop: Shop) -> None:
    result = pay(shop, sold(shop), amount_minor=15_000, method="transfer")

    assert (result.allocations[0].amount_minor, result.unallocated_minor) == (12_000, 3_000)
    assert result.document is not None
    assert (result.document.status, result.document.balance_minor) == ("paid", 0)


def test_receipts_are_split_by_rate_to_the_cent(shop: Shop) -> None:
    number = sold(shop, MIXED)
    for amount in (5_001, 3_333, 6_831):
        pay(shop, number, amount_minor=amount, method="card")

    with shop.store.read() as connection:
        split = connection.exec_driver_sql(
            "SELECT rate_bp, sum(gross_minor) FROM allocation_tax GROUP BY rate_bp"
        ).fetchall()
    assert [tuple(row) for row in split] == [(550, 3_165), (2000, 12_000)]


def test_money_wrong_in_every_way_is_refused_at_once(shop: Shop) -> None:
    sold(shop)

    found = faults(shop, amount_minor=0, method="shells", on=TOMORROW)

    assert found == {
        "amount": "payment-amount-not-positive",
        "method": "payment-method-unknown",
        "date": "payment-in-future",
    }


def test_a_payment_is_not_older_than_its_invoice(shop: Shop) -> None:
    sold(shop)

    assert faults(shop, on=dt.date(2026, 11, 23)) == {"date": "payment-before-invoice"}


def test_cash_is_limited_on_the_whole_debt(shop: Shop) -> None:
    number = sold(shop, lines=[{**TEA, "unit_price": "5000.00"}])
    first = pay(shop, number, amount_minor=60_000, method="cash")

    assert faults(shop, amount_minor=40_001, method="cash") == {"amount": "payment-cash-ceiling"}
    pay(shop, number, amount_minor=40_000, method="cash")
    unpay(shop, first.payment, reason="Rendu")
    assert pay(shop, number, amount_minor=60_000, method="cash").unallocated_minor == 0


def test_only_a_standing_invoice_is_paid(shop: Shop) -> None:
    number = sold(shop)
    correct(shop, number, SALE)
    credit(shop, "F2026-00002")

    with pytest.raises(DocumentReplaced):
        pay(shop, number, amount_minor=1, method="card")
    with pytest.raises(NotAnInvoice):
        pay(shop, "A2026-00001", amount_minor=1, method="card")


def test_one_payment_settles_the_oldest_invoices_first(shop: Shop) -> None:
    numbers = [sold(shop, date=f"2026-11-{day}") for day in (20, 21, 22)]

    result = pay_several(shop, "C0001", Received(20_000, "transfer"))

    assert [(part.number, part.amount_minor) for part in result.allocations] == [
        (numbers[0], 12_000),
        (numbers[1], 8_000),
    ]
    assert show(shop, numbers[2]).result.status == "open"


def test_one_payment_settles_invoices_in_the_order_wanted(shop: Shop) -> None:
    first, second = sold(shop), sold(shop)

    result = pay_several(shop, "C0001", Received(25_000, "transfer"), numbers=[second, first])

    assert result.unallocated_minor == 1_000
    assert {part.number for part in result.allocations} == {first, second}


def test_several_debts_each_have_their_own_ceiling_of_cash(shop: Shop) -> None:
    dear = [{**TEA, "unit_price": "375.00"}]  # 900.00 with VAT
    sold(shop, lines=dear)
    sold(shop, lines=dear)

    assert pay_several(shop, "C0001", Received(180_000, "cash")).unallocated_minor == 0
    with pytest.raises(InputRefused):
        pay_several(shop, "C0001", Received(100_001, "cash"))


def test_an_invoice_of_another_customer_is_not_paid_along(shop: Shop) -> None:
    mine, theirs = sold(shop), sold(shop, customer=CONSUMER)

    with pytest.raises(InputRefused) as refused:
        pay_several(shop, "C0001", Received(100, "card"), numbers=[mine, theirs])

    assert [problem.field for problem in refused.value.problems] == ["numbers[1]"]


def test_a_cancelled_payment_opens_what_it_settled(shop: Shop) -> None:
    number = sold(shop)
    paid = pay(shop, number, amount_minor=15_000, method="cheque")

    undone = unpay(shop, paid.payment, reason="Chèque impayé")

    assert undone.to_json() == {
        "payment": 2,
        "customer": "C0001",
        "date": "2026-11-24",
        "method": "cheque",
        "amount": "-150.00",
        "allocations": [{"number": number, "amount": "-120.00"}],
        "unallocated": "0.00",
        "reverses": 1,
        "number": number,
        "status": "open",
        "balance": "120.00",
    }
    verify(shop)


def test_nobody_owes_what_was_credited_when_a_payment_is_cancelled(shop: Shop) -> None:
    number = sold(shop)
    paid = pay(shop, number, amount_minor=5_000, method="cheque")
    note = credit(shop, number)

    undone = unpay(shop, paid.payment, reason="Chèque impayé")

    assert undone.document
    assert (undone.document.balance_minor, undone.document.status) == (0, "credited")
    assert note.balance_minor == -5_000
    assert show(shop, str(note.number)).result.balance_minor == 0
    verify(shop)


def test_a_payment_is_cancelled_once(shop: Shop) -> None:
    paid = pay(shop, sold(shop), amount_minor=100, method="card")
    counter = unpay(shop, paid.payment, reason="Erreur")

    with pytest.raises(PaymentReversed):
        unpay(shop, paid.payment, reason="Erreur")
    with pytest.raises(PaymentIsReversal):
        unpay(shop, counter.payment, reason="Erreur")
    with pytest.raises(PaymentUnknown):
        unpay(shop, 99, reason="Erreur")


def test_a_payment_is_not_cancelled_without_a_reason_nor_in_advance(shop: Shop) -> None:
    paid = pay(shop, sold(shop), amount_minor=100, method="card")

    with pytest.raises(InputRefused) as refused:
        unpay(shop, paid.payment, reason="  ", on=TOMORROW)

    assert {p.field for p in refused.value.problems} == {"reason", "date"}


def test_payments_are_listed_with_what_cancelled_them(shop: Shop) -> None:
    paid = pay(shop, sold(shop), amount_minor=15_000, method="card", reference="T-1")
    sold(shop, customer=CONSUMER, paid=[{"method": "cash", "amount": "1.00"}])
    unpay(later(shop, TOMORROW), paid.payment, reason="Erreur")

    assert [entry.customer for entry in payments(shop)] == ["C0001", "C0002", "C0001"]
    counter, first = payments(shop, customer_code="C0001")
    assert first.to_json() == {
        "id": 1,
        "customer": "C0001",
        "date": TODAY.isoformat(),
        "method": "card",
        "amount": "150.00",
        "reference": "T-1",
        "reverses": None,
        "reversed_by": 3,
        "reason": "",
        "unallocated": "0.00",
        "allocations": [{"number": "F2026-00001", "amount": "120.00"}],
    }
    assert (counter.reverses, counter.unallocated_minor, counter.amount_minor) == (1, 0, -15_000)
    assert counter.reason == "Erreur"


def test_payments_of_nobody_are_refused(shop: Shop) -> None:
    with pytest.raises(CustomerUnknown):
        payments(shop, customer_code="C0009")
