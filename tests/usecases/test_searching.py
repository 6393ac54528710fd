"""What people type finds what they mean: names, numbers, amounts, codes."""

from __future__ import annotations

import pytest

from facturdesk.usecases.cards import put_customer, put_item
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import pay
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.searching import Found, search_everything
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import BOOK, CONSUMER, MIXED, SALE, sold

TEA_CARD = {"code": "THE-VERT", "name": "Thé vert", "price": "50.00", "barcode": "3017620422003"}


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """A shop that sold to a firm and to Anne Dupont, with two items and a draft."""
    put_item(shop, TEA_CARD)
    put_item(shop, {"code": "LIVRE", "name": "Livre de thé", "price": "10.00"})
    sold(shop)
    sold(shop, MIXED)
    put_customer(shop, {**CONSUMER, "code": "C0002"})
    sold(shop, {"customer": "C0002", "lines": [BOOK]})
    save_sale(shop, {**SALE, "customer": "C0002"})
    return shop


def _numbers(found: Found) -> list[str]:
    return [document.number for document in found.documents]


def test_nothing_typed_finds_nothing(busy: Shop) -> None:
    assert search_everything(busy, "  - ") == Found()


def test_a_name_finds_the_customer_their_documents_and_drafts(busy: Shop) -> None:
    found = search_everything(busy, "dupont")

    assert [customer.code for customer in found.customers] == ["C0002"]
    assert _numbers(found) == ["F2026-00003"]
    assert [(draft.customer_name, draft.gross_minor) for draft in found.drafts] == [
        ("Anne Dupont", 12_000)
    ]
    assert not found.documents_first


@pytest.mark.parametrize("text", ["F2026-00002", "f2026-2", "F2026-02", "2026-00002"])
def test_a_number_is_found_whole_or_short(busy: Shop, text: str) -> None:
    assert _numbers(search_everything(busy, text))[0] == "F2026-00002"


def test_a_short_number_is_of_its_own_series(busy: Shop) -> None:
    noted = credit(busy, "F2026-00002").number

    assert noted == "A2026-00001"
    assert _numbers(search_everything(busy, "A2026-1"))[0] == noted
    assert _numbers(search_everything(busy, "F2026-1"))[0] == "F2026-00001"


@pytest.mark.parametrize("text", ["31,65", "31.65", "31,65 €", "31,65 dupont", "Dupont 31,65 EUR"])
def test_an_amount_finds_the_document_also_with_the_name(busy: Shop, text: str) -> None:
    found = search_everything(busy, text)

    assert _numbers(found)[0] == "F2026-00003"


def test_an_amount_and_a_name_leave_out_the_others(busy: Shop) -> None:
    sold(busy, {**SALE, "customer": "C0002"})

    assert _numbers(search_everything(busy, "120 dupont")) == ["F2026-00004"]
    assert _numbers(search_everything(busy, "120 client")) == ["F2026-00001"]
    assert [draft.gross_minor for draft in search_everything(busy, "120 dupont").drafts] == [12_000]


def test_what_is_left_to_pay_is_found_too_and_what_is_open_comes_first(busy: Shop) -> None:
    pay(busy, "F2026-00001", amount_minor=2_000, method="card")
    assert _numbers(search_everything(busy, "100,00")) == ["F2026-00001"]

    pay(busy, "F2026-00001", amount_minor=10_000, method="card")
    sold(busy)
    sold(busy)
    assert _numbers(search_everything(busy, "120,00 client"))[-1] == "F2026-00001"


def test_a_grouped_amount_is_one_amount(busy: Shop) -> None:
    dear = sold(busy, lines=[{**BOOK, "quantity": "1", "unit_price": "1170.14"}])

    for text in ("1 234,50", "1\u202f234,50 €", "1234.50", "1 234,5"):
        assert _numbers(search_everything(busy, text)) == [dear]


@pytest.mark.parametrize(
    "text", ["200000008", "200 000 008", "20000000800017", "FR15200000008", "c0001", "lyon client"]
)
def test_a_firm_is_found_by_siren_siret_code_and_town(busy: Shop, text: str) -> None:
    assert [each.name for each in search_everything(busy, text).customers] == ["Client SA"]


@pytest.mark.parametrize("text", ["the-vert", "3017620422003", "THE V", "thé vert"])
def test_an_item_is_found_by_code_barcode_and_name(busy: Shop, text: str) -> None:
    assert search_everything(busy, text).items[0].code == "THE-VERT"


def test_a_name_that_begins_so_comes_before_one_that_has_it_inside(busy: Shop) -> None:
    assert [item.code for item in search_everything(busy, "the").items] == ["THE-VERT", "LIVRE"]


def test_no_more_than_wanted_of_each_kind(busy: Shop) -> None:
    for _ in range(4):
        sold(busy)

    assert len(search_everything(busy, "client", limit=3).documents) == 3
