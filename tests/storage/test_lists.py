"""Lists: the newest first, each filter, pages by jump, sums, one statement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facturdesk.domain.document import Instalment
from facturdesk.storage.engine import Stamp, Store
from facturdesk.storage.finding import STATUSES
from facturdesk.storage.lists import (
    Count,
    DocumentFilter,
    DocumentListRow,
    count_documents,
    document_ids,
    documents_by_ids,
    list_documents,
)
from facturdesk.storage.receivables import refresh_many
from facturdesk.storage.seals import append_seal
from tests.domain.samples import ISSUED_ON, customer
from tests.storage.filing import allocate, credit_note, file, invoice, pay

DAY = dt.timedelta(1)
TODAY = ISSUED_ON + 31 * DAY
SHOP = {  # what happens to each document of the shop, and its status
    1: "overdue",
    2: "part_paid",
    3: "paid",
    4: "credited",
    5: "paid",  # a credit note wholly given back
    6: "open",
    7: "open",  # a credit note not given back yet
    8: "replaced",
}


@pytest.fixture
def shop(store: Store, stamp: Stamp) -> Store:
    """A document in every status; the second customer has numbers 6 and 8."""
    later = (Instalment(1, TODAY, 500), Instalment(2, TODAY + DAY, 700))
    other = customer("consumer")
    file(store, stamp, invoice("12.00"))
    pay(store, stamp, file(store, stamp, invoice("12.00", instalments=later)), 300)
    pay(store, stamp, file(store, stamp, invoice("12.00")), 1200)
    file(store, stamp, invoice("12.00"))
    file(store, stamp, credit_note(invoice(number="F2026-00004"), "12.00"))
    file(store, stamp, invoice("99.00", instalments=later[1:], customer=other))
    file(store, stamp, credit_note(invoice(number="F2026-00003"), "2.00"))
    file(store, stamp, invoice("12.00", customer=other, issued_on=ISSUED_ON + DAY))
    with store.write(stamp) as tx:
        allocate(tx, 4, 1200, kind="credit", source_id=5)
        allocate(tx, 8, 1200, kind="replaced", source_id=6)
        refresh_many(tx, [5])
        append_seal(tx, kind="allocation", subject="test", body={})
    return store


def listed(store: Store, **wanted: Any) -> list[DocumentListRow]:
    with store.read() as connection:
        return list_documents(connection, DocumentFilter(**wanted), today=TODAY)


def ids(store: Store, **wanted: Any) -> list[int]:
    """Give the ids a filter finds, the same in every way of asking."""
    wish = DocumentFilter(**wanted)
    with store.read() as connection:
        whole = list_documents(connection, wish, today=TODAY)
        found = list(document_ids(connection, wish, today=TODAY))
        pages = [
            row
            for start in range(0, len(SHOP) + 1, 2)
            for row in list_documents(connection, wish, today=TODAY, limit=2, offset=start)
        ]
        counted = count_documents(connection, wish, today=TODAY)
        assert documents_by_ids(connection, found, today=TODAY) == whole == pages
    signed = [-r.gross_minor if r.kind == "credit_note" else r.gross_minor for r in whole]
    owed = sum(row.balance_minor for row in whole)
    assert counted == Count(len(whole), sum(signed), owed)
    return found


def test_the_newest_come_first(shop: Store) -> None:
    assert ids(shop) == [8, 7, 6, 5, 4, 3, 2, 1]


def test_each_document_has_its_status_for_the_day(shop: Store) -> None:
    assert {row.id: row.status for row in listed(shop)} == SHOP


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_a_filter(shop: Store, status: str) -> None:
    wanted = [number for number in sorted(SHOP, reverse=True) if SHOP[number] == status]

    assert ids(shop, status=status) == wanted
    assert ids(shop, status=status, party_id=1) == [n for n in wanted if n not in (6, 8)]
    assert ids(shop, status=status, kind="credit_note") == [n for n in wanted if n in (5, 7)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": "invoice"}, [8, 6, 4, 3, 2, 1]),
        ({"kind": "credit_note"}, [7, 5]),
        ({"kind": "quote"}, []),
        ({"party_id": 2}, [8, 6]),
        ({"party_id": 2, "until": ISSUED_ON}, [6]),
        ({"since": ISSUED_ON + DAY}, [8]),
        ({"since": ISSUED_ON, "until": ISSUED_ON, "kind": "invoice"}, [6, 4, 3, 2, 1]),
        ({"text": "  ?! "}, [8, 7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_filters_add_up(shop: Store, wanted: dict[str, Any], found: list[int]) -> None:
    assert ids(shop, **wanted) == found


def test_a_row_says_what_the_list_shows(shop: Store) -> None:
    row = next(row for row in listed(shop) if row.id == 2)

    assert row._replace(due=()) == DocumentListRow(
        id=2,
        kind="invoice",
        number="F2026-00002",
        issued_on=ISSUED_ON,
        party_code="C0001",
        party_name="Atelier Lumière SAS",
        currency="EUR",
        net_minor=1000,
        vat_minor=200,
        gross_minor=1200,
        balance_minor=900,
        status="part_paid",
        due=(),
    )
    assert [part.amount_minor for part in row.due] == [500, 700]


def test_the_same_day_counts_from_its_end(shop: Store) -> None:
    with shop.read() as connection:
        for day, status in ((TODAY - DAY, "open"), (TODAY, "overdue")):
            rows = list_documents(connection, DocumentFilter(), today=day)
            assert rows[-1].status == status


@pytest.mark.parametrize("limit", [1, 5])
def test_a_page_is_one_statement(shop: Store, limit: int) -> None:
    statements: list[str] = []
    with shop.read() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(statements.append)
        list_documents(connection, DocumentFilter(), today=TODAY, limit=limit)
        driver.set_trace_callback(None)

    assert len(statements) == 1


def test_ids_keep_the_order_they_are_given_in(shop: Store) -> None:
    with shop.read() as connection:
        rows = documents_by_ids(connection, [3, 8, 1, 99], today=TODAY)

    assert [row.id for row in rows] == [3, 8, 1]


def test_an_unknown_status_is_a_defect(shop: Store) -> None:
    with pytest.raises(KeyError):
        ids(shop, status="lost")
