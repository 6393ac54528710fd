"""Customers and items are found as one types, the likeliest first."""

from __future__ import annotations

import pytest

from facturdesk.usecases.cards import (
    customer_card,
    customer_tags,
    find_customers,
    find_items,
    item_by_barcode,
    item_card,
    item_categories,
    put_customer,
    put_item,
)
from facturdesk.usecases.refusals import CustomerUnknown, ItemUnknown
from facturdesk.usecases.shop import Shop

CUSTOMERS: tuple[dict[str, object], ...] = (
    {"name": "Garage Dupont", "tags": ["pro", "fidèle"], "phone": "04 78 12 34 56"},
    {"name": "Dupont Anne", "address": {"postcode": "69002", "city": "Lyon"}},
    {
        "name": "Épicerie du Port",
        "kind": "firm",
        "siren": "732829320",
        "contacts": [{"name": "Zoé Roux", "phone": "0612345678"}],
        "email": "port@example.org",
    },
)
TEA = {"code": "THE-VERT", "name": "Thé vert", "price": "12.00", "barcode": "3017620422003"}


@pytest.fixture
def kept(shop: Shop) -> Shop:
    for values in CUSTOMERS:
        put_customer(shop, values)
    put_item(shop, {**TEA, "category": "Thés"})
    put_item(shop, {"code": "TASSE", "name": "Tasse à thé", "price": "8.00", "category": "Arts"})
    return shop


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dup", ["Dupont Anne", "Garage Dupont"]),  # the name that begins so comes first
        ("C0001", ["Garage Dupont"]),
        ("c0001", ["Garage Dupont"]),
        ("epi port", ["Épicerie du Port"]),
        ("732 829 320", ["Épicerie du Port"]),
        ("06 12 34", ["Épicerie du Port"]),
        ("0478", ["Garage Dupont"]),
        ("04 78 12", ["Garage Dupont"]),
        ("zoe", ["Épicerie du Port"]),
        ("fidele", ["Garage Dupont"]),
        ("lyon", ["Dupont Anne"]),
        ("port@example", ["Épicerie du Port"]),
        ("", []),
        ("*", []),
        ("martin", []),
    ],
)
def test_customers_are_proposed(kept: Shop, text: str, names: list[str]) -> None:
    assert [hit.name for hit in find_customers(kept, text)] == names


def test_a_proposal_tells_customers_apart(kept: Shop) -> None:
    (hit,) = find_customers(kept, "lyon")

    assert (hit.code, hit.kind, hit.postcode, hit.city) == ("C0002", "consumer", "69002", "Lyon")


def test_no_more_are_proposed_than_asked(kept: Shop) -> None:
    assert len(find_customers(kept, "dup", 1)) == 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the", ["THE-VERT", "TASSE"]),
        ("the-vert", ["THE-VERT"]),
        ("3017620422003", ["THE-VERT"]),
        ("arts", ["TASSE"]),
        ("ver", ["THE-VERT"]),
    ],
)
def test_items_are_proposed(kept: Shop, text: str, codes: list[str]) -> None:
    assert [hit.code for hit in find_items(kept, text)] == codes


def test_a_barcode_gives_its_item(kept: Shop) -> None:
    found = item_by_barcode(kept, " 3017620422003 ")

    assert found is not None and found.code == "THE-VERT"
    assert item_by_barcode(kept, "123") is None
    assert item_by_barcode(kept, "") is None


def test_a_card_is_read_by_its_code(kept: Shop) -> None:
    card = customer_card(kept, "C0001")

    assert (card.tags, card.phone) == (("pro", "fidèle"), "04 78 12 34 56")
    assert item_card(kept, "TASSE").category == "Arts"
    with pytest.raises(CustomerUnknown):
        customer_card(kept, "none")
    with pytest.raises(ItemUnknown):
        item_card(kept, "none")


def test_tags_and_categories_in_use_are_listed(kept: Shop) -> None:
    assert customer_tags(kept) == ["fidèle", "pro"]
    assert item_categories(kept) == ["Arts", "Thés"]
