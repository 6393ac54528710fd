"""Lists of documents in any order: the ids, in one or more parts that follow one another.

Where an order needs no sorting, an index gives it; where few rows differ (what is still
due, what is not balanced), those are sorted and everything else follows by day.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage import finding
from facturdesk.storage.finding import DocumentFilter, Values
from facturdesk.storage.search import read_search
from facturdesk.storage.statements import ids_in_order, raw_rows, sql

BY_DAY: Final = "date"
BY_NUMBER: Final = "number"
BY_CUSTOMER: Final = "customer"
BY_CUSTOMER_CODE: Final = "customer_code"
BY_DUE: Final = "due"
BY_NET: Final = "net"
BY_VAT: Final = "vat"
BY_GROSS: Final = "gross"
BY_BALANCE: Final = "balance"
BY_STATUS: Final = "status"
BY_KIND: Final = "kind"
ORDERS: Final = (
    BY_DAY, BY_NUMBER, BY_CUSTOMER, BY_CUSTOMER_CODE, BY_DUE, BY_NET, BY_VAT, BY_GROSS, BY_BALANCE,
    BY_STATUS, BY_KIND,
)  # fmt: skip
RANKS: Final = ("overdue", "open", "part_paid", "paid", "credited", "replaced")  # ascending
_NEWEST: Final = "document.issued_on DESC, document.id DESC"
_LIVE: Final = "JOIN party ON party.id = receivable.party_id"


@dataclass(frozen=True, slots=True)
class Order:
    """By what a list is ordered: one of ORDERS; the usual one is the newest first."""

    by: str = BY_DAY
    descending: bool = True


USUAL: Final = Order()


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the list: what belongs to it, and how it is ordered."""

    order: str
    condition: str = ""
    status: str | None = None  # for the day
    source: str = ""  # read first, where that gives the order
    joins: str = ""


def ordered_ids(
    connection: Connection,
    wanted: DocumentFilter,
    order: Order,
    *,
    today: dt.date,
    limit: int | None = None,
) -> array[int]:
    """Give the ids of what a list shows, in an order; `limit`: the first ones only.

    What a text finds stands in the order of issue unless another order is asked for: then
    all of it has to be sorted.
    """
    if wanted.text and order == USUAL:
        query, values = finding.page(wanted, today=today, limit=limit)
        return ids_in_order(connection, query, values, limit=limit)
    found: array[int] = array("q")
    for part in _parts(connection, wanted, order):
        left = None if limit is None else limit - len(found)
        query, values = _written(wanted, part, today, left)
        found += ids_in_order(connection, query, values, limit=left)
        if limit is not None and len(found) >= limit:
            break
    return found


def _parts(connection: Connection, wanted: DocumentFilter, order: Order) -> list[_Part]:
    way = " DESC" if order.descending else ""
    if order.by in _PLAIN:
        columns = _PLAIN[order.by] if wanted.kind else _SIGNED.get(order.by, _PLAIN[order.by])
        return [_Part(", ".join(f"{column}{way}" for column in columns))]
    if order.by == BY_NUMBER:
        return list(_by_number(connection, way) if wanted.kind else _among_others(way))
    if order.by in {BY_CUSTOMER, BY_CUSTOMER_CODE}:
        return [_by_customer(connection, wanted, order, way)]
    if order.by == BY_STATUS:
        return list(_by_status(wanted, way))
    return list(_by_due(way) if order.by == BY_DUE else _by_balance(way))


def _by_number(connection: Connection, way: str) -> Iterator[_Part]:
    """By series and counter; what came from an earlier program has its own numbers."""
    numbered = _Part(
        f"document.series_id{way}, document.counter{way}", "document.series_id IS NOT NULL"
    )
    if raw_rows(connection, _ALL_NUMBERED, ())[0][0]:
        yield numbered
        return
    earlier = _Part(f"document.number{way}", "document.series_id IS NULL")
    yield from (numbered, earlier) if way else (earlier, numbered)


def _among_others(way: str) -> Iterator[_Part]:
    """Numbers of several series as they are written."""
    yield _Part(f"document.number{way}")


def _by_customer(connection: Connection, wanted: DocumentFilter, order: Order, way: str) -> _Part:
    column, index = _NAMES[order.by]
    text = f"party.{column}{way}, party.id{way}, {_NEWEST}"
    nearly_all = wanted.kind in _MOST and wanted.status in _MOST
    narrowed = replace(wanted, kind=None, status=None) != DocumentFilter()
    if narrowed or not nearly_all or raw_rows(connection, _ANY_MERGED, ())[0][0]:
        return _Part(text, joins=_LIVE)
    source = f"party {index} CROSS JOIN document ON document.party_id = party.id"
    return _Part(text, source=source)


def _by_due(way: str) -> Iterator[_Part]:
    """What is due first, in its order; what is not due any more follows by day."""
    yield _Part(
        f"next_due_on{way}, document.id DESC",
        "next_due_on IS NOT NULL",
        source="receivable INDEXED BY receivable_open"
        " CROSS JOIN document ON document.id = document_id",
    )
    yield _Part(_NEWEST, "next_due_on IS NULL")


def _by_balance(way: str) -> Iterator[_Part]:
    text = f"receivable.balance_minor{way}, {_NEWEST}"
    source = (
        "receivable INDEXED BY receivable_of_party CROSS JOIN document ON document.id = document_id"
    )
    not_nil = "receivable.balance_minor <> 0 AND"
    owed = _Part(text, sql(not_nil, "receivable.balance_minor > 0"), source=source)
    nil = _Part(_NEWEST, "receivable.balance_minor = 0")
    owing = _Part(text, sql(not_nil, "receivable.balance_minor < 0"), source=source)
    yield from (owed, nil, owing) if way else (owing, nil, owed)


def _by_status(wanted: DocumentFilter, way: str) -> Iterator[_Part]:
    among = _COLLECTING if wanted.status == finding.TO_COLLECT else (wanted.status,)
    for status in reversed(RANKS) if way else RANKS:
        if wanted.status is None or status in among:
            yield _Part(_NEWEST, status=status)


def _written(
    wanted: DocumentFilter, part: _Part, today: dt.date, limit: int | None
) -> tuple[str, Values]:
    """Write the query of one part."""
    if part.status is not None:
        wanted = replace(wanted, status=part.status)
    among, values = finding.conditions_of(wanted, today, limited=limit is not None)
    source, joins = part.source or finding.driver_of(wanted), part.joins
    reads_owed = "receivable" in source
    sought = read_search(wanted.text) if wanted.text else None
    if sought is not None:  # all that is found is read to be sorted: the limit comes after
        query, more = finding.union_of(sought, among, limited=False)
        values, among, reads_owed = {**values, **more}, [], False
        source = f"({query}) AS found CROSS JOIN document ON document.id = found.id"
    if not reads_owed and _asks_what_is_owed(part, among):
        source = sql(source, _OWING)
    where = " AND ".join([*among, part.condition or "true"])
    end = "" if limit is None else "LIMIT :limit"
    text = sql(
        "SELECT document.id FROM", source, joins, "WHERE", where, "ORDER BY", part.order, end
    )
    return text, {**values, "limit": limit, "today": today.isoformat()}


def _asks_what_is_owed(part: _Part, among: list[str]) -> bool:
    asked = sql(part.order, part.condition, part.joins, *among)
    return any(word in asked for word in _OWED)


_OWING: Final = "CROSS JOIN receivable ON receivable.document_id = document.id"
_OWED: Final = ("receivable.", "next_due_on", "settled_by")  # columns of that table
_MOST: Final = (None, finding.ANY_INVOICE, "invoice", "paid")  # what nearly all documents are
_COLLECTING: Final = ("overdue", "open", "part_paid")
_PLAIN: Final = {
    BY_DAY: ("document.issued_on", "document.id"),
    BY_NET: ("document.net_minor", "document.id"),
    BY_VAT: ("document.vat_minor", "document.id"),
    BY_GROSS: ("document.gross_minor", "document.id"),
    BY_KIND: ("document.kind", "document.issued_on", "document.id"),
}
_SIGN: Final = "CASE document.kind WHEN 'credit_note' THEN -{amount} ELSE {amount} END"
_SIGNED: Final = {  # among others, a credit note counts negative
    by: (_SIGN.format(amount=_PLAIN[by][0]), "document.id") for by in (BY_NET, BY_VAT, BY_GROSS)
}
_NAMES: Final = {
    BY_CUSTOMER: ("sort_key", "INDEXED BY party_by_name"),
    BY_CUSTOMER_CODE: ("code", ""),
}
_ALL_NUMBERED: Final = """
SELECT (SELECT count(*) FROM document) = (
    SELECT count(*) FROM document INDEXED BY document_by_counter WHERE series_id IS NOT NULL)"""
_ANY_MERGED: Final = "SELECT EXISTS (SELECT 1 FROM party WHERE merged_into_id IS NOT NULL)"
