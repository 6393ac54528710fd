"""Sums of the whole shop at a glance, each from the index that answers it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.storage.statements import raw_rows, sql

Span = tuple[dt.date, dt.date]  # from a day until the day before another


def count_documents(connection: Connection, most: int) -> int:
    """Count what was issued, no further than `most`."""
    query = "SELECT count(*) FROM (SELECT 1 FROM document LIMIT ?)"
    found: int = connection.exec_driver_sql(query, (most,)).scalar_one()
    return found


def owed(connection: Connection) -> tuple[int, int]:
    """Count the invoices with something to collect, late or not, and add it up."""
    return _pair(connection, _OWED)


def sales(connection: Connection, spans: Sequence[Span]) -> list[int]:
    """Add up what was invoiced in each span, VAT included.

    Credit notes count negative. A corrective invoice counts for what it changes, on its own
    day: months that are past stay what they were.
    """
    return _sums(connection, _SALES, spans)


def receipts(connection: Connection, spans: Sequence[Span]) -> list[int]:
    """Add up the money received in each span, less what was undone in it."""
    return _sums(connection, _RECEIPTS, spans)


def count_receipts(connection: Connection, span: Span) -> int:
    """Count the payments received in a span; a counter-entry is none."""
    values = (span[0].isoformat(), span[1].isoformat())
    found: int = connection.exec_driver_sql(_RECEIVED, values).scalar_one()
    return found


def falling_due(connection: Connection) -> list[tuple[dt.date, int]]:
    """Give what is to be collected by the day it is due, the earliest first."""
    days: dict[str, int] = {}
    in_parts: list[str] = []
    for due_on, balance, ids in raw_rows(connection, _DUE, ()):
        days[due_on] = days.get(due_on, 0) + balance
        if ids != "[]":
            in_parts.append(ids[1:-1])
    if in_parts:
        ids = f"[{','.join(in_parts)}]"
        for due_on, amount in raw_rows(connection, _DUE_IN_PARTS, (ids,)):
            days[due_on] = days.get(due_on, 0) + amount
    return [(dt.date.fromisoformat(day), days[day]) for day in sorted(days) if days[day]]


def drafts(connection: Connection) -> tuple[int, int]:
    """Count the drafts, and add up what they come to."""
    return _pair(connection, "SELECT count(*), coalesce(sum(gross_minor), 0) FROM draft")


def firms_without_siren(connection: Connection, countries: Sequence[str]) -> list[str]:
    """Give the codes of the firms and public bodies of some countries that have no SIREN."""
    rows = raw_rows(connection, _WITHOUT_SIREN, (json.dumps(list(countries)),))
    return [code for (code,) in rows]


def _pair(connection: Connection, query: str) -> tuple[int, int]:
    count, amount = connection.exec_driver_sql(query).one()
    return count, amount


def _sums(connection: Connection, query: str, spans: Sequence[Span]) -> list[int]:
    days: list[Any] = [[since.isoformat(), until.isoformat()] for since, until in spans]
    return [amount for (amount,) in raw_rows(connection, query, (json.dumps(days),))]


# an invoice that owes something has a day on which it is due
_OWED: Final = """
SELECT count(*), coalesce(sum(balance_minor), 0) FROM receivable WHERE next_due_on IS NOT NULL"""
_SPAN: Final = """
FROM (SELECT key, json_extract(value, '$[0]') AS since, json_extract(value, '$[1]') AS until
    FROM json_each(?)) AS span ORDER BY key"""
_SALES: Final = sql(
    """
SELECT coalesce((SELECT sum(gross_minor) FROM document
        WHERE issued_on >= since AND issued_on < until), 0)
    - coalesce((SELECT sum(2 * gross_minor) FROM document INDEXED BY document_of_kind
        WHERE kind = 'credit_note' AND kind <> 'invoice'
        AND issued_on >= since AND issued_on < until), 0)
    - coalesce((SELECT sum(target.gross_minor)
        FROM document AS correcting INDEXED BY document_of_kind
        CROSS JOIN document_link ON document_id = correcting.id AND relation = 'replaces'
        CROSS JOIN document AS target ON target.id = target_id
        WHERE correcting.kind = 'corrective_invoice' AND correcting.kind <> 'invoice'
        AND correcting.issued_on >= since AND correcting.issued_on < until), 0)""",
    _SPAN,
)
_RECEIPTS: Final = sql(
    """
SELECT coalesce((SELECT sum(amount_minor) FROM payment
    WHERE received_on >= since AND received_on < until), 0)""",
    _SPAN,
)
_RECEIVED: Final = """
SELECT count(*) FROM payment WHERE received_on >= ? AND received_on < ? AND amount_minor > 0"""
# what is paid at once is due with its balance; what is paid in parts is looked at part by part
_DUE: Final = """
SELECT next_due_on, coalesce(sum(balance_minor) FILTER (WHERE NOT in_parts), 0),
    json_group_array(document_id) FILTER (WHERE in_parts)
FROM (SELECT next_due_on, balance_minor, document_id, EXISTS (SELECT 1 FROM due_instalment AS more
        WHERE more.document_id = receivable.document_id AND more.sequence > 1) AS in_parts
    FROM receivable INDEXED BY receivable_open WHERE next_due_on IS NOT NULL)
GROUP BY next_due_on"""
_DUE_IN_PARTS: Final = """
SELECT due_on, sum(amount_minor - max(0, min(amount_minor, settled_minor - before_minor)))
FROM (
    SELECT due_on, amount_minor,
        sum(amount_minor) OVER (PARTITION BY receivable.document_id) - balance_minor
            AS settled_minor,
        sum(amount_minor) OVER earlier - amount_minor AS before_minor
    FROM json_each(?) AS chosen
    CROSS JOIN receivable ON receivable.document_id = chosen.value
    CROSS JOIN due_instalment AS part ON part.document_id = receivable.document_id
    WINDOW earlier AS (PARTITION BY receivable.document_id ORDER BY part.sequence)
) GROUP BY due_on"""
_WITHOUT_SIREN: Final = """
SELECT code FROM party
WHERE siren = '' AND kind <> 'consumer' AND archived_at IS NULL AND merged_into_id IS NULL
    AND coalesce(json_extract(address, '$.country'), 'FR') IN (SELECT value FROM json_each(?))
ORDER BY sort_key"""
