"""Photos of items, one each, kept with their hash so that damage does not go unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection

from facturdesk.storage.engine import Transaction
from facturdesk.storage.faults import Fault


def save_photo(tx: Transaction, item_id: int, content: bytes) -> None:
    """Keep the photo of an item, in the place of the one it had; empty: it has none any more."""
    tx.connection.exec_driver_sql("DELETE FROM item_photo WHERE item_id = ?", (item_id,))
    if content:
        tx.connection.exec_driver_sql(
            "INSERT INTO item_photo (item_id, sha256, content) VALUES (?, ?, ?)",
            (item_id, hashlib.sha256(content).digest(), content),
        )
    tx.changes.add(f"item:{item_id}")


def load_photo(connection: Connection, item_id: int) -> bytes:
    """Read the photo of an item; empty where it has none."""
    query = "SELECT content FROM item_photo WHERE item_id = ?"
    found: bytes | None = connection.exec_driver_sql(query, (item_id,)).scalar()
    return found or b""


def photo_faults(connection: Connection) -> Iterator[Fault]:
    """Give the first photo that is not what its hash says."""
    query = "SELECT code, sha256, content FROM item_photo JOIN item ON item.id = item_id"
    for code, sha256, content in connection.exec_driver_sql(query):
        if hashlib.sha256(content).digest() != sha256:
            yield Fault("verify-photo-changed", {"item": code})
            return
