"""The overdue pass: flags what fell due since the last one, clears what is settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.engine import Transaction
from facturdesk.storage.schema import overdue_flag
from facturdesk.storage.statements import insert_rows, sql

# money settles the earliest instalment first, as domain.overdue.open_instalments says;
# `owed` is a row with the document's balance
OPEN_INSTALMENTS: Final = """
SELECT min(due_on) FROM (
    SELECT sequence, due_on, amount_minor,
        sum(amount_minor) OVER (ORDER BY sequence) AS upto, sum(amount_minor) OVER () AS total
    FROM due_instalment WHERE document_id = owed.document_id
) AS part
WHERE amount_minor > 0 AND upto > max(total - owed.balance_minor, 0)"""
UNFLAGGED: Final = """AND NOT EXISTS (
    SELECT 1 FROM overdue_flag WHERE document_id = owed.document_id
    AND overdue_flag.sequence = part.sequence AND cleared_on IS NULL)"""


@dataclass(frozen=True, slots=True)
class Flagged:
    """An instalment whose flag a pass put up or took down."""

    document_id: int
    number: str
    sequence: int
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class PassResult:
    """What one pass changed, in the order of the documents."""

    flagged: tuple[Flagged, ...] = ()
    cleared: tuple[Flagged, ...] = ()


def has_overdue_work(connection: Connection, today: dt.date) -> bool:
    """Tell whether a pass would have something to look at."""
    return bool(connection.exec_driver_sql(_WORK, (today.isoformat(),)).scalar())


def overdue_pass(tx: Transaction, today: dt.date) -> PassResult:
    """Flag every instalment that is late today and has no flag; clear flags no longer due.

    Works after any absence: what fell due since is flagged with today's date. A second
    pass on the same day changes nothing.
    """
    if not has_overdue_work(tx.connection, today):
        return PassResult()
    day = {"today": today.isoformat()}
    cleared = _listed(tx, _CLEARED, day)
    if cleared:
        tx.connection.exec_driver_sql(_CLEAR, day)
    flagged = _listed(tx, _LATE, day)
    insert_rows(
        tx.connection,
        overdue_flag,
        [(None, part.document_id, part.sequence, day["today"], None) for part in flagged],
    )
    tx.connection.exec_driver_sql(_UNFLAG_NEW, day)
    tx.connection.exec_driver_sql(_UNFLAG_CHECKED)
    tx.changes.update([f"document:{part.document_id}" for part in (*flagged, *cleared)])
    return PassResult(flagged, cleared)


def _listed(tx: Transaction, query: str, day: dict[str, str]) -> tuple[Flagged, ...]:
    rows = tx.connection.exec_driver_sql(query, day)
    return tuple(
        [
            Flagged(document_id, number, sequence, dt.date.fromisoformat(due_on))
            for document_id, sequence, number, due_on in rows
        ]
    )


_WORK: Final = """
SELECT EXISTS (SELECT 1 FROM receivable WHERE unflagged_due_on < ?)
    OR EXISTS (SELECT 1 FROM receivable WHERE recheck = 1)"""

# every instalment of the documents a pass looks at, and whether it is still open
_PARTS: Final = """
SELECT part.document_id, part.sequence, due_on, amount_minor > 0 AND balance_minor > 0
    AND sum(amount_minor) OVER earliest > max(
        sum(amount_minor) OVER (PARTITION BY part.document_id) - balance_minor, 0) AS is_open
FROM receivable CROSS JOIN due_instalment AS part ON part.document_id = receivable.document_id
WHERE <chosen>
WINDOW earliest AS (PARTITION BY part.document_id ORDER BY part.sequence)"""
_NEW: Final = _PARTS.replace("<chosen>", "unflagged_due_on < :today")
_TO_CHECK: Final = _PARTS.replace("<chosen>", "recheck = 1")

_LATE: Final = """
SELECT document_id, sequence, number, due_on
FROM (<new>) AS part JOIN document ON document.id = document_id
WHERE is_open AND due_on < :today AND NOT EXISTS (
    SELECT 1 FROM overdue_flag WHERE overdue_flag.document_id = part.document_id
    AND overdue_flag.sequence = part.sequence AND cleared_on IS NULL)
ORDER BY document_id, sequence""".replace("<new>", _NEW)
_CLEARED: Final = """
SELECT document_id, part.sequence, number, due_on
FROM (<to-check>) AS part
JOIN overdue_flag USING (document_id, sequence)
JOIN document ON document.id = document_id
WHERE cleared_on IS NULL AND NOT (is_open AND due_on < :today)
ORDER BY document_id, part.sequence""".replace("<to-check>", _TO_CHECK)
_CLEAR: Final = """
UPDATE overdue_flag SET cleared_on = :today
WHERE cleared_on IS NULL AND (document_id, sequence) IN (
    SELECT document_id, sequence FROM (<to-check>) AS part
    WHERE NOT (is_open AND due_on < :today))""".replace("<to-check>", _TO_CHECK)
# two statements: a condition with OR would read the whole table
_UNFLAG: Final = """
UPDATE receivable AS owed SET recheck = 0, unflagged_due_on =
    CASE WHEN balance_minor > 0 THEN (<open> <unflagged>) END
WHERE """.replace("<open>", OPEN_INSTALMENTS).replace("<unflagged>", UNFLAGGED)
_UNFLAG_NEW: Final = sql(_UNFLAG, "unflagged_due_on < :today")
_UNFLAG_CHECKED: Final = sql(_UNFLAG, "recheck = 1")
