"""Verification of the database itself: its tables and triggers, its pages, its references."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from facturdesk.storage import sqlite
from facturdesk.storage.faults import Fault

_OBJECTS: Final = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type DESC, name"
_COLUMNS: Final = (
    'SELECT cid, name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)'
)
_REFERENCES: Final = (
    'SELECT "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(?)'
)
_KINDS: Final = "SELECT type, wr, strict FROM pragma_table_list(?)"

Shape = dict[tuple[str, str], object]  # kind and name: what it is made of


def schema_faults(connection: Connection) -> Iterator[Fault]:
    """Give the first table, index or trigger that is missing, changed, or not ours.

    Without its triggers a file can be changed; a trigger added could change it by itself.
    """
    found = _shape(connection)
    expected = _expected()
    for (kind, name), made_of in expected.items():
        facts: dict[str, object] = {"kind": kind, "name": name}
        if (kind, name) not in found:
            yield Fault("verify-schema-missing", facts)
            return
        if found[kind, name] != made_of:
            yield Fault("verify-schema-changed", facts)
            return
    for kind, name in found.keys() - expected.keys():
        yield Fault("verify-schema-added", {"kind": kind, "name": name})
        return


def integrity_faults(connection: Connection) -> Iterator[Fault]:
    """Give what SQLite itself finds: damaged pages, indexes that differ, rows without parent.

    It reads the full-text tables too. In an encrypted file each page is authenticated.
    """
    _look_again(connection)
    for pragma in ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check(1)"):
        for row in _rows(connection, pragma):
            if row[0] != "ok":
                yield Fault("verify-damaged", {"detail": row[0]})
                return
    for row in _rows(connection, "PRAGMA foreign_key_check"):
        yield Fault("verify-links-broken", {"table": row[0], "parent": row[2]})
        return


def _look_again(connection: Connection) -> None:
    """Let each full-text table notice what other connections wrote since it was last used.

    The integrity check does not: it would look for pages that were merged away since, and
    report damage where there is none.
    """
    for name in sqlite.FULL_TEXT:
        query = f"SELECT 1 FROM {name} WHERE {name} MATCH 'a' LIMIT 1"  # noqa: S608 - names are ours
        connection.exec_driver_sql(query).all()


def _rows(connection: Connection, pragma: str) -> list[tuple[Any, ...]]:
    result = connection.exec_driver_sql(pragma)
    return [tuple(row) for row in result] if result.returns_rows else []


def _shape(connection: Connection) -> Shape:
    """Say what the file is made of; a table by its columns, for its text grows with upgrades."""
    shape: Shape = {}
    for kind, name, table, text in connection.exec_driver_sql(_OBJECTS).fetchall():
        virtual = text is not None and text.startswith("CREATE VIRTUAL")
        plain = kind == "table" and not virtual
        shape[kind, name] = (table, _table(connection, name) if plain else text)
    return shape


def _table(connection: Connection, name: str) -> object:
    return [
        [tuple(row) for row in connection.exec_driver_sql(query, (name,))]
        for query in (_COLUMNS, _REFERENCES, _KINDS)
    ]


@cache
def _expected() -> Shape:
    """Make an empty file of today in memory and look at it."""
    engine = create_engine("sqlite://", module=dbapi2, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            sqlite.create_all(connection)
            return _shape(connection)
    finally:
        engine.dispose()
