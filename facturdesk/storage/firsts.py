"""Whether there is a first of each: customer, item, document, print, payment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

_EXISTS: Final = {
    "customer": "SELECT EXISTS (SELECT 1 FROM party)",
    "item": "SELECT EXISTS (SELECT 1 FROM item)",
    "document": "SELECT EXISTS (SELECT 1 FROM document)",
    "print": "SELECT EXISTS (SELECT 1 FROM document_event WHERE kind = 'printed')",
    "payment": "SELECT EXISTS (SELECT 1 FROM payment)",
}


def firsts(connection: Connection) -> Mapping[str, bool]:
    """Tell of each kind whether there is one."""
    return {
        kind: bool(connection.exec_driver_sql(query).scalar_one())
        for kind, query in _EXISTS.items()
    }
