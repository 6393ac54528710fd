"""What was used is put away, what never was is deleted."""

from __future__ import annotations

import pytest

from facturdesk.usecases.archiving import (
    archive_customer,
    archive_item,
    customer_is_used,
    delete_customer,
    delete_item,
    item_is_archived,
    item_uses,
)
from facturdesk.usecases.cards import find_customers, find_items, item_card, put_customer, put_item
from facturdesk.usecases.photos import photo_of, put_photo
from facturdesk.usecases.refusals import CustomerUnknown, CustomerUsed, ItemUnknown, ItemUsed
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import CONSUMER, SALE, sold

TEA = {"code": "THE", "name": "Thé vert", "price": "12.00"}


def test_an_archived_customer_is_not_proposed_but_found(shop: Shop) -> None:
    put_customer(shop, CONSUMER)
    archive_customer(shop, "C0001")

    assert find_customers(shop, "dupont") == []
    assert [hit.archived for hit in find_customers(shop, "dupont", archived=True)] == [True]
    archive_customer(shop, "C0001", archived=False)
    assert [hit.archived for hit in find_customers(shop, "dupont")] == [False]


def test_a_customer_who_was_never_used_is_deleted(shop: Shop) -> None:
    put_customer(shop, CONSUMER)
    assert not customer_is_used(shop, "C0001")
    delete_customer(shop, "C0001")

    assert find_customers(shop, "dupont") == []
    with pytest.raises(CustomerUnknown):
        delete_customer(shop, "C0001")


def test_a_customer_with_a_document_or_a_draft_is_not_deleted(shop: Shop) -> None:
    sold(shop, {**SALE, "customer": {"code": "A", "name": "Anne"}})
    save_sale(shop, {**SALE, "customer": {"code": "B", "name": "Benoît"}})

    for code in ("A", "B"):
        assert customer_is_used(shop, code)
        with pytest.raises(CustomerUsed):
            delete_customer(shop, code)


def test_an_archived_item_is_not_proposed_but_found(shop: Shop) -> None:
    put_item(shop, TEA)
    archive_item(shop, "THE")

    assert item_is_archived(shop, "THE")
    assert find_items(shop, "thé") == []
    assert [hit.code for hit in find_items(shop, "thé", archived=True)] == ["THE"]


def test_an_item_that_was_never_sold_is_deleted_with_its_photo(shop: Shop) -> None:
    put_item(shop, TEA)
    put_photo(shop, "THE", b"JPEG")
    delete_item(shop, "THE")

    assert (find_items(shop, "thé"), photo_of(shop, "THE")) == ([], b"")
    with pytest.raises(ItemUnknown):
        item_card(shop, "THE")


def test_an_item_that_was_sold_tells_where_and_is_not_deleted(shop: Shop) -> None:
    put_item(shop, TEA)
    put_item(shop, {**TEA, "code": "BIS", "name": "Thé vert bis"})
    line = {"item": "THE", "quantity": "3"}
    number = sold(shop, {"customer": CONSUMER, "lines": [line]})
    save_sale(shop, {"customer": CONSUMER, "lines": [{"item": "BIS"}]})

    (use,) = item_uses(shop, "THE")
    assert (use.number, use.customer, use.quantity_e4) == (number, "Anne Dupont", 30_000)
    assert item_uses(shop, "BIS") == []
    for code in ("THE", "BIS"):
        with pytest.raises(ItemUsed):
            delete_item(shop, code)
