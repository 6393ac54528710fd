"""Counts and sums over a list: of each status at once, and of some documents by id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage import finding
from facturdesk.storage.codec import canonical_json
from facturdesk.storage.finding import DocumentFilter
from facturdesk.storage.lists import Count, gross_of_kinds
from facturdesk.storage.statements import raw_rows

_NOTHING: Final = Count(0, 0, 0)
_COLLECTING: Final = ("open", "overdue")


def totals_by_status(
    connection: Connection, wanted: DocumentFilter, *, today: dt.date
) -> dict[str, Count]:
    """Count and add up what is wanted, whatever its status, in one pass.

    The keys are `all`, `to_collect`, `overdue`, `paid` and `closed` (credited or replaced).
    """
    wanted = replace(wanted, status=None)
    if wanted == DocumentFilter(kind=finding.ANY_INVOICE):
        return _of_invoices(connection, today)
    query, values = finding.everything(wanted, today=today)
    query = _GROUPED.replace("<found>", query)
    rows = raw_rows(connection, query, {**values, "today": today.isoformat()})
    found = {row[0]: Count(*row[1:]) for row in rows}
    return _told(found, _sum(*found.values()))


def _of_invoices(connection: Connection, today: dt.date) -> dict[str, Count]:
    """Count all invoices: nearly all are paid, which is what is left without the others."""
    kinds = gross_of_kinds(connection)
    counts = [kinds.get(kind, (0, 0)) for kind in finding.INVOICES]
    rows = raw_rows(connection, _UNPAID, {"today": today.isoformat()})
    found = {row[0]: Count(*row[1:]) for row in rows}
    owed = sum(count.balance_minor for count in found.values())
    everything = Count(sum(each[0] for each in counts), sum(each[1] for each in counts), owed)
    found["paid"] = _less(everything, *found.values())
    return _told(found, everything)


def _told(found: dict[str, Count], everything: Count) -> dict[str, Count]:
    return {
        "all": everything,
        "to_collect": _sum(*(found.get(status, _NOTHING) for status in _COLLECTING)),
        "overdue": found.get("overdue", _NOTHING),
        "paid": found.get("paid", _NOTHING),
        "closed": found.get("closed", _NOTHING),
    }


def total_of_ids(connection: Connection, ids: Sequence[int]) -> Count:
    """Count and add up documents by id."""
    return Count(*raw_rows(connection, _OF_IDS, (canonical_json(list(ids)),))[0])


def _sum(*parts: Count) -> Count:
    return Count(
        sum(part.count for part in parts),
        sum(part.gross_minor for part in parts),
        sum(part.balance_minor for part in parts),
    )


def _less(whole: Count, *parts: Count) -> Count:
    taken = _sum(*parts)
    return Count(
        whole.count - taken.count,
        whole.gross_minor - taken.gross_minor,
        whole.balance_minor - taken.balance_minor,
    )


_ADDED: Final = """
count(*), coalesce(sum(CASE document.kind WHEN 'credit_note' THEN -document.gross_minor
    ELSE document.gross_minor END), 0), coalesce(sum(receivable.balance_minor), 0)"""
_GROUPED: Final = """
SELECT CASE WHEN settled_by = 'paid' THEN 'paid' WHEN settled_by IS NOT NULL THEN 'closed'
    WHEN next_due_on < :today THEN 'overdue' ELSE 'open' END, <added>
FROM (<found>) AS chosen
CROSS JOIN document ON document.id = chosen.id
CROSS JOIN receivable ON receivable.document_id = document.id
GROUP BY 1""".replace("<added>", _ADDED)
# an invoice owes something as long as an instalment of it is open, else it is settled
_UNPAID: Final = """
SELECT CASE WHEN next_due_on < :today THEN 'overdue' ELSE 'open' END, <added>
FROM receivable INDEXED BY receivable_open CROSS JOIN document ON document.id = document_id
WHERE next_due_on IS NOT NULL GROUP BY 1
UNION ALL
SELECT 'closed', <added>
FROM receivable INDEXED BY receivable_closed CROSS JOIN document ON document.id = document_id
WHERE settled_by <> 'paid' AND document.kind IN ('invoice', 'corrective_invoice')""".replace(
    "<added>", _ADDED
)
_OF_IDS: Final = """
SELECT <added> FROM json_each(?) AS chosen
CROSS JOIN document ON document.id = chosen.value
CROSS JOIN receivable ON receivable.document_id = document.id""".replace("<added>", _ADDED)
