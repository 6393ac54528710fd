"""Which documents were printed, and how often: what the next paper is to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json

_STATES: Final = """
SELECT document.number, document.kind, stored_file.document_id IS NOT NULL,
    (SELECT min(at) FROM document_event
     WHERE document_event.document_id = document.id AND document_event.kind = 'printed')
FROM json_each(?) AS wanted
JOIN document ON document.number = wanted.value
LEFT JOIN stored_file ON stored_file.document_id = document.id
ORDER BY wanted.key"""
_LAST_RANK: Final = """
SELECT max(coalesce(json_extract(detail, '$.rank'), 1)) FROM document_event
WHERE document_id = ? AND kind = 'printed'"""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A document, whether it has an original, and when it was first printed."""

    number: str
    kind: str
    has_original: bool
    printed_at: dt.datetime | None  # aware


def printed_rows(connection: Connection, numbers: Sequence[str]) -> list[PrintedRow]:
    """Tell of documents, in the order of their numbers given; unknown ones are left out."""
    rows = connection.exec_driver_sql(_STATES, (canonical_json(list(numbers)),))
    return [
        PrintedRow(number, kind, bool(original), dt.datetime.fromisoformat(at) if at else None)
        for number, kind, original, at in rows
    ]


def last_rank(connection: Connection, document_id: int) -> int:
    """Give the rank of the last paper of a document: 1 is the original; 0: never printed."""
    return int(connection.exec_driver_sql(_LAST_RANK, (document_id,)).scalar() or 0)
