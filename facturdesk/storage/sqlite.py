"""What only SQLite knows: pragmas, triggers that keep what happened, full-text tables."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Final

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2

from facturdesk.storage.errors import DataFileUnreachable, NotADataFile
from facturdesk.storage.schema import (
    APPLICATION_ID,
    INSERT_ONLY,
    SEALED_CHILDREN,
    USER_VERSION,
    metadata,
)

BUSY_MILLISECONDS: Final = 5000
_CACHE_KIB: Final = 2_048  # the system keeps the rest of the file at hand; ours only grows

_NO_UPDATE: Final = """CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name}
BEGIN SELECT RAISE(ABORT, 'insert-only: {name}'); END"""
_NO_DELETE: Final = """CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, 'insert-only: {name}'); END"""
_SEALED: Final = """CREATE TRIGGER {name}_sealed BEFORE INSERT ON {name}
WHEN EXISTS (SELECT 1 FROM seal WHERE subject = 'document:' || NEW.document_id)
BEGIN SELECT RAISE(ABORT, 'sealed: {name}'); END"""

# beginnings are indexed up to ten letters: a common word is found at once as it is typed;
# no copy of the texts, whose words are folded in `search`; rowid is the id of the document, party or item
FULL_TEXT: Final = {
    "document_search": """CREATE VIRTUAL TABLE document_search USING fts5(
words, content='', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8 9 10',
tokenize='ascii')""",
    "party_search": """CREATE VIRTUAL TABLE party_search USING fts5(
names, content='', contentless_delete=1, detail=none, prefix='1 2 3',
tokenize='ascii')""",
    "item_search": """CREATE VIRTUAL TABLE item_search USING fts5(
names, content='', contentless_delete=1, detail=none, prefix='1 2 3',
tokenize='ascii')""",
}

# parts of a path that a synchronising program owns
_SYNCHRONISED: Final = ("onedrive", "dropbox", "icloud", "mobile documents", "google drive")


def connect(
    path: Path,
    *,
    key: bytes | None,
    synchronised: bool,
    immutable: bool = False,
    new: bool = False,
) -> Any:
    """Open a connection of the driver with every pragma of the house set.

    `immutable` reads a file in a folder where nothing can be written; `new` is for one
    in which there is nothing yet.

    Raises:
        NotADataFile: the file is of another program; it is left exactly as it is.
        DataFileUnreachable: it is not there any more; SQLite would put an empty one in its place.
    """
    if not new and not os.path.isfile(path):  # noqa: PTH113 - also of a name no system takes
        raise DataFileUnreachable(path=str(path))
    target = f"{path.absolute().as_uri()}?immutable=1" if immutable else str(path)
    connection = dbapi2.connect(
        target, uri=immutable, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        _unlock(connection, key)
        if not new and connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise NotADataFile(path=str(path))
        _configure(connection, None if immutable else "DELETE" if synchronised else "WAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: Any, key: bytes | None) -> None:
    if key is not None:
        if len(key) != 32:
            raise ValueError("the key of a data file is 32 bytes")
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is said by us
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _configure(connection: Any, journal_mode: str | None) -> None:
    execute = connection.execute
    execute("PRAGMA auto_vacuum = NONE")
    if journal_mode is not None:
        execute(f"PRAGMA journal_mode = {journal_mode}")
    execute("PRAGMA synchronous = FULL")
    execute("PRAGMA foreign_keys = ON")
    execute("PRAGMA recursive_triggers = ON")  # REPLACE must meet the triggers on DELETE
    execute(f"PRAGMA cache_size = -{_CACHE_KIB}")


def create_all(connection: Connection) -> None:
    """Create every table, index, trigger and full-text table; the caller has begun."""
    dialect = SQLiteDialect()
    for table in metadata.sorted_tables:
        connection.exec_driver_sql(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.exec_driver_sql(str(CreateIndex(index).compile(dialect=dialect)))
    create_triggers(connection)
    for name, text in FULL_TEXT.items():
        connection.exec_driver_sql(text)
        for copy in _second_copies(name):
            connection.exec_driver_sql(copy)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {USER_VERSION}")


def _second_copies(name: str) -> list[str]:
    """Write indexes over the whole rows in which FTS5 keeps a full-text table.

    The integrity check compares an index with its table: nothing else would tell that a
    search finds too little because of damage.
    """
    columns = {"data": "id, block", "idx": "segid, term, pgno"}
    if "contentless_delete" in FULL_TEXT[name]:
        columns["docsize"] = "id, sz, origin"
    return [
        f"CREATE INDEX {name}_{part}_whole ON {name}_{part} ({each})"
        for part, each in columns.items()
    ]


def create_triggers(connection: Connection) -> None:
    """Drop and create the triggers, as a migration does at its end."""
    for name, text in expected_triggers().items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(text)


@cache
def expected_triggers() -> dict[str, str]:
    """Give every trigger a data file must have, with its SQL text as SQLite keeps it."""
    texts = [*_for_each(_NO_UPDATE, INSERT_ONLY), *_for_each(_NO_DELETE, INSERT_ONLY)]
    texts += _for_each(_SEALED, SEALED_CHILDREN)
    return {text.split(maxsplit=3)[2]: text for text in texts}


def is_synchronised(path: Path) -> bool:
    """Tell whether a path lies on a network share or in a folder some program synchronises."""
    if str(path.absolute()).startswith(("\\\\", "//")):
        return True
    folders = PurePath(os.path.realpath(path)).parts[:-1]
    return any(_names_a_service(part) for part in folders)


def _names_a_service(part: str) -> bool:
    folded = part.casefold()
    return any(
        folded == name or folded.startswith((name + " ", name + "-")) for name in _SYNCHRONISED
    )


def _for_each(text: str, tables: tuple[Table, ...]) -> list[str]:
    return [text.format(name=table.name) for table in tables]
