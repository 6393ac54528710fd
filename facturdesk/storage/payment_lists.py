"""Lists of payments: in any order, by method, period, customer and what a text may mean."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json
from facturdesk.storage.merged import LIVE_PARTY, OF_PARTY
from facturdesk.storage.search import card_match, number_range, read_search
from facturdesk.storage.statements import ids_in_order, raw_rows, sql

_MANY: Final = 500  # customers: of so many, payments are found by going through all of them


@dataclass(frozen=True, slots=True)
class PaymentFilter:
    """Which payments a list shows; None leaves everything in."""

    method: str | None = None
    party_id: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""


ORDERS: Final = (
    "date",
    "customer",
    "customer_code",
    "method",
    "amount",
    "reference",
    "documents",
    "left",
    "status",
)


def payment_ids(
    connection: Connection,
    wanted: PaymentFilter,
    *,
    by: str = "date",
    descending: bool = True,
    limit: int | None = None,
) -> array[int]:
    """Give the ids of the payments a list shows, in an order: one of ORDERS."""
    source, where, values = _wanted(connection, wanted)
    way = "DESC" if descending else ""
    query = sql(
        "SELECT payment.id FROM",
        source,
        _JOINS.get(by, ""),
        "WHERE",
        where,
        f"ORDER BY {_COLUMNS[by]} {way},",
        f"payment.id {way}" if by == "date" else "payment.received_on DESC, payment.id DESC",
        "LIMIT :limit",
    )
    values["limit"] = -1 if limit is None else limit
    return ids_in_order(connection, query, values, limit=limit)


def payment_totals(
    connection: Connection, wanted: PaymentFilter
) -> dict[str | None, tuple[int, int]]:
    """Count and add up what is wanted by method; None: all of them."""
    source, where, values = _wanted(connection, replace(wanted, method=None))
    query = sql(
        "SELECT method, count(*), sum(payment.amount_minor) FROM",
        source,
        "WHERE",
        where,
        "GROUP BY method",
    )
    totals: dict[str | None, tuple[int, int]] = {}
    for method, count, amount in raw_rows(connection, query, values):
        totals[method] = (count, amount)
    parts = list(totals.values())
    totals[None] = (sum(count for count, _ in parts), sum(amount for _, amount in parts))
    return totals


def total_of_payments(connection: Connection, ids: Sequence[int]) -> tuple[int, int]:
    """Count and add up payments by id."""
    row = raw_rows(connection, _TOTAL, (canonical_json(list(ids)),))[0]
    return row[0], row[1]


def _wanted(connection: Connection, wanted: PaymentFilter) -> tuple[str, str, dict[str, Any]]:
    """Give what is read, under which conditions, with their values."""
    values: dict[str, Any] = {}
    source, conditions = _found(connection, wanted.text, values)
    for column, value in (
        ("payment.method = :method", wanted.method),
        (sql("payment.party_id IN", OF_PARTY), wanted.party_id),
        ("payment.received_on >= :since", wanted.since and wanted.since.isoformat()),
        ("payment.received_on <= :until", wanted.until and wanted.until.isoformat()),
    ):
        if value is not None:
            conditions.append(column)
    values["method"], values["party"] = wanted.method, wanted.party_id
    values["since"] = wanted.since and wanted.since.isoformat()
    values["until"] = wanted.until and wanted.until.isoformat()
    return source, " AND ".join(conditions) or "true", values


def _found(connection: Connection, text: str, values: dict[str, Any]) -> tuple[str, list[str]]:
    """Say how what a text may mean is found: customer, number, reference, amount."""
    sought = read_search(text) if text else None
    if sought is None:
        return "payment", []
    parts = [_BY_REFERENCE]
    values["typed"], values["beyond"] = number_range(text.strip())
    if sought.number is not None:
        parts.append(_BY_NUMBER)
        values["first"], values["last"] = number_range(sought.number)
    if sought.gross_minor is not None:
        parts.append(_BY_AMOUNT)
        values["amount"] = sought.gross_minor
    if sought.match is not None:
        values |= {"match": card_match(text), "many": _MANY}
        if raw_rows(connection, _HOW_MANY, values)[0][0] >= _MANY:
            others = " UNION ALL ".join(parts)
            return "payment", [f"(payment.party_id IN {_PARTIES} OR payment.id IN ({others}))"]
        parts.append(_BY_PARTY)
    union = " UNION ".join(parts)
    return f"({union}) AS found CROSS JOIN payment ON payment.id = found.id", []


_PARTIES: Final = """
(SELECT rowid FROM party_search WHERE party_search MATCH :match
UNION ALL SELECT party.id FROM party_search CROSS JOIN party ON merged_into_id = party_search.rowid
WHERE party_search MATCH :match AND merged_into_id IS NOT NULL)"""
_HOW_MANY: Final = """
SELECT count(*) FROM (
    SELECT rowid FROM party_search WHERE party_search MATCH :match LIMIT :many)"""
_BY_PARTY: Final = sql("SELECT payment.id FROM payment WHERE payment.party_id IN", _PARTIES)
_BY_NUMBER: Final = """
SELECT allocation.payment_id AS id FROM document
CROSS JOIN allocation ON target_document_id = document.id
WHERE number >= :first AND number < :last AND allocation.payment_id IS NOT NULL"""
_BY_REFERENCE: Final = """
SELECT payment.id FROM payment
WHERE reference <> '' AND reference COLLATE NOCASE >= :typed
AND reference COLLATE NOCASE < :beyond"""
_BY_AMOUNT: Final = "SELECT payment.id FROM payment WHERE amount_minor IN (:amount, -:amount)"
_PARTY: Final = sql("JOIN party ON party.id =", LIVE_PARTY.format(row="payment"))
_COUNTER: Final = "(SELECT 1 FROM payment AS counter WHERE counter.reverses_id = payment.id)"
_JOINS: Final = {
    "customer": _PARTY,
    "customer_code": _PARTY,
    "documents": """LEFT JOIN (
        SELECT payment_id, min(number) AS settled FROM (
            SELECT payment_id, target_document_id AS id FROM allocation
            WHERE payment_id IS NOT NULL
            GROUP BY payment_id, target_document_id HAVING sum(amount_minor) <> 0)
        JOIN document USING (id) GROUP BY payment_id) AS given
    ON given.payment_id = payment.id""",
    "left": """LEFT JOIN (
        SELECT payment_id, sum(amount_minor) AS given_minor FROM allocation
        WHERE payment_id IS NOT NULL GROUP BY payment_id) AS given
    ON given.payment_id = payment.id""",
}
_COLUMNS: Final = {
    "date": "payment.received_on",
    "customer": "party.sort_key",
    "customer_code": "party.code",
    "method": "payment.method",
    "amount": "payment.amount_minor",
    "reference": "payment.reference COLLATE NOCASE",
    "documents": "coalesce(settled, '')",
    "left": sql(
        "CASE WHEN payment.reverses_id IS NOT NULL OR EXISTS",
        _COUNTER,
        "THEN 0 ELSE payment.amount_minor - coalesce(given_minor, 0) END",
    ),
    "status": sql(
        "CASE WHEN payment.reverses_id IS NOT NULL THEN 2 WHEN EXISTS",
        _COUNTER,
        "THEN 1 ELSE 0 END",
    ),
}
_TOTAL: Final = """
SELECT count(*), coalesce(sum(amount_minor), 0)
FROM json_each(?) AS chosen CROSS JOIN payment ON payment.id = chosen.value"""
