"""What was done with an issued document: printed, saved to a file, mailed. No law asks for it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json
from facturdesk.storage.company import instant
from facturdesk.storage.engine import Transaction

PRINTED: Final = "printed"
SAVED: Final = "saved"
MAILED: Final = "mailed"
KINDS: Final = (PRINTED, SAVED, MAILED)


@dataclass(frozen=True, slots=True)
class DocumentEvent:
    """One thing done with a document; `detail` says where: printer, folder, address."""

    kind: str
    at: dt.datetime  # aware, UTC
    actor: str
    detail: Mapping[str, Any]


def add_event(
    tx: Transaction, document_id: int, kind: str, detail: Mapping[str, object] | None = None
) -> None:
    """Note that something was done with a document now; `kind` is one of KINDS."""
    if kind not in KINDS:
        raise ValueError(f"no such event: {kind}")
    tx.connection.exec_driver_sql(
        "INSERT INTO document_event (document_id, kind, at, actor, detail) VALUES (?, ?, ?, ?, ?)",
        (
            document_id,
            kind,
            instant(tx.stamp.now),
            tx.stamp.actor,
            canonical_json(dict(detail or {})),
        ),
    )
    tx.changes.add(f"document:{document_id}")


def events_of(connection: Connection, document_id: int) -> list[DocumentEvent]:
    """List what was done with a document, the oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT kind, at, actor, detail FROM document_event WHERE document_id = ? ORDER BY at, id",
        (document_id,),
    )
    return [
        DocumentEvent(kind, dt.datetime.fromisoformat(at), actor, json.loads(detail))
        for kind, at, actor, detail in rows
    ]
