"""What a customer bought, owes, is late with and has to their credit."""

from __future__ import annotations

import datetime as dt

import pytest

from facturdesk.usecases.account import customer_account
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay
from facturdesk.usecases.refusals import CustomerUnknown
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import SALE, TEA, later, sold

LATE = dt.date(2027, 12, 1)


def test_a_customer_without_anything_has_nothing(shop: Shop) -> None:
    sold(shop)
    account = customer_account(shop, "C0001")

    assert (account.turnover_minor, account.balance_minor, account.overdue_minor) == (
        10000,
        12000,
        0,
    )
    assert account.last is not None and account.last.number == "F2026-00001"
    with pytest.raises(CustomerUnknown):
        customer_account(shop, "none")


def test_the_figures_follow_what_happened(shop: Shop) -> None:
    for _ in range(4):
        sold(shop)
    pay(shop, "F2026-00001", amount_minor=15_000, method="transfer")
    credit(shop, "F2026-00002", reason="retour")
    correct(shop, "F2026-00003", {**SALE, "lines": [{**TEA, "quantity": "1"}]})

    account = customer_account(later(shop, LATE), "C0001")
    assert account.documents == 6
    assert account.turnover_minor == 10_000 + 5_000 + 10_000  # credited and replaced ones left out
    assert account.turnover_year_minor == 0
    assert account.balance_minor == account.overdue_minor == 6_000 + 12_000
    assert account.credit_minor == 3_000
