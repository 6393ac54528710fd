"""Changes a data file behind the program's back: values, rows, triggers, bytes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from facturdesk.domain.errors import ActionableError
from facturdesk.storage.engine import open_store
from facturdesk.storage.faults import Fault
from facturdesk.storage.verify import verify


@dataclass(frozen=True, slots=True)
class Flip:
    """One byte changed at random, what it did, and whether the program noticed.

    The counter of drafts means nothing: it only keeps their ids from being used again.
    """

    offset: int
    mask: int
    changed: tuple[str, ...]  # tables that read differently; "?" when they cannot be read
    found: str | None  # code of the fault or refusal

    @property
    def missed(self) -> bool:
        """Whether it changed what the file means and nobody noticed."""
        return bool(self.changed) and self.found is None


@contextmanager
def behind_the_back(path: Path) -> Iterator[Any]:
    """Give a plain connection on which nothing is refused; the triggers are there again after."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        triggers = connection.execute(query).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, text in triggers:
            connection.execute(text)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def tamper(path: Path, statement: str, values: Sequence[object] = ()) -> int:
    """Run one statement behind the program's back; how many rows it changed."""
    with behind_the_back(path) as connection:
        changed: int = connection.execute(statement, values).rowcount
    return changed


def columns_of(path: Path, table: str) -> list[str]:
    """Name the columns of a table."""
    connection = dbapi2.connect(str(path))
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    finally:
        connection.close()


def change_value(path: Path, table: str, column: str) -> object:
    """Change one value of one column, in the row where it is not missing; what it became."""
    with behind_the_back(path) as connection:
        key, types = _shape(connection, table)
        rows = f"SELECT {', '.join(key)}, {column} FROM {table} ORDER BY {column} IS NULL, 1, 2"
        *of_row, value = connection.execute(rows).fetchone()
        other = _other(value, types[column])
        where = " AND ".join(f"{name} = ?" for name in key)
        statement = f"UPDATE {table} SET {column} = ? WHERE {where}"
        connection.execute(statement, (other, *of_row))
    return other


def delete_row(path: Path, table: str) -> None:
    """Delete the last row of a table."""
    with behind_the_back(path) as connection:
        key, _ = _shape(connection, table)
        names = ", ".join(key)
        last = f"SELECT {names} FROM {table} ORDER BY {', '.join(f'{k} DESC' for k in key)} LIMIT 1"
        connection.execute(f"DELETE FROM {table} WHERE ({names}) IN ({last})")


def examined(path: Path, *, state: Path | None = None) -> str | None:
    """Open and verify as the program does; the code of what it found, None if it is clean."""
    try:
        fault = fault_of(path, state=state)
    except ActionableError as refusal:
        return refusal.code
    return fault.code if fault else None


def fault_of(path: Path, *, state: Path | None = None) -> Fault | None:
    """Give the first fault that verification finds."""
    with open_store(path, state=state) as store, store.read() as connection:
        return verify(connection)


def dumped(path: Path) -> dict[str, object] | None:
    """Read every table as any program would; None when the file cannot be read."""
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    connection.text_factory = bytes
    try:
        names = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual'"
            " AND name <> 'sqlite_sequence'"
        ).fetchall()
        return {_text(name): _rows(connection, _text(name)) for (name,) in names}
    except (dbapi2.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def flips(original: Path, folder: Path, *, count: int, seed: int) -> Iterator[Flip]:
    """Flip bytes at random places, one after another, each in a fresh copy of the file."""
    chance = random.Random(seed)
    size = original.stat().st_size
    before = dumped(original)
    assert before is not None
    for _ in range(count):
        yield flip(original, folder, chance.randrange(size), chance.randrange(1, 256), before)


def flip(original: Path, folder: Path, offset: int, mask: int, before: dict[str, object]) -> Flip:
    """Flip bits of one byte in a copy, and see what becomes of it."""
    copy = folder / "flipped.facturdesk"
    for end in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + end).unlink(missing_ok=True)
    shutil.copyfile(original, copy)
    with copy.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ mask]))
    after = dumped(copy)
    if after is None:
        changed: tuple[str, ...] = ("?",)
    else:
        names = before.keys() | after.keys()
        changed = tuple(sorted(name for name in names if before.get(name) != after.get(name)))
    return Flip(offset, mask, changed, examined(copy))


def _shape(connection: Any, table: str) -> tuple[list[str], dict[str, str]]:
    info = connection.execute(f"PRAGMA table_info({table})").fetchall()
    key = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
    return key, {row[1]: row[2] for row in info}


def _other(value: object, kind: str) -> object:
    """Give another value of the same type."""
    match value:
        case None:
            return {"INTEGER": 1, "TEXT": "x", "BLOB": b"x"}[kind]
        case int():
            return value + 1000
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:]
        case _:
            return f"{value}x"


def _rows(connection: Any, table: str) -> object:
    """Read the rows of a table, in an order that no index decides."""
    try:
        found = connection.execute(f'SELECT * FROM "{table}" NOT INDEXED').fetchall()
    except (dbapi2.Error, UnicodeDecodeError):
        return "?"
    return sorted(found, key=repr)


def _text(name: bytes | str) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name
