"""Drafts: sales as typed, freely changed, gone once issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.errors import ActionableError
from facturdesk.domain.sale import Sale
from facturdesk.storage import codec
from facturdesk.storage.company import instant
from facturdesk.storage.engine import Transaction


class DraftMissing(ActionableError):
    """There is no draft with this id: issued or deleted meanwhile."""

    code = "draft-missing"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as listed; `gross_minor` is what it came to when it was last saved."""

    id: int
    kind: str
    party_id: int | None
    party_code: str
    party_name: str
    gross_minor: int
    updated_at: str
    sale: Sale


def save_draft(
    tx: Transaction,
    sale: Sale,
    *,
    party_id: int | None,
    draft_id: int | None = None,
    gross_minor: int = 0,
) -> int:
    """Keep a sale as a new draft, or over an existing one; the id.

    Raises:
        DraftMissing: there is no draft with the id given.
    """
    values = {
        "id": draft_id,
        "kind": sale.kind.value,
        "party": party_id,
        "body": codec.dump(sale),
        "now": instant(tx.stamp.now),
        "gross": gross_minor,
    }
    if draft_id is None:
        draft_id = tx.connection.exec_driver_sql(_INSERT, values).lastrowid
    elif not tx.connection.exec_driver_sql(_UPDATE, values).rowcount:
        raise DraftMissing(id=draft_id)
    tx.changes.add(f"draft:{draft_id}")
    return draft_id


def load_draft(connection: Connection, draft_id: int) -> tuple[Sale, int | None]:
    """Read a draft, with the id of its customer's card.

    Raises:
        DraftMissing: there is none with this id.
    """
    row = connection.exec_driver_sql(
        "SELECT body, party_id FROM draft WHERE id = ?", (draft_id,)
    ).fetchone()
    if row is None:
        raise DraftMissing(id=draft_id)
    return codec.load(Sale, row[0]), row[1]


def delete_draft(tx: Transaction, draft_id: int) -> None:
    """Remove a draft.

    Raises:
        DraftMissing: there is none with this id.
    """
    done = tx.connection.exec_driver_sql("DELETE FROM draft WHERE id = ?", (draft_id,))
    if not done.rowcount:
        raise DraftMissing(id=draft_id)
    tx.changes.add(f"draft:{draft_id}")


def list_drafts(
    connection: Connection, *, party_id: int | None = None, limit: int | None = None
) -> list[DraftRow]:
    """List drafts, the last changed first."""
    rows = connection.exec_driver_sql(
        _LIST, {"party": party_id, "limit": -1 if limit is None else limit}
    )
    return [
        DraftRow(
            id=draft_id,
            kind=kind,
            party_id=party,
            party_code=code,
            party_name=name,
            gross_minor=gross_minor,
            updated_at=updated_at,
            sale=codec.load(Sale, body),
        )
        for draft_id, kind, party, code, name, gross_minor, updated_at, body in rows
    ]


_INSERT: Final = """
INSERT INTO draft (kind, party_id, body, created_at, updated_at, gross_minor)
VALUES (:kind, :party, :body, :now, :now, :gross)"""
_UPDATE: Final = """
UPDATE draft SET kind = :kind, party_id = :party, body = :body, updated_at = :now,
    gross_minor = :gross WHERE id = :id"""
_LIST: Final = """
SELECT draft.id, draft.kind, party_id, coalesce(party.code, ''), coalesce(party.name, ''),
    gross_minor, updated_at, body
FROM draft LEFT JOIN party ON party.id = party_id
WHERE :party IS NULL OR party_id = :party
ORDER BY updated_at DESC, draft.id DESC LIMIT :limit"""
