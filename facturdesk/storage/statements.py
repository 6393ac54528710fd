"""SQL texts prepared once: inserts of whole rows, in the order of a table's columns."""

from __future__ import annotations

import sys
from array import array
from functools import cache
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

Row = tuple[Any, ...]
_STRETCH: Final = 1 << 20  # hexadecimal digits turned into numbers at a time


@cache
def insert_text(table: Table) -> str:
    """Write the INSERT of one whole row of a table."""
    return str(table.insert().compile(dialect=SQLiteDialect(paramstyle="qmark")))


def driver(connection: Connection) -> Any:
    """Give the driver's own connection, for statements run once for each of many rows."""
    return connection.connection.driver_connection


def insert_row(connection: Connection, table: Table, row: Row) -> int:
    """Insert one row, every column in its order (None as id lets SQLite give it); its id."""
    done: int = driver(connection).execute(insert_text(table), row).lastrowid
    return done


def insert_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows at once, every column in its order."""
    if len(rows) == 1:
        driver(connection).execute(insert_text(table), rows[0])
    elif rows:
        driver(connection).executemany(insert_text(table), rows)


def raw_rows(connection: Connection, query: str, values: Row | dict[str, Any]) -> list[Row]:
    """Read all rows as the driver gives them, plain tuples."""
    rows: list[Row] = driver(connection).execute(query, values).fetchall()
    return rows


def ids_in_order(
    connection: Connection, query: str, values: dict[str, Any], *, limit: int | None = None
) -> array[int]:
    """Read the ids that a query selects as its column `id`, in its order.

    Without a limit SQLite gives them all in one step, as one text: read row by row, a
    million of them would contend with the window for the interpreter.
    """
    if limit is not None:
        return array("q", chain.from_iterable(driver(connection).execute(query, values)))
    packed = sql("WITH each(id) AS (", query, ") SELECT", _PACKED, "FROM each")
    digits: str = driver(connection).execute(packed, values).fetchone()[0] or ""
    ids = array("q")
    for start in range(0, len(digits), _STRETCH):
        ids.frombytes(bytes.fromhex(digits[start : start + _STRETCH]))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def next_id(connection: Connection, select_last: str) -> int:
    """Give the id after the greatest one, which the text selects."""
    last: int | None = connection.exec_driver_sql(select_last).scalar()
    return (last or 0) + 1


def sql(*parts: str) -> str:
    """Join parts of an SQL text, which are our own constants."""
    return " ".join(parts)


@cache
def keys_of(table: Table) -> str:
    """Name the columns of a table's key, as ORDER BY wants them."""
    return ", ".join(table.primary_key.columns.keys())


@cache
def select_text(table: Table, where: str, *, order: str = "", columns: tuple[str, ...] = ()) -> str:
    """Write a SELECT of a table's columns (all, or those named) with a condition in SQL."""
    chosen = [table.c[name] for name in columns] if columns else list(table.columns)
    query = select(*chosen).where(text(where))
    if order:
        query = query.order_by(text(order))
    return str(query.compile(dialect=SQLiteDialect(paramstyle="qmark")))


_PACKED: Final = "group_concat(printf('%016x', id), '')"
