"""Which documents a list shows: a filter as SQL, each on the index that answers it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from facturdesk.storage.merged import OF_PARTY
from facturdesk.storage.search import Sought, number_range, read_search
from facturdesk.storage.statements import sql

STATUSES: Final = ("open", "part_paid", "overdue", "paid", "credited", "replaced", "disputed")
TO_COLLECT: Final = "to_collect"  # open, part paid or overdue
ANY_INVOICE: Final = "any_invoice"  # one of INVOICES
INVOICES: Final = ("invoice", "corrective_invoice")
_SIGNED: Final = (
    "CASE document.kind WHEN 'credit_note' THEN -document.gross_minor ELSE document.gross_minor END"
)

STATUS: Final = """CASE WHEN receivable.settled_by IS NOT NULL THEN receivable.settled_by
    WHEN receivable.next_due_on < :today THEN 'overdue'
    WHEN receivable.balance_minor <> <signed> THEN 'part_paid' ELSE 'open' END""".replace(
    "<signed>", _SIGNED
)

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a list shows; None leaves everything in."""

    kind: str | None = None  # or ANY_INVOICE
    status: str | None = None  # for the day: one of STATUSES, or TO_COLLECT
    party_id: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None


def page(
    wanted: DocumentFilter, *, today: dt.date, limit: int | None, offset: int = 0
) -> tuple[str, Values]:
    """Write the query of the ids of one page, with its values."""
    values: Values = {"limit": -1 if limit is None else limit, "offset": offset}
    if limit is None and not offset:
        return everything(wanted, today=today)
    query, more = _query(wanted, today, limited=True)
    return sql(query, "LIMIT :limit OFFSET :offset"), {**more, **values}


def everything(wanted: DocumentFilter, *, today: dt.date) -> tuple[str, Values]:
    """Write the query of the ids of everything that is wanted, with its values."""
    return _query(wanted, today, limited=False)


def order(wanted: DocumentFilter) -> str:
    """Say what the list is ordered by: the day of issue, for a search the order of issue."""
    sought = wanted.text and read_search(wanted.text)
    return "document.id DESC" if sought else "document.issued_on DESC, document.id DESC"


def _query(wanted: DocumentFilter, today: dt.date, *, limited: bool) -> tuple[str, Values]:
    among, values = conditions_of(wanted, today, limited=limited)
    sought = read_search(wanted.text) if wanted.text else None
    if sought is not None:
        query, more = union_of(sought, among, limited=limited)
        return query, {**values, **more}
    where = " AND ".join(among) or "true"
    source = driver_of(wanted)
    text = sql("SELECT document.id FROM", source, "WHERE", where, "ORDER BY", order(wanted))
    return text, values


def conditions_of(
    wanted: DocumentFilter, today: dt.date, *, limited: bool
) -> tuple[list[str], Values]:
    """Write what is wanted as conditions, with their values; the text apart."""
    conditions: list[str] = []
    values: Values = {}
    if wanted.kind is not None:
        conditions.append(_of_kind(wanted.kind, limited=limited))
        values["kind"] = wanted.kind
    if wanted.status is not None:
        conditions.append(_OF_STATUS[wanted.status])
        values |= {"today": today.isoformat(), "status": wanted.status}
    if wanted.party_id is not None:
        conditions.append(sql("document.party_id IN", OF_PARTY))
        values["party"] = wanted.party_id
    if wanted.since is not None:
        conditions.append("document.issued_on >= :since")
        values["since"] = wanted.since.isoformat()
    if wanted.until is not None:
        conditions.append("document.issued_on <= :until")
        values["until"] = wanted.until.isoformat()
    return conditions, values


def _of_kind(kind: str, *, limited: bool) -> str:
    if kind == ANY_INVOICE:
        if limited:
            return "document.kind IN ('invoice', 'corrective_invoice')"
        return sql("document.id NOT IN (", _OTHERS, "AND kind <> 'corrective_invoice')")
    if kind != "invoice":
        return "document.kind = :kind AND document.kind <> 'invoice'"  # has an index of its own
    if limited:
        return "document.kind = :kind"
    return sql("document.id NOT IN (", _OTHERS, ")")


def driver_of(wanted: DocumentFilter) -> str:
    """Say which table is read first: few documents are open, most are paid."""
    if wanted.status is None:
        return "document"
    index = _INDEX_OF_STATUS.get(wanted.status)
    if index is None or wanted.party_id is not None:
        return "document CROSS JOIN receivable ON document_id = document.id"
    return f"receivable INDEXED BY {index} CROSS JOIN document ON document.id = document_id"


def union_of(sought: Sought, conditions: list[str], *, limited: bool) -> tuple[str, Values]:
    """Write the union of everything the text may mean, each part with its limit."""
    values: Values = {}
    parts = []
    if sought.match is not None:
        parts.append(_BY_WORDS_AMONG if conditions else _BY_WORDS)
        values["match"] = sought.match
    if sought.number is not None:
        parts += [_BY_NUMBER, _BY_REFERENCE]
        values["first"], values["last"] = number_range(sought.number)
    if sought.counter is not None:
        parts.append(_BY_COUNTER)
        values |= {"counter": sought.counter, "year": sought.year}
    if sought.gross_minor is not None:
        parts.append(_BY_GROSS)
        values["gross"] = sought.gross_minor
    where = sql("AND", " AND ".join(conditions)) if conditions else ""
    end = "LIMIT :limit + :offset" if limited else ""
    each = [
        sql("SELECT id FROM (", part.replace("<conditions>", where), end, ")") for part in parts
    ]
    return sql("SELECT id FROM (", " UNION ".join(each), ") ORDER BY id DESC"), values


_OTHERS: Final = "SELECT id FROM document WHERE kind <> 'invoice'"  # few; has an index of its own
_OF_STATUS: Final = {
    TO_COLLECT: "settled_by IS NULL AND receivable.balance_minor <> 0",
    "open": "settled_by IS NULL AND receivable.balance_minor <> 0"
    " AND coalesce(next_due_on, :today) >= :today AND receivable.balance_minor = <signed>".replace(
        "<signed>", _SIGNED
    ),
    "part_paid": "settled_by IS NULL AND receivable.balance_minor <> 0"
    " AND coalesce(next_due_on, :today) >= :today AND receivable.balance_minor <> <signed>".replace(
        "<signed>", _SIGNED
    ),
    "overdue": "next_due_on IS NOT NULL AND next_due_on < :today",
    "paid": "settled_by = :status",
    "credited": "settled_by = :status AND settled_by <> 'paid'",
    "replaced": "settled_by = :status AND settled_by <> 'paid'",
    "disputed": "false",
}
_INDEX_OF_STATUS: Final = {
    TO_COLLECT: "receivable_of_party",
    "open": "receivable_of_party",
    "part_paid": "receivable_of_party",
    "overdue": "receivable_open",
    "credited": "receivable_closed",
    "replaced": "receivable_closed",
}

_BY_WORDS: Final = """
SELECT rowid AS id FROM document_search WHERE document_search MATCH :match
ORDER BY rowid DESC"""
_BY_WORDS_AMONG: Final = """
SELECT document.id FROM document_search
CROSS JOIN document ON document.id = document_search.rowid
CROSS JOIN receivable ON document_id = document.id
WHERE document_search MATCH :match <conditions> ORDER BY document_search.rowid DESC"""
_BY_NUMBER: Final = """
SELECT document.id FROM document CROSS JOIN receivable ON document_id = document.id
WHERE number >= :first AND number < :last <conditions> ORDER BY number DESC"""
_BY_REFERENCE: Final = """
SELECT document.id FROM document AS target
CROSS JOIN document_link ON target_id = target.id
CROSS JOIN document ON document.id = document_link.document_id
CROSS JOIN receivable ON receivable.document_id = document.id
WHERE target.number = :first <conditions> ORDER BY document.id DESC"""
_BY_COUNTER: Final = """
SELECT document.id FROM number_series
CROSS JOIN document ON series_id = number_series.id AND counter = :counter
CROSS JOIN receivable ON document_id = document.id
WHERE (:year IS NULL OR number_series.year = :year) <conditions> ORDER BY document.id DESC"""
_BY_GROSS: Final = """
SELECT document.id FROM document CROSS JOIN receivable ON document_id = document.id
WHERE gross_minor = :gross <conditions> ORDER BY document.id DESC"""
