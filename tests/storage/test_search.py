"""What a typed text finds: names, references, items, whole words of lines, numbers, amounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from facturdesk.domain.cards import CustomerCard, Item
from facturdesk.domain.parties import Address
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.engine import Stamp, Store
from facturdesk.storage.items import save_item
from facturdesk.storage.lists import DocumentFilter, document_ids
from facturdesk.storage.parties import save_party
from facturdesk.storage.search import read_search, search_items, search_parties
from tests.domain.samples import ISSUED_ON, customer
from tests.storage.filing import credit_note, file, invoice


@pytest.fixture
def shop(store: Store, stamp: Stamp) -> Store:
    """Three invoices and a credit note on the second."""
    line = invoice().lines[0]
    tea = replace(line, item_code="THE", name="Thé vert sencha", detail="récolte d’avril")
    work = replace(line, position=2, name="Pose d’étagères", detail="chêne massif")
    other = customer("consumer", name="Anne Müller-Bœuf", code="C0009")
    file(store, stamp, invoice("1234.50", lines=(tea, work)))
    file(store, stamp, invoice("12.00", customer=other, order_reference="BC-778/Été"))
    file(store, stamp, credit_note(invoice(number="F2026-00002"), "3.00", customer=other))
    file(store, stamp, invoice("12.00", note="à livrer", payment_reference="RF18F202600003"))
    return store


def found(store: Store, text: str, **more: Any) -> list[int]:
    with store.read() as connection:
        wanted = DocumentFilter(text=text, **more)
        return list(document_ids(connection, wanted, today=ISSUED_ON))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("muller", [3, 2]),
        ("MÜL boe", [3, 2]),
        ("Bœuf", [3, 2]),
        ("lumi", [4, 1]),
        ("c0009", [3, 2]),
        ("ete 778", [2]),
        ("BC-778", [2]),
        ("rf18f202600003", [4]),
        ("rf18f2026", []),  # references of payments: whole
        ("the ver", [1]),
        ("étagères", [1]),
        ("etag", []),  # lines: whole words only
        ("massif thé", [1]),
        ("livrer", [4]),
        ("muller sencha", []),
        ("zzz", []),
    ],
)
def test_words_are_found_by_their_beginning(shop: Store, text: str, ids: list[int]) -> None:
    assert found(shop, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("F2026-00001", [1]),
        ("f2026-00001", [1]),
        ("2026-00001", [3, 1]),  # also the first credit note
        ("2026-1", [3, 1]),
        ("2025-00001", []),
        ("F2026-0000", [4, 2, 1]),
        ("F2026-00002", [3, 2]),  # with the credit note that refers to it
        ("2", [2]),
    ],
)
def test_documents_are_found_by_number(shop: Store, text: str, ids: list[int]) -> None:
    assert found(shop, text) == ids


@pytest.mark.parametrize("text", ["1234,50", "1234.5", "1 234,50 €", "1\u202f234,50", "1 234.50"])
def test_an_amount_is_found_as_it_is_written(shop: Store, text: str) -> None:
    assert found(shop, text) == [1]


def test_a_search_keeps_to_the_other_filters(shop: Store) -> None:
    assert found(shop, "muller", kind="invoice") == [2]
    assert found(shop, "12,00", since=ISSUED_ON, status="open") == [4, 2]
    assert found(shop, "F2026-00002", kind="credit_note") == [3]
    assert found(shop, "muller", until=ISSUED_ON - dt.timedelta(1)) == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        'a"b',
        "NEAR(a b)",
        "names:x",
        "a*",
        "x AND",
        "-",
        "é" * 500,
        "中文 عربى",
        "١٢",
        "²",
        "a\u0301",
    ],
)
def test_no_text_is_a_mistake(shop: Store, text: str) -> None:
    assert set(found(shop, text)) <= {1, 2, 3, 4}


def test_writing_systems_without_case_are_found(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice(customer=customer(name="مكتبة النور 中文 Ѐлена")))

    assert found(store, "النور") == found(store, "中") == found(store, "елена") == [1]


def test_an_empty_text_looks_for_nothing() -> None:
    assert read_search(" -- ") is None


def test_customers_are_found_by_name_code_and_town(store: Store, stamp: Stamp) -> None:
    card = customer(name="Crèmerie d’Œil", address=Address("1", "", "69002", "Évian"))
    with store.write(stamp) as tx:
        first = save_party(tx, CustomerCard(card))
        save_party(tx, CustomerCard(replace(card, name="Crèmerie du Lac")))
        other = save_party(tx, CustomerCard(replace(card, code="C0002", name="Bar du Lac")))

    with store.read() as connection:
        assert search_parties(connection, "cremerie lac", limit=9) == [first]
        assert search_parties(connection, "oeil", limit=9) == []
        assert set(search_parties(connection, "evi lac", limit=9)) == {first, other}
        assert len(search_parties(connection, "evian", limit=1)) == 1
        assert search_parties(connection, " ", limit=9) == []


def test_items_are_found_by_name_code_and_barcode(store: Store, stamp: Stamp) -> None:
    with store.write(stamp) as tx:
        save_item(tx, Item("THE-VERT", "Thé vert", barcode="3760123456789"))
        save_item(tx, Item("THE-NOIR", "Thé noir"))
        save_item(tx, Item("THE-NOIR", "Thé fumé"))

    with store.read() as connection:
        for text, ids in (("the", {1, 2}), ("376012", {1}), ("fume", {2}), ("noir", {2})):
            assert set(search_items(connection, text, limit=9)) == ids


def test_the_number_of_a_replaced_invoice_finds_both(shop: Store, stamp: Stamp) -> None:
    link = credit_note(invoice(number="F2026-00001")).references
    new = invoice(
        kind=DocumentKind.CORRECTIVE_INVOICE, references=(replace(link[0], relation="replaces"),)
    )
    corrective = file(shop, stamp, new)

    assert found(shop, "F2026-00001") == [corrective, 1]
