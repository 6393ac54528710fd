"""A sale is kept as a draft or issued with its money, wholly or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.drafting import issue_draft
from facturdesk.usecases.paying import payments
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import ListQuery, list_documents, original, show
from tests.usecases.shops import CONSUMER, FIRM, SALE, TEA, TODAY, later, new_file, opened, sold

PAID = [{"method": "card", "amount": "20.00"}]


def faults(shop: Shop, values: dict[str, Any], **how: Any) -> dict[str, str]:
    """Try to issue; give the code of the problem of each field."""
    with pytest.raises(InputRefused) as refused:
        save_sale(shop, values, issue=True, **how)
    return {problem.field: problem.code for problem in refused.value.problems}


def test_a_draft_has_no_number_and_owes_nothing(shop: Shop) -> None:
    draft = save_sale(shop, SALE)

    assert draft.to_json() == {
        "id": 1,
        "kind": "invoice",
        "state": "draft",
        "status": "draft",
        "date": None,
        "due": [{"on": "2026-12-24", "amount": "120.00"}],
        "customer": "C0001",
        "currency": "EUR",
        "net": "100.00",
        "vat": "20.00",
        "gross": "120.00",
        "balance": "0.00",
        "taxes": [
            {"category": "S", "rate": "20", "base": "100.00", "vat": "20.00", "reason": None}
        ],
        "sha256": None,
    }


def test_a_sale_is_issued_with_its_number_and_its_original(shop: Shop) -> None:
    result = save_sale(shop, SALE, issue=True)

    assert result.to_json() == {
        "id": 1,
        "kind": "invoice",
        "state": "issued",
        "status": "open",
        "number": "F2026-00001",
        "date": "2026-11-24",
        "due": [{"on": "2026-12-24", "amount": "120.00"}],
        "customer": "C0001",
        "currency": "EUR",
        "net": "100.00",
        "vat": "20.00",
        "gross": "120.00",
        "balance": "120.00",
        "taxes": [
            {"category": "S", "rate": "20", "base": "100.00", "vat": "20.00", "reason": None}
        ],
        "sha256": result.sha256,
    }
    assert original(shop, "F2026-00001").startswith(b"%PDF")


def test_money_received_is_recorded_with_the_sale(shop: Shop) -> None:
    result = save_sale(shop, {**SALE, "paid": PAID}, issue=True)

    (entry,) = payments(shop)
    assert (result.balance_minor, result.status) == (10_000, "part_paid")
    assert (entry.amount_minor, entry.unallocated_minor) == (2_000, 0)
    assert verify(shop).payments == 1


def test_a_draft_is_issued_and_gone(shop: Shop) -> None:
    draft = save_sale(shop, {**SALE, "paid": PAID})

    issued = issue_draft(shop, draft.id)

    assert (issued.number, issued.balance_minor) == ("F2026-00001", 10_000)
    assert list_documents(shop, ListQuery(state="draft")) == []


def test_an_incomplete_draft_is_kept_and_not_issued(shop: Shop) -> None:
    firm = {key: value for key, value in FIRM.items() if key != "address"}
    draft = save_sale(shop, {**SALE, "customer": firm})

    with pytest.raises(InputRefused) as refused:
        issue_draft(shop, draft.id)

    fields = {problem.field for problem in refused.value.problems}
    assert {"customer.address.line1", "customer.address.city"} <= fields
    assert show(shop, draft.id).result.gross_minor == 12_000
    assert sold(shop) == "F2026-00001"


def test_everything_wrong_is_told_at_once(shop: Shop) -> None:
    found = faults(
        shop,
        {
            "customer": {**FIRM, "siren": "123456789"},
            "lines": [{**TEA, "item": "NONE"}, {**TEA, "quantity": "0"}, {**TEA, "colour": "x"}],
            "paid": [{"method": "shells", "amount": "1.00"}],
            "note": "Merci 🙂",
        },
    )

    assert found == {
        "customer.siren": "siren-invalid",
        "lines[0].item": "item-unknown",
        "lines[1].quantity": "line-quantity-zero",
        "lines[2].colour": "field-unknown",
        "paid[0].method": "field-not-a-choice",
        "note": "characters-not-printable",
    }


def test_what_could_not_be_read_is_told_once(shop: Shop) -> None:
    assert faults(shop, {"lines": [{**TEA, "quantity": 2}]}) == {
        "customer": "field-missing",
        "lines[0].quantity": "field-number-not-text",
    }


def test_nothing_is_written_by_a_refused_sale(shop: Shop) -> None:
    before = verify(shop)

    faults(shop, {**SALE, "customer": {**FIRM, "code": "C0009", "siren": "123456789"}})

    assert verify(shop) == before
    assert list_documents(shop, ListQuery()) == []
    assert faults(shop, {**SALE, "customer": "C0009"}) == {"customer": "customer-unknown"}


def test_an_original_that_cannot_be_made_uses_no_number(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise OSError("no font")

    with monkeypatch.context() as patched:
        patched.setattr("facturdesk.documents.original.make_original", broken)
        with pytest.raises(OSError, match="no font"):
            save_sale(shop, {**SALE, "paid": PAID}, issue=True)

    assert (sold(shop), payments(shop)) == ("F2026-00001", [])


def test_the_day_lies_between_the_last_of_the_series_and_today(shop: Shop) -> None:
    monday = dt.date(2026, 11, 23)
    sold(shop, date="2026-11-23")

    assert faults(shop, dict(SALE), on=dt.date(2026, 11, 22)) == {"date": "issue-date-before-last"}
    assert faults(shop, dict(SALE), on=dt.date(2026, 11, 25)) == {"date": "issue-date-in-future"}
    assert save_sale(shop, SALE, issue=True, on=monday).date == monday


def test_the_day_of_the_command_goes_before_that_of_the_sale(shop: Shop) -> None:
    sale = {**SALE, "date": "2026-11-20", "paid": PAID}

    issued = save_sale(shop, sale, issue=True, on=TODAY)

    assert (issued.date, payments(shop)[0].received_on) == (TODAY, TODAY)


def test_a_clock_far_ahead_is_asked_about(shop: Shop) -> None:
    ahead = later(shop, dt.date(2027, 1, 15))

    assert faults(ahead, dict(SALE)) == {"date": "clock-far-ahead"}
    assert save_sale(ahead, SALE, issue=True, confirm_clock=True).number == "F2027-00001"


def test_a_clock_set_back_is_refused(shop: Shop) -> None:
    sold(shop)

    assert faults(later(shop, dt.date(2026, 11, 20)), dict(SALE)) == {"date": "clock-behind"}


def test_each_year_counts_from_one(shop: Shop) -> None:
    sold(shop)
    next_year = later(shop, dt.date(2027, 1, 2))

    assert save_sale(next_year, SALE, issue=True, confirm_clock=True).number == "F2027-00001"


def test_a_customer_without_a_code_is_given_one(shop: Shop) -> None:
    first = save_sale(shop, {**SALE, "customer": CONSUMER}, issue=True)
    second = save_sale(shop, {**SALE, "customer": CONSUMER}, issue=True)

    assert (first.customer, second.customer) == ("C0001", "C0002")
    assert show(shop, "F2026-00001").to_json()["buyer"]["code"] == "C0001"


def test_a_customer_written_in_the_sale_brings_their_card_up_to_date(shop: Shop) -> None:
    known = {**FIRM, "terms": {"days": 10}, "discount_percent": "10"}
    sold(shop, {**SALE, "customer": known})
    moved = {**FIRM, "address": {"line1": "2 rue Neuve", "postcode": "69001", "city": "Lyon"}}

    sold(shop, {**SALE, "customer": moved})
    third = save_sale(shop, {**SALE, "customer": "C0001"}, issue=True)

    assert show(shop, "F2026-00003").to_json()["buyer"]["address"]["line1"] == "2 rue Neuve"
    assert show(shop, "F2026-00001").to_json()["buyer"]["address"]["line1"] == "1 place Bellecour"
    assert (third.due[0].due_on, third.net_minor) == (dt.date(2026, 12, 4), 9_000)


def test_more_cash_than_the_law_allows_is_refused(shop: Shop) -> None:
    dear = {**TEA, "unit_price": "5000.00"}
    cash = [{"method": "cash", "amount": "1000.01"}]

    assert faults(shop, {**SALE, "lines": [dear], "paid": cash}) == {"paid": "receipt-cash-ceiling"}


def test_a_draft_too_large_to_count_is_refused(shop: Shop) -> None:
    huge = {**TEA, "quantity": "1", "unit_price": "9000000000000.00"}

    with pytest.raises(InputRefused) as refused:
        save_sale(shop, {**SALE, "lines": [huge, huge]})

    assert [problem.code for problem in refused.value.problems] == ["line-amount-too-large"]


def test_what_was_told_is_there_after_opening_again(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    with opened(path) as shop:
        told = save_sale(shop, SALE, issue=True)
    with opened(path) as shop:
        assert show(shop, "F2026-00001").result == told
