"""Documents in any order: every order agrees with a plain sort, whatever narrows the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from facturdesk.domain.cards import CustomerCard
from facturdesk.i18n import sort_key
from facturdesk.storage.chip_totals import total_of_ids, totals_by_status
from facturdesk.storage.engine import Stamp, Store
from facturdesk.storage.finding import ANY_INVOICE, STATUSES, TO_COLLECT, DocumentFilter
from facturdesk.storage.lists import DocumentListRow, count_documents, documents_by_ids
from facturdesk.storage.merged import merge
from facturdesk.storage.ordering import ORDERS, RANKS, Order, ordered_ids
from facturdesk.storage.parties import save_party
from tests.domain.samples import ISSUED_ON, customer
from tests.storage import test_lists
from tests.storage.filing import file, invoice
from tests.storage.test_lists import DAY, TODAY

shop = test_lists.shop

FILTERS = [
    DocumentFilter(),
    DocumentFilter(kind=ANY_INVOICE),
    DocumentFilter(kind="invoice", text="lumiere"),
    DocumentFilter(kind="credit_note"),
    DocumentFilter(party_id=2),
    DocumentFilter(since=ISSUED_ON + DAY),
    DocumentFilter(text="12.00"),
    DocumentFilter(kind=ANY_INVOICE, text="F2026", until=ISSUED_ON),
    *[DocumentFilter(kind=ANY_INVOICE, status=status) for status in (TO_COLLECT, *STATUSES)],
    *[DocumentFilter(status=status, text="F2026") for status in (TO_COLLECT, *STATUSES)],
]


def key_of(order: str, *, alone: bool) -> Callable[[DocumentListRow], Any]:
    """Give what an order goes by; among other kinds a credit note counts negative."""

    def signed(row: DocumentListRow, minor: int) -> int:
        return -minor if row.kind == "credit_note" and not alone else minor

    keys: dict[str, Callable[[DocumentListRow], Any]] = {
        "date": lambda row: row.issued_on,
        "number": lambda row: row.number,
        "customer": lambda row: sort_key(row.party_name),
        "customer_code": lambda row: row.party_code,
        "net": lambda row: signed(row, row.net_minor),
        "vat": lambda row: signed(row, row.vat_minor),
        "gross": lambda row: signed(row, row.gross_minor),
        "balance": lambda row: row.balance_minor,
        "status": lambda row: RANKS.index(row.status),
        "kind": lambda row: row.kind,
        "due": lambda row: row.due[-1].due_on,
    }
    return keys[order]


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_every_order_agrees_with_a_plain_sort(shop: Store, wanted: DocumentFilter) -> None:
    with shop.read() as connection:
        usual = ordered_ids(connection, wanted, Order(), today=TODAY)
        for by, descending in product(ORDERS, (False, True)):
            order = Order(by, descending)
            ids = ordered_ids(connection, wanted, order, today=TODAY)
            rows = documents_by_ids(connection, ids, today=TODAY)
            if by == "due":  # of one instalment, and not settled
                rows = [r for r in rows if r.status in {"open", "overdue"} and len(r.due) == 1]
            keys = [key_of(by, alone=wanted.kind is not None)(row) for row in rows]
            assert keys == sorted(keys, reverse=descending), order
            assert sorted(ids) == sorted(usual), order
            for limit in (1, 3):
                first = ordered_ids(connection, wanted, order, today=TODAY, limit=limit)
                assert first == ids[:limit], order


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_totals_by_status_agree_with_each_status(shop: Store, wanted: DocumentFilter) -> None:
    with shop.read() as connection:
        totals = totals_by_status(connection, wanted, today=TODAY)
        for name, status in (
            ("all", None),
            ("to_collect", TO_COLLECT),
            ("overdue", "overdue"),
            ("paid", "paid"),
        ):
            narrowed = replace(wanted, status=status)
            assert totals[name] == count_documents(connection, narrowed, today=TODAY), name
        ids = ordered_ids(connection, replace(wanted, status=None), Order(), today=TODAY)
        assert total_of_ids(connection, ids) == totals["all"]


def test_documents_of_a_merged_customer_stand_with_the_card_that_is_kept(
    shop: Store, stamp: Stamp
) -> None:
    with shop.write(stamp) as tx:
        last = save_party(tx, CustomerCard(replace(customer("firm"), code="Z1", name="Zoé")))
        merge(tx, 2, last)
    with shop.read() as connection:
        names = [
            row.party_name
            for row in documents_by_ids(
                connection,
                ordered_ids(connection, DocumentFilter(), Order("customer", False), today=TODAY),
                today=TODAY,
            )
        ]

    assert names == sorted(names, key=sort_key)
    assert names[-2:] == ["Zoé", "Zoé"]


def test_numbers_of_an_earlier_program_stand_before_ours(shop: Store, stamp: Stamp) -> None:
    taken_over(shop, stamp)
    with shop.read() as connection:
        wanted = DocumentFilter(kind=ANY_INVOICE)
        up = ordered_ids(connection, wanted, Order("number", False), today=TODAY)
        down = ordered_ids(connection, wanted, Order("number", True), today=TODAY)

    assert list(up) == [9, 1, 2, 3, 4, 6, 8]
    assert list(down) == [8, 6, 4, 3, 2, 1, 9]


def test_a_number_past_99999_comes_after_it(store: Store, stamp: Stamp) -> None:
    file(store, stamp, invoice())
    with store.write(stamp) as tx:
        tx.connection.exec_driver_sql("UPDATE number_series SET next_counter = 99999")
    for _ in range(2):
        file(store, stamp, invoice())
    with store.read() as connection:
        ids = ordered_ids(
            connection, DocumentFilter(kind=ANY_INVOICE), Order("number", False), today=TODAY
        )
        numbers = [row.number for row in documents_by_ids(connection, ids, today=TODAY)]

    assert numbers == ["F2026-00001", "F2026-99999", "F2026-100000"]


def taken_over(store: Store, stamp: Stamp) -> None:
    """Put an invoice of an earlier program there: it has a number and no series."""
    from facturdesk.storage.documents import insert_document
    from facturdesk.storage.seals import seal_document

    with store.write(stamp) as tx:
        document_id = insert_document(
            tx,
            replace(invoice(), number="FA-0007", origin="taken_over"),
            party_id=1,
            series_id=None,
            counter=None,
            original=None,
            targets={},
        )
        seal_document(tx, document_id)
