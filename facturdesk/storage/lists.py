"""Lists of issued documents: one statement a page, ids of everything, sums of a filter."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.domain.document import Instalment
from facturdesk.storage import finding
from facturdesk.storage.codec import canonical_json
from facturdesk.storage.finding import DocumentFilter
from facturdesk.storage.rows import instalment_from
from facturdesk.storage.statements import Row, ids_in_order, raw_rows, sql

__all__ = [
    "Count",
    "DocumentFilter",
    "DocumentListRow",
    "count_documents",
    "document_ids",
    "documents_by_ids",
    "list_documents",
]


class DocumentListRow(NamedTuple):  # made by the hundred for each page: a tuple is quick
    """A document as listed, with its status for the day."""

    id: int
    kind: str
    number: str
    issued_on: dt.date
    party_code: str
    party_name: str
    currency: str
    net_minor: int
    vat_minor: int
    gross_minor: int
    balance_minor: int
    status: str
    due: tuple[Instalment, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents, and their sums; credit notes count negative."""

    count: int
    gross_minor: int
    balance_minor: int


def list_documents(
    connection: Connection,
    wanted: DocumentFilter,
    *,
    today: dt.date,
    limit: int | None = None,
    offset: int = 0,
) -> list[DocumentListRow]:
    """List issued documents, newest first, with one statement."""
    query, values = finding.page(wanted, today=today, limit=limit, offset=offset)
    text = _LISTED.replace("<page>", query).replace("<order>", finding.order(wanted))
    return _listed(connection, text, {**values, "today": today.isoformat()})


def document_ids(connection: Connection, wanted: DocumentFilter, *, today: dt.date) -> array[int]:
    """Give the ids of everything a list would show, in its order."""
    query, values = finding.everything(wanted, today=today)
    return ids_in_order(connection, query, values)


def documents_by_ids(
    connection: Connection, ids: Sequence[int], *, today: dt.date
) -> list[DocumentListRow]:
    """List the documents with these ids, in this order."""
    values = {"ids": canonical_json(list(ids)), "today": today.isoformat()}
    return _listed(connection, _BY_IDS, values)


def count_documents(connection: Connection, wanted: DocumentFilter, *, today: dt.date) -> Count:
    """Count and add up everything a list would show."""
    if wanted == DocumentFilter(kind=wanted.kind):
        return count_of_kind(connection, wanted.kind)
    if wanted == DocumentFilter(status="paid"):
        return _count_paid(connection)
    query, values = finding.everything(wanted, today=today)
    row = connection.exec_driver_sql(_SUMS.replace("<found>", query), values).one()
    return Count(*row)


def _listed(connection: Connection, text: str, values: dict[str, Any]) -> list[DocumentListRow]:
    rows = raw_rows(connection, text, values)
    if all(row[12] == 1 or row[12] is None for row in rows):  # one instalment each, or none
        return [_row(row, (row,)) for row in rows]
    parts: dict[int, list[Row]] = {}
    for row in rows:
        parts.setdefault(row[0], []).append(row)
    return [_row(of_one[0], of_one) for of_one in parts.values()]


def _row(row: Row, parts: Iterable[Row]) -> DocumentListRow:
    due = tuple([instalment_from(part[12:]) for part in parts if part[12] is not None])
    return DocumentListRow(*row[:3], dt.date.fromisoformat(row[3]), *row[4:12], due)  # type: ignore[call-arg] # mypy counts each star as many


def count_of_kind(connection: Connection, kind: str | None) -> Count:
    """Count and add up everything of a kind, of ANY_INVOICE or of all kinds, on indexes alone."""
    counts = gross_of_kinds(connection)
    balances = {row[0]: row[1] for row in connection.exec_driver_sql(_BALANCES)}
    chosen = [kind] if kind else list(counts)
    if kind == finding.ANY_INVOICE:
        chosen = list(finding.INVOICES)
    return Count(
        sum(counts.get(name, (0, 0))[0] for name in chosen),
        sum(counts.get(name, (0, 0))[1] for name in chosen),
        sum(balances.get(name, 0) for name in chosen),
    )


def gross_of_kinds(connection: Connection) -> dict[str, tuple[int, int]]:
    """Count and add up the gross of every kind; credit notes count negative."""
    total, gross = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(gross_minor), 0) FROM document"
    ).one()
    counts = {"invoice": (total, gross)}
    for other, number, amount in connection.exec_driver_sql(_OTHER_KINDS).fetchall():
        total, gross = counts["invoice"]
        counts["invoice"] = (total - number, gross - amount)
        counts[other] = (number, -amount if other == "credit_note" else amount)
    return counts


def _count_paid(connection: Connection) -> Count:
    """Count what is paid, nearly everything, as what is left of all without the rest."""
    everything = count_of_kind(connection, None)
    count, gross, balance = raw_rows(connection, _SUMS.replace("<found>", _NOT_PAID), ())[0]
    return Count(
        everything.count - count,
        everything.gross_minor - gross,
        everything.balance_minor - balance,
    )


_COLUMNS: Final = """
SELECT document.id, document.kind, document.number, document.issued_on, party.code, party.name,
    document.currency, document.net_minor, document.vat_minor, document.gross_minor,
    receivable.balance_minor, <status>,
    part.sequence, part.due_on, part.amount_minor""".replace("<status>", finding.STATUS)
_JOINED: Final = """
CROSS JOIN document ON document.id = chosen.id
CROSS JOIN receivable ON receivable.document_id = document.id
CROSS JOIN party ON party.id = receivable.party_id
LEFT JOIN due_instalment AS part ON part.document_id = document.id"""
_LISTED: Final = sql(
    _COLUMNS, "FROM (<page>) AS chosen", _JOINED, "ORDER BY <order>, part.sequence"
)
_BY_IDS: Final = sql(
    _COLUMNS,
    "FROM (SELECT key AS place, value AS id FROM json_each(:ids)) AS chosen",
    _JOINED,
    "ORDER BY chosen.place, part.sequence",
)
_SUMS: Final = """
SELECT count(*), coalesce(sum(CASE kind WHEN 'credit_note' THEN -gross_minor
    ELSE gross_minor END), 0), coalesce(sum(balance_minor), 0)
FROM (<found>) AS chosen
CROSS JOIN document ON document.id = chosen.id
CROSS JOIN receivable ON receivable.document_id = document.id"""
_NOT_PAID: Final = """
SELECT document_id AS id FROM receivable INDEXED BY receivable_of_party
WHERE balance_minor <> 0 AND settled_by IS NULL
UNION ALL
SELECT document_id FROM receivable INDEXED BY receivable_closed WHERE settled_by <> 'paid'"""
_OTHER_KINDS: Final = """
SELECT kind, count(*), sum(gross_minor) FROM document INDEXED BY document_of_kind
WHERE kind <> 'invoice' GROUP BY kind"""
_BALANCES: Final = """
SELECT kind, sum(balance_minor)
FROM receivable INDEXED BY receivable_of_party
CROSS JOIN document ON document.id = document_id
WHERE balance_minor <> 0 GROUP BY kind"""
