"""Verification of the snapshots that documents share: each is kept under its own hash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from facturdesk.storage.faults import Fault
from facturdesk.storage.snapshots import party_sha256, text_sha256

_PARTY_USER: Final = "SELECT number FROM document WHERE ?1 IN (seller_id, customer_id) LIMIT 1"
_TEXT_USER: Final = "SELECT number FROM document WHERE mentions_id = ?1 LIMIT 1"
_UNUSED: Final = {
    "party_snapshot": "SELECT id FROM party_snapshot EXCEPT SELECT seller_id FROM document"
    " EXCEPT SELECT customer_id FROM document LIMIT 1",
    "text_snapshot": "SELECT id FROM text_snapshot EXCEPT SELECT mentions_id FROM document LIMIT 1",
}


def snapshot_faults(connection: Connection) -> Iterator[Fault]:
    """Give the first snapshot that is not what its hash says, or that nobody refers to."""
    query = connection.exec_driver_sql
    for key, sha256, role, body in query("SELECT id, sha256, role, body FROM party_snapshot"):
        if party_sha256(role, body) != sha256:
            yield _changed(connection, "party_snapshot", key, _PARTY_USER)
            return
    for key, sha256, body in query("SELECT id, sha256, body FROM text_snapshot"):
        if text_sha256(body) != sha256:
            yield _changed(connection, "text_snapshot", key, _TEXT_USER)
            return
    for table, unused in _UNUSED.items():
        key = query(unused).scalar()
        if key is not None:
            yield Fault("verify-snapshot-unused", {"table": table, "id": key})
            return


def _changed(connection: Connection, table: str, key: int, user: str) -> Fault:
    number = connection.exec_driver_sql(user, (key,)).scalar() or "?"
    return Fault("verify-snapshot-changed", {"table": table, "id": key, "number": number})
