"""What each document still owes: one row a document, kept by whoever changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.document import Document
from facturdesk.domain.overdue import open_instalments
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage.codec import canonical_json
from facturdesk.storage.engine import Transaction
from facturdesk.storage.merged import LIVE_PARTY
from facturdesk.storage.overdue import OPEN_INSTALMENTS, UNFLAGGED, PassResult, overdue_pass
from facturdesk.storage.statements import Row, sql

__all__ = [
    "Balance",
    "PassResult",
    "balance_of",
    "compute_all",
    "first_row",
    "overdue_pass",
    "rebuild",
    "refresh",
    "refresh_many",
]


@dataclass(frozen=True, slots=True)
class Balance:
    """What a document owes: positive to the shop, negative to the customer.

    `settled_by` says how it was closed (paid, credited, replaced); the days are those of
    its earliest open instalment, and of the earliest one without an open flag.
    """

    document_id: int
    party_id: int
    balance_minor: int
    settled_by: str | None
    next_due_on: str | None
    unflagged_due_on: str | None


def refresh(tx: Transaction, document_id: int) -> None:
    """Work out what one document owes, after an allocation to it or from it."""
    refresh_many(tx, (document_id,))


def refresh_many(tx: Transaction, document_ids: Iterable[int]) -> None:
    """Work out what some documents owe, set-based."""
    ids = list(document_ids)
    tx.connection.exec_driver_sql(_REFRESH, (canonical_json(ids),))
    tx.changes.update([f"document:{document_id}" for document_id in ids])


def rebuild(tx: Transaction) -> None:
    """Make every row anew from what happened."""
    tx.connection.exec_driver_sql("DELETE FROM receivable")
    tx.connection.exec_driver_sql(_REBUILD)


def balance_of(connection: Connection, document_id: int) -> Balance | None:
    """Read what a document owes; None where there is no such document."""
    row = connection.exec_driver_sql(
        "SELECT document_id, party_id, balance_minor, settled_by, next_due_on, unflagged_due_on"
        " FROM receivable WHERE document_id = ?",
        (document_id,),
    ).fetchone()
    return Balance(*row) if row else None


def compute_all(connection: Connection, after_id: int = 0) -> Iterator[Balance]:
    """Work out what every document owes from what happened, in the order of their ids."""
    for row in connection.exec_driver_sql(_COMPUTE_AFTER, (after_id,)):
        yield Balance(*row)


def first_row(document_id: int, party_id: int, document: Document) -> Row:
    """Make the row of a document that has just been issued."""
    gross = document.gross_minor
    balance = -gross if document.kind is DocumentKind.CREDIT_NOTE else gross
    due = open_instalments(document.instalments, balance) if balance > 0 else ()
    next_due_on = min(part.due_on for part in due).isoformat() if due else None
    settled_by = None if balance else "paid"
    return document_id, party_id, balance, settled_by, next_due_on, next_due_on, 0


_OWED: Final = """
SELECT id AS document_id, <live> AS party_id,
    CASE kind WHEN 'credit_note' THEN -gross_minor ELSE gross_minor END AS signed,
    (SELECT coalesce(sum(amount_minor), 0) FROM allocation
        WHERE target_document_id = document.id) AS taken,
    (SELECT coalesce(sum(amount_minor), 0) FROM allocation
        WHERE source_document_id = document.id AND kind = 'credit') AS given,
    (SELECT coalesce(sum(amount_minor), 0) FROM allocation
        WHERE target_document_id = document.id AND kind = 'credit' AND source_document_id IN (
            SELECT document_id FROM document_link
            WHERE target_id = document.id AND relation = 'credits')) AS credited,
    EXISTS (SELECT 1 FROM allocation
        WHERE target_document_id = document.id AND kind = 'replaced') AS replaced
FROM document""".replace("<live>", LIVE_PARTY.format(row="document"))

_BALANCES: Final = """
SELECT document_id, party_id, balance_minor,
    CASE WHEN balance_minor <> 0 AND (balance_minor > 0) = (signed > 0) THEN NULL
        WHEN replaced THEN 'replaced'
        WHEN credited <> 0 AND credited = signed THEN 'credited'
        ELSE 'paid' END AS settled_by,
    CASE WHEN balance_minor > 0 THEN (<open>) END AS next_due_on,
    CASE WHEN balance_minor > 0 THEN (<open> <unflagged>) END AS unflagged_due_on
FROM (SELECT *, signed - taken + given AS balance_minor FROM (<owed>)) AS owed"""


def _compute(where: str) -> str:
    text = _BALANCES.replace("<open>", OPEN_INSTALMENTS).replace("<unflagged>", UNFLAGGED)
    return text.replace("<owed>", sql(_OWED, where))


_COMPUTE_AFTER: Final = _compute("WHERE document.id > ? ORDER BY document.id")
_REBUILD: Final = sql(
    "INSERT INTO receivable SELECT owing.*, EXISTS (SELECT 1 FROM overdue_flag",
    "WHERE document_id = owing.document_id AND cleared_on IS NULL) FROM (",
    _compute("WHERE true"),
    ") AS owing WHERE true",
)
_REFRESH: Final = sql(
    _REBUILD.replace(
        _compute("WHERE true"),
        _compute("WHERE document.id IN (SELECT value FROM json_each(?))"),
    ),
    "ON CONFLICT (document_id) DO UPDATE SET balance_minor = excluded.balance_minor,",
    "settled_by = excluded.settled_by, next_due_on = excluded.next_due_on,",
    "unflagged_due_on = excluded.unflagged_due_on, recheck = excluded.recheck",
)
