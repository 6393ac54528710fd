"""What stands around a document: what corrects it, what it corrects, when it was found late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Related:
    """A document linked to another; `relation` says what it is to that one.

    `credited` and `replaced` are earlier documents, `credits` and `replaces` later ones.
    """

    relation: str
    number: str
    issued_on: dt.date
    kind: str  # empty where the document is not in the data file
    gross_minor: int


@dataclass(frozen=True, slots=True)
class Flag:
    """An instalment found overdue on a day, and settled or postponed on another."""

    sequence: int
    flagged_on: dt.date
    cleared_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Use:
    """What a credit note gave an invoice; negative: taken back."""

    number: str
    amount_minor: int
    on: dt.date


def related_documents(connection: Connection, document_id: int) -> list[Related]:
    """List the documents linked to one, the earlier ones first."""
    rows = connection.exec_driver_sql(_RELATED, {"id": document_id})
    return [
        Related(relation, number, dt.date.fromisoformat(issued_on), kind, gross_minor)
        for relation, number, issued_on, kind, gross_minor in rows
    ]


def flags_of(connection: Connection, document_id: int) -> list[Flag]:
    """List when the watch found a document overdue, the earliest first."""
    rows = connection.exec_driver_sql(
        "SELECT sequence, flagged_on, cleared_on FROM overdue_flag WHERE document_id = ?"
        " ORDER BY id",
        (document_id,),
    )
    return [
        Flag(
            sequence,
            dt.date.fromisoformat(flagged_on),
            dt.date.fromisoformat(cleared_on) if cleared_on else None,
        )
        for sequence, flagged_on, cleared_on in rows
    ]


def uses_of(connection: Connection, note_id: int) -> list[Use]:
    """List what a credit note gave to invoices and what was taken back, in their order."""
    rows = connection.exec_driver_sql(
        "SELECT number, amount_minor, allocated_on"
        " FROM allocation JOIN document ON document.id = target_document_id"
        " WHERE source_document_id = ? AND allocation.kind = 'credit' ORDER BY allocation.id",
        (note_id,),
    )
    return [Use(number, minor, dt.date.fromisoformat(on)) for number, minor, on in rows]


_RELATED: Final = """
SELECT CASE relation WHEN 'credits' THEN 'credited' ELSE 'replaced' END, link.number,
    link.issued_on, coalesce(document.kind, ''), coalesce(document.gross_minor, 0)
FROM document_link AS link LEFT JOIN document ON document.id = target_id
WHERE link.document_id = :id
UNION ALL
SELECT relation, document.number, document.issued_on, document.kind, document.gross_minor
FROM document_link AS link JOIN document ON document.id = link.document_id
WHERE target_id = :id
ORDER BY 3, 2"""
