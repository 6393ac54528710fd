"""SQL texts prepared once: inserts of whole rows, in the order of a table's columns."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

Row = tuple[Any, ...]


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
