"""Lists, documents whole, originals and their XML."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from facturdesk.storage.drafts import DraftMissing
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay
from facturdesk.usecases.refusals import CustomerUnknown, DocumentUnknown
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import (
    ListQuery,
    count_documents,
    list_documents,
    original,
    show,
    xml,
)
from tests.usecases.shops import BOOK, CONSUMER, SALE, TEA, later, sold


def listed(shop: Shop, **query: object) -> list[str]:
    found = list_documents(shop, ListQuery(**query))  # type: ignore[arg-type]  # as a user types
    return [result.number or f"#{result.id}" for result in found]


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """Four invoices on four days, one credited, one paid in part, and two drafts."""
    for day in (17, 18, 19):
        sold(shop, date=f"2026-11-{day}", terms={"days": 6})
    sold(shop, customer=CONSUMER, lines=[BOOK])
    credit(shop, "F2026-00001")
    pay(shop, "F2026-00002", amount_minor=1_000, method="card")
    save_sale(shop, SALE)
    save_sale(shop, {"customer": CONSUMER, "lines": [BOOK]})
    return shop


def test_the_newest_come_first_and_drafts_stand_at_their_last_change(busy: Shop) -> None:
    assert listed(busy) == [
        "#2",
        "#1",
        "A2026-00001",
        "F2026-00004",
        "F2026-00003",
        "F2026-00002",
        "F2026-00001",
    ]


def test_an_old_draft_stands_among_the_documents_of_its_day(busy: Shop) -> None:
    save_sale(later(busy, dt.date(2026, 11, 18)), SALE)

    assert listed(busy)[4:7] == ["F2026-00003", "#3", "F2026-00002"]
    assert listed(busy, limit=4) == listed(busy)[:4]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "draft"}, ["#2", "#1"]),
        ({"state": "issued", "limit": 2}, ["A2026-00001", "F2026-00004"]),
        ({"state": "credited"}, ["F2026-00001"]),
        ({"state": "part_paid"}, ["F2026-00002"]),
        ({"kind": "credit_note"}, ["A2026-00001"]),
        ({"customer_code": "C0002"}, ["F2026-00004"]),
        ({"since": dt.date(2026, 11, 19), "state": "open"}, ["F2026-00004", "F2026-00003"]),
        ({"until": dt.date(2026, 11, 17)}, ["F2026-00001"]),
        ({"text": "livre"}, ["#2", "F2026-00004"]),
        ({"limit": 3}, ["#2", "#1", "A2026-00001"]),
    ],
)
def test_a_list_shows_what_is_asked(
    busy: Shop, query: dict[str, object], expected: list[str]
) -> None:
    assert listed(busy, **query) == expected


def test_overdue_is_worked_out_for_the_day(busy: Shop) -> None:
    assert listed(later(busy, dt.date(2026, 11, 26)), state="overdue") == [
        "F2026-00003",
        "F2026-00002",
    ]


def test_a_list_carries_hashes_and_no_vat(busy: Shop) -> None:
    (document,) = list_documents(busy, ListQuery(kind="credit_note"))

    data = document.to_json(with_taxes=False)
    assert "taxes" not in data
    assert data["sha256"] == hashlib.sha256(original(busy, "A2026-00001")).hexdigest()


def test_a_count_adds_up_what_a_list_shows(busy: Shop) -> None:
    assert count_documents(busy, ListQuery(state="issued")).to_json() == {
        "count": 5,
        "gross": "271.65",
        "balance": "261.65",
    }
    drafts = count_documents(busy, ListQuery(state="draft"))
    assert (drafts.count, drafts.gross_minor, drafts.balance_minor) == (2, 15_165, 0)


def test_a_list_of_nobody_is_refused(shop: Shop) -> None:
    with pytest.raises(CustomerUnknown):
        list_documents(shop, ListQuery(customer_code="C0009"))


def test_a_document_is_shown_whole(shop: Shop) -> None:
    lines = [{"section": "Épicerie"}, TEA, {"text": "Merci\nà vous"}, BOOK, {"subtotal": True}]
    port = {"label": "Port", "amount": "12.00", "vat_rate": "20"}
    number = sold(shop, lines=lines, charges=[port], note="À bientôt")
    pay(shop, number, amount_minor=1_000, method="card")

    shown = show(shop, number).to_json()

    assert shown.items() >= show(shop, number).result.to_json().items()
    assert [line["kind"] for line in shown["lines"]] == [
        "section",
        "priced",
        "text",
        "priced",
        "subtotal",
    ]
    assert shown["lines"][1]["unit_price"] == "50.00"
    assert shown["lines"][4]["amount"] == "130.00"
    assert shown["charges"][0]["net"] == "12.00"
    assert shown["settlements"] == [
        {
            "kind": "payment",
            "date": "2026-11-24",
            "amount": "10.00",
            "payment": 1,
            "document": None,
        }
    ]
    assert shown["note"] == "À bientôt"
    assert shown["mentions"]


def test_a_draft_is_shown_by_its_id(shop: Shop) -> None:
    draft = save_sale(shop, {**SALE, "discount_percent": "10"})

    assert show(shop, str(draft.id)).to_json()["discount_percent"] == "10"
    assert show(shop, draft.id).result.net_minor == 9_000


def test_what_is_not_there_is_not_shown(shop: Shop) -> None:
    with pytest.raises(DocumentUnknown):
        show(shop, "F2026-00001")
    with pytest.raises(DraftMissing):
        show(shop, 7)


def test_a_replaced_invoice_says_by_which(shop: Shop) -> None:
    number = sold(shop)
    correct(shop, number, SALE)

    shown = show(shop, number).to_json()
    assert shown["replaced_by"] == shown["settlements"][0]["document"] == "F2026-00002"


def test_the_xml_is_the_one_inside_the_original(shop: Shop) -> None:
    content = xml(shop, sold(shop))

    assert content.startswith(b"<?xml")
    assert b"F2026-00001" in content


def test_a_document_that_is_not_there_has_no_original(shop: Shop) -> None:
    with pytest.raises(DocumentUnknown):
        original(shop, "F2026-00001")
