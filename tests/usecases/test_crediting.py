"""Credit notes: mirrored to the cent, settling what is owed, the rest the customer's credit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay
from facturdesk.usecases.refusals import DocumentReplaced, DocumentUnknown, NotAnInvoice
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import show
from tests.usecases.shops import MIXED, SALE, sold


def faults(shop: Shop, requests: Any, **how: Any) -> dict[str, str]:
    with pytest.raises(InputRefused) as refused:
        credit(shop, "F2026-00001", requests=requests, **how)
    return {problem.field: problem.code for problem in refused.value.problems}


def test_a_whole_credit_closes_the_invoice(shop: Shop) -> None:
    number = sold(shop, MIXED)

    note = credit(shop, number, reason="Retour")

    assert (note.number, note.gross_minor, note.balance_minor) == ("A2026-00001", 15_165, 0)
    invoice = show(shop, number).result
    assert (invoice.balance_minor, invoice.status) == (0, "credited")


def test_lines_are_credited_by_quantity_until_none_is_left(shop: Shop) -> None:
    number = sold(shop, MIXED)

    notes = [credit(shop, number, requests=[{"line": 2, "quantity": "1"}]) for _ in range(3)]

    assert [note.gross_minor for note in notes] == [1_055, 1_055, 1_055]
    assert show(shop, number).result.balance_minor == 12_000
    assert faults(shop, [{"line": 2, "quantity": "1"}]) == {
        "lines[0].quantity": "credit-quantity-too-large"
    }


def test_the_note_names_its_invoice_and_its_reason(shop: Shop) -> None:
    sold(shop)

    credit(shop, "F2026-00001", reason="Retour")

    note = show(shop, "A2026-00001").to_json()
    assert note["type_code"] == "381"
    assert note["reason"] == "Retour"
    assert note["references"] == [
        {"relation": "credits", "number": "F2026-00001", "date": "2026-11-24"}
    ]


def test_what_exceeds_the_balance_stays_the_customers_credit(shop: Shop) -> None:
    number = sold(shop)
    pay(shop, number, amount_minor=10_000, method="card")

    note = credit(shop, number)

    assert note.balance_minor == -10_000
    assert show(shop, number).result.balance_minor == 0


def test_the_vat_of_the_credit_is_that_of_its_lines(shop: Shop) -> None:
    number = sold(shop, MIXED)
    credit(shop, number, requests=[{"line": 1}])

    pay(shop, number, amount_minor=3_165, method="card")

    assert show(shop, number).result.status == "paid"
    verify(shop)


def test_a_request_is_read_whole(shop: Shop) -> None:
    sold(shop)

    requests = [{"quantity": "1"}, {"line": 1, "quantity": "x"}, {"line": 9, "colour": "red"}, 4]
    assert faults(shop, requests) == {
        "lines[0].line": "field-missing",
        "lines[1].quantity": "field-not-a-decimal",
        "lines[2].colour": "field-unknown",
        "lines[3]": "field-not-a-section",
    }
    assert faults(shop, []) == {"lines": "field-missing"}


def test_a_note_is_not_older_than_its_invoice(shop: Shop) -> None:
    sold(shop)

    assert faults(shop, None, on=dt.date(2026, 11, 23)) == {"date": "credit-before-invoice"}


def test_a_reason_that_cannot_be_printed_is_refused(shop: Shop) -> None:
    sold(shop)

    assert faults(shop, None, reason="🙂") == {"reason": "characters-not-printable"}


def test_nothing_is_left_to_credit_twice(shop: Shop) -> None:
    credit(shop, sold(shop))

    assert faults(shop, None) == {"lines": "credit-nothing-left"}


def test_only_a_standing_invoice_can_be_credited(shop: Shop) -> None:
    first, second = sold(shop), sold(shop)
    correct(shop, first, {"lines": SALE["lines"]})
    credit(shop, second)

    with pytest.raises(DocumentReplaced) as replaced:
        credit(shop, first)
    assert replaced.value.params == {"number": first, "by": "F2026-00003"}
    with pytest.raises(NotAnInvoice):
        credit(shop, "A2026-00001")
    with pytest.raises(DocumentUnknown):
        credit(shop, "F2026-00099")
