"""How every table of the data file spells its columns: whole numbers and texts, nothing else."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

metadata: Final = MetaData()


def table(name: str, *items: SchemaItem) -> Table:
    """Declare a table whose ids are given by SQLite; values of another type are refused."""
    return Table(name, metadata, *items, sqlite_strict=True)


def child_table(name: str, *items: SchemaItem) -> Table:
    """Declare a table kept in the order of its key, beside the row it belongs to."""
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=False)


def key(name: str = "id") -> Column[int]:
    """Declare the id of a row."""
    return Column(name, Integer, primary_key=True)


def words(name: str, *, unique: bool = False) -> Column[str]:
    """Declare a text, empty where nothing is said."""
    return Column(name, Text, nullable=False, server_default="", unique=unique)


def maybe_words(name: str) -> Column[str]:
    """Declare a text that may be missing."""
    return Column(name, Text)


def whole(name: str, default: int | None = None) -> Column[int]:
    """Declare a whole number; without a default it has to be given."""
    fallback = None if default is None else str(default)
    return Column(name, Integer, nullable=False, server_default=fallback)


def maybe_whole(name: str) -> Column[int]:
    """Declare a whole number that may be missing."""
    return Column(name, Integer)


def raw(name: str, **options: Any) -> Column[bytes]:
    """Declare bytes."""
    return Column(name, LargeBinary, nullable=False, **options)


def to(name: str, target: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    """Declare a reference; what is referred to cannot be deleted."""
    reference = ForeignKey(target, ondelete="RESTRICT")
    return Column(name, Integer, reference, nullable=nullable, primary_key=primary_key)


def of_document() -> Column[int]:
    """Declare the document a child row belongs to, first part of its key."""
    return to("document_id", "document.id", primary_key=True)


def rank(name: str = "sequence") -> Column[int]:
    """Declare the place of a child row, second part of its key."""
    return Column(name, Integer, primary_key=True)
