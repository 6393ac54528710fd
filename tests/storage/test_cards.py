"""Customers, items, the company and drafts: kept, changed, read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facturdesk.domain.cards import Company, Contact, CustomerCard, Item, Numbering
from facturdesk.domain.parties import Address, Customer, CustomerKind, PaymentTerms
from facturdesk.domain.sale import Nature
from facturdesk.storage.company import file_id, load_company, update_company
from facturdesk.storage.drafts import (
    DraftMissing,
    delete_draft,
    list_drafts,
    load_draft,
    save_draft,
)
from facturdesk.storage.engine import Stamp, Store
from facturdesk.storage.items import item_by_code, save_item
from facturdesk.storage.parties import load_party, party_by_code, save_party
from tests.domain.samples import customer, sale, seller

CARD = CustomerCard(
    customer=customer(
        code="MAIRIE",
        delivery_address=Address("2 quai Nord", "", "69007", "Lyon", "FR", "Entrepôt"),
        electronic_address="0225:552100554",
        email="a@example.org",
        language="en",
    ),
    terms=PaymentTerms(45, end_of_month=True, end_of_month_first=False),
    discount_bp=250,
    contacts=(Contact("Élise Roux", "achats", "e@example.org", "04"),),
    note="livrer le matin",
)
ITEM = Item(
    "THE",
    "Thé vert",
    "376",
    "sachet",
    Nature.SERVICE,
    "KGM",
    12_500_000,
    price_includes_vat=True,
    vat_rate_bp=550,
    vat_case="",
    cost_minor=300,
    discountable=False,
)


def save(store: Store, stamp: Stamp, card: CustomerCard) -> int:
    with store.write(stamp) as tx:
        return save_party(tx, card)


@pytest.mark.parametrize("card", [CARD, CustomerCard(Customer(CustomerKind.CONSUMER, "A", "X"))])
def test_a_customer_comes_back_as_it_was(store: Store, stamp: Stamp, card: CustomerCard) -> None:
    party_id = save(store, stamp, card)

    with store.read() as connection:
        assert load_party(connection, party_id) == card
        assert party_by_code(connection, card.customer.code) == (party_id, card)
        assert party_by_code(connection, "none") is None
        with pytest.raises(LookupError):
            load_party(connection, 99)


def test_the_same_code_is_the_same_customer(store: Store, stamp: Stamp) -> None:
    first = save(store, stamp, CARD)
    changed = replace(CARD, customer=replace(CARD.customer, name="Autre"), terms=None)

    assert save(store, stamp, changed) == first
    with store.read() as connection:
        assert load_party(connection, first) == changed


def test_a_customer_without_a_code_is_given_one(store: Store, stamp: Stamp) -> None:
    nameless = replace(CARD, customer=replace(CARD.customer, code=""))
    taken = replace(CARD, customer=replace(CARD.customer, code="C0002"))
    ids = [save(store, stamp, card) for card in (taken, nameless, nameless)]

    with store.read() as connection:
        codes = [load_party(connection, each).customer.code for each in ids]
    assert codes == ["C0002", "C0003", "C0004"]


@pytest.mark.parametrize("item", [ITEM, Item("A", "B")])
def test_an_item_comes_back_as_it_was(store: Store, stamp: Stamp, item: Item) -> None:
    with store.write(stamp) as tx:
        save_item(tx, replace(item, name="avant"))
        save_item(tx, item)

    with store.read() as connection:
        assert item_by_code(connection, item.code) == item
        assert item_by_code(connection, "none") is None


def test_the_company_is_changed_and_the_file_keeps_its_identity(store: Store, stamp: Stamp) -> None:
    company = Company(seller(trade_name="Chez Paul"), Numbering(invoice="X{counter}"), b"\x89PNG")
    with store.read() as connection:
        identity = file_id(connection)
    with store.write(stamp) as tx:
        update_company(tx, company)

    with store.read() as connection:
        assert load_company(connection) == company
        assert file_id(connection) == identity and len(identity or "") == 32


def test_a_draft_is_kept_changed_and_removed(store: Store, stamp: Stamp) -> None:
    party_id = save(store, stamp, CARD)
    first, second = sale(), sale(note="x", customer=CARD.customer)
    with store.write(stamp) as tx:
        draft_id = save_draft(tx, first, party_id=None)
        assert save_draft(tx, second, party_id=party_id, draft_id=draft_id, gross_minor=5) == 1

    with store.read() as connection:
        assert load_draft(connection, draft_id) == (second, party_id)
        (row,) = list_drafts(connection)
    assert (row.party_code, row.gross_minor, row.sale) == ("MAIRIE", 5, second)
    assert row.updated_at == "2026-11-24T09:00:00+00:00"
    with store.write(stamp) as tx:
        delete_draft(tx, draft_id)
        assert save_draft(tx, first, party_id=None) == 2  # the id is not used again


def test_drafts_are_listed_newest_first_by_customer(store: Store, stamp: Stamp) -> None:
    party_id = save(store, stamp, CARD)
    with store.write(stamp) as tx:
        for of in (party_id, None, party_id):
            save_draft(tx, sale(), party_id=of)

    with store.read() as connection:
        assert [row.id for row in list_drafts(connection, party_id=party_id)] == [3, 1]
        assert [row.id for row in list_drafts(connection, limit=2)] == [3, 2]


def test_a_draft_that_is_gone_is_refused(store: Store, stamp: Stamp) -> None:
    with store.write(stamp) as tx:
        for attempt in (
            lambda: load_draft(tx.connection, 7),
            lambda: delete_draft(tx, 7),
            lambda: save_draft(tx, sale(), party_id=None, draft_id=7),
        ):
            with pytest.raises(DraftMissing) as refused:
                attempt()
            assert refused.value.params == {"id": 7}
