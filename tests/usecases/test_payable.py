"""What a customer owes, and what a payment would settle of it."""

from __future__ import annotations

import pytest

from facturdesk.usecases.crediting import credit
from facturdesk.usecases.payable import payable_of_customer, payable_of_invoices
from facturdesk.usecases.paying import Received, pay, pay_several, payment
from facturdesk.usecases.refusals import CustomerUnknown, NotAnInvoice, PaymentUnknown
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import MIXED, SALE, sold


def test_invoices_named_come_first_then_what_is_due_first(shop: Shop) -> None:
    sold(shop, SALE)
    late = sold(shop, MIXED, terms={"days": 0})
    chosen = sold(shop, SALE)

    found = payable_of_invoices(shop, [chosen])

    assert [each.number for each in found.invoices] == [chosen, late, "F2026-00001"]
    assert (found.customer_code, found.customer_name) == ("C0001", "Client SA")


def test_the_split_shown_is_the_split_recorded(shop: Shop) -> None:
    numbers = [sold(shop, SALE), sold(shop, MIXED)]
    found = payable_of_customer(shop, "C0001")

    shown = found.shares(20_000, numbers[::-1])

    received = Received(20_000, "card")
    assert pay_several(shop, "C0001", received, numbers=numbers[::-1]).allocations == (
        shown[1],
        shown[0],
    )
    assert [share.amount_minor for share in shown] == [15_165, 4_835]


def test_credit_the_customer_has_is_told(shop: Shop) -> None:
    pay(shop, sold(shop), amount_minor=15_000, method="transfer")

    found = payable_of_customer(shop, "C0001")

    assert (found.invoices, found.credit_minor) == ((), 3_000)


def test_days_late_are_counted_from_what_is_due_first(shop: Shop) -> None:
    sold(shop, date="2026-11-10", terms={"days": 6})

    assert payable_of_customer(shop, "C0001").invoices[0].late_days == 8


def test_what_cannot_be_paid_is_refused(shop: Shop) -> None:
    note = credit(shop, sold(shop)).number
    assert note is not None

    with pytest.raises(NotAnInvoice):
        payable_of_invoices(shop, [note])
    with pytest.raises(CustomerUnknown):
        payable_of_customer(shop, "C9999")


def test_one_payment_is_given_as_listed(shop: Shop) -> None:
    done = pay(shop, sold(shop), amount_minor=2_000, method="cheque", reference="n° 7")

    found = payment(shop, done.payment)

    assert (found.amount_minor, found.reference, found.allocations) == (
        2_000,
        "n° 7",
        done.allocations,
    )
    with pytest.raises(PaymentUnknown):
        payment(shop, 99)
