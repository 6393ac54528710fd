"""The overdue pass: flags what fell due since the last one, clears what is settled."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json
from facturdesk.storage.engine import Transaction
from facturdesk.storage.statements import raw_rows

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


class Flagged(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Late:
    """How many documents are late, what is owed on them, and the one of the longest delay."""

    count: int
    balance_minor: int
    number: str = ""
    party_name: str = ""


def overdue_work(connection: Connection, today: dt.date) -> array[int]:
    """Give the ids of the documents a pass has to look at, in their order."""
    return array("q", chain.from_iterable(raw_rows(connection, _WORK, (today.isoformat(),))))


def overdue_pass(tx: Transaction, today: dt.date) -> PassResult:
    """Flag every instalment that is late today and has no flag; clear flags no longer due.

    Works after any absence: what fell due since is flagged with today's date. A second
    pass on the same day changes nothing.
    """
    ids = overdue_work(tx.connection, today)
    return overdue_batch(tx, ids, today) if ids else PassResult()


def overdue_batch(tx: Transaction, ids: Sequence[int], today: dt.date) -> PassResult:
    """Do a part of a pass: look at these documents only.

    Each document depends on itself alone, so that the parts of a pass, each in its own
    transaction, do what the whole does; what is settled meanwhile is not flagged.
    """
    values: dict[str, Any] = {"ids": canonical_json(list(ids)), "today": today.isoformat()}
    cleared = _listed(tx.connection, _CLEARED, values)
    if cleared:
        tx.connection.exec_driver_sql(_CLEAR, values)
    values["last"] = last_flag(tx.connection)
    tx.connection.exec_driver_sql(_FLAG, values)
    flagged = _listed(tx.connection, _FLAGGED, values)
    tx.connection.exec_driver_sql(_UNFLAG, values)
    tx.changes.update([f"document:{part.document_id}" for part in (*flagged, *cleared)])
    return PassResult(flagged, cleared)


def last_flag(connection: Connection) -> int:
    """Give the id of the flag put up last; nought: none ever was."""
    found: int = connection.exec_driver_sql(
        "SELECT coalesce(max(id), 0) FROM overdue_flag"
    ).scalar_one()
    return found


def flag_before(connection: Connection, day: dt.date) -> int:
    """Give the id of the last flag put up before a day."""
    found: int | None = connection.exec_driver_sql(
        "SELECT id FROM overdue_flag WHERE flagged_on < ? ORDER BY id DESC LIMIT 1",
        (day.isoformat(),),
    ).scalar()
    return found or 0


def late_documents(connection: Connection, today: dt.date) -> Late:
    """Count the documents with a part that is late, and add up what is owed on them."""
    return Late(*raw_rows(connection, _OVERDUE, (today.isoformat(),))[0])


def newly_late(connection: Connection, after: int, today: dt.date) -> Late:
    """Tell of the documents flagged after a flag, and still late today."""
    values = {"after": after, "today": today.isoformat()}
    count, balance = raw_rows(connection, _NEWLY_LATE, values)[0]
    if not count:
        return Late(0, 0)
    number, name = raw_rows(connection, _FIRST_LATE, values)[0]
    return Late(count, balance, number, name)


def _listed(connection: Connection, query: str, values: dict[str, Any]) -> tuple[Flagged, ...]:
    rows = raw_rows(connection, query, values)
    return tuple([Flagged(row[0], row[1], row[2], _day(row[3])) for row in rows])


@lru_cache(maxsize=4096)
def _day(text: str) -> dt.date:  # many thousand parts of one pass share few days
    return dt.date.fromisoformat(text)


# by these indexes: the planner would read the whole table in its order
_WORK: Final = """
SELECT document_id FROM (
    SELECT document_id FROM receivable INDEXED BY receivable_unflagged WHERE unflagged_due_on < ?
    UNION
    SELECT document_id FROM receivable INDEXED BY receivable_recheck WHERE recheck = 1
) ORDER BY 1"""

# every instalment of the documents of a part, and whether it is still open
_PARTS: Final = """
SELECT part.document_id, part.sequence, due_on, amount_minor > 0 AND balance_minor > 0
    AND sum(amount_minor) OVER earliest > max(
        sum(amount_minor) OVER (PARTITION BY part.document_id) - balance_minor, 0) AS is_open
FROM json_each(:ids) AS chosen CROSS JOIN receivable ON receivable.document_id = chosen.value
CROSS JOIN due_instalment AS part ON part.document_id = receivable.document_id
WHERE <chosen>
WINDOW earliest AS (PARTITION BY part.document_id ORDER BY part.sequence)"""
_NEW: Final = _PARTS.replace("<chosen>", "unflagged_due_on < :today")
_TO_CHECK: Final = _PARTS.replace("<chosen>", "recheck = 1")

_FLAG: Final = """
INSERT INTO overdue_flag (document_id, sequence, flagged_on)
SELECT document_id, sequence, :today FROM (<new>) AS part
WHERE is_open AND due_on < :today AND NOT EXISTS (
    SELECT 1 FROM overdue_flag WHERE overdue_flag.document_id = part.document_id
    AND overdue_flag.sequence = part.sequence AND cleared_on IS NULL)
ORDER BY document_id, sequence""".replace("<new>", _NEW)
_FLAGGED: Final = """
SELECT document_id, number, flag.sequence, due_on
FROM overdue_flag AS flag
CROSS JOIN due_instalment USING (document_id, sequence)
CROSS JOIN document ON document.id = document_id
WHERE flag.id > :last ORDER BY flag.id"""
_CLEARED: Final = """
SELECT document_id, number, part.sequence, due_on
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
_UNFLAG: Final = """
UPDATE receivable AS owed SET recheck = 0, unflagged_due_on =
    CASE WHEN balance_minor > 0 THEN (<open> <unflagged>) END
WHERE document_id IN (SELECT value FROM json_each(:ids))""".replace(
    "<open>", OPEN_INSTALMENTS
).replace("<unflagged>", UNFLAGGED)

_OVERDUE: Final = """
SELECT count(*), coalesce(sum(balance_minor), 0) FROM receivable WHERE next_due_on < ?"""
_STILL_LATE: Final = """
FROM receivable WHERE next_due_on < :today AND document_id IN (
    SELECT document_id FROM overdue_flag WHERE id > :after AND cleared_on IS NULL)"""
_NEWLY_LATE: Final = "SELECT count(*), coalesce(sum(balance_minor), 0)" + _STILL_LATE
_FIRST_LATE: Final = """
SELECT number, party.name
FROM (SELECT document_id, party_id <still> ORDER BY next_due_on, document_id LIMIT 1) AS late
JOIN document ON document.id = late.document_id
JOIN party ON party.id = late.party_id""".replace("<still>", _STILL_LATE)
