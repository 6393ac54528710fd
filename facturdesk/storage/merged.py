"""Cards that are one customer: what was of the merged card shows under the one that is kept.

Frozen rows keep the card they were written with. `receivable` and drafts follow at once;
whatever reads frozen rows by customer asks through `LIVE_PARTY` and `OF_PARTY`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.engine import Transaction
from facturdesk.storage.statements import sql

# the card that a frozen row shows under; {row} is its table
LIVE_PARTY: Final = (
    "coalesce((SELECT merged_into_id FROM party WHERE party.id = {row}.party_id), {row}.party_id)"
)
# the ids that frozen rows of one customer may have
OF_PARTY: Final = (
    "(SELECT :party UNION ALL SELECT party.id FROM party WHERE merged_into_id = :party)"
)


_MERGE: Final = (
    sql(
        "UPDATE receivable SET party_id = :into WHERE document_id IN",
        "(SELECT id FROM document WHERE party_id IN",
        OF_PARTY,
        ")",
    ),
    "UPDATE party SET merged_into_id = :into WHERE merged_into_id = :party",
    "UPDATE party SET merged_into_id = :into WHERE id = :party",
)


def merge(tx: Transaction, party_id: int, into_id: int) -> None:
    """Let a card, and what was merged into it before, show under another one."""
    values = {"party": party_id, "into": into_id}
    for statement in _MERGE:
        tx.connection.exec_driver_sql(statement, values)
    tx.changes.update({f"party:{party_id}", f"party:{into_id}"})


def part(tx: Transaction, party_id: int) -> None:
    """Let a merged card stand for itself again, with the documents that were written with it."""
    query = tx.connection.exec_driver_sql
    into_id = query("SELECT merged_into_id FROM party WHERE id = ?", (party_id,)).scalar()
    query("UPDATE party SET merged_into_id = NULL WHERE id = ?", (party_id,))
    query(
        "UPDATE receivable SET party_id = ?1 WHERE document_id IN"
        " (SELECT id FROM document WHERE party_id = ?1)",
        (party_id,),
    )
    tx.changes.update({f"party:{party_id}", f"party:{into_id}"})


def merged_cards(connection: Connection, party_id: int) -> list[tuple[str, str]]:
    """List the cards merged into one: code and name."""
    rows = connection.exec_driver_sql(
        "SELECT code, name FROM party WHERE merged_into_id = ? ORDER BY code", (party_id,)
    )
    return [(code, name) for code, name in rows]


def written_by(connection: Connection, party_id: int) -> set[str]:
    """Tell which kinds of rows stand with a card: a card with none may be deleted."""
    found = connection.exec_driver_sql(
        sql(
            "SELECT 'document' WHERE EXISTS (SELECT 1 FROM document WHERE party_id = ?1)",
            "UNION ALL",
            "SELECT 'payment' WHERE EXISTS (SELECT 1 FROM payment WHERE party_id = ?1)",
            "UNION ALL SELECT 'draft' WHERE EXISTS (SELECT 1 FROM draft WHERE party_id = ?1)",
            "UNION ALL SELECT 'card' WHERE EXISTS (SELECT 1 FROM party WHERE merged_into_id = ?1)",
        ),
        (party_id,),
    )
    return set(found.scalars())
