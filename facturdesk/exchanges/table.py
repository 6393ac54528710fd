"""A typed table on its way to a file: columns with kinds, rows that come a part at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol


class ValueKind(StrEnum):
    """What the values of a column are; None is an empty cell of any kind."""

    TEXT = "text"
    DAY = "day"  # datetime.date
    AMOUNT = "amount"  # minor units
    PRICE = "price"  # millionths
    RATE = "rate"  # basis points
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its heading and what its values are."""

    heading: str
    kind: ValueKind


@dataclass(frozen=True, slots=True)
class Place:
    """The file to write, and a folder for what is needed meanwhile; whoever made it empties it."""

    file: Path
    scratch: Path


class TableWriter(Protocol):
    """A file being written."""

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write some more rows, one value a column."""

    def close(self) -> None:
        """Finish the file."""


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file that a table can be written to."""

    name: str
    suffix: str
    begin: Callable[[Place, str, Sequence[TableColumn]], TableWriter]  # title, columns
    most_rows: int | None = None  # that it can hold, its headings apart
