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
from facturdesk.storage.lists import NOT_PAID, Count, count_of_kind
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
    values = {"today": today.isoformat(), "kind": wanted.kind}
    if wanted == DocumentFilter(kind=wanted.kind):
        # nearly everything is paid: it is what is left of all without the rest
        everything = count_of_kind(connection, wanted.kind)
        among, _ = finding.conditions_of(wanted, today, limited=True)
        query = _GROUPED.replace("<found>", NOT_PAID)
        query = query.replace("<where>", " AND ".join(among) or "true")
        found = {row[0]: Count(*row[1:]) for row in raw_rows(connection, query, values)}
        found["paid"] = _less(everything, *found.values())
    else:
        query, more = finding.everything(wanted, today=today)
        query = _GROUPED.replace("<found>", query).replace("<where>", "true")
        rows = raw_rows(connection, query, {**more, **values})
        found = {row[0]: Count(*row[1:]) for row in rows}
        everything = _sum(*found.values())
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
WHERE <where> GROUP BY 1""".replace("<added>", _ADDED)
_OF_IDS: Final = """
SELECT <added> FROM json_each(?) AS chosen
CROSS JOIN document ON document.id = chosen.value
CROSS JOIN receivable ON receivable.document_id = document.id""".replace("<added>", _ADDED)
